/**
 * Writes the same table by workbook programs of others, once: `node scripts/run.mjs scripts/workbooks.ts <folder>`.
 *
 * Needs, on Debian 12: gnumeric libreoffice-calc libexcel-writer-xlsx-perl libspreadsheet-writeexcel-perl
 * python3-openpyxl python3-xlsxwriter python3-pandas r-cran-openxlsx; the Node writers are installed into a temporary
 * folder. Tests read what lies in `test/edge/files/workbooks` and need none of this.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { utils, write } from '@e965/xlsx'
import writeXlsx from 'write-excel-file/node'

const header = ['unit', 'part', 'name', 'email', 'language']
const rows: (string | number | null)[][] = [
  ['1201', 'raadmann', 'Åse Østbø', 'ase@bergen.example', 'nb'],
  [301, 'integrering', 'Kari «Kaia» Næss', 'kari@oslo.example', null],
  ['1505', 'raadmann', 'Bjørn r = 5', 'bjoern@kristiansund.example', 'nn'],
]
const nodeWriters = [
  'exceljs@4.4.0',
  'xlsx-populate@1.21.0',
  'excel4node@1.8.2',
  'hucre@1.0.0',
  'write-excel-file@4.1.1',
  '@e965/xlsx@0.20.3',
]

const folder = resolve(process.argv[2] ?? 'test/edge/files/workbooks')
const sources = join(import.meta.dirname, 'workbooks')
const versions: string[] = []

const run = (command: string, args: readonly string[], cwd = sources): string => {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8', timeout: 180_000 })
  if (status !== 0) throw new Error(`${command}: ${stderr}`)
  return stdout.trim()
}

versions.push(run('/usr/bin/python3', ['by_openpyxl.py', folder]))
versions.push(run('/usr/bin/python3', ['by_xlsxwriter_and_pandas.py', folder]))
versions.push(run('perl', ['excel-writer.pl', folder]))
versions.push(run('Rscript', ['openxlsx.R', folder]))

// Both compute the formulas of the book that openpyxl left without values, and save it their own way.
const raw = join(folder, 'openpyxl-formula.xlsx')
const scratch = mkdtempSync(join(tmpdir(), 'workbooks-'))
run('soffice', [
  `-env:UserInstallation=file://${scratch}/office`,
  '--headless',
  '--convert-to',
  'xlsx:Calc MS Excel 2007 XML',
  '--outdir',
  scratch,
  raw,
])
run('cp', [join(scratch, 'openpyxl-formula.xlsx'), join(folder, 'libreoffice.xlsx')])
run('soffice', [
  `-env:UserInstallation=file://${scratch}/office`,
  '--headless',
  '--convert-to',
  'ods',
  '--outdir',
  scratch,
  raw,
])
run('cp', [join(scratch, 'openpyxl-formula.ods'), join(folder, 'libreoffice.ods')])
run('ssconvert', ['--recalc', raw, join(folder, 'gnumeric.xlsx')])
versions.push(
  run('soffice', ['--version']),
  (spawnSync('ssconvert', ['--version'], { encoding: 'utf8' }).stderr || run('ssconvert', ['--version'])).split(
    '\n',
  )[0] ?? '',
)

writeFileSync(join(scratch, 'package.json'), '{"private":true}')
run('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', ...nodeWriters.slice(0, 4)], scratch)
// What they look like is known to them alone; the script runs once and is seen to work.
const from = createRequire(join(scratch, 'package.json'))

const exceljs = new (from('exceljs').Workbook)()
const sheet = exceljs.addWorksheet('Respondenter')
sheet.addRows([[], header, ...rows])
sheet.getCell('B4').value = { formula: 'LOWER("INTEGRERING")', result: 'integrering' }
sheet.getCell('C3').value = { richText: [{ text: 'Åse ', font: { bold: true } }, { text: 'Østbø' }] }
sheet.getCell('D3').value = { text: 'ase@bergen.example', hyperlink: 'mailto:ase@bergen.example' }
await exceljs.xlsx.writeFile(join(folder, 'exceljs.xlsx'))

const populate = await from('xlsx-populate').fromBlankAsync()
populate
  .sheet(0)
  .cell('A1')
  .value([header, ...rows])
await populate.toFileAsync(join(folder, 'xlsx-populate.xlsx'))

const excel4node = new (from('excel4node').Workbook)()
const cells = excel4node.addWorksheet('Respondenter')
for (const [r, row] of [header, ...rows].entries()) {
  for (const [c, value] of row.entries()) {
    if (typeof value === 'number') cells.cell(r + 1, c + 1).number(value)
    else if (value !== null) cells.cell(r + 1, c + 1).string(value)
  }
}
writeFileSync(join(folder, 'excel4node.xlsx'), await excel4node.writeToBuffer())

const { writeXlsx: byHucre } = await import(from.resolve('hucre/xlsx'))
writeFileSync(
  join(folder, 'hucre.xlsx'),
  await byHucre({ sheets: [{ name: 'Respondenter', rows: [header, ...rows] }] }),
)

const typed = [header, ...rows].map((row) =>
  row.map((value) => (typeof value === 'number' ? { value, type: Number } : { value: value ?? '', type: String })),
)
writeFileSync(join(folder, 'write-excel-file.xlsx'), await writeXlsx(typed).toBuffer())

const sheetjs = utils.book_new()
utils.book_append_sheet(
  sheetjs,
  utils.sheet_add_aoa(utils.aoa_to_sheet([]), [header, ...rows], { origin: 'C5' }),
  'Respondenter',
)
writeFileSync(join(folder, 'sheetjs.xlsx'), write(sheetjs, { type: 'buffer', bookType: 'xlsx', compression: true }))

rmSync(scratch, { recursive: true })
process.stdout.write(`${[...versions, ...nodeWriters.map((it) => it.replace(/@(?=[^@]*$)/u, ' '))].join('\n')}\n`)
