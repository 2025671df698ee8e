/** What became of the units: the shipped file is whole and its counts fit, and every kind of fault is told in its place. */

import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { faultText } from '../../src/questionnaire/fault.ts'
import { loadHistory, type UnitHistory } from '../../src/questionnaire/history.ts'
import { loadUnits } from '../../src/questionnaire/units.ts'

const textOf = (file: string) => readFileSync(new URL(`../../dialogs/${file}`, import.meta.url), 'utf8')
const read = (text: string): UnitHistory => {
  const loaded = loadHistory('historikk.csv', text)
  if ('faults' in loaded) throw new Error(JSON.stringify(loaded.faults))
  return loaded.history
}
const shipped = read(textOf('enheter/historikk.csv'))
const since2018 = shipped.heirs({ from: '2018-01-01', to: '2027-01-01' })
const heirs = (unit: string) => since2018.get(unit)?.map((one) => `${one.unit}${one.isSplit ? ' delt' : ''}`)

describe('the shipped file', () => {
  test.each([
    ['2018-01-01', 422],
    ['2018-12-31', 422],
    ['2019-01-01', 422],
    ['2019-12-31', 422],
    ['2020-01-01', 356],
    ['2023-12-31', 356],
    ['2024-01-01', 357],
    ['2026-11-30', 357],
  ])('on %s there are %i municipalities and 15 districts', (date, count) => {
    const ids = [...shipped.unitsAt(date).keys()]
    expect(ids.filter((id) => id.length === 4)).toHaveLength(count)
    expect(ids.filter((id) => id.length === 6)).toHaveLength(15)
  })

  test('on the opening day of 2018 its units are those that the wave of 2018 asks', () => {
    const units = loadUnits('units.csv', textOf('kommuneundersokelsen-2018/units.csv'))
    if ('faults' in units) throw new Error('units')
    expect([...shipped.unitsAt('2018-10-22').keys()].sort()).toEqual(units.units.map(({ id }) => id).sort())
  })

  test('every unit of 2018 has become units of today, and every unit of today has come from some', () => {
    const today = shipped.unitsAt('2026-11-30')
    const arrived = new Set([...since2018.values()].flat().map(({ unit }) => unit))
    expect([...since2018].filter(([, to]) => to.length === 0 || to.some(({ unit }) => !today.has(unit)))).toEqual([])
    expect([...arrived].sort()).toEqual([...today.keys()].sort())
  })

  test.each([
    ['0301', ['0301']],
    ['030115', ['030115']],
    ['0101', ['3101']],
    ['0616', ['3322']],
    ['1567', ['5061']],
    ['0711', ['3301']],
    ['0532', ['3236']],
    ['5030', ['5001']],
    ['5001', ['5001']],
    ['1571', ['5055']],
    ['1444', ['1577']],
    ['1504', ['1508']],
    ['1546', ['1508']],
    ['1534', ['1580']],
    ['1850', ['1806 delt', '1875 delt']],
    ['1849', ['1875']],
    ['5012', ['5055 delt', '5056 delt', '5059 delt']],
  ])('%s became %j', (unit, to) => expect(heirs(unit)).toEqual(to))

  test('the seven areas that changed hands in 2020 are told of at both ends, by the numbers of today', () => {
    const found = shipped.borders({ from: '2018-10-22', to: '2027-10-18' })
    expect(
      Object.fromEntries([...found].map(([unit, all]) => [unit, all.map(({ from, to }) => `${from}–${to}`)])),
    ).toEqual({
      '1133': ['Hjelmeland–Stavanger'],
      '1103': ['Hjelmeland–Stavanger', 'Stavanger–Sola'],
      '1124': ['Stavanger–Sola'],
      // Balestrand came to Sogndal on the day.
      '4640': ['Balestrand–Høyanger'],
      '4638': ['Balestrand–Høyanger'],
      '5006': ['Verran–Indre Fosen'],
      '5054': ['Verran–Indre Fosen'],
      '3118': ['Indre Østfold–Rakkestad'],
      '3120': ['Indre Østfold–Rakkestad'],
      '5033': ['Tydal–Røros'],
      '5025': ['Tydal–Røros'],
      '3407': ['Gjøvik–Vestre Toten'],
      '3443': ['Gjøvik–Vestre Toten'],
    })
    expect(found.get('1103')?.map(({ date }) => date)).toEqual(['2020-01-01', '2020-10-01'])
  })

  test.each([
    ['2020-01-01', '2024-06-01', 4],
    ['2020-03-01', '2020-07-01', 1],
    ['2020-10-01', '2027-01-01', 0],
    ['2018-01-01', '2019-12-31', 0],
    ['2019-12-31', '2020-01-01', 3],
  ])('after %s and not after %s there are %i of them', (from, to, count) =>
    expect(new Set([...shipped.borders({ from, to }).values()].flat()).size).toBe(count),
  )

  test('answers of 2020–2023 go on from the numbers of then', () => {
    const since2021 = shipped.heirs({ from: '2021-05-01', to: '2027-01-01' })
    expect(since2021.get('3024')).toEqual([{ unit: '3201', isSplit: false }])
    expect(since2021.get('5401')).toEqual([{ unit: '5501', isSplit: false }])
    expect(since2021.get('1507')?.map(({ unit, isSplit }) => [unit, isSplit])).toEqual([
      ['1508', true],
      ['1580', true],
    ])
    expect(shipped.unitsAt('2021-05-01').get('3803')).toBe('Tønsberg')
  })

  test('names follow', () => {
    expect(shipped.unitsAt('2019-12-31').get('0616')).toBe('Nes')
    expect(shipped.unitsAt('2020-01-01').get('3040')).toBe('Nesbyen')
  })

  test('who ends within a field period is known with the day', () => {
    const ending = shipped.ending({ from: '2023-11-01', to: '2024-01-15' })
    expect(ending.get('1507')).toBe('2024-01-01')
    expect(ending.get('3024')).toBe('2024-01-01')
    expect(ending.has('0301')).toBe(false)
    expect(shipped.ending({ from: '2019-12-01', to: '2020-02-01' }).has('5001')).toBe(false)
    expect(shipped.ending({ from: '2024-01-01', to: '2026-12-31' }).size).toBe(0)
  })
})

