/** The shares and means of waves before the one that is compared: the line that the newest change is part of. */

import type { Questionnaire } from '../questionnaire/schema.ts'
import { type ComparedMeasure, isMean, measuresOf } from './compared.ts'
import { type Item, inBase, itemId, saidOf } from './count.ts'
import { measure, type Release, type ReleasedItem } from './measure.ts'
import type { Answered, Since } from './model.ts'
import { allItems, type Before, countingThen, unlike } from './since.ts'

/** An older wave: nothing is followed from its units to those of now, as levels are of all who answered. */
export type Older = Omit<Before, 'heirs' | 'borders'>

type Now = {
  questionnaires: readonly Questionnaire[]
  submissions: readonly Answered[]
  sums: ReadonlySet<string>
  limit: number
  publishedAt: string
  /** What this report tells of each item. */
  told: Readonly<Record<string, ReleasedItem>>
}

type Level = { n: number; values: Record<string, number> }

type OfOneWave = Pick<ComparedMeasure, 'measure' | 'summary'> & { value: ComparedMeasure['valueNow'] }

/** Of all who answered and are in the base. */
const levelOf = (item: Item, submissions: readonly Answered[], measures: readonly OfOneWave[]): Level => {
  const based = submissions
    .filter((s) => s.part === item.part)
    .map((s) => saidOf(item, s))
    .filter((one) => inBase(item, one))
  const values = measures.map(({ measure: name, summary, value }) => [name, summary(based.map(value))] as const)
  return { n: based.length, values: Object.fromEntries(values) }
}

/**
 * The same with what each older wave had, for what this wave tells of, is the same thing asked there and may be told: all who answered.
 * Of the panel nothing is told, and no change is tested.
 * @param olders newest first
 * @returns `releases`: what is told of each of them
 */
export const withOlder = (since: Since, olders: readonly Older[], now: Now): { since: Since; releases: Release[] } => {
  const compared = new Set(since.items.map(comparedId))
  const all = allItems(now.questionnaires, now.sums)
  const items = new Map(
    all
      .map((item) => [itemId(item), item] as const)
      .filter(([id]) => compared.has(id) || now.told[id]?.groups.includes('total') === true),
  )
  const levels = new Map<string, Since['items'][number]['older']>()
  const releases = olders.map((older): Release => {
    const then = countingThen(older, now)
    const told: Record<string, ReleasedItem> = {}
    for (const old of allItems(older.questionnaires, now.sums)) {
      const id = itemId(old)
      const item = items.get(id)
      if (item === undefined || unlike(old, item) !== null) continue
      const { measured, shown } = measure(old, then, new Set())
      if ('suppressed' in measured || measured.n === 0) continue
      const measures = measuresOf(old, item).map((one) => ({ ...one, value: one.valueThen }))
      const level = levelOf(old, then.submissions, measures)
      levels.set(id, [...(levels.get(id) ?? []), { wave: older.wave.id, ...level }])
      told[id] = shown
    }
    return { schema: 'kommunedialog.release.v1', wave: older.wave.id, publishedAt: now.publishedAt, items: told }
  })
  const why = new Map(since.notCompared.map((one) => [comparedId(one), one.why]))
  const apart = [...items].flatMap(([id, item]): Since['apart'] => {
    const older = levels.get(id)
    if (compared.has(id) || older === undefined) return []
    const measures = measuresOf(item, item).map((one) => ({ ...one, value: one.valueNow }))
    const level = levelOf(item, now.submissions, measures)
    if (level.n === 0) return []
    return [
      {
        variable: item.question,
        ...(item.row === undefined ? {} : { row: item.row }),
        kind: isMean(item) ? 'mean' : 'share',
        why: why.get(id) ?? 'not_asked',
        now: level,
        older,
      },
    ]
  })
  return {
    releases,
    since: {
      ...since,
      apart,
      older: olders.map(({ wave, year }) => ({ wave: wave.id, title: wave.title, year })),
      items: since.items.map((item) => ({ ...item, older: levels.get(comparedId(item)) ?? [] })),
    },
  }
}

const comparedId = ({ variable, row }: { variable: string; row?: string }): string =>
  itemId({ question: variable, row })
