/** The words of an answer, and something in them that says the contrary, or of whom or when else: asked about, however likely it looks. */

import type { Asked } from '../questionnaire/schema.ts'
import { asks, hasChoices } from '../questionnaire/shape.ts'
import { saysOfOurselves } from './called.ts'

const insteadOf =
  /(?<!\p{L})(?:i stedet for|i staden for|istedenfor|istadenfor|istedet for|framfor|fremfor)(?: å)? (\p{L}{3})/iu

const no = '^\\P{L}{0,3}(?:nei|neida|næ)(?!\\p{L}).{0,40}(?<!\\p{L})'
const not = '(?:ikke|ikkje|itj|itte)'
const easy = '(?:lett|enkelt|greitt?|problemfritt|uproblematisk|moro)'
/** «Nei, det har ikke vært lett», «nei, lett var det ikke»: it was hard. */
const notEasy = new RegExp(
  `${no}(?:${not}(?: \\p{L}+){0,3} ${easy}|${easy} (?:har|var|er|e|va) d(?:et)? ${not})(?!\\p{L})`,
  'iu',
)

/** «Kjøpt boliger i stedet for å leie», where a choice is «leid boliger i stedet for å kjøpe»: the same words, the other way round. */
const isSwapped = (text: string, question: Asked): boolean => {
  const left = insteadOf.exec(text)?.[1]?.toLowerCase()
  if (left === undefined || !hasChoices(question)) return false
  const compared = question.choices.flatMap((choice) => insteadOf.exec(choice.text.nb)?.[1]?.toLowerCase() ?? [])
  return compared.length > 0 && !compared.includes(left)
}

const subjects =
  'nabo\\p{L}*|gran+e\\p{L}*|(?:statens?|landets?) \\p{L}+|d(?:et|ei|e) nasjonale|fylkesmann\\p{L}*|(?:kollegene|kollegane|dem|dæm|dei|de|folk) i \\p{L}+'
/** «Nabobydelen sliter med lokaler», «i Moss er det dyrt å bo», «statens mål gjelder …»: who begins so tells of others. */
const ofOthers = new RegExp(
  `^\\P{L}*(?:(?:hos|hjå|i) )?(?:${subjects}) \\p{L}|^\\P{L}*i (?!(?:dag|år|fjor|vår|sum|alt|tillegg|praksis|hovedsak|hovudsak|prinsippet|programmet|kommun\\p{L}*|bydel\\p{L}*|høst|haust|sommer|sommar|vinter|stor|liten|noen|nokon|alle)(?!\\p{L}))\\p{L}{3,} (?:er|e|har|hadde|var|va) (?:det|d|dem|dæm|de|dei)(?!\\p{L})`,
  'iu',
)
/** At a question about the one who answers: «han som skulle svare er …», «sjefen min er …». */
const ofSomebody =
  /^\P{L}*(?:(?:han|hun|ho|hu|hain)(?: \p{L}+){0,4}|(?:sjefen|lederen|leiaren|kona|mannen|svigerinn?[ae]|kollegaen)(?: min| mi)?|\p{Lu}\p{Ll}+(?: min| mi)?) (?:er|e|leder|leiar) /u
/** «Skriv rådmann, han har delegert alt til meg»: who sends it on. */
const sentOn =
  /(?<!\p{L})(?:han|hun|ho|hu|hain|sjefen) (?:har |hadde )?(?:delegert|delegerte|sendt|sendte|bedt|ba|bad|overlatt|overlot|gitt|ga|gav|sende|videresend\p{L}*|vidaresend\p{L}*|skubba|skjøv)(?!\p{L})/iu
const ofOneself =
  /(?<!\p{L})(?:jeg|eg|æ|je) (?:er|e|var|va|leder|leiar|jobber|jobbar)(?!\p{L})|selv er jeg|sjølv er eg/iu
const isAboutOneself = (question: Asked): boolean => /(?<!\p{L})du(?!\p{L})/u.test(question.text.nb)

/** «NAV-kontoret snakker med dem hver uke», where no answer is NAV's. */
const ofNav =
  /^\P{L}*nav(?:-?\p{L}+)? (?:rapporterer|rapporterar|ringer|ringjer|snakker|snakkar|møter|møtar|melder|melde) /iu

const isOfOthers = (text: string, question: Asked): boolean => {
  if (!asks(question, 'choice', 'choices')) return false
  if (isAboutOneself(question)) return (ofSomebody.test(text) || sentOn.test(text)) && !ofOneself.test(text)
  if (saysOfOurselves(text)) return false
  return ofOthers.test(text) || (ofNav.test(text) && !question.choices.some((choice) => /nav/i.test(choice.text.nb)))
}

/** «Fra 2019», when what is asked about is told of a year before. */
const isLater = (text: string, question: Asked, year: number): boolean =>
  asks(question, 'choice', 'choices') &&
  [...text.matchAll(/(?<!\d)20\d\d(?!\d)/g)].some(([named]) => Number(named) > year)

/** «NAV sier NAV. Jeg sier næringsforeningen»: the one's own of two that are told. */
export const insteadOfOthers =
  /^[^.,;]{1,60} (?:sier|seier|mener|meiner) [^.,;]{1,60}[.,;] *(?:men )?(?:jeg|eg|æ|vi|me) (?:sier|seier|mener|meiner) (\S.*)$/isu

/** Whether something in the text turns the answer that its words look like. `year`: of the survey. */
export const isSaidOtherwise = (text: string, question: Asked, year: number): boolean =>
  notEasy.test(text) ||
  insteadOfOthers.test(text) ||
  isSwapped(text, question) ||
  isLater(text, question, year) ||
  isOfOthers(text, question) ||
  (asks(question, 'choices') && handedOver.test(text)) ||
  isVaguelySoon(text, question)

/** «NAV tar seg av det»: who does it, where it is asked which of several things are done. */
const handedOver =
  /^\P{L}*(?:(?:det|dette|slikt) (?:er (?:det |jo )?)?)?\p{L}+(?: som)? (?:tar|tek) (?:seg|hand|hånd) (?:av|om)(?: \p{L}+)?[\s.!]*$|^\P{L}*\p{L}+ (?:gjør|gjer|ordner|ordnar|fikser|fiksar|driver med|driv med|har ansvaret for|står for) (?:det|dette|slikt|sånt|alt)[\s.!]*$/iu

const vaguelySoon =
  /^\P{L}*(?:ganske |veldig |svært |nokså |temmelig )?(?:fort|raskt|kjapt|straks|snart|umiddelbart|med en gang|med ein gong|på dagen)[\s.,!;:–-]+\p{L}+ \p{L}/iu
const spans = /\d|(?<!\p{L})(?:år|halvår|måned\p{L}*|månad\p{L}*|mnd|uker?|veker?|dager?|dagar?)(?!\p{L})/iu

/** «Fort. Vi har tomme boliger»: how soon, with no span of time in it, and a story after it. */
const isVaguelySoon = (text: string, question: Asked): boolean =>
  hasChoices(question) &&
  question.choices.some(({ range }) => range?.of === 'months') &&
  vaguelySoon.test(text) &&
  !spans.test(text)
