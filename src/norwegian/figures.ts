/** Numbers in words: bokmål, nynorsk, new and old order («tjuefem», «femogtyve»), written open or closed. */

import { type CountQuestion, unitOf } from '../questionnaire/shape.ts'
import { bare, lately, tidy, words } from './said.ts'

// biome-ignore format: a table by value
const units: readonly (readonly string[])[] = [
  [], ['en', 'ein', 'ett', 'eitt', 'ei'], ['to'], ['tre', 'tri'], ['fire', 'fir', 'fira'], ['fem', 'fæm'], ['seks', 'sæks'], ['sju', 'syv', 'sjau'], ['åtte', 'åtta', 'ått'], ['ni'],
]
// biome-ignore format: a table by value
const teens: readonly (readonly string[])[] = [
  ['ti'], ['elleve', 'ellev', 'elve'], ['tolv', 'tålv', 'toill', 'tåll', 'tøllv'], ['tretten', 'trætten', 'trættan'], ['fjorten', 'fjørten'], ['femten', 'fæmten'], ['seksten', 'sæksten', 'seisten'], ['sytten', 'søtten'], ['atten'], ['nitten'],
]
// biome-ignore format: a table by value
const tens: readonly (readonly string[])[] = [
  ['tjue', 'tyve', 'tjuge', 'tjugo'], ['tretti', 'tredve', 'tredv', 'treti'], ['førti', 'førr', 'fjørti'], ['femti', 'fæmti'], ['seksti', 'sæksti'], ['sytti', 'søtti'], ['åtti'], ['nitti'],
]

function underHundredTable(): Map<string, number> {
  const table = new Map<string, number>()
  units.forEach((forms, value) => {
    for (const form of forms) table.set(bare(form), value)
  })
  teens.forEach((forms, offset) => {
    for (const form of forms) table.set(bare(form), 10 + offset)
  })
  tens.forEach((forms, offset) => {
    for (const ten of forms) addTens(table, ten, 20 + 10 * offset)
  })
  return table
}

function addTens(table: Map<string, number>, ten: string, value: number): void {
  table.set(bare(ten), value)
  units.forEach((forms, unit) => {
    for (const form of forms) {
      table.set(bare(ten) + bare(form), value + unit)
      table.set(`${bare(form)}og${bare(ten)}`, value + unit)
      // «To-å-tjue», as it is said.
      table.set(`${bare(form)}a${bare(ten)}`, value + unit)
    }
  })
}
const underHundred = underHundredTable()

const scales: readonly (readonly [RegExp, number])[] = [
  [/milliard(?:er|ar)?|mrd/, 1e9],
  [/million(?:er|ar)?|mill/, 1e6],
  [/tusen/, 1e3],
  [/hundre/, 1e2],
]
/** «et hundre» is a number, «et» alone is not. */
const articles = new Set(['', 'et', 'eit'])

/** Reads closed letters: the part before the largest scale word times the scale, plus the part after it. */
function readClosed(letters: string): number | undefined {
  for (const [word, scale] of scales) {
    const match = word.exec(letters)
    if (match === null) continue
    const left = letters.slice(0, match.index)
    const right = letters.slice(match.index + match[0].length).replace(/^og/, '')
    const times = articles.has(left) ? 1 : readClosed(left)
    const rest = right === '' ? 0 : readClosed(right)
    if (times === undefined || rest === undefined || times === 0 || rest >= scale) return undefined
    return times * scale + rest
  }
  return underHundred.get(letters)
}

const half = /(?:^| )og (?:en|ein|ei|ett|eitt|et|eit)? ?(?:halv|halvt)$/

