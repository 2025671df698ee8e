/** Replies to the survey's questions with what a careful clerk would do with each: the form of the third and fourth hold-outs. */
import { readFileSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import type { Answer } from '../../src/questionnaire/answer.ts'
import type { Verdict } from './judge.ts'

const value = z.union([z.string(), z.number(), z.array(z.string()), z.record(z.string(), z.string())])
const expected = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('answer'),
    value,
    approximate: z.boolean().optional(),
    other: z.string().optional(),
  }),
  z.strictObject({ type: z.literal('missing'), kind: z.string() }),
  z.strictObject({ type: z.literal('command'), name: z.string() }),
  z.strictObject({ type: z.literal('ask') }),
])
type Expected = z.infer<typeof expected>

const reply = z.strictObject({
  part: z.enum(['raadmann', 'integrering']),
  question: z.string(),
  lang: z.enum(['nb', 'nn']),
  /** The matrix row that is asked for; without it the matrix is untouched. */
  row: z.string().optional(),
  given: z.record(z.string(), value).default({}),
  unit: z.enum(['kommune', 'bydel']).default('kommune'),
  text: z.string(),
  expect: expected,
  ok_too: z.array(expected).default([]),
  why: z.string().optional(),
})
export type Reply = z.infer<typeof reply>
export type Value = z.infer<typeof value>

/** A file of a hold-out, one reply a line. A mention of the bot is taken off, as the edge does. */
export const readReplies = (name: string, folder: 'holdout-3' | 'holdout-4' | 'holdout-5' = 'holdout-3'): Reply[] =>
  readFileSync(new URL(`./${folder}/${name}`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => reply.parse(JSON.parse(line)))
    .map((read) => ({ ...read, text: read.text.replace(/<at>.*?<\/at>/gu, '').trim() }))

/** What one turn makes of a reply. `did`: something beside the answers was changed that nobody may have asked for. */
export type Heard =
  | { type: 'stored' | 'confirm'; answer: Answer }
  | { type: 'missing'; kind: string }
  | { type: 'command'; name: string; did: 'something' | 'nothing' }
  | { type: 'asked' }

/** «understood» and «asked» are right; «wrongly stored» is the fault that must not happen. */
export const verdictOn = (heard: Heard, reply: Reply): Verdict => {
  const right = [reply.expect, ...reply.ok_too]
  const asking = right.some((one) => one.type === 'ask')
  if (right.some((one) => isSame(heard, one, reply))) return heard.type === 'asked' ? 'asked' : 'understood'
  switch (heard.type) {
    case 'stored':
    case 'missing':
      return 'wrongly stored'
    case 'command':
      if (heard.did === 'something') return 'wrongly stored'
      // Help tells more of the question and leaves it open, and so does a refused «hopp over».
      return asking && ['help', 'skip'].includes(heard.name) ? 'asked' : 'not understood'
    case 'confirm':
    case 'asked':
      return asking ? 'asked' : 'not understood'
  }
}

const isSame = (heard: Heard, wanted: Expected, reply: Reply): boolean => {
  switch (wanted.type) {
    case 'ask':
      return heard.type === 'asked'
    case 'command':
      return (
        (heard.type === 'command' && heard.name === wanted.name) ||
        (wanted.name === 'skip' && heard.type === 'missing' && heard.kind === 'skipped')
      )
    case 'missing':
      return heard.type === 'missing' && heard.kind === wanted.kind
    case 'answer':
      return (heard.type === 'stored' || heard.type === 'confirm') && isSameAnswer(heard.answer, wanted, reply)
  }
}

const isSameAnswer = (answer: Answer, wanted: Extract<Expected, { type: 'answer' }>, reply: Reply): boolean => {
  const wantedValue =
    answer.kind === 'matrix' && typeof wanted.value === 'string' && reply.row !== undefined
      ? { [reply.row]: wanted.value }
      : wanted.value
  const approximate = 'approximate' in answer && answer.approximate === true
  const other = 'other' in answer ? answer.other : undefined
  return (
    isSameValue(answer, wantedValue) &&
    approximate === (wanted.approximate ?? false) &&
    loosely(other ?? '') === loosely(wanted.other ?? '')
  )
}

const isSameValue = (answer: Answer, wanted: Value): boolean => {
  if (answer.kind === 'matrix') {
    return Object.keys(answer.missing ?? {}).length === 0 && isDeepStrictEqual(answer.value, wanted)
  }
  if (answer.kind === 'multiple' && Array.isArray(wanted)) {
    return isDeepStrictEqual(answer.value.toSorted(), wanted.toSorted())
  }
  // A share in words is a rounding: a third is 33 as well as 33,3.
  if (answer.kind === 'percent' && typeof wanted === 'number') return Math.abs(answer.value - wanted) <= 0.4
  if (answer.kind === 'text' && typeof wanted === 'string') return loosely(answer.value) === loosely(wanted)
  return isDeepStrictEqual(answer.value, wanted)
}

const loosely = (text: string): string => text.trim().toLowerCase()
