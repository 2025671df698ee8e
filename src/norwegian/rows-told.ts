/**
 * Rows of a matrix told of in sentences: «Tolk og sosial kontroll har vi ikke fått hjelp til. Statistikken er gull. Resten er helt
 * ok.» Where every row named has a certain value it is an answer; otherwise all of it is asked about by name.
 */

import { scaleOf } from './degrees.ts'
import { isUnitWord, readNumeral } from './figures.ts'
import type { Candidate } from './match.ts'
import { ask, type Content, type Hearing, toConfirm } from './meaning.ts'
import type { Span } from './rating-words.ts'
import type { Assignment } from './row-clauses.ts'
import {
  asTyped,
  clausesOf,
  type Item,
  isHeld,
  isName,
  isRate,
  isRows,
  type Read,
  readPieces,
  type Scene,
  shortPieces,
} from './row-pieces.ts'
import type { Rated, RowRef } from './row-words.ts'
import { toRows } from './rows.ts'
import type { Turn } from './sentences.ts'
import { mentionsIn } from './signs.ts'

/**
 * The meaning of a whole text at a matrix that tells rows and their values among other words; undefined: it tells none, or takes
 * back or makes a condition of what it tells.
 */
export function rowsTold(
  text: string,
  hearing: Hearing,
  scale: readonly Candidate[],
  rows: readonly Candidate[],
): Content | undefined {
  const scene: Scene = { scale, rows, onCard: rows.filter(({ id }) => hearing.cardRows?.includes(id) ?? true) }
  const read = readPieces(text, scene)
  const isUnread = read.some((one) => hasFigure(one, rows))
  const told = (isUnread ? undefined : inOrder(read, scene)) ?? tell(read, scene)
  if (told === undefined) return undefined
  if (told === 'torn') return ask({ code: 'several_given' })
  // «1-4: …, resten litt»: which rows «resten» is cannot be told before those by number are.
  if (isUnread) told.given = told.given.filter((one) => !isOfAll(one))
  if (isUnread && told.given.length === 0) return undefined
  if (isUnread) told.sure = false
  const meaning = toRows(told.given, hearing, rows)
  const sure = meaning.type !== 'rows' || (told.sure && told.unfound.length === 0)
  const asked = sure ? meaning : toConfirm(meaning)
  if (asked.type !== 'confirm' || asked.answer.kind !== 'rows') return asked
  const unfound = told.unfound.length === 0 ? {} : { unfound: told.unfound }
  return { ...asked, answer: { ...asked.answer, ...unfound, ...(isUnread ? { inPart: true as const } : {}) } }
}

/**
 * Why the value that was heard of the open row alone cannot be meant of it: the text names another row, or says what it hangs on.
 * Undefined: it may be meant.
 */
export function whyNotHere(
  text: string,
  proposed: readonly string[],
  rows: readonly Candidate[],
): 'ambiguous_row' | 'several_given' | undefined {
  const pieces = shortPieces(text)
  const named = new Set(pieces.flatMap((piece) => mentionsIn(piece, rows)).map(({ of }) => of))
  if (named.size > 0 && proposed.some((row) => !named.has(row))) return 'ambiguous_row'
  return pieces.some(({ words }) => conditional.test(words.join(' '))) ? 'several_given' : undefined
}

/** A figure that may be a row, and stands beside what was read of a piece. */
const hasFigure = ({ piece: { raw }, items }: Read, rows: readonly Candidate[]): boolean =>
  raw.some((word, i) => {
    const next = items.find(({ from }) => from === i + 1)?.said
    const isOfName = next?.type === 'row' && rows.find(({ id }) => id === next.id)?.number === Number(word)
    const isRow = /^\d{1,2}$/.test(word) && Number(word) >= 1 && Number(word) <= rows.length
    const isRange = raw[i + 1] === 'til' && [word, raw[i + 2] ?? ''].every((one) => readNumeral(one) !== undefined)
    return (isRow || isRange) && !isHeld(i, items) && !isOfName && !isUnitWord(raw[i + 1] ?? '')
  })

const unsettling: readonly Turn[] = ['intended', 'doubted', 'of_others']
/** What hangs on something has no value yet. */
const conditional = /\b(?:hvis|viss|dersom|spors|kommer an pa|avhenger|eller|enten|anten|alt etter|like \w+ som)\b/
const takesBack = /^(?:nei|eller nei|neida|vent|sorry|beklager|feil)\b/
const asItWas = /(?<!\p{L})(?:før|fyrr|har vært|har vore|var|tidligere|tidlegare)(?!\p{L})/u
const asItIs = /\b(?:na|no|framover|fremover|blir|vert|likevel)\b/

