/**
 * The figure that a sentence gives as its answer: «målet for i år er satt til 60 %», «52 nå, men den 1. oktober var det 48»,
 * «22 voksne og 9 barn». One figure with nothing beside that turns it is the answer; of several the best is asked about.
 */

import type { QuestionOf } from '../questionnaire/schema.ts'
import { type CountQuestion, isShare, unitOf } from '../questionnaire/shape.ts'
import { counts, readNumeral, unitKind } from './figures.ts'
import { oneForm } from './match.ts'
import type { Content } from './meaning.ts'
import { bare, tidy, words as wordsOf } from './said.ts'
import { type Piece, piecesOf } from './sentences.ts'
import { monthsInFull } from './times.ts'
import { alternation } from './words.ts'
import { wordsAsked } from './yes-no.ts'

type FigureQuestion = CountQuestion | QuestionOf<'percent'>

/** `unit`: the kind of what is counted, where a unit word stands after it. `off`: it is not the figure that is asked for. */
type Told = {
  value: number
  approximate: boolean
  unit: string | undefined
  percent: boolean
  piece: Piece
  after: string
  off: boolean
  concludes: boolean
}

const dates = new RegExp(
  `(?<![\\d,.])(?:\\d{1,2}\\. ?(?:${monthsInFull}|jan|feb|mars|apr|jun|jul|aug|sept?|okt|nov|des)\\b\\.?|\\d{1,2}\\.\\d{1,2}\\.(?:\\d{2,4})?|(?:19|20)\\d\\d(?! (?:personer|flyktninger|deltakere))|kl\\.? ?\\d{1,2}|(?:punkt|side|paragraf|nr\\.?|trinn|fase|nivå|spor|kapittel) \\d+|\\d{1,2}\\. ?(?:klasse|trinn|etasje|plass)|[ab][12]\\b)`,
  'gu',
)
const number = /(?<![\p{L}\d])(\d{1,3}(?: \d{3})+|\d+(?:[.,]\d+)?)(?![\d])|(?<!\p{L})(\p{L}+)(?!\p{L})/gu
const aboutWord = new RegExp(
  `(?:${alternation('about')}|ca\\.?|cirka|en|ein|ei|drøye?|drøyt|snaut|rondt|rundt|noe sånt som)$`,
  'u',
)
const others =
  /(?<!\p{L})(?:anmod\p{L}*|vedtak\p{L}*|vedtatt\p{L}*|vedteke\p{L}*|kommunestyret|bedt om|innbyggerne|innbyggere|befolkning\p{L}*|venter|ventar|kommer i|kjem i|neste år|fra nyttår|i fjor|tidligere|tidlegare|før det|før dette|i faget|nabokommunen|i alt som|utenom programmet|bare (?:går )?på norsk\p{L}*|norskkurs|endte på|enda på|klarte|fikk|fekk|landet på|oppnådde|nådde|kuttes|kuttast|skal ned|framover|frivillig|permisjon\p{L}*|fyll?t\p{L}*|flytta\p{L}*|som rådmann til sammen)(?!\p{L})/u
const concluding =
  /^(?:så|so|altså|dvs|det vil si|totalt|til sammen|til saman|i alt|sum|skriv|sett|si|sei|faktisk|bosatt|busett|nå|no)(?!\p{L})|(?<!\p{L})(?:altså|til sammen|til saman|totalt|i alt|faktisk|skriv|vi sier|me seier|blir det|vert det|målet|målsettinga|hos oss|her hos oss|her i|blant de ansatte|i hoder)(?!\p{L})/u

