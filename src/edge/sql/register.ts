import { sql as raw } from 'kysely'
import type { Person } from '../../app/ports/people.ts'
import type { CodeResult, Register } from '../../app/ports/register.ts'
import { remember } from '../../memory.ts'
import { findCode, hashCode } from '../../register/code.ts'
import { sessionIdOf, webPersonIdOf } from '../../register/ids.ts'
import { statusesBefore } from '../../register/states.ts'
import { type CodeRules, codeAndRespondent, holds, isLasting } from './codes.ts'
import { linkByDirectory, linkOf, type MoveSeat, type SeatMove, takeOver, tie, untie, waitsByName } from './links.ts'
import { dropIfUntied } from './people.ts'
import { type Sql, writeAudit } from './tables.ts'
import {
  assist,
  colleagues,
  decline,
  declinedSince,
  delegate,
  delegations,
  endAssisted,
  takeBack,
  toldOfDeclined,
} from './together.ts'

/**
 * `codes`: what lasting codes are judged by; absent: none of them counts. `moveSeat`: for those who begin on the web and
 * go on in Teams; absent: nobody does.
 */
type Options = { wave: string; codes?: CodeRules | undefined; moveSeat?: MoveSeat }

/** The register of one wave in SQL. Every method throws `StoreAway` when SQL cannot be reached. */
export function openRegister(sql: Sql, { wave, codes, moveSeat }: Options): Register {
  const namesOf = rememberedNames(sql, wave)
  return {
    namesOf,
    delegate: (delegation) => delegate(sql, wave, delegation),
    delegations: (place) => delegations(sql, { wave, ...place }),
    takeBack: (taking) => takeBack(sql, { wave, ...taking }),
    decline: (personId, sessionId, at) => decline(sql, { wave, personId, sessionId, at }),
    declinedSince: (personId) => declinedSince(sql, wave, personId),
    toldOfDeclined: (personId, declined, at) => toldOfDeclined(sql, { personId, declined, at }),
    assist: (asked) => assist(sql, wave, asked),
    endAssisted: (personId, at, respondentId) => endAssisted(sql, { wave, personId, at, respondentId }),
    colleagues: (place) => colleagues(sql, { wave, ...place }),
    linkOf: (personId) => linkOf(sql, wave, personId),
    linkByDirectory: (person, principalName, at, wish) =>
      movingTwice(moveSeat, (move) => linkByDirectory(sql, { wave, person, principalName, at, wish, moveSeat: move })),
    waitsByName: (tenantId) => waitsByName(sql, wave, tenantId),
    redeemCode: (person, typed, at, right = 'may_link') =>
      movingTwice(moveSeat, (move) => redeemCode(sql, { wave, person, typed, at, right, codes, moveSeat: move })),
    unlink: (personId, sessionId, at) =>
      sql
        .transaction()
        .execute((tx) => untie(tx, { personId, place: { wave, sessionId }, at, actor: personId, event: 'decline' })),

    async keepReference(person, reference, at) {
      // Only of people who may do something here: a stranger's address is nobody's business. Nothing waits half an hour to be
      // written: what is so much newer is of a clock that was set back since.
      await raw`insert into people (person_id, tenant_id, object_id, reference, last_contact_at)
        select ${person.personId}, ${person.tenantId}, ${person.objectId}, ${JSON.stringify(reference)}::jsonb, ${at}
        where exists (select from respondents where person_id = ${person.personId})
          or exists (select from admins where person_id = ${person.personId})
        on conflict (person_id) do update set reference = excluded.reference,
          last_contact_at = excluded.last_contact_at, unreachable_reason = null, unreachable_at = null
        where people.last_contact_at is null or people.last_contact_at <= excluded.last_contact_at
          or people.last_contact_at > excluded.last_contact_at + interval '30 minutes'`.execute(sql)
    },

    async markUnreachable(personId, reason, at) {
      await sql
        .updateTable('people')
        .set({ unreachable_reason: reason, unreachable_at: at })
        .where('person_id', '=', personId)
        // A failure that is older than the person's last message says nothing any more.
        .where((is) => is.or([is('last_contact_at', 'is', null), is('last_contact_at', '<=', at)]))
        .execute()
    },

    setReminders: (personId, wish, at) =>
      sql.transaction().execute(async (tx) => {
        await tx
          .updateTable('people')
          .set({ opted_out_at: wish === 'opt_out' ? at : null })
          .where('person_id', '=', personId)
          .execute()
        // Who wants reminders again wants them by the way that leads to them.
        if (wish === 'opt_in')
          await tx
            .updateTable('respondents')
            .set({ mail_opted_out_at: null })
            .where('person_id', '=', personId)
            .execute()
      }),

    audit: (entry) => writeAudit(sql, entry),
  }
}

/** Moves again when SQL has followed: a turn on the web in between, which SQL still sent there, has taken the seat back. */
const movingTwice = async <T>(
  moveSeat: MoveSeat | undefined,
  work: (move: MoveSeat | undefined) => Promise<T>,
): Promise<T> => {
  if (moveSeat === undefined) return await work(undefined)
  const moves: SeatMove[] = []
  const result = await work(async (move) => {
    moves.push(move)
    await moveSeat(move)
  })
  for (const move of moves) await moveSeat(move, 'followed')
  return result
}

