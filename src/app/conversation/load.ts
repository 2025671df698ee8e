/** Reads session and seat for a turn, or makes new ones: the state and the `World` that the engine is given. */

import { newSeat, type Seat, type Session, type World } from '../../engine/session.ts'
import { type Move, moveSeat, moveSession } from '../../engine/versions.ts'
import { previousFor } from '../../questionnaire/last-wave.ts'
import type { Language } from '../../questionnaire/schema.ts'
import type { Unit } from '../../questionnaire/wave.ts'
import type { Membership } from '../ports/people.ts'
import { type Envelope, StoreAway, type StoredTurn, type Versioned } from '../ports/progress.ts'
import { type Deps, questionnaireOf, seatKey } from '../service.ts'
import { beginSession } from './begin.ts'
import { languageOfClient } from './outside.ts'
import { type Stored, seatIn, sessionIn } from './stored-state.ts'

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
  const setApart = (['session', 'seat'] as const).filter((what) => old[what].type === 'broken')
  for (const what of setApart) deps.log.error({ sessionId, what }, 'stored.set_apart')
  const held =
    old.session.type === 'read'
      ? old.session.value
      : await beginSession(deps, { membership, version: newest, instead: old.session.type })
  const session = movedByRule(deps, held, unit)
  const seat =
    old.seat.type === 'read'
      ? old.seat.value
      : newSeat({
          sessionId,
          personId: envelope.person.personId,
          language: languageOf(membership, unit, envelope.locale),
        })
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
const oldState = (
  { seen }: Deps,
  { session, seat }: StoredTurn,
  where: { sessionId: string; personId: string },
): { session: Stored<Session>; seat: Stored<Seat> } => {
  const written = seen.written.get(seatKey(where))
  return {
    session: valueIfOurs(session, written?.session) ?? sessionIn(session),
    seat: valueIfOurs(seat, written?.seat) ?? seatIn(seat),
  }
}

const valueIfOurs = <T>(stored: Versioned | null, written: { json: string; value: T } | undefined) =>
  stored !== null && stored.json === written?.json ? ({ type: 'read', value: written.value } as const) : undefined

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

/** The person's own wish, else the unit's decision; a neutral unit gets the Teams client's. */
const languageOf = (membership: Membership, unit: Unit, locale: string | undefined): Language =>
  membership.language ?? (unit.language === 'neutral' ? languageOfClient(locale) : unit.language)

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

/** Answers that are not the administrator's own stand in the session they enter. */
export const isTakenOver = ({ mode }: Membership, { people }: Pick<Session, 'people'>, personId: string): boolean =>
  mode === 'assisted' && people.some((one) => one !== personId)
