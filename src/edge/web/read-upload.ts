/** A form with a file, as browsers post it: taken in as it comes, bounded in size, number and time. */

import type { IncomingMessage } from 'node:http'
import { setTimeout } from 'node:timers/promises'
import { Busboy, type BusboyInstance } from '@fastify/busboy'
import { largestFile } from '../../register/respondents-file.ts'
import { throwAway } from './read-form.ts'

/** Of what is too large so much is still taken in, unread: a browser shows no answer while it is cut off sending. */
const TAKEN_IN_BYTES = 64 * 1024 * 1024
/** The server itself gives a request no longer. */
const WITHIN_MS = 10_000

/** `no_file`: none was chosen, or the part has no name. `several`: more than one. `gone`: nobody is there to answer. */
export type Upload =
  | { type: 'read'; fields: URLSearchParams; bytes: Buffer }
  | { type: 'refused'; why: 'no_file' | 'several' | 'too_large' | 'malformed' | 'slow'; fields: URLSearchParams }
  | { type: 'gone' }

/** Reads it; the file is the field `fil`. What is refused has been taken in as far as it may. */
export const readUpload = async (request: IncomingMessage): Promise<Upload> => {
  const fields = new URLSearchParams()
  const refused = (why: Extract<Upload, { type: 'refused' }>['why']): Upload => ({ type: 'refused', why, fields })
  const contentType = request.headers['content-type'] ?? ''
  const isPlain = (request.headers['content-encoding'] ?? 'identity') === 'identity'
  if (!/^multipart\/form-data\s*;/i.test(contentType) || !isPlain) return refused('malformed')
  const stop = new AbortController()
  const late = setTimeout(WITHIN_MS, 'slow' as const, { ref: false, signal: stop.signal }).catch(() => 'slow' as const)
  const result = await Promise.race([
    parsed(request, { ...request.headers, 'content-type': contentType }, fields),
    late,
  ])
  stop.abort()
  if (typeof result !== 'string') return { type: 'read', fields, bytes: result }
  if (result === 'gone') return { type: 'gone' }
  request.unpipe()
  if (!request.complete)
    await Promise.race([throwAway(request, TAKEN_IN_BYTES), setTimeout(WITHIN_MS, undefined, { ref: false })])
  return refused(result)
}

type Outcome = Buffer | 'no_file' | 'several' | 'too_large' | 'malformed' | 'slow' | 'gone'

const parsed = (
  request: IncomingMessage,
  headers: ConstructorParameters<typeof Busboy>[0]['headers'],
  fields: URLSearchParams,
): Promise<Outcome> =>
  new Promise((resolve) => {
    const limits = {
      files: 2,
      fileSize: largestFile,
      fields: 10,
      fieldSize: 1_000,
      fieldNameSize: 100,
      headerPairs: 20,
    }
    let parser: BusboyInstance
    try {
      parser = new Busboy({ headers, limits })
    } catch {
      return resolve('malformed')
    }
    const files: Buffer[] = []
    parser.on('field', (name, value) => fields.append(name, value))
    parser.on('file', (name, stream, filename) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('limit', () => resolve('too_large'))
      // A part that is cut off says so here, and unheard it would end the process.
      stream.on('error', () => resolve('malformed'))
      stream.on('end', () => {
        // A field for a file that nobody chose comes without a name and without content.
        if (name === 'fil' && filename) files.push(Buffer.concat(chunks))
      })
    })
    parser.on('filesLimit', () => resolve('several'))
    parser.on('fieldsLimit', () => resolve('malformed'))
    parser.on('error', () => resolve('malformed'))
    parser.on('finish', () => resolve(files.length > 1 ? 'several' : (files[0] ?? 'no_file')))
    request.once('error', () => resolve('gone'))
    // When all of it has come, the parser has the last word.
    request.once('close', () => request.complete || resolve('gone'))
    request.pipe(parser)
  })
