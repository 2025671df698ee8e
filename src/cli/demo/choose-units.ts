/** Who answers in a generated set. */
import type { Unit } from '../../questionnaire/wave.ts'
import type { Random } from './random.ts'

export type Answering = { unit: Unit; parts: readonly string[] }

/** Of those who answer at all: both parts, only the first, only the second. Invented. */
const partShares = { both: 0.86, first: 0.05 }

/** Large units answer a little more often than small ones. Invented, as is the rest. */
const inclination = (unit: Unit, random: Random): number => random.next() ** (unit.population > 5000 ? 0.8 : 1.1)

/**
 * `count` units (at most all) and the parts each of them answers. When every unit answers, it answers every part.
 */
export const chooseUnits = (
  units: readonly Unit[],
  parts: readonly string[],
  count: number,
  random: Random,
): Answering[] => {
  const chosen = [...units]
    .map((unit) => ({ unit, at: inclination(unit, random) }))
    .sort((a, b) => b.at - a.at)
    .slice(0, count)
    .map(({ unit }) => unit)
  const [first = '', ...others] = parts
  return chosen.map((unit) => {
    const x = random.next()
    if (count >= units.length || x < partShares.both) return { unit, parts }
    return { unit, parts: x < partShares.both + partShares.first ? [first] : others }
  })
}
