/** What is written into a workbook is read back as typed, by two readers of others. */

import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { read, utils } from '@e965/xlsx'
import { readSheet } from 'read-excel-file/node'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { xlsxFile } from '../../../src/edge/files/export-folder.ts'
import { writeTables } from '../../../src/edge/report/tables-xlsx.ts'
import { flatLines } from '../../../src/report/tables.ts'
import { buildDocument } from '../../../src/report/whole-report.ts'
import { MOST_ROWS } from '../../../src/results/spreadsheet.ts'
import { plan, questionnaires, reportOf } from '../../support/survey-2018.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kd-xlsx-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const written = async (texts: readonly string[], sheet = 'ark') => {
  const path = join(folder, 'x.xlsx')
  const book = xlsxFile(path)
  for (const text of texts) await book.row(sheet, [text, 1])
  await book.close()
  return readFileSync(path)
}

it.each([
  'rapport_x0041_2018',
  '_x005F_',
  '_x005f_x0041_',
  '__x0041__x0042_',
  '_X0041_ _x41_ _x00412_',
  'a & b < c > "d"',
  ' blanke foran og bak ',
  'to\nlinjer',
  'Åse Østbø «Æ» – 👍',
  'loddrett\u000btabulator',
  'sett bort fra \u0000 og \u001f og \uffff',
])('%j', async (text) => {
  const bytes = await written([text])
  const book = read(bytes)
  const sheet = book.Sheets.ark ?? utils.aoa_to_sheet([])
  expect(utils.sheet_to_json(sheet, { header: 1 })).toEqual([[text, 1]])
  expect(await readSheet(bytes, { trim: false })).toEqual([[text, 1]])
})

it('half a sign is not written, and a cell holds what a spreadsheet can', async () => {
  const bytes = await written(['a\ud83db', `${'x'.repeat(32_766)}👍`])
  expect(await readSheet(bytes, { trim: false })).toEqual([
    ['a\ufffdb', 1],
    ['x'.repeat(32_766), 1],
  ])
})

it.each([
  [1, 4],
  [2, 4],
  [4, 4],
  [5, 4],
  [7, 4],
  [13, 4],
])('%i rows below the first, in sheets of %i: spread, each with the first row', async (count, most) => {
  const path = join(folder, 'x.xlsx')
  const book = xlsxFile(path, most)
  const name = 'svar fra enhetene i hele landet'
  const rows = Array.from({ length: count }, (_, i) => [`rad ${i}`, i])
  for (const row of [['navn', 'tall'], ...rows]) await book.row(name, row)
  await book.row('kodebok', ['kode'])
  await book.close()
  const { SheetNames, Sheets } = read(readFileSync(path))
  const sheets = SheetNames.slice(0, -1).map((each) =>
    utils.sheet_to_json<unknown[]>(Sheets[each] ?? utils.aoa_to_sheet([]), { header: 1 }),
  )
  expect(sheets.flatMap((sheet) => sheet.slice(1))).toEqual(rows)
  for (const sheet of sheets) {
    expect(sheet.length).toBeLessThanOrEqual(most)
    expect(sheet[0]).toEqual(['navn', 'tall'])
  }
  expect(SheetNames[0]).toBe(name)
  expect(SheetNames[1]).toBe(count < most ? 'kodebok' : 'svar fra enhetene i hele la (2)')
  expect(SheetNames.at(-1)).toBe('kodebok')
  expect(new Set(SheetNames).size).toBe(SheetNames.length)
  for (const each of SheetNames) expect(each.length).toBeLessThanOrEqual(31)
})

it('a sheet ends where the format ends it', () => expect(MOST_ROWS).toBe(2 ** 20))

it.each(['_x0041_', 'a_x005F_b', 'mellom\u0001rom', '=1+1', '<b> & "'])(
  'the tables of the report hold %j as it is',
  async (text) => {
    const { report } = reportOf([])
    const document = buildDocument({ report, questionnaires, plan, partTitles: {}, language: 'nb' })
    const [line] = flatLines(report, questionnaires, 'nb')
    if (line === undefined) throw new Error('no line')
    const file = join(folder, 'tables.xlsx')
    const both = { nb: text, nn: text }
    await writeTables(file, {
      ...{ report, document: { ...document, title: text } },
      lines: [{ ...line, question: text }],
      changes: [],
      partTitles: { raadmann: both, integrering: both },
    })
    const { SheetNames, Sheets } = read(readFileSync(file))
    const cells = SheetNames.flatMap((name) =>
      utils.sheet_to_json<unknown[]>(Sheets[name] ?? utils.aoa_to_sheet([]), { header: 1 }).flat(),
    )
    // Title, a question, and both parts at the heads of columns and at the beginnings of rows.
    expect(cells.filter((cell) => cell === text).length).toBeGreaterThanOrEqual(4)
  },
)
