/** What of an item two waves are compared by: each unit's value in each of them. */

import { asks } from '../questionnaire/shape.ts'
import { type Counted, type CountedAnswer, countedOf, type Item, share } from './count.ts'

/**
 * `summary`: how the values of a wave are printed as one. `isShare`: the values are 0 and 100; of a mean no word is said, as it depends on
 * what is counted whether a change of so many is large.
 */
export type ComparedMeasure = {
  measure: string
  isShare: boolean
  valueThen: (said: CountedAnswer) => number
  valueNow: (said: CountedAnswer) => number
  summary: (values: readonly number[]) => number
}

/** The choices that are summed, in whatever order. */
const summedIn = ({ choices }: Counted): string => [...choices].sort().join()

/** The same category in both; a sum of categories only of the same ones. */
const sharesOf = (old: Item, item: Item): ComparedMeasure[] => {
  const then = new Map(countedOf(old).map((one) => [one.id, one]))
  return countedOf(item).flatMap((now) => {
    const before = then.get(now.id)
    return before !== undefined && summedIn(before) === summedIn(now) ? [shareOf(now.id, before, now)] : []
  })
}

const shareOf = (id: string, before: Counted, now: Counted): ComparedMeasure => {
  const value = (counted: Counted) => (said: CountedAnswer) => (counted.hits(said) ? 100 : 0)
  return {
    measure: id,
    isShare: true,
    valueThen: value(before),
    valueNow: value(now),
    summary: (values) => share(values.filter((v) => v > 0).length, values.length),
  }
}

const numberIn = (said: CountedAnswer): number => (said.type === 'number' ? said.value : 0)

/** One decimal, as tables print it. */
export const rounded = (value: number): number => Math.round(10 * value) / 10 + 0

const meanOf: ComparedMeasure = {
  measure: 'mean',
  isShare: false,
  valueThen: numberIn,
  valueNow: numberIn,
  summary: (values) => rounded(values.reduce((sum, v) => sum + v, 0) / values.length),
}

/** The mean of a figure, else the share of each category. */
export const measuresOf = (old: Item, item: Item): ComparedMeasure[] => (isMean(item) ? [meanOf] : sharesOf(old, item))

/** Whether a mean is told of the item, and no shares. */
export const isMean = (item: Item): boolean => asks(item, 'figure')
