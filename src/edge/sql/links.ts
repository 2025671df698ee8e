/** Reading and making the ties between Teams identities and respondents. */

import type { AdminRole, Link, Membership, Person } from '../../app/ports/people.ts'
import { comparablePrincipalName, isGuest, sessionIdOf } from '../../register/ids.ts'
import { nextStatus } from '../../register/states.ts'
import { dropIfUntied } from './people.ts'
import { type Sql, writeAudit } from './tables.ts'

/** What the person may do in the wave; null when that is nothing. */
export async function linkOf(sql: Sql, wave: string, personId: string): Promise<Link | null> {
  const all = await sql
    .selectFrom('respondents as r')
    .innerJoin('units as u', (join) => join.onRef('u.wave', '=', 'r.wave').onRef('u.id', '=', 'r.unit_id'))
    .leftJoin('admins as a', 'a.person_id', 'r.person_id')
    .select(['r.id', 'r.unit_id', 'r.part', 'r.section', 'r.assisted', 'r.language', 'u.language as unit_language'])
    .select('a.role')
    .where('r.wave', '=', wave)
    .where('r.person_id', '=', personId)
    .orderBy('r.unit_id')
    .orderBy('r.part')
    .execute()
  const role: AdminRole | null = all[0] === undefined ? await roleOf(sql, personId) : all[0].role
  // Whoever no longer administers enters no form either.
  const rows = all.filter(({ assisted }) => !assisted || role === 'administrator')
  if (rows.length === 0 && role === null) return null
  const places = Map.groupBy(rows, (row) => sessionIdOf(wave, row.unit_id, row.part))
  const memberships = [...places].flatMap(([sessionId, own]): Membership[] => {
    // The whole part counts before sections of it that were passed on.
    const row = own.find(({ section }) => section === null) ?? own[0]
    if (row === undefined) return []
    const sections = own.flatMap(({ section }) => section ?? [])
    return [
      {
        respondentId: row.id,
        wave,
        unitId: row.unit_id,
        part: row.part,
        sessionId,
        language: row.language ?? (row.unit_language === 'neutral' ? null : row.unit_language),
        ...(row.section === null ? {} : { sections }),
        ...(row.assisted ? { mode: 'assisted' as const } : {}),
      },
    ]
  })
  return { personId, memberships, role }
}

/** What the table lets a person administer; null: nothing. */
export async function roleOf(sql: Sql, personId: string): Promise<AdminRole | null> {
  const admin = await sql.selectFrom('admins').select('role').where('person_id', '=', personId).executeTakeFirst()
  return admin?.role ?? null
}

type DirectoryLookup = {
  wave: string
  person: Person
  principalName: string | null
  at: Date
  /** `again`: the person asks for it, also after having left. */
  wish?: 'again' | undefined
  moveSeat: MoveSeat | undefined
}

/**
 * Moves what Redis has of a person's place in a session to another id; the same again changes nothing. `followed`: SQL knows
 * of it, so that nothing comes back any more.
 */
export type MoveSeat = (move: SeatMove, sql?: 'followed') => Promise<void>
export type SeatMove = { from: string; to: string; sessionId: string }

/** Whether a free respondent of the tenant is named by principal name alone. */
export const waitsByName = async (sql: Sql, wave: string, tenantId: string): Promise<boolean> =>
  (await sql
    .selectFrom('respondents')
    .select('id')
    .where('wave', '=', wave)
    .where('tenant_id', '=', tenantId.toLowerCase())
    .where('object_id', 'is', null)
    .where('upn', 'is not', null)
    .where('person_id', 'is', null)
    .where('status', 'in', ['imported', 'invited'])
    .where('held_at', 'is', null)
    .limit(1)
    .executeTakeFirst()) !== undefined

/**
 * Links every free respondent that names this tenant and object id or, where no object id is named, this tenant and
 * principal name. A row with another object id is another account, whatever its principal name: names are used again.
 * A row that is linked stays with whom it is linked to. E-mail plays no part.
 */
