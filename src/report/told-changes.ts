/** Which changes are told with words: every test of the report is held against all the others, and what is found must be large enough. */

import { type Change, isLarge, wordOf } from './change.ts'
import { rounded } from './compared.ts'
import { adjusted } from './many-tests.ts'
import type { GroupChange, GroupMeasure, Level, MeasureChange, Since } from './model.ts'
import type { GroupsInPanel, TestedGroup, TestedMeasure } from './since-groups.ts'

/** A level before words: the change is not rounded, and `p` is that of its test. Null: of a mean there is none, nor where no spread is known. */
export type TestedLevel = Pick<Level, 'before' | 'now'> & { change: Change; p: number | null }
export type TestedChange = { measure: string; all: TestedLevel | null; panel: TestedLevel | null }
type Item = Since['items'][number]
export type TestedItem = Omit<Item, 'measures' | 'groups'> & { measures: TestedChange[]; groups: GroupsInPanel }

/**
 * The chance that a report says «more» or «fewer» of anything where nothing has changed. Half of it is for the groups, half for all who
 * answered and the panel: there are thousands of groups, beside which what is told of the whole would hardly be found.
 */
const MOST = 0.05
const MOST_OF_EACH = MOST / 2

type Tested = { p: number | null }

/** Those that are certain among as many as are tested together. */
const certain = <T extends Tested>(all: readonly T[]): ReadonlySet<Tested> => {
  const tests = all.filter(({ p }) => p !== null)
  const fitted = adjusted(tests.map(({ p }) => p ?? 1))
  return new Set(tests.filter((_, i) => (fitted[i] ?? 1) <= MOST_OF_EACH))
}

/** The items with words in the place of what the tests say. */
export const worded = (items: readonly TestedItem[]): Item[] => {
  const whole = certain(
    items.flatMap(({ measures }) => measures.flatMap(({ all, panel }) => [all ?? [], panel ?? []].flat())),
  )
  const inGroups = certain(items.flatMap(({ groups }) => groupMeasures(groups)))
  return items.map((item) => ({
    ...item,
    measures: item.measures.map(({ measure, all, panel }): MeasureChange => {
      return { measure, all: level(all, whole), panel: level(panel, whole) }
    }),
    groups: mapped(item.groups, (of) => mapped(of, (group) => changed(group, inGroups))),
  }))
}

const groupMeasures = (groups: GroupsInPanel): TestedMeasure[] =>
  Object.values(groups).flatMap((of) =>
    Object.values(of).flatMap((group) => ('suppressed' in group ? [] : group.measures)),
  )

const roundedOrNull = (value: number | null): number | null => (value === null ? null : rounded(value))

const level = (tested: TestedLevel | null, found: ReadonlySet<Tested>): Level | null => {
  if (tested === null) return null
  const { before, now, change, p } = tested
  return {
    before,
    now,
    change: rounded(change.change),
    low: roundedOrNull(change.low),
    high: roundedOrNull(change.high),
    word: p === null ? null : wordOf(change, found.has(tested)),
  }
}

const changed = (group: TestedGroup, found: ReadonlySet<Tested>): GroupChange =>
  'suppressed' in group
    ? group
    : {
        ...group,
        measures: group.measures.map((one): GroupMeasure => {
          const { p: _, ...rest } = one
          return { ...rest, change: rounded(one.change), word: groupWord(one, found.has(one)) }
        }),
      }

const groupWord = ({ change }: TestedMeasure, isCertain: boolean): GroupMeasure['word'] =>
  !isCertain || !isLarge(change) ? null : change > 0 ? 'more' : 'fewer'

const mapped = <A, B>(record: Record<string, A>, make: (one: A) => B): Record<string, B> =>
  Object.fromEntries(Object.entries(record).map(([key, one]) => [key, make(one)]))
