/** Work over many sessions, of which one that fails holds up no other. */

import { OfNewerRelease, StoreAway } from '../ports/progress.ts'
import type { Log } from '../service.ts'

/** So many sessions of which the store is away say that it is away for all of them. */
const MOST_AWAY = 10

/** Goes through all of them; gives the faults of what could not be done, each logged as `event`. Throws when the store is away. */
export const eachOf = async (
  { log }: { log: Pick<Log, 'warn'> },
  sessionIds: Iterable<string>,
  event: string,
  act: (sessionId: string) => Promise<unknown>,
): Promise<unknown[]> => {
  const left: unknown[] = []
  let away = 0
  for (const sessionId of sessionIds) {
    try {
      await act(sessionId)
    } catch (fault) {
      left.push(fault)
      log.warn({ sessionId, fault: fault instanceof Error ? fault.name : 'unknown' }, event)
      if (fault instanceof StoreAway && !(fault instanceof OfNewerRelease)) away += 1
      if (away > MOST_AWAY) throw fault
    }
  }
  return left
}
