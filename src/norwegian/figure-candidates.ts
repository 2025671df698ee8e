/** What may be the answer in a sentence with figures: each of them, what they come to together, and since when somebody has been there. */

import { boundsOf, isShare } from '../questionnaire/shape.ts'
import type { Amount } from './figure-amounts.ts'
import { type Scene, type Sign, signsOfAll, signsOfNone } from './figure-signs.ts'
import { counts } from './figures.ts'
import type { FigureQuestion } from './numbers-in.ts'
import { yearsSinceMonth } from './reckoned.ts'
import { monthsInFull } from './times.ts'

/** `said`: the amount itself; absent of what several come to. */
export type Weighed = { value: number; signs: string[]; approximate: boolean; said?: Amount }

/** Everything that may be the answer, and what speaks for none of it being. */
export const weighedIn = (scene: Scene): { candidates: Weighed[]; none: string[] } => {
  const { question, amounts } = scene
  const signs = signsOfAll(scene)
  const since = sinceIn(scene)
  const said = amounts.all.map((one, i): Weighed => {
    const own = signs[i] ?? []
    if (since !== undefined && Math.abs(since.value - one.value) < 0.6) own.push('agrees_since')
    return {
      value: one.how === 'said' && isShare(question) ? one.value : inStep(one.value, question),
      signs: own,
      approximate: one.approximate,
      said: one,
    }
  })
  const joined = [sumOf(scene, signs), restOf(scene, signs), isReckonedBeside(scene, signs) ? undefined : since].filter(
    (one) => one !== undefined,
  )
  return { candidates: [...said, ...joined], none: signsOfNone(scene, signs) }
}

/** Rounded as the question asks for it: to its decimals, or to whole years. */
const inStep = (value: number, question: FigureQuestion): number => {
  const factor = 10 ** question.decimals
  return question.decimals === 0 && !isShare(question) && !counts(question, 'year')
    ? value
    : Math.round(value * factor + 1e-9) / factor
}

const together = /(?<!\p{L})(?:sammen|saman|tilsammen|totalt|i alt)(?!\p{L})/u

/** Signs of an amount that is no part of a sum. */
// biome-ignore format: a list of names
const apart: ReadonlySet<Sign> = new Set<Sign>([
  'lead_of', 'taken_back', 'before', 'past_year', 'next_year', 'elsewhere', 'planned', 'only', 'others', 'age',
  'thought', 'lead_part', 'lead_against', 'included', 'feels', 'outside', 'zero', 'not', 'spread', 'of_them',
])

const sumOf = ({ question, amounts: { all, text } }: Scene, signs: readonly Sign[][]): Weighed | undefined => {
  const parts = all.flatMap((one, i) =>
    one.fit === 'other' || one.range !== undefined || signs[i]?.some((sign) => apart.has(sign))
      ? []
      : [{ one, signs: signs[i] ?? [] }],
  )
  if (isShare(question) && !together.test(text)) return undefined
  if (parts.length < 2 || signs.some((of) => of.includes('is_sum'))) return undefined
  const value = parts.reduce((sum, { one }) => sum + one.value, 0)
  const [first, ...others] = parts
  const has = (sign: Sign) => parts.filter((part) => part.signs.includes(sign)).length
  const tells: readonly (readonly [string, boolean])[] = [
    ['sum', true],
    ['sum_of_all', parts.length === all.length],
    ['sum_three', parts.length > 2],
    ['sum_plus', others.every((part) => part.signs.includes('lead_plus'))],
    ['sum_and', has('lead_and') > 0],
    ['sum_kinds', has('kind') === parts.length],
    ['sum_some_kinds', has('kind') > 0 && has('kind') < parts.length],
    ['sum_alone', has('alone') > 0],
    ['sum_units', has('unit_same') === parts.length],
    ['sum_posts', has('how_post') === parts.length],
    ['sum_spans', parts.some(({ one }) => one.how === 'span') && parts.some(({ one }) => one.how === 'said')],
    ['sum_total', /(?<!\p{L})(?:sammen|totalt|i alt|te sammen|til saman|så|deretter)(?!\p{L})/u.test(text)],
    ['sum_part', has('part') > 0],
    ['sum_here', has('here') > 0],
    ['sum_now', has('now') > 0],
    ['sum_share', isShare(question)],
    ['sum_years', !isShare(question) && counts(question, 'year')],
    ['sum_rest_fits', first !== undefined && value - first.one.value === first.one.value],
    ['sum_said', all.some((one) => Math.abs(one.value - value) < 1e-6)],
    ['sum_left', has('left') > 0],
    ['sum_not', has('not') > 0],
  ]
  return {
    value: inStep(value, question),
    signs: tells.flatMap(([name, is]) => (is ? [name] : [])),
    approximate: parts.some(({ one }) => one.approximate),
  }
}

