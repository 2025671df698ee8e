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
  /** Of a row or of a value, as what stands around it tells. `row`: after «rad»; `word`: «to». */
  | { type: 'figure'; low: number; high: number; row: boolean; word: boolean }
  /** `is`: «:», «er», between rows and their value; `on`: «på», between a value and its rows. */
  | { type: 'mark'; of: 'is' | 'on' }
  | { type: 'except' }
  /** `soft`: «og», «men», which may also join rows. */
  | { type: 'break'; soft: boolean }
  | { type: 'unknown_row'; ids: string[] }

type Sequence = { words: readonly string[]; item: MatrixItem }

// biome-ignore format: a list
const allWords = [
  'alle', 'alt', 'hele veien', 'heile vegen', 'hele linja', 'hele linjen', 'heile linja', 'alle sammen', 'alle saman', 'samtlige', 'samtlege', 'alle radene', 'alle rader', 'alle områder',
  'alle områdene', 'alle områda', 'hele lista', 'alle punkter',
]
// biome-ignore format: a list
const restWords = [
  'resten', 'de andre', 'dei andre', 'alle andre', 'alle de andre', 'alle dei andre', 'de øvrige', 'dei øvrige', 'øvrige', 'alle øvrige', 'de resterende', 'det øvrige', 'det andre',
  'resten av dem', 'resten av dei', 'resten av radene', 'resten av områdene', 'resten av områda', 'ellers', 'elles', 'alt annet', 'alt anna', 'dei hine', 'de som er igjen',
  'dei som er att',
]
const cardWords = ['alle disse', 'alle desse', 'alt på kortet', 'alle på kortet', 'alle her']
const cardRestWords = ['resten av disse', 'resten av desse', 'resten på kortet', 'resten her']
// biome-ignore format: a list
const sameWords = ['samme', 'det samme', 'same', 'det same', 'likt', 'samme som forrige', 'same som førre', 'samme som over', 'same som over', 'som forrige', 'som førre', 'samme svar', 'same svar', 'ditto',
  'likedan', 'likeins', 'tilsvarende', 'tilsvarande', 'det samme som forrige', 'det same som førre']
const exceptWords = [...alternation('except').split('|'), 'men ikke', 'men ikkje', 'minus', 'enn']
// biome-ignore format: words between that tell nothing
const fillers = new Set([
  'pa', 'for', 'er', 'i', 'rad', 'rader', 'raden', 'rada', 'radene', 'nr', 'nummer', 'som', 'med', 'og', 'men', 'ble', 'blir', 'vi', 'gir', 'den', 'det', 'de', 'punkt', 'alternativ', 'har', 'vart', 'blei',
  'omrade', 'omradet', 'omrader', 'omradene', 'omrada', 'sporsmal', 'var', 'helt', 'vurderes', 'svaret', 'far', 'jeg', 'synes', 'mener', 'at', 'nar', 'gjelder', 'samt', 'linje', 'en', 'punktene', 'punkta', 'linjene', 'fikk', 'skal', 'settes', 'e', 'sier', 'seier', 'sei', 'seie', 'setter',
])
// biome-ignore format: a list
const given: readonly (readonly ['dont_know' | 'not_applicable', readonly string[]])[] = [
  ['dont_know', ['vet ikke', 'veit ikkje', 'vetikke', 'usikker', 'er usikker', 'ikke sikker', 'vet ikkje', 'veit ikke']],
  ['not_applicable', ['ikke aktuelt', 'ikkje aktuelt', 'ikke aktuelle', 'uaktuelt', 'ikke relevant', 'ikkje relevant', 'gjelder ikke oss', 'gjeld ikkje oss', 'har vi ikke', 'har me ikkje',
    'har vi ikkje', 'har itj vi', 'har vi itj', 'ikke brukt', 'ikkje brukt', 'har ikke brukt', 'har ikkje brukt', 'har ikke brukt det', 'har ikkje brukt det', 'har ikke hatt',
    'har ikkje hatt']],
]

/** Lists of phrases are read with every reply at a matrix, and stay the same. */
const wordsOfEach = keptWith((phrases: readonly string[]) => phrases.map(choiceWords))

