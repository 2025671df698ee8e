/**
 * An answer is put right by naming the question: «år i stilling skal være 6», «på busette: byt 17 til 18», «endre det første
 * til ja», «vent, forrige skulle vært nei». What is named is looked up in `named-question.ts`.
 */

import { asks } from '../questionnaire/shape.ts'
import { listNumbers } from './figures.ts'
import type { Content, Hearing } from './meaning.ts'
import { callingWords } from './named-question.ts'
import { clean, type Said, saidOf } from './said.ts'
import { understand } from './understand.ts'
import { previousOne } from './words.ts'

/** Which question: as it is numbered, the one before, the last of all, or by words of it. */
export type Named = { number: number } | { place: 'previous' | 'last' } | { words: string[] }

/**
 * `ref`: how the question or row was named, as typed. `to`: the new answer, as typed; `from`: the old one, where it was said.
 * `sure`: the text can hardly be anything but a correction, also where any words may be an answer.
 */
export type PutRight = { named: Named; ref: string; to: string; from?: string; sure: boolean }

/** Words; who writes more tells something. */
const longest = 24
const isLong = (said: string): boolean => said.length > 200 || saidOf(said).tokens.length > longest

const opening =
  '(?:(?:og|oi|oisann|ups|vent(?: litt| no| nå)?|stopp|å|sorry|beklager|unnskyld|orsak|hei|men|du|feil|rettelse|retting|nei|ok|ja|forresten|førresten|(?:jeg|eg) (?:svarte|svara|skrev|skreiv|tok|tastet|tasta) feil(?: der)?)[\\s,.!:;-]+)*'
const asking =
  '(?:(?:kan|kunne|vil) (?:du|dere|de|dykk|jeg|eg|vi|me)(?: ha)? |(?:jeg|eg|vi|me) (?:vil|må|ønsker å|ønskjer å|skulle|ville) (?:gjerne |heller )?|vær så snill å |ver så snill å )?'
const changing =
  '(?:endre|endra|bytte?|byt|byte|rette?|retta|korrigere?|korrigera|sett|sette|forandre|justere?|skift)(?: opp| om| ut| på)?'
const theAnswer = '(?:(?:svaret|svar|tallet|talet|det)(?: mitt| vårt)? (?:på|for|om|i|under) )?'
const should =
  '(?:(?:skulle|skal|ska|sku|skull)(?: (?:egentlig|eigentleg|nok|jo|heller|vel))?(?: ha)?(?: (?:egentlig|eigentleg|nok|jo|heller))? (?:vært|være|vær|vere|vore|stå|stått|bli|blitt|blei)(?: på| som)?)'
const shouldIt = `(?:(?:skulle|skal|ska|sku|skull) (?:det|svaret)(?: (?:egentlig|eigentleg|nok|jo|heller))?(?: ha)? (?:vært|være|vere|vore|stå|stått|bli|blitt)|(?:mente|meinte) (?:jeg|eg|vi|me|æ))`
const ref = '(?<ref>[^:,.?!]{1,60}?)'
const to = '[\\s:,]+(?<to>\\S.*)$'
const at = '(?:på|i|for|under|om)'

const frame = (source: string): RegExp => new RegExp(`^${opening}${asking}${source}`, 'iu')

const pressed =
  'krysset|kryssa|trykte|trykket|trykka|trykt|tastet|tasta|skrev|skreiv|skreve|skrevet|svarte|svara|svart|valgte|valde|valgt|klikket|klikka|hukte|oppga|oppgav|forte'
const whatIsWrong =
  'svaret|svara|svarene|tallet|talet|tala|tallene|antallet|antalet|antall|antal|arstallet|arstalet|prosenten|andelen|delen|datoen|det|den|det der'
const isWrong = '(?:feil|galt|gale|bom|(?:ikke|ikkje|itj) (?:rett|riktig|sant))'
const wrongly = new RegExp(
  `\\b(?:${pressed})(?: [a-z]+){0,2} feil\\b|\\b(?:${whatIsWrong})(?: (?:pa|om|for|i|der|vart|mitt|ar|av)(?: [a-z]+){0,3})? (?:(?:er|var|ble|blei|vart|blir) (?:[a-z]+ )?${isWrong}|(?:stemmer|stemte|stemmar) (?:nok |visst |jo )?(?:ikke|ikkje|itj))\\b`,
)
/** Words. */
const longestWrong = 12

