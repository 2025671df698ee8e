/**
 * What the rules read at a question with choices, held against what its answers are called (`called.ts`). The model alone never
 * stores a choice: it proposes one, agrees with what the rules would have asked about, or doubts what they would have stored.
 */

import { type Answer, givenMissing } from '../questionnaire/answer.ts'
import { asks, type QuestionOfShape } from '../questionnaire/shape.ts'
import { unwrap } from './around.ts'
import { type Guess, guessAt, isElsewhere } from './called.ts'
import { listNumbers, readNumeral } from './figures.ts'
import { candidatesOf, choiceWords, matchInFull } from './match.ts'
import { ask, type Content, type Hearing, toConfirm } from './meaning.ts'
import { clean, type Said } from './said.ts'
import { piecesOf, type Turn } from './sentences.ts'
import { framedTalk, isUnheard } from './talk.ts'
import { ticksOf } from './ticks.ts'
import { likely } from './topic-model.ts'
import { stanceOf } from './yes-no.ts'

type Closed = QuestionOfShape<'choice' | 'choices'>

/** Chances from which something is done, found by leaving out one author at a time (docs/figures.md). */
const least = {
  /** The rules found nothing: asked about; of several choices each must be right, so that they come to less. */
  proposed: { one: 0.35, several: 0.2 },
  /** Of two that come to this together both are named, where the first is not more likely than not. */
  both: 0.75,
  /** Heard as talk by the model of topics alone. */
  overTalk: 0.6,
  /** The same, as far as that model itself lets it be an answer. */
  answering: 0.05,
  /** The rules would ask about the same: stored. Of 154 left-out lines none was wrong. */
  agreed: 0.95,
  /** The rules would ask about something else, and are right less often. */
  instead: 0.5,
  /** The rules would store the same, and still are wrong as often as right under it. */
  same: { one: 0.4, several: 0.2 },
  /** The rules would store another choice: both are named; under it theirs is asked about. */
  other: 0.6,
  /** The rules would store what nobody could, or what is no answer. */
  off: 0.4,
  /** The rules would store a choice, and «vet ikke» or «ikke aktuelt» is likely. */
  unknown: 0.6,
  /** «Vet ikke» and «ikke aktuelt»: stored; and told that the question does not take them. */
  missing: 0.95,
  refused: 0.5,
}

