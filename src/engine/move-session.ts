/** A session and the seats in it follow their questionnaire through the versions that were published meanwhile. */
import { nameIn, questionsOf, stepsBetween, type Versions } from '../questionnaire/names-over-versions.ts'
import type { Unit } from '../questionnaire/wave.ts'
import { migrate } from './migrate.ts'
import { isSettled, route } from './route.ts'
import { same } from './same.ts'
import type { Entry, Seat, Session } from './types.ts'

/**
 * Moves a session to version `to`, one published version after the other, since a `was` names a question of the one before.
 * `Session.moved` says what that meant, for the people in it. The same session when it is there already, or newer.
 */
export const moveSession = (session: Session, { versions, to, unit }: Move): Session => {
  const steps = stepsBetween(versions, session.version, to)
  const newest = steps.at(-1)
  if (newest === undefined) return session
  const after = steps.reduce((moving, step) => migrate(moving, step).session, session)
  const names = new Map(
    questionsOf(versions.get(session.version)).map((q) => [
      nameIn(versions, q.id, { from: session.version, to: newest.version }),
      q.id,
    ]),
  )
  const asked = route(newest, unit, after.entries).filter((stop) => stop.question.kind !== 'info')
  const entryBefore = (id: string): Entry | undefined => session.entries[names.get(id) ?? id]
  return {
    ...after,
    moved: {
      from: session.version,
      fresh: asked.filter(({ question }) => !names.has(question.id)).length,
      again: asked.filter(({ question, entry }) => isSettled(entryBefore(question.id)) && !isSettled(entry)).length,
    },
  }
}
export type Move = { versions: Versions; to: number; unit: Unit }

/** A revision that no answer ever had: what is typed to a question as it was is not taken for an answer to the new one. */
const neverHad = 1_000_000_000

/**
 * The seat in a session that is on version `to`: at the same question under its present name, and nothing waiting that was
 * asked in other words. `from`: the version the person last saw.
 */
export const moveSeat = (
  seat: Seat,
  { versions, from, to }: { versions: Versions; from: number; to: number },
): Seat => {
  const newName = (question: string) => nameIn(versions, question, { from, to })
  const find = (version: number, id: string) => questionsOf(versions.get(version)).find((q) => q.id === id)
  const { position, pending, open } = seat
  const isSame = (question: string): boolean => {
    const { was: _then, ...then } = find(from, question) ?? { was: undefined }
    const { was: _now, ...now } = find(to, newName(question)) ?? { was: undefined }
    return same({ ...then, id: '' }, { ...now, id: '' })
  }
  return {
    ...seat,
    pending: pending !== null && 'question' in pending ? null : pending,
    position:
      position.at === 'question'
        ? {
            ...position,
            question: newName(position.question),
            ...(isSame(position.question) ? {} : { r: neverHad }),
          }
        : position,
    open: open?.question === undefined ? open : { ...open, question: newName(open.question) },
  }
}
