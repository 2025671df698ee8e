/** Waves side by side, and what of one wave's days is hardly meant. */

import { type Fault, type Finding, said } from '../fault.ts'
import { daysBetween, daysOf, type Wave } from '../wave.ts'

/** A wave with its `wave.yaml`, and when it is open, ms. */
export type PlacedWave = {
  file: string
  wave: Wave
  locate: (finding: Finding) => Fault
  opensAt: number
  closesAt: number
}

/**
 * Two waves with one id, and, unless something says which takes answers, two that are open at once: told of the later one.
 * A draft asks nobody.
 */
export const waveFaults = (waves: readonly PlacedWave[], { isTold }: { isTold: boolean }): Fault[] => {
  const sorted = [...waves].sort((a, b) => a.opensAt - b.opensAt || a.file.localeCompare(b.file))
  const pairs = sorted.flatMap((later, i) => sorted.slice(0, i).map((earlier) => ({ earlier, later })))
  return pairs.flatMap(({ earlier, later }): Fault[] => {
    const { id } = later.wave
    if (earlier.wave.id === id)
      return [later.locate({ path: ['id'], ...said('duplicate_wave', { file: earlier.file, id }) })]
    const isApart = later.opensAt >= earlier.closesAt || earlier.opensAt >= later.closesAt
    if (isApart || isTold || earlier.wave.draft === true || later.wave.draft === true) return []
    const overlap = said('waves_overlap', { other: earlier.wave.id, ...daysOf(earlier.wave) })
    return [later.locate({ path: ['opensAt'], ...overlap })]
  })
}

/** What of the days hinders nothing and is hardly meant: a reminder that never leaves, and what is gone before any report. */
export const waveAdvice = ({ wave, locate }: Pick<PlacedWave, 'wave' | 'locate'>): Fault[] => {
  const { from, to } = daysOf(wave)
  const open = daysBetween(from, to)
  const late = wave.reminders.daysBeforeClosing.flatMap((days, i) =>
    days <= open
      ? []
      : [{ path: ['reminders', 'daysBeforeClosing', i], ...said('wrong_order.reminder', { days, open }) }],
  )
  const gone = (['linkDays', 'textAnswerDays'] as const).flatMap((key) =>
    wave.retention[key] > 0 ? [] : [{ path: ['retention', key], ...said('retention_short.closing', { key }) }],
  )
  return [...late, ...(wave.reportAt === undefined ? gone : [])].map(locate)
}
