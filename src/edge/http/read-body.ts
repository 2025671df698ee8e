import { isUtf8 } from 'node:buffer'
import type { IncomingMessage } from 'node:http'
import { jsonOfOneReading } from '../../json.ts'

/** Teams' own limit for a message is 100 KB; 256 KiB is ample. */
const LARGEST_BODY_BYTES = 256 * 1024
/** Teams nests about ten deep. */
const DEEPEST = 32
/** A body that is not here by then is cut off. */
const BODY_TIMEOUT_MS = 5_000

export type Body =
  | { type: 'json'; value: unknown }
  /** `keyTwice`: in one object, and nobody knows which is meant; looked for where that is asked for. */
  | { type: 'refused'; status: 400 | 408 | 413 | 415; keyTwice?: true }
  /** The caller went away; nobody is there to answer. */
  | { type: 'gone' }

/**
 * Reads a JSON body, bounded in size, time and depth. Compressed bodies are refused, so that a small one cannot become
 * a large one. A refused body is not read to its end: the connection must be closed after the answer.
 * `keys`: `once` where it matters that none stands twice; else the last counts.
 */
export async function readJson(request: IncomingMessage, keys?: 'once'): Promise<Body> {
  if (!isJson(request.headers['content-type'])) return { type: 'refused', status: 415 }
  if ((request.headers['content-encoding'] ?? 'identity') !== 'identity') return { type: 'refused', status: 415 }
  if (Number(request.headers['content-length'] ?? 0) > LARGEST_BODY_BYTES) return { type: 'refused', status: 413 }
  const bytes = await readBytes(request)
  if (!Buffer.isBuffer(bytes)) return bytes
  try {
    if (!isUtf8(bytes)) return { type: 'refused', status: 400 }
    const text = withoutMark(bytes.toString('utf8'))
    if (depthOf(text) > DEEPEST) return { type: 'refused', status: 400 }
    if (keys === undefined) return { type: 'json', value: JSON.parse(text) }
    const read = jsonOfOneReading(text)
    if ('value' in read) return { type: 'json', value: read.value }
    return { type: 'refused', status: 400, ...(read.why === 'key_twice' ? { keyTwice: true } : {}) }
  } catch {
    return { type: 'refused', status: 400 }
  }
}

/** A byte order mark is no part of the text. */
function withoutMark(text: string): string {
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
}

function isJson(contentType: string | undefined): boolean {
  return /^application\/json\s*(?:;|$)/i.test(contentType ?? '')
}

/** The bytes of a body, at most `largest`. As with JSON, a refused one is not read to its end. */
export function readBytes(
  request: IncomingMessage,
  largest = LARGEST_BODY_BYTES,
): Promise<Buffer | Exclude<Body, { type: 'json' }>> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    let size = 0
    const timer = setTimeout(() => end({ type: 'refused', status: 408 }), BODY_TIMEOUT_MS)
    const end = (result: Buffer | Exclude<Body, { type: 'json' }>) => {
      clearTimeout(timer)
      request.off('data', onData)
      request.pause()
      resolve(result)
    }
    const onData = (chunk: Buffer) => {
      size += chunk.length
      if (size > largest) end({ type: 'refused', status: 413 })
      else chunks.push(chunk)
    }
    request.on('data', onData)
    request.once('end', () => end(chunks.length === 1 ? (chunks[0] ?? Buffer.alloc(0)) : Buffer.concat(chunks)))
    request.once('error', () => end({ type: 'gone' }))
    request.once('close', () => end({ type: 'gone' }))
  })
}

/** How deep brackets nest outside of strings; wrong nesting is left to the parser. */
function depthOf(text: string): number {
  let depth = 0
  let deepest = 0
  let quoted = false
  for (let at = 0; at < text.length; at++) {
    const sign = text.charCodeAt(at)
    if (quoted) {
      if (sign === 0x5c) at++
      else if (sign === 0x22) quoted = false
    } else if (sign === 0x22) quoted = true
    else if (sign === 0x7b || sign === 0x5b) deepest = Math.max(deepest, ++depth)
    else if (sign === 0x7d || sign === 0x5d) depth--
  }
  return deepest
}
