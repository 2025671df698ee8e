/** What the first page of an administrator shows: how many have sent in, group by group and day by day, and what stands in the way. */

import { outOfReachBy } from '../../outcome/out-of-reach.ts'
import type { Text } from '../../questionnaire/schema.ts'
import { DAY_MS, type Wave } from '../../questionnaire/wave.ts'
import { isSentIn, type PlaceStatus } from '../../register/response.ts'
import { osloDate } from '../../reminders/calendar.ts'
import { groupsOf, namedGroups } from '../../report/groups.ts'
import type { Campaign } from '../ports/campaigns.ts'
import type { Status } from './status.ts'

/** Units and parts that are sent in, of all. */
export type Share = { sentIn: number; total: number }
/** `date`: Oslo's, ISO. `sentIn`: up to and including that day. `reminders`: how many were reminded on it. */
export type Day = { date: string; sentIn: number; reminders: number }

/** Why people cannot be reached or do not answer, each with its own next step. */
// biome-ignore format: words of a kind share a line
export const hindrances = [
  'not_linked', 'on_web', 'no_app', 'blocked', 'turned_off', 'mail_refused', 'mail_held', 'opted_out', 'declined',
  'other',
] as const
export type Hindrance = (typeof hindrances)[number]

const share = (rows: readonly PlaceStatus[]): Share => ({
  sentIn: rows.filter(({ state }) => isSentIn(state)).length,
  total: rows.length,
})

/** A grouping with its names in both language forms; `groups` in the report's order. */
export type SharesBy = { title: Text; groups: (Share & { name: Text; byPart: Share[] })[] }

/** How many of each group have sent in, grouping by grouping, as the report has them. */
export const sharesByGroup = (wave: Pick<Wave, 'groups' | 'parts'>, rows: readonly PlaceStatus[]): SharesBy[] => {
  const units = [...new Map(rows.map(({ unit }) => [unit.id, unit])).values()]
  const groups = groupsOf(wave, units)
  const parts = Object.keys(wave.parts).filter((part) => rows.some((row) => row.part === part))
  return namedGroups(wave, groups).map(({ by, title, names }) => ({
    title,
    groups: groups
      .filter(({ dimension }) => dimension === by)
      .map(({ id, unitIds }) => {
        const some = rows.filter(({ unit }) => unitIds.has(unit.id))
        const byPart = parts.map((part) => share(some.filter((row) => row.part === part)))
        return { name: names[id] ?? { nb: id, nn: id }, ...share(some), byPart }
      }),
  }))
}

/** How many people each of them stands in the way of; those without anybody are left out. */
export const hindrancesIn = ({ parts }: Pick<Status, 'parts'>): { hindrance: Hindrance; count: number }[] => {
  const counts = new Map<Hindrance, number>()
  const add = (hindrance: Hindrance, count: number) => counts.set(hindrance, (counts.get(hindrance) ?? 0) + count)
  for (const { people } of parts) {
    for (const [reason, count] of Object.entries(people.unreachableReasons)) add(outOfReachBy(reason), count)
    add('opted_out', people.optedOut)
    add('declined', people.declined)
  }
  return hindrances.flatMap((hindrance) => {
    const count = counts.get(hindrance) ?? 0
    return count === 0 ? [] : [{ hindrance, count }]
  })
}

type Sending = Pick<Campaign, 'kind' | 'counts' | 'startedAt'>

/**
 * Every day from opening to `until`, ms, the last 120 of them; empty before the survey opens. What was sent in earlier counts
 * from the first.
 */
export const daysOf = (
  rows: readonly Pick<Status['rows'][number], 'progress' | 'state'>[],
  campaigns: readonly Sending[],
  { opensAt, until }: { opensAt: number; until: number },
): Day[] => {
  const sent = rows.flatMap(({ progress: { submittedAt }, state }) =>
    submittedAt !== null && isSentIn(state) ? [osloDate(submittedAt)] : [],
  )
  const reminded = new Map<string, number>()
  for (const { kind, counts, startedAt } of campaigns) {
    if (kind === 'personal' || startedAt === null || counts.sent === 0) continue
    const date = osloDate(startedAt)
    reminded.set(date, (reminded.get(date) ?? 0) + counts.sent)
  }
  return datesBetween(Math.max(opensAt, until - MOST_DAYS * DAY_MS), until).map((date) => ({
    date,
    reminders: reminded.get(date) ?? 0,
    sentIn: sent.filter((day) => day <= date).length,
  }))
}

/** A wave is open for two months; a curve of more days than that twice over shows nothing. */
const MOST_DAYS = 119

/** Oslo's dates; noon is never skipped nor met twice. */
const datesBetween = (from: number, until: number): string[] => {
  const dates: string[] = []
  const last = osloDate(until)
  for (let at = Date.parse(`${osloDate(from)}T12:00:00Z`); at <= Date.parse(`${last}T12:00:00Z`); at += DAY_MS)
    dates.push(new Date(at).toISOString().slice(0, 10))
  return from > until ? [] : dates
}
