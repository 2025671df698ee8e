/** Unit words after a number: what they count, and whether that is what the question counts. */
import type { QuestionOf } from '../questionnaire/schema.ts'
import { bare, tidy, words } from './normalise.ts'
import { readNumeral } from './numerals.ts'

// biome-ignore format: a table: what is counted or measured, and its words in both language forms
const table: readonly (readonly [string, string])[] = [
  ['person', 'pers person personer personane personene personar flyktning flyktninger flyktningar menneske mennesker menneska innbygger innbyggere innbyggjar innbyggjarar innbyggar innbyggarar ansatt ansatte tilsett tilsette deltaker deltakere deltakar deltakarar deltager deltagere deltagarar innvandrer innvandrere innvandrar innvandrarar bosatte busette enslige einslege mindreårige barn voksne vaksne tolk tolker tolkar kvinner menn elev elever elevar gjest gjester gjestar folk asylsøkere asylsøkarar ungdommer ungdommar rådgivere rådgivarar frivillige stykker'],
  ['household', 'familie familier familiar husstand husstander husstandar husholdning husholdninger hushald hushaldningar'],
  ['home', 'bolig boliger bustad bustader leilighet leiligheter leilegheit leilegheiter hus'],
  ['municipality', 'kommune kommuner kommunar bydel bydeler bydelar fylke fylker'],
  ['full_time', 'årsverk heltidsstilling heltidsstillinger heltidsstillingar'],
  ['post', 'stilling stillinger stillingar stillingshjemler stillingsheimlar'],
  ['place', 'plass plasser plassar praksisplass praksisplasser praksisplassar'],
  ['time', 'gang ganger gong gonger'],
  ['year', 'år'],
  ['month', 'mnd måned måneder månad månader'],
  ['week', 'uke uker veke veker'],
  ['day', 'dag dager dagar døgn'],
  ['hour', 'time timer timar t'],
  ['minute', 'min minutt minutter'],
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
const measures = new Set(['year', 'month', 'week', 'day', 'hour', 'minute', 'money', 'degree', 'distance'])
/** So alike that the number may well be meant: it is confirmed. */
const alike = [new Set(['full_time', 'post']), new Set(['person', 'place'])]

/** Whether a `bare` word is a unit word. */
export function isUnitWord(word: string): boolean {
  return kindOf.has(word) || neutral.has(word)
}

// Definite forms, as in «i året».
const definite = new Set([
  'aret',
  'maneden',
  'manaden',
  'uka',
  'uken',
  'veka',
  'dagen',
  'halvar',
  'halvaret',
  'kvartal',
  'kvartalet',
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
export function unitFit(text: string, { unit, text: asked }: QuestionOf<'number'>): 'same' | 'alike' | 'other' {
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
