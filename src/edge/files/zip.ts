/** A ZIP archive written as a stream: deflated entries, sizes after the data, so that nothing is held in memory. */

import { once } from 'node:events'
import type { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { crc32, createDeflateRaw } from 'node:zlib'

type WrittenEntry = { name: Buffer; offset: number; crc: number; size: number; packed: number }

/** Bit 3: sizes follow the data; bit 11: names are UTF-8. */
const flags = 0x0808
const deflated = 8
/** Midnight, 1 January 1980: the format's own first day, so that the same data make the same file. */
const dosDate = 0x21

const header = (size: number, fields: (buffer: Buffer) => void): Buffer => {
  const buffer = Buffer.alloc(size)
  fields(buffer)
  return buffer
}

const localHeader = (name: Buffer): Buffer =>
  Buffer.concat([
    header(30, (b) => {
      b.writeUInt32LE(0x04034b50, 0)
      b.writeUInt16LE(20, 4)
      b.writeUInt16LE(flags, 6)
      b.writeUInt16LE(deflated, 8)
      b.writeUInt16LE(dosDate, 12)
      b.writeUInt16LE(name.length, 26)
    }),
    name,
  ])

const descriptor = ({ crc, packed, size }: WrittenEntry): Buffer =>
  header(16, (b) => {
    b.writeUInt32LE(0x08074b50, 0)
    b.writeUInt32LE(crc, 4)
    b.writeUInt32LE(packed, 8)
    b.writeUInt32LE(size, 12)
  })

const centralHeader = ({ name, offset, crc, size, packed }: WrittenEntry): Buffer =>
  Buffer.concat([
    header(46, (b) => {
      b.writeUInt32LE(0x02014b50, 0)
      b.writeUInt16LE(20, 4)
      b.writeUInt16LE(20, 6)
      b.writeUInt16LE(flags, 8)
      b.writeUInt16LE(deflated, 10)
      b.writeUInt16LE(dosDate, 14)
      b.writeUInt32LE(crc, 16)
      b.writeUInt32LE(packed, 20)
      b.writeUInt32LE(size, 24)
      b.writeUInt16LE(name.length, 28)
      b.writeUInt32LE(offset, 42)
    }),
    name,
  ])

const endRecord = (count: number, size: number, offset: number): Buffer =>
  header(22, (b) => {
    b.writeUInt32LE(0x06054b50, 0)
    b.writeUInt16LE(count, 8)
    b.writeUInt16LE(count, 10)
    b.writeUInt32LE(size, 12)
    b.writeUInt32LE(offset, 16)
  })

export type ZipEntry = { write(text: string): Promise<void>; close(): Promise<void> }

/** One entry at a time; under 4 GB in all (no ZIP64). Writes wait for the slower side. */
export const zipInto = (target: Writable) => {
  const entries: WrittenEntry[] = []
  let offset = 0
  const put = async (data: Buffer): Promise<void> => {
    offset += data.length
    if (!target.write(data)) await once(target, 'drain')
  }
  return {
    async open(path: string): Promise<ZipEntry> {
      const entry: WrittenEntry = { name: Buffer.from(path), offset, crc: 0, size: 0, packed: 0 }
      entries.push(entry)
      await put(localHeader(entry.name))
      const packer = createDeflateRaw()
      const pump = (async () => {
        for await (const chunk of packer) {
          entry.packed += chunk.length
          await put(chunk)
        }
      })()
      return {
        async write(text) {
          const data = Buffer.from(text)
          entry.crc = crc32(data, entry.crc)
          entry.size += data.length
          if (!packer.write(data)) await Promise.race([once(packer, 'drain'), pump])
        },
        async close() {
          packer.end()
          await pump
          await put(descriptor(entry))
        },
      }
    },
    async close(): Promise<void> {
      const start = offset
      for (const entry of entries) await put(centralHeader(entry))
      await put(endRecord(entries.length, offset - start, start))
      target.end()
      await finished(target)
    },
  }
}
