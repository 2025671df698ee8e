/** Workbooks that other programs wrote (see the README beside them): read, or refused for what is true of them. */

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readRespondentsSheet } from '../../../src/edge/files/respondents-file.ts'
import { readSheets, readWorkbook } from '../../../src/edge/files/workbook.ts'
import { readRows } from '../../../src/register/respondents-file.ts'

const folder = join(import.meta.dirname, 'workbooks')
const rules = { unitIds: new Set(['0301', '1201', '1505']), parts: ['raadmann', 'integrering'] }
const read = (name: string) => readRespondentsSheet(readFileSync(join(folder, name)))
const rowsOf = async (name: string) => {
  const result = await read(name)
  if (result.type === 'refused') throw new Error(JSON.stringify(result.faults))
  return readRows(result.sheet, rules)
}

const people = [
  { unitId: '1201', part: 'raadmann', name: 'Åse Østbø', email: 'ase@bergen.example', language: 'nb' },
  { unitId: '0301', part: 'integrering', name: 'Kari «Kaia» Næss', email: 'kari@oslo.example', language: null },
  { unitId: '1505', part: 'raadmann', name: 'Bjørn r = 5', email: 'bjoern@kristiansund.example', language: 'nn' },
]
/** The line of the table's header in each. */
const books: Record<string, number> = {
  'openpyxl.xlsx': 3,
  'xlsxwriter.xlsx': 1,
  'pandas.xlsx': 3,
  'perl-excel-writer.xlsx': 1,
  'r-openxlsx.xlsx': 1,
  'libreoffice.xlsx': 1,
  'gnumeric.xlsx': 1,
  'exceljs.xlsx': 2,
  'xlsx-populate.xlsx': 1,
  'excel4node.xlsx': 1,
  'hucre.xlsx': 1,
  'write-excel-file.xlsx': 1,
  'sheetjs.xlsx': 5,
}

it.each(Object.entries(books))('%s, whose table begins on line %i', async (name, line) => {
  const { rows, faults, notices } = await rowsOf(name)
  expect(faults).toEqual([])
  expect(rows).toEqual(people.map((person, i) => ({ line: line + 1 + i, ...person })))
  expect(notices).toContainEqual(expect.objectContaining({ line: line + 2, code: 'zero_restored' }))
})

it.each(Object.keys(books))('%s by the names of its sheets: the same rows', async (name) => {
  const bytes = readFileSync(join(folder, name))
  const [whole, named] = await Promise.all([readWorkbook(bytes), readSheets(bytes, SHEETS)])
  if (whole.type === 'refused' || named.type === 'refused') throw new Error('refused')
  expect(named.sheets.find(({ rows }) => rows.length > 0)?.rows).toEqual(whole.rows)
})

/** What the programs call the sheet with the table. */
const SHEETS = ['respondenter', 'sheet1', 'ark1', 'sheet 1']

it('what is chosen is said: one sheet of several, and the table below a title', async () => {
  expect((await rowsOf('openpyxl.xlsx')).notices).toEqual([
    {
      line: 1,
      column: 'sheet',
      code: 'one_sheet_read',
      message: 'The sheet «Respondenter» is read, the others are not.',
    },
    { line: 3, column: 'header', code: 'lines_above', message: 'What stands above this line is not read.' },
    expect.objectContaining({ line: 5, code: 'zero_restored' }),
  ])
  expect((await rowsOf('r-openxlsx.xlsx')).notices.map(({ code }) => code)).toEqual(['one_sheet_read', 'zero_restored'])
  expect((await rowsOf('exceljs.xlsx')).notices.map(({ code }) => code)).toEqual(['zero_restored'])
})

it('a formula that was never computed is a fault of each cell that is used, with sheet and cell', async () => {
  const { rows, faults } = await rowsOf('openpyxl-formula.xlsx')
  expect(rows).toEqual([])
  expect(faults.map(({ line, column, code }) => [line, column, code])).toEqual([
    [2, 'part', 'formula'],
    [3, 'part', 'formula'],
    [4, 'part', 'formula'],
  ])
  expect(faults[0]?.message).toMatch(/^B2 of «Respondenter» holds a formula whose value was never stored/)
})

describe('what is no .xlsx is said to be what it is', () => {
  it.each([
    ['perl-spreadsheet-writeexcel.xls', 'This is an old Excel file (.xls): save it as .xlsx or CSV.'],
    ['libreoffice.ods', 'This is an OpenDocument file (.ods): save the table as .xlsx or CSV.'],
  ])('%s', async (name, message) =>
    expect(await read(name)).toEqual({
      type: 'refused',
      faults: [{ line: 1, code: 'unreadable', message, why: expect.any(String) }],
    }),
  )
})

it('every workbook of the folder is looked at here', () => {
  const others = ['openpyxl-formula.xlsx', 'perl-spreadsheet-writeexcel.xls', 'libreoffice.ods', 'README.md']
  expect(readdirSync(folder).sort()).toEqual([...Object.keys(books), ...others].sort())
})
