/** Median and quartiles. */
import type { NumberSummary } from './model.ts'

/**
 * The p-quantile by linear interpolation between order statistics at position 1 + (n − 1)p: definition 7 of Hyndman and
 * Fan, «Sample Quantiles in Statistical Packages», The American Statistician 50 (1996), 361–365; the one of Excel's
 * QUARTILE.INC and R's default.
 * @param sorted ascending, at least one value
 */
export const quantile = (sorted: readonly number[], p: number): number => {
  const at = (sorted.length - 1) * p
  const low = sorted[Math.floor(at)] ?? Number.NaN
  const high = sorted[Math.ceil(at)] ?? low
  return low + (at - Math.floor(at)) * (high - low)
}

const digits = 1e4

/** Rounded to four decimals, so that the order of addition leaves no trace. */
const settled = (value: number): number => Math.round(value * digits) / digits

/** Mean, median and quartiles of the values, and their sum if it is asked for; null when there are none. */
export const summarise = (values: readonly number[], of: 'without_sum' | 'with_sum'): NumberSummary | null => {
  if (values.length === 0) return null
  const sorted = [...values].sort((a, b) => a - b)
  const sum = sorted.reduce((a, b) => a + b, 0)
  return {
    mean: settled(sum / sorted.length),
    median: settled(quantile(sorted, 0.5)),
    q1: settled(quantile(sorted, 0.25)),
    q3: settled(quantile(sorted, 0.75)),
    ...(of === 'with_sum' ? { sum: settled(sum) } : {}),
  }
}
