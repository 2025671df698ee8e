/** What a PostgreSQL client sends, cut into pieces that can be run without anybody else in between. */
export type Piece =
  /** Refuse encryption with one byte; the real start follows. */
  | { type: 'encryption' }
  | { type: 'cancel' }
  | { type: 'startup'; bytes: Uint8Array }
  /** Whole messages up to one that makes the server answer and say that it is ready. */
  | { type: 'unit'; bytes: Uint8Array }
  | { type: 'terminate' }
  /** Not this protocol, or a request that is too long. */
  | { type: 'garbage' }

/** Codes of the packets without a type byte, from "Message Formats" of PostgreSQL's manual. */
const startup = 196608
const encryption = [80877103, 80877104]
const cancel = 80877102

/** Simple query, sync and function call end a unit; parse, bind, describe, execute, close and flush belong to what follows. */
const ending = new Set(['Q', 'S', 'F'].map(code))
const leading = new Set(['P', 'B', 'D', 'E', 'C', 'H'].map(code))
const terminating = code('X')

/** Far above any statement here; a length beyond it is rubbish that would be waited for in vain. */
const longestUnitBytes = 64 * 1024 * 1024
const longestStartupBytes = 10_000

function code(letter: string): number {
  return letter.charCodeAt(0)
}

/** A cutter for one connection: takes bytes as they come, gives the pieces that are whole. */
export function pieceCutter(): (bytes: Uint8Array) => Piece[] {
  let rest = Buffer.alloc(0)
  let isStarted = false
  return (bytes) => {
    rest = Buffer.concat([rest, bytes])
    const pieces: Piece[] = []
    for (;;) {
      const cut = isStarted ? cutUnit(rest) : cutStart(rest)
      if (!cut) return pieces
      pieces.push(cut.piece)
      if (cut.piece.type === 'garbage') return pieces
      if (cut.piece.type === 'startup') isStarted = true
      rest = rest.subarray(cut.length)
    }
  }
}

type Cut = { piece: Piece; length: number } | undefined

const garbage: Cut = { piece: { type: 'garbage' }, length: 0 }

function cutStart(rest: Buffer): Cut {
  if (rest.length < 8) return undefined
  const length = rest.readInt32BE(0)
  const kind = rest.readInt32BE(4)
  if (length < 8 || length > longestStartupBytes) return garbage
  if (encryption.includes(kind)) return { piece: { type: 'encryption' }, length: 8 }
  if (kind === cancel) return { piece: { type: 'cancel' }, length }
  if (kind !== startup) return garbage
  return rest.length < length ? undefined : { piece: { type: 'startup', bytes: rest.subarray(0, length) }, length }
}

function cutUnit(rest: Buffer): Cut {
  let end = 0
  while (rest.length >= end + 5) {
    const type = rest[end] ?? 0
    const length = rest.readInt32BE(end + 1)
    if (type === terminating) return { piece: { type: 'terminate' }, length: end + 5 }
    if (!(ending.has(type) || leading.has(type)) || length < 4 || end + length > longestUnitBytes) return garbage
    end += 1 + length
    if (rest.length < end) return undefined
    if (ending.has(type)) return { piece: { type: 'unit', bytes: rest.subarray(0, end) }, length: end }
  }
  return undefined
}
