/** The words of a matrix answer as items: scale values, rows, «unntatt»; fillers are left out. */
import { keptWith } from '../memory.ts'
import type { GivenMissing } from '../questionnaire/answer.ts'
import { stepOf } from './degrees.ts'
import { readNumeral, readOrdinal } from './figures.ts'
import { type Candidate, choiceWords, isFormOf, matchCandidate, oneForm } from './match.ts'
import { says } from './one-choice.ts'
import { bare, tidy } from './said.ts'
import { alternation, wordOf } from './words.ts'

export type Rated = { choice: string } | { missing: GivenMissing } | { same: true }
/** A row id; `all` and `rest`: those not answered yet, or all where none is open; `card`: those of the card, `card_rest`: those of them not answered yet; `every`: all there are, counted. */
export type RowRef = { id: string } | { group: 'all' | 'rest' | 'card' | 'card_rest' | 'every' }
export type MatrixItem =
  | { type: 'rated'; rated: Rated; near: boolean }
  | { type: 'row'; row: RowRef; near: boolean; number?: number }
  | { type: 'except' }
  /** `soft`: «og», «men», which may also join rows. */
  | { type: 'break'; soft: boolean }
  | { type: 'unknown_row'; ids: string[] }

type Sequence = { words: readonly string[]; item: MatrixItem }

// biome-ignore format: words of a kind share a line
const allWords = [
  'alle', 'alt', 'hele veien', 'heile vegen', 'hele linja', 'hele linjen', 'heile linja', 'alle sammen',
  'alle saman', 'samtlige', 'samtlege', 'alle radene', 'alle rader', 'alle områder', 'alle områdene', 'alle områda',
  'hele lista', 'alle punkter',
]
// biome-ignore format: words of a kind share a line
const restWords = [
  'resten', 'de andre', 'dei andre', 'alle andre', 'alle de andre', 'alle dei andre', 'de øvrige', 'dei øvrige',
  'øvrige', 'alle øvrige', 'de resterende', 'det øvrige', 'det andre', 'resten av dem', 'resten av dei',
  'resten av radene', 'resten av områdene', 'resten av områda',
]
const cardWords = ['alle disse', 'alle desse', 'alt på kortet', 'alle på kortet', 'alle her']
const cardRestWords = ['resten av disse', 'resten av desse', 'resten på kortet', 'resten her']
// biome-ignore format: a list
const sameWords = ['samme', 'det samme', 'same', 'det same', 'likt', 'samme som forrige', 'same som førre', 'samme som over', 'same som over', 'som forrige', 'som førre', 'samme svar', 'same svar', 'ditto',
  'likedan', 'likeins', 'tilsvarende', 'tilsvarande', 'det samme som forrige', 'det same som førre']
const exceptWords = [...alternation('except').split('|'), 'men ikke', 'men ikkje', 'minus']
// biome-ignore format: words between that tell nothing
const fillers = new Set([
  'pa', 'for', 'er', 'i', 'rad', 'rader', 'raden', 'rada', 'radene', 'nr', 'nummer', 'som', 'med', 'og', 'men', 'ble', 'blir', 'vi', 'gir', 'den', 'det', 'de', 'punkt', 'alternativ', 'har', 'vart', 'blei',
  'omrade', 'omradet', 'omrader', 'omradene', 'omrada', 'sporsmal', 'var', 'helt', 'vurderes', 'svaret', 'far', 'jeg', 'synes', 'mener', 'at', 'nar', 'gjelder', 'samt', 'linje', 'en',
])
const given: readonly (readonly ['dont_know' | 'not_applicable', readonly string[]])[] = [
  [
    'dont_know',
    ['vet ikke', 'veit ikkje', 'vetikke', 'usikker', 'er usikker', 'ikke sikker', 'vet ikkje', 'veit ikke'],
  ],
  [
    'not_applicable',
    // biome-ignore format: words of a kind share a line
    [
      'ikke aktuelt', 'ikkje aktuelt', 'uaktuelt', 'ikke relevant', 'ikkje relevant', 'gjelder ikke oss',
      'gjeld ikkje oss', 'har vi ikke', 'har me ikkje', 'har vi ikkje', 'har itj vi', 'har vi itj', 'ikke brukt',
      'ikkje brukt', 'har ikke brukt', 'har ikkje brukt', 'har ikke brukt det', 'har ikkje brukt det',
      'har ikke hatt', 'har ikkje hatt',
    ],
  ],
]

/** Lists of phrases are read with every reply at a matrix, and stay the same. */
const wordsOfEach = keptWith((phrases: readonly string[]) => phrases.map(choiceWords))

const numerals = ['', 'en', 'to', 'tre', 'fire', 'fem', 'seks', 'sju', 'åtte', 'ni', 'ti', 'elleve', 'tolv']
const allCounted = (count: number): string[] => [
  `alle ${count}`,
  ...(numerals[count] === undefined ? [] : [`alle ${numerals[count]}`]),
]