/** The value of a number written in words only, «halvannen», «to og en halv» and «fem–null» included; undefined if it is not one. */
export const readNumeral = lately((text): number | undefined => {
  const spaced = bare(tidy(text)).replace(/[-.]/g, ' ').replace(/ +/g, ' ').trim()
  if (spaced === 'null') return 0
  // «Fem–null»: the one figure after the other.
  const tens = underHundred.get(/^([a-z]+)-null$/.exec(bare(tidy(text)))?.[1] ?? '')
  if (tens !== undefined && tens < 10) return 10 * tens
  if (/^halv ?(?:ann(?:en|an|a|et)|tanna)$/.test(spaced)) return 1.5
  if (/^(?:tre ?kvart|trekvart)$/.test(spaced)) return 0.75
  const comma = spaced.split(' komma ')
  if (comma.length === 2) return withDecimals(comma[0] ?? '', comma[1] ?? '')
  if (/^(?:(?:en|ein|ei|et|eit|ett) )?(?:halv|halvt)$/.test(spaced)) return 0.5
  const quarter = /^(.+) og (?:(?:en|ein|et|eit) |(tre) ?)kvart$/.exec(spaced)
  if (quarter !== null) {
    const whole = readNumeral(quarter[1] ?? '')
    return whole === undefined ? undefined : whole + (quarter[2] === undefined ? 0.25 : 0.75)
  }
  if (half.test(spaced)) {
    const before = spaced.replace(half, '')
    const whole = before === 'et' || before === 'eit' ? 1 : readNumeral(before)
    return whole === undefined ? undefined : whole + 0.5
  }
  // «seks ti» in two words is six and ten, not sixty.
  if (!/^[a-z ]{1,120}$/.test(spaced) || /(?<! og) ti(?:$| )/.test(spaced)) return undefined
  return readClosed(spaced.replaceAll(' ', ''))
})

/** «tolv komma fem»: one figure after the comma, which is how it is said. */
function withDecimals(whole: string, decimal: string): number | undefined {
  const [before, after] = [/^\d+$/.test(whole) ? Number(whole) : readNumeral(whole), readNumeral(decimal)]
  if (before === undefined || after === undefined || after > 9 || !Number.isInteger(after)) return undefined
  return before + after / 10
}

// biome-ignore format: a table by value
const ordinals: readonly (readonly string[])[] = [
  ['første', 'fyrste'], ['andre', 'annen'], ['tredje'], ['fjerde'], ['femte'], ['sjette'], ['sjuende', 'syvende', 'sjuande'], ['åttende', 'åttande'],
  ['niende', 'niande'], ['tiende', 'tiande'], ['ellevte'], ['tolvte'], ['trettende', 'trettande'], ['fjortende', 'fjortande'], ['femtende', 'femtande'],
  ['sekstende', 'sekstande'], ['syttende', 'syttande'], ['attende', 'attande'], ['nittende', 'nittande'], ['tjuende', 'tyvende', 'tjuande'],
  ...['første', 'andre', 'tredje', 'fjerde', 'femte', 'sjette', 'sjuende', 'åttende', 'niende'].map((o) => [`tjue${o}`]),
  ['trettiende', 'trettiande'], ['trettiførste', 'trettifyrste'],
]
const ordinalValues = new Map(ordinals.flatMap((forms, i) => forms.map((form) => [bare(form), i + 1] as const)))

/** «tredje» is 3; 1 to 31, undefined otherwise. */
export function readOrdinal(text: string): number | undefined {
  return ordinalValues.get(bare(tidy(text)))
}

/** Numbers in figures, as Norwegians write them: decimal comma; thousands by space or, of old, by dot. */

/** `candidates`: the figures can be read in more than one way. */
export type Reading = { value: number; approximate?: true } | { candidates: number[] } | undefined

const scale = /^(.+?) ?(hundre|tusen|million(?:er|ar)?|mill|milliard(?:er|ar)?|mrd)\.?$/
const scaleOf: Record<string, number> = { h: 1e2, t: 1e3, mill: 1e6, mrd: 1e9 }

/**
 * Reads one number in figures. Expects `bare` text with units dropped.
 * `decimals`: how many digits the field takes after the comma; with any, «1.234» can be both 1234 and 1,234. So can
 * «12.000» and, in a field of less than three, «1,234» and «12,000». Of `candidates` the thousands stand first.
 */
export function readDigits(text: string, decimals: number): Reading {
  const scaled = scale.exec(text)
  if (scaled !== null) {
    const factor = readDigits(scaled[1] ?? '', 2)
    const word = scaled[2] ?? ''
    const times = word.startsWith('millia')
      ? 1e9
      : (scaleOf[word.startsWith('mill') ? 'mill' : word === 'mrd' ? 'mrd' : word.charAt(0)] ?? 1)
    return factor !== undefined && 'value' in factor ? { value: round(factor.value * times) } : undefined
  }
  const signed = /^(?:(-|minus ?)|\+|pluss )? ?(.+)$/.exec(text)
  const sign = signed?.[1] === undefined ? 1 : -1
  const reading = readUnsigned(signed?.[2] ?? '', decimals)
  if (reading === undefined) return undefined
  if ('value' in reading) return { value: reading.value === 0 ? 0 : sign * reading.value }
  return { candidates: reading.candidates.map((c) => sign * c) }
}

