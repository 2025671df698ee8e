/** Work over many sessions, of which one that fails holds up no other. */

import type { Log } from '../service.ts'

/** More than these say that it is not the sessions: the store is away. */
const MOST_LEFT = 10

/** Goes through all of them; gives the faults of what could not be done, each logged as `event`. Throws when there are too many. */
export const eachOf = async (
  { log }: { log: Pick<Log, 'warn'> },
  sessionIds: Iterable<string>,
  event: string,
  act: (sessionId: string) => Promise<unknown>,
): Promise<unknown[]> => {
  const left: unknown[] = []
  for (const sessionId of sessionIds) {
    try {
      await act(sessionId)
    } catch (fault) {
      left.push(fault)
      log.warn({ sessionId, fault: fault instanceof Error ? fault.name : 'unknown' }, event)
      if (left.length > MOST_LEFT) throw fault
    }
  }
  return left
}