/** «Jeg trykte feil», «årstallet stemmer ikke»: an answer that was given is wrong, and it is not told what it should be. */
export const tellsOfWrong = (said: Said): boolean =>
  !said.asks &&
  !/\d|forrige|førre/iu.test(said.text) &&
  said.tokens.length <= longestWrong &&
  wrongly.test(said.tokens.join(' '))

/** «Ser bra ut, men …», «alt stemmer bortsett fra …»: what is agreed to with an exception, and the exception. */
export const exceptionIn = (text: string): string | undefined => {
  const [, exception] = excepted.exec(text) ?? []
  // «Ser greit ut, men vent med å sende»
  return exception === undefined || putOff.test(exception) ? undefined : exception
}
const putOff =
  /(?<!\p{L})(?:vent|vente|send|sende|først|fyrst|sjekke?|sjekka|snakke?|snakka|spørre|spørje|høre|høyre|tid|møte)(?!\p{L})/iu
const excepted =
  /(?:^|[\s,.!])(?:men|bortsett (?:fra|frå)|unntatt|unnteke|med unntak (?:av|for)|utenom|utanom|untatt)\s+(\S.{2,})$/iu

/** «Hva svarte jeg på tolk?», «hvor mange sa eg at vi busette?» */
export const asksOwnAnswer = (said: Said): boolean =>
  said.tokens.length <= longestWrong && ownAnswer.test(said.bare) && !ofOtherTimes.test(said.bare)
const ofOtherTimes = /\b(?:i fjor|fjoraret|sist gang|siste gong|sist|forrige|forre|i 20\d\d)\b/
const ownAnswer =
  /\b(?:hva|kva|ka|hvor (?:mange|mye|stor|lenge)|kor (?:mange|mykje|stor|lenge)|hvilke[nt]?|kva for)\b.{0,30}?\b(?:svarte|svara|sa|skrev|skreiv|oppga|oppgav|krysset|kryssa|valgte|valde) (?:jeg|eg|a|vi|me)\b/

/** «Gå til spørsmålet om bolig»: a question is to be opened, where the answers are looked over. */
export const goesToQuestion = (text: string): boolean => goesTo.test(text.trim())
const goesTo =
  /^(?:(?:kan|vil) (?:du|vi|jeg|eg|me) )?(?:gå|ga|hopp|hoppe|bla|ta meg|ta oss|åpne|opne|opna|finn)(?: meg| oss)?(?: tilbake| attende| fram)?(?: (?:til|te|på))? (?:spørsmålet|spørsmåla|spm|den|det|dei|de|svaret)(?: der)? (?:om|på|med|for) \S/iu

/** Each form of saying it. */
const frames: readonly RegExp[] = [
  frame(`${changing} ${theAnswer}(?:${at} )?${ref} (?:fra|frå) (?<from>.{1,40}?) (?:til|te)${to}`),
  frame(`${changing} ${theAnswer}(?:${at} )?${ref} (?:til|te|med)${to}`),
  frame(
    `${at} ${ref}[\\s,:]+${changing} (?:svaret |det |tallet |talet )?(?:(?:fra |frå )?(?<from>[^:,]{1,40}?) )?(?:til|te|med)${to}`,
  ),
  frame(`${at} ${ref}[\\s,:]+${shouldIt}${to}`),
  frame(
    `(?:sa|svarte|svara|skrev|skreiv)(?: jeg| eg| vi| me| æ)? (?<from>.{1,30}?)(?: i stad| i sted| tidligere| tidlegare)? ${at} ${ref}[\\s,.?!]+(?:det |men )?${should}${to}`,
  ),
  frame(
    `(?:jeg |eg |vi |me )?(?:svarte|svara|skrev|skreiv|feil) (?:feil )?${at} ${ref}[\\s,.:;!]+(?:det )?${should}${to}`,
  ),
  frame(`(?:${at} )?${theAnswer}${ref}[\\s,:]*${should}${to}`),
  // «På den om grunnskole, det va 8 ikkje 7».
  frame(
    `${at} (?:den|det|spørsmålet|der)(?: (?:om|med|der|som|på))? ${ref}[\\s,:]+(?:det |svaret )?(?:var|va|er|e|blir|ska|skal)${to}`,
  ),
  // «Årsverk 6 → 5,5», «bosatte = 61», «andelen ansatte: 6, ikke 7».
  frame(`${theAnswer}${ref}[\\s:]+(?:fra )?(?<from>\\d[\\d.,]*) ?(?:→|->|=>|-->)${to.replace('+', '*')}`),
  frame(`${theAnswer}${ref} ?=(?<to>.*\\d.*)$`),
  frame(`${theAnswer}${ref}: ?(?<to>[^,]{1,40}),? (?:og )?(?:ikke|ikkje|itj|ikkj) (?<from>[^,]{1,30})$`),
]

