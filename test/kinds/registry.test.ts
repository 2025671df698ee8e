import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { accept, cardValues, complete, display, fromCard } from '../../src/kinds/index.ts'
import { question } from '../../src/questionnaire/schema.ts'
import { allShown, ask, choices, rows, say } from '../engine/build.ts'

const kinds = question.options.map((option) => option.shape.kind.value)

/** The least that each kind needs. */
const least = (kind: string) => {
  if (kind === 'matrix') return ask({ kind, choices: choices('a b'), rows: rows('r s') })
  return ask(['single', 'multiple', 'ranking'].includes(kind) ? { kind, choices: choices('a b') } : { kind })
}

const rubbish: [string, Record<string, string>][] = [
  ['nothing', {}],
  ['empty inputs', { answer: '', other: '  ', 'row.r': '', 'rank.1': '' }],
  ['inherited names', { answer: 'constructor', 'row.r': '__proto__', 'rank.1': 'toString', 'rank.2': 'valueOf' }],
  ['commas alone', { answer: ',,,' }],
  ['control characters', { answer: '\u0000\u0007' }],
  ['lone surrogate', { answer: '\ud800' }],
  ['figures that are none', { answer: '1e5' }],
  ['a very long text', { answer: 'x'.repeat(100_000) }],
  ['a thing that is no string', JSON.parse('{"answer":{"a":1},"row.r":7,"rank.1":null}')],
]

test.each(kinds)('%s: a test file of its own', (kind) => {
  expect(existsSync(new URL(`./${kind}.test.ts`, import.meta.url))).toBe(true)
})

test.each(kinds.flatMap((kind) => rubbish.map(([name, values]) => ({ kind, name, values }))))(
  '$kind: $name never throws, and is never stored but as clean own words',
  ({ kind, values }) => {
    const it = least(kind)
    const read = fromCard(it, values, allShown(it))
    if (!('answer' in read)) return
    const accepted = accept(it, read.answer, allShown(it))
    if ('ok' in accepted) expect(accepted.ok).toMatchObject({ kind: 'text', value: expect.stringMatching(/\S/u) })
  },
)

test.each(kinds)('%s: an answer of another kind is not understood, and shows as nothing', (kind) => {
  const it = least(kind)
  const foreign =
    kind === 'date' ? { kind: 'number' as const, value: 3 } : { kind: 'date' as const, value: '2018-12-31' }
  expect(accept(it, foreign, allShown(it))).toEqual({ problem: { code: 'not_understood' } })
  expect(display(it, foreign, say)).toEqual([])
  expect(cardValues(it, foreign)).toEqual({})
})

const answered: Record<string, Record<string, string>> = {
  single: { answer: 'a' },
  multiple: { answer: 'a,b' },
  matrix: { 'row.r': 'a', 'row.s': '_dont_know' },
  number: { answer: '1200' },
  percent: { answer: '30' },
  date: { answer: '2018-12-31' },
  ranking: { 'rank.1': 'b', 'rank.2': 'a' },
  short_text: { answer: 'Noe annet' },
  long_text: { answer: 'Først\nså' },
}

test.each(kinds.filter((kind) => kind !== 'info'))('%s: what «Endre» fills in is what was answered', (kind) => {
  const it = least(kind)
  const values = answered[kind] ?? {}
  const read = fromCard(it, values, allShown(it))
  if (!('answer' in read)) throw new Error(`not read: ${JSON.stringify(read)}`)
  const accepted = accept(it, read.answer, allShown(it))
  if (!('ok' in accepted)) throw new Error(`not accepted: ${JSON.stringify(accepted)}`)
  expect(cardValues(it, accepted.ok)).toEqual(values)
  expect(accept(it, accepted.ok, allShown(it))).toEqual(accepted)
  expect(complete(it, accepted.ok, allShown(it))).toBe(true)
  expect(display(it, accepted.ok, say)).not.toEqual([])
})