type Given = Assignment & { was: boolean }
type Told = { given: Given[]; sure: boolean; unfound: string[] }
type Value = { rated: Rated; sure: boolean }

/** What has been told so far. `waiting`: rows named without a value; `ahead`: a value said before its rows; `out`: rows of an «unntatt». */
type Telling = Told & {
  scene: Scene
  waiting: readonly RowRef[]
  /** Something else was told of those that wait. */
  strayed: boolean
  ahead: Value | undefined
  used: boolean
  out: RowRef[]
  takenBack: boolean
  /** Words alone in the piece before, that may be a name. */
  stray: string | undefined
}

/** «De fire her: ganske, ganske, svært, vet ikke»: as many values as the card has rows, and none named. Asked about by name. */
function inOrder(read: readonly Read[], { onCard }: Scene): Told | undefined {
  const items = read.flatMap((one) => one.items.map(({ said }) => said))
  const values = items.filter((said) => said.type === 'rate' || said.type === 'missing')
  const others = items.filter((said) => !isRate(said))
  if (values.length !== onCard.length || values.length < 2 || others.some((said) => said.type !== 'group'))
    return undefined
  if (others.some((said) => said.type === 'group' && said.count !== onCard.length)) return undefined
  if (values.length + others.length !== items.length || !read.every((one) => one.rest.length === 0)) return undefined
  const given = values.map((said, i) => ({
    rows: [{ id: onCard[i]?.id ?? '' }],
    except: [],
    rated: said.type === 'rate' ? { choice: said.choice } : { missing: said.missing },
    was: false,
  }))
  return { given, sure: false, unfound: [] }
}

/** Reads piece by piece which rows get which value. 'torn': of one row two things are said. */
function tell(read: readonly Read[], scene: Scene): Told | 'torn' | undefined {
  const so: Telling = {
    given: [],
    sure: true,
    unfound: [],
    scene,
    waiting: [],
    strayed: false,
    ahead: undefined,
    used: false,
    out: [],
    takenBack: false,
    stray: undefined,
  }
  for (const one of read) {
    if (takesBack.test(one.line)) so.takenBack = true
    if (one.items.length === 0) beside(so, one)
    else if (conditional.test(one.line)) return undefined
    else if (!hear(so, one)) return 'torn'
    so.stray = one.items.length === 0 && isName(one.rest) ? asTyped(one) : undefined
  }
  return finished(so)
}

/** What is told beside rows and values turns them where it limits or doubts. */
function beside(so: Telling, { piece, line }: Read): void {
  if (piece.turns.has('men') || unsettling.some((turn) => piece.turns.has(turn)) || conditional.test(line))
    so.sure = false
}

function hear(so: Telling, one: Read): boolean {
  const values = one.items.filter(({ said }) => isRate(said)).length
  // «… unntatt barnehage»: nobody knows which row that is.
  const last = one.items.at(-1)
  if (last?.said.type === 'except' && isName(one.rest)) so.unfound.push(asTyped(one))
  if (last?.said.type === 'except') so.sure = false
  const named = one.items.some(({ said }) => isRows(said))
  const isOther = one.begins || one.items.some(({ said }) => said.type === 'group')
  // «Jobb, jobb, jobb! Det andre er mindre viktig»: what was named before got no value.
  if (named && isOther && so.waiting.some((ref) => !has(so, ref))) {
    so.waiting = []
    so.sure = false
  }
  if (values === 0) return onlyRows(so, one)
  if (!named && so.waiting.length === 0 && openOut(so).length === 0) return onlyValue(so, one)
  return rowsAndValues(so, one, values)
}

/** Nothing but its rows and its value is said in a piece, and nothing that may turn it. */
const isPlain = ({ piece, items, rest }: Read): boolean =>
  rest.length === 0 &&
  !unsettling.some(
    (turn) => piece.turns.has(turn) && !(turn === 'doubted' && items.some(({ said }) => said.type === 'missing')),
  ) &&
  !piece.words.some((word, i) => /^(?:ikke|ingen|inga|aldri|uten|neppe|knapt)$/.test(word) && !isHeld(i, items))

/** «Alt er viktig, særlig bosetting»: a step above what is said of all. */
const above = /^(?:og |men )?(?:sarlig|sarleg|spesielt|ikke minst|framfor alt|fremfor alt|aller mest|mest) /