/** Undefined: nothing better than `content` was found. */
export function toldFigure(
  core: string,
  hedged: boolean,
  question: FigureQuestion,
  content: Content,
  year: number,
): Content | undefined {
  const pieces = piecesOf(
    core
      .replace(/ og (?=(?:faktisk|nå|no|i år|bosatt|busett|per|pr)(?!\p{L}))/gu, ', ')
      .replace(dates, (it) => (/^(?:19|20)\d\d/.test(it) ? ' ' : it.replace(/\d+/g, 'x'))),
  )
  const figures = pieces.flatMap((piece) => figuresIn(piece, question))
  const own = figures.filter(({ unit, percent }) => isOwn(unit, percent, question))
  const [only] = own
  if (only === undefined) return undefined
  const live = own.filter(({ off }) => !off)
  const words = wordsOf(core).length
  if (words < 5 || signs.test(core)) return undefined
  // «Litt over ti år» is a limit, and is asked about as one.
  if (content.type === 'ask' && limits.has(content.problem.code) && pieces.length === 1) return undefined
  const offered =
    content.type === 'confirm' && (content.answer.kind === 'number' || content.answer.kind === 'percent')
      ? content.answer
      : undefined
  const found = offered?.value
  const asked = wordsAsked(question)
  const isPlain =
    own.length === 1 &&
    figures.length === 1 &&
    !only.off &&
    !hedged &&
    isOfYear(core, year) &&
    pieces.every((piece) => piece.words.every((word) => plain.has(word) || asked.includes(word) || isCounted(word)))
  if (offered !== undefined && isPlain && found === only.value) return { type: 'answer', answer: offered }
  if (found !== undefined && live.length === 1 && own.length === 1) return undefined
  const partly = share(core, figures, question)
  if (partly !== undefined) return of(question, partly, true)
  const best = bestOf(own, live, core, question)
  return best === undefined || best.value === found ? undefined : of(question, best.value, best.approximate || hedged)
}

const limits: ReadonlySet<string> = new Set(['number_bound', 'number_range', 'number_vague'])

/** Signs of a range, a limit or a product. */
const signs =
  /[<>+*×≥≤]|\d ?x ?\d|\d ?[-–] ?\d|\p{L}-\p{L}*(?:to|tre|fire|fem|seks|sju|syv|åtte|ni|ti|elleve|tolv|tjue|tretti|seksti|sytten)(?!\p{L})|\d\p{L}/u

/** The words of a sentence that says the figure and nothing of it that could turn it; any other word makes it one to be asked about. */
const plain: ReadonlySet<string> = new Set(
  wordsOf(
    'vi jeg æ oss det d de dei der her hær hit inne har hatt er e var va vart vært vore ble blei blir går jobba jobbet jobbar jobber bosatt bosatte busett busette kommet kome kom tatt imot i på og som til sammen saman totalt alt pr per etter siste uttrekk telling nå no da då dag år høst haust tida akkurat nøyaktig faktisk altså denne jobben stillingen rådmann leder kommunen bydelen programmet skolen stk prosent pst',
  ).map(oneForm),
)

function of(question: FigureQuestion, value: number, approximate: boolean): Content {
  const rounded = Math.round(value * 1e6) / 1e6
  const answer = {
    kind: isShare(question) ? ('percent' as const) : ('number' as const),
    value: rounded,
    ...(approximate ? { approximate: true as const } : {}),
  }
  return { type: 'confirm', answer }
}

/** The figure itself, and what it counts. */
const isCounted = (word: string): boolean =>
  /^\d/.test(word) || unitKind(word) !== undefined || readNumeral(word) !== undefined

const isOfYear = (text: string, year: number): boolean =>
  [...text.matchAll(/\b(?:19|20)\d\d\b/g)].every(([said]) => Number(said) === year)

function figuresIn(piece: Piece, question: FigureQuestion): Told[] {
  const found: Told[] = []
  let until = 0
  for (const match of piece.text.matchAll(number)) {
    if (match.index < until) continue
    const here =
      match[1] === undefined
        ? numeralAt(piece.text, match.index, question)
        : { value: Number(match[1].replaceAll(' ', '').replace(',', '.')), length: match[0].length }
    if (here === undefined) continue
    until = match.index + here.length
    const after = piece.text.slice(until).trim()
    const next = wordsOf(after)[0] ?? ''
    const isPart = /^(?:%|prosent|pst)/.test(after)
    found.push({
      value: here.value,
      approximate: aboutWord.test(piece.text.slice(0, match.index).trim()),
      unit: unitKind(next) ?? unitKind(wordsOf(after)[1] ?? ''),
      percent: isPart,
      piece,
      after,
      off:
        others.test(piece.text) ||
        piece.turns.has('intended') ||
        piece.turns.has('before') ||
        piece.turns.has('negated'),
      concludes: concluding.test(piece.text),
    })
  }
  return found
}

