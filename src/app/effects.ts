/** What a turn does outside the session, after it is stored. Each is idempotent, so a repeat after a crash is harmless. */
import type { Outcome } from '../engine/types.ts'
import type { Deps } from './deps.ts'
import type { Envelope, Membership } from './ports.ts'
import { StoreAway } from './ports.ts'

/** Carries out reminder wishes and forgetting. Never rejects: the person's answers do not hang on it. */
export const applyEffects = async (
  deps: Deps,
  envelope: Envelope,
  membership: Membership,
  outcome: Outcome,
): Promise<void> => {
  const { personId } = envelope.person
  const at = new Date(deps.now())
  try {
    for (const effect of outcome.effects ?? []) {
      if (effect.type !== 'snooze') await deps.register.setReminders(personId, effect.type, at)
      else if (effect.until !== undefined) await deps.snooze?.(personId, effect.until)
    }
    if (outcome.forget) {
      await deps.register.unlink(personId, membership.sessionId, at)
      await deps.progress.dropLink(personId)
    }
  } catch (error) {
    if (!(error instanceof StoreAway)) throw error
    deps.log.error({ personId, code: error.code }, 'effects.not_applied')
  }
}
