/** Standing reminders: so many days before the survey closes, each once. */
import { inOslo, lastDateUntil, osloInstant } from './oslo.ts'
import type { Rules } from './rules.ts'
import { nextOpening } from './sending-window.ts'

/** `days` before closing names the run, so that two schedulers mean the same one. `at`: when it begins, ms. */
export type StandingRun = { days: number; at: number }

type Plan = { opensAt: number; closesAt: number; daysBeforeClosing: readonly number[] }

/**
 * The runs of a wave in order of time, counted back from the last day on which it is open: at the opening of the window on that Norwegian date, or the next window where
 * that is no working day. Runs that would fall before the survey opens or when it has closed are left out.
 */
export const standingRuns = (
  { opensAt, closesAt, daysBeforeClosing }: Plan,
  rules: Pick<Rules, 'quietDays' | 'window'>,
): StandingRun[] => {
  const lastDay = inOslo(osloInstant(lastDateUntil(closesAt), '12:00'))
  const runs = [...new Set(daysBeforeClosing)].map((days) => {
    const date = lastDay.minus({ days }).toISODate()
    return { days, at: nextOpening(osloInstant(date, rules.window.from), rules) }
  })
  return runs.filter(({ at }) => at >= opensAt && at < closesAt).sort((a, b) => a.at - b.at || b.days - a.days)
}

/**
 * The run to begin at `now`, or null. After a standstill only the newest due run begins; what fell due before standing
 * reminders were switched on (`onSince`, ms) never does.
 */
export const dueRun = (
  runs: readonly StandingRun[],
  { now, onSince }: { now: number; onSince: number },
): StandingRun | null => runs.findLast(({ at }) => at <= now && at >= onSince) ?? null

/** The next run that has not begun, or null. */
export const nextRun = (runs: readonly StandingRun[], now: number): StandingRun | null =>
  runs.find(({ at }) => at > now) ?? null
