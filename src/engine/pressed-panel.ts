/** A button on a panel: start, pause, review, confirmation, receipt. */

import { greetsFirst } from '../norwegian/around.ts'
import { type Draft, inPlace, updateOpen, withSeat } from './draft.ts'
import { hinderedNote, hindrance, stopFor } from './route.ts'
import { askToSubmit, reopened, showReceipt, submit } from './sending-in.ts'
import type { CardData, Note, Reply, ReviewPage } from './session.ts'
import { passOn } from './sharing.ts'
import { askInPlace, atPage, goOn, pause, resume, reviewInPlace, start } from './where-next.ts'

/** The page of the review that a button names; undefined when it names none. */
export const pageOf = (card: CardData): ReviewPage | undefined => {
  const { section, page } = card.values
  if (section === undefined && page === undefined) return undefined
  const number = Number(page ?? 0)
  // Under 100: a questionnaire has no hundred pages; the view clips the rest.
  return { ...(section ? { section } : {}), page: Number.isInteger(number) && number >= 0 && number < 100 ? number : 0 }
}

/** Answers a panel's button. Verbs that read are always allowed; those that change wait for the survey to be open. */
export const byPanel = (draft: Draft, card: CardData): Draft => {
  switch (card.do) {
    case 'all_questions':
      return {
        ...draft,
        replies: [...inPlace(draft, present(draft)).replies, { reply: { type: 'all_questions' }, place: 'new' }],
      }
    case 'pass_on':
      return passOn(inPlace(draft, present(draft)), { section: card.values.section })
    case 'language':
      return language(draft, card)
    case 'review':
      return draft.session.state === 'submitted'
        ? inPlace(atPage(draft, pageOf(card)), { type: 'review', notes: [], ...pageReply(card) })
        : reviewInPlace(draft, [], pageOf(card))
    default:
      return byWindow(draft, card)
  }
}

const pageReply = (card: CardData): { page?: ReviewPage } => {
  const page = pageOf(card)
  return page ? { page } : {}
}

const byWindow = (draft: Draft, card: CardData): Draft => {
  const hindered = hindrance(draft)
  if (hindered === 'submitted') {
    const mayReopen = card.do === 'reopen' && draft.world.sections === undefined
    return mayReopen ? reopen(draft, card) : showReceipt(draft, [])
  }
  if (hindered) {
    const notes = [hinderedNote(draft, hindered)]
    return inPlace(draft, draft.seat.position.at === 'start' ? { type: 'start', notes } : { type: 'notes', notes })
  }
  switch (card.do) {
    case 'start':
      return begin(draft)
    case 'continue':
      return goAhead(draft)
    case 'pause':
      return pause(inPlace(draft, present(draft)), 'pause')
    case 'submit':
      return askToSubmit(draft)
    case 'submit_yes':
      return submit(draft, card.r)
    case 'submit_no':
    case 'reopen':
      return reviewInPlace(draft)
    default:
      return inPlace(draft, present(draft))
  }
}

/** «Start», typed: begins when the start card has been shown, else shows it. */
export const beginTyped = (draft: Draft): Draft =>
  draft.seat.open?.view === 'start' ? begin(draft, greeted(draft)) : start(draft)

/** «God morgon! Då set me i gang»: a greeting is returned. */
const greeted = ({ written = '', before }: Draft): Note[] =>
  greetsFirst(written) ? [{ key: 'talk.hello', vars: { n: before.seat.rev } }] : []

/** What the pressed panel shows now, with nothing changed. Each panel's buttons say where they stand. */
const present = (draft: Draft): Reply => {
  const from = draft.pressed?.values.from
  if (from === 'review') return { type: 'review', notes: [] }
  if (from === 'all_questions') return { type: 'all_questions' }
  if (from === 'paused') return { type: 'paused', notes: [] }
  return from === 'receipt' ? { type: 'receipt', notes: [] } : { type: 'start', notes: [] }
}

/** «Start»: the session is begun, and the first open question comes. */
const begin = (draft: Draft, notes: Note[] = []): Draft => {
  const { session, world } = draft
  const begun: Draft =
    session.state === 'not_started'
      ? { ...draft, session: { ...session, state: 'started', startedAt: session.startedAt ?? world.now } }
      : draft
  const shown = draft.pressed ? inPlace(begun, { type: 'start', notes: [] }) : begun
  return draft.seat.position.at === 'start' ? goOn(shown, undefined, notes) : resume(shown, notes)
}

/** «Fortsett»: after a pause where one was; from the review, to what is still unanswered. */
const goAhead = (draft: Draft): Draft => {
  const { seat } = draft
  // From a reminder: who asks and why is read before anything is begun.
  if (seat.position.at === 'start') return inPlace(draft, { type: 'start', notes: [] })
  const shown = inPlace(withSeat(draft, { paused: false }), present(draft))
  if (seat.paused) return resume(shown)
  if (seat.position.at !== 'question') return goOn(shown, undefined)
  const here = stopFor(draft, seat.position.question)
  return here && seat.open?.view === 'question' ? shown : resume(shown)
}

/** «Endre svar»: from a closed card that question is opened in place, else the review. */
const reopen = (draft: Draft, card: CardData): Draft => {
  const notes = [{ key: 'turn.reopened' }]
  return stopFor(draft, card.q)
    ? askInPlace(reopened(draft), card.q ?? '', { notes, back: 'review' })
    : reviewInPlace(reopened(draft), notes, pageOf(card))
}

/** The pressed panel and the open card follow. */
const language = (draft: Draft, card: CardData): Draft => {
  const chosen = card.values.language
  const to = chosen === 'nb' || chosen === 'nn' ? chosen : draft.seat.language === 'nb' ? 'nn' : 'nb'
  const spoken = inPlace(withSeat(draft, { language: to }), present(draft))
  const shown = draft.seat.open?.view === 'start' ? null : shownNow(spoken)
  return shown ? updateOpen(spoken, shown) : spoken
}

// What the open card shows.

/** What the open card shows, to be shown again in the other language form. */
export const shownNow = (draft: Draft): Reply | null => {
  const { open, position, pending } = draft.seat
  if (open === null) return null
  const question =
    open.view === 'question' ? open.question : position.at === 'question' && position.over && position.question
  if (question) {
    const waits = pending?.type === 'confirm' && pending.question === question ? { pending } : {}
    // What cannot be answered now is shown without buttons to answer it.
    const isAsked = stopFor(draft, question) !== undefined && hindrance(draft) === null
    return isAsked ? { type: 'question', question, notes: [], ...waits } : { type: 'closed', question }
  }
  switch (open.view) {
    case 'question':
      return null
    case 'confirm_submit':
      return hindrance(draft) === null ? { type: 'confirm_submit' } : { type: 'review', notes: [] }
    default:
      return { type: open.view, notes: [] }
  }
}
