import { once } from 'node:events'
import type { WriteStream } from 'node:fs'
import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import type { ExportSink } from '../../results/formats.ts'
import { cellText, MOST_ROWS, sheetOf } from '../../results/spreadsheet.ts'
import { bom, csvText, rawCsvText, withoutFormula } from './csv.ts'
import { makeFolder, newPrivateStream } from './private-files.ts'
import { type ZipEntry, zipInto } from './zip.ts'

type Delimiter = ',' | ';'

/** What an export is called while it is written: one that was cut off must not look whole, since nothing in a CSV tells. */
const partly = (path: string): string => `${path}.part`

/**
 * A folder that an export is written into, made if absent, files readable by their owner alone and written anew. `close`
 * waits until all is on its way to the disk and returns the paths; until then the files of an export before it stand, and the new
 * ones beside them end in `.part`. Both throw what the file system says.
 * @param delimiter of CSV files for spreadsheets
 */
export async function openExportFolder(
  folder: string,
  delimiter: Delimiter = ';',
): Promise<ExportSink & { close(): Promise<string[]> }> {
  makeFolder(folder)
  const files = new Map<string, { stream: WriteStream; done: Promise<void> }>()
  const books = new Map<string, ReturnType<typeof xlsxFile>>()
  const write = async (name: string, text: string, first: string) => {
    const known = files.get(name)
    const file = known ?? opened(partly(join(folder, name)))
    files.set(name, file)
    // Waiting for the slower side keeps memory flat; an error ends the wait too.
    if (!file.stream.write(known === undefined ? first + text : text))
      await Promise.race([once(file.stream, 'drain'), file.done])
  }
  return {
    jsonLine: (name, value) => write(name, `${JSON.stringify(value)}\n`, ''),
    csvRow: (name, row) => write(name, csvText([row], delimiter), bom),
    rawCsvRow: (name, row) => write(name, rawCsvText([row], ','), ''),
    text: (name, text) => write(name, text, ''),
    async sheetRow(name, sheet, row) {
      const book = books.get(name) ?? xlsxFile(partly(join(folder, name)))
      books.set(name, book)
      await book.row(sheet, row)
    },
    async close() {
      for (const { stream } of files.values()) stream.end()
      await Promise.all([...files.values()].map(({ done }) => done))
      for (const book of books.values()) await book.close()
      const paths = [...files.keys(), ...books.keys()].map((name) => join(folder, name))
      for (const path of paths) await rename(partly(path), path)
      return paths
    },
  }
}

function opened(path: string): { stream: WriteStream; done: Promise<void> } {
  const stream = newPrivateStream(path)
  const done = finished(stream)
  // Heard of where it is awaited.
  done.catch(() => undefined)
  return { stream, done }
}

// An XLSX workbook written row by row, sheet after sheet.

type Cell = string | number | null

const xmlHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packageRels = 'http://schemas.openxmlformats.org/package/2006/relationships'
const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

const escaped = (text: string): string =>
  cellText(text).replace(/&/gu, '&amp;').replace(/</gu, '&lt;').replace(/>/gu, '&gt;').replace(/"/gu, '&quot;')

const column = (index: number): string =>
  index < 26 ? String.fromCharCode(65 + index) : column(Math.floor(index / 26) - 1) + column(index % 26)

const cellXml = (cell: Cell, at: string): string => {
  if (cell === null) return ''
  if (typeof cell === 'number') return `<c r="${at}"><v>${cell}</v></c>`
  return `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${escaped(withoutFormula(cell))}</t></is></c>`
}

const rowXml = (cells: readonly Cell[], number: number): string =>
  `<row r="${number}">${cells.map((cell, i) => cellXml(cell, `${column(i)}${number}`)).join('')}</row>`

const workbookXml = (names: readonly string[]): string =>
  `${xmlHead}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${names.map((n, i) => `<sheet name="${escaped(n)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join('')}</sheets></workbook>`

const workbookRels = (count: number): string =>
  `${xmlHead}<Relationships xmlns="${packageRels}">${Array.from({ length: count }, (_, i) => `<Relationship Id="rId${i + 1}" Type="${office}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`).join('')}</Relationships>`

const contentTypes = (count: number): string =>
  `${xmlHead}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/>${Array.from({ length: count }, (_, i) => `<Override PartName="/xl/worksheets/sheet${i + 1}.xml" ContentType="${types}.worksheet+xml"/>`).join('')}</Types>`

const rootRels = `${xmlHead}<Relationships xmlns="${packageRels}"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`

/**
 * A new workbook at `path`, readable by its owner alone. `row` begins a new sheet when its name differs from the last one's:
 * the rows of a sheet come together. A cell that a spreadsheet would run as a formula gets an apostrophe. What is more than a
 * sheet can hold goes on in a next one, with the first row once more.
 */
export const xlsxFile = (path: string, mostRows = MOST_ROWS) => {
  const zip = zipInto(newPrivateStream(path))
  const names: string[] = []
  let sheet: { entry: ZipEntry; rows: number; of: string; number: number; first: readonly Cell[] } | null = null
  const end = async (): Promise<void> => {
    await sheet?.entry.write('</sheetData></worksheet>')
    await sheet?.entry.close()
    sheet = null
  }
  const begin = async (of: string, number: number, first: readonly Cell[]) => {
    await end()
    names.push(sheetOf(of, number))
    const entry = await zip.open(`xl/worksheets/sheet${names.length}.xml`)
    await entry.write(
      `${xmlHead}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>`,
    )
    return { entry, rows: 0, of, number, first }
  }
  const add = async (to: NonNullable<typeof sheet>, cells: readonly Cell[]): Promise<void> => {
    to.rows += 1
    await to.entry.write(rowXml(cells, to.rows))
  }
  const file = async (name: string, text: string): Promise<void> => {
    const entry = await zip.open(name)
    await entry.write(text)
    await entry.close()
  }
  return {
    async row(name: string, cells: readonly Cell[]): Promise<void> {
      if (sheet === null || sheet.of !== name) sheet = await begin(name, 1, cells)
      else if (sheet.rows === mostRows) {
        sheet = await begin(name, sheet.number + 1, sheet.first)
        await add(sheet, sheet.first)
      }
      await add(sheet, cells)
    },
    async close(): Promise<void> {
      await end()
      await file('xl/workbook.xml', workbookXml(names))
      await file('xl/_rels/workbook.xml.rels', workbookRels(names.length))
      await file('_rels/.rels', rootRels)
      await file('[Content_Types].xml', contentTypes(names.length))
      await zip.close()
    },
  }
}
