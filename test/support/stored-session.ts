/** What a store holds, read as the service reads it. */
import type { Session } from '../../src/engine/session.ts'
import { readSession } from '../../src/engine/stored.ts'

/** The session in a stored text; throws when there is none, or when it does not parse. */
export const sessionFrom = (json: string | null | undefined): Session => {
  const read = readSession(JSON.parse(json ?? 'null'))
  if ('broken' in read) throw new Error(`stored session: ${read.broken}`)
  return read.session
}
