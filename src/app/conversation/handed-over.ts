/** What turns have handed to the queue, done by a worker. */

import type { Envelope, OutsideWork } from '../ports/progress.ts'
import type { Deps } from '../service.ts'
import { steadyNow } from '../steady.ts'
import { type Service, waveOfSession } from '../waves.ts'
import { doOutside, sendGroups } from './say.ts'
import { readOrNull, sessionIn } from './stored-state.ts'
import { type Taken, takeTurn } from './take.ts'

/**
 * Wishes that SQL was away for, and the receipt for whoever else takes part. Doing it again is harmless. Throws
 * `StoreAway`: then it is to be done again.
 */
export const doHandedOver = async (service: Service, work: OutsideWork): Promise<void> => {
  const deps = await waveOfSession(service, work.sessionId)
  await doOutside(deps, work)
  if (work.tell === undefined) return
  for await (const told of tellColleagues(deps, work, work.tell)) await sendGroups(deps, told.group, told.known)
}

// The receipt for everybody else who takes part, when one of them has sent in.

/**
 * Stores a receipt in the outbox of each colleague who has a seat, as a turn of theirs. `key` names the submission: doing
 * it again stores nothing twice. Gives what this process is to send, one by one: it is to be sent before the next is asked
 * for, since nobody else sends it. Throws `StoreAway`.
 */
export async function* tellColleagues(
  deps: Deps,
  { sessionId, personId }: Pick<OutsideWork, 'sessionId' | 'personId'>,
  key: string,
): AsyncGenerator<NonNullable<Taken['say']>> {
  const session = readOrNull(sessionIn(await deps.progress.readSession(sessionId)))
  if (session === null) return
  const everybody = await deps.register.colleagues({ unitId: session.unitId, part: session.part })
  for (const { person, membership, reference } of everybody) {
    if (person.personId === personId) continue
    // Who has never opened the chat about this part has not taken part.
    const { seat } = await deps.progress.readTurn(sessionId, person.personId)
    if (seat === null) continue
    const envelope: Envelope = {
      activityId: `sent-in-${key}`,
      person,
      reference,
      input: { type: 'sent_in' },
      via: 'message',
      receivedAt: steadyNow(),
    }
    const { say } = await takeTurn(deps, envelope, membership, envelope)
    if (say !== null) yield say
  }
}