function readUnsigned(text: string, decimals: number): Reading {
  if (/^\d{1,15}$/.test(text)) return { value: Number(text) }
  if (/^[1-9]\d{0,2}(?: \d{3}){1,4}(?:,\d{1,6})?$/.test(text)) return { value: toNumber(text.replaceAll(' ', '')) }
  if (/^[1-9]\d{0,2}(?:\.\d{3}){1,4}(?:,\d{1,6})?$/.test(text)) return dotted(text, decimals)
  if (/^[1-9]\d{0,2}(?:,\d{3}){2,4}(?:\.\d{1,6})?$/.test(text)) return { value: Number(text.replaceAll(',', '')) }
  // A comma is no sign of thousands here, but it is where many programs come from.
  if (/^[1-9]\d{0,2},\d{3}$/.test(text) && decimals < 3) return either(text, ',')
  if (/^\d{0,15}[.,]\d{1,6}$/.test(text)) return { value: toNumber(text) }
  const mixed = /^(\d{1,6})? ?(?:½|(?<= |^)1\/2)$/.exec(text)
  if (mixed !== null) return { value: Number(mixed[1] ?? 0) + 0.5 }
  return undefined
}

function dotted(text: string, decimals: number): Reading {
  const once = !text.includes(',') && text.indexOf('.') === text.lastIndexOf('.')
  // «1.234» is no whole number but as a thousand; «12.000» is one both ways.
  return once && (decimals > 0 || text.endsWith('.000'))
    ? either(text, '.')
    : { value: toNumber(text.replaceAll('.', '')) }
}

const either = (text: string, sign: string): Reading => ({
  candidates: [toNumber(text.replace(sign, '')), toNumber(text)],
})

const toNumber = (text: string) => Number(text.replace(',', '.'))
/** Six decimals are the most a field takes; the product of two doubles may carry more. */
const round = (value: number) => Math.round(value * 1e6) / 1e6

// Numbers that point at things in a list: «3», «nr. 2», «1, 3 og 5», «2-4», «en og tre», «første».

// biome-ignore format: words of a kind share a line
const pointing = new Set([
  'nr', 'nummer', 'alternativ', 'alternativet', 'alternativene', 'alternativa', 'svaralternativ', 'svar', 'valg',
  'val', 'punkt', 'rad', 'rader', 'radene', 'omrade', 'omradet', 'omrader', 'omradene', 'omrada', 'linje', 'den',
  'det', 'de', 'dei',
])
const joining = new Set(['og', 'samt', 'pluss', 'eller', 'bade'])
/** «tre første» counts from the top, and names no number 3. */
const isFirst = /^(?:forste|fyrste)$/
/** More than any list has; a longer text is something else. */
const longest = 300

/** «Andre» is others as well; «de to» are two that were spoken of, and not the second. */
const noNumber =
  /^(?:andre|annen|annet|anna|annan|(?:(?:bare|berre|kun|nei,?) )*(?:de|dei|dem|disse|desse) (?:to|tre|fire|\d))[.! ]*$/i

