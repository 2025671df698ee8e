import { personIdOf } from '../register/person-id.ts'
import type { ProgressStore } from './ports.ts'
import type { RespondentBook } from './register-ports.ts'

export type RemoveAdminRequest = { tenantId: string; objectId: string; at: Date; actor: string }

/** Ends what a Teams identity may administer, from the person's next message on. Null: it may nothing. Throws `StoreAway`. */
export async function removeAdmin(
  { book, progress }: { book: RespondentBook; progress: Pick<ProgressStore, 'dropLink'> },
  { tenantId, objectId, at, actor }: RemoveAdminRequest,
): Promise<{ personId: string } | null> {
  const personId = personIdOf(tenantId, objectId)
  const admin = { tenantId: tenantId.toLowerCase(), objectId: objectId.toLowerCase(), personId }
  const isRemoved = await book.removeAdmin(admin, { at, actor })
  // Also when the role had gone before: a copy of the link may have been left.
  await progress.dropLink(personId)
  return isRemoved ? { personId } : null
}
