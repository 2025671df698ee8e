/** The shares and means of waves before the one that is compared: the line that the newest change is part of. */

import type { Questionnaire } from '../questionnaire/schema.ts'
import { inBase, itemId, saidOf } from './count.ts'
import { measure, type Release, type ReleasedItem } from './measure.ts'
import { measuresOf } from './measured.ts'
import type { Since } from './model.ts'
import { allItems, type Before, surveyThen, unlike } from './since.ts'

/** An older wave: nothing is followed from its units to those of now, as levels are of all who answered. */
export type Older = Omit<Before, 'heirs' | 'borders'>

type Now = { questionnaires: readonly Questionnaire[]; sums: ReadonlySet<string>; limit: number; publishedAt: string }

/**
 * The same with what each older wave had, for what is compared with the last, is the same thing asked there and may be told: all who answered.
 * Of the panel nothing is told, and no change is tested.
 * @param olders newest first
 * @returns `releases`: what is told of each of them
 */
export const withOlder = (since: Since, olders: readonly Older[], now: Now): { since: Since; releases: Release[] } => {
  const compared = new Set(since.items.map(comparedId))
  const items = new Map(
    allItems(now.questionnaires, now.sums)
      .map((item) => [itemId(item), item] as const)
      .filter(([id]) => compared.has(id)),
  )
  const levels = new Map<string, Since['items'][number]['older']>()
  const releases = olders.map((older): Release => {
    const then = surveyThen(older, now)
    const told: Record<string, ReleasedItem> = {}
    for (const old of allItems(older.questionnaires, now.sums)) {
      const id = itemId(old)
      const item = items.get(id)
      if (item === undefined || unlike(old, item) !== null) continue
      const { measured, shown } = measure(old, then, new Set())
      if ('suppressed' in measured || measured.n === 0) continue
      const said = then.submissions.filter((s) => s.part === old.part).map((s) => saidOf(old, s))
      const based = said.filter((one) => inBase(old, one))
      const values = measuresOf(old, item).map(
        ({ measure: name, valueThen, summary }) => [name, summary(based.map(valueThen))] as const,
      )
      levels.set(id, [
        ...(levels.get(id) ?? []),
        { wave: older.wave.id, n: measured.n, values: Object.fromEntries(values) },
      ])
      told[id] = shown
    }
    return { schema: 'kommunedialog.release.v1', wave: older.wave.id, publishedAt: now.publishedAt, items: told }
  })
  return {
    releases,
    since: {
      ...since,
      older: olders.map(({ wave, year }) => ({ wave: wave.id, title: wave.title, year })),
      items: since.items.map((item) => ({ ...item, older: levels.get(comparedId(item)) ?? [] })),
    },
  }
}

const comparedId = ({ variable, row }: Since['items'][number]): string => itemId({ question: variable, row })
