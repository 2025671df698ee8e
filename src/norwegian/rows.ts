/** Matrix: one row at a time, several («1: god, 2: dårlig»), all («god på alle unntatt 3»), the rest («samme for resten»). */

import type { GivenMissing } from '../questionnaire/answer.ts'
import type { Core } from './around.ts'
import { stepOf } from './degrees.ts'
import { listNumbers } from './figures.ts'
import { type Candidate, choiceWords, matchInFull } from './match.ts'
import { ask, type Content, type Hearing, notUnderstood, toConfirm } from './meaning.ts'
import { nameOne, nameOtherwise } from './one-choice.ts'
import {
  type Assignment,
  assignmentsOf,
  isRest,
  missingByFigure,
  numbersInOrder,
  settleFigures,
} from './row-clauses.ts'
import { type MatrixItem, matrixItems, type Rated, type RowRef } from './row-words.ts'
import { bare, tidy } from './said.ts'
import { wordOf } from './words.ts'

type Ratings = Map<string, { choice: string } | { missing: GivenMissing }>

/** The meaning of a text at a matrix: rows of the matrix with their values. */
export function understandMatrix(
  { core: said, hedged }: Core,
  hearing: Hearing,
  scale: readonly Candidate[],
  rows: readonly Candidate[],
): Content {
  const core = asPair(asTable(said))
  const word = wordOf(core)
  const meaning: Content =
    numbersInOrder(core, hearing, scale, rows) ??
    missingByFigure(core, theRow(hearing, rows), hearing, scale) ??
    byOrder(core, hearing, scale, rows) ??
    byWords(core, hearing, scale, rows) ??
    inPart(core, hearing, scale, rows) ??
    (word === 'dont_know' || word === 'not_applicable' ? { type: 'missing', missing: word } : undefined) ??
    currentRow(core, hearing, scale, rows)
  if (meaning.type === 'rows' && isRowText(core, rows)) return ask({ code: 'ambiguous_row' })
  return hedged || takesBack.test(tidy(core)) || isAll.test(said) || compares.test(said) ? toConfirm(meaning) : meaning
}

/** «Alt blir viktigar»: beside another time, and no step by itself. */
const compares = /(?<!\p{L})\p{L}{3,}ig(?:ere|are|ar)(?!\p{L})/iu

/** «Pengane er alt» is said of no rows. */
const isAll = / (?:er|e|var|betyr) alt(?=[.!]*$)/iu

/** A sentence as a table: «alle fire er svært viktige», «bosetting har vært svært viktig, tjenester blir litt nyttig». */
const asTable = (text: string): string =>
  /\d/.test(text)
    ? text
    : text
        .replace(/^(alle (?:to|tre|fire|fem|seks|sju|åtte|ni|ti|elleve)) (?:er|e|var) /iu, '$1 ')
        .replace(/[ ,]+(?:begge deler|begge to|alle sammen)[.!]*$/iu, '')
        .replace(/ å (?=\p{L}+(?:a|ane|ene) )/gu, ' og ')
        .replace(
          / (?:er|e|blir|bli|vert|har vært|har vore) (?:bare |berre |jo |nok )?(?=(?:svært|veldig|ganske|nokså|litt|lite|ikke|ikkje|itj|uviktig|unyttig)(?!\p{L}))/giu,
          ': ',
        )
        .replace(isAll, '')
        .replace(/nytti(?!\p{L})/gu, 'nyttig')

/** «Var god», «god før», «for dårlig», «3+»: not quite what the scale says of today. */
const takesBack =
  /(?<!\p{L})(?:var|vært|vore|før|tidligere|tidlegare|burde|kunne|skulle|nesten|nok|for (?:dårlig|dårleg|god|lite|viktig))(?!\p{L})|[\p{L}\d] ?[+-]+$| men$/u

/** «god praksis» is a piece of a row's own text, and no answer to it. */
function isRowText(core: string, rows: readonly Candidate[]): boolean {
  const typed = ` ${choiceWords(core).join(' ')} `
  return (
    typed.trim().includes(' ') && rows.some((row) => row.texts.some((text) => ` ${text.join(' ')} `.includes(typed)))
  )
}

/** Fewer steps in a row may be meant otherwise. */
const leastInOrder = 3

