/**
 * The figures of a sentence as amounts: each with its value in what the question counts, and the words that are about it. Which of
 * them is the answer, `figure-choice.ts` tells.
 */

import { isShare, unitOf } from '../questionnaire/shape.ts'
import { postsIn } from './figure-posts.ts'
import { sharesIn } from './figure-shares.ts'
import { counts, people, unitKind } from './figures.ts'
import { type FigureQuestion, type Found, type How, type NumberIn, numbersIn } from './numbers-in.ts'
import { bare, clean, tidy } from './said.ts'
import { type NamedYear, withoutUncounted } from './uncounted.ts'
import { aboutAtStart, alternation } from './words.ts'

/** Whether the word after a number says that it counts what is asked for. `alike`: it may; `none`: nothing is said. */
export type Fit = 'same' | 'alike' | 'none' | 'other'

/**
 * `value`: in the question's unit, not rounded. `clause`: the words about it, its own number as «#»; `lead`: the sign or word that
 * parts it from what stands before, and that clause's other cut; `earlier`, `later`: clauses without a number before the first and after
 * each. `names`: words with a capital in its clause. `next`: the word after it.
 */
export type Amount = {
  value: number
  how: How
  from: number
  to: number
  /** Of its clause. */
  end: number
  fit: Fit
  /** `other`: it is a share where none is asked for. */
  percent: 'same' | 'other' | undefined
  lead: string
  clause: string
  /** The same clause with its days and years. */
  typed: string
  years: readonly number[]
  earlier: string
  later: string
  names: readonly string[]
  next: string
  approximate: boolean
  bound: boolean
  range: 'span' | 'or' | undefined
  number: NumberIn
}

/** `typed`: the text as it is compared, `text`: the same with what counts nothing hidden. `years`: those named. */
export type Amounts = { text: string; typed: string; years: readonly NamedYear[]; all: readonly Amount[] }

