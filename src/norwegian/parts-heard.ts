/**
 * Every part of a list in words is heard: what an answer to several choices leaves out is looked at by itself, and proposed with the
 * others, or named in the question back; what is waved off («økonomien gikk bra») is none of them.
 */

import { type AnswerOfShape, asks, gives, type QuestionOfShape } from '../questionnaire/shape.ts'
import { isCommanded } from './commands.ts'
import { repairedList } from './list-repair.ts'
import { type Candidate, candidatesOf, matchCandidate } from './match.ts'
import type { Content, Hearing } from './meaning.ts'
import { isThing } from './own-choice.ts'
import { clean } from './said.ts'
import { piecesOf } from './sentences.ts'
import { mentionsIn } from './signs.ts'
import { typedAlternation, wordOf } from './words.ts'

/** `joined`: an «og» or «pluss» stands before it, so that it is one of the list, whatever it says. */
type Part = { text: string; joined: boolean; begins: boolean }

const signs =
  /(?:[,;+\n]|[.!]+(?= |$)| - )? *(?<!\p{L})(?:og|samt|pluss|i tillegg til)(?!\p{L}) *|[,;+\n]+ *|[.!]+(?= |$) *| - /giu

/** Parts; who writes more tells a story. */
const mostParts = 8

/** The parts of a list, with what stands before each. */
function partsOf(text: string): Part[] {
  const said = clean(text)
  const parts: Part[] = []
  let from = 0
  let sign = ''
  for (const found of [...said.matchAll(signs), undefined]) {
    const part = said.slice(from, found?.index ?? said.length).trim()
    if (part !== '') parts.push({ text: part, joined: /\p{L}/u.test(sign), begins: /[.!]/.test(sign) })
    from = (found?.index ?? 0) + (found?.[0].length ?? 0)
    sign = found?.[0] ?? ''
  }
  return parts
}

/** Ids of the choices that a part names by itself. */
const namedIn = (part: string, candidates: readonly Candidate[]): string[] => {
  const match = matchCandidate(part, candidates)
  const mentioned = piecesOf(part).flatMap((piece) => mentionsIn(piece, candidates).map(({ of }) => of))
  return [...new Set(match.type === 'one' ? [match.id, ...mentioned] : mentioned)]
}

/** Words of a part that names something beside the list; more are told. */
const longestPart = 9
const mostNamed = 4

const remark =
  /^(?:det|dette|den|som|så|vi|me|hele|heile|begge|alle|for|i|på|til|av|med|hos|ved|slik|sånn|resten|uten|utan|hun|ho|han|der|her|jeg|eg|æ|noe|noko|takk|men|fordi|selv om|særlig|særleg|spesielt|helst|mest|måtte|må|har|er|var|ble|blei|vart|fikk|fekk|gikk|gjekk|tok|kom|sa|kan|kunne|skal|skulle|vil|ville|gjør|gjer|gjorde|ikke|ikkje|så videre|så vidare|liknande|lignende|slikt|sånt|annet|anna|andre|mer|meir|mye|mykje|bare|berre|kun|dels|til dels|delvis|både|nei|ja)(?!\p{L})/iu

/** A part that stands in the list, and in which nothing is taken back, doubted or said of another time. */
const isListed = ({ text }: Part): boolean =>
  text.length > 2 &&
  !/[?\d]/.test(text) &&
  !remark.test(text) &&
  wordOf(text) === undefined &&
  !isCommanded(text) &&
  piecesOf(text).every(({ turns }) => turns.size === 0)

/** Names of places and firms are told beside it. */
const isName = (text: string): boolean => /^\p{Lu}/u.test(text)

const isFew = (text: string, most: number): boolean => text.split(' ').length <= most

/** «Karriereveileder tirsdag og torsdag»: a word alone goes on what stands before it. */
function goesOn(parts: readonly Part[], part: Part): boolean {
  const before = parts[parts.indexOf(part) - 1]
  return before !== undefined && isFew(part.text, 1) && !isFew(before.text, 2)
}

