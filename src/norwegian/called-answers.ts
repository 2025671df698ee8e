/**
 * What the rules read at a question with choices, held against what its answers are called (`called.ts`). The model
 * proposes an answer, agrees with what the rules would have asked about, or doubts what they would have stored; alone it stores one only
 * where hardly anybody meant another (`called-certain.ts`).
 */

import { type Answer, givenMissing } from '../questionnaire/answer.ts'
import type { Called } from '../questionnaire/called.ts'
import { asks, boundsOf, figureOf, isShare, type QuestionOfShape } from '../questionnaire/shape.ts'
import { unwrap } from './around.ts'
import { type Guess, guessAt, isElsewhere } from './called.ts'
import { beginsWithStance, type Heard, isBegun, surenessOf } from './called-certain.ts'
import { least } from './called-thresholds.ts'
import { halfStepOf, isDispleased } from './degrees.ts'
import { amountsIn } from './figure-amounts.ts'
import { counts, listNumbers, readNumeral } from './figures.ts'
import { tellsUnit } from './late.ts'
import { repairedList } from './list-repair.ts'
import { candidatesOf, choiceWords, matchInFull } from './match.ts'
import { ask, type Content, type Hearing, toConfirm } from './meaning.ts'
import { numbersWeighed } from './places.ts'
import { isQuestion } from './questions.ts'
import { clean, type Said } from './said.ts'
import { piecesOf } from './sentences.ts'
import { framedTalk, isUnheard } from './talk.ts'
import { ticksOf } from './ticks.ts'
import { isDay } from './times.ts'
import { likely } from './topic-model.ts'
import { topics } from './topics.ts'
import { stanceOf } from './yes-no.ts'

type Closed = QuestionOfShape<'choice' | 'choices'>

/** What is read by the rules and the model together. */
export const withCalled = (said: Said, content: Content, hearing: Hearing): Content => {
  const { question } = hearing
  if (hearing.called === undefined) return content
  if (asks(question, 'figure')) return missingFigure(said, content, hearing, question)
  if (!asks(question, 'choice', 'choices') || isPlain(said, content, hearing)) return content
  // «Personer, ikke prosent» is of the figure before, and «1. august» none of the choices.
  if (isUnheard(content) && (tellsUnit(said.text) || isDay(said.text))) return content
  const guess = guessAt(said, hearing, question)
  if (guess === undefined) return content
  const heard = heardAs(said, content, guess, question)
  if (heard !== undefined && isSure(said, guess, question, heard, hearing.called.weights))
    return { type: 'answer', answer: answerOf(said, guess.ids, question) }
  switch (content.type) {
    case 'ask':
      return isOpen(content) ? proposed(said, content, guess, question) : content
    case 'confirm':
      return agreed(said, content, guess, question)
    case 'answer':
      return doubted(said, content, guess, question)
    default:
      return content
  }
}

/**
 * Beside what of the rules the model's guess may be stored without a question back: they would ask about the same, or the model hears
 * it alone, or where they take it for words of one's own; undefined: it may not, however likely it is.
 */
export const heardAs = (said: Said, content: Content, guess: Guess, question: Closed): Heard | undefined => {
  const { ids } = guess
  if (guess.beside !== undefined || takesOwnWords(question, ids)) return undefined
  if (content.type === 'ask') {
    const isOpenChoice = isUnheard(content) || (asks(question, 'choice') && beginsWithStance.test(said.text))
    return isOpen(content) && isOpenChoice ? 'alone' : undefined
  }
  if (content.type !== 'confirm') return undefined
  const read = idsOf(content.answer)
  if (read === undefined) {
    const isStranger = guess.chanceOf('.none') >= least.stranger
    return content.answer.kind === 'multiple' && asks(question, 'choices') && !isStranger ? 'own' : undefined
  }
  if (asks(question, 'choice')) return isSame(read, ids) ? 'alike' : undefined
  if (isSame(read, ids) && isSame(read, amongBoth(said, read, guess, question))) return 'alike'
  return ids.length > 1 ? 'alone' : undefined
}

