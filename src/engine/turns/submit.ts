/** Sending in, and opening again. */

import { momentIn } from '../moment.ts'
import { isAnswered, problemsBeforeSubmit } from '../route.ts'
import type { Note } from '../types.ts'
import type { Draft } from './draft.ts'
import { inPlace, sendTracked, withSeat } from './draft.ts'
import { receipt, review, reviewInPlace } from './go.ts'
import { modeOf } from './keep.ts'
import { answersRevision, askedRevision, isOfOtherVersion, stopsOf } from './standing-here.ts'

const showReview = (draft: Draft, notes: Note[]): Draft =>
  draft.pressed ? reviewInPlace(draft, notes) : review(draft, notes)

/** A colleague who was asked about a section answers it; the respondents of the part send in. */
const maySubmit = ({ world }: Draft): boolean => world.sections === undefined

const obstacleCount = (draft: Draft): number => problemsBeforeSubmit(stopsOf(draft), draft.world.unit).length

/** Nothing is answered of all that was asked: there is no form to send in. «Vet ikke» is an answer, skipping is none. */
const isEmpty = (draft: Draft): boolean => {
  const asked = stopsOf(draft).filter(({ question }) => question.kind !== 'info')
  return asked.length > 0 && !asked.some(({ entry }) => isAnswered(entry))
}

/** «Send inn»: asks once more, or shows in the review what stands in the way. */
export const askToSubmit = (draft: Draft): Draft => {
  if (!maySubmit(draft))
    return showReview(withSeat(draft, { pending: null }), [{ key: 'turn.only_respondents_submit' }])
  if (isEmpty(draft)) return showReview(withSeat(draft, { pending: null }), [{ key: 'turn.nothing_to_submit' }])
  const count = obstacleCount(draft)
  if (count > 0) return showReview(draft, [{ key: 'turn.cannot_submit', vars: { count } }])
  const waiting = withSeat(draft, {
    pending: { type: 'submit', answers: askedRevision(draft.session) },
    position: { at: 'review' },
    paused: false,
    askedAt: null,
  })
  if (!draft.pressed) return sendTracked(waiting, { type: 'confirm_submit' }, { view: 'confirm_submit' })
  const open = waiting.seat.open
  return inPlace(withSeat(waiting, { open: open ? { ...open, view: 'confirm_submit' } : open }), {
    type: 'confirm_submit',
  })
}

/**
 * The second «ja». `asked`: the `askedRevision` when the question was put; answers changed since by a colleague, or a new
 * version of the questionnaire, are shown first. Without it the question was never put, and is put now. The same answers
 * twice make no second revision.
 */
export const submit = (draft: Draft, asked: number | undefined): Draft => {
  const { session, world } = draft
  if (!maySubmit(draft) || asked === undefined) return askToSubmit(draft)
  if (asked !== askedRevision(session)) {
    const key = isOfOtherVersion(asked, session) ? 'turn.form_changed_since' : 'turn.changed_since'
    return showReview(draft, [{ key }])
  }
  const answers = answersRevision(session)
  if (isEmpty(draft) || obstacleCount(draft) > 0) return askToSubmit(draft)
  const before = session.submission
  if (before?.answers === answers) {
    return showReceipt({ ...draft, session: { ...session, state: 'submitted' } }, [{ key: 'turn.nothing_changed' }])
  }
  const people = session.people.includes(draft.seat.personId)
    ? session.people
    : [...session.people, draft.seat.personId]
  const submission = {
    id: before?.id ?? world.newId,
    revision: (before?.revision ?? 0) + 1,
    at: momentIn(session, world.now),
    by: people.indexOf(draft.seat.personId),
    answers,
  }
  const startedAt = session.startedAt ?? submission.at
  return showReceipt(
    {
      ...draft,
      session: { ...session, ...modeOf(world), people, startedAt, state: 'submitted', submission },
      submitted: { id: submission.id, revision: submission.revision },
    },
    [],
  )
}

/** The receipt, in place of the confirmation when that was pressed. */
export const showReceipt = (draft: Draft, notes: Note[]): Draft => {
  if (!draft.pressed) return receipt(draft, notes)
  const { open } = draft.seat
  const seat = {
    position: { at: 'done' as const },
    paused: false,
    pending: null,
    askedAt: null,
    open: open && open.view !== 'question' ? { ...open, view: 'receipt' as const } : open,
  }
  return inPlace(withSeat(draft, seat), { type: 'receipt', notes })
}

/**
 * Opens a submitted session for changes; the next submission is a new revision. What was delivered stays valid until then.
 * Not for a colleague who was asked about a section: who cannot send in again does not open.
 */
export const reopened = (draft: Draft): Draft =>
  draft.session.state === 'submitted' && maySubmit(draft)
    ? { ...draft, session: { ...draft.session, state: 'reopened' } }
    : draft