/** Whether a part stands in a list with the others. */
function stands(parts: readonly Part[], i: number): boolean {
  const [part, before, after] = [parts[i], parts[i - 1], parts[i + 1]]
  if (part === undefined) return false
  if (before === undefined) return after !== undefined && !after.begins && isFew(part.text, 2) && isThing(part.text)
  return part.joined || !part.begins
}

const ofOrder = /^(?:i|på|etter) (?:den|det|denne|dette) /iu

/** An «og» that joins no parts. */
const set =
  /(?<!\p{L})(?:rett og slett|først og fremst|fyrst og fremst|til og med|i og med|av og til|både og|om og om igjen|mer og mer|meir og meir|først og sist|ja og nei)(?!\p{L})/giu
/** Takes back, or leaves out, what stands elsewhere in the text. */
const takesBack = new RegExp(
  `(?:^|[.,;!:] *)(?:nei|neida)(?!\\p{L})|(?<!\\p{L})(?:stryk|mente|meinte|glem|gløym|vent|feil|ingen|ingenting|bortsett|${typedAlternation('except')}|alt|alle)(?!\\p{L})|\\d`,
  'iu',
)

const asOwnWords = (text: string): string => text.replace(/^(?:og |også |òg |at |litt |litt om )+/iu, '')

/**
 * The answer with every part of the text heard. `read`: what a part says by itself. What was not heard is offered as the words of the
 * choice that takes such, or stands in `unheard`, and the answer is asked about.
 */
export function everyPartHeard(
  text: string,
  content: Content,
  hearing: Hearing,
  read: (part: string) => Content,
): Content {
  const { question, choiceIds } = hearing
  const answer = content.type === 'answer' || content.type === 'confirm' ? content.answer : undefined
  if (!asks(question, 'choices') || !gives(answer, 'choices')) return content
  if (takesBack.test(text)) return content
  // What is put right in it is told by its order.
  if (repairedList(text, candidatesOf(question.choices, choiceIds)) !== undefined) return content
  const parts = partsOf(text.replace(set, ' '))
  if (parts.length < 2 || parts.length > mostParts) return content
  const candidates = candidatesOf(question.choices, choiceIds)
  const isAlone = (id: string) => candidates.some((one) => one.id === id && one.exclusive)
  if (answer.value.some(isAlone)) return content
  const heard = parts.map((part, i) => ({
    part,
    ids: namedIn(part.text, candidates),
    off: isWavedOff(part.text) || wavesOffBefore(parts[i + 1]?.text ?? ''),
  }))
  const meant = new Set(heard.flatMap(({ ids, off }) => (off ? [] : ids)))
  const waved = new Set(heard.flatMap(({ ids, off }) => (off ? ids.filter((id) => !meant.has(id)) : [])))
  // «Bolig og økonomi, i den rekkefølgen»: no part is left that could say anything else.
  const isClosed = heard.every(({ part, ids }) => (ids.length > 0 ? isFew(part.text, 2) : ofOrder.test(part.text)))
  const kept = answer.value.filter((id) => !waved.has(id) && (!isClosed || meant.has(id)))
  const turned = new Set(heard.flatMap(({ part, ids }) => (isListed(part) ? [] : ids)))
  const mayAdd = (id: string) => !kept.includes(id) && !turned.has(id) && !waved.has(id) && !isAlone(id)
  const listed = heard.filter(({ part, off }, i) => !off && isListed(part) && stands(parts, i))
  const own = answer.other?.toLowerCase() ?? ''
  // «…, og litt om norsk»: named in so many words, and left out all the same.
  const more = listed.flatMap(({ part, ids }) =>
    isFew(part.text, part.joined ? longestPart : mostNamed) ? ids.filter(mayAdd) : [],
  )
  const unheard: string[] = []
  // What the whole text said, and no part by itself, is said by one of those that are open.
  let unplaced = kept.filter((id) => !meant.has(id)).length
  for (const { part, ids } of listed) {
    const words = asOwnWords(part.text)
    if (goesOn(parts, part)) continue
    if (ids.length > 0 || (part !== parts[0] && isName(part.text)) || own.includes(words.toLowerCase())) continue
    const isOwn = part.joined
      ? isFew(part.text, longestPart)
      : parts.length > 2 && isFew(part.text, 3) && isThing(words)
    const alone = part.joined && isOwn ? read(part.text) : undefined
    const said = alone?.type === 'answer' || alone?.type === 'confirm' ? alone.answer : undefined
    const found = gives(said, 'choices') && said.other === undefined ? said.value : []
    const fresh = found.filter((id) => mayAdd(id) && !more.includes(id))
    if (fresh.length > 0) more.push(...fresh)
    else if (unplaced > 0) unplaced--
    else if (isOwn) unheard.push(words)
  }
  const isAsItWas = more.length === 0 && unheard.length === 0 && kept.length === answer.value.length
  // All of it went well: what is meant by naming it is to be asked.
  if (isAsItWas || kept.length + more.length === 0) return content
  return asked(answer, [...kept, ...more], unheard, question)
}

