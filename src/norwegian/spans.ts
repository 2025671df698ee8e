/** How often and how soon, said in other words than the choices': «kvartalsvis», «hver uke», «3 måneder». */
import type { Candidate } from './candidates.ts'
import { choiceWords } from './choice-words.ts'
import { bare, tidy } from './normalise.ts'
import { readNumeral } from './numerals.ts'
import { alternation } from './words.ts'

/** From `low` up to and with `high`: times a year, or months. */
type Span = { low: number; high: number }

// biome-ignore format: a table: words for how often, and the times a year
const rates: readonly (readonly [RegExp, number])[] = [
  [/^(?:daglig|dagleg|hver dag|kvar dag)$/, 365], [/^(?:annenhver|annakvar|hver andre|kvar andre|hver 2|kvar 2) (?:uke|veke)$/, 26],
  [/^(?:ukentlig|vekentleg|kvar veke|hver uke|kvar uke)$/, 52], [/^(?:manedlig|manadleg|manedsvis|hver maned|kvar manad|kvar maned)$/, 12],
  [/^(?:annenhver|annakvar|hver andre|kvar andre|hver 2|kvar 2) (?:maned|manad)$/, 6], [/^(?:kvartalsvis|hvert kvartal|kvart kvartal)$/, 4],
  [/^(?:tertialvis|hvert tertial|kvart tertial)$/, 3], [/^(?:halvarlig|halvarleg|halvarsvis|hvert halvar|kvart halvar|hvert halve ar)$/, 2],
  [/^(?:arlig|arleg|hvert ar|kvart ar)$/, 1], [/^(?:annethvert|annakvart|hvert andre|kvart andre|hvert 2|kvart 2) ar$/, 0.5], [/^(?:aldri|ikke i det hele tatt|ikke i det hele)$/, 0],
]
// biome-ignore format: a table: what a number of times is counted in, and how many of it are in a year
const periods: readonly (readonly [RegExp, number])[] = [
  [/^i (?:uka|uken|veka)$/, 52], [/^i (?:maneden|manaden)$/, 12], [/^i kvartalet$/, 4], [/^i halvaret$/, 2], [/^(?:i aret|arlig|arleg|siste ar|siste aret|i lopet av aret|)$/, 1],
]
const about = new RegExp(
  `^(?:ca\\.?|${alternation('about')}|minst|kanskje|vanligvis|vanlegvis|stort sett|som regel|en del|ein del)\\s+`,
)
/** «Over 3 måneder», «innen om lag et år»: words around a span, the number and its unit. */
const span = new RegExp(
  `^(over |mer enn |meir enn |minst )?(?:(?:${alternation('about')}|ca\\.|innen|innan|om|pa|i lopet av|etter|kanskje) )*(.+?)[ -]?(uker|uke|veker|veke|maneder|maned|manader|manad|mnd\\.?|ars?)(?: tid)?$`,
)

/** The choice that a way of saying how often or how soon falls within; undefined when none or several do. To be confirmed. */
export function nameBySpan(text: string, candidates: readonly Candidate[]): string | undefined {
  return pick(rateOf(text), candidates, rateOfChoice) ?? pick(monthsOf(text), withLonger(candidates), soonOfChoice)
}

/** Whether the choices themselves tell how often or how soon. */
export const saysSpans = (candidates: readonly Candidate[]): boolean =>
  candidates.filter((c) => rateOfChoice(c) !== undefined).length > 1 || withLonger(candidates).length > 0

function pick(
  said: Span | undefined,
  candidates: readonly Candidate[],
  spanOf: (c: Candidate) => Span | undefined,
): string | undefined {
  const spans = candidates.flatMap((c) => {
    const span = spanOf(c)
    return span === undefined ? [] : [{ id: c.id, span }]
  })
  if (said === undefined || spans.length < 2) return undefined
  const holding = spans.filter(({ span }) => said.low >= span.low && said.high <= span.high)
  // «Innen ett år» holds half a year too: the narrowest is meant.
  const narrowest = Math.min(...holding.map(({ span }) => span.high - span.low))
  const found = holding.filter(({ span }) => span.high - span.low === narrowest)
  return found.length === 1 ? found[0]?.id : undefined
}

const plainOf = (text: string): string => choiceWords(text).join(' ').replace(about, '')

function rateOf(text: string): Span | undefined {
  const said = bare(plainOf(text))
  const rate = rates.find(([words]) => words.test(said))?.[1]
  if (rate !== undefined) return { low: rate, high: rate }
  const times = /^(?:(\d{1,3}|noen|flere|et par|mange)(?: (?:til |eller )?(\d{1,3}))?) (?:gang|ganger)(?: (.*))?$/.exec(
    said,
  )
  const period = periods.find(([words]) => words.test(times?.[3] ?? ''))?.[1]
  if (times === null || period === undefined) return undefined
  const [low, high] = countOf(times[1] ?? '', times[2])
  return { low: low * period, high: high * period }
}

function countOf(first: string, second: string | undefined): [number, number] {
  if (first === 'et par') return [2, 3]
  if (!/^\d/.test(first)) return [2, 11]
  return [Number(first), Number(second ?? first)]
}

function rateOfChoice({ plain }: Candidate): Span | undefined {
  for (const text of plain) {
    const oftener = / eller (?:oftere|oftare)$/
    const bound = text.replace(oftener, '').replace(/^minst /, '')
    const rate = /^sjeldn[ae]re$/.test(text) ? { low: 0.01, high: 0.99 } : rateOf(bound)
    if (rate !== undefined) return bound === text ? rate : { low: rate.low, high: 1000 }
  }
  return undefined
}

function monthsOf(text: string): Span | undefined {
  const said = bare(tidy(text)).replace(/(\d) ?[-–] ?(?=\d)/g, '$1-')
  if (
    /^(?:straks|med en gang|med ein gong|umiddelbart|omgaende|na|no|i dag|i morgen|raskt|sa snart som mulig)$/.test(
      said,
    )
  )
    return { low: 0, high: 0 }
  const found = span.exec(said)
  if (found === null) return undefined
  const unit = /^(?:u|v)/.test(found[3] ?? '') ? 0.25 : /^m/.test(found[3] ?? '') ? 1 : 12
  const numbers = (found[2] ?? '').split(/-| til | eller /).map(numberOf)
  const [low, high = low] = numbers
  if (low === undefined || high === undefined || numbers.length > 2) return undefined
  return found[1] === undefined ? { low: low * unit, high: high * unit } : { low: low * unit + 0.5, high: 1000 }
}

const numberOf = (text: string): number | undefined => {
  if (/^\d{1,2}(?:[.,]\d)?$/.test(text)) return Number(text.replace(',', '.'))
  return /^(?:et|eit|ett|eitt)$/.test(text) ? 1 : readNumeral(text)
}

function soonOfChoice({ plain }: Candidate): Span | undefined {
  for (const text of plain) {
    if (longer.test(text)) return { low: 0, high: 1000 }
    const within = /^(?:innen|innan) /.test(text) ? monthsOf(text) : undefined
    if (within !== undefined) return { low: 0, high: within.high }
  }
  return undefined
}

const longer = /leng(?:re|er) tid|lenger enn|lengre enn/

/** Only where a choice says «lengre tid» do the others tell how soon. */
const withLonger = (candidates: readonly Candidate[]): readonly Candidate[] =>
  candidates.some((c) => c.plain.some((text) => longer.test(text))) ? candidates : []
