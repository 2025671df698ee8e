import { describe, expect, it } from 'vitest'
import { isSendingDay, nextOpening, windowFrom } from '../../src/reminders/calendar.ts'

const hours = { window: { from: '08:00', to: '16:00' }, quietDays: ['2018-12-24', '2018-12-27'] }
const next = (at: string) => new Date(nextOpening(Date.parse(at), hours)).toISOString()

describe('the next moment when a reminder may leave', () => {
  it.each([
    ['Monday at ten', '2018-11-05T10:00+01:00', '2018-11-05T09:00:00.000Z'],
    ['eight sharp is inside', '2018-11-05T08:00+01:00', '2018-11-05T07:00:00.000Z'],
    ['one second before eight', '2018-11-05T07:59:59+01:00', '2018-11-05T07:00:00.000Z'],
    ['the last second before four', '2018-11-05T15:59:59+01:00', '2018-11-05T14:59:59.000Z'],
    ['four sharp is outside', '2018-11-05T16:00+01:00', '2018-11-06T07:00:00.000Z'],
    ['midnight', '2018-11-06T00:00+01:00', '2018-11-06T07:00:00.000Z'],
    ['Friday evening: Monday', '2018-11-09T17:00+01:00', '2018-11-12T07:00:00.000Z'],
    ['Saturday noon: Monday', '2018-11-10T12:00+01:00', '2018-11-12T07:00:00.000Z'],
    ['Wednesday before Easter, late: the Tuesday after', '2018-03-28T16:30+02:00', '2018-04-03T06:00:00.000Z'],
    ['17 May', '2018-05-17T10:00+02:00', '2018-05-18T06:00:00.000Z'],
    ['Christmas with the quiet days of the wave', '2018-12-24T09:00+01:00', '2018-12-28T07:00:00.000Z'],
    ['Friday before summer time begins: eight by the new clock', '2018-03-23T18:00+01:00', '2018-03-26T06:00:00.000Z'],
    ['Friday before summer time ends: eight by the old clock', '2018-10-26T18:00+02:00', '2018-10-29T07:00:00.000Z'],
    ['in the hour that comes twice', '2018-10-28T02:30+01:00', '2018-10-29T07:00:00.000Z'],
    ['late in the evening in UTC is the next day in Norway', '2018-11-05T23:30Z', '2018-11-06T07:00:00.000Z'],
  ])('%s', (_, at, expected) => {
    expect(next(at)).toBe(expected)
  })

  it('gives a window of the length that the wave says, also when clocks change', () => {
    const { opensAt, closesAt } = windowFrom(Date.parse('2018-03-25T12:00Z'), hours)
    expect(closesAt - opensAt).toBe(8 * 3_600_000)
  })

  it('refuses hours that are never open', () => {
    expect(() => nextOpening(0, { ...hours, window: { from: '16:00', to: '08:00' } })).toThrow(RangeError)
  })
})

describe('sending days', () => {
  it.each([
    ['2018-11-05', true],
    ['2018-11-10', false],
    ['2018-11-11', false],
    ['2018-12-25', false],
    ['2018-12-24', false],
    ['2018-12-28', true],
  ])('%s: %s', (date, expected) => {
    expect(isSendingDay(date, hours)).toBe(expected)
  })
})
