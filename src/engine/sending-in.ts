/** Sending in, and opening again. */

import { isAsked } from '../questionnaire/shape.ts'
import { modeOf } from './answering.ts'
import { type Draft, inPlace, momentOf, sendTracked, tell, withSeat } from './draft.ts'
import {
  answersRevision,
  askedRevision,
  isAnswered,
  isOfOtherVersion,
  problemsBeforeSubmit,
  stopsOf,
  windowAt,
} from './route.ts'
import type { Entry, Note, Session } from './session.ts'
import { receipt, review, reviewInPlace } from './where-next.ts'

const showReview = (draft: Draft, notes: Note[]): Draft =>
  draft.pressed ? reviewInPlace(draft, notes) : review(draft, notes)

/** A colleague who was asked about a section answers it; the respondents of the part send in. */
const maySubmit = ({ world }: Draft): boolean => world.sections === undefined

const obstacleCount = (draft: Draft): number => problemsBeforeSubmit(stopsOf(draft), draft.world.unit).length

/** Nothing is answered of all that was asked: there is no form to send in. «Vet ikke» is an answer, skipping is none. */
const isEmpty = (draft: Draft): boolean => {
  const asked = stopsOf(draft).filter(({ question }) => isAsked(question))
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
    at: momentOf(draft),
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

// «Slett svarene mine», after the second «ja».

/** Stands in `people` where somebody was who asked to be deleted: the others' places do not move. */
export const forgotten = ''

/**
 * Removes the person's own unsubmitted answers; those of others, and what was submitted, stay. An emptied entry keeps its
 * revision, raised by one, so that no card from before is taken for a fresh one. The seat and the link are the caller's
 * to remove (`Outcome.forget`).
 */
export const forget = (draft: Draft): Draft => {
  const { session, seat } = draft
  const by = session.people.indexOf(seat.personId)
  const cleared = by < 0 ? session : without(session, by, momentOf(draft))
  return tell(
    withSeat({ ...draft, session: cleared, forget: true }, { pending: null, position: { at: 'start' }, askedAt: null }),
    [{ key: deletionWords(draft).done }, ...whatStays(session)],
  )
}

const whatStays = (session: Session): Note[] =>
  session.submission === null ? [] : [{ key: 'turn.deleted_submitted_stays' }]

/** What is asked before, told to who asks what is lost, asked after an unclear answer, and said when it is done: where no answer goes, only of the link. */
export const deletionWords = ({
  session,
  seat,
  world,
}: Draft): { sure: Note[]; what: Note[]; yesOrNo: string; done: string } => {
  const by = session.people.indexOf(seat.personId)
  const some = Object.values(session.entries).some(
    (e) => e.by === by && isUnsubmitted(session, e) && (e.answer !== undefined || e.missing !== undefined),
  )
  const about = some ? '' : '_link'
  return {
    sure: [{ key: `turn.delete${about}_sure` }, ...whatStays(session)],
    what: [{ key: `turn.delete${about}_what` }, ...whatStays(session)],
    yesOrNo: `turn.delete${about}_yes_or_no`,
    // After closing there is nothing to come back to.
    done: `turn.deleted${about}${windowAt(world) === 'after' ? '_only' : ''}`,
  }
}

const without = (session: Session, by: number, at: number): Session => {
  const own = Object.entries(session.entries).filter(([, e]) => e.by === by && isUnsubmitted(session, e))
  const emptied = own.map(([id, e]): [string, Entry] => [id, { r: e.r + 1, by, at }])
  const ids = own.map(([id]) => id)
  const seconds = Object.entries(session.paradata.seconds).filter(([id]) => !ids.includes(id))
  return {
    ...session,
    entries: { ...session.entries, ...Object.fromEntries(emptied) },
    people: session.people.map((p, i) => (i === by ? forgotten : p)),
    paradata: {
      ...session.paradata,
      seconds: Object.fromEntries(seconds),
      changed: session.paradata.changed.filter((id) => !ids.includes(id)),
      ...prefillWithout(session, ids),
    },
  }
}

const prefillWithout = ({ paradata: { prefill } }: Session, ids: string[]): Pick<Session['paradata'], 'prefill'> =>
  prefill === undefined
    ? {}
    : { prefill: Object.fromEntries(Object.entries(prefill).filter(([id]) => !ids.includes(id))) }

const isUnsubmitted = (session: Session, entry: Entry): boolean =>
  session.submission === null || entry.at > session.submission.at
