/** Reads session and seat for a turn, or makes new ones; what does not parse is set apart, never guessed at. */

import { answersRevision } from '../../engine/route.ts'
import { forgotten } from '../../engine/sending-in.ts'
import { type Entry, newSeat, newSession, type Seat, type Session, type World } from '../../engine/session.ts'
import { readSeat, readSession } from '../../engine/stored.ts'
import { type Move, moveSeat, moveSession } from '../../engine/versions.ts'
import { jsonIn } from '../../json.ts'
import { remember } from '../../memory.ts'
import { type Answer, givenMissing } from '../../questionnaire/answer.ts'
import { previousFor } from '../../questionnaire/last-wave.ts'
import type { Language } from '../../questionnaire/schema.ts'
import { gives } from '../../questionnaire/shape.ts'
import type { Unit } from '../../questionnaire/wave.ts'
import { sessionIdOf } from '../../register/ids.ts'
import { type SubmissionDocument, type SubmittedAnswer, submissionDocument } from '../../results/submission.ts'
import type { Membership } from '../ports/people.ts'
import { type Envelope, type OutboxGroup, StoreAway, type StoredTurn, type Versioned } from '../ports/progress.ts'
import { type Deps, questionnaireOf, seatKey } from '../service.ts'
import { steadyNow } from '../steady.ts'
import { languageOfClient } from './outside.ts'

export type Loaded = {
  stored: StoredTurn
  state: { session: Session; seat: Seat }
  world: World
  /** What stood there and does not parse. */
  setApart: ('session' | 'seat')[]
  /** `moved`: the session was on an older version; to be stored with whatever the turn does. */
  version: 'kept' | 'moved'
}

/** `known`: what is stored, where it was read already. Throws `StoreAway`; and an error when the wave lacks the unit, which `identify` rules out, or the questionnaire version, which start-up does. */
export const loadState = async (
  deps: Deps,
  membership: Membership,
  envelope: Envelope,
  known: StoredTurn | null = null,
): Promise<Loaded> => {
  const { survey } = deps
  const { sessionId, unitId, part } = membership
  const unit = survey.units.get(unitId)
  const newest = survey.wave.parts[part]?.version
  if (unit === undefined || newest === undefined) throw new Error(`unit ${unitId} or part ${part} is not in this wave`)
  const stored = known ?? (await deps.progress.readTurn(sessionId, envelope.person.personId))
  const old = oldState(deps, stored, { sessionId, personId: envelope.person.personId })
  const setApart = (['session', 'seat'] as const).filter((what) => old[what] === 'broken')
  for (const what of setApart) deps.log.error({ sessionId, what }, 'stored.set_apart')
  const held =
    old.session === null || old.session === 'broken'
      ? await beginSession(deps, { membership, version: newest, instead: old.session })
      : old.session
  const session = movedByRule(deps, held, unit)
  const seat =
    old.seat === null || old.seat === 'broken'
      ? newSeat({
          sessionId,
          personId: envelope.person.personId,
          language: languageOf(membership, unit, envelope.locale),
        })
      : old.seat
  const questionnaire = questionnaireOf(survey, part, session.version)
  if (questionnaire === null) throw new Error(`version ${session.version} of ${part} is not in dialogs/`)
  const { wave, opensAt, closesAt, called } = survey
  const world: World = {
    questionnaire,
    wave,
    opensAt,
    closesAt,
    unit,
    now: deps.now(),
    newId: deps.newId(),
    ...(await knownPeople(deps, session, { ...membership, reader: envelope.person.personId })),
    ...limitOf(membership),
    ...(called === undefined ? {} : { called }),
  }
  const here = withCard(followed(deps, seat, session), stored.cardId)
  const version = session === held ? 'kept' : 'moved'
  return { stored, state: { session, seat: here }, world, setApart: [...setApart], version }
}

/** What this process wrote last is known without reading it; whatever else stands there is read. */
const oldState = ({ seen }: Deps, { session, seat }: StoredTurn, where: { sessionId: string; personId: string }) => {
  const written = seen.written.get(seatKey(where))
  return {
    session: session !== null && session.json === written?.session.json ? written.session.value : sessionIn(session),
    seat: seat !== null && seat.json === written?.seat.json ? written.seat.value : seatIn(seat),
  }
}

