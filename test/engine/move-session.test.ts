/** A session moves through the versions that were published while it was open. Titles are the cases. */

import { expect, test } from 'vitest'
import { isSettled, route } from '../../src/engine/route.ts'
import { type Entry, newSeat, newSession, type Seat, type Session } from '../../src/engine/session.ts'
import { moveSeat, moveSession } from '../../src/engine/versions.ts'
import type { Questionnaire } from '../../src/questionnaire/schema.ts'
import { choices, chose, form, given, halden, rows, without, yesNo } from './build.ts'

type Raw = Record<string, unknown>
const version = (n: number, ...questions: Raw[]): Questionnaire => ({ ...form([questions]), version: n })
const versionsOf = (...all: Questionnaire[]) => new Map(all.map((each) => [each.version, each]))
const session = (entries: Record<string, Entry>): Session => ({
  ...newSession({ id: 's', wave: 'prove', unitId: '0101', part: 'raadmann', version: 1 }),
  state: 'started',
  people: ['p'],
  entries,
})
const single = (id: string, ids: string, more: Raw = {}): Raw => ({
  id,
  kind: 'single',
  choices: choices(ids),
  ...more,
})
const scale = (ids: string, rowIds: string): Raw => ({
  id: 'q',
  kind: 'matrix',
  choices: choices(ids),
  rows: rows(rowIds),
})
const goods = (value: Record<string, string>): Entry => given({ kind: 'matrix', value })

type Case = {
  was: Raw[]
  is: Raw[]
  answers: Record<string, Entry>
  asks: string[]
  moved: [fresh: number, again: number]
}
const cases: [string, Case][] = [
  [
    'a choice that nobody chose disappears',
    { was: [single('q', 'a b c')], is: [single('q', 'a b')], answers: { q: chose('a') }, asks: [], moved: [0, 0] },
  ],
  [
    'the chosen choice disappears',
    { was: [single('q', 'a b c')], is: [single('q', 'a b')], answers: { q: chose('c') }, asks: ['q'], moved: [0, 1] },
  ],
  [
    'a choice is added',
    { was: [single('q', 'a b')], is: [single('q', 'a b c')], answers: { q: chose('a') }, asks: [], moved: [0, 0] },
  ],
  [
    'the scale is another one',
    {
      was: [scale('god svak', 'r s')],
      is: [scale('svaert_god darlig', 'r s')],
      answers: { q: goods({ r: 'god', s: 'svak' }) },
      asks: ['q'],
      moved: [0, 1],
    },
  ],
  [
    'a matrix gets a row',
    {
      was: [scale('god svak', 'r')],
      is: [scale('god svak', 'r s')],
      answers: { q: goods({ r: 'god' }) },
      asks: ['q'],
      moved: [0, 1],
    },
  ],
  [
    'a matrix loses a row',
    {
      was: [scale('god svak', 'r s')],
      is: [scale('god svak', 'r')],
      answers: { q: goods({ r: 'god', s: 'svak' }) },
      asks: [],
      moved: [0, 0],
    },
  ],
  [
    'a number gets a lower bound',
    {
      was: [{ id: 'q', kind: 'number' }],
      is: [{ id: 'q', kind: 'number', max: 10 }],
      answers: { q: given({ kind: 'number', value: 12 }) },
      asks: ['q'],
      moved: [0, 1],
    },
  ],
  [
    'a question is of another kind',
    {
      was: [yesNo('q')],
      is: [{ id: 'q', kind: 'short_text' }],
      answers: { q: chose('ja') },
      asks: ['q'],
      moved: [0, 1],
    },
  ],
  [
    '«vet ikke» is no longer allowed',
    {
      was: [yesNo('q')],
      is: [yesNo('q', { dontKnow: false })],
      answers: { q: without('dont_know') },
      asks: ['q'],
      moved: [0, 1],
    },
  ],
  [
    'a question is renamed',
    { was: [yesNo('q')], is: [yesNo('ny', { was: 'q' })], answers: { q: chose('ja') }, asks: [], moved: [0, 0] },
  ],
  [
    'a question is gone',
    { was: [yesNo('q'), yesNo('b')], is: [yesNo('b')], answers: { q: chose('ja') }, asks: ['b'], moved: [0, 0] },
  ],
  [
    'a question is new',
    { was: [yesNo('q')], is: [yesNo('q'), yesNo('b')], answers: { q: chose('ja') }, asks: ['b'], moved: [1, 0] },
  ],
  [
    'a new question does not apply here',
    {
      was: [yesNo('q')],
      is: [yesNo('q'), yesNo('b', { when: { question: 'q', is: 'nei' } })],
      answers: { q: chose('ja') },
      asks: [],
      moved: [0, 0],
    },
  ],
  [
    'the routing sets an answer aside',
    {
      was: [yesNo('q'), yesNo('b')],
      is: [yesNo('q'), yesNo('b', { when: { question: 'q', is: 'nei' } })],
      answers: { q: chose('ja'), b: chose('ja') },
      asks: [],
      moved: [0, 0],
    },
  ],
]

test.each(cases)('%s', (_title, { was, is, answers, asks, moved: [fresh, again] }) => {
  const to = version(2, ...is)
  const after = moveSession(session(answers), { versions: versionsOf(version(1, ...was), to), to: 2, unit: halden })
  expect(after).toMatchObject({ version: 2, moved: { from: 1, fresh, again } })
  const open = route(to, halden, after.entries).filter((stop) => !isSettled(stop.entry))
  expect(open.map(({ question }) => question.id)).toEqual(asks)
  for (const entry of Object.values(answers))
    expect(JSON.stringify(after.entries)).toContain(JSON.stringify(entry.answer ?? entry.missing))
})

const text = { nb: 'Er det slik?', nn: 'Er det slik?' }
const chain = versionsOf(
  version(1, yesNo('a', { text })),
  version(2, yesNo('b', { text, was: 'a' })),
  version(3, yesNo('c', { text, was: 'b' })),
)

test('an answer follows its question through every version between', () => {
  const after = moveSession(session({ a: chose('ja') }), { versions: chain, to: 3, unit: halden })
  expect(after.entries).toEqual({ c: chose('ja') })
  expect(after.moved).toEqual({ from: 1, fresh: 0, again: 0 })
})

test('a session that is there already comes back as it is', () => {
  const there = { ...session({}), version: 3 }
  expect(moveSession(there, { versions: chain, to: 3, unit: halden })).toBe(there)
})

const seatAt = (question: string) => ({
  ...newSeat({ sessionId: 's', personId: 'p', language: 'nb' }),
  position: { at: 'question' as const, question, r: 0 },
  pending: { type: 'specify' as const, question, r: 0, answer: { kind: 'text' as const, value: 'x' } },
  open: { view: 'question' as const, question, r: 0 },
})

test('a seat stands at the same question under its new name, and waits for nothing asked in old words', () => {
  const seat: Seat = { ...seatAt('a'), ahead: { question: 'a', answer: { kind: 'number', value: 3 } } }
  const moved = moveSeat(seat, { versions: chain, from: 1, to: 3 })
  expect(moved).toMatchObject({ position: { question: 'c', r: 0 }, open: { question: 'c' }, pending: null })
  expect(moved.ahead).toBeUndefined()
})

test('what is typed to a question whose choices changed is not taken for an answer to the new one', () => {
  const versions = versionsOf(version(1, single('q', 'a b')), version(2, single('q', 'b a')))
  expect(moveSeat(seatAt('q'), { versions, from: 1, to: 2 }).position).not.toMatchObject({ r: 0 })
})
