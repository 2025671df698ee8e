/** The route: the questions that apply to this unit with these answers, in order. A position is a question id on it. */

import type { Facts } from '../kinds/kind.ts'
import { openRows } from '../kinds/matrix.ts'
import { keptWith } from '../memory.ts'
import type { Answer } from '../questionnaire/answer.ts'
import type { Condition } from '../questionnaire/condition.ts'
import type { Check, Question, Questionnaire, Section } from '../questionnaire/schema.ts'
import {
  type AnswerOfShape,
  asks,
  chosenIn,
  gives,
  hasChoices,
  isAsked,
  isFor,
  rowsOf,
} from '../questionnaire/shape.ts'
import { questionIn } from '../questionnaire/versions.ts'
import type { Unit } from '../questionnaire/wave.ts'
import { entryOf, holds } from './conditions.ts'
import type { Draft } from './draft.ts'
import type { Entry, Note, ReviewPage, Session, World } from './session.ts'

/**
 * One question on the route. `choiceIds` and `rowIds` are those shown. `entry` is what counts of what was given: absent
 * when nothing was, or when the chosen choice is no longer shown.
 */
export type Stop = { section: Section; question: Question; choiceIds: string[]; rowIds: string[]; entry?: Entry }

type Entries = Readonly<Record<string, Entry>>
type Conditional = { id: string; when?: Condition | undefined }

/**
 * Every question that applies, in order. An answer on a path that no longer applies does not count for later conditions,
 * and neither does one whose choice is no longer shown.
 */
export const route = (questionnaire: Questionnaire, unit: Unit, entries: Entries): Stop[] => {
  const so: SoFar = { entries, counted: {}, unit }
  const stops: Stop[] = []
  for (const section of questionnaire.sections) {
    if (!applies(section, so)) continue
    for (const question of section.questions) {
      const stop = stopAt(section, question, so)
      if (stop !== undefined) stops.push(stop)
    }
  }
  return stops
}

/** What has been given, and what of it counts as far as the route has been walked, which `stopAt` adds to. */
export type SoFar = { entries: Entries; counted: Record<string, Entry>; unit: Unit }

/** A section's own condition is about earlier sections, so it is read once, before its first question. */
export const applies = ({ when }: Section, { counted, unit }: SoFar): boolean =>
  when === undefined || holds(when, counted, unit)

/** The stop of the question that comes next of those before which all has been walked; undefined: it does not apply. */
export const stopAt = (section: Section, question: Question, so: SoFar): Stop | undefined => {
  const { entries, counted, unit } = so
  if (question.when !== undefined && !holds(question.when, counted, unit)) return undefined
  const shown = (items: readonly Conditional[]) =>
    unconditional(items) ??
    items.filter((item) => item.when === undefined || holds(item.when, counted, unit)).map((item) => item.id)
  const choiceIds = hasChoices(question) ? shown(question.choices) : []
  const rowIds = asks(question, 'rows') ? shown(question.rows) : []
  const entry = standing(question, entryOf(entries, question.id), { choiceIds, rowIds })
  if (entry === undefined) return { section, question, choiceIds, rowIds }
  counted[question.id] = entry
  return { section, question, choiceIds, rowIds, entry }
}

/** The ids of items that are all shown to everybody, most of a questionnaire; null: some have a condition. */
const unconditional = keptWith((items: readonly Conditional[]): string[] | null =>
  items.some((item) => item.when !== undefined) ? null : items.map((item) => item.id),
)

/** Answered, given a missing value, or read. A partial matrix is not settled. */
export const isSettled = (entry: Entry | undefined): boolean =>
  entry !== undefined &&
  !entry.partial &&
  (entry.answer !== undefined || entry.missing !== undefined || entry.read === true)

/** Without an answer, or passed by. */
export const isOpen = (entry: Entry | undefined): boolean => !isSettled(entry) || entry?.missing === 'skipped'

/** Settled with an answer, or with «vet ikke» or «ikke aktuelt»: what skipping must not wipe out. */
export const isAnswered = (entry: Entry | undefined): boolean =>
  isSettled(entry) && entry?.read === undefined && entry?.missing !== 'skipped'