const head = 'date,kind,unit,name,successor,successorName,areas,certainty,source'
const start = ['a', 'b', 'c', 'd'].map(
  (name, i) => `2018-01-01,start,010${i + 1},${name.toUpperCase()},,,,certain,kilde`,
)
const text = (...lines: string[]) => [head, ...start, ...lines].join('\n')
const move = (date: string, kind: string, from: string, to: string, areas = '') => {
  const [unit, name] = from.split(' ')
  const [successor, called] = to.split(' ')
  return [date, kind, unit, name, successor, called, areas, 'certain', 'kilde'].join()
}
const faults = (...lines: string[]) => {
  const loaded = loadHistory('historikk.csv', text(...lines))
  return 'faults' in loaded ? loaded.faults.map(({ line, column, code }) => [line, column, code]) : []
}
const said = (...lines: string[]) => {
  const loaded = loadHistory('historikk.csv', text(...lines))
  return 'faults' in loaded ? loaded.faults.map((fault) => faultText(fault)).join('\n') : ''
}

describe('faults, with line and column', () => {
  test.each<[string, string[], (string | number)[][]]>([
    ['an unknown number', [move('2020-01-01', 'number', '0199 X', '0201 X')], [[6, 3, 'unknown_unit']]],
    ['a name that is another', [move('2020-01-01', 'number', '0101 B', '0201 B')], [[6, 4, 'wrong_name']]],
    [
      'the same row twice',
      [move('2020-01-01', 'number', '0101 A', '0201 A'), move('2020-01-01', 'number', '0101 A', '0201 A')],
      [[7, 3, 'duplicate_row']],
    ],
    ['a unit that begins twice', ['2018-01-01,start,0101,A,,,,certain,annen'], [[6, 3, 'duplicate_row']]],
    [
      'a gap: it had another number by then',
      [move('2020-01-01', 'number', '0101 A', '0201 A'), move('2024-01-01', 'number', '0101 A', '0301 A')],
      [[7, 3, 'gap']],
    ],
    [
      'a gap: what it is merged into has no row of its own',
      [move('2020-01-01', 'merged', '0101 A', '0102 B'), move('2020-01-01', 'merged', '0103 C', '0102 B')],
      [[6, 5, 'gap']],
    ],
    [
      'a ring over the years',
      [move('2020-01-01', 'number', '0101 A', '0201 A'), move('2024-01-01', 'number', '0201 A', '0101 A')],
      [[7, 5, 'cycle']],
    ],
    [
      'a ring on one day',
      [move('2020-01-01', 'number', '0101 A', '0102 A'), move('2020-01-01', 'number', '0102 B', '0101 B')],
      [[7, 5, 'cycle']],
    ],
    [
      'a ring of three',
      [
        move('2019-01-01', 'number', '0101 A', '0201 A'),
        move('2020-01-01', 'number', '0201 A', '0301 A'),
        move('2024-01-01', 'number', '0301 A', '0101 A'),
      ],
      [[8, 5, 'cycle']],
    ],
    ['a number that is taken', [move('2020-01-01', 'number', '0101 A', '0102 A')], [[6, 5, 'gap']]],
    [
      'two that get the same number',
      [move('2020-01-01', 'number', '0101 A', '0201 A'), move('2020-01-01', 'number', '0102 B', '0201 A')],
      [[6, 2, 'contradiction']],
    ],
    ['a merger of one', [move('2020-01-01', 'merged', '0101 A', '0201 A')], [[6, 2, 'wrong_history']]],
    ['a split into one', [move('2020-01-01', 'split', '0101 A', '0201 A')], [[6, 2, 'wrong_history']]],
    [
      'a merger into two',
      [
        move('2020-01-01', 'merged', '0101 A', '0201 AB'),
        move('2020-01-01', 'merged', '0102 B', '0201 AB'),
        move('2020-01-01', 'merged', '0102 B', '0202 CB'),
        move('2020-01-01', 'merged', '0103 C', '0202 CB'),
      ],
      [[7, 2, 'contradiction']],
    ],
    [
      'two names for one',
      [move('2020-01-01', 'merged', '0101 A', '0201 AB'), move('2020-01-01', 'merged', '0102 B', '0201 BA')],
      [[7, 6, 'wrong_name']],
    ],
    ['a new name with a new number', [move('2020-01-01', 'name', '0101 A', '0201 X')], [[6, 5, 'wrong_history']]],
    ['a border to nobody', [move('2020-01-01', 'border', '0101 A', '0909 X')], [[6, 5, 'unknown_unit']]],
    [
      'areas that are nothing',
      [move('2020-01-01', 'split', '0101 A', '0201 X', '0999'), move('2020-01-01', 'split', '0101 A', '0202 Y')],
      [[6, 7, 'unknown_unit']],
    ],
    ['areas of no split', [move('2020-01-01', 'number', '0101 A', '0201 A', '0102')], [[6, 7, 'wrong_history']]],
    ['a day that is none', [move('2020-02-30', 'number', '0101 A', '0201 A')], [[6, 1, 'wrong_history']]],
    ['an unknown kind', [move('2020-01-01', 'slutt', '0101 A', '0201 A')], [[6, 2, 'wrong_history']]],
    ['a number that lost its zero', [move('2020-01-01', 'number', '101 A', '0201 A')], [[6, 3, 'wrong_history']]],
    ['no source', ['2020-01-01,number,0101,A,0201,A,,certain,'], [[6, 9, 'wrong_history']]],
    ['a certainty of its own', ['2020-01-01,number,0101,A,0201,A,,kanskje,kilde'], [[6, 8, 'wrong_history']]],
    ['a start with a successor', ['2018-01-01,start,0105,E,0201,E,,certain,kilde'], [[6, 5, 'wrong_history']]],
    ['a field too few', ['2020-01-01,number,0101,A,0201'], [[6, 1, 'csv']]],
  ])('%s', (_, lines, expected) => expect(faults(...lines)).toEqual(expected))

  test('all at once, and in Norwegian', () => {
    const wrong = [move('2020-01-01', 'number', '0199 X', '0201 X'), move('2020-01-01', 'number', '0102 C', '0202 C')]
    expect(faults(...wrong)).toHaveLength(2)
    expect(said(...wrong)).toContain('0199 er et ukjent nummer')
    expect(said(...wrong)).toContain('0102 heter B, ikke C, den dagen')
  })

  test('an empty file', () => expect(loadHistory('h', `${head}\n`)).toMatchObject({ faults: [{ code: 'no_units' }] }))
  test('a column missing', () =>
    expect(loadHistory('h', 'date,kind\n')).toMatchObject({ faults: [{ line: 1, code: 'no_column' }] }))
})

