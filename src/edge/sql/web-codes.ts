/** A code on the web: it opens its own respondent, as often as it is brought. */

import { storedReference } from '../../app/ports/people.ts'
import type { OnWeb, WebRegister } from '../../app/web/web-ports.ts'
import { findCode, hashCode } from '../../register/code.ts'
import { sessionIdOf, webPersonIdOf } from '../../register/ids.ts'
import { statusesBefore } from '../../register/states.ts'
import { type CodeRules, codeAndRespondent, holds, isLasting } from './codes.ts'
import { tie } from './links.ts'
import { type Sql, writeAudit } from './tables.ts'

type Wave = { wave: string; codes: CodeRules }

/** The web's part of the register of one wave. Every method throws `StoreAway` when SQL cannot be reached. */
export const openWebRegister = (sql: Sql, wave: Wave): WebRegister => ({
  open: (typed, at) => open(sql, wave, typed, at),
  standing: (opened, at) => standing(sql, wave, opened, at),
})

type Opened = { respondentId: string; hash: string }

/** Ties who brings a code to the respondent where nobody is yet; audited each time. Null for all that is wrong. */
async function open(sql: Sql, { wave, codes }: Wave, typed: string, at: Date): Promise<Opened | null> {
  const symbols = findCode(typed)
  if (symbols === null) return null
  const hash = hashCode(symbols)
  return sql.transaction().execute(async (tx) => {
    const found = await codeAndRespondent(tx, hash)
    if (
      found === null ||
      found.respondent.wave !== wave ||
      found.respondent.ended_at !== null ||
      !holds(found, { wave, at, codes })
    )
      return null
    const { code, respondent } = found
    const own = webPersonIdOf(respondent.id)
    // A code that is used once opens the same window again for who used it here, and nobody else's.
    const isUsed = code.used_at !== null && code.used_by !== own
    if (!isLasting(code) && (isUsed || (respondent.person_id !== null && respondent.person_id !== own))) return null
    if (respondent.person_id === null) {
      if (!statusesBefore('link').includes(respondent.status)) return null
      await tie(tx, { respondentId: respondent.id, person: onWebAlone(own), at, how: 'link.web' })
    }
    const by = respondent.person_id ?? own
    if (code.used_at === null)
      await tx.updateTable('codes').set({ used_at: at, used_by: by }).where('hash', '=', hash).execute()
    await writeAudit(tx, { at, actor: by, action: 'web.open', subject: respondent.id })
    return { respondentId: respondent.id, hash }
  })
}

const onWebAlone = (personId: string) => ({ personId, tenantId: '', objectId: '' })

/** Who the code stands for now, and where they are reached in the chat; null: the code has ended, or the person has. */
async function standing(sql: Sql, { wave, codes }: Wave, opened: Opened, at: Date): Promise<OnWeb | null> {
  const row = await sql
    .selectFrom('codes as c')
    .innerJoin('respondents as r', 'r.id', 'c.respondent_id')
    .innerJoin('people as p', 'p.person_id', 'r.person_id')
    .select(['r.id', 'r.unit_id', 'r.part', 'r.code_generation', 'c.generation', 'c.expires_at'])
    .select(['p.person_id', 'p.tenant_id', 'p.object_id', 'p.reference'])
    .where('c.hash', '=', opened.hash)
    .where('r.id', '=', opened.respondentId)
    .where('r.wave', '=', wave)
    .where('r.ended_at', 'is', null)
    .executeTakeFirst()
  if (row === undefined) return null
  // Who has linked Teams since, or got the place after them, is not who opened it with a code that is used once.
  const isTheirs =
    row.generation === null ? row.person_id === webPersonIdOf(row.id) : row.generation === (row.code_generation ?? 1)
  const endsAt = row.generation === null ? (row.expires_at?.getTime() ?? 0) : codes.closesAt
  if (!isTheirs || at.getTime() >= endsAt) return null
  return {
    person: { personId: row.person_id, tenantId: row.tenant_id ?? '', objectId: row.object_id ?? '' },
    chat: storedReference.safeParse(row.reference).data ?? null,
    endsAt,
    sessionId: sessionIdOf(wave, row.unit_id, row.part),
    wave,
    unitId: row.unit_id,
    part: row.part,
  }
}
