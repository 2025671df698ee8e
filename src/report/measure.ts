/** One item's numbers for the whole wave and group by group, with what may not be published taken out. */

import { z } from 'zod'
import type { Unit } from '../questionnaire/wave.ts'
import {
  type CountedAnswer,
  type CountedQuestion,
  type Item,
  inBase,
  itemId,
  missingCounts,
  saidOf,
  tally,
  traitsOf,
} from './count.ts'
import type { Traits } from './disclosure.ts'
import { dimensionsOf, type Group } from './groups.ts'
import type { Answered, Breakdowns, Cell, Measured, Suppressed } from './model.ts'
import { type Candidate, publishable } from './suppression.ts'

/**
 * What all items share. `submissions` are the current ones; `decided` remembers what `tellable` has found, `told` the groups
 * shown of each item so far: items are measured in the order of the questionnaire.
 */
export type Counting = {
  units: readonly Unit[]
  groups: readonly Group[]
  submissions: readonly Answered[]
  limit: number
  /** Ids of questions whose sum means something. */
  sums: ReadonlySet<string>
  earlier: readonly Release[]
  decided: Map<string, ReadonlySet<string>>
  /** Nothing is broken down by groups; what was told of them before is reckoned with all the same. */
  only?: 'total'
  told: Map<string, readonly string[]>
}

type Measurement = { measured: Measured; shown: ReleasedItem }

/** A group among those of a release. */
export const idOf = (group: Group): string => `${group.dimension}:${group.id}`

const suppressed: Suppressed = { suppressed: true }

const within = (keys: readonly string[], group: Group): string[] =>
  keys.filter((key) => group.unitIds.has(unitOfKey(key)))

/** The members of these groups among the respondents. */
const membersOf = (keys: readonly string[], ids: readonly string[], groups: readonly Group[]): string[][] =>
  ids.flatMap((id) => {
    if (id === total) return [[...keys]]
    const group = groups.find((g) => idOf(g) === id)
    return group === undefined ? [] : [within(keys, group)]
  })

/** Of an item's panel with another wave, or of those of it in a group, among the items of a release. */
export const panelId = (item: string, ...of: [wave: string, group?: string]): string => [item, ...of].join(PANEL)
const PANEL = '~'

/** The item that an entry of a release is about, and what follows it where it is of a panel. */
export const itemOfRelease = (id: string): { item: string; panel: string } => {
  const at = id.indexOf(PANEL)
  return at < 0 ? { item: id, panel: '' } : { item: id.slice(0, at), panel: id.slice(at) }
}

/** What earlier releases have told of the item and its panels, oldest first. */
const toldBefore = (id: string, { earlier }: Counting): ReleasedItem[] =>
  earlier.flatMap(({ items }) =>
    Object.entries(items).flatMap(([key, item]) => (itemOfRelease(key).item === id ? [item] : [])),
  )

const candidates = (keys: readonly string[], { groups, only }: Counting): Candidate[][] => {
  const units = keys.map(unitOfKey)
  const within = ({ unitIds }: Group): string[] => keys.filter((_, i) => unitIds.has(units[i] ?? ''))
  return [
    [{ id: total, members: keys }],
    ...(only === 'total' ? [] : dimensionsOf(groups)).map((dimension) =>
      groups.filter((g) => g.dimension === dimension).map((g) => ({ id: idOf(g), members: within(g) })),
    ),
  ]
}

/**
 * The groups of which anything may be told. Whether a unit is in a base is an answer («vet ikke», or «nei» to the question
 * before), and the number in it tells of everybody who submitted; so these must be enough, and not to be subtracted either.
 * Of an item that not all are asked, the number may not tell either that everybody of a group was asked, or nobody: then all
 * have answered alike before. What the tables of the questions before have told is reckoned with; where one question alone
 * decides, what its own table says of a group is no secret.
 */
