/** Commands a person types. Each is heard as a whole message only; `norwegian/` decides that it is one. */

import { mergeRows } from '../kinds/matrix.ts'
import type { Command } from '../norwegian/meaning.ts'
import { asks, gives, isAsked } from '../questionnaire/shape.ts'
import { inOslo, type PersonalWish, personalReminderAt, rulesOf } from '../reminders/calendar.ts'
import { askRow, give, giveMissing, refuse, rowAsked } from './answering.ts'
import { type Draft, sendUntracked, tell, updateOpen, withSeat } from './draft.ts'
import { beginTyped, shownNow } from './pressed-panel.ts'
import {
  atReviewNote,
  hinderedNote,
  hindrance,
  isAnswered,
  isLookingOver,
  numbered,
  previousTo,
  stopFor,
  stopsOf,
  turnedTo,
  windowAt,
} from './route.ts'
import { askToSubmit, deletionWords, reopened } from './sending-in.ts'
import type { ReviewPage, Seat } from './session.ts'
import { notMe, passOn } from './sharing.ts'
import { afterGiven, ask, atPage, goOn, pause, receipt, resume, review } from './where-next.ts'

/** Commands that only tell: they need no open survey and leave what is waiting for a «ja» as it is. */
// biome-ignore format: words of a kind share a line
const telling: ReadonlySet<Command['name']> = new Set<Command['name']>([
  'help', 'commands', 'status', 'privacy', 'all_questions', 'form', 'others', 'pass_on', 'switch_part', 'opt_in',
  'opt_out', 'language',
])
/** Commands that are heard although the survey is not open, or the answers are sent in. */
const always: ReadonlySet<Command['name']> = new Set<Command['name']>([
  ...telling,
  'review',
  'page',
  'delete',
  'leave',
  'unclear',
])

export const byCommand = (draft: Draft, command: Command): Draft => {
  const settled = telling.has(command.name) || command.name === 'snooze' ? draft : withSeat(draft, { pending: null })
  const hindered = hindrance(draft)
  if (hindered === null || always.has(command.name)) return obey(settled, command)
  if (hindered !== 'submitted') return tell(draft, [hinderedNote(draft, hindered)])
  return command.name === 'change' ? obey(settled, command) : receipt(settled)
}

const obey = (draft: Draft, command: Command): Draft => {
  switch (command.name) {
    case 'help':
      return help(draft)
    case 'commands':
      return sendUntracked(draft, { type: 'help' })
    case 'back':
      return back(draft)
    case 'skip':
      return skip(draft)
    case 'pause':
      return pause(draft, 'pause')
    case 'leave':
      return hindrance(draft) === null ? pause(draft, 'leaving') : tell(draft, [{ key: 'turn.goodbye' }])
    case 'continue':
      return onward(draft)
    case 'status':
    case 'privacy':
    case 'all_questions':
      return sendUntracked(draft, { type: command.name })
    case 'form':
      return tell(draft, [{ key: 'turn.form' }])
    case 'others':
      // After closing the numbers are shown before a step is asked; here is who cannot show them.
      return tell(draft, [{ key: windowAt(draft.world) === 'after' ? 'others.unavailable' : 'others.later' }])
    case 'review':
      return hindrance(draft) === null ? review(draft) : showAsItIs(draft, undefined)
    case 'page':
      return turnPage(draft, command.to)
    case 'keep':
      return keepAnswer(draft)
    case 'submit':
      return askToSubmit(draft)
    case 'delete':
      return tell(withSeat(draft, { pending: { type: 'delete' } }), deletionWords(draft).sure)
    case 'opt_out':
    case 'opt_in':
      return tell({ ...draft, effects: [{ type: command.name }] }, [{ key: `turn.${command.name}` }])
    case 'snooze':
      return snooze(draft, command.to)
    case 'pass_on':
      return command.why === 'not_me' ? notMe(draft) : passOn(draft, { to: command.to })
    case 'switch_part':
      return tell(draft, [{ key: 'turn.switch_part' }])
    case 'change':
      return changeNumber(draft, command.number)
    case 'language':
      return speak(draft, command.to ?? (draft.seat.language === 'nb' ? 'nn' : 'nb'))
    case 'unclear':
      // «Neste» where an answer stands can only mean the next question.
      if (command.between.includes('skip') && isAnswered(here(draft)?.entry)) return skip(draft)
      return tell(withSeat(draft, { pending: { type: 'unclear', between: command.between } }), [
        { key: 'turn.unclear', vars: { between: command.between.join(',') } },
      ])
  }
}

/** A reminder then, if the survey is still open; «minn meg» has always meant that reminders are welcome. */
const snooze = (draft: Draft, wish: PersonalWish): Draft => {
  const { now, closesAt, wave } = draft.world
  const until = personalReminderAt(wish, now, rulesOf(wave))
  if (until === null) return tell(draft, [{ key: 'turn.snooze_passed' }])
  if (until >= closesAt) return tell(draft, [{ key: 'turn.snooze_too_late' }])
  const at = inOslo(until).toFormat("d.M. 'kl.' HH.mm")
  const effects = [{ type: 'opt_in' as const }, { type: 'snooze' as const, until }]
  return tell({ ...draft, effects }, [{ key: 'turn.snooze', vars: { at } }])
}

