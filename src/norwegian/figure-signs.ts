/** What speaks for and against an amount being the answer: named signs, each of which `figure-weights.json` gives a weight. */

import { boundsOf, isShare } from '../questionnaire/shape.ts'
import type { Amount, Amounts } from './figure-amounts.ts'
import { isKnown, type Told, takingBack, told, word } from './figure-told.ts'
import { counts } from './figures.ts'
import { choiceWords, isFormOf } from './match.ts'
import type { FigureQuestion } from './numbers-in.ts'
import { monthsInFull } from './times.ts'
import { wordsAsked } from './yes-no.ts'

/** «Florø fekk #»: somebody has it who is not the one that answers. */
const otherSubject =
  /^(?!(?:vi|me|mæ|jeg|eg|æ|det|d|de|dei|her|hær|nå|no|då|da|så|kommun\p{L}*|bydel\p{L}*|ja|har|i|om|dere|som|man|ein|en|og|å|alle|hr|totalt|samlet|den|dette|år|ver?l|per|pr) )[\p{L}]+ (?:fekk|fikk|har|hadde|tok|busette|bosatte|sat|satt|fører|melder) /u

/** What all amounts of a text have in common. `month`: of now, from 1; absent: not known. */
export type Scene = { question: FigureQuestion; amounts: Amounts; year: number; month?: number; hedged: boolean }