/** Sections with a question on the route, information not counted, in order: what can be passed on, as it is numbered. */
export const topicsOf = (stops: readonly Stop[]): Section[] => [
  ...new Set(stops.filter((stop) => isAsked(stop.question)).map((stop) => stop.section)),
]

/** The stop of a question; undefined when the question is not on the route. */
export const stopOf = (stops: readonly Stop[], question: string): Stop | undefined =>
  stops.find((stop) => stop.question.id === question)

/** The answers that count, by question id: what conditions and checks read. */
export const counted = keptWith(
  (stops: readonly Stop[]): Readonly<Record<string, Entry>> =>
    Object.fromEntries(stops.flatMap(({ question, entry }) => (entry === undefined ? [] : [[question.id, entry]]))),
)

/** Each questionnaire's: every step of the way asks for it. */
const orderOf = keptWith(
  ({ sections }: Questionnaire): ReadonlyMap<string, number> =>
    new Map(sections.flatMap((s) => s.questions).map((q, i) => [q.id, i])),
)

/**
 * Where to go after `after` (which may have left the route; absent: from the beginning): the next stop that is not settled,
 * else the first that is not settled. Undefined: all is settled, the review follows.
 */
export const next = (questionnaire: Questionnaire, stops: readonly Stop[], after?: string): Stop | undefined => {
  const order = orderOf(questionnaire)
  const from = after === undefined ? -1 : (order.get(after) ?? -1)
  const open = stops.filter((stop) => !isSettled(stop.entry))
  return open.find((stop) => (order.get(stop.question.id) ?? 0) > from) ?? open[0]
}

/** The stop before a question, answered or not; undefined at the first. `before` may have left the route. */
export const previous = (questionnaire: Questionnaire, stops: readonly Stop[], before: string): Stop | undefined => {
  const order = orderOf(questionnaire)
  const at = order.get(before) ?? -1
  return stops.findLast((stop) => (order.get(stop.question.id) ?? 0) < at)
}

const asked = (stops: readonly Stop[]): Stop[] => stops.filter((stop) => isAsked(stop.question))

/**
 * «Spørsmål n av of»: information is not counted, and for it `n` is null. `answered`: how many of `of` are settled.
 * Undefined when the question is not on the route.
 */
export const position = (
  stops: readonly Stop[],
  question: string,
): { n: number | null; of: number; answered: number; section: Section } | undefined => {
  const stop = stopOf(stops, question)
  if (stop === undefined) return undefined
  const counting = asked(stops)
  const index = counting.indexOf(stop)
  const answered = counting.filter((s) => isSettled(s.entry)).length
  return { n: index === -1 ? null : index + 1, of: counting.length, answered, section: stop.section }
}

/** The stop that is shown as question `n` (from 1), for «endre n»; undefined when there is none. */
export const numbered = (stops: readonly Stop[], n: number): Stop | undefined =>
  Number.isInteger(n) && n >= 1 ? asked(stops)[n - 1] : undefined

/** Ids of answers that were given and do not count now: off the route, or their choice is no longer shown. */
export const setAside = (stops: readonly Stop[], entries: Entries): string[] =>
  Object.entries(entries).flatMap(([id, entry]) => {
    const given = entry.answer !== undefined || entry.missing !== undefined
    return given && stopOf(stops, id)?.entry === undefined ? [id] : []
  })

type Obstacle = { question: string; why: 'required' } | { question: string; why: 'check'; check: string }

/**
 * What stands in the way of submitting, in route order: required questions not settled or skipped, and hard checks that
 * fire since an earlier answer was changed. Empty: it can be submitted.
 */
export const problemsBeforeSubmit = (stops: readonly Stop[], unit: Unit): Obstacle[] => {
  const entries = counted(stops)
  return stops.flatMap(({ question, entry }): Obstacle[] => {
    if (!isAsked(question)) return []
    const open = !isSettled(entry) || entry?.missing === 'skipped'
    if (question.required && open) return [{ question: question.id, why: 'required' }]
    const check = entry?.answer === undefined || entry.partial ? undefined : firingCheck(question, entries, unit)
    return check?.level === 'hard' ? [{ question: question.id, why: 'check', check: check.id }] : []
  })
}