function asked(
  { other, ...answer }: AnswerOfShape<'choices'>,
  ids: readonly string[],
  unheard: readonly string[],
  question: QuestionOfShape<'choices'>,
): Content {
  const [own, ...others] = question.choices.filter(({ specify }) => specify)
  const [only, ...more] = unheard
  const isOffered =
    own !== undefined && others.length === 0 && only !== undefined && more.length === 0 && !ids.includes(own.id)
  const offered = isOffered && isThing(only) && only.split(' ').length <= 4 ? only : undefined
  const all = offered === undefined || own === undefined ? ids : [...ids, own.id]
  const value = question.choices.map(({ id }) => id).filter((id) => all.includes(id))
  const words = offered ?? (ids.includes(own?.id ?? '') ? other : undefined)
  return {
    type: 'confirm',
    answer: { ...answer, value, ...(words === undefined ? {} : { other: words }) },
    ...(offered === undefined && unheard.length > 0 ? { unheard } : {}),
  }
}

// What is named only to say that it went well: «økonomien gikk bra», «analfabetene, men det går på et vis».

const going =
  '(?:gikk|gjekk|gikk det|går|gått|gåt|har gått|har gått|gjekk det|gjeng|fungerer|fungerar|fungerte|fungert|klarte|klarer|klarar)'
const being = '(?:er|e|var|va|har vært|har vore|ble|blei|vart|blir)'
const sounding =
  '(?:(?:nå|no|jo|da|då|heldigvis|egentlig|eigentleg|faktisk|stort sett|helt|heilt|ganske|nok|vel|oss|vi|me) )*'
const well =
  '(?:bra|fint|greit|godt|ok|okei|okay|på et vis|på eit vis|på et eller annet vis|av seg selv|av seg sjølv|seg til|på skinner|smertefritt|seg)'
const easy = '(?:grei|greie|greit|grei nok|fin|fint|ok|okei|bra|i orden|på plass|uproblematisk|lett|lette|enkelt|enkel)'
const solved =
  '(?:løste seg|løyste seg|løser seg|løyser seg|ordnet seg|ordna seg|ordner seg|ordnar seg|gikk seg til|gjekk seg til)'
const ends = '(?: .{0,25})?[.!]*$'

const off = new RegExp(`(?<!\\p{L})(?:${going} ${sounding}${well}|${being} ${sounding}${easy}|${solved})${ends}`, 'iu')
const offBefore = new RegExp(
  `^(?:men|som|og) (?:det|den|de|dei|dem|der)? ?(?:${going} ${sounding}${well}|${being} ${sounding}${easy}|${solved})${ends}`,
  'iu',
)
/** «Gikk ikke bra», «ikke grei». */
const turned = /(?<!\p{L})(?:ikke|ikkje|itj|dårlig|dårleg|verst|tungt|neppe|aldri|knapt)(?!\p{L})/iu

/** Whether a part of a list says of what it names that it went well. */
const isWavedOff = (part: string): boolean => off.test(part) && !turned.test(part)

/** Whether a part says so of the one before it. */
const wavesOffBefore = (part: string): boolean => offBefore.test(part) && !turned.test(part)