/** What is read by the rules and the model together. */
export const withCalled = (said: Said, content: Content, hearing: Hearing): Content => {
  const { question } = hearing
  if (hearing.called === undefined || !asks(question, 'choice', 'choices') || isPlain(said, content, hearing))
    return content
  const guess = guessAt(said, hearing, question)
  if (guess === undefined) return content
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

/** An answer that was taken for talk, though no frame says so; undefined where it may well be talk. */
export const calledInTalk = (said: Said, content: Content, hearing: Hearing): Content | undefined => {
  const { question } = hearing
  if (hearing.called === undefined || !asks(question, 'choice', 'choices')) return undefined
  if (!isUnheard(content) || said.text.includes('?') || framedTalk(said) !== undefined) return undefined
  // «Beklager, telefonen ringer»: in no doubt there.
  if (likely(said).answering < least.answering) return undefined
  const guess = guessAt(said, hearing, question)
  return guess === undefined || guess.beside !== undefined || guess.chance < least.overTalk
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

/** Of two choices one has half a chance whatever is said. */
const leastProposed = (question: Closed): number =>
  least.proposed[of(question)] + (asks(question, 'choice') ? 0.3 / question.choices.length : 0)

/** The rules found nothing. */
const proposed = (said: Said, content: Content, guess: Guess, question: Closed): Content => {
  const { beside, chance, ids, next } = guess
  if (beside === '.dont_know' || beside === '.not_applicable') {
    const isTaken = beside === '.dont_know' ? question.dontKnow : question.notApplicable
    return chance >= (isTaken ? least.missing : least.refused)
      ? { type: 'missing', missing: missingOf[beside] }
      : content
  }
  if (beside !== undefined) return content
  const [first] = ids
  if (
    asks(question, 'choice') &&
    first !== undefined &&
    next !== undefined &&
    chance < 0.5 &&
    chance + next.chance >= least.both
  )
    return ask({ code: 'ambiguous_choice', candidates: [first, next.id] })
  return chance >= leastProposed(question) ? { type: 'confirm', answer: answerOf(said, ids, question) } : content
}

/** The rules would ask about something. */
const agreed = (
  said: Said,
  content: Extract<Content, { type: 'confirm' }>,
  guess: Guess,
  question: Closed,
): Content => {
  const ids = idsOf(content.answer)
  if (ids === undefined || guess.beside !== undefined) return content
  if (!isSame(ids, guess.ids))
    return guess.chance >= least.instead ? { type: 'confirm', answer: answerOf(said, guess.ids, question) } : content
  if (guess.chance < least.agreed || isTurned(said) || takesOwnWords(question, ids)) return content
  return { type: 'answer', answer: answerOf(said, ids, question) }
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
  if (guess.off >= least.off || isElsewhere(said)) return toConfirm(content)
  if (guess.beside !== undefined) return guess.chance >= least.unknown ? toConfirm(content) : content
  if (isSame(ids, guess.ids)) return guess.chance >= least.same[of(question)] ? content : toConfirm(content)
  if (guess.chance >= least.other && asks(question, 'choice'))
    return ask({ code: 'ambiguous_choice', candidates: [...ids, ...guess.ids] })
  // A model that hears a part of a list does not say that the rest is none.
  if (guess.ids.every((id) => ids.includes(id))) return content
  return isMoreThan(guess.ids, ids)
    ? { type: 'confirm', answer: answerOf(said, guess.ids, question) }
    : toConfirm(content)
}

const turns: readonly Turn[] = ['intended', 'before', 'doubted', 'of_others', 'men']

const beginsWithStance = /^\W*(?:ja|jo|jau|jada|joda|nei|neida|nja|tja)(?!\p{L})/iu

/** Signs of a hedge, a plan, another time, other people: what stands in such a text is asked about however likely it is. */
const isTurned = (said: Said): boolean => {
  const pieces = piecesOf(said.text)
  return (
    pieces.length === 0 ||
    /[?👍👎]|\b(?:19|20)\d\d\b/u.test(said.text) ||
    isElsewhere(said) ||
    // «Nei, det har vi selvsagt hatt i alle år»: what goes on after it is for the rules.
    beginsWithStance.test(said.text) ||
    unwrap(said.text).hedged ||
    pieces.some((piece) => turns.some((turn) => piece.turns.has(turn)))
  )
}

const isCounted = ({ tokens }: Said): boolean =>
  tokens.some((token) => /\d/.test(token) || (readNumeral(token) ?? 1) !== 1)

/** «De to første», «alt utenom 3». */
const byPlace = /^(?:alle|alt|begge|samtlige|samtlege)(?!\p{L})|(?<!\p{L})(?:første|fyrste|siste|midten)(?!\p{L})/iu

/** What stands as it is, whatever a model may make of it: numbers from the card, a word or two, a choice's own text. */
const isPlain = (said: Said, content: Content, { question, choiceIds }: Hearing): boolean => {
  if (!asks(question, 'choice', 'choices')) return true
  const { core } = unwrap(said.text)
  if (listNumbers(core) !== undefined) return true
  // «Om lag 3 måneder» is counted, which words do not tell.
  const isOfRanges = question.choices.some(({ range }) => range !== undefined)
  if (isOfRanges && isCounted(said) && !isUnheard(content)) return true
  if (stanceOf(core) !== undefined) return true
  if (content.type === 'ask') return false
  if (byPlace.test(said.text) && said.tokens.length < 8) return true
  if (content.type !== 'answer') return false
  if (said.tokens.length < 3 || ticksOf(said.text) !== undefined) return true
  return matchInFull(choiceWords(core), candidatesOf(question.choices, choiceIds)).type === 'one'
}