function sequences(scale: readonly Candidate[], rows: readonly Candidate[], onCard: readonly Candidate[]): Sequence[] {
  const of = (phrases: readonly string[], item: MatrixItem) => wordsOfEach(phrases).map((words) => ({ words, item }))
  const rated = (r: Rated): MatrixItem => ({ type: 'rated', rated: r, near: false })
  return [
    ...scale.flatMap((c) => c.texts.map((words) => ({ words, item: rated({ choice: c.id }) }))),
    ...rows.flatMap((r) =>
      r.texts.map((words) => ({ words, item: { type: 'row' as const, row: { id: r.id }, near: false } })),
    ),
    ...given.flatMap(([missing, phrases]) => {
      const own = scale.find((c) => says(c, missing))
      return of(phrases, rated(own === undefined ? { missing } : { choice: own.id }))
    }),
    ...of(sameWords, rated({ same: true })),
    ...of(allWords, { type: 'row', row: { group: 'all' }, near: false }),
    ...of(allCounted(rows.length), { type: 'row', row: { group: 'every' }, near: false }),
    ...(onCard.length === rows.length || onCard.length === 0
      ? []
      : of(allCounted(onCard.length), { type: 'row', row: { group: 'card' }, near: false })),
    ...of(cardWords, { type: 'row', row: { group: 'card' }, near: false }),
    ...of(cardRestWords, { type: 'row', row: { group: 'card_rest' }, near: false }),
    ...of(restWords, { type: 'row', row: { group: 'rest' }, near: false }),
    ...of(exceptWords, { type: 'except' }),
  ].filter((s) => s.words.length > 0)
}

/** Reads a text as items. Undefined: something in it was not recognised. Figures are rows here. */
export function matrixItems(
  text: string,
  scale: readonly Candidate[],
  rows: readonly Candidate[],
  onCard: readonly Candidate[] = rows,
): MatrixItem[] | undefined {
  const tokens = cut(withPlaces(text, onCard))
  if (tokens.length > 200) return undefined
  const known = sequences(scale, rows, onCard)
  const items: MatrixItem[] = []
  let run: string[] = []
  const flush = (): 'ok' | 'unknown' => {
    if (run.length === 0) return 'ok'
    while (run.length > 1 && fillers.has(run.at(-1) ?? '')) run.pop()
    const item = resolve(run.join(' '), scale, rows)
    const listed = item?.type === 'row' || item?.type === 'rated' ? undefined : rowsListed(run, scale, rows)
    run = []
    if (listed !== undefined) {
      items.push(...listed)
      return 'ok'
    }
    if (item !== undefined) items.push(item)
    return item === undefined ? 'unknown' : 'ok'
  }
  for (let i = 0; i < tokens.length; ) {
    const found = longestAt(tokens, i, known) ?? figureAt(tokens, i, rows, onCard)
    const between =
      found === undefined && run.length === 0 && fillers.has(tokens[i] ?? '') && !isOwnNoun(tokens, i, items)
    const ends = found !== undefined || tokens[i] === separator
    if (ends && flush() === 'unknown') return undefined
    if (found !== undefined) items.push(...found.items)
    else if (tokens[i] === separator || (between && joiners.has(tokens[i] ?? ''))) {
      items.push({ type: 'break', soft: tokens[i] !== separator })
    } else if (!between) run.push(tokens[i] ?? '')
    i += found?.length ?? 1
  }
  return flush() === 'ok' ? items : undefined
}

/** «Tolk og tilskudd»: several rows, each named by a part of its text. */
const rowsListed = (
  run: readonly string[],
  scale: readonly Candidate[],
  rows: readonly Candidate[],
): MatrixItem[] | undefined => {
  const pieces = run.join(' ').split(/ (?:og|samt) /)
  if (pieces.length < 2 || pieces.length > rows.length) return undefined
  const items = pieces.map((piece) => resolve(piece, scale, rows))
  return items.every((item) => item?.type === 'row') ? items : undefined
}

/** «Godt spørsmål»: a word for rows after a value is none unless a row follows. */
const isOwnNoun = (tokens: readonly string[], i: number, items: readonly MatrixItem[]): boolean =>
  /^(?:sporsmal|punkt|omrade|omradet|rad|linje|alternativ)$/.test(tokens[i] ?? '') &&
  items.at(-1)?.type === 'rated' &&
  !isNumberWord(tokens[i + 1] ?? '')

/** «god på de to første»: number words are rows only after «rad», so they are kept as words. */
const isNumberWord = (token: string) => /^\d+$/.test(oneForm(token))

const separator = ','
const joiners = new Set(['og', 'men', 'samt'])

function cut(text: string): string[] {
  const spaced = bare(tidy(text)).replace(/(\d) ?- ?(?=\d)/g, '$1-')
  return (spaced.match(/\d{1,2}-\d{1,2}|[\p{L}\p{N}]+|[,;:=.!]/gu) ?? []).map((t) =>
    /^[,;:=.!]$/.test(t) ? separator : isNumberWord(t) ? t : oneForm(t),
  )
}