/** Whether hardly anybody who says it means another answer. */
const isSure = (said: Said, guess: Guess, question: Closed, heard: Heard, { sure }: Called): boolean =>
  sure !== undefined &&
  surenessOf(said, guess, question, heard, sure) >=
    least.stored[isBegun(said, question, heard) ? 'begun' : of(question)]

/** An answer that was taken for talk; undefined where it may well be talk. */
export const calledInTalk = (said: Said, content: Content, hearing: Hearing): Content | undefined => {
  const { question } = hearing
  if (hearing.called === undefined || !asks(question, 'choice', 'choices')) return undefined
  if (!isUnheard(content) || said.text.includes('?') || isQuestion(said)) return undefined
  const framed = framedTalk(said)
  if (framed?.sure) return undefined
  // «Beklager, telefonen ringer»: in no doubt there.
  if (framed === undefined && likely(said).answering < least.answering) return undefined
  const guess = guessAt(said, hearing, question)
  const from = least.overTalk[framed === undefined ? 'alone' : topics[framed.topic].act]
  return guess === undefined || guess.beside !== undefined || guess.chance < from
    ? undefined
    : { type: 'confirm', answer: answerOf(said, guess.ids, question) }
}

const idsOf = (answer: Extract<Content, { type: 'answer' | 'confirm' }>['answer']): readonly string[] | undefined => {
  if ('other' in answer && answer.other !== undefined) return undefined
  return answer.kind === 'single' ? [answer.value] : answer.kind === 'multiple' ? answer.value : undefined
}

const isSame = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((id) => other.includes(id))

const isMoreThan = (one: readonly string[], other: readonly string[]): boolean =>
  one.length > other.length && other.every((id) => one.includes(id))

/** Reasons to ask back that a better guess may settle. */
const open = new Set(['ambiguous_choice', 'several_given', 'too_few', 'exclusive_combined', 'ambiguous_number'])

const isOpen = (content: Extract<Content, { type: 'ask' }>): boolean =>
  isUnheard(content) || open.has(content.problem.code)

const takesOwnWords = (question: Closed, ids: readonly string[]): boolean =>
  question.choices.some(({ id, specify }) => specify === true && ids.includes(id))

/** Characters that stand as words of one's own beside «annet»; a longer story is asked for once more, shorter. */
const mostOwn = 80

const answerOf = (said: Said, ids: readonly string[], question: Closed): Answer => {
  const text = clean(said.text)
  const other = ids.length === 1 && takesOwnWords(question, ids) && text.length <= mostOwn ? { other: text } : {}
  const ordered = question.choices.map(({ id }) => id).filter((id) => ids.includes(id))
  return asks(question, 'choice')
    ? { kind: 'single', value: ids[0] ?? '', ...other }
    : { kind: 'multiple', value: ordered, ...other }
}

const missingOf = {
  '.dont_know': givenMissing.enum.dont_know,
  '.not_applicable': givenMissing.enum.not_applicable,
} as const

const of = (question: Closed): 'one' | 'several' => (asks(question, 'choice') ? 'one' : 'several')

/** Whether it is none of the answers, as far as the model tells: no rule has more than letters to say otherwise. */
const isNoAnswer = ({ beside, chance }: Guess): boolean => beside === '.none' && chance >= least.none
const unknownChoice = ask({ code: 'unknown_choice' })

/** The rules found nothing. */
const proposed = (said: Said, content: Content, guess: Guess, question: Closed): Content => {
  const { beside, chance, ids } = guess
  if (beside === '.dont_know' || beside === '.not_applicable') return missingBy(guess, beside, question) ?? content
  if (isNoAnswer(guess))
    return content.type === 'ask' && content.problem.code === 'ambiguous_choice' ? unknownChoice : content
  if (beside !== undefined) return content
  // «34, pluss 4 som kom i går» is no title.
  if (takesOwnWords(question, ids) && /^\W*\d/.test(said.text)) return content
  const both = bothOf(guess, question)
  if (both !== undefined) return ask({ code: 'ambiguous_choice', candidates: both })
  const likeliest = asks(question, 'choice') ? chance : Math.max(...ids.map(guess.chanceOf))
  const isLikely = likeliest >= least.proposed[question.choices.length === 2 ? 'two' : of(question)]
  // «I personer, altså»: as likely none of the answers.
  // «Alltid»: a word alone is known or is not.
  return isLikely && (likeliest >= 0.5 || (said.tokens.length > 1 && guess.off < least.offProposed))
    ? { type: 'confirm', answer: answerOf(said, ids, question) }
    : content
}

