import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, expectTypeOf, test } from 'vitest'
import { readSeat, readSession, type StoredSeat, type StoredSession } from '../../src/engine/stored.ts'
import type { Seat, Session } from '../../src/engine/types.ts'

const folder = new URL('../sessions/', import.meta.url)
const fixture = (name: string) => JSON.parse(readFileSync(new URL(name, folder), 'utf8'))
const session = (change: object = {}) => ({ ...fixture('session.v1.json'), ...change })

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
  expect(readSession(session())).toEqual({ session: session() })
  expect(readSeat(fixture('seat.v1.json'))).toEqual({ seat: fixture('seat.v1.json') })
})

test('a seat that was asked «send inn?» by an older release still loads', () => {
  const seat = { ...fixture('seat.v1.json'), pending: { type: 'submit' } }
  expect(readSeat(seat)).toEqual({ seat })
})

describe('what does not parse is told apart', () => {
  test.each([
    ['no object', null, 'not_an_object'],
    ['a list', [], 'not_an_object'],
    ['no schema version', {}, 'schema_unknown'],
    ['a newer release', session({ schema: 2 }), 'schema_newer:2'],
    ['a state there is not', session({ state: 'lost' }), 'state:invalid_value'],
    [
      'an answer of no kind',
      session({ entries: { q: { r: 1, answer: { kind: 'x' }, by: 0, at: 1 } } }),
      'entries.q.answer.kind:invalid_union',
    ],
    ['a key there is not', session({ extra: 1 }), '(root):unrecognized_keys'],
  ])('%s', (_name, json, broken) => {
    expect(readSession(json)).toEqual({ broken })
  })

  test('without a word of what was answered', () => {
    const secret = 'Kari Nordmann'
    const read = readSession(
      session({ entries: { q: { r: 'x', answer: { kind: 'text', value: secret, other: secret }, by: 0, at: 1 } } }),
    )
    expect(JSON.stringify(read)).not.toContain(secret)
    expect(read).toHaveProperty('broken')
  })
})
