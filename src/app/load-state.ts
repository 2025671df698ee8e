/** Reads session and seat for a turn, or makes new ones; what does not parse is set apart, never guessed at. */
import { type Move, moveSeat, moveSession } from '../engine/move-session.ts'
import { newSeat } from '../engine/new.ts'
import { readSeat, readSession } from '../engine/stored.ts'
import type { Seat, Session, World } from '../engine/types.ts'
import type { Language } from '../questionnaire/schema.ts'
import type { Unit } from '../questionnaire/wave.ts'
import { beginSession } from './begin-session.ts'
import { type Deps, questionnaireOf, seatKey } from './deps.ts'
import { knownPeople, limitOf } from './known-people.ts'
import type { Membership } from './people.ts'
import { languageOfClient } from './plain.ts'
import type { Envelope, StoredTurn, Versioned } from './ports.ts'
import { StoreAway } from './ports.ts'

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
  const { wave, opensAt, closesAt } = survey
  const world: World = {
    ...{ questionnaire, wave, opensAt, closesAt, unit, now: deps.now(), newId: deps.newId() },
    ...(await knownPeople(deps, session, envelope.person.personId)),
    ...limitOf(membership),
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
  const result = readSession(parsed(stored.json))
  if ('session' in result) return result.session
  return unreadable(result.broken)
}

export const seatIn = (stored: Versioned | null): Seat | null | 'broken' => {
  if (stored === null) return null
  const result = readSeat(parsed(stored.json))
  if ('seat' in result) return result.seat
  return unreadable(result.broken)
}

/** What a newer release wrote is not broken: it waits for a process that knows it. */
const unreadable = (reason: string): 'broken' => {
  if (reason.startsWith('schema_newer')) throw new StoreAway('stored by a newer release')
  return 'broken'
}

const parsed = (json: string): unknown => {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

/** The person's own wish, else the unit's decision; a neutral unit gets the Teams client's. */
const languageOf = (membership: Membership, unit: Unit, locale: string | undefined): Language =>
  membership.language ?? (unit.language === 'neutral' ? languageOfClient(locale) : unit.language)