const strong =
  /[;:()!?…"]|(?<!\.)\.+(?= |$)|(?<!\d),|,(?!\d)| - |[+/]|(?<!\p{L})(?:men|mens|medan|hvorav|herav|derav|imot|mot|pluss(?! minus)|samt|likevel|resten|(?<!pluss )minus)(?!\p{L})/gu
const weak =
  /(?<!\p{L})(?:(?:for)?delt på|(?:for)?delt mellom|spre(?:dt|idd|dd) på|og|å|av|tå|ut av|utav|enn|fra|frå|så|resten|fer|ved|blir|vert|over|per|pr)(?!\p{L})/gu

const about = new RegExp(
  `(?:^|[ ,(])(?:${alternation('about')}|ca\\.?|rondt|nærmere|nærare|kring|åkke|en|ein|ei|~|±) ?$`,
  'u',
)
const aboutAfter =
  /^[ ,]*(?:cirka|ca|omtrent|om lag|sånn|-?ish|eller så|eller so|pluss minus|\+\/?-|eit cirkatal)(?!\p{L})/u
const bound =
  /(?<!\p{L})(?:over|øve|minst|mer enn|meir enn|under|mindre enn|færre enn|maks|maksimalt|høyst|inntil|opptil|opp til|flere enn|fleire enn|(?:noen|nokre|noe|noko|par|litt) og|(?:et|eit) par) ?$/u
const boundAfter =
  /^ ?(?:\+(?! ?[\d\p{L}])|-noe|-noko| ?og (?:noe|noko|litt|noen|nokre)|eller mer|eller flere|og oppover|jaffal|i hvert fall|i det minste)(?!\p{L})/u
const rangeBetween = /^ ?(?:-|til|te) ?$|^ ?(?:-|til) (?:rundt |ca )?$/u
const orBetween = /^[ ,.]*(?:el+er|elle|el\.?|or|kanskje|\/)(?: (?:kanskje|ca))?(?: (?!nei)\p{L}{1,12})?[ ,]*$/u

/** Words that may stand between a number and what it counts. */
const between =
  /^(?:stk|nye|ny|hele|heile|store|små|ulike|ekstra|andre|slike|til|unge|norske|blanke|blank|fulle|syriske|enslige|enslge|einslege|voksne|vaksne|kommunale|flotte|flinke|over)$/u
const families = /^(?:famil(?:ie|ier|iar|ia|i)|husstand\p{L}*|hushald\p{L}*|par)$/u

/** The amounts of a text, in the order said; none where it has no number. `core`: as it was typed. */
export const amountsIn = (core: string, question: FigureQuestion): Amounts => {
  const typed = tidy(core)
  const { text, years } = withoutUncounted(typed)
  const numbers = numbersIn(text)
  const found = foundIn(text, numbers, question)
  if (found.length === 0) return { text, typed, years, all: [] }
  const spoken = clean(core)
  const named = spoken.length === text.length ? spoken : text
  const cuts = cutsOf(
    text,
    found.map(({ number, to }) => ({ from: number.from, to })),
  )
  const all = found.map(({ number, value, how, to: until }, i): Amount => {
    const { from } = number
    const rest = text.slice(until)
    const unit = unitAfter(rest)
    const to = until + unit.length
    const start = cuts.findLast((cut) => cut.to <= from) ?? { from: 0, to: 0 }
    const end = cuts.find((cut) => cut.from >= until)?.from ?? text.length
    const nextAt = found[i + 1]?.number.from ?? text.length
    const lastEnd =
      found[i - 1] === undefined ? 0 : (cuts.find((cut) => cut.from >= (found[i - 1]?.to ?? 0))?.from ?? from)
    const nextStart = cuts.findLast((cut) => cut.to <= nextAt)?.from ?? text.length
    const before = text.slice(start.to, from)
    return {
      value: how === 'said' ? inUnit(value, unit.kind, question) : value,
      how:
        how === 'said' && unit.isSpan && !isShare(question) && counts(question, 'year') && unit.kind !== 'year'
          ? 'span'
          : how,
      from,
      to,
      end,
      fit:
        // «240 av 1200 ansatte»: the word counts the whole.
        how === 'post' || (how === 'share' && isShare(question))
          ? 'same'
          : fitOf(
              /[€$£] ?$/.test(before) ? foreign : /(?<!\p{L})(?:kr|nok|kroner)\.? ?$/u.test(before) ? money : unit,
              question,
            ),
      percent: unit.kind !== 'share' ? undefined : isShare(question) || how === 'post' ? 'same' : 'other',
      lead: text.slice(start.from, start.to).trim(),
      clause: `${before}#${text.slice(until, end)}`.trim(),
      typed: typed.slice(start.to, end),
      years: years.filter(({ at }) => at >= start.to && at < end).map(({ year }) => year),
      earlier: i === 0 ? text.slice(0, start.from) : text.slice(lastEnd, Math.max(lastEnd, start.from)),
      later: i === found.length - 1 ? text.slice(end) : text.slice(end, Math.max(end, nextStart)),
      names: namesIn(named, start.to, end, from),
      next: /^[^\p{L}%]*([\p{L}%]+)/u.exec(rest)?.[1] ?? '',
      approximate:
        number.about !== undefined ||
        about.test(text.slice(Math.max(0, from - 24), from)) ||
        aboutAfter.test(text.slice(to)),
      bound: bound.test(text.slice(Math.max(0, from - 24), from)) || boundAfter.test(text.slice(to)),
      range: rangeAt(text, found, i),
      number,
    }
  })
  return { text, typed, years, all: withMonths(all, text) }
}

/** «4 år, åtte månader» is one span of time. */
const withMonths = (all: readonly Amount[], text: string): readonly Amount[] => {
  const [first, second, ...rest] = all
  const isOne =
    first !== undefined &&
    second !== undefined &&
    [first, second].every(({ fit }) => fit === 'same') &&
    [first, second].filter(({ how }) => how === 'span').length === 1 &&
    /^[ ,]*(?:og|å|\+|pluss)? ?$/u.test(text.slice(first.to, second.from))
  return isOne
    ? [
        {
          ...first,
          value: first.value + second.value,
          how: 'span',
          to: second.to,
          end: second.end,
          later: second.later,
        },
        ...rest,
      ]
    : all
}

const foundIn = (text: string, numbers: readonly NumberIn[], question: FigureQuestion): Found[] => {
  const all =
    postsIn(text, numbers, question) ??
    sharesIn(text, numbers, question) ??
    numbers.map((number): Found => ({ number, value: number.value, how: 'said', to: number.to }))
  return all.filter(
    ({ number, how }) => !number.article || how !== 'said' || isCounted(text, number, all.length, question),
  )
}

/** «En» counts where it stands alone, before who is counted, or beside another number: «tre på skole og en på kurs». */
const isCounted = (text: string, { from, to }: NumberIn, many: number, question: FigureQuestion): boolean => {
  const rest = text.slice(to)
  if (/^[\s.!,]*$/.test(text.slice(0, from)) && /^ *(?:$|[.,!;])/.test(rest)) return true
  const unit = unitAfter(rest)
  if (unit.kind !== undefined && fitOf(unit, question) === 'same') return !/(?:av|tå|den) $/u.test(text.slice(0, from))
  return (
    many > 1 &&
    /(?:og|å|pluss|\+) ?$/u.test(text.slice(0, from)) &&
    /^ (?:på|i|hos|til|te|fra|frå)(?!\p{L})/u.test(rest)
  )
}

type Cut = { from: number; to: number }

/** Where clauses end: at signs and words that part, and between two numbers where there is neither. */
const cutsOf = (text: string, numbers: readonly Cut[]): Cut[] => {
  const isInside = (at: number) => numbers.some(({ from, to }) => at >= from && at < to)
  const cuts: Cut[] = []
  for (const { 0: said, index } of text.matchAll(strong))
    if (!isInside(index)) cuts.push({ from: index, to: index + said.length })
  numbers.forEach(({ to }, i) => {
    const next = numbers[i + 1]
    if (next === undefined || cuts.some((cut) => cut.from >= to && cut.to <= next.from)) return
    const inner = text.slice(to, next.from)
    const ahead = leadsOn.exec(inner)
    if (ahead !== null) {
      const from = to + ahead.index
      cuts.push({ from, to: from })
      return
    }
    const last = [...inner.matchAll(weak)].at(-1)
    cuts.push(
      last === undefined
        ? { from: next.from, to: next.from }
        : { from: to + last.index, to: to + last.index + last[0].length },
    )
  })
  return cuts.sort((one, other) => one.from - other.from)
}

/** «9 i fjor var det 4»: what stands so before a number is about that one. */
const leadsOn =
  /(?<!\p{L})(?:i fjor|i år|året før|(?:i )?·{4}|nå|no) (?:var|va|er|e|hadde|har)(?: (?:det|d|vi|me))? ?$/u

type Unit = { kind: string | undefined; length: number; isSpan: boolean }

const unitWords = /^[ -]?(%|‰|prosent\p{L}*|pst|pros)|^ ?(\p{L}+)(?: (\p{L}+))?(?: (\p{L}+))?/u

/** The unit word after a number, also behind an adjective. */
const unitAfter = (rest: string): Unit => {
  const [, share, ...words] = unitWords.exec(rest) ?? []
  if (share !== undefined) return { kind: 'share', length: /^[ -]?\S+/.exec(rest)?.[0].length ?? 0, isSpan: false }
  let length = 0
  for (const said of words) {
    if (said === undefined) break
    length = rest.indexOf(said, length) + said.length
    const kind = kindOf(said)
    if (kind !== undefined) return { kind, length, isSpan: spans.has(kind) }
    if (!between.test(said)) break
  }
  return { kind: undefined, length: 0, isSpan: false }
}
const foreign: Unit = { kind: 'foreign', length: 0, isSpan: false }
const money: Unit = { kind: 'money', length: 0, isSpan: false }
const spans = new Map([
  ['year', 1],
  ['month', 1 / 12],
  ['week', 1 / 52],
  ['day', 1 / 365],
])

const kindOf = (said: string): string | undefined => {
  if (people.test(said)) return 'person'
  if (families.test(said)) return 'household'
  if (/^(?:måna|månea|mån|mnder|måneda|månader?|måneder)$/.test(said)) return 'month'
  return unitKind(bare(said))
}

const inUnit = (value: number, kind: string | undefined, question: FigureQuestion): number =>
  isShare(question) || !counts(question, 'year') ? value : value * (spans.get(kind ?? 'year') ?? 1)

const fitOf = ({ kind, isSpan }: Unit, question: FigureQuestion): Fit => {
  if (isShare(question)) return kind === 'share' ? 'same' : kind === undefined ? 'none' : 'other'
  if (kind === undefined) return 'none'
  if (counts(question, kind)) return 'same'
  if (isSpan && counts(question, 'year')) return 'same'
  if (kind === 'post' && counts(question, 'full_time')) return 'alike'
  if (kind === 'person' && unitOf(question) === undefined) return 'same'
  // «13 deltakere» are persons, and where participants are asked for, so are «13 personer».
  return peopled.has(kind) && counted(question) ? 'same' : 'other'
}
const peopled: ReadonlySet<string> = new Set(['person', 'place'])
const counted = (question: FigureQuestion): boolean => !isShare(question) && counts(question, 'person')

const rangeAt = (text: string, found: readonly { number: NumberIn; to: number }[], i: number): Amount['range'] => {
  const gap = (one: number): string => text.slice(found[one]?.to ?? 0, found[one + 1]?.number.from ?? 0)
  const bare = (said: string): string =>
    said.replace(aboutAtStart, '').replace(/^ ?(?:år|prosent|%|stk|personer) ?/u, '')
  for (const at of [i - 1, i]) {
    if (at < 0 || at >= found.length - 1) continue
    const said = bare(gap(at))
    // «64 - 40 av dem fra Ukraina»: what falls, and is told more of, is a part.
    const [whole = 0, part = 0] = [found[at]?.number.value, found[at + 1]?.number.value]
    if (/ - /.test(gap(at)) && whole > part && /^ ?\p{L}/u.test(text.slice(found[at + 1]?.to ?? 0))) continue
    // «Elleve personer - sju vaksne»: a dash after a word is none between two ends.
    if (/\p{L} - /u.test(gap(at))) continue
    if (
      rangeBetween.test(said) ||
      (/mellom $|mellom (?:rundt )?$/u.test(text.slice(0, found[at]?.number.from ?? 0)) && /^ (?:og|å) $/u.test(said))
    )
      return 'span'
    const [low = 0, high = 0] = [found[at]?.number.value, found[at + 1]?.number.value]
    // «En 12 13 stykker»: two figures side by side are from the one to the other.
    if (said === ' ' && low < high && high <= low * 1.5 + 1) return 'span'
    if (orBetween.test(said)) return 'or'
  }
  return undefined
}

/** Words with a capital that begin no sentence. */
const namesIn = (spoken: string, from: number, to: number, at: number): readonly string[] =>
  [...spoken.slice(from, to).matchAll(/(?<=[\p{L}\d,] |^ )\p{Lu}\p{L}+/gu)]
    .filter(({ index }) => from + index !== at)
    .map(([name]) => name)
