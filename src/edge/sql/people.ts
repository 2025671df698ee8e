/** What is stored on a person, and its removal. */

import { sql as raw, type Selectable } from 'kysely'
import type { ConversationReference } from '../../app/ports/people.ts'
import type { Held, PersonRecord, RespondentBook } from '../../app/ports/register.ts'
import type { NewRespondent, RespondentsDiff, StoredRespondent } from '../../register/respondents-file.ts'
import { submittedParts } from './results.ts'
import { inBatches, type Sql, type Tables, withCampaigns, writeAudit } from './tables.ts'

/** Everything on the person behind a respondent of the wave; null when there is no such respondent. */
export async function personRecord(sql: Sql, wave: string, id: string): Promise<PersonRecord | null> {
  const row = await sql
    .selectFrom('respondents')
    .selectAll()
    .where('wave', '=', wave)
    .where('id', '=', id)
    .executeTakeFirst()
  if (row === undefined) return null
  const codes = await sql.selectFrom('codes').selectAll().where('respondent_id', '=', id).orderBy('made_at').execute()
  const personId = row.person_id ?? row.former_person_id
  const subjects = personId === null ? [id] : [id, personId]
  const audit = await sql
    .selectFrom('audit')
    .selectAll()
    .where((is) => is.or([is('subject', 'in', subjects), is('actor', 'in', subjects)]))
    .orderBy('id')
    .execute()
  const account = personId === null ? undefined : await accountOf(sql, personId)
  const admin =
    personId === null
      ? undefined
      : await sql.selectFrom('admins').select('role').where('person_id', '=', personId).executeTakeFirst()
  return {
    role: admin?.role ?? null,
    messages: await messagesTo(sql, id),
    passedOn: personId === null ? [] : await passedOnBy(sql, wave, personId),
    respondent: {
      ...storedOf(row),
      wave,
      status: row.status,
      createdAt: row.created_at,
      updatedAt: row.updated_at,
      linkedAt: row.linked_at,
      formerPersonId: row.former_person_id,
      mailRefused: row.mail_refused !== null && row.mail_refused === row.email?.toLowerCase(),
      mailOptedOutAt: row.mail_opted_out_at,
      heldAt: row.held_at,
      formerEmail: row.former_email,
    },
    ...(account === undefined ? {} : { account }),
    codes: codes.map((code) => ({ madeAt: code.made_at, expiresAt: code.expires_at, usedAt: code.used_at })),
    audit: audit.map(({ count, ...entry }) => ({ ...entry, ...(count === null ? {} : { count }) })),
  }
}

async function messagesTo(sql: Sql, id: string): Promise<PersonRecord['messages']> {
  const rows = await withCampaigns(sql)
    .selectFrom('recipients as r')
    .innerJoin('campaigns as c', 'c.id', 'r.campaign_id')
    .select(['r.campaign_id', 'c.kind', 'r.state', 'r.reason', 'r.channel', 'r.settled_at', 'r.due_at'])
    .where('r.respondent_id', '=', id)
    .orderBy('r.due_at')
    .execute()
  return rows.map((row) => {
    const { campaign_id: campaignId, kind, state, reason, channel } = row
    return { campaignId, kind, state, reason, channel, at: row.settled_at ?? row.due_at }
  })
}

async function passedOnBy(sql: Sql, wave: string, personId: string): Promise<PersonRecord['passedOn']> {
  return await sql
    .selectFrom('respondents')
    .select(['name', 'part', 'section', 'created_at as at'])
    .where('wave', '=', wave)
    .where('delegated_by', '=', personId)
    .where('assisted', '=', false)
    .orderBy('created_at')
    .execute()
}

async function accountOf(sql: Sql, personId: string): Promise<PersonRecord['account']> {
  const person = await sql.selectFrom('people').selectAll().where('person_id', '=', personId).executeTakeFirst()
  if (person === undefined) return undefined
  return {
    personId,
    tenantId: person.tenant_id,
    objectId: person.object_id,
    // Written by this release or an older one as this type; shown to its subject, never acted on here.
    conversation: person.reference as ConversationReference | null,
    lastContactAt: person.last_contact_at,
    unreachable: person.unreachable_reason,
    optedOutAt: person.opted_out_at,
    snoozedUntil: person.snoozed_until,
  }
}

type Erasure = { wave: string; id: string; by: { at: Date; actor: string } }

/** Removes a respondent with its codes and wrong tries and, with the last tie, the person. The unit's submissions stay. */
export async function erase(
  tx: Sql,
  { wave, id, by }: Erasure,
): Promise<{ personId: string | null; unitId: string; part: string } | null> {
  const row = await tx
    .deleteFrom('respondents')
    .where('wave', '=', wave)
    .where('id', '=', id)
    .returning(['person_id', 'former_person_id', 'unit_id', 'part'])
    .executeTakeFirst()
  if (row === undefined) return null
  const personId = row.person_id ?? row.former_person_id
  if (personId !== null) {
    await dropIfUntied(tx, personId)
    await tx.deleteFrom('code_tries').where('person_id', '=', personId).execute()
  }
  await writeAudit(tx, { ...by, action: 'respondents.erase', subject: id })
  return { personId, unitId: row.unit_id, part: row.part }
}