/** The value that lies so many steps above the last one that was given. */
function stepFrom(so: Telling, by: number): { rated: Rated } | undefined {
  const last = so.given.at(-1)?.rated
  const steps = scaleOf(so.scene.scale)?.steps.filter((step) => step !== undefined) ?? []
  const at = last !== undefined && 'choice' in last ? steps.findIndex(({ id }) => id === last.choice) : -1
  const next = at < 0 ? undefined : steps[at - by]
  return next === undefined ? undefined : { rated: { choice: next.id } }
}

function onlyRows(so: Telling, one: Read): boolean {
  const { rows, except, sure } = refsIn(one.items, so.scene)
  so.out.push(...except)
  if (so.ahead !== undefined && rows.length > 0) {
    give(so, one, rows, { rated: so.ahead.rated, sure: so.ahead.sure && sure && isPlain(one) })
    so.used = true
  } else if (rows.length > 0 && above.test(one.line) && so.given.length > 0) {
    const value = stepFrom(so, 1) ?? so.given.at(-1)
    if (value !== undefined) give(so, one, rows, { rated: value.rated, sure: false })
  } else if (!rows.every((ref) => has(so, ref))) {
    so.waiting = [...so.waiting, ...rows]
    so.strayed ||= one.rest.length > 0
    so.sure &&= sure && isPlain(one)
  }
  return true
}

/** «… kan jeg ikke spå», «nei, litt»: of the rows before it, which it takes another value of only where it says so. */
function onlyValue(so: Telling, one: Read): boolean {
  const value = valueIn(one.items, so)
  const last = so.given.at(-1)
  if (value === undefined) {
    so.sure = false
    return true
  }
  if (last === undefined || so.used) {
    if (so.ahead !== undefined && !so.used) return false
    so.ahead = { rated: value.rated, sure: value.sure && isPlain(one) }
    so.used = false
    return true
  }
  if (so.takenBack || (last.was && asItIs.test(one.line))) {
    so.given.pop()
    give(so, one, last.rows, { ...value, sure: false }, last.except)
    so.takenBack = false
    return true
  }
  // «… barnehage: litt», «… barnehage litt viktig»: what is no row of this question.
  const name = so.stray ?? (isName(one.rest) ? asTyped(one) : undefined)
  if (name !== undefined) {
    so.unfound.push(name)
    return true
  }
  if (isAlike(last.rated, value.rated)) return true
  // «Med unntak av tolk, som vi ikke har brukt, svært nyttig».
  if (so.out.length > 0 && !so.given.some((given) => isOfAll(given))) {
    give(so, one, [{ group: 'all' }], { ...value, sure: false })
    return true
  }
  return false
}

/** «Jobb, jobb, jobb resten driter vi i»: a value beside «resten» is no value of what is named before it without an «og». */
const restAlone = (rows: readonly RowRef[], line: string): readonly RowRef[] => {
  const rest = rows.filter((ref) => 'group' in ref && (ref.group === 'rest' || ref.group === 'card_rest'))
  return rest.length > 0 && !/\bog (?:resten|de|det|alt|alle)\b/.test(line) ? rest : rows
}

function rowsAndValues(so: Telling, one: Read, values: number): boolean {
  const clauses = values === 1 ? [one.items] : clausesOf(one.items)
  if (clauses === undefined) return false
  for (const items of clauses) {
    const value = valueIn(items, so)
    if (value === undefined) return false
    const refs = refsIn(items, so.scene)
    const { except, sure } = refs
    const rows = restAlone(refs.rows, one.line)
    if (rows.length < refs.rows.length) so.sure = false
    const isSure = value.sure && sure && isPlain(one)
    const all = rows.length > 0 && so.strayed ? rows : [...so.waiting, ...rows]
    if (all.length === rows.length && so.waiting.some((ref) => !has(so, ref))) so.sure = false
    so.waiting = []
    so.strayed = false
    if (all.length > 0) give(so, one, all, { ...value, sure: isSure }, except)
    else give(so, one, except.length > 0 ? except : openOut(so), { ...value, sure: isSure })
    so.out.push(...except)
  }
  return true
}

