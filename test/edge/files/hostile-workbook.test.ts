/** Workbooks that were made to fill the memory or to hold the process up: refused, where the library would believe them. */
import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { readRespondentsSheet } from '../../../src/edge/files/respondents-file.ts'

const schemas = 'http://schemas.openxmlformats.org'
const relations = (type: string, target: string) =>
  `<Relationships xmlns="${schemas}/package/2006/relationships"><Relationship Id="rId1" Type="${schemas}/officeDocument/2006/relationships/${type}" Target="${target}"/></Relationships>`
const cell = (address: string, text: string) => `<c r="${address}" t="inlineStr"><is><t>${text}</t></is></c>`
const sheetOf = (rows: string) =>
  `<worksheet xmlns="${schemas}/spreadsheetml/2006/main"><sheetData>${rows}</sheetData></worksheet>`
const header = `<row r="1">${cell('A1', 'unit')}</row>`

/** A workbook whose sheet stands in `at`. */
function workbook(sheet: string, at = 'worksheets/sheet1.xml'): Buffer {
  const files = {
    '_rels/.rels': relations('officeDocument', 'xl/workbook.xml'),
    'xl/workbook.xml': `<workbook xmlns="${schemas}/spreadsheetml/2006/main" xmlns:r="${schemas}/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations('worksheet', at),
    'xl/worksheets/sheet1.xml': sheetOf(header),
    [`xl/${at}`]: sheet,
  }
  return Buffer.from(zipSync(Object.fromEntries(Object.entries(files).map(([name, xml]) => [name, strToU8(xml)]))))
}

/** The same with one more file inside, which the directory at the end does not name. */
function withHidden(book: Buffer, name: string, xml: string): Buffer {
  const other = Buffer.from(zipSync({ [name]: strToU8(xml) }))
  const directoryOf = (zip: Buffer) => zip.readUInt32LE(zip.length - 22 + 16)
  const hidden = other.subarray(0, directoryOf(other))
  const at = directoryOf(book)
  const made = Buffer.concat([book.subarray(0, at), hidden, book.subarray(at)])
  made.writeUInt32LE(at + hidden.length, made.length - 22 + 16)
  return made
}

const read = async (bytes: Buffer) => {
  const result = await readRespondentsSheet(bytes)
  return result.type === 'read' ? result.sheet : result.faults.map(({ line, code }) => [line, code])
}

const far = sheetOf(`${header}<row r="1048576">${cell('XFD1048576', 'x')}</row>`)

it('an ordinary workbook is read', async () => {
  const rows = `${header}<row r="2">${cell('A2', '1201')}</row>`
  expect(await read(workbook(sheetOf(rows)))).toMatchObject({ rows: [{ line: 2, cells: ['1201'] }] })
})

it('a column formatted to the last row is no fault', async () => {
  const rows = `${header}<row r="2">${cell('A2', '1201')}</row><row r="1048576" ht="20"></row>`
  expect(await read(workbook(sheetOf(rows)))).toMatchObject({ rows: [{ line: 2, cells: ['1201'] }] })
})

describe('refused is a workbook with', () => {
  it.each([
    ['one cell in the last corner', far],
    ['a cell beyond every column', sheetOf(`<row r="1">${cell('ZZZZZZZ1', 'unit')}</row>`)],
    ['a row beyond every row', sheetOf(`${header}<row r="1000000000">${cell('A1000000000', 'x')}</row>`)],
    ['a row number that is no digits', sheetOf(`${header}<row r="1e9">${cell('A2', 'x')}</row>`)],
    ['an address behind a character reference', sheetOf(`${header}<row r="2">${cell('&#88;FD2', 'x')}</row>`)],
    [
      'a cell far out in each of many rows',
      sheetOf(Array.from({ length: 2000 }, (_, i) => `<row r="${i + 1}">${cell(`XFD${i + 1}`, 'x')}</row>`).join('')),
    ],
    ['tags that are never closed', sheetOf('<c '.repeat(300_000))],
    ['comments that are never closed', sheetOf('<!--'.repeat(300_000))],
    ['definitions', `<!DOCTYPE x [<!ENTITY a "aaaa">]>${sheetOf(header)}`],
  ])('%s', async (_, sheet) => expect(await read(workbook(sheet))).toEqual([[1, 'unreadable']]))

  it('its sheet under another name, and the cell in the corner there', async () =>
    expect(await read(workbook(far, 'elsewhere.xml'))).toEqual([[1, 'unreadable']]))
})

it('a file that the directory does not name is not read', async () => {
  const hiding = withHidden(workbook(sheetOf(header)), 'xl/worksheets/sheet1.xml', far)
  expect(await read(hiding)).toMatchObject({ header: { cells: ['unit'] }, rows: [] })
})

it('a file of millions of lines is refused before they are all taken in', async () =>
  expect(await read(Buffer.from(`unit,part\n${',\n'.repeat(2_400_000)}`))).toEqual([[1, 'unreadable']]))