/** Told beside it: «8, ikke 7», «8 i stedet for 7». */
const notThat = /[\s,]+(?:og )?(?:ikke|ikkje|itj|i stedet for|i staden for|istedenfor|istadenfor) .+$/iu
/** What «8, ikke 7» says that stands there. */
const denied = /[\s,]+(?:og )?(?:ikke|ikkje|itj|i stedet for|i staden for|istedenfor|istadenfor) (\d[\d.,]*)/iu
/** «Ikke 7, men 8». */
const butThis = /^(?:ikke|ikkje|itj) [^,]{1,40}?,? men /iu
const courtesy = /[\s,]+(?:takk|da|då|er du snill|vær så snill|ver så snill|i stedet|i staden|istedenfor)$/iu

/** What a text puts right; undefined when it is none. Pure. */
export const putRight = (text: string): PutRight | undefined => {
  const said = clean(text)
    .replace(/(?<![\s.!?])[\s.!?]+$/u, '')
    .replace(/(?<!\p{L})(nr|spm)\./giu, '$1')
  if (isLong(said)) return undefined
  return readIn(said) ?? readIn(said.replace(leadIn, ''))
}

/** «Fikk nettopp beskjed: …», «HR ringte. …» */
const leadIn = /^[^:.!?]{1,40}?(?:[:.!]+ +|,? (?:men|bare at|berre at) )/u

const readIn = (said: string): PutRight | undefined => {
  for (const pattern of frames) {
    const groups = pattern.exec(said)?.groups
    if (groups?.ref === undefined || groups.to === undefined) continue
    const named = namedBy(groups.ref)
    if (named === undefined) continue
    const value = groups.to.replace(butThis, '').replace(courtesy, '')
    const instead = groups.from ?? denied.exec(value)?.[1]
    const from = instead === undefined ? {} : { from: instead }
    return { named, ref: groups.ref.trim(), to: shortened(value), ...from, sure: isSure(said) }
  }
  return undefined
}

const shortened = (value: string): string => {
  const short = value.replace(notThat, '').trim()
  return short === '' ? value : short
}

/** A wish for the future tells what ought to be; a past one, or a «vent», what ought to have been answered. */
const isSure = (said: string): boolean =>
  /^(?:oi|oisann|ups|vent|sorry|beklager|feil|rettelse|retting|endre|endra|bytt|byt|rett|korriger)(?!\p{L})/iu.test(
    said,
  ) ||
  /(?:skulle|skal)(?: \p{L}+)? (?:vært|vore|stått|blitt)|(?:mente|meinte) (?:jeg|eg|vi|me)/iu.test(said) ||
  // «… det va 8 ikkje 7»: two figures, of which one is denied.
  /\d[\d.,]*,? (?:og )?(?:ikke|ikkje|itj|ikkj) \d/iu.test(said) ||
  /\d ?(?:→|->|=>) ?\d/u.test(said)

/** «Spørsmål 3», «nr. 3», «svaret på 3», «det tredje». */
const counted = /^(?:(?:spørsmål(?:et)?|spm|nr|nummer|punkt|svar(?:et)?|det|den|på)\.? ?)*(?<n>\d{1,3})\.?$/iu
const inOrder = new RegExp(
  `^(?:(?:svaret|spørsmål(?:et)?|det|den|dei|mitt|på) )*(?<which>første|fyrste|andre|tredje|fjerde|femte|sjette|sjuende|sjuande|syvende|åttende|åttande|niende|niande|tiende|tiande|siste|${previousOne})(?: (?:spørsmål(?:et)?|svar(?:et)?|en|eine|ene|mitt|jeg|eg|svarte|svara|spm))*$`,
  'iu',
)

const namedBy = (text: string): Named | undefined => {
  const typed = text.trim()
  const number = counted.exec(typed)?.groups?.n
  if (number !== undefined) return { number: Number(number) }
  const which = inOrder.exec(typed)?.groups?.which?.toLowerCase()
  if (which !== undefined) return placed(which)
  const words = callingWords(typed)
  return words.length === 0 ? undefined : { words }
}

