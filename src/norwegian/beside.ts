/**
 * What is told beside a plain answer: «NAV, har alltid vært der hos oss», «2, 3 og 5 - sjekket med NAV-leder», «kjapt. 3-4 mnd».
 * Whether it takes anything back, so that the answer before it is certain or is to be asked about.
 */

import type { Asked } from '../questionnaire/schema.ts'
import { asks, figureOf, gives, unitOf } from '../questionnaire/shape.ts'
import { namesOne } from './around.ts'
import { readNumeral } from './figures.ts'
import { type Candidate, candidatesOf } from './match.ts'
import type { Content, Hearing } from './meaning.ts'
import { nameOne } from './one-choice.ts'
import { bare, type Said, tidy } from './said.ts'
import { piecesOf, type Turn } from './sentences.ts'
import { monthsInFull, nameBySpan } from './times.ts'
import { choicesFor } from './yes-no.ts'

/** An answer and what is told after it. */
export type Beside = { answer: string; remark: string }

/** Words of a remark; more is a story. */
const longest = 25

const first =
  /^(.{1,80}?)(?: ?[;!…]+ ?| [-–—] |(?<=[^\s\d.]{2})\.+ +|(?<=\d)\.+ +(?=\p{Lu})|,(?!\d) ?| ?\()(?=\S)(.+)$/su

/** In a list a comma parts what is listed. */
const ofList = /^(.{1,80}?)(?: ?[;!…]+ ?| [-–—] |(?<=[^\s\d.]{2}|\d)\.+ +(?=\p{L}{2})| ?\()(?=\S)(.+)$/su

/** The text before the first sign that may end an answer, and the rest; undefined when there is no such sign. */
export const besideOf = (core: string, isList: boolean): Beside | undefined => {
  const [, answer = '', remark = ''] = (isList ? ofList : first).exec(core) ?? []
  return answer.trim() === '' || remark.trim() === '' ? undefined : { answer: answer.trim(), remark: remark.trim() }
}

/** Words that take back some of an answer, or say more of it. */
const takesBack =
  /\b(?:nei|neida|ikk?j?e|ittj?|itj|ingen|inga|aldri|neppe|nesten|delvis|utenom|bortsett|unntatt|heller|eller|tidligere|tidlegare|forrige|neste|kanskje|usikker\w*|lurer|tror|trur|hvis|viss|dersom|skal|burde|skulle|resten|andre|ellers|elles|pluss|ogsa|i tillegg|dessuten|samt|men|bare|berre|kun|fung|fungerende|fungerande|konst|konstituert|vikar|tidl|avtroppende|unntak|halvparten|halve|halvdelen|helvta|elendig|skralt|verre|darlig\w*|darleg\w*|mindre|motsatt|egentlig|eigentleg|grad|halvt?|til neste|fram til|frem til|fra)\b|\?/
/** A year or a day of the month counts nothing. */
const dates = new RegExp(`\\b(?:19|20)\\d\\d\\b|\\b\\d{1,2}\\. ?(?:${monthsInFull})\\b`, 'g')

/** Whether a remark leaves the answer before it as it is: it names nothing else, turns nothing, and has no other figure. */
export const leavesAsItIs = (
  { answer, remark }: Beside,
  question: Asked,
  candidates: readonly Candidate[],
  year: number,
): boolean => {
  const told = bare(tidy(remark))
  const words = told.match(/\p{L}+/gu) ?? []
  if (words.length > longest || answer.length > 80) return false
  if (takesBack.test(told) || namesOne(remark, question, candidates)) return false
  const figures = told.replace(dates, (date) => (/^\d{4}$/.test(date) && Number(date) !== year ? '?' : ''))
  if (asks(question, 'choice')) return true
  return !/[\d?]/.test(figures) && !month.test(told) && words.every((word) => word.length < 2 || !isFigure(word))
}

const month = new RegExp(`^(?:${monthsInFull})\\b`)

const isFigure = (word: string): boolean => !/^(?:en|ein|ei|et|eit|ett)$/.test(word) && readNumeral(word) !== undefined

/** «Stryn gjer det for oss», by a name, where a choice says that others do. */
const doneForUs =
  /^(?:[Jj]a[, ]+)?(?!(?:Vi|Me|Jeg|Eg|Ingen|De|Dei|Det|Den|Han|Hun|Ho|Noen|Nokon|Hvem|Kven|Alle)(?!\p{L}))\p{Lu}\p{Ll}+(?: kommune)? (?:gjør|gjer|kjører|køyrer|driver|driv|ordner|ordnar|tar|tek) (?:det|d|dette|programmet) (?:for|før|fer) oss(?:[,.!](?!.*(?<!\p{L})(?:ikke|ikkje|itj|men|skal|før|kanskje)(?!\p{L})).*)?$/u
/** «NAV Sunnfjord»: the office by its place. */
const navOf =
  /^nav(?:-kontoret)?(?: i| på)?(?: (?!\p{L}*(?:opplæring|skole|skule|tjeneste|teneste|senter))[\p{Lu}][\p{Ll}-]+){1,3}[.!]*$/iu
/** «Ikke per i dag», «ikkje lenger»: none now, and nothing more. */
const noneNow =
  /^\P{L}*(?:nei,? )?(?:ikke|ikkje|itj|itte|ittje) (?:per |pr\.? ?|akkurat )?(?:i dag|nå|no|nu|for tiden|for tida|for øyeblikket|for augeblinken|lenger)(?:[ ,]+(?:dessverre|diverre|altså))*[.!]*$/iu
/** «Har kommunen bosatt …?»: what was done, and not what is there. */
const ofDeeds = /(?<!\p{L})(?:har|er) (?:\S+ ){0,3}?(?:bosatt|tatt imot|endret|gjort|vært)(?!\p{L})/iu

const wasOnce = /(?<!\p{L})(?:var|va|låg|lå|satt|sat|hadde|før|tidligere|tidlegare|burde|skulle)(?!\p{L})/u
const isNow =
  /^(?:men )?(?:nå|no|nu|i dag|i praksis)(?: (?:er|e|ligger|ligg|blir|vert) (?:det|vi|me|han|den))?(?: (?:i|hos|hjå|på|under|det))?(?!\p{L}) /u
// biome-ignore format: words of a kind share a line
const lessThanSo: readonly Turn[] = ['negated', 'intended', 'before', 'doubted', 'of_others']

/** «Var i NAV, no i flyktningtenesta», «skulle vært årlig, men i praksis aldri»: how it is now, after how it was or ought to be. */
const saysNow = (text: string, candidates: readonly Candidate[]): string | undefined => {
  const [former, present, ...others] = piecesOf(text)
  if (former === undefined || present === undefined || others.length > 0 || isNow.test(former.text)) return undefined
  if (!wasOnce.test(former.text) || !isNow.test(present.text)) return undefined
  const rest = present.text
    .replace(isNow, '')
    .trim()
    .replace(/ (?:det|da|då)$/, '')
  const named = nameOne(rest, candidates)
  const id = nameBySpan(rest, candidates)?.id ?? ('id' in named && !named.near ? named.id : undefined)
  const own = candidates.find((one) => one.id === id)?.plain.some((it) => it === rest) === true
  return own || !lessThanSo.some((turn) => present.turns.has(turn)) ? id : undefined
}

/** «Forvaltningsrevisjon 2017», of «de siste to årene»: the choice, and a year that is wholly among those. */
const ofYear = /[\s,(]+(?:i |fra |frå )?\(?(20\d\d)\)?[\s.!]*$/iu
const saysWithYear = (
  text: string,
  question: Asked,
  candidates: readonly Candidate[],
  year: number,
): string | undefined => {
  const named = Number(ofYear.exec(text)?.[1])
  if (!/siste to år/u.test(question.text.nb) || (named !== year && named !== year - 1)) return undefined
  const one = nameOne(text.replace(ofYear, ''), candidates)
  return 'id' in one && !one.near ? one.id : undefined
}

const yes = '(?:å )?(?:ja|jo|jau|jada|joda|japp|jepp|jaudå)'
/** What something is like, whose it is, or mostly for whom, which takes nothing of it away. */
const likeIt = [
  '(?:og )?(?:den|han|ho|hun|det|de|dei) (?:er|e|var) (?:nok |jo |vel |litt |ganske |veldig |svært |temmelig )*(?:gammel|gamal|gammal|gamle|utdatert\\p{L}*|tynn|kort|lang|grei|bra|god|fin|moden for .+|(?:fra|frå) (?:19|20)\\d\\d)',
  '(?:og )?(?:gammel|gamal|gammal|utdatert)',
  '(?:en |ein |ei )?(?:kopi|utgave|utgåve) (?:av|tå) .+',
  '(?:felles|sams) for .+',
  '(?:særlig|særleg|spesielt|mest|først og fremst|fyrst og fremst|hovedsakelig|i hovedsak|i hovudsak|iallfall|i hvert fall) (?:for|i|på|innen|innan) .+',
  '(?:og )?(?:den |han |ho )?(?:burde|bør|må|skulle) (?:nok |vel |jo )?(?:(?:vært|vore|vere|være|bli|blitt) )?(?:revider\\p{L}*|fornye\\p{L}*|fornya|oppdater\\p{L}*)(?: .+)?',
  '(?:fra|frå|siden|sidan|sia) (?:19|20)\\d\\d',
]
const isOfIt = new RegExp(`^(?:${likeIt.join('|')})$`, 'iu')
const lead = new RegExp(`^${yes}(?!\\p{L})[\\s,.!:–-]*`, 'iu')
/** «Ja, ein kopi av dei til fylket», «ja, frå 2011, må fornyast»: every piece after the yes tells what it is like. */
const isYesOfIt = (text: string): boolean => {
  if (!lead.test(text.trim())) return false
  const pieces = tidy(text.trim().replace(lead, ''))
    .split(/[,.;!]+(?: |$)|(?<=\S)(?= men )/u)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '')
  return (
    pieces.length > 0 &&
    pieces.every(
      (piece) => isOfIt.test(piece) && !/(?<!\p{L})(?:ikke|ikkje|itj|ingen|inga|snart|ut)(?!\p{L})/u.test(piece),
    )
  )
}

/** «Nei, ikkje enno, men to kjem snart»: none so far, and who is to come. */
const noneSoFar =
  /^\P{L}*(?:nei|neida|næ)[ ,.]+(?:ikke|ikkje|itj|itte|ittje) (?:ennå|enno|enda|ænno|æinnå|endå)[ ,.]+(?:men )?(?:(?:det|d) )?(?:kommer|kjem|kjæm|venter|ventar|får|(?:\p{L}+ ){1,3}(?:kommer|kjem|kjæm|(?:er|e) på (?:vei|veg)))(?: [^.,;]{0,40})?[.!]*$/iu

/** «Eg snakkar med dei nesten kvar veke»: how often, in a sentence that tells nothing else. */
const oftenTold =
  /^(?:(?:å |ja |jo |jau |ja, |å ja, )*)(?:(?:jeg|eg|æ|e|vi|me) (?:snakk|prat|ring|møt|har møte|har kontakt)\p{L}*(?: kontakt| møte)? (?:(?:jo|nok) )?(?:med |me )?(?:dem|dei|di|de|d|imdi) )?(?:(?:nesten|omtrent|så å si|stort sett) (?=(?:hver|kvar|kver) (?:uke|veke|vega|dag)))?(.+?)[.!]*$/iu
const saysHowOften = (text: string, candidates: readonly Candidate[]): string | undefined => {
  const said = oftenTold
    .exec(tidy(text))?.[1]
    ?.replace(/^kver /, 'kvar ')
    .replace(/vega$/, 'veke')
  const span = said === undefined || said === tidy(text) ? undefined : nameBySpan(said, candidates)
  return span?.sure ? span.id : undefined
}

/** «Én, og hun bor hos tanta»: one, and who that is. */
const oneWho =
  /^(?:én|en|ein|ei|1)[,.]? (?:og |som )?(?:han|hun|ho|hu|vedkommende|gutten|guten|jenta|det er|det var)(?!\p{L})/iu
/** «Knapt fire måneder»: less than half a year, of whole years. */
const fewMonths =
  /^(?:jeg |eg |har |vært |her |i )*(?:knapt|nesten|snaut|bare|berre|ca\.?|rundt|omtrent|om lag|kun)? ?(?:en|ein|én|to|tre|fire|[1-4]) (?:mnd|måned|månad|måneder|månader|måna|månada)[.!]*$/iu
/** «En stund. 6». */
const aWhile = /^(?:en|ei|ein) (?:god |lang )?(?:stund|stonn)[.,:]+ (\d+)(?: år)?[.!]*$/iu
const plainFigure = (text: string, value: number, question: Asked): boolean =>
  (value === 1 &&
    oneWho.test(text) &&
    !/\d|(?<!\p{L})(?:men|to|tre|kanskje|til)(?!\p{L})/iu.test(text.replace(/^1/, ''))) ||
  Number(aWhile.exec(text)?.[1] ?? Number.NaN) === value ||
  (value === 0 && unitOf(question)?.nb === 'år' && fewMonths.test(text))

/** What would be asked about, stored where the text says just that and one thing beside it that leaves it as it is. */
export const plainlyTold = ({ text, asks: isAsked }: Said, content: Content, hearing: Hearing): Content => {
  const { question, choiceIds, year } = hearing
  if (content.type !== 'confirm' || isAsked || question === undefined) return content
  const { answer } = content
  if (gives(answer, 'figure') && asks(question, 'figure'))
    return plainFigure(text, answer.value, question)
      ? { type: 'answer', answer: figureOf(question, answer.value) }
      : content
  if (!asks(question, 'choice', 'choices')) return content
  if (!gives(answer, 'choice', 'choices') || answer.other !== undefined) return content
  const [id, ...others] = [answer.value].flat()
  const candidates = candidatesOf(question.choices, choiceIds)
  const proposed = candidates.find((one) => one.id === id)
  if (proposed === undefined || others.length > 0) return content
  const isSaid = asks(question, 'choices')
    ? saysWithYear(text, question, candidates, year) === id
    : saysOne(text, proposed, candidates, question)
  return isSaid ? { type: 'answer', answer } : content
}

const saysOne = (
  text: string,
  { id, plain }: Candidate,
  candidates: readonly Candidate[],
  question: Asked,
): boolean => {
  const says = (pattern: RegExp): boolean => plain.some((own) => pattern.test(own))
  const isOnly = (stance: 'yes' | 'no'): boolean => {
    const [only, ...others] = choicesFor(stance, candidates)
    return only?.id === id && others.length === 0
  }
  if (says(/(?:gjennom|av) andre$|andre (?:driver|driv)/u) && doneForUs.test(text)) return true
  if (says(/^nav(?:-kontoret)?$/u) && navOf.test(text)) return true
  if (isOnly('no') && (noneSoFar.test(text) || (noneNow.test(text) && !ofDeeds.test(question.text.nb)))) return true
  if (isOnly('yes') && candidates.length === 2 && isYesOfIt(text)) return true
  return saysNow(text, candidates) === id || saysHowOften(text, candidates) === id
}
