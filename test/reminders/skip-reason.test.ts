import { describe, expect, it } from 'vitest'
import { decideWay, type Facts } from '../../src/reminders/whom.ts'

const now = Date.parse('2018-11-06T09:00+01:00')
const closesAt = Date.parse('2018-12-07T16:00+01:00')
const rules = { minDaysBetween: 4, maxPerPerson: 4, quietDays: [], window: { from: '08:00', to: '16:00' } }
const free: Facts = {
  state: 'started',
  hasSubmission: false,
  linked: true,
  unreachable: null,
  optedOut: false,
  mail: null,
  snoozedUntil: null,
  contacts: [],
}
/** Why not; null: by Teams, as there is no mail here. */
const skipReason = (...given: Parameters<typeof decideWay>) => {
  const way = decideWay(...given)
  return 'skip' in way ? way.skip : way.channel === 'teams' ? null : way.channel
}
const DAY = 24 * 3_600_000
const today = { at: now - 3_600_000, kind: 'reminder' as const }

describe('who is not reminded, and why', () => {
  it.each<[string, Partial<Facts>, string | null]>([
    ['started', {}, null],
    ['not begun', { state: 'not_started' }, null],
    ['opened again', { state: 'reopened' }, null],
    ['sent in', { state: 'submitted' }, 'answered'],
    ['closed unfinished, and the deadline then extended', { state: 'closed_partial' }, null],
    ['delivered unfinished when it closed', { state: 'closed_partial', hasSubmission: true }, 'closed'],
    ['nobody known in Teams', { linked: false, unreachable: 'not_linked' }, 'not_linked'],
    ['said stop', { optedOut: true }, 'opted_out'],
    ['cannot be written to', { unreachable: 'MessageWritesBlocked' }, 'unreachable'],
    ['got one today', { contacts: [today] }, 'recently_reminded'],
    ['got all there are', { contacts: [today, today, today, today] }, 'reminder_limit'],
    ['sent in, and said stop', { state: 'submitted', optedOut: true }, 'answered'],
    ['said stop, and cannot be written to', { optedOut: true, unreachable: 'uninstalled' }, 'opted_out'],
    ['asked for one tomorrow', { snoozedUntil: now + DAY }, 'recently_reminded'],
    [
      'asked for one in two weeks, when an ordinary one would be forgotten',
      { snoozedUntil: now + 14 * DAY },
      'recently_reminded',
    ],
    ['asked for one that came five days ago', { snoozedUntil: now - 5 * DAY }, null],
  ])('%s', (_, facts, expected) => {
    expect(skipReason({ ...free, ...facts }, { kind: 'reminder', now, closesAt }, rules)).toBe(expected)
  })

  it.each([
    ['a second before closing', closesAt - 1000, null],
    ['at closing', closesAt, 'closed'],
  ])('%s', (_, at, expected) => {
    expect(skipReason(free, { kind: 'reminder', now: at, closesAt }, rules)).toBe(expected)
  })

  it('is sent what was asked for all the same', () => {
    const facts = { ...free, snoozedUntil: now }
    expect(skipReason(facts, { kind: 'personal', now, closesAt }, rules)).toBe(null)
  })
})
