/** A workbook is looked through before the library reads it, which believes everything that a file says. */
import { Writable } from 'node:stream'
import type { FileFault } from '../../register/respondents-file.ts'
import { unzipText } from './unzip.ts'
import { zipInto } from './zip-stream.ts'

/** Unpacked; a workbook of 20,000 rows is under 20 MB. */
const maxUnpackedBytes = 40 * 1024 * 1024
/** Excel's own last row (1,048,576), to which a formatted column may reach, times more columns than a respondents file has. */
const maxCells = 10_000_000
const maxRow = 1_048_576

export type CheckedWorkbook = { type: 'checked'; bytes: Buffer } | { type: 'refused'; faults: FileFault[] }

/**
 * The workbook packed anew from the files that were looked at, so that the reader sees these and no others: it goes by the
 * headers inside the archive, not by the directory at its end. Refused: no workbook, over 40 MB unpacked, cells so far out
 * that the table between would fill the memory, formulas.
 */
export async function checkedWorkbook(bytes: Buffer): Promise<CheckedWorkbook> {
  const files = unzipText(bytes, /\.(?:xml|rels)$/, maxUnpackedBytes)
  const sheets = [...(files ?? [])].flatMap(([name, xml]) => (/^xl\/worksheets\/[^/]+\.xml$/.test(name) ? [xml] : []))
  if (files === null || sheets.length === 0) return unreadable('This is no workbook (.xlsx) that can be read.')
  const texts = [...files.values()]
  if (!texts.every(isPlainXml)) return unreadable('This is no workbook (.xlsx) that can be read.')
  // Any file may be named as a sheet.
  if (!texts.every(isWithinBounds)) {
    return unreadable('The sheet has cells far outside of the table: copy the table alone into a new workbook.')
  }
  const faults = sheets.flatMap(formulaFaults)
  return faults.length > 0 ? { type: 'refused', faults } : { type: 'checked', bytes: await packed(files) }
}

function unreadable(message: string): CheckedWorkbook {
  return { type: 'refused', faults: [{ line: 1, code: 'unreadable', message }] }
}

/**
 * Whether every tag is closed, within a length that all programs keep to, and none is a comment, a CDATA section or a
 * definition, which no program writes into a workbook. On an open one the library begins anew for every piece it is given.
 */
function isPlainXml(xml: string): boolean {
  let open = 0
  for (let at = xml.indexOf('<'); at >= 0; at = xml.indexOf('<', at + 1)) open++
  for (const _ of xml.matchAll(/<[^<>!][^<>]{0,8192}>/g)) open--
  return open === 0
}

/** Whether every address (`r`) is one, and the table that reaches to all of them is not too large. */
function isWithinBounds(xml: string): boolean {
  let rows = 1
  let columns = 1
  for (const { index, 0: found } of xml.matchAll(/[\s"'/]r\s*=\s*/g)) {
    const from = index + found.length
    const address = /^["']([A-Z]{0,3})(\d{1,7})["']/.exec(xml.slice(from, from + 12))
    if (address === null) return false
    rows = Math.max(rows, Number(address[2]))
    columns = Math.max(columns, columnOf(address[1] ?? ''))
  }
  return rows <= maxRow && rows * columns <= maxCells
}

/** «A» is 1, «AA» 27. */
function columnOf(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)
}

/** Cells with a formula: what is shown of them is whatever was computed last, by whoever. */
function formulaFaults(xml: string): FileFault[] {
  const faults: FileFault[] = []
  let cell: RegExpExecArray | null = null
  for (const [tag] of xml.matchAll(/<[^<>]*>/g)) {
    const name = /^<(?:\w+:)?(\w+)/.exec(tag)?.[1]
    if (name === 'c') cell = /\sr="([A-Z]+)(\d+)"/.exec(tag)
    if (name !== 'f') continue
    faults.push({
      line: Number(cell?.[2] ?? 1),
      ...(cell?.[1] === undefined ? {} : { column: cell[1] }),
      code: 'formula',
      message: 'The cell holds a formula: put its value there.',
    })
  }
  return faults
}

async function packed(files: ReadonlyMap<string, string>): Promise<Buffer> {
  const chunks: Buffer[] = []
  const target = new Writable({
    write: (chunk, _, done) => {
      chunks.push(chunk)
      done()
    },
  })
  const zip = zipInto(target)
  for (const [name, text] of files) {
    const entry = await zip.open(name)
    await entry.write(text)
    await entry.close()
  }
  await zip.close()
  return Buffer.concat(chunks)
}
