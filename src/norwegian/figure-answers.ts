/** The answer to a question for a figure: a figure alone as it reads, of a sentence the one that is likeliest meant. */

import { figureOf, gives, isShare, unitOf } from '../questionnaire/shape.ts'
import { shareSaid, understandNumber, understandPercent } from './amounts.ts'
import type { Core } from './around.ts'
import { givesFigure } from './called.ts'
import { countsSaidOf } from './counted.ts'
import { amountsIn } from './figure-amounts.ts'
import { type Decision, decided, isDoubtedIn, isPlainShare } from './figure-choice.ts'
import type { Scene } from './figure-signs.ts'
import { isKnown, saidToBe } from './figure-told.ts'
import { counts } from './figures.ts'
import { ask, type Content, type Hearing, toConfirm } from './meaning.ts'
import type { FigureQuestion } from './numbers-in.ts'
import { bare as bareOf, saidOf, tidy, trimOf, words } from './said.ts'
import { monthsInFull, monthsSaid } from './times.ts'
import { withoutUncounted } from './uncounted.ts'
import { aboutAtStart, vagueWords } from './words.ts'

/** Words; a text of no more, «om lag» left out, is a figure with its unit. */
const bare = 2

/** Words of an amount that is only told of: «ganske mange», «noen få til». */
const mostVague = 3

/** The meaning of a text at a question for a figure. `text`: as it was typed, `core`: without what only stands around it. */
export function understandFigure(text: string, core: Core, question: FigureQuestion, hearing: Hearing): Content {
  const content = figureSaid(text, core, question, hearing)
  return leavesOutCounted(text, question) ? toConfirm(content) : content
}

/** «31 hvis norskkurs teller, 22 hvis ikke»: by what the questionnaire says of it, else which of the two is asked. */
const conditional =
  /^[^\p{L}\d]*(\d+)(?: \p{L}+)? (?:(?:hvis|viss|dersom|om) (.{3,50}?) (?:teller|tell|tel|regnes|reknast|er|e)(?: med)?|(?:med|inkl\p{L}*|medregna|medrekna) .{3,50}?),? (?:og |men )?(\d+) (?:(?:hvis|viss|dersom|om) )?(?:ikke|ikkje|itj|uten|utan)(?:[ .!]|$)/iu
const onCondition = (text: string, question: FigureQuestion): Content | undefined => {
  const [, withIt, what, without] = conditional.exec(text) ?? []
  if (withIt === undefined || without === undefined) return undefined
  const said = what === undefined ? undefined : countsSaidOf(what, question)
  return said === undefined
    ? ask({ code: 'ambiguous_number', candidates: [Number(withIt), Number(without)] })
    : { type: 'confirm', answer: figureOf(question, Number(said === 'included' ? withIt : without)) }
}
/** «Under et halvt år», «noen uker», «et par måneder»: no whole year yet. */
const underHalf =
  /^\P{L}*(?:bare |berre |kun |det er |har vært her (?:i )?)?(?:(?:mindre enn|under|ikke|ikkje|itj|knapt) (?:et |eit )?(?:halvt år|halvår)|(?:noen|nokre|nån|et par|eit par|få) (?:uker|veker|veku|måneder|månader|månna|måna|mnd))[.!]*$/iu

