/** How much one person and one tenant may ask of this process, so that nobody takes it from the others. */

/** Nobody presses ten buttons a second for long; a storm of deliveries of one press passes. */
const PERSON = { burst: 120, perSecond: 10 }
/** More than any municipality's staff do; about what one process can do, so that it comes first to others' share. */
const TENANT = { burst: 2_000, perSecond: 1_000 }
/** Turns of one tenant at once: with a store that is slow, the rest of the process stays with the others. */
const TENANT_AT_ONCE = 64
/** People and tenants remembered; forgetting somebody only fills their measure again. */
const REMEMBERED = 10_000

type Measure = { left: number; at: number }
type Asking = { personId: string; tenantId: string }

export type Rates = {
  /** Takes one turn's worth; null when there is none left. What it returns is called when the turn has ended. */
  enter(asking: Asking, now: number): (() => void) | null
  /** True once in ten seconds for a person: whoever is refused is told, but not each time. */
  mayTell(personId: string, now: number): boolean
}

const TELL_EVERY_MS = 10_000

/** Nobody has asked for anything yet. `now` is ms since 1970 UTC. */
export function createRates(): Rates {
  const people = new Map<string, Measure>()
  const tenants = new Map<string, Measure>()
  const inside = new Map<string, number>()
  const told = new Map<string, number>()

  return {
    enter({ personId, tenantId }, now) {
      const current = inside.get(tenantId) ?? 0
      if (current >= TENANT_AT_ONCE) return null
      if (!take(people, personId, { ...PERSON, now }) || !take(tenants, tenantId, { ...TENANT, now })) return null
      inside.set(tenantId, current + 1)
      return () => {
        const left = (inside.get(tenantId) ?? 1) - 1
        if (left > 0) inside.set(tenantId, left)
        else inside.delete(tenantId)
      }
    },
    mayTell(personId, now) {
      const last = told.get(personId)
      if (last !== undefined && now - last < TELL_EVERY_MS) return false
      keep(told, personId, now)
      return true
    },
  }
}

type Filling = { burst: number; perSecond: number; now: number }

/** A measure that fills with time and loses one with each turn. */
function take(measures: Map<string, Measure>, key: string, { burst, perSecond, now }: Filling): boolean {
  const before = measures.get(key)
  const filled = before === undefined ? burst : before.left + (Math.max(0, now - before.at) / 1000) * perSecond
  const left = Math.min(burst, filled)
  if (left < 1) return false
  keep(measures, key, { left: left - 1, at: now })
  return true
}

function keep<T>(map: Map<string, T>, key: string, value: T): void {
  map.delete(key)
  const oldest = map.keys().next().value
  if (map.size >= REMEMBERED && oldest !== undefined) map.delete(oldest)
  map.set(key, value)
}