const trimmed = (clause: string): string => clause.replace(/^[\s#,.]+|[\s#,.]+$/g, '')

/** Signs that an amount is something else than what is asked for, of which one among others is told. */
// biome-ignore format: a list of names
const off: ReadonlySet<Sign> = new Set<Sign>([
  'before', 'past_year', 'next_year', 'planned', 'elsewhere', 'others', 'part', 'included', 'of_them', 'lead_part', 'lead_of', 'lead_against',
  'taken_back', 'thought', 'age', 'feels', 'spread', 'lead_spread', 'outcome_true', 'goal_false', 'more', 'unit_other', 'left', 'outside', 'other_day',
])

/** The signs of all amounts of a text, in their order. */
export const signsOfAll = (scene: Scene): Sign[][] => {
  const all = scene.amounts.all.map((one) => signsFor(one, scene))
  const live = all.filter((signs) => !signs.some((sign) => off.has(sign)))
  return all.map((signs) => [...signs, amongOthers(signs, live)])
}

/** Whether it is one, the first or the last of those that may be what is asked for. */
const amongOthers = (signs: readonly Sign[], live: readonly (readonly Sign[])[]): Among => {
  const at = live.indexOf(signs)
  if (at < 0) return live.length > 0 ? 'off_beside' : 'off_all'
  if (live.length === 1) return 'live_alone'
  return at === 0 ? 'live_first' : at === live.length - 1 ? 'live_last' : 'live'
}

/** Of signs, and whether they are there, those that are. */
const there = <const Name extends string>(tells: readonly (readonly [name: Name, is: boolean])[]): Name[] =>
  tells.flatMap(([name, is]) => (is ? [name] : []))

/** What may be told of an amount by itself. */
type Own =
  | `unit_${Amount['fit']}`
  | `how_${Amount['how']}`
  | ReturnType<typeof ofPlace | typeof ofLead | typeof ofOthers | typeof ofTime>[number]
  | `${'' | 'earlier_' | 'later_'}${Told}`

/** What the others tell of it. */
type Among = 'off_beside' | 'off_all' | 'live_alone' | 'live_first' | 'live' | 'live_last' | 'agrees_since'

/** What may be told of an amount: `figure-weights.json` has a weight for each that the lines it learnt from have. */
export type Sign = Own | ReturnType<typeof bySort>[number] | Among

/** The signs of one amount. */
const signsFor = (one: Amount, scene: Scene): Sign[] => {
  const signs: Own[] = [
    `unit_${one.fit}`,
    `how_${one.how}`,
    ...ofPlace(one, scene),
    ...ofLead(one, scene),
    ...ofOthers(one, scene),
    ...ofTime(one, scene),
    ...wordsIn(one.clause, ''),
    ...wordsIn(one.earlier, 'earlier_'),
    ...wordsIn(one.later, 'later_'),
  ]
  return [...signs, ...bySort(signs, scene.question)]
}

/** «0, ikke …», «0, derfor …». */
const afterZero = word('ikke|ikkje|itj|derfor|difor')
const theRest = word('resten')

/** Where it stands, and what it is. */
const ofPlace = (one: Amount, { question, amounts: { all, text } }: Scene) => {
  const own = all.filter(({ fit }) => fit !== 'other')
  const isOne = all.length === 1
  const before = text.slice(0, one.from)
  const isAlone = trimmed(one.clause) === ''
  const { min = 0, max = Number.POSITIVE_INFINITY } = boundsOf(question)
  return there([
    ['only_amount', isOne],
    ['only_own', !isOne && own.length === 1 && one.fit !== 'other'],
    ['only_unit', !isOne && one.fit === 'same' && all.filter(({ fit }) => fit === 'same').length === 1],
    ['first', !isOne && all[0] === one],
    ['first_own', !isOne && own[0] === one],
    ['last', !isOne && all.at(-1) === one],
    ['starts_text', !/[\p{L}\d]/u.test(before)],
    ['starts_soon', /^[^.,;:]{1,14}$/u.test(before) && /\p{L}/u.test(before)],
    ['alone', isAlone],
    ['alone_unit', !isAlone && one.fit === 'same' && trimmed(text.slice(one.to, one.to + 1)) === ''],
    ['starts_clause', one.clause.startsWith('#') && all[0] !== one],
    ['zero', one.value === 0],
    ['zero_not', one.value === 0 && afterZero.test(one.later)],
    ['article', one.number.article === true && one.how === 'said'],
    ['outside', one.value < min || one.value > max],
    ['bound', one.bound],
    ['in_range', one.range !== undefined],
    ['names', one.names.length > 0],
    ['unknown', !isKnown(one.clause, question)],
    ['other_subject', otherSubject.test(one.clause)],
    ['earlier_any', /\p{L}/u.test(one.earlier)],
    ['earlier_unknown', !isKnown(one.earlier, question)],
    ['later_rest', theRest.test(one.later)],
    ['later_plus', /^[\s,.;]*(?:pluss|minus|\+|og (?:en|ei|ein|et|eit|han|hun|ho) )/u.test(one.later)],
    ['later_but', /^[\s,.;]*(?:men|likevel)(?!\p{L})/u.test(one.later)],
  ])
}

const against = /(?:^|[\s,])(?:mot|fra|frå|enn|opp fra|opp frå|ned fra|ikke|ikkje|itj|ei) #/u
const ofThem = /^(?:hvorav|herav|derav|av (?:dem|dei|de|di|dæm|disse|desse)) /u
const concluding = /(?:^|[\s,])(?:så|altså|altso|blir|vert|skriv|sett|si|sei|dvs|er)(?: \p{L}+){0,3} #\p{P}*$/u
/** «4 klasser med 12»: so many for each. */
const each = /(?<!\p{L})(?:med|på|à) $/u

/** The word or sign that parts it from the amount before, or the next one from it. */
const ofLead = (one: Amount, { amounts }: Scene) => {
  const { all, text } = amounts
  const i = all.indexOf(one)
  const [former, next] = [all[i - 1], all[i + 1]]
  const { lead, clause } = one
  const correctedBy = all.slice(i + 1).find((other) => isCorrection(other, amounts))
  return there([
    ['lead_but', /^(?:men|mens|medan|likevel)$/.test(lead)],
    ['lead_against', /^(?:mot|imot|minus|enn)$/.test(lead) || against.test(clause)],
    ['lead_part', /^(?:hvorav|herav|derav)$/.test(lead) || ofThem.test(clause)],
    ['lead_of', /^(?:av|tå|ut av|utav|per|pr)$/.test(lead) && i > 0],
    ['lead_spread', /delt|spre/.test(lead)],
    ['lead_minus', lead === 'minus'],
    ['lead_slash', lead === '/'],
    // Nothing parts it, and nothing is said of it: the words before may be about either.
    ['unparted', lead === '' && i > 0 && trimmed(clause) === '' && !isCorrection(one, amounts)],
    // «Nei 12»: what it takes back was said before, maybe at another question.
    ['slip_first', i === 0 && takesBack.test(`${one.earlier} ${clause.split('#')[0]}`)],
    ['lead_with', former?.fit === 'other' && each.test(text.slice(former.to, one.from))],
    ['lead_and', /^(?:og|å|samt)$/.test(lead)],
    ['lead_plus', isPlus.test(lead)],
    ['next_plus', isPlus.test(next?.lead ?? '')],
    ['next_of', /^(?:av|tå|ut av|utav|\/)$/.test(next?.lead ?? '')],
    ['ends_concluding', concluding.test(clause) && i > 0],
    ['slip_after', takesBack.test(clause.split('#')[1] ?? '') && correctedBy === undefined],
    ['taken_back', correctedBy !== undefined && (correctedBy === next || isCorrection(one, amounts) || i === 0)],
    ['corrects', isCorrection(one, amounts) && correctedBy === undefined],
  ])
}
const isPlus = /^(?:\+|pluss)$/

/** What the other amounts say of it, and the words of the question. */
const ofOthers = (one: Amount, { question, amounts: { all } }: Scene) => {
  const own = all.filter(({ fit }) => fit !== 'other')
  const rest = own.filter((other) => other !== one)
  const sum = rest.reduce((total, { value }) => total + value, 0)
  const asked = wordsAsked(question)
  const said = choiceWords(`${one.clause} ${one.next}`)
  return there([
    ['is_sum', own.length > 2 && one.fit !== 'other' && Math.abs(sum - one.value) < 1e-6],
    ['largest', own.length > 1 && own.every(({ value }) => value <= one.value)],
    ['share_of_all', rest.some(({ value }) => Math.abs(value - Math.round(one.value)) < 0.01)],
    ['asked', said.some((it) => it.length > 4 && asked.some((other) => isFormOf(it, other)))],
  ])
}

/** Years and days that are named beside it. */
const ofTime = (one: Amount, { question, amounts: { all, years }, year }: Scene) => {
  const later = years.filter(({ at }) => at >= one.end && at < one.end + one.later.length)
  return there([
    ['past_year', one.years.some((named) => named < year)],
    ['next_year', one.years.some((named) => named > year)],
    ['this_year', one.years.includes(year)],
    ['later_past_year', later.some((named) => named.year < year)],
    ['asked_day', isAskedDay(one, question)],
    ['other_day', all.some((other) => other !== one && isAskedDay(other, question))],
  ])
}

/** Signs of words in a text; `prefix`: whose words they are. */
const wordsIn = <Prefix extends '' | 'earlier_' | 'later_'>(text: string, prefix: Prefix): `${Prefix}${Told}`[] =>
  /[\p{L}?]/u.test(text)
    ? told.flatMap(([name, pattern]) => (pattern.test(text) ? [`${prefix}${name}` as const] : []))
    : []

/** Signs that mean another thing where years, shares or persons are counted, or a goal is asked for. */
// biome-ignore format: a list of names
const sorted = [
  'later_rest', 'later_past_year', 'soon', 'later', 'planned', 'now', 'here', 'before', 'begun', 'age', 'self', 'kind',
] as const satisfies readonly Own[]
type Sorted = (typeof sorted)[number]
const isSorted = (sign: Own): sign is Sorted => sorted.some((one) => one === sign)

const bySort = (signs: readonly Own[], question: FigureQuestion) => {
  const sort = isShare(question) ? 'share' : counts(question, 'year') ? 'years' : 'count'
  const isGoal = /mål/u.test(question.text.nb)
  return signs.flatMap((sign) => {
    if (sign === 'goal' || sign === 'outcome') return [`${sign}_${isGoal}` as const]
    return isSorted(sign) ? [`${sign}_${sort}` as const] : []
  })
}

const takesBack = word(takingBack)

const day = new RegExp(`\\b(\\d{1,2})\\. (${monthsInFull})`, 'u')

/** Whether a clause names the day that is asked about: «per 1. oktober», «1.10.». */
const isAskedDay = ({ typed }: Amount, question: FigureQuestion): boolean => {
  const [said, date = '', month = ''] = day.exec(question.text.nb) ?? []
  if (said === undefined || !/\d/.test(typed)) return false
  const number = monthsInFull.split('|').indexOf(month) + 1
  return typed.includes(said) || new RegExp(`(?<!\\d)${date}[./] ?0?${number}(?!\\d)`).test(typed)
}

/** Whether a word that takes back what stands before stands between an amount and the one before it. */
const isCorrection = (one: Amount, { all, text }: Amounts): boolean => {
  const former = all[all.indexOf(one) - 1]
  return former !== undefined && takesBack.test(text.slice(former.to, one.from))
}

/** What may be told of a whole text in which no amount is the answer. */
const ofNone: ReadonlySet<Told> = new Set<Told>([
  ...(['asks', 'date', 'conditional', 'hedged', 'self', 'work', 'partly', 'others'] as const),
])

/** Signs that nothing in the text is the answer. */
export const signsOfNone = ({ amounts, hedged }: Scene, signsOf: readonly (readonly Sign[])[]): string[] => {
  const { all, text } = amounts
  const own = all.filter(({ fit }) => fit !== 'other')
  const live = signsOf.filter((of) => of.some((sign) => sign.startsWith('live'))).length
  const tells = there([
    ['no_own', own.length === 0],
    ['two', own.length === 2],
    ['many', own.length > 2],
    ['no_unit', all.every(({ fit }) => fit !== 'same')],
    ['starts', /^\W*[#\d]/u.test(text)],
    ['long', text.length > 60],
    ['longer', text.length > 110],
    ['hedged', hedged],
    ['or', all.some(({ range }) => range === 'or')],
    [`live_${Math.min(live, 3)}`, true],
    ['first_off', signsOf[0]?.some((sign) => sign.startsWith('off')) === true],
    ...told.map(([name, pattern]) => [`said_${name}`, ofNone.has(name) && pattern.test(text)] as const),
  ])
  return ['none', ...tells.map((name) => `none_${name}`)]
}