test('what is no fault: a merger that keeps a number, a split into a unit that is there and moves too', () => {
  const history = read(
    text(
      move('2020-01-01', 'merged', '0101 A', '0101 A'),
      move('2020-01-01', 'merged', '0102 B', '0101 A'),
      move('2022-01-01', 'split', '0103 C', '0204 D'),
      move('2022-01-01', 'split', '0103 C', '0205 E'),
      move('2022-01-01', 'merged', '0104 D', '0204 D'),
    ),
  )
  const to = history.heirs({ from: '2018-01-01', to: '2022-01-01' })
  expect(Object.fromEntries(to)).toEqual({
    '0101': [{ unit: '0101', isSplit: false }],
    '0102': [{ unit: '0101', isSplit: false }],
    '0103': [
      { unit: '0204', isSplit: true },
      { unit: '0205', isSplit: true },
    ],
    '0104': [{ unit: '0204', isSplit: false }],
  })
  expect(history.heirs({ from: '2020-01-01', to: '2021-12-31' }).get('0103')).toEqual([
    { unit: '0103', isSplit: false },
  ])
})

test('a change of borders goes with all that the unit becomes, and moves no answer', () => {
  const history = read(
    text(
      move('2019-01-01', 'border', '0101 A', '0102 B'),
      move('2020-01-01', 'split', '0101 A', '0201 E'),
      move('2020-01-01', 'split', '0101 A', '0202 F'),
      move('2020-01-01', 'merged', '0102 B', '0203 G'),
      move('2020-01-01', 'merged', '0103 C', '0203 G'),
      move('2021-01-01', 'border', '0202 F', '0203 G'),
    ),
  )
  const span = { from: '2018-01-01', to: '2022-01-01' }
  const found = history.borders(span)
  expect([...found].map(([unit, all]) => [unit, all.map(({ date }) => date)]).sort()).toEqual([
    ['0201', ['2019-01-01']],
    ['0202', ['2019-01-01', '2021-01-01']],
    ['0203', ['2019-01-01', '2021-01-01']],
  ])
  expect(history.heirs(span).get('0102')).toEqual([{ unit: '0203', isSplit: false }])
  expect(history.borders({ from: '2019-01-01', to: '2020-12-31' }).size).toBe(0)
})
