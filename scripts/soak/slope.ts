/** Whether a figure stays where it is, by the straight line through its samples. */
import { median } from '../bench/figures.ts'
import type { Sample } from './memory.ts'

export type Judged = {
  what: string
  first: number
  last: number
  /** Of the line, in the figure's unit per minute. */
  perMinute: number
  /** By how much the line may rise over the whole judged time: a share of the middle figure, or so many. */
  allowed: number
  rises: number
  isFlat: boolean
}

/**
 * A leak of one kilobyte in a hundred turns is 10 % of this heap in a quarter of an hour at 400 turns a second. Descriptors
 * belong to pools of up to 64 connections, which fill as they are needed.
 */
const MEMORY_SHARE = 0.1
const DESCRIPTORS = 8
/** What comes before is growing up: code is compiled, pools and bounded caches fill. */
const WARM_SHARE = 1 / 3

const slopeOf = (points: readonly (readonly [x: number, y: number])[]): number => {
  const mean = (of: readonly number[]) => of.reduce((sum, each) => sum + each, 0) / of.length
  const middleX = mean(points.map(([x]) => x))
  const middleY = mean(points.map(([, y]) => y))
  const above = points.reduce((sum, [x, y]) => sum + (x - middleX) * (y - middleY), 0)
  const below = points.reduce((sum, [x]) => sum + (x - middleX) ** 2, 0)
  return below === 0 ? 0 : above / below
}

/** Throws when there are fewer than four samples after the warm-up. */
export const judged = (samples: readonly Sample[]): Judged[] => {
  const warm = samples.slice(Math.floor(samples.length * WARM_SHARE))
  const [begin, end] = [warm[0], warm.at(-1)]
  if (begin === undefined || end === undefined || warm.length < 4) throw new Error('too short to judge')
  const minutes = end.minute - begin.minute
  return (['heap', 'rss', 'descriptors', 'sockets'] as const).map((of) => {
    const perMinute = slopeOf(warm.map((sample) => [sample.minute, sample[of]]))
    const isMemory = of === 'heap' || of === 'rss'
    const allowed = isMemory ? MEMORY_SHARE * median(warm.map((sample) => sample[of])) : DESCRIPTORS
    const rises = perMinute * minutes
    return { what: WORDS[of], first: begin[of], last: end[of], perMinute, allowed, rises, isFlat: rises <= allowed }
  })
}

const WORDS = {
  heap: 'heap after a collection, MB',
  rss: 'resident memory, MB',
  descriptors: 'file descriptors',
  sockets: 'sockets among them',
}

/** As rows of a Markdown table. */
export const judgedTable = (all: readonly Judged[]): string =>
  [
    '| figure | after warming up | at the end | per minute, fitted | rises by | may rise by | verdict |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...all.map(({ what, first, last, perMinute, rises, allowed, isFlat }) => {
      const cells = [first, last, perMinute, rises, allowed].map((figure) => figure.toFixed(1))
      return `| ${[what, ...cells, isFlat ? 'flat' : '**rises**'].join(' | ')} |`
    }),
  ].join('\n')
