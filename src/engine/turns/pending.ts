/** The bot has asked something back and waits: «Mente du …?», «Hva annet?», «Vil du sende inn?» */

import { isClearYes } from '../../norwegian/clear-yes.ts'
import type { Meaning } from '../../norwegian/types.ts'
import { understand } from '../../norwegian/understand.ts'
import type { Asked } from '../../questionnaire/schema.ts'
import { cardValues } from '../kinds/index.ts'
import type { Stop } from '../route.ts'
import type { Pending } from '../types.ts'
import { byCommand, changeNumber } from './commands.ts'
import type { Draft } from './draft.ts'
import { tell, updateOpen, withSeat } from './draft.ts'
import { deletionWords, forget } from './forget.ts'
import { askRow, give, giveUnspecified, howAfter, rowAsked } from './give.ts'
import { afterGiven, review } from './go.ts'
import { hearing } from './hearing.ts'
import { byPassOn, calledOff } from './pass-on.ts'
import { hindrance, revisionOf, stopFor } from './standing-here.ts'
import { submit } from './submit.ts'

/** Answers what was asked back; null when the text is about something else, and is heard as usual. */
export const byPending = (draft: Draft, text: string): Draft | null => {
  const { pending } = draft.seat
  if (pending === null) return null
  switch (pending.type) {
    case 'confirm':
      return confirmed(draft, pending, text)
    case 'specify':
      return specified(draft, pending, text)
    case 'change_which':
      return whichToChange(draft, text)
    case 'unclear':
      return null
    case 'pass_on':
    case 'pass_to':
    case 'not_me':
      return passedOn(draft, pending, text)
    case 'submit':
      // Closed, or sent in by a colleague, since it was asked: heard as usual, and told so.
      if (hindrance(draft) !== null) return null
      return atYesOrNo(draft, text, {
        yes: (d) => submit(d, pending.answers),
        no: (d) => review(d),
        again: (d) => (pending.again ? review(d) : askedAgain(d, { ...pending, again: true }, 'turn.submit_yes_or_no')),
      })
    case 'delete':
      return atYesOrNo(draft, text, {
        yes: forget,
        no: notDeleted,
        again: (d) =>
          pending.again ? notDeleted(d) : askedAgain(d, { ...pending, again: true }, deletionWords(d).yesOrNo),
      })
  }
}

const heardAlone = (draft: Draft, text: string): Meaning => understand(text, hearing(draft, undefined))

const passedOn = (draft: Draft, pending: Parameters<typeof byPassOn>[1], text: string): Draft => {
  const meaning = heardAlone(draft, text)
  if (meaning.type === 'command') return byCommand(withSeat(draft, { pending: null }), meaning.command)
  return byPassOn(draft, pending, { text, meaning })
}

const notDeleted = (draft: Draft): Draft => tell(draft, [{ key: calledOff(draft, 'turn.not_deleted') }])

const askedAgain = (draft: Draft, pending: Pending, key: string): Draft => tell(withSeat(draft, { pending }), [{ key }])

type Way = (draft: Draft) => Draft
type Ways = { yes: Way; no: Way; again: Way }

/** Only a clear «ja» sends in or deletes; anything else but a command is asked again once, and then left alone. */
const atYesOrNo = (draft: Draft, text: string, ways: Ways): Draft => {
  const meaning = heardAlone(draft, text)
  const done = withSeat(draft, { pending: null })
  if (isClearYes(text)) return ways.yes(done)
  if (meaning.type === 'no') return ways.no(done)
  return meaning.type === 'command' ? byCommand(draft, meaning.command) : ways.again(done)
}

/** The question that waits, when it still applies and nobody has answered it since. */
const waitingStop = (draft: Draft, pending: Extract<Pending, { question: string }>): Stop | null => {
  const stop = stopFor(draft, pending.question)
  return stop && hindrance(draft) === null && revisionOf(draft.session, pending.question) === pending.r ? stop : null
}

const confirmed = (draft: Draft, pending: Extract<Pending, { type: 'confirm' }>, text: string): Draft | null => {
  const meaning = heardAlone(draft, text)
  if (meaning.type === 'command') return byCommand(draft, meaning.command)
  const stop = waitingStop(draft, pending)
  // What a check refuses after all is not asked about again.
  if (meaning.type === 'yes' && stop)
    return give(
      withSeat(draft, { pending: null }),
      stop,
      pending.answer,
      pending.why === 'near_miss' ? 'new' : howAfter(pending),
    )
  if (meaning.type === 'no' && stop && pending.why === 'overtaken')
    return afterGiven(withSeat(draft, { pending: null }), pending.question, [])
  if (meaning.type === 'no' && stop) return openAgain(tellToTryAgain(draft, stop), stop, pending)
  return null
}

/** In a matrix with the row that the answer is for. */
const tellToTryAgain = (draft: Draft, stop: Stop): Draft => {
  const [free, notes] = [withSeat(draft, { pending: null }), [{ key: 'turn.try_again' }]]
  const row = rowAsked(stop)
  return row === undefined ? tell(free, notes) : askRow(free, stop.question.id, row, notes)
}

/** The card that asked «stemmer det?» takes an answer again. */
const openAgain = (draft: Draft, stop: Stop, pending: Extract<Pending, { type: 'confirm' }>): Draft =>
  draft.seat.open?.question === stop.question.id && pending.why !== 'near_miss' && pending.why !== 'overtaken'
    ? updateOpen(draft, {
        type: 'question',
        question: stop.question.id,
        notes: [],
        given: cardValues(stop.question, pending.answer),
      })
    : draft

/** «Annet» is heard like a short text: any words but a command are the specification. */
const specified = (draft: Draft, pending: Extract<Pending, { type: 'specify' }>, text: string): Draft | null => {
  const stop = waitingStop(draft, pending)
  if (stop === null || stop.question.kind === 'info') return null
  const { answer } = pending
  if (answer.kind !== 'single' && answer.kind !== 'multiple') return null
  const field: Asked = {
    kind: 'short_text',
    id: stop.question.id,
    text: stop.question.text,
    maxLength: 200,
    required: false,
    dontKnow: false,
    notApplicable: false,
    checks: [],
    base: 'substantive',
    prefill: 'hidden',
  }
  const meaning = understand(text, { ...hearing(draft, undefined), question: field })
  if (meaning.type === 'command') {
    return meaning.command.name === 'skip' ? giveUnspecified(draft, stop, answer) : byCommand(draft, meaning.command)
  }
  if (meaning.type === 'answer' && meaning.answer.kind === 'text')
    return give(draft, stop, { ...answer, other: meaning.answer.value })
  if (meaning.type === 'missing') return giveUnspecified(draft, stop, answer)
  return give(draft, stop, { ...answer, other: text })
}

const whichToChange = (draft: Draft, text: string): Draft | null => {
  // A question's number has at most three digits; what stands around it («nr. 7») does not matter.
  const number = /^\D{0,20}(\d{1,3})\D{0,3}$/u.exec(text.trim())?.[1]
  const hindered = hindrance(draft)
  if (number === undefined || (hindered !== null && hindered !== 'submitted')) return null
  return changeNumber(withSeat(draft, { pending: null }), Number(number))
}
