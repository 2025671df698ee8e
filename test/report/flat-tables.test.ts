import { describe, expect, it } from 'vitest'
import { isSuppressed } from '../../src/report/model.ts'
import { flatLines } from '../../src/report/tables.ts'
import { generated, questionnaires, reportOf } from '../support/survey-2018.ts'

const { report } = reportOf(generated(60, 6))
const lines = flatLines(report, questionnaires, 'nb')
const of = (variable: string, row = '') => lines.filter((l) => l.variable === variable && l.row === row)

describe('the tables, line by line', () => {
  it('say in words what every share is of', () => {
    expect(new Set(of('resultatmaal').map((l) => l.base))).toEqual(
      new Set(['de som svarte noe annet enn «vet ikke» og «ikke aktuelt»']),
    )
    expect(of('imdi_nytte', 'kunnskapsdeling')[0]?.base).toContain('medregnet «ikke aktuelt»')
  })

  it('tell how many are missing, by kind, as the report does', () => {
    for (const [id, { missing }] of Object.entries(report.variables).filter(([, v]) => v.rows === undefined)) {
      if (isSuppressed(missing)) throw new Error(`${id} is hidden`)
      const told = of(id).filter((l) => l.measure.startsWith('missing_'))
      expect(Object.fromEntries(told.map((l) => [l.measure, l.count]))).toEqual(
        Object.fromEntries(Object.entries(missing).map(([kind, count]) => [`missing_${kind}`, count])),
      )
      expect(told.every((l) => l.n === null && l.value === null && l.dimension === '')).toBe(true)
    }
  })

  it('do not tell it where it would give an answer away', () => {
    const few = flatLines(reportOf(generated(60, 6).slice(0, 3)).report, questionnaires, 'nb')
    // That a unit has answered is no answer.
    expect(few.filter((l) => l.variable !== 'response_rate' && (l.count ?? 0) > 0)).toEqual([])
  })

  it('tell who has answered each part, with the rates of the report', () => {
    const { raadmann } = report.response.byPart
    const told = Object.fromEntries(of('response_rate', 'raadmann').map((l) => [l.measure, l.count ?? l.value]))
    expect(told).toEqual({ ...raadmann?.dispositions, ...raadmann?.rates })
    expect(told).toMatchObject({ complete: 55, not_named: 382, rr1: 13, rr2: 13 })
  })
})