/** Number words, the longest first: «to og et halvt», «tjue to»; an article counts only before what is counted. */
function numeralAt(text: string, at: number, question: FigureQuestion): { value: number; length: number } | undefined {
  const rest = text.slice(at)
  const ends = [...rest.matchAll(/[\p{L}-]+/gu)].slice(0, 5).map((word) => word.index + word[0].length)
  for (const end of ends.reverse()) {
    const said = rest.slice(0, end)
    if (!/^[\p{L} -]+$/u.test(said)) continue
    if (/^(?:en|ein|ei|et|eit|ett|eitt|andre)$/u.test(said)) {
      const next = wordsOf(rest.slice(end))[0] ?? ''
      const unit = unitKind(next)
      return unit !== undefined &&
        unit !== 'time' &&
        isOwn(unit, false, question) &&
        /^(?:én|éin|ett|eitt)|^(?:bare|berre|kun|en|ein|ei)/u.test(said)
        ? { value: 1, length: end }
        : undefined
    }
    const value = readNumeral(said)
    if (value !== undefined) return { value, length: end }
  }
  return undefined
}

function isOwn(unit: string | undefined, percent: boolean, question: FigureQuestion): boolean {
  if (isShare(question)) return percent || unit === undefined
  if (percent) return false
  return unit === undefined || counts(question, unit) || (unitOf(question) === undefined && unit === 'person')
}

/** «1100 ansatte, og 88 av dem», «tre av fire»: the share that the one is of the other. */
function share(core: string, figures: readonly Told[], question: FigureQuestion): number | undefined {
  if (!isShare(question)) return undefined
  const said = bare(tidy(core))
  const [first, second, ...more] = figures
  if (first === undefined || second === undefined || more.length > 0 || first.percent || second.percent)
    return undefined
  const [part, whole] = first.value < second.value ? [first, second] : [second, first]
  const isOf =
    / av (?:dem|dei|disse|desse|\d)/.test(said) ||
    /^(?:av|ut av) /.test(bare(first.after)) ||
    /^av /.test(bare(part.after))
  return isOf && whole.value > 0 ? Math.round((100 * part.value) / whole.value) : undefined
}

/** The figure that is likeliest meant; undefined where that is anybody's guess. */
function bestOf(
  own: readonly Told[],
  live: readonly Told[],
  core: string,
  question: FigureQuestion,
): { value: number; approximate: boolean } | undefined {
  const said = tidy(core)
  const [first, second, ...more] = live
  if (first === undefined) return own.length === 1 && own[0] !== undefined && !isShare(question) ? own[0] : undefined
  if (second === undefined) return first
  const away =
    own.length === 2 &&
    /(?<!\p{L})(?:men|hvorav|herav|minus)(?!\p{L}).*(?<!\p{L})av (?:dem|dei|de|disse)(?!\p{L})/u.test(said)
      ? own
      : []
  if (away[0] !== undefined && away[1] !== undefined && away[0].value > away[1].value)
    return { value: away[0].value - away[1].value, approximate: false }
  const asked = wordsAsked(question)
  const pointed = live.filter(({ piece }) => piece.words.some((word) => word.length > 5 && asked.includes(word)))
  const concluded = live.filter((one) => one.concludes)
  const [conclusion] = concluded
  if (concluded.length === 1 && conclusion !== undefined) return conclusion
  const sum = live.reduce((all, { value }) => all + value, 0)
  const total = live.find(({ value }) => sum - value === value)
  if (total !== undefined) return total
  if (pointed.length === 1 && pointed[0] !== undefined && more.length === 0) return pointed[0]
  if (!isShare(question) && live.every(({ after }) => parts.test(after))) return { value: sum, approximate: false }
  return undefined
}

/** What the parts of a whole are called. */
const parts =
  /^(?:voksne|vaksne|barn|born|unger|ungar|kvinner|menn|gutter|gutar|jenter|enslige|einslege|i |på |hos |te |ved |som |frå |fra |familie)/u