/** The wave's rule for sessions that are open on an older version; what is submitted or closed stays as it was sent in. */
const movedByRule = ({ survey, now }: Deps, session: Session, unit: Unit): Session => {
  const to = survey.wave.parts[session.part]?.version
  const versions = survey.questionnaires.get(session.part)
  const isOpen = session.state !== 'submitted' && session.state !== 'closed_partial' && now() < survey.closesAt
  if (survey.wave.moveSessions !== 'move' || to === undefined || versions === undefined || !isOpen) return session
  const move: Move = { versions, to, unit }
  return moveSession(session, move)
}

/** A seat whose person last saw another version, be it this very turn or a colleague's that moved the session. */
const followed = ({ survey }: Deps, seat: Seat, session: Session): Seat => {
  const from = seat.seen?.version ?? session.moved?.from ?? session.version
  const versions = survey.questionnaires.get(session.part)
  if (from === session.version || versions === undefined) return seat
  return moveSeat(seat, { versions, from, to: session.version })
}

/** The message id of the open card is known only after sending, and is kept beside the seat. */
const withCard = (seat: Seat, cardId: string | null): Seat =>
  cardId === null || seat.open === null ? seat : { ...seat, open: { ...seat.open, activityId: cardId } }

export const sessionIn = (stored: Versioned | null): Session | null | 'broken' => {
  if (stored === null) return null
  const result = readSession(jsonIn(stored.json))
  if ('session' in result) return result.session
  return unreadable(result.broken)
}

/** The same for views over many sessions: one that a newer release wrote is one that cannot be read, and stops no other. */
export const readableSession = (stored: Versioned | null): Session | null | 'broken' => {
  try {
    return sessionIn(stored)
  } catch (error) {
    if (error instanceof StoreAway) return 'broken'
    throw error
  }
}

export const seatIn = (stored: Versioned | null): Seat | null | 'broken' => {
  if (stored === null) return null
  const result = readSeat(jsonIn(stored.json))
  if ('seat' in result) return result.seat
  return unreadable(result.broken)
}

/** The wave that a stored session says it is of; null: there is none, or it cannot be read. */
export const waveOfStored = (stored: Versioned | null): string | null => {
  const session = readableSession(stored)
  return session === null || session === 'broken' ? null : session.wave
}

/** What a newer release wrote is not broken: it waits for a process that knows it. */
const unreadable = (reason: string): 'broken' => {
  if (reason.startsWith('schema_newer')) throw new StoreAway('stored by a newer release')
  return 'broken'
}

/** The person's own wish, else the unit's decision; a neutral unit gets the Teams client's. */
const languageOf = (membership: Membership, unit: Unit, locale: string | undefined): Language =>
  membership.language ?? (unit.language === 'neutral' ? languageOfClient(locale) : unit.language)

// The session of a unit and part when Redis holds none that can be read.

type Given = { membership: Membership; version: number; instead: null | 'broken' }

/**
 * What was submitted is known to SQL whatever became of Redis: a unit never gets a second first submission. Where there
 * is nothing yet a new session begins, also while SQL is away; in place of a broken one it does not. Throws `StoreAway`.
 */
const beginSession = async (deps: Deps, { membership, version, instead }: Given): Promise<Session> => {
  const { sessionId, wave, unitId, part } = membership
  const fresh = newSession({ id: sessionId, wave, unitId, part, version })
  try {
    const found = await deps.newestSubmission(unitId, part)
    const document = submissionDocument.safeParse(found)
    return (document.success ? restoredSession(null, document.data, '') : null) ?? fresh
  } catch (error) {
    if (!(error instanceof StoreAway) || instead === 'broken') throw error
    return fresh
  }
}

// What a turn knows of people and rights besides session and seat.

/**
 * Names of those who have answered, where there are several, and the unit's answers of the last wave, where this one
 * carries them. An administrator who enters a returned form is told none of them: they are not theirs to see. Names are
 * remembered by the register, so that a turn seldom asks; without SQL a colleague is «en kollega», and nobody waits for a name.
 */
