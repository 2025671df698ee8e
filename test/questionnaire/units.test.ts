import { describe, expect, test } from 'vitest'
import { loadUnits } from '../../src/questionnaire/units.ts'

const header = 'id,kind,name,county,language,population,imdiRegion,centrality'
const halden = '0101,kommune,Halden,Østfold,nb,31037,Øst,3'
const load = (...lines: string[]) => loadUnits('units.csv', [header, ...lines].join('\n'))

test('a municipality and a district', () => {
  expect(load(halden, '030114,bydel,Nordstrand,Oslo,neutral,51169,Øst,')).toMatchObject({
    units: [
      { id: '0101', kind: 'kommune', population: 31037, centrality: 3 },
      { id: '030114', kind: 'bydel', language: 'neutral', centrality: null },
    ],
  })
})

test('byte order mark, other order of columns, empty lines', () => {
  const text =
    '\ufeffkind,id,name,county,language,population,imdiRegion,centrality\r\n\r\nkommune,0101,Halden,Østfold,nb,1,Øst,3\r\n'
  expect(loadUnits('units.csv', text)).toMatchObject({ units: [{ id: '0101', name: 'Halden' }] })
})

test.each([
  ['semicolons, as Norwegian Excel saves it', ';'],
  ['tabs, as it is copied from a spreadsheet', '\t'],
])('%s', (_, sign) => {
  const text = [header, halden, '030114,bydel,"Nordstrand, Oslo",Oslo,neutral,51169,Øst,'].join('\r\n')
  const read = loadUnits('units.csv', text.replace(/,(?! )/gu, sign))
  expect(read).toMatchObject({ units: [{ name: 'Halden' }, { name: 'Nordstrand, Oslo', centrality: null }] })
})

test('a comma in a name, and semicolons in it', () => {
  expect(load('0101,kommune,"Halden; by",Østfold,nb,1,Øst,3')).toMatchObject({ units: [{ name: 'Halden; by' }] })
})

describe('every fault with its line', () => {
  test.each([
    ['a lost zero', '101,kommune,A,B,nb,1,Øst,3', { line: 3, column: 1, code: 'wrong_unit' }],
    ['a district with four digits', '0301,bydel,A,B,nb,1,Øst,3', { line: 3, column: 1, code: 'wrong_unit' }],
    ['a language form there is not', '0104,kommune,A,B,no,1,Øst,3', { line: 3, column: 5, code: 'wrong_unit' }],
    ['a population in words', '0104,kommune,A,B,nb,mange,Øst,3', { line: 3, column: 6, code: 'wrong_unit' }],
    ['a centrality of 7', '0104,kommune,A,B,nb,1,Øst,7', { line: 3, column: 8, code: 'wrong_unit' }],
    ['no name', '0104,kommune,,B,nb,1,Øst,3', { line: 3, column: 3, code: 'wrong_unit' }],
    ['the same unit again', halden, { line: 3, column: 1, code: 'duplicate_id' }],
    ['a field too few', '0104,kommune,A', { line: 3, code: 'csv' }],
  ])('%s', (_name, line, fault) => {
    expect(load(halden, line)).toMatchObject({ faults: [{ file: 'units.csv', ...fault }] })
  })

  test('a file that is not UTF-8, at the line where it shows', () => {
    const old = Buffer.from([header, '0101,kommune,Hald,Østfold,nb,1,Øst,3'].join('\n'), 'latin1').toString('utf8')
    expect(loadUnits('units.csv', old)).toMatchObject({ faults: [{ line: 2, code: 'not_utf8' }] })
  })

  test('fields too few and too many beside others', () => {
    expect(load('0104,kommune,A', '0105,kommune,A,B,nb,1,Øst,3,x', '2,kommune,A,B,nb,1,Øst,3')).toMatchObject({
      faults: [
        { line: 2, code: 'csv' },
        { line: 3, code: 'csv' },
        { line: 4, code: 'wrong_unit' },
      ],
    })
  })

  test('all at once', () => {
    expect(load('1,kommune,A,B,nb,1,Øst,3', '2,kommune,A,B,nb,1,Øst,3')).toMatchObject({
      faults: [{ line: 2 }, { line: 3 }],
    })
  })

  test('no units, or a column that is not there', () => {
    expect(load()).toMatchObject({ faults: [{ code: 'no_units' }] })
    expect(loadUnits('units.csv', 'id,kind\n0101,kommune')).toMatchObject({ faults: [{ line: 1, code: 'no_column' }] })
  })
})