const numerals = ['', 'en', 'to', 'tre', 'fire', 'fem', 'seks', 'sju', 'åtte', 'ni', 'ti', 'elleve', 'tolv']
const allCounted = (count: number): string[] => (numerals[count] === undefined ? [] : [`alle ${numerals[count]}`])

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

/** Reads a text as items. Undefined: something in it was not recognised. */
export function matrixItems(
  text: string,
  scale: readonly Candidate[],
  rows: readonly Candidate[],
  onCard: readonly Candidate[] = rows,
): MatrixItem[] | undefined {
  const tokens = cut(inFigures(text, rows, onCard))
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
    const token = tokens[i] ?? ''
    const found = longestAt(tokens, i, known) ?? placeAt(tokens, i, rows, onCard) ?? figureAt(tokens, i, run.length > 0)
    const mark = found === undefined ? markAt(token, run, items) : undefined
    const between = found === undefined && run.length === 0 && fillers.has(token) && !isOwnNoun(tokens, i, items)
    const isSign = signs.has(token)
    if ((found !== undefined || isSign) && flush() === 'unknown') return undefined
    if (found !== undefined) items.push(...found.items)
    else if (mark !== undefined) items.push({ type: 'mark', of: mark })
    else if (isSign || (between && joiners.has(token))) items.push({ type: 'break', soft: !isSign })
    else if (!between) run.push(token)
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
  !/^\d/.test(oneForm(tokens[i + 1] ?? ''))

/** «god på de to første»: number words are rows only after «rad», so they are kept as words. */
const isNumberWord = (token: string) => /^\d+$/.test(oneForm(token))

const separator = ','
const isSigns = [':', '=']
const signs = new Set([separator, ...isSigns])
const joiners = new Set(['og', 'men', 'samt', 'a'])

/** What ties rows to a value; «til» only after a figure, since it begins «til nytte». */
function markAt(token: string, run: readonly string[], items: readonly MatrixItem[]): 'is' | 'on' | undefined {
  if (isSigns.includes(token)) return 'is'
  if (run.length > 0) return undefined
  if (/^(?:er|e|far|fikk|fekk|blir|gir|skal|settes)$/.test(token)) return 'is'
  return /^(?:pa|for)$/.test(token) || (token === 'til' && items.at(-1)?.type === 'figure') ? 'on' : undefined
}

function cut(text: string): string[] {
  const spaced = bare(tidy(text)).replace(/(\d) ?- ?(?=\d)/g, '$1-')
  return (spaced.match(/\d{1,2}-\d{1,2}|[\p{L}\p{N}]+|[,;:=.!]/gu) ?? []).map((t) =>
    isSigns.includes(t) ? t : /^[,;.!]$/.test(t) ? separator : isNumberWord(t) ? t : oneForm(t),
  )
}

const numeral = '(?:\\d{1,2}|en|ein|ett|to|tre|tri|fire|fira|fem|seks|sju|syv|åtte|ni|ti|elleve)'
const alone = (source: string): RegExp => new RegExp(`(?<![\\p{L}\\d-])${source}(?![\\p{L}\\d])`, 'gu')
const range = alone(
  `(?:fra |frå )?(${numeral}) ?(?:til og med|t\\.?o\\.?m\\.?|til|te) (${numeral})(?! ?(?:-|til) ?\\d)`,
)
const end = '(første|fyrste|øverste|øvste|siste|sista|nederste|nedste)'
const several = alone(`(?:(?:de|dei|di|dæm) )?(?:(${numeral}) ${end}|${end} (${numeral}(?! ?(?:[,;.]|$))))`)
const others = alone(`(?:de|dei|di) (${numeral}) (?:andre|øvrige)`)
/** «Toer på alt». */
const marks = alone('(ener|einar|toer|toar|treer|trear|firer|firar)(?:e|ar|ane|ene)?')
const markOf = ['ener', 'toer', 'treer', 'firer', 'einar', 'toar', 'trear', 'firar']

const figureOf = (said: string): number => (/^\d/.test(said) ? Number(said) : (readNumeral(said) ?? 0))

/** «1 til 4», «de to første», «dei tre andre» in figures: rows of the card that stands open, of all where it has no more, and those that are left. */
function inFigures(text: string, rows: readonly Candidate[], onCard: readonly Candidate[]): string {
  const ofAll = /(?<!\p{L})(?:alle|alt|resten|andre|øvrige|ellers|elles)(?!\p{L})/u.test(text)
  return tidy(text)
    .replace(/ikk?j?e er (?=(?:aktuel|relevant))/gu, 'ikke ')
    .replace(range, (_, low: string, high: string) => `${figureOf(low)}-${figureOf(high)}`)
    .replace(several, (whole, first: string, after: string, before: string, second: string) => {
      const count = figureOf(first ?? second)
      const isLast = /^(?:sist|ned)/.test(after ?? before)
      // «De fire siste», where the card has no more than four and the rest is told as well.
      const among = count > onCard.length || (isLast && (ofAll || count === onCard.length)) ? rows : onCard
      const named = isLast ? among.slice(-count) : among.slice(0, count)
      const [low, high] = [named[0]?.number, named.at(-1)?.number]
      return count < 2 || count > among.length || low === undefined ? whole : `${low}-${high}`
    })
    .replace(others, (_, count: string) => (figureOf(count) < onCard.length ? 'resten av disse' : 'resten'))
    .replace(marks, (_, mark: string) => `${(markOf.indexOf(mark) % 4) + 1}`)
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
    if (i > 0 && signs.has(tokens[at] ?? '')) at++
    const token = tokens[at]
    if (token === undefined || !(oneForm(token) === word || (token.startsWith(word) && isFormOf(token, word)))) return 0
    at++
  }
  return at - from
}

