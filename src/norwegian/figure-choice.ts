/**
 * Which of the figures of a sentence is the answer: each is weighed by what speaks for and against it, beside what they come to
 * together, and beside that none of them is. The weights are `figure-weights.json`, trained by `scripts/train-figures.ts`.
 */

import { isShare } from '../questionnaire/shape.ts'
import type { Amount } from './figure-amounts.ts'
import { type Weighed, weighedIn } from './figure-candidates.ts'
import type { Scene } from './figure-signs.ts'
import { takingBack, word } from './figure-told.ts'
import weights from './figure-weights.json' with { type: 'json' }
import { counts, readNumeral } from './figures.ts'
import type { FigureQuestion } from './numbers-in.ts'
import { sharesOf } from './topic-model.ts'

/** By the names of signs. */
export type Weights = Readonly<Record<string, number>>

const scoreOf = (signs: readonly string[], weigh: Weights): number =>
  signs.reduce((sum, sign) => sum + (weigh[sign] ?? 0), 0)

/** The chance of each candidate, and of none, by their weights. */
export const chancesOf = (signs: readonly (readonly string[])[], weigh: Weights): number[] => [
  ...sharesOf(Float64Array.from(signs, (one) => scoreOf(one, weigh))),
]

/**
 * Chances from which a value is stored: where nothing else may be meant, beside another, where words stand with it that are not known,
 * but the whole says a figure, and whatever stands beside it; from which a sum of parts and the years since a time are; and a value is
 * asked about by name.
 */
const least = { stored: 0.6, beside: 0.85, unknown: 0.9, certain: 0.9, sum: 0.75, since: 0.8, asked: 0.05 }

/** Where one of these is told of an amount, it is asked about, however likely it is. */
const doubts: ReadonlySet<string> = new Set(
  [
    'unknown hedged conditional asks before past_year next_year planned elsewhere others other_subject age thought not names bound in_range',
    'outcome_true goal_false included more date outside lead_of lead_against lead_with part partly spread each slip_after zero_not slip_first unparted unit_other unit_alike feels left',
    'taken_back earlier_before earlier_elsewhere earlier_planned earlier_not earlier_unknown later_hedged later_conditional later_asks',
    'later_partly later_plus later_before later_slip later_rest_years later_past_year_count later_past_year_share',
  ].flatMap((line) => line.split(' ')),
)
/** Doubts that only words leave which are not known, or tell of something beside the answer. */
const slight: ReadonlySet<string> = new Set(
  'unknown earlier_unknown names date each earlier_not later_slip later_before later_rest_years'.split(' '),
)
const doubtsAfterBut = /^later_(?:part|work|not|elsewhere|counted|total|before|planned)$/

/** Whether something is told of an amount for which it is asked about, however likely it is. */
const isDoubted = (signs: readonly string[], isSaid = false): boolean =>
  signs.some((sign) => doubts.has(sign) && !(isSaid && slight.has(sign))) ||
  (signs.includes('later_but') && signs.some((sign) => doubtsAfterBut.test(sign)))

/** Whether what is told of a figure that was read already leaves a doubt. */
export const isDoubtedIn = (scene: Scene, value: number): boolean => {
  const same = weighedIn(scene).candidates.filter((one) => one.said !== undefined && one.value === value)
  const toldOf = ({ signs }: Weighed) => signs.filter((sign) => !/^(?:earlier_|unit_|unknown$)/.test(sign))
  return same.length > 0 && same.every((one) => isDoubted(toldOf(one)))
}

// biome-ignore format: words of a kind share a line
const elsewhere = [
  'before', 'past_year', 'next_year', 'elsewhere', 'planned', 'outcome_true', 'age', 'thought', 'unit_other',
]

/** Another amount that may have to be added or taken away: «14 og 3 til», «20, hvorav 5 i fjor», «34 minus 2». */
const addsOrTakes = ({ said, signs }: Weighed, inPosts: boolean): boolean => {
  const has = (...of: readonly string[]) => of.some((sign) => signs.includes(sign))
  if (has('rest_elsewhere', 'rest_not', 'lead_minus', 'lead_plus', 'lead_slash') || (inPosts && has('lead_of')))
    return true
  // «14, og 3 på familiesameining i tillegg».
  if (has('more') && /^(?:og|å|samt) /.test(said?.clause ?? '')) return true
  if (has('left') || (has('lead_and') && !has(...elsewhere))) return true
  // «120, inkl. 15 som bare går norsk»: those may be none of who is asked about.
  return (
    has('lead_part', 'of_them', 'part', 'included') &&
    has('before', 'past_year', 'planned', 'elsewhere', 'not', 'only', 'work', 'other_role')
  )
}

