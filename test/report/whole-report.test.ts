/** The whole report of a wave is attacked: groups subtracted from each other, as a reader of report.json can. */

import { describe, expect, it } from 'vitest'
import { type Item, saidOf } from '../../src/report/count.ts'
import { dimensionsOf, groupsOf } from '../../src/report/groups.ts'
import { isSuppressed } from '../../src/report/model.ts'
import { solvable } from '../support/solvable.ts'
import { generated, questionnaires, reportOf, units, wave } from '../support/survey-2018.ts'

const groups = groupsOf(wave, units)

/** Units with a real answer to a single choice, in all and by group; and which of these sets the report shows. */
const setsOf = (submissions: ReturnType<typeof generated>, id: string) => {
  const part = questionnaires.find((q) => q.sections.some((s) => s.questions.some((one) => one.id === id)))?.part ?? ''
  const item: Item = { question: id, part, kind: 'single', base: 'substantive', choices: [] }
  const base = submissions.filter((s) => s.part === part && saidOf(item, s).type !== 'missing').map((s) => s.unit.id)
  const { report } = reportOf(submissions)
  const variable = report.variables[id]
  if (variable === undefined) throw new Error(`no variable ${id}`)
  const inGroup = groups.map((g) => ({ g, members: base.filter((unit) => g.unitIds.has(unit)) }))
  const shown = inGroup.filter(({ g }) => {
    const cell = variable.breakdowns[g.dimension]?.[g.id]
    return cell !== undefined && !isSuppressed(cell)
  })
  return {
    all: [base, ...inGroup.map((x) => x.members)],
    published: [...(isSuppressed(variable) ? [] : [base]), ...shown.map((x) => x.members)],
    shown: new Set(shown.map(({ g }) => `${g.dimension}:${g.id}`)),
  }
}

describe.each([
  [437, 'resultatmaal'],
  [70, 'svingninger'],
])('with %i units answering, %s', (count, id) => {
  const { all, published, shown } = setsOf(generated(count, 2), id)

  it('shows no base under five, and lets none be worked out', () => {
    expect(published.filter((members) => members.length > 0 && members.length < 5)).toEqual([])
    expect(solvable(published, all, 5, 2)).toEqual([])
  })

  it('still shows something of every dimension', () => {
    for (const dimension of dimensionsOf(groups).filter((d) => count > 100 || d !== 'kind')) {
      expect(
        [...shown].some((group) => group.startsWith(`${dimension}:`)),
        dimension,
      ).toBe(true)
    }
  })
})

it('hides the county of Oslo when the municipality has answered and the districts are shown', () => {
  const { shown } = setsOf(generated(437, 2), 'resultatmaal')
  expect(shown).toContain('kind:bydel')
  expect(shown).not.toContain('county:Oslo')
})
