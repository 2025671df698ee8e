/** From the units of one wave to those of a later one, by way of others. */

import type { Border, Borders, Heir } from './history.ts'
import type { Heirs } from './last-wave.ts'

/** What units have become, and how the borders of those have changed. */
export type Followed = { heirs: Heirs; borders: Borders }

/** First the one, then the other. A unit that one of them does not name is its own. */
export const followedBy = (first: Followed, then: Followed): Followed => {
  const after = ({ unit, isSplit }: Heir): Heir[] =>
    (then.heirs.get(unit) ?? [{ unit, isSplit: false }]).map((one) => ({ ...one, isSplit: isSplit || one.isSplit }))
  const borders = new Map<string, readonly Border[]>(then.borders)
  for (const [unit, list] of first.borders) {
    for (const one of after({ unit, isSplit: false })) {
      borders.set(one.unit, [...new Set([...list, ...(borders.get(one.unit) ?? [])])])
    }
  }
  return {
    borders,
    heirs: new Map([
      ...then.heirs,
      ...[...first.heirs].map(([unit, heirs]): [string, Heir[]] => [unit, heirs.flatMap(after)]),
    ]),
  }
}
