/** A panel is published beside all who answered: what may be worked out from both, and from earlier reports, is attacked. */

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Item } from '../../src/report/count.ts'
import type { Group } from '../../src/report/groups.ts'
import {
  type Counting,
  measure,
  type Release,
  type ReleasedItem,
  tellablePanel,
  tellablePanels,
} from '../../src/report/measure.ts'
import type { Answered } from '../../src/report/model.ts'
import { solvable } from '../support/solvable.ts'

const item: Item = {
  ...{ question: 'plan', part: 'svar', kind: 'single', base: 'substantive' },
  choices: ['ja', 'nei'].map((id) => ({ id, text: { nb: id, nn: id } })) as Item['choices'],
}
const limit = 5

/** `said`: «ja», «nei» or, not in the base, «vet ikke», unit by unit. */
const submissionsOf = (said: readonly string[]): Answered[] =>
  said.map((one, i) => ({
    ...{ submissionId: `s${i}`, revision: 1, complete: true, part: 'svar', unit: { id: `u${i}` }, submittedAt: 'x' },
    answers: one === 'vet ikke' ? {} : { plan: { kind: 'single', value: one } },
    missing: one === 'vet ikke' ? { plan: 'dont_know' } : {},
  }))
const surveyOf = (
  said: readonly string[],
  groups: readonly Group[] = [],
  earlier: readonly Release[] = [],
): Counting => ({
  ...{ units: [], groups, submissions: submissionsOf(said), limit, sums: new Set(), earlier },
  ...{ decided: new Map(), told: new Map() },
})
const ids = (numbers: readonly number[]) => new Set(numbers.map((i) => `u${i}`))
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i)
const alternating = (n: number) => range(0, n).map((i) => (i % 2 === 0 ? 'ja' : 'nei'))

const panelIn = (counting: Counting, members: readonly number[], routed: Item = item) => {
  const now = measure(routed, counting, new Set()).shown
  const of = new Set(counting.submissions.flatMap(({ unit, answers }) => ('plan' in answers ? [unit.id] : [])))
  const all = ids(members)
  return tellablePanel(routed, counting, { now, members: { based: new Set([...all].filter((id) => of.has(id))), all } })
}

describe('a panel is told', () => {
  test('when it and those beside it are enough, and not of one mind', () =>
    expect(panelIn(surveyOf(alternating(30)), range(0, 20))?.keys).toHaveLength(20))
  test('when everybody is in it', () => expect(panelIn(surveyOf(alternating(30)), range(0, 30))?.keys).toHaveLength(30))
})

describe('a panel is not told', () => {
  test('under the limit', () => expect(panelIn(surveyOf(alternating(30)), range(0, 4))).toBeNull())
  test('when all who answered less the panel are under the limit', () =>
    expect(panelIn(surveyOf(alternating(30)), range(0, 26))).toBeNull())
  test('when the others are of one mind', () => {
    const said = [...alternating(20), ...range(0, 10).map(() => 'ja')]
    expect(panelIn(surveyOf(said), range(0, 20))).toBeNull()
  })
  test('when it is of one mind itself', () => {
    const said = [...range(0, 10).map(() => 'nei'), ...alternating(20)]
    expect(panelIn(surveyOf(said), range(0, 10))).toBeNull()
  })
  test('when those of it with a number are enough, and those without are too few to be known', () => {
    const said = [...alternating(26), ...range(0, 4).map(() => 'vet ikke')]
    expect(panelIn(surveyOf(said), range(0, 26))).toBeNull()
  })
  test('when a group less the panel is under the limit', () => {
    // Group A is u0 … u11, the panel u0 … u8 and others beside it.
    const groups: Group[] = [
      { dimension: 'county', id: 'A', unitIds: ids(range(0, 12)) },
      { dimension: 'county', id: 'B', unitIds: ids(range(12, 40)) },
    ]
    const counting = surveyOf(alternating(40), groups)
    expect(measure(item, counting, new Set()).shown.groups).toContain('county:A')
    expect(panelIn(surveyOf(alternating(40), groups), range(0, 9))).toBeNull()
    expect(panelIn(surveyOf(alternating(40), groups), range(0, 7))?.keys).toHaveLength(7)
  })
  test('when at a follow-up everybody of it was asked', () => {
    const routed: Item = { ...item, routedBy: ['foer'] }
    const said = [...alternating(20), ...range(0, 10).map(() => 'vet ikke')]
    expect(panelIn(surveyOf(said), range(0, 20))).not.toBeNull()
    expect(panelIn(surveyOf(said), range(0, 20), routed)).toBeNull()
    expect(panelIn(surveyOf(said), range(5, 25), routed)).not.toBeNull()
  })
})

