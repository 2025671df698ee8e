import { describe, expect, it } from 'vitest'
import { personalReminderAt } from '../../src/reminders/calendar.ts'

const rules = { window: { from: '08:00', to: '16:00' }, quietDays: ['2018-11-13'] }

describe('a reminder the person asked for', () => {
  it.each([
    ['tomorrow', '2018-11-05T22:00+01:00', '2018-11-06T08:00+01:00'],
    ['tomorrow', '2018-11-06T00:10+01:00', '2018-11-07T08:00+01:00'],
    ['tomorrow', '2018-11-09T12:00+01:00', '2018-11-12T08:00+01:00'],
    ['tomorrow', '2018-11-12T12:00+01:00', '2018-11-14T08:00+01:00'],
    ['tomorrow', '2018-10-28T12:00+01:00', '2018-10-29T08:00+01:00'],
    ['monday', '2018-11-07T12:00+01:00', '2018-11-12T08:00+01:00'],
    ['monday', '2018-11-11T12:00+01:00', '2018-11-12T08:00+01:00'],
    ['monday', '2018-11-12T07:00+01:00', '2018-11-19T08:00+01:00'],
    ['monday', '2018-03-28T12:00+02:00', '2018-04-03T08:00+02:00'],
    ['friday', '2018-11-05T22:00+01:00', '2018-11-09T08:00+01:00'],
    ['friday', '2018-11-09T07:00+01:00', '2018-11-16T08:00+01:00'],
    ['tuesday', '2018-11-08T12:00+01:00', '2018-11-14T08:00+01:00'],
    ['sunday', '2018-11-09T12:00+01:00', '2018-11-12T08:00+01:00'],
  ] as const)('%s, said %s: %s', (wish, said, expected) => {
    expect(personalReminderAt(wish, Date.parse(said), rules)).toBe(Date.parse(expected))
  })
})