/** «Ganske, ganske, svært, ikke», on a card of four rows: the steps in the order of the rows, each by its first word at least. */
function byOrder(
  core: string,
  { cardRows, answeredRows, missingRows }: Hearing,
  scale: readonly Candidate[],
  rows: readonly Candidate[],
): Content | undefined {
  const said = tidy(core)
    .split(/ ?[,;/\n]+ ?(?:og )?| og /)
    .filter((one) => one !== '')
  const onCard = rows.filter(({ id }) => cardRows?.includes(id) ?? false)
  const open = onCard.filter(({ id }) => !Object.hasOwn({ ...answeredRows, ...missingRows }, id))
  const meant = [open, onCard].find(({ length }) => length === said.length)
  if (meant === undefined || said.length < leastInOrder) return undefined
  const steps = said.map((one) => stepBegun(one, scale))
  if (steps.some((step) => step === undefined)) return undefined
  return { type: 'rows', value: Object.fromEntries(meant.map(({ id }, i) => [id, steps[i] ?? ''])) }
}

/** The one step whose text this is, or begins with. */
function stepBegun(said: string, scale: readonly Candidate[]): string | undefined {
  const full = matchInFull(choiceWords(said), scale)
  if (full.type === 'one') return full.id
  const [only, ...others] = scale.filter(({ plain }) => plain.some((text) => tidy(text).startsWith(`${said} `)))
  return others.length === 0 ? only?.id : undefined
}

/** «Jobb! Det andre er mindre viktig»: what a sentence names has no value from the next one. */
const sentences = /[^\s\d][.!]+ +[^\s\d]/

function byWords(
  core: string,
  hearing: Hearing,
  scale: readonly Candidate[],
  rows: readonly Candidate[],
): Content | undefined {
  const onCard = rows.filter(({ id }) => hearing.cardRows?.includes(id) ?? true)
  const read = matrixItems(core, scale, rows, onCard)
  if (read === undefined) return undefined
  if (read.some(({ type }) => type === 'unknown_row')) return ask({ code: 'ambiguous_row' })
  const settled = settleFigures(read, hearing, scale, rows)
  if ('refused' in settled) return settled.refused
  const { items } = settled
  const rated = items.filter((i) => i.type === 'rated')
  if (rated.length === 0) return undefined
  if (items.every((i) => i.type === 'rated' || i.type === 'break')) return onlyRated(rated, hearing, rows)
  const assignments = assignmentsOf(items, sentences.test(core))
  if (assignments === undefined)
    return items.some(isRest) || read.some(({ type }) => type === 'figure') ? undefined : notUnderstood
  const meaning = toRows(assignments, hearing, rows)
  const unsure =
    settled.unsure ||
    items.some((i) => (i.type === 'rated' || i.type === 'row') && i.near) ||
    (read.some(({ type }) => type === 'rated') && mayBeScaleNumber(items, hearing, scale))
  return unsure ? toConfirm(meaning) : meaning
}

const mostPieces = 40

/** Rows by number of which only a part was read: those are asked about by name, and nothing is told of «alle» or «resten». */
function inPart(
  core: string,
  hearing: Hearing,
  scale: readonly Candidate[],
  rows: readonly Candidate[],
): Content | undefined {
  const onCard = rows.filter(({ id }) => hearing.cardRows?.includes(id) ?? true)
  const pieces = tidy(core).split(/[,;]+|\.(?!\d)/)
  // No list of rows has as many, and each piece may wait for the next.
  if (pieces.length > mostPieces) return undefined
  const given: Assignment[] = []
  let figures = false
  let waiting: MatrixItem[] = []
  for (const piece of pieces) {
    const read = matrixItems(piece, scale, rows, onCard)
    const settled = read === undefined ? undefined : settleFigures([...waiting, ...read], hearing, scale, rows)
    const items = settled === undefined || 'refused' in settled ? [] : settled.items
    const isWaiting = items.length > 0 && items.every(({ type }) => type === 'row' || type === 'break')
    if (read !== undefined) figures ||= read.some(({ type }) => type === 'figure')
    if (!isWaiting)
      given.push(...(assignmentsOf(items, false) ?? []).filter(({ rows: of }) => of.every((ref) => 'id' in ref)))
    waiting = isWaiting && read !== undefined ? [...waiting, ...read] : []
  }
  if (!figures || given.length === 0) return undefined
  const meaning = toConfirm(toRows(given, hearing, rows))
  return meaning.type === 'confirm' && meaning.answer.kind === 'rows'
    ? { ...meaning, answer: { ...meaning.answer, inPart: true } }
    : meaning
}

