/** The data that the engine works on. All of it is plain; `stored.ts` says how it is stored. */

import type { AskedAbout } from '../norwegian/meaning.ts'
import type { Personal } from '../norwegian/personal.ts'
import type { Answer, GivenMissing, Problem } from '../questionnaire/answer.ts'
import type { Called } from '../questionnaire/called.ts'
import type { Previous } from '../questionnaire/last-wave.ts'
import type { Language, Questionnaire } from '../questionnaire/schema.ts'
import type { Unit, Wave } from '../questionnaire/wave.ts'
import type { SessionState } from '../register/states.ts'

/** One question's answer in a session. */
export type Entry = {
  /** How often this question's answer has changed; cards carry it. A question without entry has revision 0. */
  r: number
  answer?: Answer
  missing?: GivenMissing
  /** Matrix only: rows are still open (typed row by row). Counts as unanswered, is kept and resumed. */
  partial?: true
  /** Information: was read. */
  read?: true
  /** Index into `Session.people`, and ms since 1970 UTC: the later revision of the session has the later time (`momentOf`). */
  by: number
  at: number
  /** Whose answer this one took the place of, when it was somebody else's; index into `Session.people`. */
  over?: number
}

/** How a last wave's answer was shown, and whether the new one is the same. */
export type Prefill = 'before_same' | 'before_changed' | 'after_same' | 'after_changed'

/** The unit's answers to one part in one wave; shared by everybody with a seat. */
export type Session = {
  id: string
  wave: string
  unitId: string
  part: string
  /** Questionnaire version this session is on: the one it began on, or the one it was moved to. */
  version: number
  /** A returned form was entered by an administrator. */
  mode?: 'assisted'
  /** What the newest move meant: from which version, questions on the route that are new, and those to be answered again. */
  moved?: { from: number; fresh: number; again: number }
  /** Compare-and-set revision: rises by one with every stored change of the session. */
  rev: number
  state: SessionState
  startedAt: number | null
  /** Person ids, in the order they first gave an answer. */
  people: string[]
  /** Every answer ever given, also those on a path that no longer applies (set aside, not submitted). */
  entries: Record<string, Entry>
  /** The newest submission; revision 2 after reopening. */
  submission: {
    id: string
    revision: number
    at: number
    /** Index into `people`; −1: the service, when the survey closed. */
    by: number
    /** `answersRevision` of the session when it was submitted: tells whether anything has changed since. */
    answers?: number
  } | null
  paradata: {
    sittings: number
    lastAt: number
    seconds: Record<string, number>
    changed: string[]
    /** Questions beside which the last wave's answer was shown, and whether it was given again. */
    prefill?: Record<string, Prefill>
  }
}

/** What a card or a «ja» is waiting for besides the open question. */
export type Pending =
  /** «Stemmer det?» and soft checks: `answer` is stored when confirmed. */
  | {
      type: 'confirm'
      question: string
      r: number
      answer: Answer
      /**
       * `overtaken`: a colleague answered while the card was open; theirs is replaced only by a «ja». `previous`: another
       * answer than in the last wave. `Personal`: such a thing seems to stand in a person's own words. `to_us`: these
       * may be a question to the bot. `earlier`: said at a later question, in place of the answer that stands. `put_right`: so, at any place, with the question named.
       */
      why: 'near_miss' | 'earlier' | 'put_right' | 'soft_check' | 'overtaken' | 'previous' | 'to_us' | Personal
      check?: string
      /** How often it was asked again, because the reply was neither yes nor no. */
      asked?: number
      partial?: true
    }
  /** «Annet»: the next text is the specification. */
  | { type: 'specify'; question: string; r: number; answer: Answer }
  | { type: 'unclear'; between: string[] }
  /** `answers`: the session's `askedRevision` when it was asked; `again`: asked a second time. */
  | { type: 'submit'; answers?: number; again?: true }
  | { type: 'delete'; again?: true }
  | { type: 'change_which' }
  /** What is to be passed on? `to`: to whom, where that was said. */
  | { type: 'pass_on'; to?: string }
  /** To whom? Without `section`: the whole part. */
  | { type: 'pass_to'; section?: string }
  /** «Ikke jeg som svarer»: who, then? */
  | { type: 'not_me' }

/** Where a person stands. A question id, not an index: it survives a release. */
export type Position =
  | { at: 'start' }
  /**
   * `back`: where to go after answering when the question was opened by «Endre»: the review, or on along the route.
   * `over`: the question's card stands in place of this page of the review, and gives way to it again.
   * `r`: the revision of the answer when the question was shown; a colleague may have answered since.
   */
  | { at: 'question'; question: string; r?: number; back?: 'review'; over?: ReviewPage }
  /** `page`: the page of the review that was shown last; absent: the first. */
  | { at: 'review'; page?: ReviewPage }
  | { at: 'done'; page?: ReviewPage }

