import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, expectTypeOf, test } from 'vitest'
import type { Seat, Session } from '../../src/engine/session.ts'
import {
  readSeat,
  readSession,
  type StoredSeat,
  type StoredSession,
  seatText,
  sessionText,
} from '../../src/engine/stored.ts'
import { sessionFrom } from '../support/stored-session.ts'

const folder = new URL('../sessions/', import.meta.url)
const fixture = (name: string) => JSON.parse(readFileSync(new URL(name, folder), 'utf8'))
const session = (change: object = {}) => ({ ...fixture('session.v2.json'), ...change })
const first = (change: object = {}) => ({ ...fixture('session.v1.json'), ...change })

describe('every schema version that was ever stored can be read', () => {
  test.each(readdirSync(folder).filter((name) => name.startsWith('session.')))('%s', (name) => {
    expect(readSession(fixture(name))).toMatchObject({ session: { unitId: '1201', rev: 14 } })
  })
  test.each(readdirSync(folder).filter((name) => name.startsWith('seat.')))('%s', (name) => {
    expect(readSeat(fixture(name))).toMatchObject({ seat: { language: 'nn', rev: 9 } })
  })
})

test('the schemas have every key of the types, and no other (checked by tsc)', () => {
  expectTypeOf<StoredSession>().toEqualTypeOf<Session>()
  expectTypeOf<StoredSeat>().toEqualTypeOf<Seat>()
})

test('what is read is what was stored, nothing left out', () => {
  const { schema: _, ...asInMemory } = first()
  expect(readSession(first())).toEqual({ session: asInMemory })
  expect(readSession(session())).toEqual({ session: asInMemory })
  for (const name of ['seat.v1.json', 'seat.v2.json']) {
    const { schema: __, ...seat } = fixture(name)
    expect(readSeat(fixture(name))).toEqual({ seat })
  }
})

test('what is written is what the fixtures of the present version hold', () => {
  expect(JSON.parse(sessionText(sessionFrom(JSON.stringify(first()))))).toEqual(session())
  const written = (name: string) => {
    const read = readSeat(fixture(name))
    return JSON.parse('seat' in read ? seatText(read.seat) : '')
  }
  expect(written('seat.v2.json')).toEqual(fixture('seat.v2.json'))
  expect(written('seat.v1.json')).toEqual({ ...fixture('seat.v1.json'), schema: 2 })
})

test('a seat of a newer release is told apart from a broken one', () => {
  expect(readSeat({ ...fixture('seat.v2.json'), schema: 3, later: 1 })).toEqual({ broken: 'schema_newer:3' })
  expect(readSeat({ ...fixture('seat.v2.json'), later: 1 })).toEqual({ broken: '(root):unrecognized_keys' })
})

test('a seat that was asked «send inn?» by an older release still loads', () => {
  const seat = { ...fixture('seat.v1.json'), pending: { type: 'submit' } }
  const { schema: _, ...asInMemory } = seat
  expect(readSeat(seat)).toEqual({ seat: asInMemory })
})

describe('what does not parse is told apart', () => {
  test.each([
    ['no object', null, 'not_an_object'],
    ['a list', [], 'not_an_object'],
    ['no schema version', {}, 'schema_unknown'],
    ['a newer release', session({ schema: 3 }), 'schema_newer:3'],
    ['a state there is not', session({ state: 'lost' }), 'state:invalid_value'],
    ['an answer of no kind', session({ entries: { q: { x: 1, at: [1] } } }), 'entries.q:unrecognized_keys'],
    [
      'an answer of two kinds',
      session({ entries: { q: { text: 'x', number: 1, at: [1] } } }),
      'entries.q:unrecognized_keys',
    ],
    [
      'an answer that is not of its kind',
      session({ entries: { q: { number: 'x', at: [1] } } }),
      'entries.q.answer.value:invalid_type',
    ],
    ['an answer of no time', session({ entries: { q: { number: 1 } } }), 'entries.q.at:invalid_type'],
    [
      'an answer that took no number',
      session({ entries: { q: { number: 1, at: [1, 'x'] } } }),
      'paradata.seconds.q:invalid_type',
    ],
    ['entries that are none', session({ entries: [] }), 'entries:invalid_type'],
    [
      'a first version with an answer of no kind',
      first({ entries: { q: { r: 1, answer: { kind: 'x' }, by: 0, at: 1 } } }),
      'entries.q.answer.kind:invalid_union',
    ],
    [
      'a first version with an entry of the second',
      first({ entries: { q: { text: 'x', at: [1] } } }),
      'entries.q.r:invalid_type entries.q.by:invalid_type entries.q.at:invalid_type entries.q:unrecognized_keys',
    ],
    ['a key there is not', session({ extra: 1 }), '(root):unrecognized_keys'],
  ])('%s', (_name, json, broken) => {
    expect(readSession(json)).toEqual({ broken })
  })

  test('without a word of what was answered', () => {
    const secret = 'Kari Nordmann'
    const read = readSession(session({ entries: { q: { r: 'x', text: secret, other: secret, at: [1] } } }))
    expect(JSON.stringify(read)).not.toContain(secret)
    expect(read).toHaveProperty('broken')
  })
})