/** «Vet ikke» or «ikke aktuelt», told in words of one's own. */
const missingBy = (
  { chance }: Guess,
  beside: keyof typeof missingOf,
  question: Closed | QuestionOfShape<'figure'>,
): Content | undefined => {
  const isTaken = beside === '.dont_know' ? question.dontKnow : question.notApplicable
  const from = least.missing[asks(question, 'figure') ? 'figure' : 'choice']
  return chance >= (isTaken ? from : least.refused) ? { type: 'missing', missing: missingOf[beside] } : undefined
}

/** The two likeliest, where neither is much likelier; of a yes and a no nothing is told by naming both. */
const bothOf = ({ chance, ids: [first], next }: Guess, question: Closed): string[] | undefined =>
  asks(question, 'choice') &&
  question.choices.length > 2 &&
  first !== undefined &&
  next !== undefined &&
  chance < least.alone &&
  next.chance >= least.second &&
  chance + next.chance >= least.both
    ? [first, next.id]
    : undefined

/** Where a figure is asked for and none was found: that there is none to give may be told. */
const missingFigure = (
  said: Said,
  content: Content,
  hearing: Hearing,
  question: QuestionOfShape<'figure'>,
): Content => {
  if (content.type !== 'ask' || !noFigure.has(content.problem.code)) return content
  if (amountsIn(said.text, question).all.length > 0) return content
  const guess = guessAt(said, hearing, question)
  const beside = guess?.beside
  if (guess === undefined || (beside !== '.dont_know' && beside !== '.not_applicable')) return content
  const missing = missingBy(guess, beside, question)
  // «Vi bosetter ikke»: of those who are counted there are none.
  const isNone =
    missing !== undefined && beside === '.not_applicable' && !question.notApplicable && countsThings(question)
  return isNone ? { type: 'confirm', answer: figureOf(question, 0) } : (missing ?? content)
}

/** Persons or posts, of which there may be none: neither a share nor years. */
const countsThings = (question: QuestionOfShape<'figure'>): boolean =>
  !isShare(question) && !counts(question, 'year') && boundsOf(question).min === 0

/** Reasons to ask for a figure again although none was told. */
const noFigure = new Set(['not_a_number', 'not_understood', 'number_vague', 'other_unit'])

const inFact = /(?<!\p{L})(?:i (?:virkelig\p{L}*|realitet\p{L}*|praksis|røynda)|reelt)(?!\p{L}).{2}/iu

/** The rules would ask about something. */
const agreed = (
  said: Said,
  content: Extract<Content, { type: 'confirm' }>,
  guess: Guess,
  question: Closed,
): Content => {
  const ids = idsOf(content.answer)
  // «Brannøvelse»: a word of one's own that nobody would take for an answer.
  if (ids === undefined && guess.chanceOf('.none') >= least.stranger) return unknownChoice
  // «Praksis og språk», to how soon: a slip of «straks» by its letters alone.
  if (isNoAnswer(guess)) return unknownChoice
  // «Svært misfornøyd» has most of its letters from what it is not.
  if (guess.beside !== undefined || isDispleased(said.text)) return content
  if (ids === undefined) return withoutOwn(said, content, guess, question)
  // «På papiret flyktningtjenesten, i virkeligheten NAV»: which of the two it is was said.
  if (asks(question, 'choice') && guess.chance < least.stated && inFact.test(said.text)) return content
  const together = asks(question, 'choice') ? guess.ids : amongBoth(said, ids, guess, question)
  const isLikely = asks(question, 'choices') || guess.chance >= least.instead
  const isOther = !isSame(ids, together) && together.length > 0
  return isOther && isLikely ? { type: 'confirm', answer: answerOf(said, together, question) } : content
}

