/** Colleagues' answers are told by the order in which they were stored, whatever the clocks of the machines say. */

import { expect, test } from 'vitest'
import { readSeat, seatText } from '../../src/engine/stored.ts'
import { questionnaires, units, worldOf } from '../support/survey.ts'
import {
  joins,
  presses,
  seatOf,
  sessionOf,
  sharedSession,
  type Tester,
  tester,
  types,
  waits,
} from '../support/tester.ts'

const begun = (): { kari: Tester; ola: Tester } => {
  const shared = sharedSession(worldOf(questionnaires.raadmann, units.kommune))
  shared.world = { ...shared.world, people: { kari: 'Kari Nordmann', ola: 'Ola Hansen' } }
  const people = { kari: tester(shared, 'nb', 'kari'), ola: tester(shared, 'nb', 'ola') }
  for (const person of [people.kari, people.ola]) {
    joins(person)
    presses(person, 'Start')
  }
  return people
}
const news = (person: Tester): string[] =>
  (person.log.join('').match(/[^\n.]* har (svart på|endret svaret ditt på) spørsmål[^.\n]*/gu) ?? []).map((one) =>
    one.trim(),
  )

test.each([-1, -60, -180, 60, 600])('answers given with the clock shifted %i minutes are told once', (minutes) => {
  const { kari, ola } = begun()
  types(ola, 'status')
  waits(kari.shared, minutes)
  types(kari, '2')
  waits(kari.shared, -minutes)
  types(ola, 'status')
  expect(news(ola)).toEqual(['Kari Nordmann har svart på spørsmål 1'])
  waits(kari.shared, minutes)
  types(kari, '5')
  waits(kari.shared, -minutes)
  types(ola, 'status')
  types(ola, 'status')
  expect(news(ola)).toEqual(['Kari Nordmann har svart på spørsmål 1', 'Kari Nordmann har svart på spørsmål 2'])
})

test('all clocks set back after something was told: what comes after is told', () => {
  const { kari, ola } = begun()
  types(kari, '2')
  types(ola, 'status')
  waits(kari.shared, -120)
  types(kari, '5')
  types(ola, 'status')
  expect(news(ola)).toHaveLength(2)
})

test('without an overview it is told too, though the last news seem to come from a time ahead', () => {
  const { kari, ola } = begun()
  types(kari, '2')
  types(ola, 'status')
  waits(kari.shared, -120)
  types(kari, '5')
  types(ola, '1')
  expect(news(ola)).toHaveLength(2)
})

test('each stored turn has a later time in the session than the one before, and one turn’s answers the same', () => {
  const { kari } = begun()
  for (const text of ['2', '5', 'endre 1', '3']) {
    types(kari, text)
    waits(kari.shared, -45)
  }
  const { entries, startedAt } = sessionOf(kari.shared)
  const { leder_rolle: changed, leder_aar: second } = entries
  const times = [second?.at ?? 0, changed?.at ?? 0]
  expect(times[0]).toBeGreaterThan(startedAt ?? 0)
  expect(times[1]).toBeGreaterThan(times[0] ?? 0)
})

test('an answer given after sending in is deleted with its giver, though the clock was set back in between', () => {
  const { kari } = begun()
  types(kari, '2')
  for (const text of ['send inn', 'ja']) types(kari, text)
  const isSent = sessionOf(kari.shared).submission !== null
  waits(kari.shared, -90)
  for (const text of ['endre 1', '3', 'slett svarene mine', 'ja']) types(kari, text)
  expect(isSent).toBe(true)
  expect(sessionOf(kari.shared).entries.leder_rolle?.answer).toBeUndefined()
})

test('a seat of an earlier release, which knew times only, is told what came after', () => {
  const { kari, ola } = begun()
  types(kari, '2')
  types(ola, 'status')
  const { seen, ...seat } = seatOf(ola)
  if (seen === undefined) throw new Error('nothing was told')
  const { upTo: _, ...old } = seen
  ola.seat = seatText({ ...seat, seen: old })
  expect(readSeat(JSON.parse(ola.seat))).toMatchObject({ seat: { seen: old } })
  types(kari, '5')
  types(ola, 'status')
  expect(news(ola)).toEqual(['Kari Nordmann har svart på spørsmål 1', 'Kari Nordmann har svart på spørsmål 2'])
})
