import { deflateRawSync } from 'node:zlib'
import { zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import writeXlsx from 'write-excel-file/node'
import { readRespondentsSheet } from '../../../src/edge/files/respondents-file.ts'
import { translate } from '../../../src/texts/translate.ts'

const text = 'unit;part;name;email\r\n1201;raadmann;Åse Østbø – «Æ»;ase@bergen.example\r\n'
const cells = ['1201', 'raadmann', 'Åse Østbø – «Æ»', 'ase@bergen.example']
const header = ['unit', 'part', 'name', 'email']
const sheet = { header: { line: 1, cells: header }, rows: [{ line: 2, cells }] }

/** Windows-1252, as Norwegian Excel saves it; only what the text above needs. */
const windows1252 = (from: string) => Buffer.from(from.replaceAll('–', '\x96'), 'latin1')

async function read(bytes: Buffer) {
  const result = await readRespondentsSheet(bytes)
  return result.type === 'read' ? result.sheet : result.faults.map(({ line, code }) => [line, code])
}

describe('a CSV file', () => {
  it.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with BOM', Buffer.from(`\uFEFF${text}`)],
    ['commas', Buffer.from(text.replaceAll(';', ','))],
    ['Unix line ends', Buffer.from(text.replaceAll('\r\n', '\n'))],
    ['mixed line ends', Buffer.from(text.replace('\r\n', '\n'))],
    ['no line end at the end', Buffer.from(text.trimEnd())],
    ['tabs', Buffer.from(text.replaceAll(';', '\t'))],
  ])('is read with %s', async (_, bytes) => expect(await read(bytes)).toEqual(sheet))
  it('is read with Windows-1252, which is said to be a guess', async () =>
    expect(await read(windows1252(text))).toEqual({ ...sheet, encoding: 'windows-1252' }))

  it.each([
    ['empty lines', '\r\n;;;\r\n', []],
    ['a title', 'Respondenter 2018, utkast\r\n\r\n', [{ line: 3, column: 'header', code: 'lines_above' }]],
  ])('may begin lower than on line 1, below %s', async (_, above, notices) => {
    const found = await read(Buffer.from(above + text))
    expect(found).toMatchObject({ header: { line: 3, cells: header }, rows: [{ line: 4, cells }] })
    expect(Reflect.get(found, 'notices') ?? []).toMatchObject(notices)
  })

  it.each([
    ['sep=;', `sep=;\r\n${text}`],
    ['SEP=, in quotation marks, after a BOM', `\uFEFF"SEP=,"\n${text.replaceAll(';', ',')}`],
    ['a tab', `sep=\t\n${text.replaceAll(';', '\t')}`],
  ])('may tell Excel its separator: %s', async (_, file) => {
    expect(await read(Buffer.from(file))).toEqual({
      header: { ...sheet.header, line: 2 },
      rows: sheet.rows.map((row) => ({ ...row, line: row.line + 1 })),
    })
  })

  it.each([
    ['everything', (one: string) => `="${one}"`],
    ['what begins with a nought', (one: string) => (/^\d/.test(one) ? `="${one}"` : one)],
    ['what is empty beside it', (one: string) => (one === cells[0] ? `="${one}"` : one)],
  ])('is read where programs kept %s as text for Excel', async (_, kept) => {
    for (const delimiter of [';', ',', '\t']) {
      const lines = [header, cells.map(kept)].map((line) => line.join(delimiter))
      expect(await read(Buffer.from(`${lines.join('\r\n')}\r\n`))).toEqual(sheet)
    }
    // A formula stays one.
    expect(await read(Buffer.from('unit;part\n=1+1;="a"&"b"\n'))).toEqual([[2, 'unreadable']])
  })

  it('counts lines as an editor shows them, past empty lines and breaks inside quotation marks', async () => {
    const found = await read(Buffer.from('unit;name\n\n1;"two\nlines"\n2;x\n'))
    expect(found).toMatchObject({ rows: [{ line: 2 }, { line: 3, cells: ['1', 'two\nlines'] }, { line: 5 }] })
  })

  it.each([
    ['an open quotation mark', Buffer.from('unit;name\n1;"x\n')],
    ['a quotation mark in the middle', Buffer.from('unit;name\n1;"x"y\n')],
    ['UTF-16', Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['an old Excel file', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1])],
    ['nothing', Buffer.from('')],
    ['only empty lines', Buffer.from('\n\n')],
    ['more than 20,000 rows', Buffer.from('unit;name\n'.repeat(20_002))],
  ])('is refused with %s', async (_, bytes) =>
    expect(await read(bytes)).toMatchObject([[expect.any(Number), 'unreadable']]),
  )
})

