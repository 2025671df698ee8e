/** Where the conversation goes: shows a question, the review, the pause, the receipt. */

import { answerTestsIn } from '../questionnaire/condition.ts'
import { type Draft, inPlace, openDraft, type State, sendTracked, tell, updateOpen, withSeat } from './draft.ts'
import {
  hinderedNote,
  hindrance,
  isChangedSinceSent,
  isSettled,
  nextAfter,
  revisionOf,
  type Stop,
  stopFor,
  stopsOf,
} from './route.ts'
import type { Note, OpenView, Position, Reply, ReviewPage, World } from './session.ts'

type Aim = { notes?: Note[]; back?: 'review' | undefined }

/** The person now stands at this question. */
const standAt = (draft: Draft, question: string, more: { back?: 'review' | undefined; over?: ReviewPage }): Draft => {
  const position: Position = {
    at: 'question',
    question,
    r: revisionOf(draft.session, question),
    ...(more.back ? { back: more.back } : {}),
    ...(more.over ? { over: more.over } : {}),
  }
  return withSeat(draft, { position, paused: false, pending: null, askedAt: draft.world.now })
}

/** Asks a question in a new message. */
export const ask = (draft: Draft, question: string, { notes = [], back }: Aim = {}): Draft => {
  const standing = standAt(draft, question, { back })
  const r = revisionOf(draft.session, question)
  return sendTracked(standing, { type: 'question', question, notes }, { view: 'question', question, r })
}

/** Asks a question in place of the pressed card: of its own closed card, or (`over`) of a page of the review. */
export const askInPlace = (
  draft: Draft,
  question: string,
  { notes = [], back, over }: Aim & { over?: ReviewPage } = {},
): Draft =>
  inPlace(standAt(draft, question, { back, ...(over ? { over } : {}) }), { type: 'question', question, notes })

/** True when the question's card is the newest one and still as it should be, so that it need not be sent again. */
const stillShown = (draft: Draft, question: string): boolean => {
  const open = draft.before.seat.open
  if (!draft.pressed || draft.pressed.q === question || draft.before.seat.paused) return false
  return open?.view === 'question' && open.question === question && open.r === revisionOf(draft.session, question)
}

const allDone = (draft: Draft): string => {
  if (draft.world.sections === undefined) return 'turn.all_answered'
  return stopsOf(draft).length === 0 ? 'turn.section_gone' : 'turn.section_answered'
}

/** Goes on to the next question without an answer, or to the review. A card still in sight is not sent again. */
export const goOn = (draft: Draft, after: string | undefined, notes: Note[] = []): Draft => {
  const stop = nextAfter(draft, after)
  if (stop === undefined) return review(draft, [...notes, { key: allDone(draft) }])
  if (stillShown(draft, stop.question.id)) return standAt(draft, stop.question.id, {})
  return ask(draft, stop.question.id, { notes })
}

const atReview = (page: ReviewPage | undefined): Position => ({ at: 'review', ...(page ? { page } : {}) })

/** Sends a panel that becomes the open card. */
const panel = (draft: Draft, reply: Reply, view: OpenView): Draft => sendTracked(draft, reply, { view })

/** Shows the review, or a page of it, in a new message. */
export const review = (draft: Draft, notes: Note[] = [], page?: ReviewPage): Draft =>
  panel(
    withSeat(draft, { position: atReview(page), paused: false, pending: null, askedAt: null }),
    { type: 'review', notes, ...(page ? { page } : {}) },
    'review',
  )

/** Shows a page of the review in place of the pressed card. */
export const reviewInPlace = (draft: Draft, notes: Note[] = [], page?: ReviewPage): Draft =>
  inPlace(backAtReview(draft, page), { type: 'review', notes, ...(page ? { page } : {}) })

/** Remembers the page shown of answers that are sent in, for «neste side». */
export const atPage = (draft: Draft, page: ReviewPage | undefined): Draft =>
  draft.seat.position.at === 'done' ? withSeat(draft, { position: { at: 'done', ...(page ? { page } : {}) } }) : draft

