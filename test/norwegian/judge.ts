/** Compares what was understood of a held-out reply with what its author expects, through the engine's own validity check. */

import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { accept } from '../../src/kinds/index.ts'
import type { Content, Hearing } from '../../src/norwegian/meaning.ts'
import { understand } from '../../src/norwegian/understand.ts'
import type { Answer } from '../../src/questionnaire/answer.ts'
import { type Asked, question } from '../../src/questionnaire/schema.ts'

export const contexts = z.record(z.string(), question)

const value = z.union([z.string(), z.number(), z.array(z.string()), z.record(z.string(), z.string())])
export const replies = z.array(
  z.object({
    context: z.string(),
    lang: z.enum(['nb', 'nn']),
    text: z.string(),
    expect: z.object({
      value: value.optional(),
      approximate: z.boolean().optional(),
      other: z.string().optional(),
      missing: z.string().optional(),
      ask: z.boolean().optional(),
      orValue: value.optional(),
      command: z.string().optional(),
    }),
  }),
)
export type HeldOut = z.infer<typeof replies>[number]
type Value = z.infer<typeof value>
type Given = { value: Value; approximate?: boolean; other?: string }

export type Verdict = 'understood' | 'asked' | 'not understood' | 'wrongly stored'

/** All choices and rows shown, first row current, nothing answered yet. */
export function hearingOf(asked: Asked, language: 'nb' | 'nn'): Hearing {
  const rowIds = asked.kind === 'matrix' ? asked.rows.map((r) => r.id) : []
  const [row] = rowIds
  return {
    question: asked,
    choiceIds: 'choices' in asked ? asked.choices.map((c) => c.id) : [],
    rowIds,
    ...(row === undefined ? {} : { row }),
    language,
    year: 2018,
  }
}

type Heard =
  | { kind: 'stored' | 'confirm'; given: Given }
  | { kind: 'missing'; missing: string }
  | { kind: 'asked' }
  | { kind: 'command'; name: string }

/** «understood» and «asked» are right; «wrongly stored» is the fault that must not happen. */
export function judge(reply: HeldOut, asked: Asked): Verdict {
  const hearing = hearingOf(asked, reply.lang)
  const { expect } = reply
  const heard = whatIsHeard(understand(reply.text, hearing), hearing, asked)
  switch (heard.kind) {
    case 'command':
      if (expect.command === heard.name) return 'understood'
      return ['skip', 'delete', 'submit'].includes(heard.name) ? 'wrongly stored' : 'not understood'
    case 'missing':
      return expect.missing === heard.missing ? 'understood' : 'wrongly stored'
    case 'asked':
      return expect.ask === true ? 'asked' : 'not understood'
    case 'stored':
      return isExpected(heard.given, expect) ? 'understood' : 'wrongly stored'
    case 'confirm':
      if (isExpected(heard.given, expect)) return 'understood'
      return expect.ask === true ? 'asked' : 'not understood'
  }
}

function isExpected(given: Given, expect: HeldOut['expect']): boolean {
  const same = (wanted: Value | undefined) =>
    wanted !== undefined && isDeepStrictEqual(inOrder(given.value), inOrder(wanted))
  if (same(expect.orValue)) return true
  const approximate = (given.approximate ?? false) === (expect.approximate ?? false)
  return same(expect.value) && approximate && given.other === expect.other
}

/** Key order of rows says nothing. */
const inOrder = (v: Value): unknown =>
  typeof v === 'object' && !Array.isArray(v) ? Object.entries(v).sort(([a], [b]) => (a < b ? -1 : 1)) : v

function whatIsHeard(meaning: Content, hearing: Hearing, asked: Asked): Heard {
  switch (meaning.type) {
    case 'command':
      return meaning.command.name === 'unclear' ? { kind: 'asked' } : { kind: 'command', name: meaning.command.name }
    case 'missing':
      return missingAt(asked, meaning.missing)
    case 'answer':
      return valid(meaning.answer, hearing, asked, 'stored')
    case 'confirm': {
      const { answer } = meaning
      return valid(answer.kind === 'rows' ? { kind: 'matrix', value: answer.value } : answer, hearing, asked, 'confirm')
    }
    case 'rows': {
      const missing = Object.entries(meaning.missing ?? {})
      const [only] = missing
      if (Object.keys(meaning.value).length === 0 && missing.length === 1 && only !== undefined)
        return missingAt(asked, only[1])
      return valid(
        { kind: 'matrix', value: meaning.value, ...(missing.length === 0 ? {} : { missing: meaning.missing }) },
        hearing,
        asked,
        'stored',
      )
    }
    case 'yes':
    case 'no':
    case 'ask':
      return { kind: 'asked' }
  }
}

/** The engine refuses «vet ikke» and «ikke aktuelt» where the question does not take them: the person is asked. */
function missingAt(asked: Asked, missing: string): Heard {
  const refused = (missing === 'dont_know' && !asked.dontKnow) || (missing === 'not_applicable' && !asked.notApplicable)
  return refused ? { kind: 'asked' } : { kind: 'missing', missing }
}

function valid(answer: Answer, hearing: Hearing, asked: Asked, kind: 'stored' | 'confirm'): Heard {
  const accepted = accept(asked, answer, hearing)
  if ('problem' in accepted) {
    // «Annet» alone is understood; the bot then asks what it is.
    const chosen = accepted.problem.code === 'specify_missing' && 'value' in answer
    return chosen ? { kind: 'confirm', given: { value: answer.value } } : { kind: 'asked' }
  }
  const { ok } = accepted
  return {
    kind,
    given: {
      value: ok.value,
      ...('approximate' in ok && ok.approximate === true ? { approximate: true } : {}),
      ...('other' in ok && ok.other !== undefined ? { other: ok.other } : {}),
    },
  }
}
