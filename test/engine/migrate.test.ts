import { expect, test } from 'vitest'
import { isSettled, route, setAside } from '../../src/engine/route.ts'
import type { Entry, Session } from '../../src/engine/session.ts'
import { migrate } from '../../src/engine/versions.ts'
import { choices, chose, form, given, halden, rows, without, yesNo } from './build.ts'

const session = (entries: Record<string, Entry>): Session => ({
  id: 's',
  wave: 'prove',
  unitId: '0101',
  part: 'raadmann',
  version: 1,
  rev: 3,
  state: 'started',
  startedAt: 1,
  people: ['p'],
  entries,
  submission: null,
  paradata: { sittings: 1, lastAt: 1, seconds: {}, changed: [] },
})

const newer = {
  ...form([
    [
      yesNo('maal'),
      yesNo('nytt_navn', { was: 'gammelt_navn' }),
      { id: 'antall', kind: 'number', max: 10 },
      yesNo('uten_vet_ikke', { dontKnow: false }),
      { id: 'nytte', kind: 'matrix', choices: choices('god svak'), rows: rows('r s') },
      yesNo('helt_ny'),
    ],
  ]),
  version: 2,
}

const before: Record<string, Entry> = {
  maal: chose('ja'),
  gammelt_navn: chose('nei'),
  antall: { ...given({ kind: 'number', value: 12 }), r: 4 },
  uten_vet_ikke: without('dont_know'),
  nytte: given({ kind: 'matrix', value: { r: 'god' } }),
  borte: given({ kind: 'text', value: 'hei' }),
}

test('answers follow their question, by id or by its former id', () => {
  const { session: after } = migrate(session(before), newer)
  expect(after.version).toBe(2)
  expect(after.entries.maal).toEqual(before.maal)
  expect(after.entries.nytt_navn).toEqual(before.gammelt_navn)
})

test('what no longer fits is asked again one revision higher, and kept apart', () => {
  const { session: after, changed } = migrate(session(before), newer)
  expect(changed).toEqual(['antall', 'uten_vet_ikke'])
  expect(after.entries.antall).toEqual({ r: 5, by: 0, at: 1 })
  expect(isSettled(after.entries.antall)).toBe(false)
  expect(after.entries['antall@v1']).toEqual(before.antall)
})

test('a new row leaves the matrix partial', () => {
  expect(migrate(session(before), newer).session.entries.nytte).toMatchObject({
    partial: true,
    answer: { value: { r: 'god' } },
  })
})

test('only what is new or changed is asked', () => {
  const { session: after, fresh } = migrate(session(before), newer)
  expect(fresh).toEqual(['helt_ny'])
  const open = route(newer, halden, after.entries).filter((stop) => !isSettled(stop.entry))
  expect(open.map((stop) => stop.question.id)).toEqual(['antall', 'uten_vet_ikke', 'nytte', 'helt_ny'])
})

test('nothing that was answered is lost', () => {
  const { session: after, setAside: aside } = migrate(session(before), newer)
  const kept = JSON.stringify(Object.values(after.entries))
  for (const entry of Object.values(before)) expect(kept).toContain(JSON.stringify(entry.answer ?? entry.missing))
  expect(aside).toEqual(['antall@v1', 'uten_vet_ikke@v1', 'borte'])
  expect(setAside(route(newer, halden, after.entries), after.entries)).toEqual(expect.arrayContaining(aside))
})

test('a session of that version comes back as it is', () => {
  const already = { ...session(before), version: 2 }
  expect(migrate(already, newer).session).toBe(already)
})