const tellable = (
  item: Pick<Item, 'question' | 'row' | 'routedBy'>,
  { keys: based, others }: Based,
  counting: Counting,
) => {
  const before = toldBefore(itemId(item), counting)
  const keys = [...based, ...others]
  const numbers = numbered([keys, ...before.map((one) => [...one.keys, ...one.others])])
  const number = (key: string): string => numbers.get(key) ?? key
  const now = keys.map(number).sort()
  const earlier = before.flatMap((one) =>
    membersOf([...one.keys, ...one.others].map(number).sort(), one.tellable, counting.groups),
  )
  const may = decidedOnce(counting, [now, earlier], () =>
    publishable({ dimensions: candidates(now, counting), earlier, limit: counting.limit }),
  )
  if (item.routedBy === undefined) return may
  const told = item.routedBy.flatMap((id) => membersOf(now, counting.told.get(id) ?? [], counting.groups))
  const where = (list: readonly string[], trait: 'in' | 'out') =>
    list.map((key): [string, Traits] => [number(key), new Set([trait])])
  return publishable({
    dimensions: candidates(now, counting).map((list) => list.filter((c) => may.has(c.id))),
    ...(item.routedBy.length === 1 ? { earlier, known: told } : { earlier: [...earlier, ...told] }),
    limit: counting.limit,
    traits: new Map([
      ...before.flatMap((one) => [...where(one.keys, 'in'), ...where(one.others, 'out')]),
      ...where(based, 'in'),
      ...where(others, 'out'),
    ]),
  })
}

/** Respondent keys: those in the base, and those of all others who submitted. */
type Based = { keys: readonly string[]; others: readonly string[] }

const decidedOnce = ({ decided }: Counting, about: unknown, decide: () => ReadonlySet<string>): ReadonlySet<string> => {
  const name = JSON.stringify(about)
  const found = decided.get(name) ?? decide()
  decided.set(name, found)
  return found
}

/** Key → key with a number in place of the answer: items of which nobody has changed an answer come out alike. */
const numbered = (lists: readonly (readonly string[])[]): ReadonlyMap<string, string> => {
  const seen = new Map<string, number>()
  const names = new Map<string, string>()
  for (const key of lists.flat()) {
    if (names.has(key)) continue
    const unit = unitOfKey(key)
    const n = seen.get(unit) ?? 0
    seen.set(unit, n + 1)
    names.set(key, respondentKey(unit, n))
  }
  return names
}

type Row = { unitId: string; said: CountedAnswer }