/** «De to første», «dei tre andre»: rows of the card that stands open, by their numbers, and those that are left. */
function withPlaces(text: string, onCard: readonly Candidate[]): string {
  return tidy(text)
    .replace(
      /(?<!\p{L})(?:de|dei) (to|tre|fire|fem|\d) (første|fyrste|øverste|siste|nederste)(?!\p{L})/gu,
      (whole, many: string, end: string) => {
        const count = readNumeral(many) ?? Number(many)
        const named = /^(?:siste|nederste)$/.test(end) ? onCard.slice(-count) : onCard.slice(0, count)
        const [first, last] = [named[0]?.number, named.at(-1)?.number]
        return count > onCard.length || first === undefined || last === undefined ? whole : `${first}-${last}`
      },
    )
    .replace(/(?<!\p{L})(?:de|dei) (to|tre|fire|fem|seks|\d) (?:andre|øvrige)(?!\p{L})/gu, (_, count: string) =>
      (readNumeral(count) ?? Number(count)) < onCard.length ? 'resten av disse' : 'resten',
    )
}

type Found = { items: MatrixItem[]; length: number }

/** The longest known sequence that begins here; signs inside a long row's text are passed over. */
function longestAt(tokens: readonly string[], from: number, known: readonly Sequence[]): Found | undefined {
  let best: Found | undefined
  for (const { words, item } of known) {
    const length = lengthOf(tokens, from, words)
    if (length > (best?.length ?? 0)) best = { items: [item], length }
  }
  return best
}

function lengthOf(tokens: readonly string[], from: number, words: readonly string[]): number {
  let at = from
  for (const [i, word] of words.entries()) {
    if (i > 0 && tokens[at] === separator) at++
    const token = tokens[at]
    if (token === undefined || !(oneForm(token) === word || (token.startsWith(word) && isFormOf(token, word)))) return 0
    at++
  }
  return at - from
}

function figureAt(
  tokens: readonly string[],
  from: number,
  rows: readonly Candidate[],
  onCard: readonly Candidate[],
): Found | undefined {
  const token = tokens[from] ?? ''
  const last = /^(?:siste|sista)$/.test(token) ? onCard.at(-1) : undefined
  // «De første» are several, and how many nobody said.
  if (/^(?:de|dei)$/.test(tokens[from - 1] ?? '')) return undefined
  const nth = /^(?:forste|fyrste|tredje|fjerde|femte|sjette)$/.test(token)
    ? onCard[(readOrdinal(token) ?? 0) - 1]
    : last
  if (nth !== undefined) return { items: [{ type: 'row', row: { id: nth.id }, near: false }], length: 1 }
  const range = /^(\d{1,2})-(\d{1,2})$/.exec(token)
  const afterRow = /^(?:rad|nr|nummer|punkt)$/.test(tokens[from - 1] ?? '')
  const single = /^\d{1,2}$/.test(token) ? Number(token) : afterRow ? readNumeral(token) : undefined
  const low = range === null ? single : Number(range[1])
  const high = range === null ? single : Number(range[2])
  if (low === undefined || high === undefined || low > high) return undefined
  const found = rows.filter((r) => r.number >= low && r.number <= high)
  if (found.length !== high - low + 1) return undefined
  const exact = afterRow ? {} : { number: low }
  return { items: found.map((r) => ({ type: 'row', row: { id: r.id }, near: false, ...exact })), length: 1 }
}

/** Words that stand in no table: part of a row's text, or a scale value with a slip. */
function resolve(run: string, scale: readonly Candidate[], rows: readonly Candidate[]): MatrixItem | undefined {
  const value = matchCandidate(run, scale)
  const row = matchCandidate(run, rows)
  if (row.type === 'one' && (value.type !== 'one' || !row.near))
    return { type: 'row', row: { id: row.id }, near: row.near }
  if (value.type === 'one')
    return { type: 'rated', rated: { choice: value.id }, near: value.near && !begins(run, scale) }
  if (row.type === 'many') return { type: 'unknown_row', ids: row.ids }
  // «Heilt unyttig», «kjempeviktig»: a step of the scale in other words.
  const step = stepOf(run, scale)
  if (step !== undefined && 'id' in step) return { type: 'rated', rated: { choice: step.id }, near: !step.sure }
  const word = wordOf(run)
  return word === 'dont_know' || word === 'not_applicable'
    ? { type: 'rated', rated: { missing: word }, near: false }
    : undefined
}

/** «svært» where only «Svært nyttig» begins so and no other value holds it. A negation alone may be about anything. */
function begins(run: string, scale: readonly Candidate[]): boolean {
  const typed = choiceWords(run)
  if (typed.length === 0 || typed.includes('ikke')) return false
  const heads = scale.filter((c) => c.texts.some((t) => typed.every((word, i) => t[i] === word)))
  const holding = scale.filter((c) => c.texts.some((t) => typed.some((word) => t.includes(word))))
  return heads.length === 1 && holding.length === 1
}
