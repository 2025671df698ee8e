/** The stored form of a session loses nothing, and is as small as was asked for. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Entry, newSession, type Session } from '../../src/engine/session.ts'
import { readSession, sessionText } from '../../src/engine/stored.ts'
import type { Answer } from '../../src/questionnaire/answer.ts'
import type { Question } from '../../src/questionnaire/schema.ts'
import { opensAt, questionnaires, wave } from '../support/survey-2018.ts'

const DAY_MS = 86_400_000

const id = fc.constantFrom('a', 'b', 'single', 'at', 'rows', 'number', 'constructor')
const records = <T>(value: fc.Arbitrary<T>) => fc.array(fc.tuple(id, value)).map((pairs) => Object.fromEntries(pairs))
const words = fc.array(fc.string(), { maxLength: 3 })
const missing = fc.constantFrom('skipped' as const, 'dont_know' as const, 'not_applicable' as const)
/** An object with each key there or not there. */
const some = <T extends object>(keys: { [K in keyof T]: fc.Arbitrary<T[K]> }) => fc.record(keys, { requiredKeys: [] })
const about = some({ other: fc.string() })
const roughly = some({ approximate: fc.constant(true as const) })
const of = <K extends string, V>(kind: K, value: fc.Arbitrary<V>) => fc.record({ kind: fc.constant(kind), value })
const both = <A extends object, B extends object>(a: fc.Arbitrary<A>, b: fc.Arbitrary<B>) =>
  fc.tuple(a, b).map(([one, other]) => ({ ...one, ...other }))

const answer: fc.Arbitrary<Answer> = fc.oneof(
  both(of('single', fc.string()), about),
  both(of('multiple', words), about),
  both(of('matrix', records(fc.string())), some({ missing: records(missing) })),
  both(of('number', fc.integer()), roughly),
  both(of('percent', fc.integer()), roughly),
  of('date', fc.constant('2018-03-01')),
  of('ranking', words),
  of('text', fc.string()),
)

const entry: fc.Arbitrary<Entry> = both(
  fc.record({ r: fc.nat(3), by: fc.nat(2), at: fc.integer({ min: 0, max: 2_000_000_000_000 }) }),
  some({
    ...{ answer, missing, over: fc.nat(2) },
    ...{ partial: fc.constant(true as const), read: fc.constant(true as const) },
  }),
)

const session: fc.Arbitrary<Session> = fc
  .record({ entries: records(entry), seconds: records(fc.integer()), startedAt: fc.option(fc.nat()) })
  .map(({ entries, seconds, startedAt }) => ({
    ...newSession({ id: 's', wave: 'w', unitId: '0101', part: 'p', version: 1 }),
    ...{ entries, startedAt, paradata: { sittings: 1, lastAt: 1, seconds, changed: ['a'] } },
  }))

test('whatever a session holds comes back from the store', () => {
  fc.assert(
    fc.property(session, (given) => {
      expect(readSession(JSON.parse(sessionText(given)))).toEqual({ session: given })
    }),
  )
})

/** Every choice ticked, the longest where one is chosen; free text aside. */
const fullest = (it: Question): Pick<Entry, 'answer' | 'read'> => {
  const ids = 'choices' in it ? it.choices.map((choice) => choice.id) : []
  const [longest = ''] = ids.toSorted((a, b) => b.length - a.length)
  switch (it.kind) {
    case 'single':
      return { answer: { kind: 'single', value: longest } }
    case 'multiple':
      return { answer: { kind: 'multiple', value: ids.slice(0, it.max) } }
    case 'matrix':
      return {
        answer: {
          kind: 'matrix',
          value: Object.fromEntries(it.rows.map((row, i) => [row.id, ids[i % ids.length] ?? ''])),
        },
      }
    case 'number':
      return { answer: { kind: 'number', value: 4120 } }
    case 'info':
      return { read: true }
    default:
      return { answer: { kind: 'text', value: '' } }
  }
}

/** Redis gives a text of up to this many bytes 3,072; with its keys and a finished seat that is under 4,096. */
const ROOM = 3056

test.each(questionnaires)(
  'every question of $part, answered over two weeks, leaves room under 4 KB for the seat',
  (part) => {
    const asked = part.sections.flatMap(({ questions }) => questions)
    const at = (i: number) => opensAt + Math.round((14 * DAY_MS * (i + 1)) / asked.length)
    const full: Session = {
      ...newSession({ id: `${wave.id}.0101.${part.part}`, wave: wave.id, unitId: '0101', part: part.part, version: 1 }),
      ...{ rev: 99, state: 'submitted', startedAt: opensAt, people: ['6c1de2f4-8f2b-4a43-8b1d-0f6f5a3a9c02'] },
      entries: Object.fromEntries(asked.map((it, i) => [it.id, { r: 1, ...fullest(it), by: 0, at: at(i) }])),
      submission: { id: '7e0f2f9a-8f0a-4a51-9a3f-0c5d3e1b2a77', revision: 1, at: opensAt, by: 0, answers: 99 },
      paradata: {
        ...{ sittings: 9, lastAt: opensAt, changed: [] },
        seconds: Object.fromEntries(asked.map((it) => [it.id, 120])),
      },
    }
    expect(Buffer.byteLength(sessionText(full))).toBeLessThanOrEqual(ROOM)
  },
)
