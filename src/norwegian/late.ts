/**
 * What is said at a question but is about the one before: «vent, jeg mente 8», «forrige skulle vært nei», «også boliger»,
 * and «ja, det er riktig» to the receipt of an answer.
 */

import type { Answer } from '../questionnaire/answer.ts'
import type { Asked } from '../questionnaire/schema.ts'
import { type AnswerOfShape, asks, choicesOf, chosenIn, gives, isShare } from '../questionnaire/shape.ts'
import type { Read } from './amending.ts'
import { takesBack } from './around.ts'
import { commandOf } from './commands.ts'
import { isUnitWord, unitFit } from './figures.ts'
import { choiceWords, isFormOf } from './match.ts'
import type { Command, CorrectionBy, Hearing, Meaning } from './meaning.ts'
import { clean, saidOf } from './said.ts'
import { understand } from './understand.ts'
import { tagged, typedAlternation } from './words.ts'
import { wordsAsked } from './yes-no.ts'

/** Words; a correction is short. */
const longest = 16

const should = `(?:${typedAlternation('should')})`
const being = `(?:${typedAlternation('being')})`

/** «Forrige skulle vært nei», «det førre var 8»: which answer it is about is said. */
const ofPrevious = new RegExp(
  `^(?:(?:oi|oisann|ups|vent|å|sorry|beklager|orsak|hei|feil|nei)[\\s,.!]+)*(?:på )?(?:det |den |mitt |dei? )?(?:${typedAlternation('previous')})(?: (?:svaret?|svar mitt|spørsmål(?:et)?|spm|en|ene))?(?: mitt| vårt)? ?(?:(?:${should}|${typedAlternation('ought')}|måtte)(?: ha)? ${being}|${typedAlternation('is')}|(?:mente|meinte) (?:jeg|eg|æ|vi|me)|:|,)[\\s:,]*(?=\\S)`,
  'iu',
)
/** «Vent, jeg mente 8», «nei, 12». */
const instead = new RegExp(
  `^(?:(?:oi|oisann|ups|vent(?: litt)?|å|sorry|beklager|unnskyld|orsak|feil|rettelse|retting|nei)[\\s,.!:]+)*(?:(?:jeg|eg|æ|vi|me) (?:mente|meinte)|det (?:${should}) (?:ha )?${being})?[\\s:,]*`,
  'iu',
)
/** «Det er ikke fem, men seks»: what stands there, and what should. */
const notButThis = new RegExp(
  `^(?:(?:oi|oisann|ups|vent|sorry|beklager|feil|nei)[\\s,.!:]+)*(?:(?:det|svaret|jeg|eg|æ|vi|me) (?:${typedAlternation('is')}|mente|meinte|sa|skrev|skreiv) )?(?:${typedAlternation('denying')}) (?<from>[^,.?]{1,30}?),? men (?:heller )?(?<what>[^,.?]{1,30})(?:[,.!].*)?$`,
  'iu',
)

/** «Også boliger», «bolig også», «og så bemanning», «glemte økonomi». */
const also =
  /^(?:(?:oi|vent(?: litt)?|å|ja|jo|jau|nei|men|og|ups|hm+)[\s,.!]+)*(?:(?:også|òg|i tillegg|dessuten|i tillegg til|pluss)[\s:,]+|(?:jeg |eg )?(?:glemte|gløymde)(?: å ta med)? )(?=\S)|(?<![\s,])[\s,]+(?:også|òg|i tillegg|au)[.!]*$/iu

/** «Nei vent, heller ett år», «nei, også foreldremøter», «jo, vi har det»: what it opens with, and what is said then. */
const opening =
  /^(?<opened>(?:(?:(?:nei|næ|neida|oi|oisann|ups|å|hm+|sorry|beklager|orsak|unnskyld|jo|joda|jau|forresten|førresten|(?<=\S\s{1,3})(?:vent|feil)|(?:vent|feil|rettelse|retting)(?=[,.!:…-]| (?:litt|no|nå|nei)(?!\p{L})))(?: (?:litt|no|nå)(?=[\s,.!:…-]|$))?)(?!\p{L})[\s,.!:…-]*)+)(?<rest>(?!(?:litt|no|nå)[\s.!…]*$)\S.*)$/iu
const setOtherwise =
  /^(?:(?:(?:jeg|eg|æ|vi|me) (?:mente|meinte|mener|meiner)|(?:det|svaret|den) (?:skulle|skal|ska) (?:ha )?(?:vært|være|vore|vere|stå|stått)|heller|si heller|sei heller|også|òg|i tillegg|kan (?:jeg|eg|du|vi|me) )(?!\p{L})[\s,:]*)+/iu