/** The numbers that the whole text consists of, in the order typed, ranges spelled out; undefined if anything else stands in it. */
export function listNumbers(text: string): number[] | undefined {
  if (text.length > longest || noNumber.test(text.trim())) return undefined
  const spaced = bare(tidy(text))
    .replace(/(\d) ?(?:-|til og med|t\.?o\.?m\.?|til) ?(?=\d)/g, '$1-')
    .replace(/^fra (?=\d)/, '')
    .replace(/[.,;&+/)(#:]+/g, ' ')
    .trim()
  const numbers: number[] = []
  for (const token of spaced.split(/ +/)) {
    if (pointing.has(token) || joining.has(token)) continue
    const some = numbersOf(token)
    if (some === undefined || (isFirst.test(token) && numbers.length > 0)) return undefined
    numbers.push(...some)
  }
  return numbers.length === 0 ? undefined : numbers
}

function numbersOf(token: string): number[] | undefined {
  if (/^\d{1,3}$/.test(token)) return [Number(token)]
  const range = /^(\d{1,2})-(\d{1,2})$/.exec(token)
  if (range !== null) {
    const low = Number(range[1])
    const high = Number(range[2])
    return low < high ? Array.from({ length: high - low + 1 }, (_, i) => low + i) : undefined
  }
  const word = readNumeral(token) ?? readOrdinal(token)
  return word === undefined || !Number.isInteger(word) ? undefined : [word]
}

// Unit words after a number: what they count, and whether that is what the question counts.

// biome-ignore format: a table: what is counted or measured, and its words in both language forms
const table: readonly (readonly [string, string])[] = [
  ['person', 'pers person personer personane personene personar flyktning flyktninger flyktningar menneske mennesker menneska innbygger innbyggere innbyggjar innbyggjarar innbyggar innbyggarar ansatt ansatte tilsett tilsette deltaker deltakere deltakar deltakarar deltager deltagere deltagarar innvandrer innvandrere innvandrar innvandrarar bosatte busette enslige einslege mindreårige barn voksne vaksne tolk tolker tolkar kvinner menn elev elever elevar gjest gjester gjestar folk asylsøkere asylsøkarar ungdommer ungdommar gutt gutter guttar jente jenter rådgivere rådgivarar frivillige stykker'],
  ['household', 'familie familier familiar husstand husstander husstandar husholdning husholdninger hushald hushaldningar'],
  ['home', 'bolig boliger bustad bustader leilighet leiligheter leilegheit leilegheiter hus'],
  ['municipality', 'kommune kommuner kommunar bydel bydeler bydelar fylke fylker'],
  ['full_time', 'årsverk heltidsstilling heltidsstillinger heltidsstillingar'],
  ['post', 'stilling stillinger stillingar stillingshjemler stillingsheimlar'],
  ['place', 'plass plasser plassar praksisplass praksisplasser praksisplassar'],
  ['time', 'gang ganger gong gonger'],
  ['year', 'år'],
  ['month', 'mnd mnder mnda måned måneder månad månader måneda månada månda måna månan'],
  ['week', 'uke uker veke veker'],
  ['day', 'dag dager dagar døgn'],
  ['hour', 'time timer timar t'],
  ['minute', 'min minutt minutter minuttar'],
  ['second', 'sek sekund sekunder sekundar'],
  ['money', 'kr krone kroner nok tusenlapper'],
  ['degree', 'grad grader c celsius celcius °'],
  ['distance', 'km kilometer mil meter'],
  ['meeting', 'møte møter'],
  ['agreement', 'avtale avtaler avtalar'],
  ['group', 'gruppe grupper klasse klasser klassar'],
  ['case', 'sak saker oppdrag'],
  ['measure', 'tiltak'],
]
const kindOf = new Map(table.flatMap(([kind, list]) => words(list).map((word) => [word, kind] as const)))
kindOf.set('°', 'degree')
/** Words that say «how many» of anything. */
const neutral = new Set(['stk', 'stykk', 'stykke'])
/** Measured rather than counted: never the unit of «hvor mange» something. */
const measures = new Set(['year', 'month', 'week', 'day', 'hour', 'minute', 'second', 'money', 'degree', 'distance'])
/** So alike that the number may well be meant: it is confirmed. */
const alike = [new Set(['full_time', 'post']), new Set(['person', 'place'])]

/** Whether a question counts in this kind of unit: «year», «post». */
export function counts(question: CountQuestion, kind: string): boolean {
  const known = counted.get(question)
  if (known !== undefined) return known.has(kind)
  const unit = unitOf(question)
  const kinds: ReadonlySet<string> = unit === undefined ? new Set() : kindsIn([unit.nb, unit.nn])
  counted.set(question, kinds)
  return kinds.has(kind)
}

/** Questions stay the same from reply to reply. */
const counted = new WeakMap<CountQuestion, ReadonlySet<string>>()

/** Whether a `bare` word is a unit word. */
export function isUnitWord(word: string): boolean {
  return kindOf.has(word) || neutral.has(word)
}

/** What a `bare` word after a number counts or measures: «person», «year»; undefined for words that are no unit. */
export const unitKind = (word: string): string | undefined => kindOf.get(word)

// Definite forms, as in «i året».
// biome-ignore format: words of a kind share a line
const definite = new Set([
  'aret', 'maneden', 'manaden', 'uka', 'uken', 'veka', 'dagen', 'halvar', 'halvaret', 'kvartal', 'kvartalet',
])

/** Whether a `bare` word is a span of time or a number of times, which no place in a list is. */
export function isPeriodWord(word: string): boolean {
  const kind = kindOf.get(word)
  return definite.has(word) || (kind !== undefined && (measures.has(kind) || kind === 'time'))
}

/**
 * Whether the units typed after numbers are what the question counts: by its own unit, or by what its text speaks of
 * when it has none. `alike`: the number may well be meant.
 */
export function unitFit(text: string, question: CountQuestion): 'same' | 'alike' | 'other' {
  const unit = unitOf(question)
  const asked = question.text
  const own = kindsIn(unit === undefined ? [asked.nb, asked.nn] : [unit.nb, unit.nn])
  const asks = words(unit === undefined ? `${asked.nb} ${asked.nn}` : `${unit.nb} ${unit.nn} ${asked.nb} ${asked.nn}`)
  const all = wordsTyped(bare(tidy(text)))
  const typed = all.flatMap((word) => kindOf.get(word) ?? []).filter((kind) => !own.has(kind))
  const other = unit !== undefined && own.size > 0 ? typed : typed.filter((kind) => measures.has(kind))
  // «2 ansatte» are persons, but hardly those that are asked for.
  if (other.length === 0)
    return all.every((w) => kindOf.get(w) !== 'person' || anyone.test(w) || asks.includes(w)) ? 'same' : 'alike'
  const near = (kind: string) => alike.some((pair) => pair.has(kind) && [...own].some((k) => pair.has(k)))
  return other.every(near) ? 'alike' : 'other'
}

function kindsIn(texts: readonly string[]): Set<string> {
  return new Set(texts.flatMap((text) => words(text).flatMap((word) => kindOf.get(word) ?? [])))
}

/** Words for persons that leave open which; flyktninger are mostly those that are asked for. */
const anyone = /^(?:pers|person\w*|menneske\w*|stykker|folk|flyktning\w*|delta[kg]\w*|bosatte|busette)$/

/** Words that may stand between a number and its unit: «5 nye familier». */
const between =
  /^(?:stk|stykk|stykke|nye|ny|hele|heile|store|sma|ulike|forskjellige|ekstra|andre|slike|til|unge|norske)$/

/** The `bare` unit words that stand after numbers. */
function wordsTyped(text: string): string[] {
  const tokens = text.match(/\d[\d.,]*|[\p{L}°]+/gu) ?? []
  return tokens.flatMap((token, i) => {
    if (token === 'kr' || token === 'nok')
      return /\d/.test(tokens[i + 1] ?? '') || isNumber(tokens[i - 1]) ? ['kr'] : []
    const before = between.test(tokens[i - 1] ?? '') ? tokens[i - 2] : tokens[i - 1]
    return isNumber(before) && kindOf.has(token) ? [token] : []
  })
}

/** «et» is one before a unit: «et år». */
function isNumber(token: string | undefined): boolean {
  if (token === undefined) return false
  return (
    /^\d/.test(token) ||
    /^(?:et|eit|halvt|halv|halve|halvannet|halvanna|par)$/.test(token) ||
    readNumeral(token) !== undefined
  )
}

/** Words for people, in the unit of whoever counts persons. */
export const people =
  /^(?:hod\p{L}+|hau\p{L}+|sjel\p{L}*|unge[rn]?|ungar|onga|gutt?\p{L}*|gut(?:ar|ane)?|jent\p{L}*|dame\p{L}*|kar(?:er|ar)?|brødre|brør|søstre|søstrer|søsken|mann|menn|kvinn\p{L}*|em|ema|mindreårig\p{L}*|voks\p{L}*|vaks\p{L}*|styk+\p{L}*|stk|pers\p{L}*|famil(?:ie)?(?:gjenforent|same)\p{L}*|navn|namn|individ\p{L}*|kvoteflyktning\p{L}*|overføringsflyktning\p{L}*|ungdom\p{L}*|lærling\p{L}*|student\p{L}*|kurdere|afghan\p{L}*|syr\p{L}+|ukrain\p{L}*|eritre\p{L}*)$/u
