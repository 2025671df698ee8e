/** What a turn knows of people and rights besides session and seat. */
import type { Session, World } from '../engine/types.ts'
import type { Deps } from './deps.ts'
import type { Membership } from './people.ts'
import { StoreAway } from './ports.ts'

/**
 * Names of those who have answered, where there are several, and the unit's answers of the last wave, where this one
 * carries them. Names are remembered by the register, so that a turn seldom asks; without SQL a colleague is «en kollega»,
 * and nobody waits for a name.
 */
export const knownPeople = async (
  { register, now, survey }: Pick<Deps, 'register' | 'now' | 'survey'>,
  { people, unitId, part }: Session,
  reader: string,
): Promise<Pick<World, 'people' | 'previous'>> => {
  const previous = survey.previous?.get(unitId)?.get(part)
  const last = previous === undefined ? {} : { previous }
  const there = people.filter((person) => person !== '')
  if (there.every((person) => person === reader)) return last
  try {
    return { ...last, people: await register.namesOf(there, new Date(now())) }
  } catch (error) {
    if (!(error instanceof StoreAway)) throw error
    return last
  }
}

/** The sections that a colleague was asked about; that an administrator is entering a form. */
export const limitOf = ({ sections, mode }: Membership): Pick<World, 'sections' | 'mode'> => ({
  ...(sections === undefined ? {} : { sections }),
  ...(mode === undefined ? {} : { mode }),
})
