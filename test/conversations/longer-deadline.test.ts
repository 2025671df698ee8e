/** The survey was closed, and the deadline was then extended. */

import { beforeEach, expect, test } from 'vitest'
import { sessionText } from '../../src/engine/stored.ts'
import { begins } from '../support/one-answering.ts'
import { lastSaid, presses, questionOf, type Shared, sessionOf, type Tester, types } from '../support/tester.ts'
import { walks } from '../support/walker.ts'

let shared: Shared
let kari: Tester

beforeEach(() => {
  ;({ shared, kari } = begins(['start', '2', '12']))
})

const weeks = 7 * 24 * 60 * 60_000
/** What the end of the wave leaves behind, and a deadline two weeks later. */
const closesAndOpens = (change: object = {}) => {
  shared.session = sessionText({ ...sessionOf(shared), state: 'closed_partial', ...change })
  const { closesAt } = shared.world
  shared.world = { ...shared.world, now: closesAt + weeks, closesAt: closesAt + 2 * weeks }
}

test('who was under way goes on, and sends in', () => {
  closesAndOpens()
  types(kari, 'hei')
  types(kari, 'ja, på egen hånd')
  expect(questionOf(kari)).toBe('bosatt_antall')
  expect(sessionOf(shared).state).toBe('started')
  walks(kari, 100)
  types(kari, 'send inn')
  types(kari, 'ja')
  expect(shared.submitted).toHaveLength(1)
})

test('who was under way can change what was answered, by buttons too', () => {
  closesAndOpens()
  types(kari, 'vis svar')
  presses(kari, 'Endre her')
  presses(kari, 'Endre 2')
  presses(kari, 'Svar', { answer: '9' })
  expect(sessionOf(shared).entries.ansvarlig_aar).toMatchObject({ answer: { value: 9 } })
})

test('what was delivered when it closed stands, and no date to come is named as past', () => {
  closesAndOpens({ submission: { id: 'x', revision: 1, at: shared.world.closesAt, by: -1 } })
  const before = shared.session
  types(kari, '3')
  expect(lastSaid(kari)).toContain('er kommet med')
  expect(lastSaid(kari)).not.toContain('2018')
  expect(shared.session).toBe(before)
})
