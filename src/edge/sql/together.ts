/** Colleagues to whom a part or a section was passed on, and who answers together with whom. */

import { sql as raw } from 'kysely'
import { type Link, storedReference } from '../../app/ports/people.ts'
import type { Assisting, Colleague, Declined, Delegation, NewDelegation } from '../../app/ports/register.ts'
import { isUuid, sessionIdOf } from '../../register/ids.ts'
import { statusesBefore } from '../../register/states.ts'
import { linkOf } from './links.ts'
import { dropIfUntied } from './people.ts'
import { type Sql, writeAudit } from './tables.ts'

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
        id,
        wave,
        unit_id: unitId,
        part,
        name: given.name,
        email: null,
        language: null,
        status: 'invited',
        section: given.section ?? null,
        delegated_by: given.by,
        created_at: at,
        updated_at: at,
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
    const where = storedReference.safeParse(row.reference).data
    const membership = (await linkOf(sql, wave, row.person_id))?.memberships.find((m) => m.sessionId === sessionId)
    if (where === undefined || membership === undefined) continue
    const person = { personId: row.person_id, tenantId: row.tenant_id ?? '', objectId: row.object_id ?? '' }
    found.push({ person, membership, reference: where })
  }
  return found
}

// Who was asked by mistake, and which administrator knows. Both stand in the audit trail, and nowhere else.

const TOLD = 'admins.told_not_me'

/**
 * Those who were asked about a whole part, and are still without a successor in their place, oldest first. A colleague who
 * was asked about a section concerns whoever asked, and is no news for administrators.
 */
export async function declinedSince(sql: Sql, wave: string, personId: string): Promise<Declined[]> {
  const told = sql
    .selectFrom('audit as t')
    .select(raw<string>`coalesce(max(t.subject::bigint), 0)`.as('note'))
    .where('t.action', '=', TOLD)
    .where('t.actor', '=', personId)
  const rows = await sql
    .selectFrom('audit as a')
    .innerJoin('respondents as r', (join) => join.on(raw<boolean>`r.id::text = a.subject`))
    .select(['a.id', 'a.subject', 'r.name', 'r.unit_id', 'r.part'])
    .where('a.action', '=', 'respondents.not_me')
    .where('r.wave', '=', wave)
    .where('r.status', '=', 'declined')
    .where('r.section', 'is', null)
    .where('r.ended_at', 'is', null)
    .where('a.id', '>', told)
    .orderBy('a.id')
    .execute()
  // Somebody who came back and declined again is one person.
  const newest = new Map(rows.map((row) => [row.subject, row]))
  return [...newest.values()].map(({ id, name, unit_id: unitId, part }) => ({ note: id, name, unitId, part }))
}

type Told = { personId: string; declined: readonly Declined[]; at: Date }

export async function toldOfDeclined(sql: Sql, { personId, declined, at }: Told): Promise<void> {
  const newest = declined.at(-1)
  if (newest === undefined) return
  await writeAudit(sql, { at, actor: personId, action: TOLD, subject: newest.note, count: declined.length })
}

// An administrator's right to enter a returned form for a unit.

/**
 * Gives an administrator the part of a unit that nobody is linked to; the same again changes nothing. `taken`: somebody is
 * linked to it, the person is no administrator, or, where that was asked, something has been sent in. Audited.
 */
export async function assist(sql: Sql, wave: string, asked: Assisting): Promise<Link | 'taken'> {
  const { id, unitId, part, personId, name, at, unsent } = asked
  return sql.transaction().execute(async (tx) => {
    await raw`select pg_advisory_xact_lock(hashtextextended(${`${wave}/${unitId}/${part}`}, 17))`.execute(tx)
    const admin = await tx
      .selectFrom('admins')
      .select(['tenant_id', 'object_id'])
      .where('person_id', '=', personId)
      .where('role', '=', 'administrator')
      .executeTakeFirst()
    const linked = await tx
      .selectFrom('respondents')
      .select('person_id')
      .where('wave', '=', wave)
      .where('unit_id', '=', unitId)
      .where('part', '=', part)
      .where('person_id', 'is not', null)
      .execute()
    const sent = tx
      .selectFrom('submissions')
      .select('revision')
      .where('wave', '=', wave)
      .where('unit_id', '=', unitId)
      .where('part', '=', part)
    if (unsent && (await sent.limit(1).executeTakeFirst()) !== undefined) return 'taken'
    if (admin === undefined || linked.some((row) => row.person_id !== personId)) return 'taken'
    if (linked.length === 0) {
      await tx
        .insertInto('people')
        .values({ person_id: personId, tenant_id: admin.tenant_id, object_id: admin.object_id })
        .onConflict((conflict) => conflict.column('person_id').doNothing())
        .execute()
      await tx
        .insertInto('respondents')
        .values({
          id,
          wave,
          unit_id: unitId,
          part,
          name,
          email: null,
          status: 'linked',
          assisted: true,
          person_id: personId,
          delegated_by: personId,
          linked_at: at,
          created_at: at,
          updated_at: at,
        })
        .execute()
      await writeAudit(tx, { at, actor: personId, action: 'assisted.begin', subject: id })
    }
    return (await linkOf(tx, wave, personId)) ?? 'taken'
  })
}

type Ending = { wave: string; personId: string; at: Date; respondentId?: string | undefined }

/** Ends what the administrator was entering, all of it or the one named; what was entered stays. Returns how many. Audited. */
export async function endAssisted(sql: Sql, ending: Ending): Promise<number> {
  return sql.transaction().execute((tx) => endAssistedIn(tx, { ...ending, actor: ending.personId }))
}

/** The same in a transaction of the caller's; `actor` for the audit trail. */
export async function endAssistedIn(
  tx: Sql,
  { wave, personId, at, respondentId, actor }: Ending & { actor: string },
): Promise<number> {
  let which = tx
    .updateTable('respondents')
    .set({ ended_at: at, updated_at: at, person_id: null, linked_at: null, status: 'imported' })
    .set({ former_person_id: personId })
    .where('wave', '=', wave)
    .where('person_id', '=', personId)
    .where('assisted', '=', true)
  if (respondentId !== undefined) which = which.where('id', '=', respondentId)
  const ended = await which.returning('id').execute()
  for (const { id } of ended) await writeAudit(tx, { at, actor, action: 'assisted.end', subject: id })
  await dropIfUntied(tx, personId)
  return ended.length
}
