/** Reads session and seat for a turn, or makes new ones; what does not parse is set apart, never guessed at. */
import { newSeat, newSession } from '../engine/new.ts'
import { readSeat, readSession } from '../engine/stored.ts'
import type { Seat, Session, World } from '../engine/types.ts'
import type { Language } from '../questionnaire/schema.ts'
import type { Unit } from '../questionnaire/wave.ts'
import { type Deps, questionnaireOf } from './deps.ts'
import { languageOfClient } from './plain.ts'
import type { Envelope, Membership, StoredTurn, Versioned } from './ports.ts'

export type Loaded = {
  stored: StoredTurn
  state: { session: Session; seat: Seat }
  world: World
  /** What stood there and does not parse. */
  setApart: ('session' | 'seat')[]
}

/** Throws `StoreAway`; and an error when the wave lacks the unit or the questionnaire version, which start-up rules out. */
export const loadState = async (deps: Deps, membership: Membership, envelope: Envelope): Promise<Loaded> => {
  const { survey } = deps
  const { sessionId, unitId, part } = membership
  const unit = survey.units.get(unitId)
  const newest = survey.wave.parts[part]?.version
  if (unit === undefined || newest === undefined) throw new Error(`unit ${unitId} or part ${part} is not in this wave`)
  const stored = await deps.progress.readTurn(sessionId, envelope.person.personId)
  const old = { session: sessionIn(stored.session), seat: seatIn(stored.seat) }
  const setApart = (['session', 'seat'] as const).filter((what) => old[what] === 'broken')
  for (const what of setApart) deps.log.error({ sessionId, what }, 'stored.set_apart')
  const session =
    old.session === null || old.session === 'broken'
      ? newSession({ id: sessionId, wave: membership.wave, unitId, part, version: newest })
      : old.session
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
  const world: World = { questionnaire, wave, opensAt, closesAt, unit, now: deps.now(), newId: deps.newId() }
  return { stored, state: { session, seat: withCard(seat, stored.cardId) }, world, setApart: [...setApart] }
}

/** The message id of the open card is known only after sending, and is kept beside the seat. */
const withCard = (seat: Seat, cardId: string | null): Seat =>
  cardId === null || seat.open === null ? seat : { ...seat, open: { ...seat.open, activityId: cardId } }

export const sessionIn = (stored: Versioned | null): Session | null | 'broken' => {
  if (stored === null) return null
  const result = readSession(parsed(stored.json))
  return 'session' in result ? result.session : 'broken'
}

export const seatIn = (stored: Versioned | null): Seat | null | 'broken' => {
  if (stored === null) return null
  const result = readSeat(parsed(stored.json))
  return 'seat' in result ? result.seat : 'broken'
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
