/** The groups that numbers are broken down by, and what they are called. */
import type { Language, Text } from '../questionnaire/schema.ts'
import { centralities, type Dimension, dimensions, type Grouping, type Unit } from '../questionnaire/wave.ts'
import { translate } from '../texts/translate.ts'
import type { NamedGroups } from './model.ts'
import { formatNumber } from './words.ts'

export type Group = { dimension: Dimension; id: string; unitIds: ReadonlySet<string> }

/** Lower bounds of the size groups where the wave names none, inhabitants. */
const usualBounds = [0, 2_000, 5_000, 10_000, 20_000, 50_000]

/** «under_2000», «2000_4999», «50000_og_over», from small to large; in the order of the bounds. */
const sizesOf = ({
  from = usualBounds,
}: Pick<Grouping, 'from'>): { id: string; from: number; below: number | undefined }[] =>
  (from[0] === 0 ? from : [0, ...from]).map((lower, i, all) => {
    const below = all[i + 1]
    const id = below === undefined ? `${lower}_og_over` : lower === 0 ? `under_${below}` : `${lower}_${below - 1}`
    return { id, from: lower, below }
  })

/** The group of one unit. */
export const groupIn = (grouping: Pick<Grouping, 'by' | 'from'>, unit: Unit): string => {
  switch (grouping.by) {
    case 'kind':
      return unit.kind
    case 'region':
      return unit.imdiRegion
    case 'county':
      return unit.county
    case 'population':
      return sizesOf(grouping).findLast(({ from }) => unit.population >= from)?.id ?? ''
    case 'centrality':
      return unit.centrality === null ? 'bydel' : String(unit.centrality)
    case 'language':
      return unit.language
  }
}

/** Shown in the order of the units file for counties and regions, else from small to large. */
const orderIn = (grouping: Grouping): readonly string[] | undefined =>
  ({
    region: undefined,
    county: undefined,
    kind: ['kommune', 'bydel'],
    centrality: [...centralities.map(String), 'bydel'],
    language: ['nb', 'nn', 'neutral'],
    population: sizesOf(grouping).map(({ id }) => id),
  })[grouping.by]

/** The wave's own groupings, in the order in which groups are kept; else those that tell its units apart. */
const groupingsOf = (wave: Grouped, units: readonly Unit[]): readonly Grouping[] =>
  wave.groups ??
  dimensions.map((by) => ({ by })).filter((one) => new Set(units.map((unit) => groupIn(one, unit))).size > 1)

type Grouped = { groups?: readonly Grouping[] | undefined }

/** Every group of the wave's units, dimension by dimension; a group without units is left out. */
export const groupsOf = (wave: Grouped, units: readonly Unit[]): Group[] =>
  groupingsOf(wave, units).flatMap((grouping) => {
    const byId = new Map<string, Set<string>>()
    for (const unit of units) {
      const id = groupIn(grouping, unit)
      byId.set(id, (byId.get(id) ?? new Set()).add(unit.id))
    }
    const ids = orderIn(grouping)?.filter((id) => byId.has(id)) ?? [...byId.keys()]
    return ids.map((id) => ({ dimension: grouping.by, id, unitIds: byId.get(id) ?? new Set() }))
  })

/** The dimensions of these groups, in order. */
export const dimensionsOf = (groups: readonly Group[]): Dimension[] => [...new Set(groups.map((g) => g.dimension))]

/** What the wave, or the service where it says nothing, calls its groups. */
export const namedGroups = (wave: Grouped, groups: readonly Group[]): NamedGroups[] =>
  dimensionsOf(groups).map((by) => {
    const grouping = wave.groups?.find((one) => one.by === by) ?? { by }
    const ids = groups.filter((g) => g.dimension === by).map((g) => g.id)
    const { title, names = {}, from } = grouping
    const nameOf = (id: string): Text => (Object.hasOwn(names, id) ? names[id] : undefined) ?? usualName(grouping, id)
    return {
      by,
      title: title ?? inBoth((language) => translate(language, `report.dimension.${by}`)),
      names: Object.fromEntries(ids.map((id) => [id, nameOf(id)])),
      ...(from === undefined ? {} : { from }),
    }
  })

const inBoth = (say: (language: Language) => string): Text => ({ nb: say('nb'), nn: say('nn') })

/** Sizes by their bounds; counties and regions are named as they are. */
const usualName = (grouping: Grouping, id: string): Text => {
  const size = grouping.by === 'population' ? sizesOf(grouping).find((one) => one.id === id) : undefined
  if (size === undefined)
    return inBoth((language) => translate(language, `report.group.${grouping.by}.${id}`, { defaultValue: id }))
  const { from, below } = size
  const key = below === undefined ? 'from' : from === 0 ? 'below' : 'between'
  return inBoth((language) => {
    const number = (value: number) => formatNumber(language, value)
    const bounds = { from: number(from), below: number(below ?? 0), to: number((below ?? 0) - 1) }
    return translate(language, `report.group.population.${key}`, bounds)
  })
}
