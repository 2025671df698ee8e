/** What the first page of an administrator is made of: shares by group, the curve, and what stands in the way. */
import { expect, it } from 'vitest'
import { daysOf, hindrancesIn, sharesByGroup } from '../../src/app/administration/overview.ts'
import type { PlaceRow } from '../../src/app/administration/status.ts'
import { outOfReachBy } from '../../src/outcome/out-of-reach.ts'
import type { SessionState } from '../../src/register/states.ts'
import { units, wave } from '../support/survey-2018.ts'

const HOUR = 3_600_000
const at = (day: string) => Date.parse(`${day}T12:00:00+01:00`)
const row = (unitId: string, part: string, state: SessionState, submittedAt: number | null = null): PlaceRow => {
  const unit = units.find(({ id }) => id === unitId)
  if (unit === undefined) throw new Error(unitId)
  return { unit, part, state, progress: { submittedAt } } as PlaceRow
}

it('counts what is sent in of each group, opened again too, and nothing else', () => {
  const rows = [
    row('1201', 'raadmann', 'submitted'),
    row('1201', 'integrering', 'reopened'),
    row('0104', 'raadmann', 'started'),
    row('0104', 'integrering', 'closed_partial'),
  ]
  const county = sharesByGroup(wave, rows).find(({ title }) => title.nb === 'Fylke')
  expect(county?.groups.map(({ name, sentIn, total, byPart }) => [name.nb, sentIn, total, byPart])).toEqual([
    [
      'Hordaland',
      2,
      2,
      [
        { sentIn: 1, total: 1 },
        { sentIn: 1, total: 1 },
      ],
    ],
    [
      'Østfold',
      0,
      2,
      [
        { sentIn: 0, total: 1 },
        { sentIn: 0, total: 1 },
      ],
    ],
  ])
  const all = sharesByGroup(wave, rows)
  expect(all.length).toBeGreaterThan(4)
  for (const { groups } of all) expect(groups.reduce((sum, { total }) => sum + total, 0)).toBe(4)
  expect(sharesByGroup(wave, []).flatMap(({ groups }) => groups)).toEqual([])
})

it('adds up day by day in Norwegian days, with those who were reminded', () => {
  const rows = [
    row('1201', 'raadmann', 'submitted', at('2018-11-01')),
    // Half past midnight in Norway is still the day before in UTC.
    row('0104', 'raadmann', 'submitted', Date.parse('2018-11-02T23:30:00Z')),
    // Delivered when it was closed, and not sent in by anybody.
    row('0101', 'raadmann', 'closed_partial', at('2018-11-02')),
  ]
  const sent = (day: string, count: number, kind: 'reminder' | 'personal' | 'standing' = 'reminder') => ({
    ...{ kind, startedAt: at(day), counts: { sent: count } },
  })
  const campaigns = [sent('2018-11-02', 3), sent('2018-11-02', 4, 'standing'), sent('2018-11-03', 9, 'personal')]
  const days = daysOf(rows, campaigns as unknown as Parameters<typeof daysOf>[1], {
    opensAt: at('2018-11-01'),
    until: at('2018-11-03'),
  })
  expect(days).toEqual([
    { date: '2018-11-01', sentIn: 1, reminders: 0 },
    { date: '2018-11-02', sentIn: 1, reminders: 7 },
    { date: '2018-11-03', sentIn: 2, reminders: 0 },
  ])
  expect(daysOf(rows, [], { opensAt: at('2018-11-01'), until: at('2018-10-01') })).toEqual([])
  const long = daysOf(rows, [], { opensAt: at('2018-01-01'), until: at('2019-12-31') })
  expect([long.length, long[0]?.sentIn, long.at(-1)?.date]).toEqual([120, 2, '2019-12-31'])
  // A day of 25 hours and one of 23 are one day each.
  const autumn = daysOf([], [], {
    opensAt: Date.parse('2018-10-27T00:00:00+02:00'),
    until: Date.parse('2018-10-29T00:00:00+01:00'),
  })
  expect(autumn.map(({ date }) => date)).toEqual(['2018-10-27', '2018-10-28', '2018-10-29'])
  const spring = daysOf([], [], { opensAt: at('2019-03-30'), until: at('2019-03-30') + 47 * HOUR })
  expect(spring.map(({ date }) => date)).toEqual(['2019-03-30', '2019-03-31', '2019-04-01'])
})

it.each([
  ['not_linked', 'not_linked'],
  ['no_conversation', 'on_web'],
  ['uninstalled', 'no_app'],
  ['BotNotInConversationRoster', 'no_app'],
  ['ConversationBlockedByUser', 'blocked'],
  ['BotDisabledByAdmin', 'turned_off'],
  ['403', 'blocked'],
  ['404', 'no_app'],
  ['mail_refused', 'mail_refused'],
  ['a_code_of_a_later_release', 'other'],
  ['constructor', 'other'],
])('knows what «%s» stands in the way as', (reason, hindrance) => expect(outOfReachBy(reason)).toBe(hindrance))

it('adds the reasons of all parts, and leaves out those without anybody', () => {
  const people = (reasons: Record<string, number>, optedOut: number, declined: number) => ({
    people: { unreachableReasons: reasons, optedOut, declined },
  })
  const parts = [people({ not_linked: 2, uninstalled: 1 }, 0, 1), people({ not_linked: 3, '404': 1 }, 0, 0)]
  expect(hindrancesIn({ parts } as unknown as Parameters<typeof hindrancesIn>[0])).toEqual([
    { hindrance: 'not_linked', count: 5 },
    { hindrance: 'no_app', count: 2 },
    { hindrance: 'declined', count: 1 },
  ])
})
