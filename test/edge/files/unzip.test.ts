/** What is unpacked of a ZIP, and when nothing is. */
import { strToU8, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { unzipText } from '../../../src/edge/files/unzip.ts'

/** Where an entry's unpacked size stands in the directory, which lies before the 22 bytes of the end (APPNOTE 4.3.12). */
const SIZE_AT = 24
const zip = (files: Record<string, string>): Buffer =>
  Buffer.from(zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)]))))
const directoryOf = (made: Buffer): number => made.readUInt32LE(made.length - 22 + 16)

test('the files whose names match, in letters of any kind', () => {
  const made = zip({ 'a.xml': 'blåbær', 'b.bin': 'x' })
  expect(unzipText(made, /\.xml$/, 100)).toEqual(new Map([['a.xml', 'blåbær']]))
})

test('nothing, where all files together would be larger than the limit, also those that are not asked for', () => {
  const made = zip({ 'a.xml': 'x'.repeat(60), 'b.bin': 'y'.repeat(50) })
  expect(unzipText(made, /\.xml$/, 110)?.size).toBe(1)
  expect(unzipText(made, /\.xml$/, 109)).toBeNull()
})

test.each([
  ['less', 10],
  ['more', 1000],
])('nothing, where a file has another size than the directory says: %s', (_name, size) => {
  const made = zip({ 'a.xml': 'x'.repeat(100) })
  made.writeUInt32LE(size, directoryOf(made) + SIZE_AT)
  expect(unzipText(made, /\.xml$/, 10_000)).toBeNull()
})

test.each([
  ['no ZIP', Buffer.from('unit;part')],
  ['half of one', zip({ 'a.xml': 'x'.repeat(100) }).subarray(0, 60)],
  ['nothing at all', Buffer.alloc(0)],
])('nothing, where it is %s', (_name, bytes) => expect(unzipText(bytes, /./, 10_000)).toBeNull())
