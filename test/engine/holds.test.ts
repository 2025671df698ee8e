import { describe, expect, test } from 'vitest'
import { holds } from '../../src/engine/conditions.ts'
import type { Entry } from '../../src/engine/session.ts'
import { type Condition, condition } from '../../src/questionnaire/condition.ts'
import { chose, given, halden, nordstrand, without } from './build.ts'

const entries: Record<string, Entry> = {
  maal: chose('ja'),
  om: given({ kind: 'multiple', value: ['norsk', 'tolk'] }),
  nytte: given({ kind: 'matrix', value: { raad: 'god' }, missing: { tall: 'not_applicable' } }),
  antall: given({ kind: 'number', value: 30, approximate: true }),
  barn: given({ kind: 'number', value: 31 }),
  andel: given({ kind: 'percent', value: 40 }),
  dato: given({ kind: 'date', value: '2018-06-01' }),
  viktig: given({ kind: 'ranking', value: ['mat', 'folk'] }),
  tekst: given({ kind: 'text', value: 'hei' }),
  hoppet: without('skipped'),
  ukjent: without('dont_know'),
  halv: { ...given({ kind: 'matrix', value: { raad: 'god' } }), partial: true },
  lest: { r: 1, by: 0, at: 1, read: true },
}

const said = (raw: unknown): boolean => holds(condition.parse(raw), entries, halden)

describe('a test of an answer', () => {
  test.each([
    [{ question: 'maal', is: 'ja' }, true],
    [{ question: 'maal', is: 'nei' }, false],
    [{ question: 'maal', isNot: 'nei' }, true],
    [{ question: 'maal', in: ['nei', 'ja'] }, true],
    [{ question: 'maal', in: ['nei'] }, false],
    [{ question: 'om', includes: 'norsk' }, true],
    [{ question: 'om', includes: ['skole', 'tolk'] }, true],
    [{ question: 'om', includes: 'skole' }, false],
    [{ question: 'om', excludes: 'skole' }, true],
    [{ question: 'om', excludes: ['skole', 'tolk'] }, false],
    [{ question: 'om', count: { gte: 2 } }, true],
    [{ question: 'om', count: { gt: 1, lt: 2 } }, false],
    [{ question: 'viktig', includes: 'mat' }, true],
    [{ question: 'antall', gt: 29 }, true],
    [{ question: 'antall', gt: 30 }, false],
    [{ question: 'antall', gte: 30 }, true],
    [{ question: 'antall', lt: 30 }, false],
    [{ question: 'antall', lte: 30 }, true],
    [{ question: 'antall', is: 30 }, true],
    [{ question: 'antall', lt: { question: 'barn' } }, true],
    [{ question: 'barn', lte: { question: 'antall' } }, false],
    [{ question: 'barn', gt: { question: 'hoppet' } }, false],
    [{ question: 'andel', gt: '30' }, false],
    [{ question: 'dato', gt: '2018-05-31' }, true],
    [{ question: 'dato', is: '2018-06-01' }, true],
    [{ question: 'nytte', row: 'raad', is: 'god' }, true],
    [{ question: 'nytte', row: 'tall', answered: true }, false],
    [{ question: 'nytte', row: 'tall', missing: 'not_applicable' }, true],
    [{ question: 'nytte', row: 'toString', is: 'god' }, false],
    [{ question: 'tekst', answered: true }, true],
  ])('%j is %s', (raw, expected) => {
    expect(said(raw)).toBe(expected)
  })
})

describe('a question without substantive answer makes every test false', () => {
  test.each(['hoppet', 'ukjent', 'halv', 'lest', 'finnes_ikke', 'constructor'])('%s', (question) => {
    const operators = [
      { is: 'a' },
      { isNot: 'a' },
      { excludes: 'a' },
      { lt: 5 },
      { count: { gte: 0 } },
      { answered: true },
    ]
    for (const operator of operators) expect(said({ question, ...operator })).toBe(false)
    expect(said({ question, answered: false })).toBe(true)
  })

  test('the kind of missing can be asked for', () => {
    expect(said({ question: 'hoppet', missing: 'skipped' })).toBe(true)
    expect(said({ question: 'hoppet', missing: 'dont_know' })).toBe(false)
    expect(said({ question: 'ukjent', missing: 'dont_know' })).toBe(true)
    expect(said({ question: 'finnes_ikke', missing: 'skipped' })).toBe(false)
  })
})

describe('all, any, not', () => {
  const yes = { question: 'maal', is: 'ja' }
  const no = { question: 'maal', is: 'nei' }
  test.each([
    [{ all: [yes, yes] }, true],
    [{ all: [yes, no] }, false],
    [{ any: [no, yes] }, true],
    [{ any: [no, no] }, false],
    [{ not: no }, true],
    [{ not: { all: [yes, { any: [no, { not: yes }] }] } }, true],
  ])('%j is %s', (raw, expected) => {
    expect(said(raw)).toBe(expected)
  })
})

describe('a test of the unit', () => {
  const cases: [unknown, boolean, boolean][] = [
    [{ unit: 'kind', is: 'bydel' }, false, true],
    [{ unit: 'kind', isNot: 'bydel' }, true, false],
    [{ unit: 'language', in: ['nn', 'neutral'] }, false, true],
    [{ unit: 'county', is: 'Oslo' }, false, true],
    [{ unit: 'population', lt: 50_000 }, true, false],
    [{ unit: 'population', gte: 31_037 }, true, true],
    [{ unit: 'centrality', gte: 2 }, true, false],
    [{ unit: 'centrality', isNot: 0 }, true, false],
  ]
  test.each(cases)('%j: Halden %s, Nordstrand %s', (raw, inHalden, inNordstrand) => {
    const parsed: Condition = condition.parse(raw)
    expect(holds(parsed, {}, halden)).toBe(inHalden)
    expect(holds(parsed, {}, nordstrand)).toBe(inNordstrand)
  })
})

test.each([
  { unit: 'kind', is: 'kommune', isNot: 'bydel' },
  { question: 'antall', gt: 1, lt: 3 },
  { unit: 'kind' },
  { question: 'antall' },
])('%j is no condition: it has exactly one operator', (raw) => {
  expect(condition.safeParse(raw).success).toBe(false)
})
