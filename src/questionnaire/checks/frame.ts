/** The units that a wave asks, held against what became of all units. */

import { type Fault, said } from '../fault.ts'
import type { UnitHistory } from '../history.ts'
import { daysOf, type Unit, type Wave } from '../wave.ts'

/** `lines`: where each unit stands in `file`. */
type Frame = {
  file: string
  units: readonly Unit[]
  lines: ReadonlyMap<string, number>
  wave: Wave
  history: UnitHistory
}

/** So many are named in one sentence. */
const NAMED = 10

/** Units as a sentence names them: the first ten, then how many more. */
export const named = (units: readonly (readonly [string, string])[]): string[] => [
  ...units.slice(0, NAMED).map(([id, name]) => `${id} ${name}`.trimEnd()),
  ...(units.length > NAMED ? [`+ ${units.length - NAMED}`] : []),
]

/**
 * Units that end while the wave is open by its own dates: who had begun could not send in, and nobody could be found again.
 */
export const frameFaults = ({ file, units, lines, wave, history }: Frame): Fault[] => {
  const { from, to } = daysOf(wave)
  const ending = history.ending({ from, to })
  return units.flatMap(({ id, name }): Fault[] => {
    const date = ending.get(id)
    if (date === undefined) return []
    const ends = said('unit_ends', { unit: id, name, date, from, to })
    return [{ file, line: lines.get(id) ?? 1, column: 1, ...ends }]
  })
}

/** Numbers that no unit has when the wave opens, and units of the last wave that arrive at none of these. */
export const frameAdvice = ({ file, units, lines, wave, history }: Frame): Fault[] => {
  const { from } = daysOf(wave)
  const there = history.unitsAt(from)
  const strange = units.filter(({ id }) => !there.has(id))
  const [first] = strange
  const old =
    first === undefined
      ? []
      : [
          {
            file,
            line: lines.get(first.id) ?? 1,
            column: 1,
            ...said('unit_not_there', { date: from, units: named(strange.map(({ id, name }) => [id, name])) }),
          },
        ]
  if (wave.continues === undefined) return old
  const { unitsAt } = wave.continues
  const asked = new Set(units.map(({ id }) => id))
  const heirs = history.heirs({ from: unitsAt, to: from })
  const lost = [...history.unitsAt(unitsAt)].filter(([id]) => !heirs.get(id)?.some(({ unit }) => asked.has(unit)))
  if (lost.length === 0) return old
  const nowhere = said('no_successor', { wave: wave.continues.wave, count: lost.length, units: named(lost) })
  return [...old, { file, line: 1, column: 1, ...nowhere }]
}
