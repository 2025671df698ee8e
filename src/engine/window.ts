/** What a turn asks of the route: which question applies, where it stands, what comes next. */

import type { Question, Questionnaire } from '../questionnaire/schema.ts'
import { questionIn } from '../questionnaire/versions.ts'
import type { Unit } from '../questionnaire/wave.ts'
import type { Draft } from './draft.ts'
import { next, previous, route, type Stop, stopOf } from './route.ts'
import type { Note, Session, World } from './session.ts'

type Entries = Session['entries']

type Walked = { questionnaire: Questionnaire; unit: Unit; stops: Stop[] }
/** A turn asks for the same route many times; entries are never changed in place, so their identity will do as a key. */
const walked = new WeakMap<Entries, Walked>()

/** `route`, remembered for as long as these very entries are in use. */
export const routeOf = (questionnaire: Questionnaire, unit: Unit, entries: Entries): Stop[] => {
  const known = walked.get(entries)
  if (known && known.questionnaire === questionnaire && known.unit === unit) return known.stops
  const stops = route(questionnaire, unit, entries)
  walked.set(entries, { questionnaire, unit, stops })
  return stops
}

type Sections = readonly string[] | undefined

/** The stops of these sections; all of them when there is no limit. The route itself is always walked as a whole. */
export const within = (sections: Sections, stops: Stop[]): Stop[] =>
  sections === undefined ? stops : stops.filter(({ section }) => sections.includes(section.id))

/** The questionnaire as far as the person may see it: what a colleague was not asked to answer is as if it were not there. */
export const ownSections = (questionnaire: Questionnaire, sections: Sections): Questionnaire =>
  sections === undefined
    ? questionnaire
    : { ...questionnaire, sections: questionnaire.sections.filter(({ id }) => sections.includes(id)) }

export const stopsOf = ({ world, session }: Draft): Stop[] =>
  within(world.sections, routeOf(world.questionnaire, world.unit, session.entries))

export const stopFor = (draft: Draft, question: string | undefined): Stop | undefined =>
  question === undefined ? undefined : stopOf(stopsOf(draft), question)

/** A question of the questionnaire, on the route or not; undefined when there is none with this id. */
export const questionNamed = (draft: Draft, id: string | undefined): Question | undefined =>
  questionIn(ownSections(draft.world.questionnaire, draft.world.sections), id)

/** How often the question's answer has changed; 0 while nothing was given. */
export const revisionOf = (session: Session, question: string): number =>
  Object.hasOwn(session.entries, question) ? (session.entries[question]?.r ?? 0) : 0

/** The answer has changed since the question was shown to this person: by a colleague, or on another device. */
export const isOvertaken = ({ seat: { position }, session }: Draft, { question: { id } }: Stop): boolean =>
  position.at === 'question' && position.r !== undefined && position.r !== revisionOf(session, id)

/** Rises with every change of any answer. */
export const answersRevision = (session: Session): number =>
  Object.values(session.entries).reduce((sum, entry) => sum + entry.r, 0)

/** Whether an answer has changed since they were last sent in; false where none were, or the submission does not tell of which. */
export const isChangedSinceSent = (session: Session): boolean => {
  const sent = session.submission?.answers
  return sent !== undefined && sent !== answersRevision(session)
}

/** More changes than the answers of a session will ever have. */
const changesAtMost = 1_000_000

/** What «send inn» was asked about: these answers, to this version's questions. */
export const askedRevision = (session: Session): number =>
  answersRevision(session) + (session.version - 1) * changesAtMost

/** Whether `asked`, an `askedRevision`, was of another version of the questionnaire. */
export const isOfOtherVersion = (asked: number, session: Session): boolean =>
  Math.floor(asked / changesAtMost) !== session.version - 1

export const nextAfter = (draft: Draft, question?: string): Stop | undefined =>
  next(draft.world.questionnaire, stopsOf(draft), question)

export const previousTo = (draft: Draft, question: string): Stop | undefined =>
  previous(draft.world.questionnaire, stopsOf(draft), question)

/** The survey's window at `now`: answers are taken from `opensAt` up to, and not including, `closesAt`. */
export const windowAt = (world: Pick<World, 'now' | 'opensAt' | 'closesAt'>): 'before' | 'open' | 'after' =>
  world.now < world.opensAt ? 'before' : world.now < world.closesAt ? 'open' : 'after'

/** Closed without being sent in, and delivered as it stood: an extended deadline does not open it again. */
export const isDelivered = ({ state, submission }: Session): boolean =>
  state === 'closed_partial' && submission !== null

/** Whether answers can be given or changed now; when not, why. `delivered`: in an extended survey, as `isDelivered`. */
export const hindrance = (draft: Draft): 'before' | 'after' | 'submitted' | 'delivered' | null => {
  const window = windowAt(draft.world)
  if (window !== 'open') return window
  if (isDelivered(draft.session)) return 'delivered'
  return draft.session.state === 'submitted' ? 'submitted' : null
}

type Hindrance = NonNullable<ReturnType<typeof hindrance>>

/** Why nothing can be answered, and after closing what became of the answers: who sent in must not believe them lost, nor the reverse. */
export const hinderedNote = (draft: Draft, hindered: Hindrance): Note => ({
  key: hindered === 'after' ? `turn.hindered_${endOf(draft)}` : `turn.hindered_${hindered}`,
})

const endOf = ({ session, world }: Draft): string => {
  if (isDelivered(session)) return 'delivered'
  if (session.submission !== null) return isChangedSinceSent(session) ? 'after_changed' : 'after_sent'
  if (Object.keys(session.entries).length === 0) return 'after_nothing'
  // What is to be delivered unfinished is on its way.
  return world.wave.partials === 'deliver' ? 'after' : 'after_unsent'
}

/** The answers are looked over and can be sent in; for a theme that was passed on too. */
export const isLookingOver = (draft: Draft): boolean =>
  draft.seat.position.at === 'review' && !draft.seat.paused && hindrance(draft) === null

/** What can be done where the answers are looked over. */
export const atReviewNote = ({ world }: Draft): Note => ({
  key: world.sections === undefined ? 'turn.at_review' : 'turn.at_review_section',
})
