/** What is written into a workbook is read back as typed, by two readers of others. */

import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { read, utils } from '@e965/xlsx'
import { readSheet } from 'read-excel-file/node'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { xlsxFile } from '../../../src/edge/files/export-folder.ts'

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
