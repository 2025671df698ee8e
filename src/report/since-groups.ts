/**
 * What has changed in each group, among those who answered both times: the groups are those of this wave, so that they hold the same units
 * then and now, whatever these were called. What is told with words is held against all the tests of the report.
 */

import type { Word } from './change.ts'
import type { ComparedMeasure } from './compared.ts'
import type { Item } from './count.ts'
import { dimensionsOf, type Group } from './groups.ts'
import { turnedTest } from './many-tests.ts'
import { type Counting, idOf, type PanelCandidate, type ReleasedItem, tellablePanels } from './measure.ts'
import { type GroupMeasure, isSuppressed, type Since, type Suppressed } from './model.ts'
import type { Matched, Twice } from './panel.ts'

/** As in the report, but for the change, which is not rounded yet, and the p of the test in the place of a word; null: of a mean there is none. */
export type TestedMeasure = Omit<GroupMeasure, 'word'> & { p: number | null }
export type TestedGroup = { n: number; of: number; measures: TestedMeasure[] } | Suppressed
export type GroupsInPanel = Record<string, Record<string, TestedGroup>>

/** What a wave tells of the item beside the groups: all who answered, and the panel. */
type Side = { item: Item; counting: Counting; now: readonly ReleasedItem[] }

type About = {
  /** Submitted both times and comparable; those of them in the base both times; all units in both frames. */
  panel: readonly Twice[]
  twice: readonly Twice[]
  matched: readonly Matched[]
  measures: readonly ComparedMeasure[]
  before: Side
  now: Side
}

/**
 * The panel in each group whose shares this report shows. A group is hidden where its numbers, beside all else that is told of either wave,
 * would tell of too few.
 * @returns `told`: by group, what a release of each wave says of it
 */
export const groupsInPanel = (
  about: About,
): { groups: GroupsInPanel; told: Map<string, { before: ReleasedItem; now: ReleasedItem }> } => {
  const { counting, now } = about.now
  const open = new Set(now.flatMap(({ groups }) => groups))
  const groups = counting.groups.filter((group) => open.has(idOf(group)))
  const then = tellablePanels(about.before.item, about.before.counting, {
    now: about.before.now,
    dimensions: candidates(groups, about, ({ from }) => from),
  })
  // What is safe of both waves: less of what is safe is safe.
  const safe = groups.filter((group) => then.has(idOf(group)))
  const here = tellablePanels(about.now.item, counting, {
    now,
    dimensions: candidates(safe, about, ({ unit }) => [unit]),
  })
  const told = new Map(
    [...here].flatMap(([id, of]) => {
      const before = then.get(id)
      return before === undefined ? [] : [[id, { before, now: of }] as const]
    }),
  )
  return {
    told,
    groups: Object.fromEntries(
      dimensionsOf(groups).map((dimension) => [
        dimension,
        Object.fromEntries(
          groups
            .filter((group) => group.dimension === dimension)
            .map((group): [string, TestedGroup] => [
              group.id,
              told.has(idOf(group)) ? changeIn(group, about) : { suppressed: true },
            ]),
        ),
      ]),
    ),
  }
}

const candidates = (
  groups: readonly Group[],
  { panel, twice }: Pick<About, 'panel' | 'twice'>,
  unitsOf: (one: Twice) => readonly string[],
): PanelCandidate[][] =>
  dimensionsOf(groups).map((dimension) =>
    groups
      .filter((group) => group.dimension === dimension)
      .map((group) => {
        const idsOf = (list: readonly Twice[]) =>
          new Set(list.filter(({ unit }) => group.unitIds.has(unit)).flatMap(unitsOf))
        return { id: idOf(group), members: { based: idsOf(twice), all: idsOf(panel) } }
      }),
  )

const changeIn = ({ unitIds }: Group, { twice, matched, measures }: About): TestedGroup => {
  const inIt = twice.filter(({ unit }) => unitIds.has(unit))
  // All of the group, not those reckoned to be in the base: these are known to everybody, and the test asks for at least as many.
  const of = matched.filter(({ unit }) => unitIds.has(unit)).length
  return { n: inIt.length, of, measures: measures.map((one) => tested(one, inIt, of)) }
}

const tested = (
  { measure, isShare, valueThen, valueNow, summary }: ComparedMeasure,
  twice: readonly Twice[],
  of: number,
): TestedMeasure => {
  const before = twice.map((one) => valueThen(one.before))
  const now = twice.map((one) => valueNow(one.now))
  const differences = now.map((value, i) => value - (before[i] ?? 0))
  return {
    measure,
    before: summary(before),
    now: summary(now),
    change: differences.reduce((sum, d) => sum + d, 0) / twice.length,
    p: isShare ? turnedTest(differences, of) : null,
  }
}

/** Where a share has changed by the words: the groups, in the order of the report. */
export const groupsThatChanged = (
  item: Since['items'][number],
  measure: string,
): { dimension: string; group: string; word: Exclude<Word, 'same'>; found: GroupMeasure }[] =>
  Object.entries(item.groups).flatMap(([dimension, of]) =>
    Object.entries(of).flatMap(([group, change]) => {
      if (isSuppressed(change)) return []
      const found = change.measures.find((one) => one.measure === measure)
      return found === undefined || found.word === null ? [] : [{ dimension, group, word: found.word, found }]
    }),
  )