/** A page of the review: without `section` the overview. `page` counts from 0. */
export type ReviewPage = { section?: string; page: number }

/** One person's place in a session. */
export type Seat = {
  sessionId: string
  personId: string
  /** Compare-and-set revision of the seat. */
  rev: number
  language: Language
  position: Position
  paused: boolean
  pending: Pending | null
  /** The newest card that can be answered: what it shows, and its message id once the channel has given one. */
  open: { view: OpenView; question?: string; r?: number; activityId?: string } | null
  /** When the open question, or the start, was first shown, ms; for seconds per question. */
  askedAt: number | null
  /**
   * What the person knows: the version, and colleagues' answers up to `upTo`, ms as the session counts (`latestIn`); absent in
   * seats of earlier releases: up to `at`. `at`: when it was told, ms by the clock. Absent until the first turn.
   */
  seen?: { version: number; at: number; upTo?: number }
  /** What was last told in words, and how often since without anything else between; absent after a card. */
  told?: { line: string; times: number }
  /** An answer that was told before its question was asked: asked about once, when it is. */
  ahead?: { question: string; answer: Answer }
}
export type OpenView = 'start' | 'question' | 'review' | 'confirm_submit' | 'paused' | 'receipt'

/** What a person did. `edge/teams` makes it from an activity; the terminal player from a line. */
export type Input =
  /**
   * `text` is for understanding; `written` is what is stored where a text is the answer, absent when it is the same.
   * `early`: typed before its writer can have seen the question that is open now; no answer to it.
   */
  | { type: 'text'; text: string; written?: string; early?: true }
  /** `trigger: automatic` is a refresh of an old card and changes nothing. */
  | { type: 'card'; card: CardData; trigger: 'manual' | 'automatic' }
  | { type: 'joined' }
  | { type: 'left' }
  | { type: 'reaction' }
  /** A message edited or deleted afterwards: changes nothing, answered with how to change an answer. */
  | { type: 'edited' }
  /** Files, pictures, voice, stickers: not read. */
  | { type: 'unreadable' }
  /** A card that is none of ours was pressed: nothing changes, and the person sees where they are. */
  | { type: 'other' }
  /** A typed text delivered again after a slow turn: changes nothing, says so and shows where the person is. */
  | { type: 'repeat' }
  /** Not from the person: a colleague has sent in. */
  | { type: 'sent_in' }
  /** What was stored could not be read and was set apart: says so, and goes on from the start. */
  | { type: 'lost' }

/**
 * A text from `locales/`, as key and values: `{ key: 'turn.saved', vars: {…} }`. Ids in `vars` become words when shown:
 * `question` its number, text and answer as it stands, `choice` the text of a choice of `question`, `between` commands.
 */
export type Note = { key: string; vars?: Record<string, string | number> }

/** What the bot has to say. References only: `wording` turns a reply into a view when it is sent, from what is stored. */
export type Reply =
  /** A question's card. `notes` stand above it (acknowledgement first); `given` keeps what the person had filled in. */
  | {
      type: 'question'
      question: string
      notes: Note[]
      problem?: Problem
      given?: Record<string, string>
      pending?: Pending
    }
  /** A question's card closed with the answer as it stands and «Endre». */
  | { type: 'closed'; question: string; notes?: Note[] }
  | { type: 'start'; notes: Note[] }
  | { type: 'review'; notes: Note[]; page?: ReviewPage }
  | { type: 'confirm_submit' }
  | { type: 'receipt'; notes: Note[] }
  | { type: 'paused'; notes: Note[] }
  | { type: 'all_questions' }
  | { type: 'status' }
  /** `brief`: only what the question means, or how it is answered; `about`: what of it was asked about; `also`: told beside it. */
  | { type: 'help'; question?: string; brief?: 'explain' | 'how'; about?: AskedAbout; also?: Note[] }
  | { type: 'privacy' }
  /** Why typed words were not stored, in plain text. `row`: the matrix row they were about; `answer`: what a check refused. */
  | { type: 'refused'; question: string; problem: Problem; row?: string; answer?: Answer; again?: number }
  /** «Stemmer det?» after typing: a card of its own with two buttons. */
  | { type: 'confirm'; pending: Extract<Pending, { type: 'confirm' }>; notes?: Note[] }
  /** The next row of a matrix that is answered row by row. */
  | { type: 'row'; question: string; row: string; notes: Note[] }
  /** Plain text. `again`, here and above: how often this was told already, with nothing else between. */
  | { type: 'notes'; notes: Note[]; again?: number }

