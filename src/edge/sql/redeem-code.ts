import { sql as raw } from 'kysely'
import type { Person } from '../../app/people.ts'
import type { CodeResult } from '../../app/ports.ts'
import { findCode, hashCode } from '../../register/code.ts'
import { sessionIdOf } from '../../register/session-id.ts'
import { statusesBefore } from '../../register/states.ts'
import { linkOf, tie } from './link.ts'
import type { Sql } from './tables.ts'

/** Wrong tries allowed in `CODE_WINDOW_MS`, by one person and by one tenant (issue 2, section 4). */
const maxWrongTries = 5
export const CODE_WINDOW_MS = 60 * 60 * 1000

type Attempt = { wave: string; person: Person; typed: string; at: Date; right: 'may_link' | 'may_not_link' }

/**
 * Links the person by an invitation code. One transaction under a lock of the person's tenant, so that neither the limit
 * nor the code can be raced.
 *
 * Only wrong tries count, and tries while blocked do not, so nobody can prolong a block. The tenant's limit lets a hostile
 * colleague block codes for the own tenant, an hour at a time; that is accepted, because a limit per person alone would
 * mean nothing against a tenant whose administrator makes accounts at will, linking by directory goes on, and the tries
 * stand in the audit trail. Other tenants are not touched.
 */
export async function redeemCode(sql: Sql, attempt: Attempt): Promise<CodeResult> {
  const symbols = findCode(attempt.typed)
  // What cannot be a code is no guess: it counts for nothing and tells nothing.
  if (symbols === null) return { type: 'refused' }
  return sql.transaction().execute(async (tx) => {
    await raw`select pg_advisory_xact_lock(hashtextextended(${attempt.person.tenantId}, 7))`.execute(tx)
    if (await tooMany(tx, attempt)) return { type: 'too_many_tries' }
    const result: CodeResult =
      attempt.right === 'may_link' ? await use(tx, attempt, hashCode(symbols)) : { type: 'refused' }
    if (result.type === 'refused') await countTry(tx, attempt)
    return result
  })
}

async function tooMany(tx: Sql, { person, at }: Attempt): Promise<boolean> {
  const tries = await tx
    .selectFrom('code_tries')
    .select('person_id')
    .where('tenant_id', '=', person.tenantId)
    .where('at', '>', new Date(at.getTime() - CODE_WINDOW_MS))
    .execute()
  // A person's tries are among those of the tenant, so the tenant's limit is also the person's.
  return tries.length >= maxWrongTries
}

async function countTry(tx: Sql, { person, at }: Attempt): Promise<void> {
  await tx
    .deleteFrom('code_tries')
    .where('at', '<=', new Date(at.getTime() - CODE_WINDOW_MS))
    .execute()
  await tx.insertInto('code_tries').values({ person_id: person.personId, tenant_id: person.tenantId, at }).execute()
  await tx
    .insertInto('audit')
    .values({ at, actor: person.personId, action: 'code.refused', subject: person.tenantId })
    .execute()
}

async function use(tx: Sql, { wave, person, at }: Attempt, hash: string): Promise<CodeResult> {
  const code = await tx.selectFrom('codes').selectAll().where('hash', '=', hash).forUpdate().executeTakeFirst()
  if (code === undefined) return { type: 'refused' }
  const respondent = await tx
    .selectFrom('respondents')
    .select(['id', 'wave', 'unit_id', 'part', 'section', 'status', 'person_id', 'ended_at'])
    .where('id', '=', code.respondent_id)
    .forUpdate()
    .executeTakeFirst()
  if (respondent === undefined || respondent.wave !== wave) return { type: 'refused' }
  const sessionId = sessionIdOf(wave, respondent.unit_id, respondent.part)
  const before = await linkOf(tx, wave, person.personId)
  const { section } = respondent
  const linked =
    before?.memberships.some(
      (membership) =>
        membership.sessionId === sessionId &&
        (membership.sections === undefined || (section !== null && membership.sections.includes(section))),
    ) === true
  // Teams may deliver the message twice; a colleague's code for the same session stays for the colleague.
  if (linked && before !== null) {
    return code.used_at === null || code.used_by === person.personId
      ? { type: 'linked', link: before, sessionId }
      : { type: 'refused' }
  }
  const isOpen = respondent.person_id === null && respondent.ended_at === null
  const free = isOpen && statusesBefore('link').includes(respondent.status)
  if (code.used_at !== null || code.expires_at <= at || !free) return { type: 'refused' }
  await tx.updateTable('codes').set({ used_at: at, used_by: person.personId }).where('hash', '=', hash).execute()
  await tie(tx, { respondentId: respondent.id, person, at, how: 'link.code' })
  const link = await linkOf(tx, wave, person.personId)
  return link === null ? { type: 'refused' } : { type: 'linked', link, sessionId }
}
