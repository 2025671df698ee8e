/** How much one person and one tenant may ask of this process, so that nobody takes it from the others. */

import { type Leave, type WaitingLine, waitingLine } from '../../app/waiting-line.ts'
import { remember } from '../../memory.ts'

/** Nobody presses ten buttons a second for long; a storm of deliveries of one press passes. */
const PERSON = { burst: 120, perSecond: 10 }
/** Turns of one tenant at once: with a store that is slow, the rest of the process stays with the others. The next ones wait. */
const TENANT_AT_ONCE = 64
/** Turns at once in all: begun in the order they came, instead of all together and all late. */
const AT_ONCE = 256
/** Turns that may wait; more than so many would not be served in the longest time either. */
const MOST_WAITING = 5_000
/** People remembered; forgetting somebody only fills their measure again. */
const RATES_REMEMBERED = 10_000

type Measure = { left: number; at: number }
type Asking = { personId: string; tenantId: string }

/**
 * `too_fast`: this person alone asks for more than people do. `crowded`: so many others wait that it could not begin in the time it
 * was given, or the process stops.
 */
export type Entered = Leave | 'too_fast' | 'crowded'

/** `now`: ms of a clock that is not set. */
export type Rates = {
  /** Takes one turn's worth, and waits up to `patienceMs` for the turn to begin. What it gives is called when the turn has ended. */
  enter(asking: Asking, now: number, patienceMs: number): Promise<Entered>
  /** True once in ten seconds for a person: whoever is refused is told, but not each time. */
  mayTell(personId: string, now: number): boolean
  /** Nobody is let in any more: who waits, and who comes, is told `crowded`. */
  close(): void
}

const TELL_EVERY_MS = 10_000

/** Nobody has asked for anything yet. */
export function createRates(): Rates {
  const people = new Map<string, Measure>()
  const tenants = new Map<string, WaitingLine>()
  const all = waitingLine(AT_ONCE)
  const told = new Map<string, number>()
  let waiting = 0
  let isClosed = false

  /** Through the tenant's line into that of all: nobody's place in the second is held by a tenant that waits in the first. */
  async function begin(tenantId: string, patienceMs: number): Promise<Leave | null> {
    const line = tenants.get(tenantId) ?? waitingLine(TENANT_AT_ONCE)
    tenants.set(tenantId, line)
    const before = performance.now()
    const left = await line.enter(patienceMs)
    const leaveTenant = () => {
      left?.()
      if (line.isEmpty()) tenants.delete(tenantId)
    }
    const entered = left === null ? null : await all.enter(patienceMs - (performance.now() - before)).catch(() => null)
    if (entered === null) {
      leaveTenant()
      return null
    }
    return () => {
      entered()
      leaveTenant()
    }
  }

  return {
    async enter({ personId, tenantId }, now, patienceMs) {
      if (!take(people, personId, { ...PERSON, now })) return 'too_fast'
      if (isClosed || waiting >= MOST_WAITING) return 'crowded'
      waiting += 1
      try {
        return (await begin(tenantId, patienceMs)) ?? 'crowded'
      } catch (fault) {
        if (fault === closed) return 'crowded'
        throw fault
      } finally {
        waiting -= 1
      }
    },
    mayTell(personId, now) {
      const last = told.get(personId)
      if (last !== undefined && now - last < TELL_EVERY_MS) return false
      remember(told, personId, now, RATES_REMEMBERED)
      return true
    },
    close() {
      isClosed = true
      for (const line of [...tenants.values(), all]) line.dissolve(closed)
    },
  }
}

const closed = new Error('the process stops')

type Filling = { burst: number; perSecond: number; now: number }

/** A measure that fills with time and loses one with each turn. */
function take(measures: Map<string, Measure>, key: string, { burst, perSecond, now }: Filling): boolean {
  const before = measures.get(key)
  const filled = before === undefined ? burst : before.left + (Math.max(0, now - before.at) / 1000) * perSecond
  const left = Math.min(burst, filled)
  if (left < 1) return false
  remember(measures, key, { left: left - 1, at: now }, RATES_REMEMBERED)
  return true
}
