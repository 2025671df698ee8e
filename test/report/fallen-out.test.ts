/** Who answered both waves and is in no panel: counted as the text says, and never told, nor worked out, while they are few. */

import { describe, expect, test } from 'vitest'
import type { Heirs } from '../../src/questionnaire/last-wave.ts'
import { type Answers, answersOf, comparedReport } from '../support/two-waves.ts'

const limit = 5
/** Every unit says yes or no, so that `of` is all that could be compared. */
const decided = (answers: Answers): Answers =>
  new Map([...answers].map(([id, cells]) => [id, { ...cells, plan: cells.plan === 'ja' ? 'ja' : 'nei' }]))
const [then, now] = [decided(answersOf('forst')), decided(answersOf('neste'))]
const twice = [...then.keys()].filter((id) => now.has(id))

type Fate = { differing: number; divided: number; silent?: number }

/** So many units of now merged of two that said different things, and so many divided; `silent` of those had not answered. */
const reportAfter = async ({ differing, divided, silent = 0 }: Fate) => {
  const before: Answers = new Map(then)
  const heirs = new Map<string, { unit: string; isSplit: boolean }[]>()
  const [merged, split] = [twice.slice(0, 2 * differing), twice.slice(2 * differing, 2 * differing + divided)]
  for (const [i, id] of merged.entries()) {
    before.set(id, { ...then.get(id), plan: i % 2 === 0 ? 'ja' : 'nei' })
    if (i % 2 === 1) heirs.set(id, [{ unit: merged[i - 1] ?? '', isSplit: false }])
  }
  for (const [i, id] of split.entries()) {
    heirs.set(id, [{ unit: id, isSplit: true }])
    if (i < silent) before.delete(id)
  }
  const { report } = await comparedReport({ before, now, heirs: heirs satisfies Heirs })
  const panel = report.since?.items.find(({ variable }) => variable === 'plan')?.panel
  if (report.since === undefined || panel === undefined || !('n' in panel)) throw new Error('no panel is told')
  return { out: panel.out, apart: report.since.units.both - panel.of }
}

describe('those in both frames less those the panel is of', () => {
  test.each([
    { differing: 0, divided: 0, out: 0, apart: 0 },
    { differing: 1, divided: 0, out: null, apart: 0 },
    { differing: limit - 1, divided: 0, out: null, apart: 0 },
    { differing: 2, divided: 2, out: null, apart: 0 },
    { differing: 0, divided: 3, out: null, apart: 0 },
    { differing: limit, divided: 0, out: limit, apart: limit },
    { differing: 7, divided: 0, out: 7, apart: 7 },
    { differing: 0, divided: 6, out: 6, apart: 0 },
    { differing: 6, divided: limit, out: 11, apart: 6 },
  ])('$differing merged and $divided divided', async ({ out, apart, ...fate }) =>
    expect(await reportAfter(fate)).toEqual({ out, apart }),
  )
  test.each([
    { differing: 3, divided: 4 },
    { differing: 1, divided: 9 },
    { differing: 8, divided: 1 },
  ])('tell neither of two that are enough together and few apart: $differing and $divided', async (fate) =>
    expect(await reportAfter(fate)).toEqual({ out: fate.differing + fate.divided, apart: 0 }),
  )
})

describe('a divided unit that had not answered', () => {
  test.each([
    { divided: 6, silent: 6, out: 0 },
    { divided: 6, silent: 1, out: limit },
    { divided: 6, silent: 2, out: null },
    { divided: 9, silent: 2, out: 7 },
    { divided: 1, silent: 1, out: 0 },
  ])('has not answered both times: $silent of $divided', async ({ out, ...fate }) =>
    expect(await reportAfter({ differing: 0, ...fate })).toMatchObject({ out }),
  )
})