/** Half a year, and what is near it, may be rounded either way; a dozen is seldom twelve. */
const isHalfWay = ({ value, number }: Amount, question: FigureQuestion): boolean =>
  number.about === 'dozen' ||
  number.about === 'days' ||
  (question.decimals === 0 && !isShare(question) && Math.abs((value % 1) - 0.5) < 0.08)

/** «Tre av fire»: who counts a part of so few says a share. */
const mostOfFew = 20
/** How near to a whole what a part of many comes to must be: «450 av 1500» says 30 per cent. */
const nearWhole = 0.05

/** A share that was said in words, of a few, or that comes to a whole; what «34 av 512» comes to was said by nobody. */
export const isPlainShare = ({ how, number, value }: Amount, question: FigureQuestion): boolean =>
  how !== 'share' ||
  (isShare(question) &&
    (number.of === undefined || number.of <= mostOfFew || Math.abs(value - Math.round(value)) < nearWhole))

/** Wholes of which a part is told as a share. */
const roundWholes: ReadonlySet<number> = new Set([3, 4, 5, 10, 100, 1000])

/** «Ni av ti» is a share, and «30 og 40» nothing of which one is meant. */
const isNoAnswer = ({ all, text }: Scene['amounts']): boolean => {
  if (all.length < 2) return false
  const words = (text.match(/\p{L}{3,}/gu) ?? []).filter((it) => readNumeral(it) === undefined)
  const isOfWhole = all.some(({ lead, value }) => /^(?:av|per|pr)$/.test(lead) && roundWholes.has(value))
  const isPart = all.some(({ lead }) => lead === 'av')
  return isOfWhole
    ? words.length < 3
    : words.length === 0 && !isPart && all.every(({ lead }) => /^(?:|og|å|\/)$/.test(lead))
}

export type Decision =
  | { type: 'store' | 'confirm'; value: number; approximate: boolean }
  | { type: 'which'; values: readonly number[] }
  | { type: 'range'; low: number; high: number }
  | { type: 'bound' | 'unit' | 'none' }

type Likely = { chance: number; best: Weighed; of: number }

/** The values in the order of their chances; what says the same twice is likelier. */
const byChance = (candidates: readonly Weighed[], chances: readonly number[]): Likely[] => {
  const values = new Map<number, Likely>()
  candidates.forEach((one, i) => {
    const chance = chances[i] ?? 0
    const known = values.get(one.value)
    if (known === undefined) values.set(one.value, { chance, best: one, of: chance })
    else {
      const isBetter = chance > known.of
      values.set(one.value, {
        chance: known.chance + chance,
        best: isBetter ? one : known.best,
        of: isBetter ? chance : known.of,
      })
    }
  })
  return [...values.values()].sort((one, other) => other.chance - one.chance)
}

/** What comes last where somebody corrects it, whether or not it can be right; undefined where nobody does, or concludes with something else. */
const corrected = (candidates: readonly Weighed[], chances: readonly number[]): Likely | undefined => {
  const at = candidates.findIndex(({ signs }) => signs.includes('corrects') && signs.includes('outside'))
  const best = candidates[at]
  return best === undefined ? undefined : { chance: chances[at] ?? 0, best, of: chances[at] ?? 0 }
}

