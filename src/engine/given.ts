/** What is said of answers that were given is done, told or asked back wherever it is said: they are put right, asked for, sent. */

import type { Corrections, GivenAs, Meaning, OfGiven } from '../norwegian/meaning.ts'
import { asks, gives, isAsked } from '../questionnaire/shape.ts'
import { byCommand } from './commands.ts'
import { corrected, ownAnswers } from './corrections.ts'
import { type Draft, firstOf, tell } from './draft.ts'
import { leadTo, stopsNamed } from './put-right.ts'
import { hindrance, isLookingOver, isSettled, numbered, previousTo, type Stop, stopsOf } from './route.ts'
import { askToSubmit } from './sending-in.ts'
import type { Note } from './session.ts'
import { talkNotes } from './talking.ts'
import { receipt } from './where-next.ts'

/** `stop`: the open question. Undefined where nothing of it leads to anything here: the text is heard as usual. */
export const byGiven = (draft: Draft, stop: Stop | undefined, { given = [] }: Meaning): Draft | undefined => {
  const hindered = hindrance(draft)
  return hindered === null || hindered === 'submitted' ? firstOf(given, (one) => byOne(draft, stop, one)) : undefined
}

const byOne = (draft: Draft, stop: Stop | undefined, given: OfGiven): Draft | undefined => {
  const isSent = hindrance(draft) === 'submitted'
  switch (given.act) {
    case 'receipt':
      return isSent ? receipt(draft, given.by === 'mail' ? [{ key: 'turn.no_receipt_mail' }] : []) : undefined
    case 'old':
      return draft.session.state === 'reopened' && draft.session.submission !== null
        ? tell(draft, [{ key: 'turn.old_stands' }, ...wayOn(draft, stop)])
        : undefined
    case 'stands': {
      const at = whatStands(draft, stop, given)
      if (at !== undefined)
        return tell(draft, [given.who ? whoAnswered(draft, at) : stoodAt(at, given.asked), ...wayOn(draft, stop)])
      return stop === undefined && given.at === undefined ? ownAnswers(draft, given.words) : undefined
    }
    case 'how_to_change':
      return tell(draft, talkNotes(draft, 'may_change', stop))
    case 'without_name': {
      const named = withName(draft, stop)
      return named && leadTo(draft, named)
    }
    case 'without_words':
      return stop !== undefined && asks(stop.question, 'words') ? undefined : ledTo(draft, ownWords(draft))
    case 'take_back': {
      const before = stop === undefined ? undefined : previousTo(draft, stop.question.id)
      return isSettled(before?.entry) && !asks(stop?.question, 'words') ? ledTo(draft, before) : undefined
    }
    case 'passed_over':
      return isSent || asks(stop?.question, 'words')
        ? undefined
        : ledTo(
            draft,
            stopsOf(draft).find((one) => one !== stop && one.entry?.missing === 'skipped'),
          )
    case 'read_over':
      return isSent || isLookingOver(draft) ? byCommand(draft, { name: 'review' }) : undefined
    case 'send':
      return !isSent && sends(draft, stop, given.by) ? askToSubmit(draft) : undefined
    case 'two':
      return oneOfTwo(draft, stop, given.sentences)
    case 'correct':
      return corrected(draft, stop, given)
  }
}

/** Of two corrections in a message the first is asked about, and the other is named as left: one thing is put right at a time. */
const oneOfTwo = (
  draft: Draft,
  stop: Stop | undefined,
  [first, second]: GivenAs<'two'>['sentences'],
): Draft | undefined => {
  const askedAbout = (said: Corrections): Draft | undefined => {
    const after = corrected(draft, stop, said)
    return after?.seat.pending?.type === 'confirm' ? after : undefined
  }
  const one = askedAbout(first)
  return one === undefined || askedAbout(second) === undefined
    ? undefined
    : tell(one, [{ key: 'turn.put_right_next', vars: { to: second.text } }])
}

/** «Bra. send», from the review, a question opened from there, or where any words may be the answer; and that others have agreed. */
const sends = (draft: Draft, stop: Stop | undefined, by: GivenAs<'send'>['by']): boolean => {
  const { position, pending } = draft.seat
  if (draft.world.sections !== undefined || pending?.type === 'submit') return false
  if (isLookingOver(draft)) return true
  if (stop === undefined || position.at !== 'question') return false
  return (position.back === 'review' || asks(stop.question, 'words')) && by === 'self'
}

/** «Ta bort navnet», where answers are looked over: the words of one's own, the last that were written. */
const withName = (draft: Draft, stop: Stop | undefined): Stop | undefined =>
  stop === undefined ? ownWords(draft) : undefined

const ownWords = (draft: Draft): Stop | undefined =>
  stopsOf(draft).findLast(({ question, entry }) => asks(question, 'words') && gives(entry?.answer, 'words'))

const ledTo = (draft: Draft, stop: Stop | undefined): Draft | undefined => stop && leadTo(draft, stop)

const whatStands = (draft: Draft, stop: Stop | undefined, { at, words }: GivenAs<'stands'>): Stop | undefined => {
  const stops = stopsOf(draft)
  if (at !== undefined && 'number' in at) return numbered(stops, at.number)
  if (at?.place === 'last') return stops.findLast(({ question }) => isAsked(question))
  if (at !== undefined) return stop === undefined ? undefined : previousTo(draft, stop.question.id)
  if (stop !== undefined) return undefined
  const [only, ...others] = stopsNamed(draft, words)
  return only !== undefined && others.length === 0 && isSettled(only.entry) ? only : undefined
}

const stoodAt = ({ question }: Stop, asked?: boolean): Note => ({
  key: asked ? 'turn.stood_before' : 'turn.stands_at',
  vars: { question: question.id },
})

const whoAnswered = ({ session, seat }: Draft, { question, entry }: Stop): Note => {
  const vars = { question: question.id }
  if (entry === undefined || !isSettled(entry)) return { key: 'turn.open_at', vars }
  return session.people[entry.by] === seat.personId
    ? { key: 'turn.stands_by_you', vars }
    : { key: 'turn.stands_by', vars: { ...vars, by: entry.by } }
}

/** What waits still. */
const wayOn = ({ seat: { pending } }: Draft, stop: Stop | undefined): Note[] => {
  if (pending?.type === 'submit') return [{ key: 'turn.submit_yes_or_no' }]
  return stop === undefined ? [] : [{ key: 'talk.question_again', vars: { question: stop.question.id } }]
}