/** Removes a person who has neither a respondent nor a role any more. */
export async function dropIfUntied(tx: Sql, personId: string): Promise<void> {
  const tied = await tx.selectFrom('respondents').select('id').where('person_id', '=', personId).executeTakeFirst()
  const admin = await tx.selectFrom('admins').select('role').where('person_id', '=', personId).executeTakeFirst()
  if (tied !== undefined || admin !== undefined) return
  await tx.deleteFrom('people').where('person_id', '=', personId).execute()
}

type Change = {
  wave: string
  decide: Parameters<RespondentBook['change']>[0]
  by: Parameters<RespondentBook['change']>[1]
}

/** Reads, lets the caller decide and writes, in one transaction; a second import waits for the first. As `RespondentBook.change`. */
export async function changeRespondents(sql: Sql, { wave, decide, by }: Change): Promise<Held> {
  return await sql.transaction().execute(async (tx) => {
    await raw`select pg_advisory_xact_lock(hashtextextended(${wave}, 11))`.execute(tx)
    const rows = await tx
      .selectFrom('respondents')
      .selectAll()
      .where('wave', '=', wave)
      .where('delegated_by', 'is', null)
      .forUpdate()
      .execute()
    const diff = decide(rows.map(storedOf))
    if (diff === null) return { ids: [], lines: [] }
    const before = new Map(rows.map((row) => [row.id, row]))
    const waiting = await linesThatWait(tx, { wave, diff, by, before })
    const ids = by.mode === 'dry_run' ? [] : await write(tx, { wave, diff, by, before, waiting })
    return { ids, lines: [...waiting].sort((a, b) => a - b) }
  })
}

/** The lines of the file whose person is to wait for a yes. */
async function linesThatWait(tx: Sql, { wave, diff, by: { holding }, before }: Compared): Promise<Set<number>> {
  const places = [...diff.added, ...diff.changed].map(({ respondent: { unitId, part } }) => ({ unitId, part }))
  if (holding === undefined || places.length === 0) return new Set()
  const isHeld = await holding(places, await submittedParts(tx, wave, places))
  const added = diff.added.filter(({ respondent }) => isHeld({ ...respondent, personId: null }))
  const changed = diff.changed.filter(({ respondent }) => {
    const row = before.get(respondent.id)
    return row !== undefined && isSomebodyElse(row, respondent) && isHeld(respondent)
  })
  return new Set([...added, ...changed].map(({ line }) => line))
}

type Row = Selectable<Tables['respondents']>
type Compared = { wave: string; diff: RespondentsDiff; by: Change['by']; before: ReadonlyMap<string, Row> }
type Writing = Compared & { waiting: ReadonlySet<number> }

/** Returns who waits for a yes because of it. */
async function write(tx: Sql, { wave, diff, by, before, waiting }: Writing): Promise<string[]> {
  const { at, actor, newId, as } = by
  const added = diff.added.map(({ line, respondent }) => ({
    id: newId(),
    wave,
    status: 'imported' as const,
    created_at: at,
    updated_at: at,
    held_at: waiting.has(line) ? at : null,
    ...columnsOf(respondent),
  }))
  const held = added.flatMap(({ id, held_at }) => (held_at === null ? [] : [id]))
  for (const some of inBatches(added)) await tx.insertInto('respondents').values(some).execute()
  for (const { line, respondent } of diff.changed) {
    const row = before.get(respondent.id)
    const isOther = row !== undefined && waiting.has(line)
    if (isOther) held.push(respondent.id)
    await tx
      .updateTable('respondents')
      .set({ ...columnsOf(respondent), updated_at: at })
      // An address that nobody has said yes to is told of nothing that comes after it.
      .set(isOther ? { held_at: at, former_email: row.held_at === null ? row.email : row.former_email } : {})
      .where('id', '=', respondent.id)
      .execute()
  }
  const count = diff.added.length + diff.changed.length
  const told = as ?? { action: 'respondents.import', subject: wave }
  await writeAudit(tx, { at, actor, ...told, count })
  return held
}

/** Whether another mailbox or account is meant than before: what code and link go by. */
const isSomebodyElse = (row: Row, now: StoredRespondent): boolean =>
  (row.email ?? '').toLowerCase() !== now.email.toLowerCase() ||
  row.upn !== now.upn ||
  row.tenant_id !== now.tenantId ||
  row.object_id !== now.objectId

/** A stored row as the rules of the file see it. */
export function storedOf(row: Selectable<Tables['respondents']>): StoredRespondent {
  return {
    id: row.id,
    unitId: row.unit_id,
    part: row.part,
    name: row.name,
    email: row.email ?? '',
    upn: row.upn,
    tenantId: row.tenant_id,
    objectId: row.object_id,
    language: row.language,
    personId: row.person_id,
  }
}

function columnsOf(respondent: NewRespondent) {
  return {
    unit_id: respondent.unitId,
    part: respondent.part,
    name: respondent.name,
    email: respondent.email,
    upn: respondent.upn,
    tenant_id: respondent.tenantId,
    object_id: respondent.objectId,
    language: respondent.language,
  }
}