const plainlyBack = /(?<!\p{L})(?:vent|oi|oisann|ups|sorry|beklager|orsak|unnskyld|feil|rettelse|retting)(?!\p{L})/iu

/** `plainly`: it can hardly be the answer to a question; `turns`: a «jo», which says yes to what was denied; `adds`: «også»; `sets`: it says that another should stand. */
export type TakenBack = { rest: string; plainly: boolean; turns: boolean; adds: boolean; sets: boolean }

/** What is said after words that take back the answer before; undefined: it opens with none of them, or is too long to put something right. */
export const takenBack = (text: string): TakenBack | undefined => {
  const said = clean(text)
  const { opened = '', rest = '' } = (saidOf(said).tokens.length > longest ? null : opening.exec(said))?.groups ?? {}
  if (rest === '') return undefined
  const value = rest.replace(setOtherwise, '')
  const { row, to } = rowTo.exec(rest)?.groups ?? {}
  return {
    rest: row !== undefined && to !== undefined ? `${row}: ${to}` : value === '' ? rest : value,
    plainly: plainlyBack.test(opened) || (value !== rest && value !== '') || row !== undefined || setsTo.test(rest),
    turns: /(?<!\p{L})(?:jo|joda|jau)(?!\p{L})/iu.test(opened),
    adds: adding.test(rest),
    sets: value !== rest,
  }
}
const adding = /(?<!\p{L})(?:også|òg|i tillegg|åsså)(?!\p{L})/iu
/** «Rad 3 skal være ganske», «tolk skulle vært litt viktig»; and «sett den til 6». */
const rowTo = new RegExp(
  `^(?!(?:det|svaret|den|han|vi|me|jeg|eg|æ) )(?:rad(?:en)? )?(?<row>[^,.:;]{1,60}?) ${should} (?:ha )?${being} (?<to>.{2,60})$`,
  'iu',
)
const setsTo =
  /^(?:sett|sette|set|endre|endra|bytt|byt|rett) (?:den|det|han|svaret|tallet|talet)(?: opp| om)? (?:til|på) /iu

/**
 * «Nei, fram att», «nei vent, eg vil sjå ein gong til»: what is wished for instead; undefined: no command stands behind it. Sending in is too much
 * for a clause («nei, ferdig»), and «nei, personvern» may be one's own words.
 */
export const commandBehind = (text: string, hearing: Hearing): Command | undefined => {
  const { question, language, year } = hearing
  const back = takenBack(text)
  if (back === undefined || (asks(question, 'words') && !back.plainly)) return undefined
  // «Nei, neste»: the no is the answer, where it may be one.
  if (!back.plainly && asks(question, 'choice') && understand(text, hearing).type === 'answer') return undefined
  const command = commandOf(back.rest, { choiceIds: [], rowIds: [], language, year })
  return command?.name === 'submit' ? undefined : command
}

/** «Nei vent, det var assisterende jeg mente». */
const meant =
  /^(?:(?:oi|oisann|ups|vent(?: litt)?|å|sorry|beklager|unnskyld|orsak|feil|nei)[\s,.!:]+)*(?:det|d) (?:var|va|er|e) (?<what>.+?),? (?:som )?(?:jeg|eg|æ|vi|me) (?:mente|meinte|ville (?:si|seie|svare|svara))[.!]*$/iu
/** «Oi nei, det er jo alderen. Det er 5»: a word that takes back, and the figure that it ends with. */
const endsWithFigure =
  /^(?:oi|oisann|ups|hoppsann|å nei|nei|vent|sorry|beklager|unnskyld|orsak|feil)(?!\p{L}).*[\s,.:!](?:det|d|svaret|tallet|talet) (?:er|e|var|va|blir|skal (?:være|vere|stå)|skulle (?:ha )?(?:vært|vore|stått)) (?<what>\d+(?:[.,]\d+)?(?: \p{L}+)?)[.!\s]*$/iu
/** «… så si heller ett år». */
const rather =
  /(?:^|[\s,.])(?:så |da |då )?(?:si|sei|sett|skriv|gjør det|gjer det) heller(?: på| til)? (?<what>[^,.]{1,40})[.!]*$/iu
