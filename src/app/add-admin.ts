import { personIdOf } from '../register/person-id.ts'
import type { AdminRole } from './people.ts'
import type { ProgressStore } from './ports.ts'
import type { RespondentBook } from './register-ports.ts'

export type AddAdminRequest = { tenantId: string; objectId: string; role: AdminRole; at: Date; actor: string }

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