export const backAtReview = (draft: Draft, page?: ReviewPage): Draft => {
  const { open } = draft.seat
  return withSeat(draft, {
    position: atReview(page),
    paused: false,
    pending: null,
    askedAt: null,
    open: open && open.view !== 'question' ? { ...open, view: 'review' } : open,
  })
}

/** Rests the conversation; `leaving` only changes the words. */
export const pause = (draft: Draft, why: 'pause' | 'leaving'): Draft =>
  panel(
    withSeat(draft, { paused: true, pending: null, askedAt: null }),
    { type: 'paused', notes: [{ key: why === 'leaving' ? leavingOf(draft) : 'turn.paused' }] },
    'paused',
  )

const leavingOf = ({ session }: Draft): string =>
  isChangedSinceSent(session) ? 'turn.leaving_changed' : 'turn.leaving'

export const start = (draft: Draft, notes: Note[] = []): Draft =>
  panel(
    withSeat(draft, { position: { at: 'start' }, pending: null, askedAt: draft.world.now }),
    { type: 'start', notes },
    'start',
  )

export const receipt = (draft: Draft, notes: Note[] = []): Draft =>
  panel(
    withSeat(draft, { position: { at: 'done' }, paused: false, pending: null, askedAt: null }),
    { type: 'receipt', notes },
    'receipt',
  )

/** The question the person was at has been answered since it was shown; «Endre» is about an answer that stood already. */
const answeredByOthers = (draft: Draft, { question, r, back }: Extract<Position, { at: 'question' }>): boolean => {
  const entry = stopFor(draft, question)?.entry
  if (r === undefined || back !== undefined || r === revisionOf(draft.session, question)) return false
  return isSettled(entry) && draft.session.people[entry?.by ?? -1] !== draft.seat.personId
}

/** Somebody at the receipt is there no more, because a colleague has opened the answers again. */
const reopenedByOthers = ({ session }: Draft): Note[] =>
  session.state === 'reopened' ? [{ key: 'turn.reopened_by_others' }] : []

/** Takes up exactly where the person was. */
export const resume = (draft: Draft, notes: Note[] = []): Draft => {
  const hindered = hindrance(draft)
  if (hindered === 'submitted') return receipt(draft, notes)
  if (hindered && draft.seat.position.at !== 'start') return tell(draft, [hinderedNote(draft, hindered)])
  const { position } = draft.seat
  switch (position.at) {
    case 'start':
      return start(draft, notes)
    case 'review':
      return review(draft, notes)
    case 'done':
      return review(draft, [...notes, ...reopenedByOthers(draft)])
    case 'question':
      // The unit has got further than this person.
      if (answeredByOthers(draft, position)) return goOn(draft, position.question, notes)
      return stopFor(draft, position.question)
        ? ask(draft, position.question, { notes, back: position.back })
        : goOn(draft, position.question, notes)
  }
}

/** After a question was answered, skipped or read. `notes` open the next message when it was typed. */
export const afterGiven = (draft: Draft, question: string, notes: Note[]): Draft =>
  draft.pressed ? afterPress(draft, question) : afterTyping(draft, question, notes)

/** A question that the answer has opened, and nobody has answered or passed by; undefined: none, or its turn comes anyway. */
const openedBy = (draft: Draft): Stop | undefined => {
  const before = new Set(stopsOf({ ...draft, session: draft.before.session }).map((stop) => stop.question.id))
  return stopsOf(draft).find((stop) => !before.has(stop.question.id) && !isSettled(stop.entry))
}

/** What was opened together with a question that is answered for the first time, and waits still: both are asked, one after the other. */
const openedWith = (draft: Draft, id: string): Stop | undefined => {
  if (Object.hasOwn(draft.before.session.entries, id)) return undefined
  const stops = stopsOf(draft)
  const on = (stop: Stop | undefined) => answerTestsIn(stop?.question.when).map(({ question }) => question)
  const own = on(stops.find(({ question }) => question.id === id))
  return stops.find((stop) => stop.entry === undefined && on(stop).some((one) => own.includes(one)))
}

