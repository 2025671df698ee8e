/** The groups that numbers are broken down by. */
import type { Unit } from '../questionnaire/wave.ts'

export type Group = { dimension: Dimension; id: string; unitIds: ReadonlySet<string> }

/**
 * In the order in which groups are kept when not all can be published. Kommune/bydel stands first: with both it and the
 * county of Oslo in print, Oslo's own answer is the difference.
 */
export const dimensions = ['kind', 'region', 'county', 'population', 'centrality', 'language'] as const
export type Dimension = (typeof dimensions)[number]

/** Lower bounds of the size groups, inhabitants. Steps chosen so that each holds at least thirty units in 2018. */
const sizes: readonly { id: string; from: number }[] = [
  { id: '50000_og_over', from: 50_000 },
  { id: '20000_49999', from: 20_000 },
  { id: '10000_19999', from: 10_000 },
  { id: '5000_9999', from: 5_000 },
  { id: '2000_4999', from: 2_000 },
  { id: 'under_2000', from: 0 },
]

const keyIn: Record<Dimension, (unit: Unit) => string> = {
  kind: (unit) => unit.kind,
  region: (unit) => unit.imdiRegion,
  county: (unit) => unit.county,
  population: (unit) => sizes.find((s) => unit.population >= s.from)?.id ?? 'under_2000',
  centrality: (unit) => (unit.centrality === null ? 'bydel' : String(unit.centrality)),
  language: (unit) => unit.language,
}

/** The group of one unit in one dimension. */
export const groupOf = (dimension: Dimension, unit: Unit): string => keyIn[dimension](unit)

/** Shown in the order of the units file for counties and regions, else from small to large. */
const order: Partial<Record<Dimension, readonly string[]>> = {
  kind: ['kommune', 'bydel'],
  population: sizes.map((s) => s.id).reverse(),
  centrality: ['0', '1', '2', '3', 'bydel'],
  language: ['nb', 'nn', 'neutral'],
}

/** Every group of the wave's units, dimension by dimension; a group without units is left out. */
export const groupsOf = (units: readonly Unit[]): Group[] =>
  dimensions.flatMap((dimension) => {
    const byId = new Map<string, Set<string>>()
    for (const unit of units) {
      const id = groupOf(dimension, unit)
      byId.set(id, (byId.get(id) ?? new Set()).add(unit.id))
    }
    const ids = order[dimension]?.filter((id) => byId.has(id)) ?? [...byId.keys()]
    return ids.map((id) => ({ dimension, id, unitIds: byId.get(id) ?? new Set() }))
  })
