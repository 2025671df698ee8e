/** Pieces of what is told at a matrix, each with the rows that it names and the values that it says. */

import { type Candidate, matchCandidate } from './match.ts'
import { longestOnly, type Saying, type Span, sayingsIn, valueWithNone } from './rating-words.ts'
import { tidy } from './said.ts'
import { allPieces, type Piece } from './sentences.ts'
import { mentionsIn } from './signs.ts'

export type Item = Saying | { type: 'row'; id: string; sure: boolean }
/** A piece of a text, its items in order. `rest`: words that no item holds and that tell something. `begins`: a sentence begins with it. */
export type Read = {
  piece: Piece
  line: string
  items: readonly Span<Item>[]
  rest: readonly string[]
  begins: boolean
}
/** The values and the rows of a matrix, and those of its rows that are on the open card. */
export type Scene = { scale: readonly Candidate[]; rows: readonly Candidate[]; onCard: readonly Candidate[] }

/** Characters and pieces; a longer text is no list of rows with something told beside them. */
const longest = 1500
const mostPieces = 40

/** All pieces of a text; none where it is too long. */
export function readPieces(text: string, scene: Scene): Read[] {
  const pieces = shortPieces(text)
  const begins = beginningsOf(text, pieces)
  return pieces.map((piece, i) => ({ ...readPiece(piece, scene), begins: begins[i] === true }))
}

/** The pieces of a text unread; none where it is too long. */
export function shortPieces(text: string): Piece[] {
  const pieces = text.length > longest ? [] : allPieces(text)
  return pieces.length > mostPieces ? [] : pieces
}

/** Whether more than a comma or a colon stands before each piece. */
function beginningsOf(text: string, pieces: readonly Piece[]): boolean[] {
  const said = tidy(text)
  let at = 0
  return pieces.map((piece) => {
    const from = said.indexOf(piece.text, at)
    const isNew = /[.!?;]/.test(said.slice(at, from))
    at = from + piece.text.length
    return isNew
  })
}

function readPiece(piece: Piece, { scale, rows, onCard }: Scene): Omit<Read, 'begins'> {
  const named = mentionsIn(piece, rows).map(({ of, at }): Span<Item> => {
    const [from, to] = [Math.min(...at), Math.max(...at) + 1]
    return { from, to, said: { type: 'row', id: of, sure: true } }
  })
  const said: Span<Item>[] = longestOnly([...named, ...sayingsIn(piece, scale, onCard.length)])
  const slipped = said.some(({ said }) => isRows(said)) ? undefined : slippedRow(piece, said, rows)
  const items = slipped === undefined ? said : longestOnly([...said, slipped])
  const none = items.some(({ said }) => isRate(said)) ? undefined : valueWithNone(piece, items, scale)
  const all = none === undefined ? items : longestOnly([...items, none])
  return { piece, line: piece.words.join(' '), items: all, rest: restOf(piece, all, rows) }
}

/** Whether a word of a piece belongs to one of its items. */
export const isHeld = (i: number, items: readonly Span<Item>[]): boolean =>
  items.some(({ from, to }) => i >= from && i < to)

/** What is left beside the items; the number of a row before its name is no more than that. */
const restOf = ({ words }: Piece, items: readonly Span<Item>[], rows: readonly Candidate[]): string[] =>
  words.filter((word, i) => {
    if (fillers.has(word) || isHeld(i, items)) return false
    const next = items.find(({ from }) => from === i + 1)?.said
    return !(next?.type === 'row' && rows.find(({ id }) => id === next.id)?.number === Number(word))
  })

/** «Statistik», «busetting»: a row with a slip. */
function slippedRow(
  { words }: Piece,
  items: readonly Span<Item>[],
  rows: readonly Candidate[],
): Span<Item> | undefined {
  for (const [from, word] of words.entries()) {
    if (word.length < shortestSlip || fillers.has(word) || isHeld(from, items)) continue
    const match = matchCandidate(word, rows)
    if (match.type === 'one') return { from, to: from + 1, said: { type: 'row', id: match.id, sure: !match.near } }
  }
  return undefined
}
const shortestSlip = 6

/** Items that say a value, and items that say which rows have it. */
export const isRate = ({ type }: Item): boolean =>
  type === 'rate' || type === 'missing' || type === 'same' || type === 'relative'
export const isRows = ({ type }: Item): boolean => type === 'row' || type === 'group' || type === 'places'

const fillers = new Set(
  (
    'over er bli blir vert vere ble blei vart har hadde vore vare for oss vi jeg det de den dette disse pa med om til av fra som og a at i en et ei ' +
    'her na no hos dere dykk imdi hjelp hjelpen hjelpa hjelpe rad radene radgivning radgiving veiledning rettleiing kurs kurset stotte ' +
    'stotten stotta informasjon bare kun ogsa da jo synes syns synest mener meiner gir setter sett begge deler 2 3 delene omradene ' +
    'omradet omrade punkt punktet punktene rada raden nar gjelder selv selve greiene delen biten fa folk ut vil si seie ja takk altsa ' +
    'absolutt virkelig faktisk derimot dessverre diverre heldigvis likt der sammen vurderes vurderer vurdert far fatt gitt var men mens medan sa'
  ).split(' '),
)

/** What is left of a piece, as it was typed. */
export function asTyped({ piece, rest }: Read): string {
  const typed = piece.text.match(/[\p{L}\p{N}]+/gu) ?? []
  return typed.filter((_, i) => rest.includes(piece.words[i] ?? '')).join(' ')
}

/** Words that may be the name of something that is no row: «barnehage». */
export const isName = (rest: readonly string[]): boolean =>
  rest.length > 0 && rest.length <= 2 && rest.every((word) => /^\p{L}{4,}$/u.test(word))

/** Items with several values, each with its own rows before it or after it, as the first item tells; undefined: they do not pair up. */
export function clausesOf(items: readonly Span<Item>[]): Span<Item>[][] | undefined {
  const isRowsFirst = items[0] !== undefined && !isRate(items[0].said)
  const clauses: Span<Item>[][] = [[]]
  for (const item of items) {
    const open = clauses.at(-1) ?? []
    const isFull = open.some(({ said }) => isRate(said))
    if (isFull && (isRowsFirst || isRate(item.said))) clauses.push([item])
    else open.push(item)
  }
  const isWhole = (clause: readonly Span<Item>[]) =>
    clause.some(({ said }) => isRate(said)) && clause.some(({ said }) => isRows(said))
  return clauses.every(isWhole) ? clauses : undefined
}
