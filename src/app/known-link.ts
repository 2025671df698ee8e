/** A person's link: the copy in Redis, looked up anew in SQL now and then, and made when the directory allows it. */
import { isStart } from '../norwegian/hear.ts'
import { type Deps, remember } from './deps.ts'
import type { Link } from './people.ts'
import type { Envelope, LinkCopy } from './ports.ts'
import { StoreAway } from './ports.ts'

/** Whatever changes rights takes the copy away at once (`registerChanged`); one that was not told is seen within this time. */
const LOOK_AGAIN_MS = 10 * 60_000

export type KnownLink = {
  link: Link
  /** The session last talked about. */
  current: string | null
  /** Linked by this very activity. */
  fresh: boolean
  /** `sql`: asked just now, the copy having been old, absent or called in doubt. */
  source: 'copy' | 'sql'
  ahead?: LinkCopy['ahead']
}

/** Null: the person has no right to anything. Throws `StoreAway` when there is no copy and SQL cannot be asked. */
export const knownLink = async (deps: Deps, envelope: Envelope): Promise<KnownLink | null> => {
  const { personId } = envelope.person
  const copy = await deps.progress.readLink(personId)
  const now = deps.now()
  if (copy !== null && copy.link.memberships.length > 0 && isLately(copy.checkedAt, now)) {
    return { ...copy, fresh: false, source: 'copy' }
  }
  try {
    const register = await deps.progress.registerState()
    const link = await lookUp(deps, envelope, register)
    if (link === null) return null
    await deps.progress.writeLink(link, now, register)
    const before = copy?.link.memberships.length ?? 0
    const fresh = before === 0 && link.memberships.length > 0 && copy?.current == null
    return { link, current: copy?.current ?? null, fresh, source: 'sql' }
  } catch (error) {
    if (copy === null || !(error instanceof StoreAway)) throw error
    return { ...copy, fresh: false, source: 'copy' }
  }
}

/** Object id first; the connector is asked for the principal name only when that finds nobody. */
const lookUp = async (deps: Deps, { person, reference, input }: Envelope, register: string): Promise<Link | null> => {
  const at = new Date(deps.now())
  // «Slett svarene mine» is followed by a «takk» as a rule; only «start» asks to be let in again.
  const wish = input.type === 'text' && isStart(input.text) ? 'again' : undefined
  if (!mayLink(deps, person.tenantId)) return await deps.register.linkOf(person.personId)
  const byObject = await deps.register.linkByDirectory(person, null, at, wish)
  if ((byObject?.memberships.length ?? 0) > 0 || askedLately(deps, person.personId, register)) return byObject
  const name = await deps.channel.principalName(reference)
  // A call that failed has told nothing, and is made again at the next word.
  if (name !== null && typeof name !== 'string') return byObject
  remember(deps.seen.principals, person.personId, { at: deps.now(), register })
  if (name === null) return byObject
  return await deps.register.linkByDirectory(person, name, at, wish)
}

/** ALLOWED_TENANTS; nobody is told the difference. */
export const mayLink = ({ allowedTenants }: Deps, tenantId: string): boolean =>
  allowedTenants.size === 0 || allowedTenants.has(tenantId.toLowerCase())

/** An unknown person who writes again and again does not make a call to the connector each time; after an import one is made. */
const askedLately = ({ seen, now }: Deps, personId: string, register: string): boolean => {
  const last = seen.principals.get(personId)
  return last !== undefined && last.register === register && isLately(last.at, now())
}

/** Of a time to come nobody knows how long ago it was: the clock was set back since. */
const isLately = (at: number, now: number): boolean => now >= at && now - at < LOOK_AGAIN_MS