/** «Og så penga da», «og vi har språkpraksis i barnehagene», «ja og …». */
const onward =
  /^(?:(?:ja|jau|jo|oi)[\s,]+)?og(?: så| òg| også)?(?: (?:vi|me) (?:har|la|brukte|bruker|brukar|fikk|fekk))?(?: (?:det er|det var))? (?<what>\S.*?)(?:,? (?:da|då|også|òg|au))?[.!]*$/iu
/** «Ta vekk jobbmesser», «jobbmesse har me ikkje». */
const without = new RegExp(
  `^(?:(?:nei|oi|vent|og|men|ja)[\\s,.]+)*(?:(?:${typedAlternation('takingOut')})(?: (?:det|den|de|dei) (?:med|om))? (?<a>\\S.*?)|(?<b>\\S.*?) har (?:vi|me) (?:jo |da |då |nok )?(?:ikke|ikkje|itj)(?: (?:lenger|lenger nå|likevel))?)[.!]*$`,
  'iu',
)

/** «Jeg er rådmann, ikke kommunalsjef»: what somebody is or has, and what is not so. */
const asItIs = new RegExp(
  `(?:^|[\\s,.!:;])(?:jeg|eg|æ|vi|me|det|svaret) (?:${typedAlternation('is')}) (?:(?:jo|nok|faktisk|egentlig|eigentleg) )?(?<value>[^,.!?]{1,60}?),? (?:og )?(?:${typedAlternation('denying')}) (?<from>[^,.!?]{1,60}?)[\\s.!]*$`,
  'iu',
)

/** An answer that stands is denied beside what should stand, wherever it is said: its question is found by it. Undefined: none is. */
export const deniedIn = (said: string): CorrectionBy<'denied'> | undefined => {
  const { value, from } = (saidOf(said).tokens.length > longest ? null : asItIs.exec(said))?.groups ?? {}
  if (value === undefined || from === undefined) return undefined
  return { by: 'denied', change: 'replace', values: [value], from }
}

/** The words of one scale's choices that another has not: «nyttig», where it is asked how «viktig». */
const ofScale = (question: Asked, other: Asked): readonly string[] => {
  const wordsOf = (one: Asked) => choicesOf(one).flatMap(({ text }) => choiceWords(`${text.nb} ${text.nn}`))
  const others = wordsOf(other)
  return wordsOf(question).filter((word) => word.length > 4 && !others.includes(word))
}

/** Whether a reply rates by the scale of the table before, and by none of this one's words. */
export const ratesByOther = (text: string, before: Asked, here: Asked): boolean => {
  const said = choiceWords(text)
  const speaks = (words: readonly string[]) => said.some((word) => words.some((one) => isFormOf(word, one)))
  return speaks(ofScale(before, here)) && !speaks(ofScale(here, before))
}

/** «Personer altså», «det var personar, ikkje prosent». */
const inUnit =
  /^(?:(?:oi|oisann|ups|vent(?: litt)?|å|sorry|beklager|unnskyld|orsak|feil|nei)[\s,.!:]+)*(?:(?:jeg|eg|vi|me) (?:mente|meinte) |(?:det|d) (?:er|e|var|va) )?(?:i )?(?<unit>\p{L}+),? (?:altså|altso|selvsagt|selvfølgelig|sjølvsagt|mente (?:jeg|vi)|meinte (?:eg|vi|me)|(?:og )?ikk?j?e \p{L}+)(?=[\s.,!]|$)/iu

/** Whether a text tells nothing but a unit: «i personer altså», «ansatte, ikke prosent». */
export const tellsUnit = (text: string): boolean => {
  const unit = inUnit.exec(clean(text))?.groups?.unit?.toLowerCase()
  return unit !== undefined && isUnitWord(unit)
}

/** Whether a reply says that the figure before was counted in something else than what was asked for. */
export const namesOtherUnit = (text: string, { question }: Hearing): boolean => {
  const unit = inUnit.exec(clean(text))?.groups?.unit?.toLowerCase()
  if (unit === undefined || question === undefined || !asks(question, 'figure') || !isUnitWord(unit)) return false
  return isShare(question) ? !unit.startsWith('prosent') : unitFit(`2 ${unit}`, question) !== 'same'
}

/**
 * The answer to the question before that a reply gives; undefined when it gives none. `before`: that question and what
 * stands there; `here`: the open question; `ownWords`: reads an answer that is said in words of one's own.
 */