export async function linkByDirectory(
  sql: Sql,
  { wave, person, principalName, at, wish, moveSeat }: DirectoryLookup,
): Promise<Link | null> {
  if (principalName !== null && isGuest(principalName)) return linkOf(sql, wave, person.personId)
  const upn = comparablePrincipalName(principalName)
  return sql.transaction().execute(async (tx) => {
    const free = await tx
      .selectFrom('respondents')
      .select(['id', 'status', 'unit_id', 'part', 'person_id'])
      .where('wave', '=', wave)
      .where((is) =>
        is.or([
          is.and([
            is('person_id', 'is', null),
            // Who has gone is not taken back by a «takk»: they say «start», or bring a code.
            is('status', 'in', wish === 'again' ? ['imported', 'invited', 'declined'] : ['imported', 'invited']),
          ]),
          // Who has answered on the web until now goes on in the chat.
          is('person_id', 'in', is.selectFrom('people').select('person_id').where('tenant_id', 'is', null)),
        ]),
      )
      // Whoever was written down while there were answers to see comes in when those who gave them have said yes.
      .where('held_at', 'is', null)
      .where('tenant_id', '=', person.tenantId.toLowerCase())
      .where((is) =>
        is.or([
          is('object_id', '=', person.objectId.toLowerCase()),
          ...(upn === null ? [] : [is.and([is('object_id', 'is', null), is('upn', '=', upn)])]),
        ]),
      )
      .orderBy('id')
      .forUpdate()
      .execute()
    const held = free.length === 0 ? new Set<string>() : await placesOf(tx, wave, person.personId)
    for (const row of free) {
      const place = `${row.unit_id}/${row.part}`
      if (held.has(place)) continue
      held.add(place)
      const sessionId = sessionIdOf(wave, row.unit_id, row.part)
      const from = row.person_id
      if (from !== null) await takeOver(tx, { from, to: person.personId, sessionId }, moveSeat)
      await tie(tx, { respondentId: row.id, person, at, how: 'link.directory' })
      if (from !== null) await dropIfUntied(tx, from)
    }
    return linkOf(tx, wave, person.personId)
  })
}

/** The whole parts that the person answers. */
async function placesOf(sql: Sql, wave: string, personId: string): Promise<Set<string>> {
  const rows = await sql
    .selectFrom('respondents')
    .select(['unit_id', 'part'])
    .where('wave', '=', wave)
    .where('person_id', '=', personId)
    .where('section', 'is', null)
    .execute()
  return new Set(rows.map(({ unit_id, part }) => `${unit_id}/${part}`))
}

/**
 * What was somebody's on the web becomes theirs in Teams: Redis first, since a kill before SQL follows is mended by the
 * next turn, which finds the old id in SQL and moves the seat back, or the code brought again.
 */
export async function takeOver(tx: Sql, move: SeatMove, moveSeat: MoveSeat | undefined): Promise<void> {
  await moveSeat?.(move)
  const { from, to } = move
  await tx.updateTable('respondents').set({ delegated_by: to }).where('delegated_by', '=', from).execute()
}

/** Ties a respondent, locked by the caller and free to be linked, to a person; audited. */
export async function tie(
  tx: Sql,
  {
    respondentId,
    person,
    at,
    how,
  }: { respondentId: string; person: Person; at: Date; how: 'link.directory' | 'link.code' | 'link.web' },
): Promise<void> {
  await tx
    .updateTable('respondents')
    .set({ person_id: person.personId, status: 'linked', linked_at: at, updated_at: at })
    .where('id', '=', respondentId)
    .execute()
  await tx
    .insertInto('people')
    .values({
      person_id: person.personId,
      last_contact_at: at,
      // Who answers on the web alone has no Teams identity.
      tenant_id: person.tenantId || null,
      object_id: person.objectId || null,
    })
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet({ last_contact_at: at }))
    .execute()
  await writeAudit(tx, { at, actor: person.personId, action: how, subject: respondentId })
}

/** Removes the tie of a person to respondents of one session (null: of all waves and sessions), and the person with the last. */
export async function untie(
  tx: Sql,
  {
    personId,
    place,
    at,
    actor,
    event = 'unlink',
  }: {
    personId: string
    place: { wave: string; sessionId: string } | null
    at: Date
    actor: string
    event?: 'unlink' | 'decline'
  },
): Promise<void> {
  const rows = await tx
    .selectFrom('respondents')
    .select(['id', 'wave', 'unit_id', 'part', 'status'])
    .where('person_id', '=', personId)
    .forUpdate()
    .execute()
  for (const row of rows) {
    const here = sessionIdOf(row.wave, row.unit_id, row.part)
    if (place !== null && (row.wave !== place.wave || here !== place.sessionId)) continue
    const status = nextStatus(row.status, event) ?? 'imported'
    await tx
      .updateTable('respondents')
      .set({ person_id: null, linked_at: null, status, updated_at: at })
      .where('id', '=', row.id)
      .execute()
    await writeAudit(tx, { at, actor, action: 'unlink', subject: row.id })
  }
  await dropIfUntied(tx, personId)
}