/** «god» alone is about the current row; as many as there are rows may be meant in order. */
function onlyRated(
  items: Extract<MatrixItem, { type: 'rated' }>[],
  hearing: Hearing,
  rows: readonly Candidate[],
): Content | undefined {
  const [first] = items
  if (items.length === 1 && first !== undefined) {
    if (first.near) return undefined
    const row = theRow(hearing, rows)
    if (row === undefined)
      return 'missing' in first.rated && first.rated.missing !== 'skipped'
        ? { type: 'missing', missing: first.rated.missing }
        : ask({ code: 'ambiguous_row' })
    return toRows([{ rows: [{ id: row }], except: [], rated: first.rated }], hearing, rows)
  }
  const shown = rows.filter(({ id }) => hearing.cardRows?.includes(id) ?? false)
  const inCard = items.length === shown.length && items.length > 2
  if (!inCard && items.length !== rows.length) return undefined
  const inOrder = (inCard ? shown : rows).map((row, i) => ({
    rows: [{ id: row.id }],
    except: [],
    rated: items[i]?.rated ?? { same: true as const },
  }))
  const meaning = toRows(inOrder, hearing, rows)
  // Three or more on a card of as many rows are said in its order.
  return inCard && items.every(({ near }) => !near) ? meaning : toConfirm(meaning)
}

function theRow(hearing: Hearing, rows: readonly Candidate[]): string | undefined {
  return rows.find((r) => r.id === hearing.row)?.id ?? (rows.length === 1 ? rows[0]?.id : undefined)
}

/** Rows named win over «alle» and «resten»; a row named twice with different values is asked about, and so is one that has an answer and is not named. */
export function toRows(assignments: readonly Assignment[], hearing: Hearing, rows: readonly Candidate[]): Content {
  const named: Ratings = new Map()
  const grouped: Ratings = new Map()
  for (const { rows: refs, except, rated } of assignments) {
    if ('same' in rated && isTorn(hearing)) return ask({ code: 'same_as_which' })
    const value = ratingOf(rated, hearing)
    if (value === undefined) return ask({ code: 'nothing_to_repeat' })
    const without = new Set(except.flatMap((ref) => ('id' in ref ? [ref.id] : [])))
    for (const ref of refs) {
      const target = 'id' in ref ? named : grouped
      for (const id of idsOf(ref, hearing, rows)) {
        if (without.has(id)) continue
        const before = target.get(id)
        if (before !== undefined && JSON.stringify(before) !== JSON.stringify(value))
          return ask({ code: 'several_given' })
        target.set(id, value)
      }
    }
  }
  const meaning = ofRatings(new Map([...grouped, ...named]))
  const unnamed = new Map([...grouped].filter(([id]) => !named.has(id)))
  return overwrites(unnamed, hearing) ? toConfirm(meaning) : meaning
}

/** With different answers around the open row, or said last of an earlier one, nobody can tell which «samme» is. */
function isTorn({ row, lastRow, correctedRow, rowIds, answeredRows = {}, missingRows = {} }: Hearing): boolean {
  const corrected = correctedRow === undefined ? undefined : answeredRows[correctedRow]
  if (lastRow !== undefined && corrected !== undefined && corrected !== answeredRows[lastRow]) return true
  if (row === undefined || lastRow === undefined || rowIds.indexOf(lastRow) < rowIds.indexOf(row)) return false
  return new Set([...Object.values(answeredRows), ...Object.values(missingRows)]).size > 1
}

function ratingOf(rated: Rated, hearing: Hearing): { choice: string } | { missing: GivenMissing } | undefined {
  if (!('same' in rated)) return rated
  const { answeredRows = {}, missingRows = {}, lastRow } = hearing
  const unsaid = lastRow === undefined ? undefined : missingRows[lastRow]
  if (unsaid !== undefined) return { missing: unsaid }
  const last = lastRow === undefined ? undefined : answeredRows[lastRow]
  const distinct = new Set(Object.values(answeredRows))
  const choice = last ?? (lastRow === undefined && distinct.size === 1 ? [...distinct][0] : undefined)
  return choice === undefined ? undefined : { choice }
}

