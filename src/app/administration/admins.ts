import { personIdOf } from '../../register/ids.ts'
import type { AdminRole } from '../ports/people.ts'
import type { ProgressStore } from '../ports/progress.ts'
import type { AuditEntry, RespondentBook } from '../ports/register.ts'
import type { AdminSessions } from '../web/admin-ports.ts'

/** A role is for every wave; copies of links to other waves than `wave` are old after the change as well. */
type AdminBook = {
  wave: string
  book: RespondentBook
  progress: Pick<ProgressStore, 'dropLink'>
  /** Of the administrators' page; absent: there is none. */
  sessions?: Pick<AdminSessions, 'endAllOf'>
}
type AddAdminRequest = { tenantId: string; objectId: string; role: AdminRole; at: Date; actor: string }

/** Lets a Teams identity administer; a second call changes the role. Works at the person's next message. Throws `StoreAway`. */
export async function addAdmin(
  { wave, book, progress }: AdminBook,
  { tenantId, objectId, role, at, actor }: AddAdminRequest,
): Promise<{ personId: string }> {
  const personId = personIdOf(tenantId, objectId)
  const admin = { tenantId: tenantId.toLowerCase(), objectId: objectId.toLowerCase(), personId, role }
  await book.addAdmin(admin, { at, actor })
  await progress.dropLink(wave, personId)
  return { personId }
}

type RemoveAdminRequest = { tenantId: string; objectId: string; at: Date; actor: string }

/**
 * Ends what a Teams identity may administer, from the person's next message on, and every session on the page at once. A role
 * that the sign-in itself says is ended at the issuer. Null: the table gives it none. Throws `StoreAway`.
 */
export async function removeAdmin(
  { wave, book, progress, sessions }: AdminBook,
  { tenantId, objectId, at, actor }: RemoveAdminRequest,
): Promise<{ personId: string } | null> {
  const personId = personIdOf(tenantId, objectId)
  const admin = { tenantId: tenantId.toLowerCase(), objectId: objectId.toLowerCase(), personId }
  const isRemoved = await book.removeAdmin(admin, { at, actor })
  // Also when the role had gone before: a copy of the link may have been left.
  await progress.dropLink(wave, personId)
  await sessions?.endAllOf(personId)
  return isRemoved ? { personId } : null
}

/** How many wrote something in their own words follows from the answers: operators read of it, administrators do not. */
const OF_ANSWERS = ['retention.texts']

/** The audit trail as administrators read it, newest first. Throws `StoreAway`. */
export const trailForAdministrators = (
  book: Pick<RespondentBook, 'auditTrail'>,
  page: { limit: number; before?: string },
): Promise<AuditEntry[]> => book.auditTrail({ ...page, without: OF_ANSWERS })