// What counts of an entry when only some choices and rows are shown.

const only = <T>(record: Record<string, T>, keys: readonly string[]): Record<string, T> =>
  Object.fromEntries(Object.entries(record).filter(([key]) => keys.includes(key)))

const allShown = (ids: readonly string[], facts: Facts): boolean => ids.every((id) => facts.choiceIds.includes(id))

/**
 * The entry as it counts: undefined when a chosen choice is not shown; a matrix without its hidden rows, and partial when
 * a shown row is open. The stored entry is left as it is, so the answer returns when the choice or row does.
 */
const standing = (question: Question, entry: Entry | undefined, facts: Facts): Entry | undefined => {
  const answer = entry?.answer
  if (entry === undefined || answer === undefined) return entry
  if (!gives(answer, 'choice', 'choices', 'order', 'rows')) return entry
  if (!isFor(question, answer) || !allShown(chosenIn(answer), facts)) return undefined
  return gives(answer, 'rows') && rowsOf(question).some((row) => row.when !== undefined)
    ? withRowsShown(entry, answer, facts)
    : entry
}

const withRowsShown = (entry: Entry, answer: AnswerOfShape<'rows'>, facts: Facts): Entry => {
  const missing = only(answer.missing ?? {}, facts.rowIds)
  const kept = { kind: answer.kind, value: only(answer.value, facts.rowIds) }
  const shown = Object.keys(missing).length === 0 ? kept : { ...kept, missing }
  const { partial: _, ...rest } = entry
  return { ...rest, answer: shown, ...(openRows(shown, facts).length > 0 ? { partial: true } : {}) }
}

// Hard and soft checks of an answer, across questions too.

/** The answers that count with a new answer in place: what a check of that question reads. */
export const withAnswer = (entries: Entries, question: string, answer: Answer): Record<string, Entry> => ({
  ...entries,
  [question]: { r: 0, by: 0, at: 0, answer },
})

/**
 * The first check of the question that fires, hard ones before soft ones; undefined when none does. `entries`: the
 * answers that count (`counted` of the route), the question's own included.
 */
export const firingCheck = (question: Question, entries: Entries, unit: Unit): Check | undefined => {
  if (!isAsked(question)) return undefined
  const firing = question.checks.filter((check) => holds(check.when, entries, unit))
  return firing.find((check) => check.level === 'hard') ?? firing[0]
}

// How the review is divided into pages, for the cards that show them and for «neste side», typed.

/** Sections on one page: each has a button, and «Send inn», «Svar på resten» and «Neste side» make six. */
const sectionsPerPage = 3
/** Sections that fit on one page when it is the only one: four and two buttons. */
const sectionsOnOnlyPage = 4
/** Questions on a section's page: with «Til oppsummeringen» and «Neste side» they make six buttons. */
export const questionsPerPage = 4

/** How many of so many sections stand on one page of the overview. */
export const overviewPageSize = (sections: number): number =>
  sections <= sectionsOnOnlyPage ? sectionsOnOnlyPage : sectionsPerPage

/** Pages of the overview, or of one section of it; at least 1. */
export const pagesOf = (stops: readonly Stop[], section: string | undefined): number => {
  const topics = topicsOf(stops)
  if (section === undefined) return Math.max(1, Math.ceil(topics.length / overviewPageSize(topics.length)))
  const asked = stops.filter((s) => s.section.id === section && isAsked(s.question)).length
  return Math.max(1, Math.ceil(asked / questionsPerPage))
}

/** The page that is asked for, counted from `at`; a page that does not exist is the first one. */
export const turnedTo = (
  stops: readonly Stop[],
  at: ReviewPage | undefined,
  to: 'next' | 'previous' | number,
): ReviewPage => {
  const now = at?.page ?? 0
  const wanted = to === 'next' ? now + 1 : to === 'previous' ? now - 1 : to - 1
  const exists = wanted >= 0 && wanted < pagesOf(stops, at?.section)
  return { ...(at?.section === undefined ? {} : { section: at.section }), page: exists ? wanted : 0 }
}

// What a turn asks of the route: which question applies, where it stands, what comes next.

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