// Names of the people who answer, for their colleagues to see.

/** Whatever changes names in the register says so (`changingRegister`); what changed in SQL alone is seen within this time, ms. */
const keptMs = 10 * 60_000
/** People whose names are remembered in one process; the oldest are asked for again. */
const maxKept = 5_000

type Kept = { name: string | null; at: number }

/** Person id → name, for the people of one wave. Remembered, so that a turn asks SQL for a new colleague's name only. */
function rememberedNames(sql: Sql, wave: string): Register['namesOf'] {
  let remembered = { register: '', kept: new Map<string, Kept>() }
  return async (personIds, { at, register }) => {
    // What another turn still asks for stays with the state of the register that it has seen.
    if (register !== remembered.register) remembered = { register, kept: new Map() }
    const { kept } = remembered
    const now = at.getTime()
    const isOld = (one: Kept | undefined) => one === undefined || now < one.at || now - one.at > keptMs
    const unknown = personIds.filter((id) => isOld(kept.get(id)))
    if (unknown.length > 0) {
      // Names that are not asked for any more may be of people who were erased.
      for (const [id, one] of kept) if (isOld(one)) kept.delete(id)
      const found = await namesOf(sql, wave, unknown)
      for (const id of unknown) remember(kept, id, { name: found.get(id) ?? null, at: now }, maxKept)
    }
    return Object.fromEntries(
      personIds.flatMap((id) => {
        const name = kept.get(id)?.name
        return name == null ? [] : [[id, name]]
      }),
    )
  }
}

async function namesOf(sql: Sql, wave: string, personIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await sql
    .selectFrom('respondents')
    .select(['person_id', 'former_person_id', 'name'])
    .where('wave', '=', wave)
    .where((is) => is.or([is('person_id', 'in', [...personIds]), is('former_person_id', 'in', [...personIds])]))
    .execute()
  // Who is linked now counts before who was.
  return new Map([
    ...rows.flatMap((row) => (row.former_person_id === null ? [] : [[row.former_person_id, row.name] as const])),
    ...rows.flatMap((row) => (row.person_id === null ? [] : [[row.person_id, row.name] as const])),
  ])
}

/** Wrong tries allowed in `CODE_WINDOW_MS`, by one person and by one tenant (issue 2, section 4). */
const maxWrongTries = 5
export const CODE_WINDOW_MS = 60 * 60 * 1000

type Attempt = {
  wave: string
  person: Person
  typed: string
  at: Date
  right: 'may_link' | 'may_not_link'
  codes: CodeRules | undefined
  moveSeat: MoveSeat | undefined
}

/**
 * Links the person by an invitation code. One transaction under a lock of the person's tenant, so that neither the limit
 * nor the code can be raced.
 *
 * Only wrong tries count, and tries while blocked do not, so nobody can prolong a block. The tenant's limit lets a hostile
 * colleague block codes for the own tenant, an hour at a time; that is accepted, because a limit per person alone would
 * mean nothing against a tenant whose administrator makes accounts at will, linking by directory goes on, and the tries
 * stand in the audit trail. Other tenants are not touched.
 */
async function redeemCode(sql: Sql, attempt: Attempt): Promise<CodeResult> {
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

async function use(tx: Sql, attempt: Attempt, hash: string): Promise<CodeResult> {
  const { wave, person, at, moveSeat } = attempt
  const found = await codeAndRespondent(tx, hash)
  if (found === null) return REFUSED
  const { code, respondent } = found
  if (respondent.wave !== wave) return { type: 'elsewhere', wave: respondent.wave }
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
    return code.used_at === null || code.used_by === person.personId || (isLasting(code) && holds(found, attempt))
      ? { type: 'linked', link: before, sessionId }
      : REFUSED
  }
  const own = webPersonIdOf(respondent.id)
  // Who used it on the web is the one whose place it opens.
  const isSpent = code.used_at !== null && !isLasting(code) && code.used_by !== own
  if (!holds(found, attempt) || respondent.ended_at !== null || isSpent) return REFUSED
  // Who has answered on the web with this code until now goes on in the chat.
  const from = respondent.person_id === own ? own : null
  if (from === null && respondent.person_id !== null)
    return isLasting(code) ? await taken(tx, attempt, respondent.id) : REFUSED
  if (from === null && !statusesBefore('link').includes(respondent.status)) return REFUSED
  await tx.updateTable('codes').set({ used_at: at, used_by: person.personId }).where('hash', '=', hash).execute()
  if (from !== null) await takeOver(tx, { from, to: person.personId, sessionId }, moveSeat)
  await tie(tx, { respondentId: respondent.id, person, at, how: 'link.code' })
  if (from !== null) await dropIfUntied(tx, from)
  const link = await linkOf(tx, wave, person.personId)
  return link === null ? REFUSED : { type: 'linked', link, sessionId }
}

const REFUSED: CodeResult = { type: 'refused' }

/** A right code that somebody else has used in Teams: who brings it is told so, for it is no guess. */
async function taken(tx: Sql, { person, at }: Attempt, respondentId: string): Promise<CodeResult> {
  await writeAudit(tx, { at, actor: person.personId, action: 'code.taken', subject: respondentId })
  return { type: 'taken' }
}
