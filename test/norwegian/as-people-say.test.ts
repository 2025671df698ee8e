/**
 * Answers as forty different people would put them (bokmål, nynorsk, dialect, in a hurry on a phone), at the questions of
 * the survey. The expectations were written before the lines were run.
 *
 * `= v` stored at once; `~ v` stored, or asked about by name; `? v` asked about by name; `ask` asked back; `open` nothing
 * is stored; a star: approximate. A matrix is asked for its first row.
 */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Answer } from '../../src/questionnaire/answer.ts'
import { heardInSession } from './in-session.ts'
import type { Heard, Reply } from './labelled.ts'

const linesOf = (name: string) =>
  readFileSync(new URL(`./as-people-say/${name}.txt`, import.meta.url), 'utf8')
    .split(/^@ /m)
    .flatMap((block) => {
      const [head = '', ...lines] = block.trim().split('\n')
      const [part, question] = head.split(' ')
      return lines.map((line) => {
        const [text = '', expected = ''] = line.split(' => ')
        return { part: part as Reply['part'], question: question ?? '', text, expected }
      })
    })

const show = (answer: Answer): string => {
  const missing = 'missing' in answer ? answer.missing : {}
  const value =
    typeof answer.value !== 'object'
      ? `${answer.value}`
      : Array.isArray(answer.value)
        ? answer.value.join(',')
        : Object.entries({ ...answer.value, ...missing })
            .toSorted()
            .map(([row, given]) => `${row}:${given}`)
            .join(',')
  const other = 'other' in answer && answer.other !== undefined ? ` «${answer.other}»` : ''
  return `${value}${'approximate' in answer && answer.approximate ? '*' : ''}${other}`
}

const brief = (heard: Heard): string => {
  if (heard.type === 'stored') return `= ${show(heard.answer)}`
  if (heard.type === 'confirm') return `? ${show(heard.answer)}`
  if (heard.type === 'missing') return heard.kind
  return heard.type === 'command' ? `/${heard.name}` : 'ask'
}

/** What may come of the line; a matrix's rows in order. */
const allowed = (expected: string): readonly string[] => {
  if (!/^[=~?] /.test(expected)) return [expected]
  const value = expected.slice(2)
  const said = value.includes(':') ? value.split(',').toSorted().join(',') : value
  return expected.startsWith('~') ? [`= ${said}`, `? ${said}`] : [`${expected.charAt(0)} ${said}`]
}

describe.each(['figures', 'choices', 'lists'])('answers as people say them: %s', (name) => {
  test.each(linesOf(name))('$question: «$text» $expected', ({ part, question, text, expected }) => {
    const heard = heardInSession({
      part,
      question,
      text,
      lang: 'nb',
      unit: 'kommune',
      given: {},
      expect: { type: 'ask' },
      ok_too: [],
    })
    if (expected === 'open') expect(brief(heard)).toMatch(/^(?:\?|ask|\/help|\/pause|\/pass_on)/)
    else expect(allowed(expected)).toContain(brief(heard))
  })
})