/** «Første», «siste»: a row of the card by its place. */
function placeAt(
  tokens: readonly string[],
  from: number,
  rows: readonly Candidate[],
  onCard: readonly Candidate[],
): Found | undefined {
  // «De første» are several, and how many nobody said.
  if (/^(?:de|dei)$/.test(tokens[from - 1] ?? '')) return undefined
  const token = tokens[from] ?? ''
  const last = /^(?:siste|sista)$/.test(token) ? onCard.at(-1) : undefined
  const nth = /^(?:forste|fyrste|tredje|fjerde|femte|sjette)$/.test(token)
    ? onCard[(readOrdinal(token) ?? 0) - 1]
    : last
  // The last that is seen may not be the last of all.
  const near = last !== undefined && last.id !== rows.at(-1)?.id
  return nth === undefined ? undefined : { items: [{ type: 'row', row: { id: nth.id }, near }], length: 1 }
}

/** A figure, or a number in words where one may be meant: after «rad», or where no other words go before it. */
function figureAt(tokens: readonly string[], from: number, inRun: boolean): Found | undefined {
  const [token, before] = [tokens[from] ?? '', tokens[from - 1] ?? '']
  const range = /^(\d{1,2})-(\d{1,2})$/.exec(token)
  const row = /^(?:rad|rader|radene|nr|nummer|punkt|punktene|punkta|omrade|omradene|omrada|linje|linjene)$/.test(before)
  const isDigits = /^\d{1,2}$/.test(token)
  const mayBeWord = row || (!inRun && !/^(?:de|dei|alle|begge|en|ein|ei|et|eit|ett)$/.test(before))
  const said = isDigits
    ? Number(token)
    : mayBeWord && (row || plainNumeral.test(token))
      ? readNumeral(token)
      : undefined
  const low = range === null ? said : Number(range[1])
  const high = range === null ? said : Number(range[2])
  if (low === undefined || high === undefined || !Number.isInteger(low)) return undefined
  const isWord = !row && range === null && !isDigits
  return { items: [{ type: 'figure', low, high, row, word: isWord }], length: 1 }
}
/** None that may be another word, as «en» and «tall». */
const plainNumeral = /^(?:to|tre|tri|fire|fira|fem|seks|sju|syv|atte|ni|ti|elleve)$/

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
