/** Colleagues to whom a part or a section was passed on, and who answers together with whom. */
import { z } from 'zod'
import type { Colleague, Delegation, NewDelegation } from '../../app/delegation/delegation-ports.ts'
import type { ConversationReference } from '../../app/people.ts'
import { sessionIdOf } from '../../register/session-id.ts'
import { statusesBefore } from '../../register/states.ts'
import { writeAudit } from './audit.ts'
import { linkOf } from './link.ts'
import { dropIfUntied } from './person-record.ts'
import type { Sql } from './tables.ts'
import { isUuid } from './uuid.ts'

/** Codes that one unit may have out for one part: more than there are topics, far fewer than anybody could guess among. */
const maxOpen = 30

type Place = { wave: string; unitId: string; part: string }

/** Makes the colleague's row and code; the same id again gets a new code, the old one stops working. Audited. */
export async function delegate(sql: Sql, wave: string, given: NewDelegation): Promise<'made' | 'too_many'> {
  const { id, unitId, part, at } = given
  return sql.transaction().execute(async (tx) => {
    const place = { wave, unitId, part }
    const open = await rows(tx, place).where('r.id', '!=', id).execute()
    if (open.length >= maxOpen) return 'too_many'
    const added = await tx
      .insertInto('respondents')
      .values({
        ...{ id, wave, unit_id: unitId, part, name: given.name, email: null, language: null, status: 'invited' },
        ...{ section: given.section ?? null, delegated_by: given.by, created_at: at, updated_at: at },
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returning('id')
      .executeTakeFirst()
    await tx.deleteFrom('codes').where('respondent_id', '=', id).where('used_at', 'is', null).execute()
    await tx
      .insertInto('codes')
      .values({ hash: given.hash, respondent_id: id, made_at: at, expires_at: given.expiresAt })
      .execute()
    if (added !== undefined) await writeAudit(tx, { at, actor: given.by, action: 'delegation.make', subject: id })
    return 'made'
  })
}

const rows = (sql: Sql, { wave, unitId, part }: Place) =>
  sql
    .selectFrom('respondents as r')
    .select(['r.id', 'r.name', 'r.section', 'r.status', 'r.person_id', 'r.created_at'])
    .where('r.wave', '=', wave)
    .where('r.unit_id', '=', unitId)
    .where('r.part', '=', part)
    .where('r.delegated_by', 'is not', null)
    .where('r.assisted', '=', false)
    .where('r.ended_at', 'is', null)
    .orderBy('r.created_at')
    .orderBy('r.id')

/** What has been passed on and not taken back, oldest first. */
export async function delegations(sql: Sql, place: Place): Promise<Delegation[]> {
  return (await rows(sql, place).execute()).map((row) => ({
    id: row.id,
    name: row.name,
    section: row.section,
    state: row.status === 'linked' ? 'linked' : row.status === 'declined' ? 'declined' : 'waiting',
    personId: row.person_id,
  }))
}

type TakeBack = Place & { id: string; by: string; at: Date }

/** Ends what was passed on: the code stops working, the tie goes, the name stays beside the answers. Null: nothing to end. */
export async function takeBack(
  sql: Sql,
  { id, by, at, ...place }: TakeBack,
): Promise<{ personId: string | null } | null> {
  if (!isUuid(id)) return null
  return sql.transaction().execute(async (tx) => {
    const row = await rows(tx, place).where('r.id', '=', id).forUpdate().executeTakeFirst()
    if (row === undefined) return null
    await tx
      .updateTable('respondents')
      .set({ ended_at: at, updated_at: at, person_id: null, linked_at: null, status: 'imported' })
      .set(row.person_id === null ? {} : { former_person_id: row.person_id })
      .where('id', '=', id)
      .execute()
    await tx.deleteFrom('codes').where('respondent_id', '=', id).where('used_at', 'is', null).execute()
    await writeAudit(tx, { at, actor: by, action: 'delegation.take_back', subject: id })
    if (row.person_id !== null) await dropIfUntied(tx, row.person_id)
    return { personId: row.person_id }
  })
}

/** «Ikke jeg som svarer»: the person's ties to the session go, and administrators see it in state and audit trail. */
export async function decline(
  sql: Sql,
  { wave, personId, sessionId, at }: { wave: string; personId: string; sessionId: string; at: Date },
): Promise<void> {
  await sql.transaction().execute(async (tx) => {
    const tied = await tx
      .selectFrom('respondents')
      .select(['id', 'unit_id', 'part'])
      .where('wave', '=', wave)
      .where('person_id', '=', personId)
      .where('status', 'in', statusesBefore('decline'))
      .forUpdate()
      .execute()
    for (const row of tied) {
      if (sessionIdOf(wave, row.unit_id, row.part) !== sessionId) continue
      await tx
        .updateTable('respondents')
        .set({ person_id: null, linked_at: null, status: 'declined', former_person_id: personId, updated_at: at })
        .where('id', '=', row.id)
        .execute()
      await writeAudit(tx, { at, actor: personId, action: 'respondents.not_me', subject: row.id })
    }
    await dropIfUntied(tx, personId)
  })
}

const reference: z.ZodType<ConversationReference> = z.object({
  serviceUrl: z.string(),
  channelId: z.string(),
  conversationId: z.string(),
  tenantId: z.string(),
  botId: z.string(),
  userId: z.string(),
})

/** Everybody who is linked to the part or to a section of it and can be written to, in the order they came. */
export async function colleagues(sql: Sql, { wave, unitId, part }: Place): Promise<Colleague[]> {
  const tied = await sql
    .selectFrom('respondents as r')
    .innerJoin('people as p', 'p.person_id', 'r.person_id')
    .select(['p.person_id', 'p.tenant_id', 'p.object_id', 'p.reference'])
    .where('r.wave', '=', wave)
    .where('r.unit_id', '=', unitId)
    .where('r.part', '=', part)
    .orderBy('r.linked_at')
    .orderBy('r.id')
    .execute()
  // Somebody with two sections is one person.
  const people = new Map(tied.map((row) => [row.person_id, row])).values()
  const sessionId = sessionIdOf(wave, unitId, part)
  const found: Colleague[] = []
  for (const row of people) {
    const where = reference.safeParse(row.reference).data
    const membership = (await linkOf(sql, wave, row.person_id))?.memberships.find((m) => m.sessionId === sessionId)
    if (where === undefined || membership === undefined) continue
    const person = { personId: row.person_id, tenantId: row.tenant_id, objectId: row.object_id }
    found.push({ person, membership, reference: where })
  }
  return found
}
