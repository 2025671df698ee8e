/** How far the units have come, in numbers only. */
import { sessionIdOf } from '../register/session-id.ts'
import type { Deps } from './deps.ts'
import { sessionIn } from './load-state.ts'

/** Reads at a time: some MB in memory, and turns get their place in between. */
const AT_ONCE = 50

/** Units and parts by state; `broken` are those whose stored text does not parse. Throws `StoreAway`. */
export const countSessions = async ({
  survey,
  progress,
}: Pick<Deps, 'survey' | 'progress'>): Promise<ReadonlyMap<string, number>> => {
  const parts = Object.keys(survey.wave.parts)
  const ids = [...survey.units.keys()].flatMap((unit) => parts.map((part) => sessionIdOf(survey.wave.id, unit, part)))
  const counts = new Map<string, number>()
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const stored = await Promise.all(ids.slice(at, at + AT_ONCE).map((id) => progress.readSession(id)))
    for (const session of stored.map(sessionIn)) {
      const state = session === null ? 'not_started' : session === 'broken' ? 'broken' : session.state
      counts.set(state, (counts.get(state) ?? 0) + 1)
    }
  }
  return counts
}
