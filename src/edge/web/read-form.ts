/** A form as browsers post it, bounded in size and time. */

import { isUtf8 } from 'node:buffer'
import type { IncomingMessage } from 'node:http'
import { readBytes } from '../http/read-body.ts'

/** Of what is too large so much is let come, and thrown away: a browser shows no answer before it has sent all of it. */
const LET_COME_BYTES = 8 * 1024 * 1024

/** More than the largest theme has several times over: what a form costs to look through does not grow with what somebody makes up. */
const MOST_FIELDS = 5_000

/** `too_large`: over 256 KiB, or of more than 5,000 fields. `gone`: nobody is there to answer. */
export type Form = URLSearchParams | 'too_large' | 'malformed' | 'gone'

/** Reads it. What is too large is refused as soon as that is known; the rest of it is thrown away as it comes. */
export const readForm = async (request: IncomingMessage): Promise<Form> => {
  if (!/^application\/x-www-form-urlencoded\s*(?:;|$)/i.test(request.headers['content-type'] ?? '')) return 'malformed'
  if ((request.headers['content-encoding'] ?? 'identity') !== 'identity') return 'malformed'
  const bytes = await readBytes(request)
  if (Buffer.isBuffer(bytes)) return formIn(bytes)
  if (bytes.type === 'gone') return 'gone'
  if (bytes.status !== 413) return 'malformed'
  // The listener's own limit of time for a request holds meanwhile.
  throwAway(request, LET_COME_BYTES).then((come) => come === 'too_much' && request.destroy())
  return 'too_large'
}

const formIn = (bytes: Buffer): Form => {
  if (!isUtf8(bytes)) return 'malformed'
  let fields = 1
  for (let at = bytes.indexOf('&'); at >= 0; at = bytes.indexOf('&', at + 1))
    if (++fields > MOST_FIELDS) return 'too_large'
  return new URLSearchParams(bytes.toString('utf8'))
}

/** Lets come what still comes of a request, and keeps none of it. `too_much`: more than `most` bytes, and there may be more. */
export const throwAway = (request: IncomingMessage, most: number): Promise<'all' | 'too_much'> =>
  new Promise((resolve) => {
    let come = 0
    request.on('data', (chunk: Buffer) => {
      come += chunk.length
      if (come > most) resolve('too_much')
    })
    request.once('end', () => resolve('all'))
    request.once('close', () => resolve('all'))
    request.resume()
  })
