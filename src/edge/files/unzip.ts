/** Just enough ZIP to look into a workbook before it is trusted. */
import { inflateRawSync } from 'node:zlib'

/** Signatures and header sizes of the ZIP format (PKWARE APPNOTE 4.3.7, 4.3.12, 4.3.16). */
const endSignature = 0x06054b50
const entrySignature = 0x02014b50
const endSize = 22
const entrySize = 46
const localSize = 30

type Entry = { name: string; method: number; packed: number; size: number; offset: number }

/**
 * The files whose names match, as text. Null when this is no readable ZIP, or when it holds more than `maxBytes` unpacked
 * (what the headers claim is not believed: unpacking stops at the limit).
 */
export function unzipText(zip: Buffer, names: RegExp, maxBytes: number): Map<string, string> | null {
  try {
    const entries = readEntries(zip)
    if (entries === null || entries.reduce((sum, entry) => sum + entry.size, 0) > maxBytes) return null
    const files = new Map<string, string>()
    for (const entry of entries) {
      const content = contentOf(zip, entry)
      if (content.length !== entry.size) return null
      if (names.test(entry.name)) files.set(entry.name, content.toString('utf8'))
    }
    return files
  } catch {
    // Offsets outside the file, damaged data, more than the headers said.
    return null
  }
}

function readEntries(zip: Buffer): Entry[] | null {
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  if (end < 0 || end + endSize > zip.length || zip.readUInt32LE(end) !== endSignature) return null
  const entries: Entry[] = []
  let at = zip.readUInt32LE(end + 16)
  for (let n = zip.readUInt16LE(end + 10); n > 0; n--) {
    if (zip.readUInt32LE(at) !== entrySignature) return null
    const nameLength = zip.readUInt16LE(at + 28)
    entries.push({
      name: zip.toString('utf8', at + entrySize, at + entrySize + nameLength),
      method: zip.readUInt16LE(at + 10),
      packed: zip.readUInt32LE(at + 20),
      size: zip.readUInt32LE(at + 24),
      offset: zip.readUInt32LE(at + 42),
    })
    at += entrySize + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
  }
  return entries
}

function contentOf(zip: Buffer, entry: Entry): Buffer {
  const from = entry.offset + localSize + zip.readUInt16LE(entry.offset + 26) + zip.readUInt16LE(entry.offset + 28)
  const packed = zip.subarray(from, from + entry.packed)
  return entry.method === 0 ? packed : inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.size) })
}
