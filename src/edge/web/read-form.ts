/** A form as browsers post it, bounded in size and time. */

import { isUtf8 } from 'node:buffer'
import type { IncomingMessage } from 'node:http'
import { setTimeout } from 'node:timers/promises'
import { readBytes } from '../http/read-body.ts'

/** Of what is too large so much is still taken in, unread: a browser shows no answer while it is cut off sending. */
const TAKEN_IN_BYTES = 16 * 1024 * 1024
const TAKEN_IN_MS = 5_000

/** `too_large`: over 256 KiB. `gone`: nobody is there to answer. */
export type Form = URLSearchParams | 'too_large' | 'malformed' | 'gone'

/** Reads it. A form that is refused has been taken in as far as it may. */
export const readForm = async (request: IncomingMessage): Promise<Form> => {
  if (!/^application\/x-www-form-urlencoded\s*(?:;|$)/i.test(request.headers['content-type'] ?? '')) return 'malformed'
  if ((request.headers['content-encoding'] ?? 'identity') !== 'identity') return 'malformed'
  const bytes = await readBytes(request)
  if (Buffer.isBuffer(bytes)) return isUtf8(bytes) ? new URLSearchParams(bytes.toString('utf8')) : 'malformed'
  if (bytes.type === 'gone') return 'gone'
  if (bytes.status !== 413) return 'malformed'
  await Promise.race([takenIn(request, TAKEN_IN_BYTES), setTimeout(TAKEN_IN_MS, undefined, { ref: false })])
  return 'too_large'
}

/** Takes in and drops what still comes, up to `most` bytes. */
export const takenIn = async (request: IncomingMessage, most: number): Promise<void> => {
  let size = 0
  await new Promise<void>((resolve) => {
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > most) resolve()
    })
    request.once('end', resolve)
    request.once('close', resolve)
    request.resume()
  })
}