/** «Bolig, folk, penger, i den rekkefølgen»: what was taken for words of one's own at «annet», and is none. */
const withoutOwn = (
  said: Said,
  content: Extract<Content, { type: 'confirm' }>,
  guess: Guess,
  question: Closed,
): Content => {
  const { answer } = content
  if (answer.kind !== 'multiple' || !asks(question, 'choices')) return content
  const together = amongBoth(said, answer.value, guess, question)
  return together.length === 0 || takesOwnWords(question, together)
    ? content
    : { type: 'confirm', answer: answerOf(said, together, question) }
}

/** Of several choices those that the rules name and the model does not rule out, and those that it is rather sure of. */
const amongBoth = (said: Said, ids: readonly string[], guess: Guess, question: Closed): string[] => {
  // What is denied or past in it is for the rules.
  const isDenied = piecesOf(said.text).some(
    ({ turns: of }) => of.has('negated') || of.has('before') || of.has('intended'),
  )
  return question.choices
    .map(({ id }) => id)
    .filter((id) => {
      if (ids.includes(id)) return guess.chanceOf(id) > least.among.named
      return !isDenied && !takesOwnWords(question, [id]) && guess.chanceOf(id) > least.among.unnamed
    })
}

/** The rules would store something. */
const doubted = (
  said: Said,
  content: Extract<Content, { type: 'answer' }>,
  guess: Guess,
  question: Closed,
): Content => {
  const ids = idsOf(content.answer)
  if (ids === undefined) return content
  const isOfRanges = hasRanges(question) && isCounted(said)
  if (guess.off >= (isOfRanges ? least.counted : least.off[of(question)]) || isElsewhere(said))
    return toConfirm(content)
  if (isOfRanges && guess.chance < least.counted) return content
  if (guess.beside !== undefined) return guess.chance >= least.unknown ? toConfirm(content) : content
  if (isSame(ids, guess.ids)) return guess.chance >= least.same[of(question)] ? content : toConfirm(content)
  // «Nei, det har ikke vært noe problem»: the first word says it.
  if (asks(question, 'choice') && guess.chance < (beginsWithStance.test(said.text) ? least.stated : least.unsure))
    return content
  if (guess.chance >= least.other && asks(question, 'choice'))
    return ask({ code: 'ambiguous_choice', candidates: [...ids, ...guess.ids] })
  // A model that hears a part of a list does not say that the rest is none.
  if (guess.ids.every((id) => ids.includes(id))) return content
  return isMoreThan(guess.ids, ids)
    ? { type: 'confirm', answer: answerOf(said, guess.ids, question) }
    : toConfirm(content)
}

const hasRanges = ({ choices }: Closed): boolean => choices.some(({ range }) => range !== undefined)

const isCounted = ({ tokens }: Said): boolean =>
  tokens.some((token) => /\d/.test(token) || (readNumeral(token) ?? 1) !== 1)

/** «De to første», «alt utenom 3». */
const byPlace = /^(?:alle|alt|begge|samtlige|samtlege)(?!\p{L})|(?<!\p{L})(?:første|fyrste|siste|midten)(?!\p{L})/iu

/** What stands as it is, whatever a model may make of it: numbers from the card, a word or two, a choice's own text. */
const isPlain = (said: Said, content: Content, { question, choiceIds }: Hearing): boolean => {
  if (!asks(question, 'choice', 'choices')) return true
  const { core } = unwrap(said.text)
  if (listNumbers(core) !== undefined || numbersWeighed(core) !== undefined) return true
  // «Om lag 3 måneder» is counted, which words do not tell.
  if (hasRanges(question) && isCounted(said) && !isUnheard(content) && content.type !== 'answer') return true
  if (stanceOf(core) !== undefined) return true
  // What is put right in it is told by its order, which words do not tell.
  if (asks(question, 'choices') && repairedList(said.text, candidatesOf(question.choices, choiceIds)) !== undefined)
    return true
  // «Viktig»: which of two is asked, and nothing is likelier.
  if (halfStepOf(core, candidatesOf(question.choices, choiceIds)) !== undefined) return true
  if (content.type === 'ask') return false
  if (byPlace.test(said.text) && said.tokens.length < 8) return true
  if (content.type !== 'answer') return false
  if (said.tokens.length < 3 || ticksOf(said.text) !== undefined) return true
  return matchInFull(choiceWords(core), candidatesOf(question.choices, choiceIds)).type === 'one'
}
