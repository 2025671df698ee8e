/** One item's numbers for the whole wave and group by group, with what may not be published taken out. */
import type { Unit } from '../questionnaire/wave.ts'
import type { Group } from './groups.ts'
import { dimensions } from './groups.ts'
import type { Item, Said } from './items.ts'
import { inBase, saidOf } from './items.ts'
import type { Answered, Breakdowns, Cell, Measured, Suppressed } from './model.ts'
import type { Release } from './release.ts'
import { respondentKey, unitOfKey } from './release.ts'
import type { Candidate } from './suppression/publishable.ts'
import { publishable } from './suppression/publishable.ts'
import { missingCounts, tally } from './tally.ts'

/** What all items share. `submissions` are the current ones. */
export type Survey = {
  units: readonly Unit[]
  groups: readonly Group[]
  submissions: readonly Answered[]
  limit: number
  earlier: readonly Release[]
}

export type Measurement = { measured: Measured; keys: string[]; published: string[] }

const all = 'total'
const idOf = (group: Group): string => `${group.dimension}:${group.id}`
export const itemId = (item: Item): string => (item.row === undefined ? item.question : `${item.question}.${item.row}`)

const suppressed: Suppressed = { suppressed: true }

const within = (keys: readonly string[], group: Group): string[] =>
  keys.filter((key) => group.unitIds.has(unitOfKey(key)))

/** Members of every group an earlier release showed for the item. */
const shownBefore = (id: string, { groups, earlier }: Survey): string[][] =>
  earlier.flatMap((release) => {
    const shown = Object.hasOwn(release.items, id) ? release.items[id] : undefined
    if (shown === undefined) return []
    return shown.groups.flatMap((groupId) => {
      if (groupId === all) return [shown.keys]
      const group = groups.find((g) => idOf(g) === groupId)
      return group === undefined ? [] : [within(shown.keys, group)]
    })
  })

const candidates = (keys: readonly string[], groups: readonly Group[]): Candidate[][] => [
  [{ id: all, members: keys }],
  ...dimensions.map((dimension) =>
    groups.filter((g) => g.dimension === dimension).map((g) => ({ id: idOf(g), members: within(keys, g) })),
  ),
]

type Row = { unitId: string; said: Said }

const breakdownsOf = (
  item: Item,
  rows: readonly Row[],
  groups: readonly Group[],
  shown: ReadonlySet<string>,
): Breakdowns =>
  Object.fromEntries(
    dimensions.map((dimension) => {
      const cells = groups
        .filter((g) => g.dimension === dimension)
        .map((group): [string, Cell] => {
          if (!shown.has(idOf(group))) return [group.id, suppressed]
          const said = rows.flatMap((row) => (group.unitIds.has(row.unitId) ? [row.said] : []))
          return [group.id, tally(item, said)]
        })
      return [dimension, Object.fromEntries(cells)]
    }),
  )

/** Counts one item. The answers of a unit stand in its part's submission. `prefer`: groups shown for the item before. */
export const measure = (item: Item, survey: Survey, prefer: ReadonlySet<string>): Measurement => {
  const rows: Row[] = survey.submissions
    .filter((s) => s.part === item.part)
    .map((s) => ({ unitId: s.unit.id, said: saidOf(item, s) }))
  const said = rows.map((row) => row.said)
  const keys = rows.filter((row) => inBase(item, row.said)).map((row) => respondentKey(row.unitId, row.said))
  const shown = publishable({
    dimensions: candidates(keys, survey.groups),
    earlier: shownBefore(itemId(item), survey),
    limit: survey.limit,
    prefer,
  })
  const cell: Cell = shown.has(all) ? tally(item, said) : suppressed
  const breakdowns = breakdownsOf(item, rows, survey.groups, shown)
  return {
    measured: { base: item.base, missing: missingCounts(said), breakdowns, ...cell },
    keys,
    published: [...shown].sort(),
  }
}
