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
  return withFiles(sheet, {}, at)
}

function withFiles(sheet: string, more: Record<string, Uint8Array>, at = 'worksheets/sheet1.xml'): Buffer {
  const files = {
    '_rels/.rels': relations('officeDocument', 'xl/workbook.xml'),
    'xl/workbook.xml': `<workbook xmlns="${schemas}/spreadsheetml/2006/main" xmlns:r="${schemas}/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations('worksheet', at),
    'xl/worksheets/sheet1.xml': sheetOf(header),
    [`xl/${at}`]: sheet,
  }
  const texts = Object.entries(files).map(([name, xml]) => [name, strToU8(xml)])
  return Buffer.from(zipSync({ ...Object.fromEntries(texts), ...more }))
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
    [
      'a cell far out in each of many rows',
      sheetOf(Array.from({ length: 2000 }, (_, i) => `<row r="${i + 1}">${cell(`XFD${i + 1}`, 'x')}</row>`).join('')),
    ],
    ['tags that are never closed', sheetOf('<c '.repeat(300_000))],
    ['comments that are never closed', sheetOf('<!--'.repeat(300_000))],
  ])('%s', async (_, sheet) => expect(await read(workbook(sheet))).toEqual([[1, 'unreadable']]))

  it('its sheet under another name, and the cell in the corner there', async () =>
    expect(await read(workbook(far, 'elsewhere.xml'))).toEqual([[1, 'unreadable']]))
})

it.each([
  ['a row number that is no digits', `${header}<row r="1e9">${cell('A2', 'x')}</row>`],
  ['an address behind a character reference', `${header}<row r="2">${cell('&#88;FD2', 'x')}</row>`],
  ['a row number of a hundred digits', `${header}<row r="${'9'.repeat(100)}">${cell('A2', 'x')}</row>`],
  ['an address before the first row', `${header}<row r="0">${cell('A0', 'x')}</row>`],
  ['a style that there is not', `${header}<row r="2"><c r="A2" s="4294967295"><v>1</v></c></row>`],
  ['a shared text that there is not', `${header}<row r="2"><c r="A2" t="s"><v>99999999</v></c></row>`],
  ['a name of every object', `${header}<row r="2"><c r="__proto__" t="__proto__"><v>1</v></c></row>`],
])('nothing ends or hangs for %s', async (_, rows) => {
  const result = await readRespondentsSheet(workbook(sheetOf(rows)))
  expect(result.type === 'read' ? result.sheet.header.cells : result.faults[0]?.code).toSatisfy(
    (found) => found === 'unreadable' || JSON.stringify(found) === '["unit"]',
  )
  expect(Object.getPrototypeOf({})).toBe(Object.prototype)
})

it('what a definition stands for is not put in its place', async () => {
  const nested = '<!DOCTYPE x [<!ENTITY a "unit"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
  const result = await read(workbook(`${nested}${sheetOf(`<row r="1">${cell('A1', '&b;')}</row>`)}`))
  expect(JSON.stringify(result)).not.toContain('unitunit')
})

describe('what the archive holds is bounded', () => {
  const part = (content: Uint8Array) => ({
    'xl/workbook.xml': strToU8('<workbook/>'),
    'xl/worksheets/sheet1.xml': content,
  })
  it.each([
    ['one part of 50 MB', part(new Uint8Array(50 * 1024 * 1024))],
    [
      'many parts of 1 MB',
      Object.fromEntries(
        Array.from({ length: 45 }, (_, i) => [`xl/worksheets/s${i}.xml`, new Uint8Array(1024 * 1024)]),
      ),
    ],
    [
      'twenty thousand parts',
      Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`${i}.xml`, new Uint8Array(0)])),
    ],
  ])('%s', async (_, files) => {
    const result = await readRespondentsSheet(Buffer.from(zipSync(files)))
    expect(result).toMatchObject({
      type: 'refused',
      faults: [{ code: 'unreadable', message: /too large when unpacked/ }],
    })
  })
  it('a part that holds more than the archive says of it', async () => {
    const lying = Buffer.from(zipSync(part(new Uint8Array(50 * 1024 * 1024))))
    // The unpacked size of the second entry, in its own header and in the directory (APPNOTE 4.3.7, 4.3.12).
    for (let at = lying.indexOf('xl/worksheets'); at >= 0; at = lying.indexOf('xl/worksheets', at + 1)) {
      const isDirectory = lying.readUInt32LE(at - 46) === 0x02014b50
      lying.writeUInt32LE(1000, isDirectory ? at - 46 + 24 : at - 30 + 22)
    }
    expect(await read(lying)).toEqual([[1, 'unreadable']])
  })
  it('pictures count for nothing: they are not unpacked', async () => {
    const rows = sheetOf(`${header}<row r="2">${cell('A2', '1201')}</row>`)
    const book = withFiles(rows, { 'xl/media/image1.png': new Uint8Array(60 * 1024 * 1024) })
    expect(await read(book)).toMatchObject({ rows: [{ line: 2, cells: ['1201'] }] })
  })
})

describe('what does not concern the table does not hinder it', () => {
  const rows = `${header}<row r="2">${cell('A2', '1201')}</row>`
  const read2 = { rows: [{ line: 2, cells: ['1201'] }] }
  const x14 =
    '<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}" xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"><x14:dataValidations count="1" xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:dataValidation type="list"><x14:formula1><xm:f>Lister!$A$1:$A$2</xm:f></x14:formula1><xm:sqref>A2:A9</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst>'
  it.each([
    [
      'a drop-down whose source is another sheet (x14)',
      sheetOf(rows).replace('</worksheet>', `${x14}</worksheet>`),
      {},
    ],
    [
      'conditional formatting by a formula',
      sheetOf(rows).replace(
        '</worksheet>',
        '<conditionalFormatting sqref="A1"><cfRule type="expression"><formula>A1=1</formula></cfRule></conditionalFormatting></worksheet>',
      ),
      {},
    ],
    ['a chart', sheetOf(rows), { 'xl/charts/chart1.xml': strToU8('<c:chart><c:pageMargins r="0.7"/></c:chart>') }],
    ['a broken drawing', sheetOf(rows), { 'xl/drawings/drawing1.xml': strToU8('<xdr:wsDr><unclosed') }],
    ['a comment in the XML', sheetOf(`<!-- r="XFD9999999" -->${rows}`), {}],
    [
      'a sheet named by a prefix',
      sheetOf(rows)
        .replaceAll(/<(\/?)(?=[a-z])/gu, '<$1x:')
        .replace('xmlns=', 'xmlns:x='),
      {},
    ],
    [
      'a formula in the header of a page',
      sheetOf(rows).replace('</worksheet>', '<headerFooter><oddHeader>=1</oddHeader></headerFooter></worksheet>'),
      {},
    ],
  ])('%s', async (_, sheet, files) => expect(await read(withFiles(sheet, files))).toMatchObject(read2))

  it.each([['se r = 5'], ['r="XFD1048576"'], ['<c r="A1">'], ['<f>1+1</f>'], ['_x0041_']])(
    'a cell with the text %s is read as typed',
    async (text) => {
      const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('_x', '_x005F_x')
      const sheet = sheetOf(`${header}<row r="2">${cell('A2', escaped)}</row>`)
      expect(await read(workbook(sheet))).toMatchObject({ rows: [{ line: 2, cells: [text] }] })
    },
  )
})

it('a file that the directory does not name is not read', async () => {
  const hiding = withHidden(workbook(sheetOf(header)), 'xl/worksheets/sheet1.xml', far)
  expect(await read(hiding)).toMatchObject({ header: { cells: ['unit'] }, rows: [] })
})

it('a file of millions of lines is refused before they are all taken in', async () =>
  expect(await read(Buffer.from(`unit,part\n${',\n'.repeat(2_400_000)}`))).toEqual([[1, 'unreadable']]))