/**
 * Where a reply goes. `pressed`: in place of the card whose button was pressed (invoke response, and the message's
 * update). `open`: update of the message in `Seat.open` as it was before the turn. `new`: a new message;
 * `tracked`: it becomes `Seat.open` and its message id is remembered.
 */
export type Placed = { reply: Reply; place: 'pressed' | 'open' | 'new'; tracked?: true }

/** Everything a step may read besides the stored state. No clock, no chance, no IO. */
export type World = {
  questionnaire: Questionnaire
  wave: Wave
  /** Opening and closing as ms since 1970 UTC. */
  opensAt: number
  closesAt: number
  unit: Unit
  now: number
  /** A fresh UUID for a first submission. */
  newId: string
  /** Person id → name, of those who have answered; whoever is missing is «en kollega». Never stored, never in a card's data. */
  people?: Readonly<Record<string, string>>
  /** What the unit, or those it was merged from, answered in the last wave. */
  previous?: readonly Previous[]
  /** What people call the answers of the wave's closed questions; absent: it does not tell. */
  called?: Called
  /** The only sections this person may see and answer; absent: the whole part. From the register, never from a card. */
  sections?: readonly string[]
  /** The person enters a returned form for the unit. */
  mode?: 'assisted'
}

export type Outcome = {
  /** The same object as given when nothing of the session changed. */
  session: Session
  seat: Seat
  replies: Placed[]
  /** Set when this turn submitted: the document is built from `session` by `results/submission.ts`. */
  submitted?: { id: string; revision: number }
  /** «slett svarene mine», confirmed: the person's seat and link go; the session holds what remains. */
  forget?: true
  effects?: Effect[]
}

/** What is to be done outside the session when the turn is stored. */
export type Effect =
  /** Reminders off or on, a personal reminder asked for. */
  | { type: 'opt_out' | 'opt_in' }
  | { type: 'snooze'; until: number }
  /** A code for a colleague: for one section, or without `section` for the whole part. */
  | { type: 'delegate'; name: string; section?: string }
  /** The person was asked by mistake. */
  | { type: 'decline' }

/** What our cards send back when a button is pressed. */

/** What a card sends back. A reference, never authority: everything is checked again. */
export type CardData = {
  s: string
  q?: string
  r?: number
  do: CardVerb
  /**
   * Input values as the client sends them, all strings; keyed as `cards/` names the inputs. Buttons of the review
   * carry `section` and `page` there, language buttons `language`.
   */
  values: Record<string, string>
}
export type CardVerb =
  /** Answers question `q`: values in `values` (`answer`, `other`, `row.<id>`, `rank.<n>`). */
  | 'answer'
  | 'dont_know'
  | 'not_applicable'
  | 'skip'
  /** Information read. */
  | 'read'
  | 'back'
  /** Opens question `q` for change. */
  | 'change'
  | 'start'
  | 'continue'
  | 'pause'
  | 'review'
  | 'submit'
  | 'submit_yes'
  | 'submit_no'
  | 'confirm_yes'
  | 'confirm_no'
  | 'reopen'
  | 'all_questions'
  | 'language'
  /** Passes the part, or the section in `values`, on to a colleague. */
  | 'pass_on'
  /** Takes back what was passed on; `app/delegation` answers it before a step. */
  | 'take_back'
  /** A page of «slik svarte andre»; `app/others` answers it before a step. */
  | 'others'
  | AdminVerb

/** Buttons of administrators' cards. `app/admin-chat` answers them before a step; a step changes nothing for them. */
export type AdminVerb =
  | 'admin_status'
  | 'admin_missing'
  | 'admin_remind'
  | 'admin_send'
  | 'admin_drop'
  | 'admin_progress'
  | 'admin_cancel'

// A session and a seat as they begin.

/** A session that nobody has begun. */
export const newSession = (about: {
  id: string
  wave: string
  unitId: string
  part: string
  version: number
}): Session => ({
  ...about,
  rev: 0,
  state: 'not_started',
  startedAt: null,
  people: [],
  entries: {},
  submission: null,
  paradata: { sittings: 0, lastAt: 0, seconds: {}, changed: [] },
})

/** A seat at the start, with no card open. */
export const newSeat = (about: { sessionId: string; personId: string; language: Language }): Seat => ({
  ...about,
  rev: 0,
  position: { at: 'start' },
  paused: false,
  pending: null,
  open: null,
  askedAt: null,
})