/** «31, men 9 av dei er frå nabokommunen»: what is left of the one. */
const restOf = ({ question, amounts: { all } }: Scene, signs: readonly Sign[][]): Weighed | undefined => {
  const [whole, part] = all
  if (whole === undefined || part === undefined || all.length > 3 || isShare(question)) return undefined
  if (whole.value <= part.value || whole.fit === 'other' || part.fit === 'other') return undefined
  const of = signs[1] ?? []
  const tells: readonly (readonly [string, boolean])[] = [
    ['rest', true],
    ['rest_two', all.length === 2],
    ['rest_but', of.includes('lead_but')],
    ['rest_part', of.includes('part') || of.includes('lead_part')],
    ['rest_left', of.includes('left')],
    ['rest_elsewhere', of.includes('elsewhere') || of.includes('names')],
    ['rest_thought', signs[0]?.includes('thought') === true],
    ['rest_more', of.includes('more')],
    ['rest_years', counts(question, 'year')],
    ['rest_not', of.includes('not') || of.includes('later_not')],
  ]
  return {
    value: whole.value - part.value,
    signs: tells.flatMap(([name, is]) => (is ? [name] : [])),
    approximate: whole.approximate,
  }
}

/** Signs of a number of years that is none of how long somebody has been there. */
const ofAnother: ReadonlySet<Sign> = new Set<Sign>(['age', 'others', 'elsewhere', 'before', 'planned'])

/** «Begynte i 2009, så da blir det 9 år»: who says how many years it comes to has reckoned better than anybody else could. */
const isReckonedBeside = ({ question, amounts: { all } }: Scene, signs: readonly Sign[][]): boolean =>
  !isShare(question) &&
  counts(question, 'year') &&
  all.some((one, i) => one.fit === 'same' && one.how === 'said' && !signs[i]?.some((sign) => ofAnother.has(sign)))

const began =
  /(?<!\p{L})(?:begyn\p{L}*|byrj\p{L}*|start\p{L}*|tiltrå\p{L}*|tiltre\p{L}*|siden|sidan|sia|sea|fra|frå|tok over|overtok|kom|tilsett|ansatt|tilsatt|vært her|vore her)(?!\p{L})/u
const thisYear = new RegExp(
  `(?<!\\p{L})(?:i|no i|nå i) (?:år|høst|haust|vår|sommer|sommar|${monthsInFull})(?!\\p{L})|·· (?:·)+`,
  'u',
)

/** «Tiltrådte 1. august 2011», «begynte i september»: the years since then. */
const sinceIn = ({ question, amounts: { all, text, typed, years }, year, month }: Scene): Weighed | undefined => {
  if (isShare(question) || !counts(question, 'year')) return undefined
  const begun = began.test(text)
  const named = years[0]?.year
  const isThisYear = named === undefined && begun && thisYear.test(text)
  const dated = isThisYear ? typed.replace(/(?<=\p{L} )i år(?!\p{L})/u, `${year}`) : typed
  const exact = yearsSinceMonth(dated, { year, ...(month === undefined ? {} : { month }) })
  const value =
    named !== undefined
      ? (exact?.value ?? year - named)
      : !begun
        ? undefined
        : /(?<!\p{L})i ?fjor(?!\p{L})/u.test(text)
          ? 1
          : isThisYear
            ? (exact?.value ?? 0)
            : undefined
  const { max = Number.POSITIVE_INFINITY } = boundsOf(question)
  if (value === undefined || value < 0 || value > max) return undefined
  const tells: readonly (readonly [string, boolean])[] = [
    ['since', true],
    ['since_begun', begun],
    ['since_alone', all.length === 0],
    ['since_year', named !== undefined || isThisYear],
    ['since_month', exact?.sure === true],
    ['since_two', years.length > 1],
    ['since_beside', all.some(({ fit }) => fit !== 'other')],
  ]
  return { value, signs: tells.flatMap(([name, is]) => (is ? [name] : [])), approximate: false }
}