/** The question the person stands at, when it is asked now. */
const here = (draft: Draft) => {
  const { position, paused } = draft.seat
  return position.at === 'question' && !paused ? stopFor(draft, position.question) : undefined
}

const help = (draft: Draft): Draft => {
  const stop = here(draft)
  return sendUntracked(draft, { type: 'help', ...(stop ? { question: stop.question.id } : {}) })
}

const back = (draft: Draft): Draft => {
  const { position } = draft.seat
  if (position.at === 'start') return resume(draft)
  if (position.at === 'question') {
    const before = previousTo(draft, position.question)
    return before ? ask(draft, before.question.id, { back: position.back }) : tell(draft, [{ key: 'turn.is_first' }])
  }
  const last = stopsOf(draft).at(-1)
  return last ? ask(draft, last.question.id, { back: 'review' }) : resume(draft)
}

/** «Hopp over»: one row when the bot is asking row by row, else the question. An answer that stands is passed by, not lost. */
const skip = (draft: Draft): Draft => {
  const stop = here(draft)
  if (stop === undefined) return isLookingOver(draft) ? tell(draft, [atReviewNote(draft)]) : resume(draft)
  if (isAnswered(stop.entry)) return passBy(draft, stop.question.id)
  const answer = stop.entry?.answer
  const row = rowAsked(stop)
  if (!gives(answer, 'rows') || row === undefined) return giveMissing(draft, stop, 'skipped')
  if (asks(stop.question, 'rows') && stop.question.required) return refuse(draft, stop, { code: 'required' })
  return give(draft, stop, mergeRows(answer, {}, { [row]: 'skipped' }))
}

/** «Behold svaret»: a question without an answer is put again. */
const keepAnswer = (draft: Draft): Draft => {
  const stop = here(draft)
  return stop && isAnswered(stop.entry) ? passBy(draft, stop.question.id) : resume(draft)
}

/** «Neste side», «side 2»: of the review as it was shown last. */
const turnPage = (draft: Draft, to: Extract<Command, { name: 'page' }>['to']): Draft => {
  const { position, paused } = draft.seat
  const at = position.at === 'review' || position.at === 'done' ? position.page : undefined
  const page = turnedTo(stopsOf(draft), at, to)
  if (hindrance(draft) !== null) return showAsItIs(draft, page)
  return paused || position.at === 'question' || position.at === 'start' ? resume(draft) : review(draft, [], page)
}

/** The review, where nothing can be changed from it. */
const showAsItIs = (draft: Draft, page: ReviewPage | undefined): Draft =>
  sendUntracked(atPage(draft, page), { type: 'review', notes: [], ...(page ? { page } : {}) })

const passBy = (draft: Draft, question: string): Draft =>
  afterGiven(withSeat(draft, { pending: null }), question, [{ key: 'turn.kept' }])

const onward = (draft: Draft): Draft => {
  const { position, paused } = draft.seat
  if (position.at === 'start') return beginTyped(draft)
  if (!paused && position.at !== 'question') return goOn(draft, undefined)
  const resumed = resume(draft)
  const asked = rowHere(resumed)
  return asked ? askRow(resumed, asked.question, asked.row, []) : resumed
}

/** The row that is asked for, in a matrix that is being answered row by row. */
const rowHere = (draft: Draft): { question: string; row: string } | undefined => {
  const stop = here(draft)
  const row = stop?.entry?.partial ? rowAsked(stop) : undefined
  return stop && row !== undefined ? { question: stop.question.id, row } : undefined
}

/** «Endre 7»: 7 as the respondent sees the questions numbered. What was sent in is opened again by it. */
export const changeNumber = (draft: Draft, number: number | undefined): Draft => {
  if (number === undefined) {
    const stop = here(draft)
    const hasPrevious = stop !== undefined && previousTo(draft, stop.question.id) !== undefined
    const key = hasPrevious ? 'turn.change_which_or_previous' : 'turn.change_which'
    return tell(withSeat(draft, { pending: { type: 'change_which' } }), [{ key }])
  }
  const stop = numbered(stopsOf(draft), number)
  if (stop === undefined) {
    const count = stopsOf(draft).filter((s) => isAsked(s.question)).length
    return tell(withSeat(draft, { pending: { type: 'change_which' } }), [
      { key: 'turn.no_such_number', vars: { number, count } },
    ])
  }
  if (draft.session.state === 'submitted' && draft.world.sections !== undefined) return receipt(draft)
  const { position } = draft.seat
  const fromReview = position.at === 'review' || position.at === 'done' || (position.at === 'question' && position.back)
  const notes = draft.session.state === 'submitted' ? [{ key: 'turn.reopened' }] : []
  return ask(reopened(draft), stop.question.id, { notes, back: fromReview ? 'review' : undefined })
}

const speak = (draft: Draft, to: Seat['language']): Draft => {
  if (draft.seat.language === to) return tell(draft, [{ key: 'turn.language_already' }])
  const seated = withSeat(draft, { language: to })
  const notes = [{ key: 'turn.language' }]
  const asked = rowHere(seated)
  const spoken = asked ? askRow(seated, asked.question, asked.row, notes) : tell(seated, notes)
  const shown = shownNow(spoken)
  return shown ? updateOpen(spoken, shown) : spoken
}