/** Times of one year; «nå» and «i fjor» are of others. */
const ofYear = new RegExp(
  `(?<!\\p{L})(?:(?:før|etter|i|på|til|fram til|siden|sidan|om) )?(?:(?:vår|våren|sommer\\p{L}*|sommar\\p{L}*|sumar\\p{L}*|høst|høsten|haust|hausten|vinter\\p{L}*|påsk\\p{L}*|jul|jula|etterpå|${monthsInFull})(?!\\p{L})|(?:første|fyrste|andre|siste) (?:halvår\\p{L}*|kvartal\\p{L}*|halvdel\\p{L}*|runde\\p{L}*|pulje\\p{L}*|gruppe\\p{L}*)|etter$)`,
  'u',
)
const ofOtherPost =
  /(?<!\p{L})(?:(?:av|tå) (?:dem|dei|de|disse|desse)|(?:de|dei) # (?:første|fyrste))(?!\p{L}).*(?<!\p{L})(?:anna|annen|annan|ein annan|andre|som \p{L}+)(?!\p{L})/u
const isJoining = /^(?:og|å|så|samt|,|men|pluss)?$/u

/** «24 i vår og 6 i høst», «30, og 5 i permisjon», «8 år, men 3 av dem i annen stilling»: what the two may come to, the sum or the rest first. */
const ofTwo = (text: string, question: FigureQuestion): number[] | undefined => {
  if (isShare(question) || text.length > longestOfTwo) return undefined
  const [one, other, ...more] = amountsIn(text, question).all
  if (one === undefined || other === undefined || more.length > 0 || !isJoining.test(other.lead)) return undefined
  if ([one, other].some(({ how, fit, range, percent }) => how !== 'said' || fit === 'other' || range || percent))
    return undefined
  const [first, second] = [one.value, other.value]
  if (counts(question, 'year'))
    return ofOtherPost.test(other.clause) && second < first ? [first - second, first] : undefined
  const [time, next] = [ofYear.exec(one.clause)?.[0], ofYear.exec(other.clause)?.[0]]
  if (/^(?:i |om )?etter$/.test(time ?? '')) return undefined
  if (time !== undefined && next !== undefined && time !== next) return [first + second, second]
  const isBeside =
    (/^(?:og|å|så)$/u.test(other.lead) || /^og /u.test(other.clause)) &&
    /^(?:og )?(?:så |i tillegg )?(?:har (?:vi|me) )?# (?:\p{L}+ )?(?:i|på|med|har|som) /u.test(other.clause)
  return isBeside &&
    one.clause.replace('#', '').trim().split(' ').length <= bare &&
    countsSaidOf(other.clause, question)
    ? [first, first + second]
    : undefined
}
/** Characters. */
const longestOfTwo = 90

const figureSaid = (text: string, core: Core, question: FigureQuestion, hearing: Hearing): Content => {
  const either = onCondition(text, question)
  if (either !== undefined) return either
  const two = ofTwo(text, question)
  if (two !== undefined) return ask({ code: 'ambiguous_number', candidates: two })
  if (!isShare(question) && counts(question, 'year') && underHalf.test(text))
    return { type: 'confirm', answer: figureOf(question, 0) }
  const meant = saidToBe(text)
  const isBeside = meant !== undefined && amountsIn(text, question).all.length > 1
  if (isBeside && amountsIn(meant, question).all.length === 1)
    return understandFigure(meant, { ...core, core: meant }, question, hearing)
  const direct = inWholeSteps(
    isShare(question)
      ? understandPercent(core, question)
      : understandNumber(core, question, { ...hearing, year: yearOf(question, hearing) }),
    question,
  )
  const plain = direct.type === 'ask' ? besideOpen(core.core, direct, question, hearing) : undefined
  if (plain !== undefined) return plain
  if (direct.type === 'confirm' || (direct.type === 'ask' && settled.has(direct.problem.code))) return direct
  if (direct.type === 'answer' && words(tidy(text).replace(aboutAtStart, '')).length <= bare && !/^ing/i.test(text))
    return direct
  // «118 pr 1/10» names a day.
  if (direct.type !== 'answer' && signs.test(withoutUncounted(tidy(core.core)).text)) return direct
  const scene: Scene = {
    question,
    amounts: amountsIn(text, question),
    year: yearOf(question, hearing),
    ...(hearing.month === undefined ? {} : { month: hearing.month }),
    hedged: core.hedged,
  }
  if (direct.type === 'answer') {
    // «Ingen tilsette» may be none who were asked about, or none at all.
    if (isShare(question) && direct.answer.value === 0 && /^(?:ingen|inga) \p{L}/iu.test(core.core))
      return toConfirm(direct)
    if (isShare(question) && scene.amounts.all.some((one) => !isPlainShare(one, question))) return toConfirm(direct)
    const { value } = direct.answer
    return typeof value === 'number' && isDoubtedIn(scene, value) ? toConfirm(direct) : direct
  }
  // A range that is told in two clauses is none: «18 i år, 22 i fjor».
  const isRange = direct.type === 'ask' && direct.problem.code === 'number_range'
  // «6-7 av 150»: both ends are of the same whole.
  const ends = scene.amounts.all.filter(({ how, range }) => how === 'share' && range === 'span')
  const [low, high] = isRange && ends.length === 2 ? ends : []
  if (low !== undefined && high !== undefined) return rangeAsked({ low: low.value, high: high.value }, question)
  if (isRange && (scene.amounts.all.length < 2 || scene.amounts.all.some(({ range }) => range !== undefined)))
    return direct
  const isSaid = () => givesFigure(saidOf(text), hearing, question)
  return (
    contentOf(decided(scene, undefined, isSaid), question, hearing) ??
    (isOfElse(text, core.core, direct, question) ? notANumber : direct)
  )
}

const notANumber = ask({ code: 'not_a_number' })

/** «Vi jobber godt, men har litt lite folk» speaks of no amount of what is counted. */
const isOfElse = (text: string, core: string, direct: Content, question: FigureQuestion): boolean =>
  direct.type === 'ask' &&
  direct.problem.code === 'number_vague' &&
  words(text).length > mostVague &&
  !isKnown(tidy(core).replace(degree, ' '), question)
const degree = new RegExp(
  `(?<!\\p{L})(?:${vagueWords.join('|')}|ganske|nokså|veldig|svært|temmelig|temmeleg|relativt|flust)(?!\\p{L})`,
  'gu',
)

/** The year that is asked about, or of now: «ingen i 2018», to «hvor mange i 2018?», is of no other year, whenever it is said. */
const yearOf = (question: FigureQuestion, { year }: Hearing): number => {
  const named = (question.text.nb.match(/(?<!\d)20\d\d(?!\d)/g) ?? []).map(Number)
  return named.length === 0 ? year : Math.max(...named)
}

/** «Halvannet», «11,5 %»: years and per cent are rounded, as the question asks, and what they are rounded to is asked about. */
const inWholeSteps = (content: Content, question: FigureQuestion): Content => {
  if (content.type !== 'answer' && content.type !== 'confirm') return content
  const { answer } = content
  if (!gives(answer, 'figure') || question.decimals > 0) return content
  if (!isShare(question) && !counts(question, 'year')) return content
  const value = Math.round(answer.value)
  return value === answer.value || value < 0 ? content : { type: 'confirm', answer: { ...answer, value } }
}

const lessThanOne =
  /^(?:under|mindre enn|knapt|(?:ikke|ikkje) (?:(?:helt|heilt|enda|ennå|enno) )?) ?(?:et|ett|eit|eitt|1)(?: år)?(?: (?:enda|ennå|enno))?$/u

/** What was found of no figure alone, and tells one by what is asked: «under ett år», «fire-fem måneder», «halvparten» of a known whole. */
const besideOpen = (
  core: string,
  { problem }: Extract<Content, { type: 'ask' }>,
  question: FigureQuestion,
  { whole }: Hearing,
): Content | undefined => {
  if (isShare(question)) return undefined
  const said = trimOf(tidy(core), ' .!')
  if (counts(question, 'year')) {
    if (lessThanOne.test(said)) return ask({ code: 'ambiguous_number', candidates: [0, 1] })
    const months = monthsSaid(said.replace(aboutAtStart, ''))
    // One number of months is read with all that may stand around it.
    if (months === undefined || months.low === months.high || months.high >= 1000) return undefined
    const [low, high] = [Math.round(months.low / 12), Math.round(months.high / 12)]
    return low === high
      ? { type: 'confirm', answer: { ...figureOf(question, low), approximate: true } }
      : ask({ code: 'ambiguous_number', candidates: [low, high] })
  }
  const share = whole === undefined || problem.code === 'other_unit' ? undefined : shareSaid(said)
  if (whole === undefined || share === undefined) return undefined
  const answer = figureOf(question, Math.round((whole * share.value) / 100))
  return { type: 'confirm', answer: share.approximate === true ? { ...answer, approximate: true } : answer }
}

/** «12,000», «3/4», «1:2»: what the figures mean by themselves is open. */
const signs = /\d[.,]\d{3}(?!\d)|\d ?[/:] ?\d(?!\d*\.)|\d[k'](?!\p{L})/u

/** What a whole text was read as, though no one figure. */
const settled: ReadonlySet<string> = new Set(['number_bound', 'ambiguous_number', 'share_as_fraction'])

const contentOf = (decision: Decision, question: FigureQuestion, { language }: Hearing): Content | undefined => {
  switch (decision.type) {
    case 'store':
    case 'confirm': {
      const answer = figureOf(question, Math.round(decision.value * 1e6) / 1e6)
      return {
        type: decision.type === 'store' ? 'answer' : 'confirm',
        answer: decision.approximate ? { ...answer, approximate: true } : answer,
      }
    }
    case 'which':
      return ask({ code: 'ambiguous_number', candidates: [...decision.values] })
    case 'range':
      return rangeAsked(decision, question)
    case 'bound':
      return ask({ code: 'number_bound' })
    case 'unit': {
      const unit = unitOf(question)
      return ask(unit === undefined ? { code: 'not_a_number' } : { code: 'other_unit', unit: unit[language] })
    }
    case 'none':
      return undefined
  }
}

/** Both ends as the question asks; where these are the same, that is the figure. */
const rangeAsked = ({ low, high }: { low: number; high: number }, question: FigureQuestion): Content => {
  const [least, most] = [Math.min(low, high), Math.max(low, high)].map((end) =>
    isShare(question) ? Number(end.toFixed(question.decimals)) : end,
  )
  if (least === undefined || most === undefined) return notANumber
  return least === most
    ? { type: 'confirm', answer: { ...figureOf(question, least), approximate: true } }
    : ask({ code: 'number_range', low: least, high: most })
}

/** «62, ikke medregnet de i permisjon», where the question's help counts these: asked about. */
const leavesOutCounted = (text: string, { help }: FigureQuestion): boolean => {
  const out = leftOut.exec(text)
  if (out === null || help === undefined) return false
  const counted = words(`${help.nb} ${help.nn}`).map((word) => bareOf(word).slice(0, stem))
  return words(text.slice(out.index + out[0].length)).some(
    (word) => word.length > stem && counted.includes(bareOf(word).slice(0, stem)),
  )
}
const stem = 5
const leftOut =
  /(?<!\p{L})(?:(?:ikke|ikkje|itj) (?:medregn\p{L}*|medrekn\p{L}*|inkluder\p{L}*|iberekn\p{L}*|(?:talt|tatt|tald|teke|rekna|regnet|medtatt) ?(?:med)?|med)|utenom|utanom|unntatt|bortsett fra|bortsett frå|eksklusive?|uten|utan|minus)(?!\p{L})/iu
