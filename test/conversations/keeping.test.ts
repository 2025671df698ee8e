/** An answer that stands is never lost on the way past it. */
import { beforeEach, expect, test } from 'vitest'
import { begins } from '../support/one-answering.ts'
import { questionOf, type Shared, sessionOf, type Tester, turn, types } from '../support/tester.ts'

let shared: Shared
let kari: Tester

beforeEach(() => {
  ;({ shared, kari } = begins(['start', '2', '12']))
})

const entry = (id: string) => sessionOf(shared).entries[id]

test.each(['gå videre', 'neste', 'hopp over'])('«%s» goes past it', (text) => {
  types(kari, 'tilbake')
  expect(questionOf(kari)).toBe('ansvarlig_aar')
  types(kari, text)
  expect(entry('ansvarlig_aar')).toMatchObject({ r: 1, answer: { value: 12 } })
  expect(questionOf(kari)).toBe('bosetter')
  expect(kari.log.join('')).toContain('Svaret står som før.')
})

test('so it does at a question that must be answered', () => {
  types(kari, 'ja, på egen hånd')
  types(kari, 'tilbake')
  types(kari, 'neste')
  expect(questionOf(kari)).toBe('bosatt_antall')
  expect(entry('bosetter')).toMatchObject({ r: 1, answer: { value: 'selv' } })
})

test('«vet ikke» stands as well', () => {
  types(kari, 'ja, på egen hånd')
  types(kari, 'vet ikke')
  types(kari, 'tilbake')
  types(kari, 'hopp over')
  expect(entry('bosatt_antall')).toMatchObject({ r: 1, missing: 'dont_know' })
})

test('from the review it leads back there', () => {
  types(kari, 'vis svar')
  types(kari, 'endre 2')
  expect(types(kari, 'hopp over').replies[0]?.reply.type).toBe('review')
  expect(entry('ansvarlig_aar')).toMatchObject({ r: 1, answer: { value: 12 } })
})

test('a card that says «hopp over» where an answer stands keeps it', () => {
  types(kari, 'tilbake')
  const card = { s: 's1', q: 'ansvarlig_aar', r: 1, do: 'skip' as const, values: {} }
  const { replies } = turn(kari, { type: 'card', card, trigger: 'manual' })
  expect(entry('ansvarlig_aar')).toMatchObject({ r: 1, answer: { value: 12 } })
  expect(replies[0]).toEqual({ place: 'pressed', reply: { type: 'closed', question: 'ansvarlig_aar' } })
})