/** What was still open when all was told. */
function finished(so: Telling): Told | undefined {
  const { given, waiting, ahead, used, takenBack, out } = so
  const all = given.find((one) => isOfAll(one))
  if (all === undefined && out.length > 0) so.sure = false
  all?.except.push(...out)
  if (waiting.some((ref) => !has(so, ref))) so.sure = false
  // «Vi har ikke fått noe hjelp»: of no row in particular.
  if (given.length === 0 && ahead !== undefined && 'missing' in ahead.rated && ahead.sure && waiting.length === 0)
    return {
      given: [{ rows: [{ group: 'all' }], except: [], rated: ahead.rated, was: false }],
      sure: false,
      unfound: [],
    }
  if (given.length === 0 || takenBack) return undefined
  if (ahead === undefined || used) return so
  // «Det har vore nyttig, men tilskotsrettleiinga var håplaus»: what is said of all holds for the others.
  if (!ahead.sure || all !== undefined) return undefined
  return {
    ...so,
    given: [...given, { rows: [{ group: 'all' }], except: [], rated: ahead.rated, was: false }],
    sure: false,
  }
}

const isAlike = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)
const has = (so: Telling, ref: RowRef): boolean => so.given.some(({ rows }) => rows.some((one) => isAlike(one, ref)))
/** Rows of an «unntatt» that have no value of their own. */
const openOut = (so: Telling): RowRef[] =>
  so.out.filter((ref) => !so.given.some((one) => !isOfAll(one) && one.rows.some((named) => isAlike(named, ref))))
const isOfAll = ({ rows }: Given): boolean => rows.some((ref) => 'group' in ref)

/** Lays a value on rows. One that is said of now, or instead, takes the place of the one before, and is asked about. */
function give(
  so: Telling,
  { line, piece }: Read,
  rows: readonly RowRef[],
  value: Value,
  except: readonly RowRef[] = [],
): void {
  const isInstead = (before: Given) => so.takenBack || (before.was && asItIs.test(line))
  for (const before of so.given)
    if (
      !isAlike(before.rated, value.rated) &&
      isInstead(before) &&
      before.rows.some((ref) => rows.some((one) => isAlike(one, ref)))
    ) {
      before.rows = before.rows.filter((ref) => !rows.some((one) => isAlike(one, ref)))
      so.sure = false
    }
  if (so.takenBack) so.sure = false
  so.takenBack = false
  so.given = so.given.filter((one) => one.rows.length > 0)
  so.given.push({ rows: [...rows], except: [...except], rated: value.rated, was: asItWas.test(piece.text) })
  so.sure &&= value.sure
}

/** Rows before «unntatt», and those after it. */
function refsIn(
  items: readonly Span<Item>[],
  { rows: every, onCard }: Scene,
): { rows: RowRef[]; except: RowRef[]; sure: boolean } {
  const [rows, except]: [RowRef[], RowRef[]] = [[], []]
  let into = rows
  let sure = true
  const hasNames = items.some(({ said }) => said.type === 'row')
  for (const { said } of items) {
    if (said.type === 'except') into = except
    else if (said.type === 'row') {
      into.push({ id: said.id })
      sure &&= said.sure
    } else if (said.type === 'places') into.push(...onCard.slice(said.first, said.last).map(({ id }) => ({ id })))
    else if (said.type === 'group' && !(said.vague && hasNames)) {
      const isEvery = said.group === 'all' && said.count === every.length
      into.push({ group: isEvery ? 'every' : isOfCard(said, onCard.length) ? cardGroup[said.group] : said.group })
      sure &&=
        !said.vague && (isEvery || said.group === 'rest' || said.count === undefined || said.count === onCard.length)
    }
  }
  return { rows, except, sure }
}

const cardGroup = { all: 'card', rest: 'card_rest' } as const

/** «Alle disse fire», «de tre andre», «resten på skjermen»: as many as are seen, or fewer. */
const isOfCard = ({ count, onCard, group }: Extract<Item, { type: 'group' }>, seen: number): boolean =>
  onCard === true || (count !== undefined && (group === 'all' ? count === seen : count < seen))

/** The one value that items say; undefined where there are two, or nothing that «likeså» or «et hakk lavere» could mean. */
function valueIn(items: readonly Span<Item>[], so: Telling): Value | undefined {
  const [first, ...others] = items.map(({ said }) => said).filter(isRate)
  if (first === undefined || others.some((one) => !isAlike(one, first))) return undefined
  const last = so.given.at(-1)?.rated
  if (first.type === 'rate') return { rated: { choice: first.choice }, sure: first.sure }
  if (first.type === 'missing') return { rated: { missing: first.missing }, sure: first.sure }
  if (first.type === 'same') return { rated: last ?? { same: true }, sure: true }
  const next = first.type === 'relative' ? stepFrom(so, first.by) : undefined
  return next === undefined ? undefined : { ...next, sure: false }
}
