import { crc32, deflateSync } from 'node:zlib'
import type { Element } from './elements.ts'

/** In pixels; stretched to the card's width, so the height follows. A multiple of eight, as rows are bytes of bits. */
const WIDTH = 400
const HEIGHT = 4
/** Teams' violet on a grey that is seen on light and dark ground. */
const PALETTE = Buffer.from([0x8a, 0x8a, 0x8a, 0x62, 0x64, 0xa7])
const TRANSPARENCY = Buffer.from([0x50, 0xff])
const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const STEPS = 100

const drawn = new Map<number, string>()

/**
 * How far the respondent is, `done` 0–1, as a thin bar; `words` says the same for those who do not see it. An image,
 * because coloured columns get the client's padding and become as high as a line of text, and Adaptive Cards 1.5 has no
 * progress bar. About 200 bytes.
 */
export function progressBar(done: number, words: string): Element {
  const step = Math.min(STEPS, Math.max(0, Math.round(done * STEPS)))
  return { type: 'Image', url: imageOf(step), altText: words, size: 'stretch', spacing: 'small' }
}

function imageOf(step: number): string {
  const known = drawn.get(step)
  if (known) return known
  const url = `data:image/png;base64,${png(step).toString('base64')}`
  drawn.set(step, url)
  return url
}

/** One bit a pixel: the first `step` per cent set. Format: PNG (ISO 15948), colour type 3. */
function png(step: number): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(WIDTH, 0)
  header.writeUInt32BE(HEIGHT, 4)
  header.set([1, 3, 0, 0, 0], 8)
  const row = Buffer.alloc(1 + WIDTH / 8)
  for (let x = 0; x < (WIDTH * step) / STEPS; x++) {
    const at = 1 + (x >> 3)
    row[at] = (row[at] ?? 0) | (0x80 >> (x & 7))
  }
  const pixels = deflateSync(Buffer.concat(Array.from({ length: HEIGHT }, () => row)))
  const chunks = [chunk('IHDR', header), chunk('PLTE', PALETTE), chunk('tRNS', TRANSPARENCY), chunk('IDAT', pixels)]
  return Buffer.concat([SIGNATURE, ...chunks, chunk('IEND', Buffer.alloc(0))])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const ends = Buffer.alloc(8)
  ends.writeUInt32BE(data.length, 0)
  ends.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)])
}