describe('beside what was told before', () => {
  const released = (items: Record<string, ReleasedItem>): Release => ({
    ...{ schema: 'kommunedialog.release.v1', wave: 'neste', publishedAt: 'x', items },
  })
  test('a panel that differs from an earlier one by a few is not told', () => {
    const said = alternating(40)
    const first = panelIn(surveyOf(said), range(0, 20))
    if (first === null) throw new Error('not told')
    const earlier = [released({ plan: measure(item, surveyOf(said), new Set()).shown, 'plan~forst': first })]
    expect(panelIn(surveyOf(said, [], earlier), range(0, 20))).toEqual(first)
    expect(panelIn(surveyOf(said, [], earlier), range(0, 22))).toBeNull()
    expect(panelIn(surveyOf(said, [], earlier), range(0, 30))).not.toBeNull()
  })
  test('a group that differs from an earlier panel by a few is not told either', () => {
    const said = alternating(40)
    const panel = panelIn(surveyOf(said), range(0, 20))
    if (panel === null) throw new Error('not told')
    const groups: Group[] = [
      { dimension: 'county', id: 'A', unitIds: ids(range(0, 22)) },
      { dimension: 'county', id: 'B', unitIds: ids(range(22, 40)) },
    ]
    const told = measure(item, surveyOf(said, groups, [released({ 'plan~forst': panel })]), new Set()).shown
    expect(told.groups).toEqual(['total'])
    expect(measure(item, surveyOf(said, groups), new Set()).shown.groups).toContain('county:A')
  })
})

test('no panel that is told, beside groups and earlier panels, lets one work out fewer than the limit', () => {
  const unit = fc.record({
    said: fc.constantFrom('ja', 'nei', 'nei', 'vet ikke'),
    group: fc.nat(2),
    panels: fc.tuple(fc.boolean(), fc.boolean()),
  })
  fc.assert(
    fc.property(fc.array(unit, { minLength: 8, maxLength: 40 }), (all) => {
      const said = all.map((one) => one.said)
      const groups: Group[] = range(0, 3).map((g) => ({
        ...{ dimension: 'county' as const, id: String(g) },
        unitIds: ids(range(0, all.length).filter((i) => all[i]?.group === g)),
      }))
      const membersOf = (n: 0 | 1) => range(0, all.length).filter((i) => all[i]?.panels[n])
      const now = measure(item, surveyOf(said, groups), new Set()).shown
      if (!now.groups.includes('total')) return
      const first = panelIn(surveyOf(said, groups), membersOf(0))
      const release: Release = {
        ...{ schema: 'kommunedialog.release.v1', wave: 'w', publishedAt: 'x' },
        items: { plan: now, ...(first === null ? {} : { 'plan~a': first }) },
      }
      const second = panelIn(surveyOf(said, groups, [release]), membersOf(1))
      const unitsOf = (id: string) => groups.find((g) => `county:${g.id}` === id)?.unitIds
      const shown = now.groups.map((id) => now.keys.filter((key) => unitsOf(id)?.has(key.split('@')[0] ?? '') ?? true))
      const panels = [first, second].flatMap((panel) => (panel === null ? [] : [panel.keys]))
      const every = groups.map(({ unitIds }) => now.keys.filter((key) => unitIds.has(key.split('@')[0] ?? '')))
      expect(solvable([...shown, ...panels], [now.keys, ...every], limit)).toEqual([])
    }),
    { numRuns: 150 },
  )
})

test('nor do the groups of a panel, beside all of that', () => {
  const unit = fc.record({
    said: fc.constantFrom('ja', 'nei', 'nei', 'vet ikke'),
    ...{ group: fc.nat(2), size: fc.nat(1), isTwice: fc.boolean() },
  })
  fc.assert(
    fc.property(fc.array(unit, { minLength: 20, maxLength: 60 }), (all) => {
      const said = all.map((one) => one.said)
      const numbersOf = (is: (one: (typeof all)[number]) => boolean) =>
        range(0, all.length).filter((i) => {
          const one = all[i]
          return one !== undefined && is(one)
        })
      const groups: Group[] = [
        ...range(0, 3).map((g) => ({
          ...{ dimension: 'county' as const, id: String(g), unitIds: ids(numbersOf(({ group }) => group === g)) },
        })),
        ...range(0, 2).map((g) => ({
          ...{ dimension: 'population' as const, id: String(g), unitIds: ids(numbersOf(({ size }) => size === g)) },
        })),
      ]
      const counting = surveyOf(said, groups)
      const now = measure(item, counting, new Set()).shown
      const twice = numbersOf(({ isTwice }) => isTwice)
      const panel = now.groups.includes('total') ? panelIn(counting, twice) : null
      if (panel === null) return
      const based = (unitIds: ReadonlySet<string>) =>
        new Set(now.keys.flatMap((key) => (unitIds.has(key.split('@')[0] ?? '') ? [key.split('@')[0] ?? ''] : [])))
      const found = tellablePanels(item, counting, {
        now: [now, panel],
        dimensions: [
          groups.map(({ dimension, id, unitIds }) => {
            const inIt = new Set(twice.map((i) => `u${i}`).filter((of) => unitIds.has(of)))
            return { id: `${dimension}:${id}`, members: { based: based(inIt), all: inIt } }
          }),
        ],
      })
      const keysIn = ({ unitIds }: Group) => now.keys.filter((key) => unitIds.has(key.split('@')[0] ?? ''))
      const shown = groups.filter(({ dimension, id }) => now.groups.includes(`${dimension}:${id}`)).map(keysIn)
      const told = [now.keys, panel.keys, ...shown, ...[...found.values()].map(({ keys }) => keys)]
      expect(solvable(told, [now.keys, panel.keys, ...groups.map(keysIn)], limit)).toEqual([])
    }),
    { numRuns: 150 },
  )
})
