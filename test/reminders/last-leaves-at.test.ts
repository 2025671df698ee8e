import { describe, expect, it } from 'vitest'
import { lastLeavesAt, secondsToSend } from '../../src/reminders/calendar.ts'

const rules = { window: { from: '08:00', to: '16:00' }, quietDays: [] }
const rates = { perSecond: 10, perSecondPerTenant: 5 }
const spread = (tenants: number, each: number) => Array.from({ length: tenants }, () => each)

describe('how long a campaign takes', () => {
  it.each([
    ['nobody', [], 0],
    ['1,100 in 370 tenants', [...spread(360, 3), ...spread(10, 2)], 110],
    ['1,100 in one tenant: its own limit decides', [1100], 220],
    ['100,000 in 400 tenants', spread(400, 250), 10_000],
  ])('%s', (_, perTenant, seconds) => {
    expect(secondsToSend(perTenant, rates)).toBe(seconds)
  })

  it.each([
    ['within one window', '2018-11-05T10:00+01:00', [1100], '2018-11-05T10:03:40+01:00'],
    ['from the evening', '2018-11-05T20:00+01:00', [1100], '2018-11-06T08:03:40+01:00'],
    ['over the weekend', '2018-11-09T15:59+01:00', [600], '2018-11-12T08:01+01:00'],
  ])('%s', (_, start, perTenant, expected) => {
    expect(lastLeavesAt(Date.parse(start), perTenant, rates, rules)).toBe(Date.parse(expected))
  })

  it('is never, when there is nothing to send', () => {
    expect(lastLeavesAt(0, [0, 0], rates, rules)).toBe(null)
  })
})