/** What is made of the amounts of a text. `isSaid`: whether the whole of it says a figure, as far as others tell; asked only where it matters. */
export const decided = (
  scene: Scene,
  weigh: Weights = weights.signs,
  isSaid: () => boolean = () => false,
): Decision => {
  const { all } = scene.amounts
  const { candidates, none } = weighedIn(scene)
  const chances = chancesOf([...candidates.map(({ signs }) => signs), none], weigh)
  const [likeliest, second] = byChance(candidates, chances)
  const first = corrected(candidates, chances) ?? likeliest
  if (first === undefined || isNoAnswer(scene.amounts)) return { type: 'none' }
  const open = openOf(first.best, all)
  if (open !== undefined) return open
  const { said } = first.best
  if (
    first.chance < least.asked &&
    !first.best.signs.includes('corrects') &&
    !(all.length === 1 && isOfAsked(first.best))
  )
    return { type: 'none' }
  // «4 år her, men 11 år til sammen i kommunen»: both are told of here.
  const whole = candidates.find(
    ({ said: other, signs }) =>
      other !== undefined && other.fit !== 'other' && signs.includes('total') && signs.includes('here'),
  )
  if (said !== undefined && said.fit === 'same' && whole !== undefined && whole.value !== first.best.value)
    return { type: 'which', values: [first.best.value, whole.value] }
  const approximate = first.best.approximate || scene.hedged
  // «Et ektepar med tre barn, så seks i alt»: the total was told, and nothing is added to it.
  const [total, ...totals] = said !== undefined ? [] : candidates.filter(isTotal)
  if (total !== undefined && totals.length === 0 && total.value !== first.best.value)
    return { type: 'confirm', value: total.value, approximate: total.approximate || scene.hedged }
  if (said !== undefined && isSure(scene, first, said, { candidates, isSaid }))
    return { type: 'store', value: first.best.value, approximate }
  if (said === undefined && isReckoned(scene, first)) return { type: 'store', value: first.best.value, approximate }
  // «17 + 4 som bare går på norsk»: whether the second counts is anybody's guess.
  const isSum = all.length === 2 && (isPlus.test(all[1]?.lead ?? '') || isAdded.test(all[1]?.clause ?? ''))
  const [part, added] = all.map(({ value }) => value)
  if (isSum && said !== undefined && part !== undefined && added !== undefined)
    return { type: 'which', values: [part, part + added] }
  const apart = partsOf(scene, first.best)
  if (apart !== undefined) return { type: 'which', values: apart }
  const isEven =
    second?.best.said !== undefined &&
    said !== undefined &&
    !first.best.signs.includes('corrects') &&
    (second.chance > 0.5 * first.chance || first.best.signs.includes('not'))
  if (isEven) return { type: 'which', values: [first.best.value, second.best.value] }
  const [one, other] = all
  if (said !== undefined && one !== undefined && other !== undefined && isYearsTwice(scene, candidates))
    return { type: 'which', values: [one.value, other.value] }
  return { type: 'confirm', value: first.best.value, approximate }
}

const isTotal = ({ said, signs }: Weighed): boolean =>
  said !== undefined && said.fit !== 'other' && signs.includes('total')

/** «Ti vaksne og fire barn», «tiltrådte 1. august 2011»: what several come to, or how long ago that was, with nothing told beside it. */
const isReckoned = (scene: Scene, { chance, best }: Likely): boolean => {
  const { all, text } = scene.amounts
  if (scene.hedged || partsOf(scene, best) !== undefined || bySources.test(text)) return false
  const has = (sign: string) => best.signs.includes(sign)
  if (has('sum')) return chance >= least.sum && !all.some(({ lead }) => isPlus.test(lead))
  const isTold = has('since_month') || !has('since_year')
  return isTold && has('since_alone') && !has('since_two') && chance >= least.since && !anotherTime.test(text)
}
const anotherTime = word(`${takingBack}|permisjon|pause|mellom|avbrudd|som vikar|først|fyrst`)
/** Two who count the same. */
const bySources = word(
  'finn|finner|finnar|står|viser|syner|ifølge|i følge|sier|seier|nir|regneark\\p{L}*|reknear\\p{L}*|excel|register\\p{L}*|liste\\p{L}*|papir\\p{L}*',
)

/** Whether an amount has the unit that is asked for, or stands with words of the question. */
const isOfAsked = ({ said, signs }: Weighed): boolean =>
  said?.fit === 'same' || signs.includes('asked') || signs.includes('we')

