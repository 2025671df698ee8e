import { describe, expect, it } from 'vitest'
import type { CampaignKind } from '../../src/reminders/states.ts'
import { tooOften } from '../../src/reminders/whom.ts'

const limits = { minDaysBetween: 4, maxPerPerson: 3 }
const contact = (at: string, kind: CampaignKind = 'reminder') => ({ at: Date.parse(at), kind })
const monday = contact('2018-11-05T14:00+01:00')

describe('how often a person is reminded', () => {
  it.each([
    ['never before', [], '2018-11-05T10:00+01:00', null],
    ['three days after', [monday], '2018-11-08T15:00+01:00', 'recently_reminded'],
    ['on the fourth day, though not yet 96 hours', [monday], '2018-11-09T08:00+01:00', null],
    [
      'an invitation counts for the distance',
      [contact('2018-11-05T14:00+01:00', 'invitation')],
      '2018-11-07T09:00+01:00',
      'recently_reminded',
    ],
    [
      'but not for the number',
      [
        contact('2018-10-01T09:00+02:00', 'invitation'),
        contact('2018-10-08T09:00+02:00'),
        contact('2018-10-15T09:00+02:00'),
      ],
      '2018-11-07T09:00+01:00',
      null,
    ],
    [
      'three are enough',
      [contact('2018-10-01T09:00+02:00'), contact('2018-10-08T09:00+02:00'), contact('2018-10-15T09:00+02:00')],
      '2018-11-07T09:00+01:00',
      'reminder_limit',
    ],
    [
      'a clock that ran ahead counts as recent',
      [contact('2018-12-01T09:00+01:00')],
      '2018-11-07T09:00+01:00',
      'recently_reminded',
    ],
    ['summer time ends in between', [contact('2018-10-25T15:59+02:00')], '2018-10-29T08:00+01:00', null],
    [
      'summer time begins in between',
      [contact('2018-03-23T08:00+01:00')],
      '2018-03-26T15:59+02:00',
      'recently_reminded',
    ],
  ] as const)('%s', (_, contacts, now, expected) => {
    expect(tooOften(contacts, { kind: 'reminder', now: Date.parse(now) }, limits)).toBe(expected)
  })

  it.each([
    ['the day after a reminder: promised is promised', [monday], null],
    ['on the day of another one', [contact('2018-11-06T08:00+01:00')], 'recently_reminded'],
    ['after the last one of the wave', [monday, monday, monday], 'reminder_limit'],
  ] as const)('asked for by the person, %s', (_, contacts, expected) => {
    expect(tooOften(contacts, { kind: 'personal', now: Date.parse('2018-11-06T09:00+01:00') }, limits)).toBe(expected)
  })

  it('keeps its distance to what the person asked for', () => {
    const asked = contact('2018-11-06T08:00+01:00', 'personal')
    expect(tooOften([asked], { kind: 'standing', now: Date.parse('2018-11-07T09:00+01:00') }, limits)).toBe(
      'recently_reminded',
    )
  })

  it('invites once, and nobody who has heard from us', () => {
    const now = Date.parse('2018-11-06T09:00+01:00')
    expect(tooOften([contact('2018-10-01T09:00+02:00', 'invitation')], { kind: 'invitation', now }, limits)).toBe(
      'recently_reminded',
    )
    expect(tooOften([], { kind: 'invitation', now }, limits)).toBe(null)
    expect(tooOften([monday], { kind: 'invitation', now }, limits)).toBe('recently_reminded')
  })
})
