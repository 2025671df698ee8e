/** Counts and shares of one item among some submissions. */
import type { Item, Said } from './items.ts'
import { countedMissing, inBase } from './items.ts'
import type { Combined, MissingCounts, RankSummary, Table } from './model.ts'
import { summarise } from './quartiles.ts'
import type { Traits } from './suppression/atoms.ts'

/** Whole per cent, halves upwards, as IMDi reports. Zero when the base is empty. */
export const share = (count: number, n: number): number => (n === 0 ? 0 : Math.floor((200 * count + n) / (2 * n)))

const combine = (choices: string[], hits: readonly Said[], n: number): Combined => {
  const wanted = new Set(choices)
  const count = hits.filter((s) => s.type === 'choices' && s.ids.some((id) => wanted.has(id))).length
  return { choices, count, share: share(count, n) }
}

/** Any measure: all choices but the exclusive ones. Only where there is an exclusive one, else everybody has some. */
const anyChoices = (item: Item): string[] =>
  item.kind === 'multiple' && item.choices.some((c) => c.exclusive)
    ? item.choices.filter((c) => !c.exclusive).map((c) => c.id)
    : []

/** From this many steps on, the two first of a scale are read together («svært god eller god»). */
const longScale = 4

const topChoices = (item: Item): string[] =>
  item.kind === 'scale' && item.choices.length >= longScale ? item.choices.slice(0, 2).map((c) => c.id) : []

/** The sums of categories that are printed beside the categories. */
const combinedOf = (item: Item, said: readonly Said[], n: number): { any?: Combined; top?: Combined } => {
  const any = anyChoices(item)
  const top = topChoices(item)
  return {
    ...(any.length > 0 ? { any: combine(any, said, n) } : {}),
    ...(top.length > 0 ? { top: combine(top, said, n) } : {}),
  }
}

/** What counts in a table: of a ranking the first place. */
const countedIds = (item: Item, said: Said): string[] => {
  if (said.type === 'missing') return [said.kind]
  if (said.type === 'number') return []
  return item.kind === 'ranking' ? said.ids.slice(0, 1) : said.ids
}

/** What a table in which all are alike would tell of each: the categories and sums they count in, or their number. */
export const traitsOf = (item: Item, said: Said): Traits => {
  if (said.type === 'number') return new Set([`=${said.value}`])
  const ids = countedIds(item, said)
  const isIn = (choices: string[]) => said.type === 'choices' && choices.some((id) => said.ids.includes(id))
  const sums = [...(isIn(anyChoices(item)) ? ['+any'] : []), ...(isIn(topChoices(item)) ? ['+top'] : [])]
  return new Set([...ids, ...sums])
}

const rankingOf = (item: Item, said: readonly Said[]): { ranking?: Record<string, RankSummary> } => {
  if (item.kind !== 'ranking') return {}
  const lists = said.flatMap((s) => (s.type === 'choices' ? [s.ids] : []))
  const summary = (id: string): RankSummary => {
    const places = lists.map((list) => list.indexOf(id) + 1).filter((place) => place > 0)
    const sum = places.reduce((a, b) => a + b, 0)
    const meanPlace = places.length === 0 ? null : Math.round((100 * sum) / places.length) / 100
    return { first: places.filter((p) => p === 1).length, ranked: places.length, meanPlace }
  }
  return { ranking: Object.fromEntries(item.choices.map((c) => [c.id, summary(c.id)])) }
}

const countsOf = (item: Item, based: readonly Said[]): Record<string, number> => {
  if (item.kind === 'number' || item.kind === 'percent') return {}
  const counts = new Map([...item.choices.map((c) => c.id), ...countedMissing[item.base]].map((id) => [id, 0]))
  for (const said of based) {
    for (const id of countedIds(item, said)) counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  const entries = [...counts]
  return Object.fromEntries(item.kind === 'date' ? entries.sort(([a], [b]) => (a < b ? -1 : 1)) : entries)
}

/** The numbers of one item among those who said this; counts of a ranking are first places. */
export const tally = (item: Item, said: readonly Said[]): Table => {
  const based = said.filter((s) => inBase(item, s))
  const n = based.length
  const counts = countsOf(item, based)
  const values = based.flatMap((s) => (s.type === 'number' ? [s.value] : []))
  const numbers =
    item.kind === 'number' || item.kind === 'percent'
      ? summarise(values, item.summed ? 'with_sum' : 'without_sum')
      : null
  return {
    n,
    counts,
    shares: Object.fromEntries(Object.entries(counts).map(([id, count]) => [id, share(count, n)])),
    ...combinedOf(item, based, n),
    ...rankingOf(item, based),
    ...(numbers === null ? {} : { numbers }),
  }
}

/** How many are missing, by kind; those counted in the base are here too. */
export const missingCounts = (said: readonly Said[]): MissingCounts => {
  const counts: MissingCounts = { not_asked: 0, skipped: 0, dont_know: 0, not_applicable: 0, not_reached: 0 }
  for (const s of said) if (s.type === 'missing') counts[s.kind] += 1
  return counts
}