export function lateAnswer(text: string, before: Before, here: Here, ownWords: Read): Answer | undefined {
  const said = clean(text)
  if (saidOf(said).tokens.length > longest) return undefined
  const putRight = notButThis.exec(said)?.groups
  const stood = putRight?.from === undefined ? undefined : read(putRight.from, before.hearing)
  if (putRight?.what !== undefined && gives(stood, 'figure') && gives(before.answer, 'figure'))
    if (stood.value === before.answer.value) return read(putRight.what, before.hearing)
  const named = ofPrevious.exec(said)
  if (named !== null) return read(said.slice(named[0].length), before.hearing)
  if (also.test(said)) return added(said, before)
  const back = backBefore(said, before, here, ownWords)
  if (back !== undefined) return back
  const heller = rather.exec(said)?.groups?.what
  if (heller !== undefined && !isAnswerAt(heller, here.hearing)) return read(heller, before.hearing)
  const beside = besideBefore(said, before, here)
  if (beside !== undefined) return beside
  const last = meant.exec(said)?.groups?.what ?? (isFigure(before.hearing) ? lastFigure(said) : undefined)
  if (last !== undefined && !isAnswerAt(last, here.hearing) && !mayAnswer(said, here.hearing))
    return read(last, before.hearing)
  const rest = said.replace(instead, '')
  // «Sorry 2», right after a figure: that one is put right, whatever could be meant here.
  if (
    rest !== said &&
    (/^(?:sorry|oi|ups|beklager|feil|orsak)[\s,.!:]/iu.test(said) ||
      // No list is answered by «nei 3».
      (asks(here.hearing.question, 'choices') && /^nei[\s,.!:]/iu.test(said))) &&
    /^\d+[.!]*$/.test(rest) &&
    isFigure(before.hearing)
  )
    return read(rest, before.hearing)
  if (rest !== said && (takesBack(said) || /^vent[\s,]/i.test(said)))
    return isAnswerAt(rest, here.hearing) ? undefined : read(rest, before.hearing)
  // «Kanskje 7» after «vet ikke» at a figure, where no figure is asked for now.
  const answersLate = before.answer === undefined && isFigure(before.hearing) && /\d/.test(said)
  return answersLate && !isAnswerAt(said, here.hearing) ? read(said, before.hearing) : undefined
}

type Before = { hearing: Hearing; answer: Answer | undefined }
type Here = { hearing: Hearing }

/** «Nei vent, heller ett år»; and «jo, vi hjelper dem å finne ut hva de kan studere», after a no. */
const backBefore = (said: string, before: Before, here: Here, ownWords: Read): Answer | undefined => {
  const back = takenBack(/^heller (?!ikke|ikkje|itj)/iu.test(said) ? `nei, ${said}` : said)
  if (back === undefined || isFree(before.hearing) || !isTurned(back, before)) return undefined
  const { type } = understand(back.rest, here.hearing)
  if (back.turns ? type === 'answer' : type !== 'ask') return undefined
  const content = ownWords(back.rest, before.hearing)
  if ((content?.type !== 'answer' && content?.type !== 'confirm') || content.answer.kind === 'rows') return undefined
  if (isStray(content.answer, back.rest)) return undefined
  if (back.turns && !back.adds && isNo({ ...before, answer: content.answer })) return undefined
  return back.adds ? withMore(content.answer, before.answer) : content.answer
}

const isTurned = ({ turns, plainly, adds }: TakenBack, before: Before): boolean =>
  turns ? adds || isNo(before) : plainly

/** What takes back the answer before, and says neither what should stand there nor anything that is asked here. */
export const isOfBefore = (text: string, before: Before, here: Here, { act, content, topic }: Meaning): boolean => {
  const back = topic === undefined && (act === 'answer' || act === 'none') ? takenBack(text) : undefined
  if (back === undefined || isFree(before.hearing) || !isTurned(back, before)) return false
  if (isAnswerAt(back.rest, here.hearing)) return false
  if (back.turns && !namesElse(back.rest, here.hearing)) return false
  return back.turns || content.type === 'confirm' || content.type === 'answer' || back.sets
}

/** Something is named, and nothing that is asked: «jo, det gjør vi» says yes to what is asked. */
const namesElse = (text: string, { question }: Hearing): boolean => {
  const asked = question === undefined ? [] : wordsAsked(question).filter((word) => word.length > 4)
  const said = choiceWords(text).filter((word) => word.length > 5)
  return said.length > 0 && !said.some((word) => asked.some((one) => isFormOf(word, one)))
}