const placed = (which: string): Named | undefined => {
  if (which === 'siste') return { place: 'last' }
  if (previousOne.split('|').includes(which)) return { place: 'previous' }
  const [number] = listNumbers(`den ${which}`) ?? []
  return number === undefined ? undefined : { number }
}

const negated = '(?:ikke|ikkje|itj|ikkj|ikje|kje)'

const haveSaid =
  '(?:(?:skulle|sku|skull) (?:jo |heller |egentlig |eigentleg )?(?:ha )?(?:sagt|svart|svara|skrevet|skrive|satt|sett))'
const setting = '(?:sett|sette|set|endre|endra|rett|bytt|byt)(?: (?:den|det|han|svaret|tallet|talet))?(?: opp| om)?'
const forgot = '(?:glemte|gløymde|glemt|gløymt)(?: å (?:si|seie|skrive))? at'

/** Whether it is told what should stand instead of something, and the value with it. */
export const wishesOtherwise = (text: string): boolean => {
  const said = clean(text)
  return !said.includes('?') && !isLong(said) && wishes.test(said)
}
/** A share and nothing else: «70 prosent», «om lag 70 %». */
export const isFigureSaid = (to: string): boolean =>
  /^(?:\p{L}+ ){0,2}\d[\d.,]* ?(?:%|prosent|pst)\.?$/iu.test(to.trim())

const sentencesOf = (text: string): string[] => clean(text).split(/(?<=[^\s\d.!])[.!]+\s+|(?<=\d)[.!]\s+(?=\p{Lu})/u)

/** The first of several sentences; undefined: there is one only. */
export const firstOfSeveral = (text: string): string | undefined => {
  const [first = '', ...others] = sentencesOf(text)
  return others.length === 0 || first === '' ? undefined : first
}

/** Both of two sentences; undefined: there are more or fewer. */
export const twoSentences = (text: string): [string, string] | undefined => {
  const [first, second, ...others] = sentencesOf(text)
  return first === undefined || second === undefined || others.length > 0 ? undefined : [first, second]
}

const wishes = new RegExp(
  `(?<!\\p{L})(?:${haveSaid}|${should}|${shouldIt}|${setting} (?:til|på)|${forgot})(?!\\p{L}) \\S`,
  'iu',
)

/** What is said to stand there instead, in words of it, the plainest first; the whole text is the last of them. */
export const valuesSaid = (text: string): string[] => {
  const said = clean(text).replace(/(?<![\s.!?])[\s.!?]+$/u, '')
  const found = [
    new RegExp(`${haveSaid} (.+?) (?:på|om|for|i|under) \\S`, 'iu'),
    new RegExp(`${haveSaid}(?: at (?:det|vi|me) (?:er|var|har))? (.+)$`, 'iu'),
    new RegExp(`(?<!\\p{L})${setting} (?:til|på) (.+)$`, 'iu'),
    new RegExp(`(?<!\\p{L})${forgot} .{1,40}? (?:er|e|var|va) (.+)$`, 'iu'),
    new RegExp(`^(?:[^,]{1,20}, )?(.{1,30}?) ${shouldIt} (?:på|i|om|for|under) `, 'iu'),
    new RegExp(`${should}(?: på)? (.+)$`, 'iu'),
    new RegExp(`${shouldIt} (.+)$`, 'iu'),
    /(?:→|->|=>|=) ?(\S.*)$/u,
    new RegExp(`(?<!\\p{L})${negated} [^,]{1,40}?,? men (.+)$`, 'iu'),
    new RegExp(`(?:^|[:,.] ?|(?<!\\p{L})(?:er|e|var|va|på|i) )([^:,.]{1,40}?),? (?:og )?${negated} [^,]{1,30}$`, 'iu'),
    /: ?(\S.*)$/u,
  ].flatMap((pattern) => pattern.exec(said)?.[1] ?? [])
  const without = said.replace(new RegExp(`(?<!\\p{L})${negated} \\d[\\d.,]*`, 'giu'), ' ')
  return [...new Set([...found.map((value) => shortened(value.replace(butThis, ''))), without.trim()])]
}

/** The answer that it gives at this question; a matrix takes a row that is named. Undefined: none that fits. */
export const valueAt = ({ ref: row, to: value }: PutRight, hearing: Hearing): Content | undefined => {
  if (asks(hearing.question, 'words')) return undefined
  const content = understand(asks(hearing.question, 'rows') ? `${row}: ${value}` : value, hearing)
  return content.type === 'answer' || content.type === 'rows' || content.type === 'confirm' ? content : undefined
}
