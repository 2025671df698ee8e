/** What a turn knows of people and rights besides session and seat. */
import type { Session, World } from '../engine/types.ts'
import type { Deps } from './deps.ts'
import type { Membership } from './ports.ts'
import { StoreAway } from './ports.ts'

/**
 * Names of those who have answered, where there are several: remembered by the register, so that a turn seldom asks.
 * Without SQL a colleague is «en kollega»; nobody waits for a name.
 */
export const knownPeople = async (
  { register, now }: Pick<Deps, 'register' | 'now'>,
  { people }: Session,
  reader: string,
): Promise<Pick<World, 'people'>> => {
  const there = people.filter((person) => person !== '')
  if (there.every((person) => person === reader)) return {}
  try {
    return { people: await register.namesOf(there, new Date(now())) }
  } catch (error) {
    if (!(error instanceof StoreAway)) throw error
    return {}
  }
}

/** The sections that a colleague was asked about. */
export const limitOf = ({ sections }: Membership): Pick<World, 'sections'> =>
  sections === undefined ? {} : { sections }
