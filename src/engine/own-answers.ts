/** What is asked of one's own answers, and that they are to be sent in: told or asked back wherever it is said. Nothing is stored by it. */

import {
  asksForReceipt,
  asksHowToChange,
  asksOfOld,
  asksWhatStands,
  takesNameOut,
  type WhatStands,
  wantsToReadOver,
} from '../norwegian/own-answers.ts'
import { saidOf } from '../norwegian/said.ts'
import { othersAgree, wishesToSend } from '../norwegian/sending-off.ts'
import { asks, gives, isAsked } from '../questionnaire/shape.ts'
import { byCommand } from './commands.ts'
import { type Draft, tell } from './draft.ts'
import { leadTo, stopsNamed } from './putting-right.ts'
import { hindrance, isLookingOver, isSettled, numbered, previousTo, type Stop, stopsOf } from './route.ts'
import { askToSubmit } from './sending-in.ts'
import type { Note } from './session.ts'
import { talkNotes } from './talking.ts'
import { receipt } from './where-next.ts'

/** `stop`: the open question. Undefined when the text is about something else: it is heard as usual. */
export const aboutOwnAnswers = (draft: Draft, stop: Stop | undefined, text: string): Draft | undefined => {
  const isSent = hindrance(draft) === 'submitted'
  const isOpen = hindrance(draft) === null
  if (!isSent && !isOpen) return undefined
  const said = saidOf(text)
  const asked = asksForReceipt(said)
  if (isSent && asked !== undefined) return receipt(draft, asked.by === 'mail' ? [{ key: 'turn.no_receipt_mail' }] : [])
  if (draft.session.state === 'reopened' && draft.session.submission !== null && asksOfOld(said))
    return tell(draft, [{ key: 'turn.old_stands' }, ...wayOn(draft, stop)])
  const stands = whatStands(draft, stop, asksWhatStands(text))
  if (stands !== undefined)
    return tell(draft, [{ key: 'turn.stands_at', vars: { question: stands.question.id } }, ...wayOn(draft, stop)])
  if (asksHowToChange(said)) return tell(draft, talkNotes(draft, 'may_change', stop))
  const named = withoutName(draft, stop, text)
  if (named !== undefined) return leadTo(draft, named)
  if ((isSent || isLookingOver(draft)) && wantsToReadOver(said)) return byCommand(draft, { name: 'review' })
  return isOpen && sends(draft, stop, text) ? askToSubmit(draft) : undefined
}

/** «Bra. send», from the review, a question opened from there, or where any words may be the answer; and that others have agreed. */
const sends = (draft: Draft, stop: Stop | undefined, text: string): boolean => {
  const { position, pending } = draft.seat
  if (draft.world.sections !== undefined || pending?.type === 'submit') return false
  const said = saidOf(text)
  if (isLookingOver(draft)) return wishesToSend(said) || othersAgree(said)
  if (stop === undefined || position.at !== 'question') return false
  return (position.back === 'review' || asks(stop.question, 'words')) && wishesToSend(said)
}

/** «Ta bort navnet», where answers are looked over: the words of one's own, the last that were written. */
const withoutName = (draft: Draft, stop: Stop | undefined, text: string): Stop | undefined =>
  stop === undefined && takesNameOut(saidOf(text))
    ? stopsOf(draft).findLast(({ question, entry }) => asks(question, 'words') && gives(entry?.answer, 'words'))
    : undefined

const whatStands = (draft: Draft, stop: Stop | undefined, asked: WhatStands | undefined): Stop | undefined => {
  if (asked === undefined) return undefined
  const stops = stopsOf(draft)
  const { at, words } = asked
  if (at !== undefined && 'number' in at) return numbered(stops, at.number)
  if (at?.place === 'last') return stops.findLast(({ question }) => isAsked(question))
  if (at !== undefined) return stop === undefined ? undefined : previousTo(draft, stop.question.id)
  if (stop !== undefined) return undefined
  const [only, ...others] = stopsNamed(draft, words)
  return only !== undefined && others.length === 0 && isSettled(only.entry) ? only : undefined
}

/** What waits still. */
const wayOn = ({ seat: { pending } }: Draft, stop: Stop | undefined): Note[] => {
  if (pending?.type === 'submit') return [{ key: 'turn.submit_yes_or_no' }]
  return stop === undefined ? [] : [{ key: 'talk.question_again', vars: { question: stop.question.id } }]
}
