/** What turns have handed to the queue, done by a worker. */
import { tellColleagues } from './delegation/tell-colleagues.ts'
import type { Deps } from './deps.ts'
import { doOutside } from './effects.ts'
import { sendGroups } from './outbox.ts'
import type { OutsideWork } from './ports.ts'

/**
 * Wishes that SQL was away for, and the receipt for whoever else takes part. Doing it again is harmless. Throws
 * `StoreAway`: then it is to be done again.
 */
export const doHandedOver = async (deps: Deps, work: OutsideWork): Promise<void> => {
  await doOutside(deps, work)
  if (work.tell === undefined) return
  for await (const told of tellColleagues(deps, work, work.tell)) await sendGroups(deps, told.group, told.known)
}
