/** What a turn does outside the session, from the outbox: after it is stored, and also when the process died in between. */
import type { Deps } from './deps.ts'
import type { OutsideWork } from './ports.ts'
import { StoreAway } from './ports.ts'

/** Reminder wishes and forgetting. Doing it again is harmless. Throws `StoreAway`. */
export const doOutside = async (
  deps: OutsideDeps,
  { personId, sessionId, effects, forget }: OutsideWork,
): Promise<void> => {
  const at = new Date(deps.now())
  for (const effect of effects) {
    if (effect.type === 'decline') {
      await deps.register.decline(personId, sessionId, at)
      await deps.progress.dropLink(personId)
    } else if (effect.type !== 'snooze') await deps.register.setReminders(personId, effect.type, at)
    else if (effect.until !== undefined) await deps.snooze?.(personId, effect.until)
  }
  if (!forget) return
  await deps.register.unlink(personId, sessionId, at)
  await deps.progress.dropLink(personId)
}
export type OutsideDeps = Pick<Deps, 'register' | 'progress' | 'snooze' | 'now'>

/** Does it now, or hands it to the queue when SQL is away: what the person waits to hear does not wait for SQL. */
export const doOutsideOrLater = async (deps: Deps, work: OutsideWork): Promise<void> => {
  try {
    await doOutside(deps, work)
  } catch (error) {
    if (!(error instanceof StoreAway)) throw error
    deps.log.warn({ personId: work.personId, code: error.code }, 'outside.later')
    await deps.enqueueOutside(work)
  }
}