function idsOf(ref: RowRef, hearing: Hearing, rows: readonly Candidate[]): string[] {
  if ('id' in ref) return [ref.id]
  const every = rows.map(({ id }) => id)
  if (ref.group === 'every') return every
  const isOfCard = ref.group === 'card' || ref.group === 'card_rest'
  const ids = isOfCard ? every.filter((id) => hearing.cardRows?.includes(id) ?? true) : every
  if (ref.group === 'card') return ids
  const stands = standing(hearing)
  const open = ids.filter((id) => !Object.hasOwn(stands, id))
  return open.length === 0 ? ids : open
}

/** What each row has that is answered. */
const standing = ({ answeredRows, missingRows }: Hearing): Record<string, string> => ({
  ...missingRows,
  ...answeredRows,
})

/** A row with an answer of its own gets another by «alle» or «resten» only after a «ja». */
const overwrites = (grouped: Ratings, hearing: Hearing): boolean => {
  const stands = standing(hearing)
  return [...grouped].some(
    ([id, rating]) => Object.hasOwn(stands, id) && stands[id] !== ('choice' in rating ? rating.choice : rating.missing),
  )
}

function ofRatings(ratings: Ratings): Content {
  const value: Record<string, string> = {}
  const missing: Record<string, GivenMissing> = {}
  for (const [row, rating] of ratings) {
    if ('choice' in rating) value[row] = rating.choice
    else missing[row] = rating.missing
  }
  if (ratings.size === 0) return ask({ code: 'ambiguous_row' })
  return Object.keys(missing).length === 0 ? { type: 'rows', value } : { type: 'rows', value, missing }
}

/** «2: god» where «god» is also number 2 of the scale and another row is open: row 2, or a copied line of the scale? */
function mayBeScaleNumber(items: readonly MatrixItem[], hearing: Hearing, scale: readonly Candidate[]): boolean {
  const [row, value, ...others] = items.filter(({ type }) => type !== 'break')
  if (
    others.length > 0 ||
    row?.type !== 'row' ||
    value?.type !== 'rated' ||
    row.number === undefined ||
    !('choice' in value.rated)
  )
    return false
  const chosen = value.rated.choice
  const copied = scale.find((c) => c.id === chosen)?.number === row.number
  return copied && 'id' in row.row && row.row.id !== hearing.row
}

/** Words that point at other rows than the current one; a value found beside them is not for this row. */
const otherRows =
  /\d|\b(?:pa|alle|alt|resten|siste|sista|forste|fyrste|forrige|forre|rad|andre|ovrige|to|tre|unntatt)\b/

function currentRow(core: string, hearing: Hearing, scale: readonly Candidate[], rows: readonly Candidate[]): Content {
  const step = matchInFull(choiceWords(core), scale).type === 'one' ? undefined : stepOf(core, scale)
  const open = theRow(hearing, rows)
  if (step !== undefined && 'between' in step) return ask({ code: 'ambiguous_choice', candidates: [...step.between] })
  if (step !== undefined && open !== undefined) {
    const meaning: Content = { type: 'rows', value: { [open]: step.id } }
    return step.sure ? meaning : toConfirm(meaning)
  }
  const named = nameOne(core, scale)
  if ('problem' in named) {
    const otherwise = nameOtherwise(core, scale)
    const at = theRow(hearing, rows)
    if (otherwise !== undefined && at !== undefined && !otherRows.test(bare(tidy(core))))
      return toConfirm({ type: 'rows', value: { [at]: otherwise } })
    const noSuchRow = named.problem.code === 'unknown_choice' && /^\d{1,3} ?[:=]/.test(core)
    return ask(noSuchRow ? { code: 'ambiguous_row' } : named.problem)
  }
  const row = theRow(hearing, rows)
  if (row === undefined) return ask({ code: 'ambiguous_row' })
  const meaning: Content = { type: 'rows', value: { [row]: named.id } }
  const figures = listNumbers(core)
  if (named.near && otherRows.test(bare(tidy(core)))) return ask({ code: 'ambiguous_row' })
  return named.near && figures === undefined ? toConfirm(meaning) : meaning
}

const changedRow = /^(?:(?:kan du|jeg vil|eg vil) )?(?:endre|endra|rette?|korrigere?) (?:på )?(rad \d{1,2}) til (?=\S)/i

/** «endre rad 3 til god» is «rad 3: god». */
const asPair = (text: string): string => text.replace(changedRow, '$1: ')
