/** Whether a unit is in a base is an answer too: the numbers of everybody who submitted are attacked. */
import { describe, expect, it } from 'vitest'
import { routesOf } from '../../src/report/count.ts'
import { groupsOf } from '../../src/report/groups.ts'
import type { Answered, Measured, Report } from '../../src/report/model.ts'
import { isSuppressed } from '../../src/report/model.ts'
import { solvable } from '../support/solvable.ts'
import { generated, questionnaires, reportOf, units, wave } from '../support/survey-2018.ts'

const groups = groupsOf(wave, units)
const oslo = '0301'

/** The sets of submitters whose number in the base, or missing, is printed for one item. */
const told = (measured: Measured, submitted: readonly string[]): string[][] => [
  ...(isSuppressed(measured) && isSuppressed(measured.missing) ? [] : [[...submitted]]),
  ...groups.flatMap((g) => {
    const cell = measured.breakdowns[g.dimension]?.[g.id]
    return cell === undefined || isSuppressed(cell) ? [] : [submitted.filter((id) => g.unitIds.has(id))]
  }),
]

/**
 * Part by part all that is told, of whatever question: who was asked this one is who answered that one so, and a set told
 * of either serves for both.
 */
const families = (report: Report, submissions: readonly Answered[]): string[][][] =>
  questionnaires.map(({ part }) => {
    const submitted = submissions.filter((s) => s.part === part).map((s) => s.unit.id)
    const all = Object.values(report.variables)
      .filter((variable) => variable.part === part)
      .flatMap((variable) => [variable, ...Object.values(variable.rows ?? {})])
      .flatMap((measured) => told(measured, submitted))
    return [...new Map(all.map((set) => [JSON.stringify(set), set])).values()]
  })

const attack = (report: Report, submissions: readonly Answered[]): string[] =>
  families(report, submissions).flatMap((family) => {
    const submitted = [...new Set(family.flat())]
    const cells = groups.map((g) => submitted.filter((id) => g.unitIds.has(id)))
    return solvable(family, cells, 5, 1)
  })

/** A unit's answer to one question taken back. */
const without = (submissions: readonly Answered[], unit: string, question: string): Answered[] =>
  submissions.map((s) => {
    if (s.unit.id !== unit || s.answers[question] === undefined) return s
    const { [question]: _, ...answers } = s.answers
    return { ...s, answers, missing: { ...s.missing, [question]: 'dont_know' } }
  })

describe('the numbers in the bases', () => {
  it('do not show that the municipality of Oslo did not know', () => {
    const submissions = without(generated(437, 2), oslo, 'svingninger')
    const { report } = reportOf(submissions)
    expect(Object.keys(report.variables).length).toBeGreaterThan(30)
    expect(attack(report, submissions)).toEqual([])
  })

  it('do not show who said no to the question before, in a small wave', () => {
    const submissions = generated(70, 3)
    expect(attack(reportOf(submissions).report, submissions)).toEqual([])
  })
})

describe('a wave of four submissions', () => {
  const of = (count: number) => {
    const some = generated(60, 4).filter((s) => s.part === 'raadmann')
    return reportOf(some.slice(0, count)).report.variables
  }

  it('tells nothing of anybody, what is missing included', () => {
    for (const variable of Object.values(of(4)).filter((v) => v.part === 'raadmann')) {
      const items = [variable, ...Object.values(variable.rows ?? {})]
      expect(items.every((item) => isSuppressed(item) && isSuppressed(item.missing))).toBe(true)
    }
  })

  it('tells what is missing from five on, and that nobody has submitted', () => {
    const askedOfSome = new Set(questionnaires.flatMap((part) => [...routesOf(part).keys()]))
    const ofAll = Object.entries(of(5)).filter(([id]) => !askedOfSome.has(id))
    expect(ofAll.length).toBeGreaterThan(10)
    expect(ofAll.every(([, v]) => !isSuppressed(v.missing))).toBe(true)
    expect(of(0).svingninger).toMatchObject({ n: 0, missing: { dont_know: 0 } })
  })
})

describe('two releases', () => {
  const before = generated(200, 5)
  const late = without(before, before[0]?.unit.id ?? '', 'svingninger')
  const { release, report: shown } = reportOf(before)
  const submission = before[0]
  if (submission === undefined) throw new Error('nobody has answered')

  it('do not show in what is missing what one unit has changed', () => {
    const { report } = reportOf(late, { earlier: [release] })
    expect(report.variables.svingninger).toMatchObject({ suppressed: true, missing: { suppressed: true } })
  })

  it('do not show in what is missing how one more unit has answered', () => {
    const first = before.filter((s) => s.unit.id !== submission.unit.id)
    const { report } = reportOf(before, { earlier: [reportOf(first).release] })
    const told = Object.entries(report.variables).filter(
      ([, v]) => v.part === submission.part && !isSuppressed(v.missing),
    )
    expect(told.map(([id]) => id)).toEqual([])
  })

  it('of the same answers show the same', () => {
    const again = reportOf(before, { earlier: [release] })
    expect(again.report.variables).toEqual(shown.variables)
  })
})

it('knows the units and questionnaires it attacks', () => {
  expect(units.some((u) => u.id === oslo)).toBe(true)
  expect(questionnaires.map((q) => q.part)).toEqual(['raadmann', 'integrering'])
})