const workbook = async (rows: (string | number)[][]) => {
  const data = rows.map((row) =>
    row.map((value) => (typeof value === 'number' ? { value, type: Number } : { value, type: String })),
  )
  return await writeXlsx(data).toBuffer()
}

describe('a workbook', () => {
  it('is read like a CSV', async () => expect(await read(await workbook([header, cells]))).toEqual(sheet))
  it('gives numbers as they are written', async () => {
    expect(await read(await workbook([header, [301, 'raadmann', 'Kari', 'k@x.no']]))).toMatchObject({
      rows: [{ cells: ['301', 'raadmann', 'Kari', 'k@x.no'] }],
    })
  })
  it('keeps line numbers past an empty row', async () => {
    expect(await read(await workbook([header, ['', '', '', ''], cells]))).toMatchObject({
      rows: [{ line: 3, cells }],
    })
  })

  it.each([
    ['damaged', Buffer.from('PK\x03\x04 and then nothing')],
    ['another zip', zip('readme.txt', Buffer.from('hello'))],
    ['a workbook without sheets', zip('xl/workbook.xml', Buffer.from('<workbook/>'))],
  ])('is refused when it is %s', async (_, bytes) => expect(await read(bytes)).toEqual([[1, 'unreadable']]))
})

describe('what cannot be read says why, in words for whoever sent it', () => {
  const compound = (text: string) =>
    Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.from(text, 'utf16le')])
  const lines = `unit;part\n${'1201;raadmann\n'.repeat(20_001)}`
  it.each([
    ['too_large', Buffer.alloc(11 * 1024 * 1024, 'a'), 1],
    ['too_many_rows', Buffer.from(lines), 1],
    ['old_excel', compound('Workbook'), 1],
    ['password', compound('EncryptedPackage'), 1],
    ['encoding', Buffer.from(text, 'utf16le'), 1],
    ['encoding', Buffer.concat([Buffer.from('\uFEFFunit;part\n'), Buffer.from([0xe6])]), 1],
    ['quotes', Buffer.from('unit;name\n1;2\n1;"x"y\n'), 3],
    ['nothing', Buffer.from('\n ; \n'), 1],
    ['no_workbook', Buffer.from('PK\x03\x04 and then nothing'), 1],
    ['other_kind', Buffer.from(zipSync({ 'content.xml': Buffer.from('<office/>') })), 1],
    ['too_much', Buffer.from(zipSync({ 'xl/worksheets/sheet1.xml': Buffer.alloc(45 * 1024 * 1024) })), 1],
  ] as const)('%s', async (why, bytes, line) => {
    const read = await readRespondentsSheet(bytes)
    if (read.type === 'read') throw new Error(`read as ${JSON.stringify(read.sheet.header)}`)
    const told = read.faults.map((fault) => [fault.why, fault.line])
    expect(told).toEqual([[why, line]])
    for (const language of ['nb', 'nn'] as const)
      expect(translate(language, `adminweb.file_fault.not_read.${why}`)).toMatch(/^\p{Lu}[^{]+\.$/u)
  })
  it('of 10 MB is read, as a workbook with pictures may be, and of a byte more is not', async () => {
    const whole = Buffer.alloc(10 * 1024 * 1024 + 1, '\n')
    whole.write('unit;part;name;email\n1201;raadmann;Kari;k@x.no\n')
    expect(await readRespondentsSheet(whole)).toMatchObject({ faults: [{ why: 'too_large' }] })
    const read = await readRespondentsSheet(whole.subarray(1))
    expect(read).toMatchObject({ faults: [{ why: 'too_many_rows' }] })
  })
  it('a cell far outside, and sheets without a text', async () => {
    const far = [header, ...Array.from({ length: 1 }, () => [...Array<string>(1200).fill(''), 'x'])]
    expect(await readRespondentsSheet(await workbook(far))).toMatchObject({ faults: [{ why: 'far_cell' }] })
    expect(await readRespondentsSheet(await workbook([['']]))).toMatchObject({ faults: [{ why: 'no_table' }] })
  })
})

/** A ZIP of one file, which may say another size than it has. */
function zip(name: string, content: Buffer, size = content.length): Buffer {
  const packed = deflateRawSync(content)
  const fields = Buffer.alloc(26)
  fields.writeUInt16LE(20, 0)
  fields.writeUInt16LE(8, 4)
  fields.writeUInt32LE(packed.length, 14)
  fields.writeUInt32LE(size, 18)
  fields.writeUInt16LE(name.length, 22)
  const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, Buffer.from(name), packed])
  const entry = Buffer.concat([Buffer.from('PK\x01\x02\x14\0', 'latin1'), fields, Buffer.alloc(14), Buffer.from(name)])
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(entry.length, 12)
  end.writeUInt32LE(local.length, 16)
  return Buffer.concat([local, entry, end])
}
