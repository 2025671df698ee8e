/** Cuts what a client sends into pieces and names those that change something on the other side. */

import { createHash } from 'node:crypto'
import { pieceCutter } from '../../../src/edge/embedded/pglite-server.ts'
import { claimScript, commitScript, deliveredScript, finishScript } from '../../../src/edge/redis/scripts.ts'

/** `name`: null when it changes nothing. */
export type Piece = { bytes: Buffer; name: string | null }

export type Protocol = {
  /** For one connection: takes bytes as they come, gives the pieces that are whole. */
  cutter(): (bytes: Buffer) => Piece[]
  /** Sent after a piece, so that its answer can be told from earlier ones. */
  marker: Buffer
  /** Whether the answer to the marked piece is in what has come since. */
  isAnswered(answer: Buffer): boolean
}

const READING = new Set(
  'GET HGET HMGET HGETALL MGET EXISTS SMEMBERS ZRANGEBYSCORE LINDEX LRANGE INFO PING CLIENT HELLO SCRIPT WAIT BZPOPMIN'.split(
    ' ',
  ),
)
const OUR_SCRIPTS = new Map([
  [commitScript.sha, 'commit of the turn'],
  [finishScript.sha, 'end of the outbox group'],
  [deliveredScript.sha, 'submission delivered'],
  [claimScript.sha, 'claim of an outbox group'],
])

/** Commands as arrays of strings (RESP). */
export const redisProtocol: Protocol = {
  marker: Buffer.from('*1\r\n$4\r\nPING\r\n'),
  isAnswered: (answer) => answer.includes('+PONG'),
  cutter: () => {
    let rest: Buffer = Buffer.alloc(0)
    return (bytes) => {
      rest = Buffer.concat([rest, bytes])
      const pieces: Piece[] = []
      for (let command = commandIn(rest); command !== null; command = commandIn(rest)) {
        pieces.push({ bytes: rest.subarray(0, command.length), name: redisName(command.words) })
        rest = rest.subarray(command.length)
      }
      return pieces
    }
  },
}

/** The queue's own scripts go whole the first time and by their hash from then on; each begins with what it does. */
const queueScripts = new Map<string, string>()
const shaOf = (script: string): string => createHash('sha1').update(script).digest('hex')
const learnedName = (script: string): string => {
  const name = `queue: ${(/--\[\[\s*([^\n]+)/.exec(script)?.[1] ?? shaOf(script)).slice(0, 40).trim()}`
  queueScripts.set(shaOf(script), name)
  return name
}

const redisName = ([verb = '', first = '']: string[]): string | null => {
  const name = verb.toUpperCase()
  if (READING.has(name)) return null
  if (name === 'EVALSHA') return `redis: ${OUR_SCRIPTS.get(first) ?? queueScripts.get(first) ?? first.slice(0, 8)}`
  if (name === 'EVAL') return `redis: ${OUR_SCRIPTS.get(shaOf(first)) ?? learnedName(first)}`
  return `redis: ${name} ${first.replace(/^\{[^}]*\}:/, '').split(':')[0]}`
}

/** The command at the beginning, when it is there in whole. */
const commandIn = (bytes: Buffer): { words: string[]; length: number } | null => {
  const lineAt = (at: number): { value: number; end: number } | null => {
    const end = bytes.indexOf('\r\n', at)
    return end < 0 ? null : { value: Number(bytes.toString('latin1', at + 1, end)), end: end + 2 }
  }
  const head = bytes.length === 0 ? null : lineAt(0)
  if (head === null) return null
  let at = head.end
  const words: string[] = []
  for (let i = 0; i < head.value; i++) {
    const size = lineAt(at)
    if (size === null || bytes.length < size.end + size.value + 2) return null
    words.push(bytes.toString('utf8', size.end, size.end + size.value))
    at = size.end + size.value + 2
  }
  return { words, length: at }
}

/** Ready for query: the end of every answer. */
const READY = Buffer.from([0x5a, 0, 0, 0, 5])

/** PostgreSQL's. A piece is a simple query or everything up to a sync. */
export const sqlProtocol: Protocol = {
  marker: Buffer.alloc(0),
  isAnswered: (answer) => answer.includes(READY),
  cutter: () => {
    const cut = pieceCutter()
    return (bytes) =>
      cut(bytes).flatMap((piece): Piece[] => {
        if (piece.type === 'unit') return [{ bytes: Buffer.from(piece.bytes), name: sqlName(Buffer.from(piece.bytes)) }]
        return piece.type === 'startup' ? [{ bytes: Buffer.from(piece.bytes), name: null }] : []
      })
  },
}

const sqlName = (unit: Buffer): string | null => {
  const text = unit.toString('utf8').replaceAll('"', '')
  const statement = /(insert into|update|delete from|commit)[^\0]*/i.exec(text)?.[0]
  if (statement === undefined || /select /i.test(text.slice(0, text.indexOf(statement)))) return null
  return `sql: ${statement.slice(0, 60)}`
}

/** Requests that change something, by the name that `nameOf` gives them. */
export const httpProtocol = (nameOf: (method: string) => string): Protocol => ({
  marker: Buffer.alloc(0),
  isAnswered: (answer) => answer.includes('HTTP/1.1 '),
  cutter: () => (bytes) => {
    const method = /^(POST|PUT) \//.exec(bytes.toString('latin1', 0, 8))?.[1]
    return [{ bytes, name: method === undefined ? null : nameOf(method) }]
  },
})

/** What of a mail changes something on the other side: whom it is for, and the dot that ends it. */
export const smtpProtocol: Protocol = {
  marker: Buffer.alloc(0),
  isAnswered: (answer) => /^\d{3} .*\r\n/m.test(answer.toString('latin1')),
  cutter: () => (bytes) => {
    const text = bytes.toString('latin1')
    const name = /^MAIL FROM/i.test(text) ? 'mail: envelope' : /(^|\r\n)\.\r\n$/.test(text) ? 'mail: message' : null
    return [{ bytes, name }]
  },
}