export const knownPeople = async (
  { register, progress, now, survey }: Pick<Deps, 'register' | 'progress' | 'now' | 'survey'>,
  { people, unitId, part }: Session,
  { reader, mode }: Pick<Membership, 'mode'> & { reader: string },
): Promise<Pick<World, 'people' | 'previous'>> => {
  const previous = mode === 'assisted' ? undefined : survey.previous && previousFor(survey.previous, unitId, part)
  const last = previous === undefined ? {} : { previous }
  const there = people.filter((person) => person !== '')
  if (there.every((person) => person === reader)) return last
  try {
    return {
      ...last,
      people: await register.namesOf(there, { at: new Date(now()), register: progress.registerSeen() }),
    }
  } catch (error) {
    if (!(error instanceof StoreAway)) throw error
    return last
  }
}

/** The sections that a colleague was asked about; that an administrator is entering a form. */
export const limitOf = ({ sections, mode }: Membership): Pick<World, 'sections' | 'mode'> => ({
  ...(sections === undefined ? {} : { sections }),
  ...(mode === undefined ? {} : { mode }),
})

// What a submission in SQL makes of a session that was restored from an older day.

/**
 * The session as the submission says it was, with its answers; null when the session knows of this submission or a later
 * one already. `stored`: null when there is none. `by`: who submitted; '' when nobody knows: then nobody's
 * place is the author's, so that whoever answers next is not taken for them.
 */
export const restoredSession = (stored: Session | null, document: SubmissionDocument, by: string): Session | null => {
  const { wave, part, unit, questionnaireVersion, submissionId, revision } = document
  const at = Date.parse(document.submittedAt)
  if (stored?.submission != null && !isOlder(stored.submission, { id: submissionId, revision, at })) return null
  const id = sessionIdOf(wave, unit.id, part)
  const base = stored ?? newSession({ id, wave, unitId: unit.id, part, version: questionnaireVersion })
  const author = by === '' ? forgotten : by
  const people = base.people.includes(author) ? base.people : [...base.people, author]
  const given = entriesOf(document, { by: people.indexOf(author), at })
  const session: Session = {
    ...base,
    people,
    version: questionnaireVersion,
    state: document.complete ? 'submitted' : 'closed_partial',
    startedAt: base.startedAt ?? Date.parse(document.startedAt),
    entries: { ...base.entries, ...raised(base.entries, given) },
    paradata: { ...base.paradata, sittings: Math.max(base.paradata.sittings, document.paradata.sittings) },
  }
  const sender = author === forgotten ? -1 : people.indexOf(author)
  const submission = { id: submissionId, revision, at, by: sender, answers: answersRevision(session) }
  return { ...session, submission }
}

type Known = { id: string; revision: number; at: number }

const isOlder = (mine: Known, theirs: Known): boolean =>
  mine.id === theirs.id ? mine.revision < theirs.revision : mine.at < theirs.at

const entriesOf = (document: SubmissionDocument, who: { by: number; at: number }): Record<string, Omit<Entry, 'r'>> => {
  const answers = Object.entries(document.answers).map(([id, answer]) => [id, { ...answered(answer), ...who }] as const)
  const missing = Object.entries(document.missing).flatMap(([id, kind]) => {
    const own = givenMissing.safeParse(kind)
    return own.success ? [[id, { missing: own.data, ...who }] as const] : []
  })
  return Object.fromEntries([...answers, ...missing])
}

/** Rows that were not reached are open again. */
const answered = (submitted: SubmittedAnswer): { answer: Answer; partial?: true } => {
  if (!gives(submitted, 'rows')) return { answer: submitted }
  const { missing = {}, ...rest } = submitted
  const kept = Object.fromEntries(
    Object.entries(missing).flatMap(([row, kind]) => {
      const own = givenMissing.safeParse(kind)
      return own.success ? [[row, own.data] as const] : []
    }),
  )
  const isPartial = Object.values(missing).includes('not_reached')
  return {
    answer: { ...rest, ...(Object.keys(kept).length > 0 ? { missing: kept } : {}) },
    ...(isPartial ? { partial: true as const } : {}),
  }
}