/** What is asked about an amount that is a limit, one end of a range, or something else than what is counted. */
const openOf = ({ said }: Weighed, all: readonly Amount[]): Decision | undefined => {
  const isRange = said?.range !== undefined
  const ends = all.filter(({ range }) => range !== undefined)
  if (all.length > 0 && all.every(({ percent }) => percent === 'other')) return { type: 'none' }
  if (all.length > 0 && all.every(({ fit }) => fit === 'other')) return { type: 'unit' }
  if (isRange && ends.some(({ fit }) => fit === 'other')) return { type: 'unit' }
  if (isRange) {
    const [low = 0, high = 0] = ends.map(({ value }) => value)
    return said.range === 'or' ? { type: 'which', values: [low, high] } : { type: 'range', low, high }
  }
  return said?.bound === true ? { type: 'bound' } : undefined
}

const isYears = (question: FigureQuestion): boolean => !isShare(question) && counts(question, 'year')

/** «12 år i kommunen, 4 som leder»: two spans of the same person, here, of which the question tells which one is meant, and the words do not. */
const isYearsTwice = ({ question, amounts: { all } }: Scene, candidates: readonly Weighed[]): boolean =>
  !isShare(question) &&
  counts(question, 'year') &&
  all.length === 2 &&
  all.every(({ fit, how, range }) => fit !== 'other' && how === 'said' && range === undefined) &&
  /(?<!\p{L})(?:som \p{L}|(?:av|tå) (?:dem|dei|de|disse|desse)(?!\p{L}))/u.test(all[1]?.clause ?? '') &&
  candidates.every(
    ({ signs }) => !signs.some((sign) => elsewhere.includes(sign) || /^(?:corrects|others|only|lead_but)$/.test(sign)),
  )

const isPlus = /^(?:\+|pluss)$/
const isAdded = /^(?:og|å|samt) .*(?<!\p{L})(?:i tillegg|attåt|dessuten)(?!\p{L})/u

/** «20 frå oss og 6 frå Aurland», «12 år i kommunen, 4 som leder»: of a sum whose parts are not said to be asked for alike, what may be meant. */
const partsOf = ({ question, amounts: { all } }: Scene, { said, signs, value }: Weighed): number[] | undefined => {
  if (said !== undefined || !signs.includes('sum') || isShare(question)) return undefined
  const [first, ...others] = all.filter(({ fit }) => fit !== 'other')
  if (first === undefined || others.length === 0 || all.some(({ how }) => how === 'span')) return undefined
  const isYears = counts(question, 'year') && !all.some(({ lead }) => /^(?:og|å|samt)$/.test(lead))
  if (isYears && !all.some(({ lead }) => isPlus.test(lead))) return [first.value, ...others.map((one) => one.value)]
  const isOfOthers = others.some(({ names, clause }) => names.length > 0 && /(?:^|\s)(?:fra|frå) \p{L}+$/u.test(clause))
  return isOfOthers || isYears ? [first.value, value] : undefined
}

const isSure = (
  { question, amounts: { all }, hedged }: Scene,
  { chance, best }: Likely,
  said: Amount,
  { candidates, isSaid }: { candidates: readonly Weighed[]; isSaid: () => boolean },
): boolean => {
  if (hedged || isDoubted(best.signs, true) || isHalfWay(said, question) || !isPlainShare(said, question)) return false
  const others = candidates.filter(({ value }) => value !== best.value)
  const isRival = ({ said: other, signs }: Weighed) =>
    other !== undefined && signs.some((sign) => sign.startsWith('live'))
  // «Fjorten. Nei, femten … så fjorten»: what is concluded with is meant.
  if (others.some(({ signs }) => signs.includes('ends_concluding')) && !best.signs.includes('ends_concluding'))
    return false
  const inPosts = !isShare(question) && (counts(question, 'full_time') || counts(question, 'post'))
  const isOpen = others.some((one) => addsOrTakes(one, inPosts))
  const isOfYears =
    isYears(question) &&
    (all.some(({ lead }) => /^(?:hvorav|herav|derav)$/.test(lead)) ||
      others.some(({ signs }) => signs.includes('of_them') || signs.includes('included')))
  if (chance >= least.certain && !isDoubted(best.signs) && !isOfYears && !(inPosts && isOpen)) return true
  if (isOfYears) return false
  const isBeside = others.some(isRival)
  if (chance < (isBeside ? least.beside : least.stored)) return false
  if (isOpen) return false
  return !isDoubted(best.signs) || (!isBeside && chance >= least.unknown && isSaid())
}
