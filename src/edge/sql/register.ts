import { sql as raw } from 'kysely'
import type { Register } from '../../app/ports.ts'
import { assist, endAssisted } from './assisted.ts'
import { writeAudit } from './audit.ts'
import { declinedSince, toldOfDeclined } from './declined.ts'
import { colleagues, decline, delegate, delegations, takeBack } from './delegations.ts'
import { linkByDirectory, linkOf, untie } from './link.ts'
import { rememberedNames } from './names.ts'
import { redeemCode } from './redeem-code.ts'
import type { Sql } from './tables.ts'

/** The register of one wave in SQL. Every method throws `StoreAway` when SQL cannot be reached. */
export function openRegister(sql: Sql, { wave }: { wave: string }): Register {
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
      linkByDirectory(sql, { wave, person, principalName, at, wish }),
    redeemCode: (person, typed, at, right = 'may_link') => redeemCode(sql, { wave, person, typed, at, right }),
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

    async setReminders(personId, wish, at) {
      await sql
        .updateTable('people')
        .set({ opted_out_at: wish === 'opt_out' ? at : null })
        .where('person_id', '=', personId)
        .execute()
    },

    audit: (entry) => writeAudit(sql, entry),
  }
}
