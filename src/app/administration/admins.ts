import { personIdOf } from '../../register/ids.ts'
import type { AdminRole } from '../ports/people.ts'
import type { ProgressStore } from '../ports/progress.ts'
import type { RespondentBook } from '../ports/register.ts'

type AddAdminRequest = { tenantId: string; objectId: string; role: AdminRole; at: Date; actor: string }

/** Lets a Teams identity administer; a second call changes the role. Works at the person's next message. Throws `StoreAway`. */
export async function addAdmin(
  { book, progress }: { book: RespondentBook; progress: Pick<ProgressStore, 'dropLink'> },
  { tenantId, objectId, role, at, actor }: AddAdminRequest,
): Promise<{ personId: string }> {
  const personId = personIdOf(tenantId, objectId)
  const admin = { tenantId: tenantId.toLowerCase(), objectId: objectId.toLowerCase(), personId, role }
  await book.addAdmin(admin, { at, actor })
  await progress.dropLink(personId)
  return { personId }
}

type RemoveAdminRequest = { tenantId: string; objectId: string; at: Date; actor: string }

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