/** A card of the day that was lost must not fit an answer it was not shown for. */
const raised = (before: Session['entries'], given: Record<string, Omit<Entry, 'r'>>): Session['entries'] =>
  Object.fromEntries(Object.entries(given).map(([id, entry]) => [id, { r: (before[id]?.r ?? 0) + 1, ...entry }]))

// Whether a text was typed before its writer can have seen the question that is open now: two quick messages, a card that
// did not come through, an answer thought lost. Such a text is no answer to that question. What came first is told by the
// groups that were stored and by the steady clock of one process; the machine's clock may be set at any moment, and another
// machine's shows another time.

/** Another process needs about this long to send a card and say so. */
const SENDING_MS = 1_000
const LOOK_EVERY_MS = 50

type Place = { sessionId: string; personId: string }

/** This process has just stored a group that asks for something. */
export const toBeAsked = ({ seen }: Pick<Deps, 'seen'>, group: OutboxGroup): void =>
  remember(seen.asked, seatKey(group), { group: group.id, storedAt: steadyNow(), begunAt: null })

/** A card that asks for something begins to be sent; `undo` when it did not come through. `tookMs`: since then. */
export const asking = ({ seen }: Pick<Deps, 'seen'>, group: OutboxGroup): { undo(): void; tookMs(): number } => {
  const key = seatKey(group)
  const begunAt = steadyNow()
  const before = seen.asked.get(key)
  const storedAt = before?.group === group.id ? before.storedAt : begunAt
  remember(seen.asked, key, { group: group.id, storedAt, begunAt })
  return {
    undo: () => remember(seen.asked, key, { group: group.id, storedAt, begunAt: null }),
    tookMs: () => steadyNow() - begunAt,
  }
}

/** What was asked when the turn first looked. */
export type Look = StoredTurn['asked']

/**
 * Reads again while another turn's card is on its way; then says what is stored, and whether the text came before the card.
 * `look`: what the turn saw first, where it was decided before and came into conflict.
 */
export const readAsked = async (
  deps: Deps,
  envelope: Envelope,
  { sessionId, first, look }: { sessionId: string; first: StoredTurn; look: Look },
): Promise<{ stored: StoredTurn; early: boolean }> => {
  const place = { sessionId, personId: envelope.person.personId }
  let stored = first
  for (let waited = 0; waited < SENDING_MS && isOnItsWay(deps, stored, place); waited += LOOK_EVERY_MS) {
    await deps.pause(LOOK_EVERY_MS)
    stored = await deps.progress.readTurn(sessionId, place.personId)
  }
  return { stored, early: isEarly(deps, envelope, { asked: stored.asked, look, place }) }
}

type Looked = { asked: Look; look: Look; place: Place }

const isEarly = ({ seen }: Deps, { receivedAt }: Envelope, { asked, look, place }: Looked): boolean => {
  const newest = asked.pending ?? asked.group
  if (newest === null) return false
  const ours = seen.asked.get(seatKey(place))
  if (ours?.group === newest) {
    if (ours.begunAt !== null) return receivedAt < ours.begunAt
    if (receivedAt < ours.storedAt) return true
  }
  if (asked.pending !== null) return true
  if (look.pending === null) return look.group !== newest
  // Another process said it while we looked: it began so long before we saw that it was done.
  const sinceMs = steadyNow() - receivedAt
  return look.pending !== newest || sinceMs - LOOK_EVERY_MS <= (asked.tookMs ?? 0)
}

const isOnItsWay = ({ seen }: Deps, { asked }: StoredTurn, place: Place): boolean => {
  const ours = seen.asked.get(seatKey(place))
  return asked.pending !== null && (ours?.group !== asked.pending || ours.begunAt === null)
}

/** Answers that are not the administrator's own stand in the session they enter. */
export const isTakenOver = ({ mode }: Membership, { people }: Pick<Session, 'people'>, personId: string): boolean =>
  mode === 'assisted' && people.some((one) => one !== personId)