/** What an answer opens is asked at once where the person would otherwise go past it: from the review, or from a question behind it. */
const followedUp = (draft: Draft, question: string, notes: Note[]): Draft | undefined => {
  const { position } = draft.seat
  if (draft.session === draft.before.session) return undefined
  const isAnew = position.at === 'question' && position.question === question && position.back === 'review'
  const opened = openedBy(draft) ?? (isAnew ? openedWith(draft, question) : undefined)
  if (opened === undefined || (position.at === 'question' && comesLater(draft, opened, position.question)))
    return undefined
  const back = position.at !== 'question' || position.back === 'review' ? 'review' : undefined
  return ask(draft, opened.question.id, { notes, back })
}

/** The question is behind the one that the person is at, so that it is asked in its turn; not where they are to go back to the review. */
const comesLater = (draft: Draft, opened: Stop, question: string): boolean => {
  const { position } = draft.seat
  if (position.at === 'question' && position.back === 'review') return false
  const stops = stopsOf(draft)
  return stops.indexOf(opened) > stops.findIndex((stop) => stop.question.id === question)
}

const afterTyping = (draft: Draft, question: string, notes: Note[]): Draft => {
  const { position } = draft.seat
  const goesPast = position.at !== 'question' || position.question !== question || position.back === 'review'
  const followed = goesPast ? followedUp(draft, question, notes) : undefined
  if (followed !== undefined) return followed
  if (position.at !== 'question') return review(draft, notes)
  if (position.question !== question) return resume(draft, notes)
  return position.back === 'review' ? review(draft, notes) : goOn(draft, question, notes)
}

const afterPress = (draft: Draft, question: string): Draft => {
  const { position, paused, open } = draft.seat
  if (position.at === 'question' && position.question === question) {
    if (position.over) return reviewInPlace(draft, [{ key: 'turn.saved', vars: { question } }], position.over)
    const closed = inPlace(withSeat(draft, { pending: null }), { type: 'closed', question })
    return position.back === 'review' ? (followedUp(closed, question, []) ?? review(closed)) : goOn(closed, question)
  }
  const closed = inPlace(draft, { type: 'closed', question })
  if (position.at === 'question') {
    if (paused) return resume(closed)
    return stopFor(closed, position.question) ? closed : goOn(closed, question)
  }
  if (position.at === 'review' && !paused && open?.view === 'review')
    return updateOpen(closed, { type: 'review', notes: [] })
  return goOn(closed, question)
}

/** Instead of storing over what a colleague has answered meanwhile: what stands there now, and the way on. */
export const tellOvertaken = (draft: Draft, { question: { id: question }, entry }: Stop): Draft => {
  const notes = [{ key: isSettled(entry) ? 'turn.overtaken' : 'turn.overtaken_open', vars: { question } }]
  return isSettled(entry) ? goOn(draft, question, notes) : resume(draft, notes)
}

/** The reply by which a page shows the person's place now: the same places as in the chat, and nothing changes by looking. */
export const pageNow = (world: World, state: State): Reply => {
  const draft = openDraft(world, state, null)
  const { position, pending, paused, open } = state.seat
  const hindered = hindrance(draft)
  if (hindered === null) {
    if (paused) return { type: 'paused', notes: [] }
    if (pending?.type === 'confirm' && stopFor(draft, pending.question) !== undefined)
      return { type: 'question', question: pending.question, notes: [], pending }
    if (pending?.type === 'submit' && open?.view === 'confirm_submit') return { type: 'confirm_submit' }
    if (position.at === 'review' && position.page !== undefined)
      return { type: 'review', notes: [], page: position.page }
  }
  const shown = resume(draft).replies.findLast(({ place }) => place === 'new')?.reply
  return shown ?? { type: 'start', notes: [] }
}
