/** Medians, percentiles and spreads. Every function takes figures in any order and throws when there are none. */

const sorted = (figures: readonly number[]): number[] => figures.toSorted((one, other) => one - other)

/** The `share` (0–1) of the way through the ordered figures, between neighbours by straight line. */
export const quantile = (figures: readonly number[], share: number): number => {
  const all = sorted(figures)
  const at = (all.length - 1) * share
  const below = all[Math.floor(at)]
  const above = all[Math.ceil(at)]
  if (below === undefined || above === undefined) throw new Error('no figures')
  return below + (above - below) * (at - Math.floor(at))
}

export const median = (figures: readonly number[]): number => quantile(figures, 0.5)

/** Half the distance between the quartiles: how far off a median of this run may well be. */
export const spread = (figures: readonly number[]): number => (quantile(figures, 0.75) - quantile(figures, 0.25)) / 2