/** That there is none, or nothing, stands there. */
const isNo = ({ hearing: { question }, answer }: Before): boolean =>
  gives(answer, 'choice', 'choices') &&
  choicesOf(question).some(
    ({ id, text, exclusive }) =>
      chosenIn(answer).includes(id) && (exclusive || /^(?:nei|ingen|aldri)|(?<!\p{L})ikke(?!\p{L})/iu.test(text.nb)),
  )

/** Where no other figure stands beside it. */
const lastFigure = (said: string): string | undefined =>
  said.match(/\d+(?:[.,]\d+)?/g)?.length === 1 ? endsWithFigure.exec(said)?.groups?.what : undefined

const isAnswerAt = (text: string, hearing: Hearing): boolean => understand(text, hearing).type !== 'ask'

/** Also what would be asked about, where it begins with a «nei» that may be the answer. */
const mayAnswer = (text: string, hearing: Hearing): boolean => {
  const { type } = understand(text, hearing)
  return type === 'confirm' ? /^nei/i.test(text) : type !== 'ask'
}

const isFigure = ({ question }: Hearing): boolean => asks(question, 'figure')

const read = (text: string, hearing: Hearing): Answer | undefined => {
  if (text.trim() === '' || hearing.question === undefined || isFree(hearing)) return undefined
  const content = understand(text, hearing)
  if (content.type !== 'answer' && content.type !== 'confirm') return undefined
  if (isStray(content.answer, text)) return undefined
  return content.answer.kind === 'rows' ? undefined : content.answer
}

/** «Vent litt, telefon»: words of one's own that nobody called so. */
const isStray = (answer: object, text: string): boolean =>
  'other' in answer &&
  answer.other !== undefined &&
  !/(?<!\p{L})(?:anna|annet|anne|andre|annan|annen)(?!\p{L})/iu.test(text)

const isFree = ({ question }: Hearing): boolean => asks(question, 'words')

/** More or fewer of the choices before, where nothing that is asked here was said. */
const besideBefore = (said: string, before: Before, here: Here): Answer | undefined => {
  if (!gives(before.answer, 'choices')) return undefined
  const { a, b } = without.exec(said)?.groups ?? {}
  const out = a ?? b
  if (out !== undefined) return withoutChoices(out, before.answer, before.hearing)
  const what = onward.exec(said)?.groups?.what
  return what === undefined || isAnswerAt(said, here.hearing) || isAnswerAt(what, here.hearing)
    ? undefined
    : added(what, before)
}

/** Whether a reply takes out a choice of the question before, which may not stand there at all: «nei, dropp økonomi». */
export const takesOutBefore = (text: string, { hearing, answer }: Before) => {
  const out = gives(answer, 'choices') ? without.exec(clean(text))?.groups?.a : undefined
  const said = out === undefined ? undefined : read(out, hearing)
  return gives(said, 'choices') && said.other === undefined
}

/** The choices that stand there without those that a text names; undefined: it names none of them, or all. */
const withoutChoices = (text: string, answer: AnswerOfShape<'choices'>, hearing: Hearing): Answer | undefined => {
  const out = read(text, hearing)
  if (!gives(out, 'choices') || out.other !== undefined || !out.value.every((id) => answer.value.includes(id)))
    return undefined
  const value = answer.value.filter((id) => !out.value.includes(id))
  return value.length === 0 ? undefined : { ...answer, value }
}

/** More choices beside those that stand there. */
const added = (said: string, { hearing, answer }: Before): Answer | undefined =>
  gives(answer, 'choices') ? withMore(read(said.replace(also, ''), hearing), answer) : undefined

const withMore = (more: Answer | undefined, answer: Answer | undefined): Answer | undefined => {
  if (!gives(answer, 'choices') || !gives(more, 'choices') || more.other !== undefined) return undefined
  const value = [...new Set([...answer.value, ...more.value])]
  return value.length === answer.value.length ? undefined : { ...answer, value }
}

/** «Ja, det er riktig», «stemmer», «det var det jeg mente»: said of what was just stored as much as of anything that is asked. */
export const repeatsWhatWasSaid = (text: string): boolean => {
  const { tokens, asks } = saidOf(text)
  if (asks || tokens.length === 0 || tokens.length > 10) return false
  const tags = tagged(tokens, ['agree', 'yes', 'saying', 'self', 'filler'])
  return (
    tags.every(({ of }) => of !== undefined) &&
    tags.some(
      ({ of, words }) => of === 'agree' || (of === 'saying' && /^(?:mente|meinte|sa|svarte|skrev|skreiv)$/.test(words)),
    )
  )
}