const breakdownsOf = (
  item: Item,
  rows: readonly Row[],
  groups: readonly Group[],
  shown: ReadonlySet<string>,
): Breakdowns =>
  Object.fromEntries(
    dimensionsOf(groups).map((dimension) => {
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

type Keyed = { rows: Row[]; keys: string[]; others: string[]; traits: ReadonlyMap<string, Traits> }

/** What all who submitted the part say of the item, and their keys: those in the base, and the others. */
const keyed = (item: Item, { submissions }: Counting): Keyed => {
  const rows: Row[] = submissions
    .filter((s) => s.part === item.part)
    .map((s) => ({ unitId: s.unit.id, said: saidOf(item, s) }))
  const all = rows.map(({ unitId, said }) => ({ key: respondentKey(unitId, said), said, based: inBase(item, said) }))
  return {
    rows,
    keys: all.filter(({ based }) => based).map(({ key }) => key),
    others: all.filter(({ based }) => !based).map(({ key }) => key),
    traits: new Map(all.map(({ key, said }) => [key, traitsOf(item, said)])),
  }
}

/** Counts one item. The answers of a unit stand in its part's submission. `prefer`: groups shown for the item before. */
export const measure = (item: Item, counting: Counting, prefer: ReadonlySet<string>): Measurement => {
  const { rows, keys, others, traits } = keyed(item, counting)
  const said = rows.map((row) => row.said)
  const may = tellable(item, { keys, others }, counting)
  const shown = publishable({
    dimensions: candidates(keys, counting).map((list) => list.filter((c) => may.has(c.id))),
    earlier: toldBefore(itemId(item), counting).flatMap((i) => membersOf(i.keys, i.groups, counting.groups)),
    limit: counting.limit,
    traits,
    prefer,
  })
  counting.told.set(itemId(item), [...shown])
  const cell: Cell = shown.has(total) ? tally(item, said) : suppressed
  const breakdowns = breakdownsOf(item, rows, counting.groups, shown)
  const missing = may.has(total) ? missingCounts(said) : suppressed
  return {
    measured: { base: item.base, missing, breakdowns, ...cell },
    shown: { keys, others, groups: [...shown].sort(), tellable: [...may].sort() },
  }
}

/** Who of a wave is in a panel: those with a number in both waves, and all who submitted both times. */
export type PanelMembers = { based: ReadonlySet<string>; all: ReadonlySet<string> }

/** A panel, or those of it in one group. */
export type PanelCandidate = { id: string; members: PanelMembers }

/**
 * What a release says of the item's panel and of its groups, for each that may stand beside what this report tells (`now`) and what earlier
 * ones have told: none of those shown, nor those beside them, are too few or of one mind. The first that are given are kept first.
 */
export const tellablePanels = (
  item: Item,
  counting: Counting,
  { now, dimensions }: { now: readonly ReleasedItem[]; dimensions: readonly (readonly PanelCandidate[])[] },
): Map<string, ReleasedItem> => {
  const told = [...toldBefore(itemId(item), counting), ...now]
  const whole = keyed(item, counting)
  const everybody = [...whole.keys, ...whole.others]
  const numbers = numbered([everybody, ...told.map((one) => [...one.keys, ...one.others])])
  const byNumber = (list: readonly string[]) => list.map((key) => numbers.get(key) ?? key).sort()
  const panels = dimensions.map((list) =>
    list.flatMap(({ id, members }) => {
      const keys = whole.keys.filter((key) => members.based.has(unitOfKey(key)))
      const based = new Set(keys)
      const others = everybody.filter((key) => members.all.has(unitOfKey(key)) && !based.has(key))
      return keys.length === 0 ? [] : [{ id, keys, others }]
    }),
  )
  const all = panels.map((list) =>
    list.map(({ id, keys, others }) => ({ id, members: byNumber([...keys, ...others]) })),
  )
  const toldOf = told.flatMap((one) => membersOf(byNumber([...one.keys, ...one.others]), one.tellable, counting.groups))
  const asked = new Map([
    ...byNumber(whole.keys).map((key): [string, Traits] => [key, new Set(['in'])]),
    ...byNumber(whole.others).map((key): [string, Traits] => [key, new Set(['out'])]),
  ])
  const common = { dimensions: all, earlier: toldOf, limit: counting.limit }
  // As of any group: that all of them were asked, or none, tells what they said before.
  const may =
    item.routedBy === undefined
      ? decidedOnce(counting, ['panels', all, toldOf], () => publishable(common))
      : publishable({ ...common, traits: asked })
  const groups = told.flatMap((one) => membersOf(one.keys, one.groups, counting.groups))
  const shown = publishable({
    dimensions: panels.map((list) => list.flatMap(({ id, keys }) => (may.has(id) ? [{ id, members: keys }] : []))),
    earlier: groups,
    limit: counting.limit,
    traits: whole.traits,
  })
  return new Map(
    panels
      .flat()
      .filter(({ id }) => shown.has(id))
      .map(({ id, keys, others }) => [id, { keys, others, groups: [total], tellable: [total] }]),
  )
}

/** The same of a panel as a whole; null: it may not be told of. */
export const tellablePanel = (
  item: Item,
  counting: Counting,
  { now, members }: { now: ReleasedItem; members: PanelMembers },
): ReleasedItem | null =>
  tellablePanels(item, counting, { now: [now], dimensions: [[{ id: total, members }]] }).get(total) ?? null

/** A matrix as a whole: who answered any row. Its numbers are in the rows; hidden where all of them are. */
export const measureWhole = (
  { id, base, routedBy }: Pick<CountedQuestion, 'id' | 'base'> & Pick<Item, 'routedBy'>,
  rows: readonly Measured[],
  of: readonly Answered[],
  counting: Counting,
): Measurement => {
  const rowsSaid = of.map((s): Row => {
    const answered = Object.hasOwn(s.answers, id)
    const said: CountedAnswer = answered
      ? { type: 'choices', ids: [] }
      : { type: 'missing', kind: s.missing[id] ?? 'not_asked' }
    return { unitId: s.unit.id, said }
  })
  const keysOf = (type: 'choices' | 'missing') =>
    rowsSaid.filter(({ said }) => said.type === type).map(({ unitId, said }) => respondentKey(unitId, said))
  const based = { keys: keysOf('choices'), others: keysOf('missing') }
  const others = rowsSaid.map(({ unitId, said }) => respondentKey(unitId, said))
  const tell = tellable({ question: id, ...(routedBy === undefined ? {} : { routedBy }) }, based, counting)
  const may = tell.has(total)
  const n = rowsSaid.filter(({ said }) => said.type === 'choices').length
  const hidden = !may || (n > 0 && rows.every((row) => 'suppressed' in row))
  const common = { base, missing: may ? missingCounts(rowsSaid.map((r) => r.said)) : suppressed, breakdowns: {} }
  return {
    measured: hidden ? { ...common, ...suppressed } : { ...common, n, counts: {}, shares: {} },
    shown: { keys: [], others, groups: [], tellable: [...tell].sort() },
  }
}

// What an earlier report of the same wave has published: for each item who was in the base and which groups were shown.
// Kept beside the report, not for publication; the next report may not let the difference between the two tell anything.

const releasedItem = z.strictObject({
  /** Respondent keys (`respondentKey`) in the base. */
  keys: z.array(z.string()),
  /** Respondent keys of everybody else who had submitted. Releases of older versions do not tell. */
  others: z.array(z.string()).default([]),
  /** Ids of the groups whose numbers were shown: `all`, or dimension and group. */
  groups: z.array(z.string()),
  /** Ids of the groups of which something may have been told, be it how many are in the base. */
  tellable: z.array(z.string()).default([]),
})
export type ReleasedItem = z.infer<typeof releasedItem>

/** The whole wave, among groups. */
const total = 'total'

export const release = z.strictObject({
  schema: z.literal('kommunedialog.release.v1'),
  wave: z.string(),
  publishedAt: z.string(),
  /** By item. */
  items: z.record(z.string(), releasedItem),
})
export type Release = z.infer<typeof release>

const linesOf = ({ items }: Release): string[] =>
  Object.entries(items)
    .map(([id, { keys, others, groups, tellable }]) =>
      JSON.stringify([id, ...[keys, others, groups, tellable].map((list) => [...list].sort())]),
    )
    .sort()

/** The same numbers of the same answers, whenever they were shown. */
export const isSameRelease = (a: Release, b: Release): boolean =>
  a.wave === b.wave && JSON.stringify(linesOf(a)) === JSON.stringify(linesOf(b))

/** FNV-1a, 32 bits: enough to see that an answer is another one; it hides nothing. */
const fnv = (text: string): string => {
  let hash = 0x811c9dc5
  for (const char of text) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193)
  return (hash >>> 0).toString(16).padStart(8, '0')
}

/** The same for the same unit and answer in every release, another when the unit has changed the answer. */
const respondentKey = (unitId: string, said: unknown): string => `${unitId}@${fnv(JSON.stringify(said))}`

/** The unit of a respondent key. */
const unitOfKey = (key: string): string => key.slice(0, key.indexOf('@'))
