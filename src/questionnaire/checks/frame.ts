/** The units that a wave asks, held against what became of all units. */

import type { UnitHistory } from '../history.ts'
import { daysOf, type Unit, type Wave } from '../wave.ts'
import type { Fault } from '../yaml.ts'

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

const named = (units: readonly (readonly [string, string])[]): string => {
  const some = units.slice(0, NAMED).map(([id, name]) => `${id} ${name}`)
  return `${some.join(', ')}${units.length > NAMED ? ` og ${units.length - NAMED} til` : ''}`
}

/**
 * Units that end while the wave is open by its own dates: who had begun could not send in, and nobody could be found again.
 */
export const frameFaults = ({ file, units, lines, wave, history }: Frame): Fault[] => {
  const { from, to } = daysOf(wave)
  const ending = history.ending({ from, to })
  return units.flatMap(({ id, name }): Fault[] => {
    const date = ending.get(id)
    if (date === undefined) return []
    const message = `${id} ${name} finnes ikke lenger fra ${date}, mens undersøkelsen er åpen (${from} til ${to}): endre tidene i wave.yaml, eller ta inn enhetene som den blir til`
    return [{ file, line: lines.get(id) ?? 1, column: 1, code: 'unit_ends', message }]
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
            ...{ file, line: lines.get(first.id) ?? 1, column: 1, code: 'unit_not_there' },
            message: `historikk.csv har ingen enhet med dette nummeret den ${from}: ${named(strange.map(({ id, name }) => [id, name]))}`,
          },
        ]
  if (wave.continues === undefined) return old
  const { unitsAt } = wave.continues
  const asked = new Set(units.map(({ id }) => id))
  const heirs = history.heirs({ from: unitsAt, to: from })
  const lost = [...history.unitsAt(unitsAt)].filter(([id]) => !heirs.get(id)?.some(({ unit }) => asked.has(unit)))
  if (lost.length === 0) return old
  const message = `svarene fra ${wave.continues.wave} vises ikke for noen, og regnes ikke med i endringer, for ${lost.length} enheter som ikke er blitt til noen enhet her: ${named(lost)}`
  return [...old, { file, line: 1, column: 1, code: 'no_successor', message }]
}
