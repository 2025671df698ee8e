import type {
  By,
  Campaign,
  CampaignBook,
  Counts,
  Created,
  NewCampaign,
  NewRecipient,
  Recipient,
} from '../../app/ports/campaigns.ts'
import { isUuid } from '../../register/ids.ts'
import { selection } from '../../reminders/selection.ts'
import {
  campaignStatesBefore,
  isOpen,
  openStates,
  recipientStates,
  recipientStatesBefore,
} from '../../reminders/states.ts'
import { cardOf, cardsToUpdate, keepCard } from './campaign-cards.ts'
import * as wishes from './campaign-wishes.ts'
import { factsOf, type Mailing } from './facts.ts'
import { refuseMail } from './mail.ts'
import { claim, expireClaims, markEnqueued, settle, situation, toEnqueue } from './recipients.ts'
import { submittedParts } from './results.ts'
import { type CampaignSql, inBatches, type Sql, withCampaigns, writeAudit } from './tables.ts'

/** The wave of a campaign, which is all that a job names; null: there is no such campaign. Throws `StoreAway`. */
export async function waveOfCampaign(sql: Sql, id: string): Promise<string | null> {
  const found = await withCampaigns(sql).selectFrom('campaigns').select('wave').where('id', '=', id).executeTakeFirst()
  return found?.wave ?? null
}

/** The campaigns of one wave in SQL. `mail`: what codes in mail are made from; absent: nobody is written to by mail. Every method throws `StoreAway` when SQL cannot be reached. */
export function openCampaigns(
  plain: Sql,
  { wave, mail = null }: { wave: string; mail?: Mailing['mail'] },
): CampaignBook {
  const sql = withCampaigns(plain)
  const mailing = { wave, mail }
  return {
    respondents: (ids) => factsOf(sql, mailing, ids?.filter(isUuid)),
    create: (campaign, recipients) => createCampaign(plain, wave, campaign, recipients),
    ordered: (dedupeKey) => ordered(sql, dedupeKey),
    find: async (id) => (isUuid(id) ? ((await readCampaigns(sql, wave, { ids: [id] }))[0] ?? null) : null),
    list: (limit) => readCampaigns(sql, wave, { limit }),
    recipients: (id) => readRecipients(sql, id),
    cancel: async (id, by) => {
      if (!isUuid(id)) return null
      return (await endCampaign(plain, { wave, id, to: 'cancelled', code: null, by }))?.count ?? null
    },
    stop: async (id, code, at) => {
      const by = { at, actor: 'service' }
      return (await endCampaign(plain, { wave, id, to: 'stopped', code, by }))?.ended ?? false
    },
    startDue: (now) => startDue(plain, wave, now),
    toEnqueue: (limit, lostBefore, now) => toEnqueue(sql, wave, { limit, lostBefore, now }),
    markEnqueued: (recipients, at) => markEnqueued(sql, recipients, at),
    situation: (key) => situation(sql, mailing, key),
    claim: (key, decide) => claim(plain, mailing, key, decide),
    settle: (key, settlement, at) => settle(sql, key, settlement, at),
    expireClaims: (before, at) => expireClaims(sql, wave, before, at),
    refuseMail: (respondentId, address, at) => refuseMail(plain, respondentId, address, at),
    finishDone: (now) => finishDone(plain, wave, now),
    keepCard: (id, card) => keepCard(sql, id, card),
    cardsToUpdate: (before, at) => cardsToUpdate(sql, wave, before, at),
    cardOf: (id) => cardOf(sql, id),
    standing: () => wishes.standing(sql, wave),
    setStanding: (wish, by) => wishes.setStanding(plain, wave, wish, by),
    snooze: (personId, until) => wishes.snooze(plain, personId, until),
    dueSnoozes: (now) => wishes.dueSnoozes(plain, now),
    endSnooze: (personId, until) => wishes.endSnooze(plain, personId, until),
    submitted: (places) => submittedParts(sql, wave, places),
  }
}

/** Stores a campaign with its recipients, or finds the one that was stored under the same key. */
function createCampaign(
  sql: Sql,
  wave: string,
  campaign: NewCampaign,
  recipients: readonly NewRecipient[],
): Promise<Created> {
  return sql.transaction().execute(async (plain) => {
    const tx = withCampaigns(plain)
    const at = new Date(campaign.createdAt)
    const made = await tx
      .insertInto('campaigns')
      .values({
        id: campaign.id,
        wave,
        kind: campaign.kind,
        template: campaign.template,
        selection: JSON.stringify(campaign.selection),
        state: 'scheduled',
        created_at: at,
        created_by: campaign.createdBy,
        send_at: new Date(campaign.sendAt),
        dedupe_key: campaign.dedupeKey,
        body_hash: campaign.bodyHash,
      })
      .onConflict((conflict) => conflict.column('dedupe_key').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (made === undefined) {
      const before = await ordered(tx, campaign.dedupeKey ?? '')
      if (before === null) throw new Error('a campaign without key met another')
      return { type: 'exists', ...before }
    }
    for (const some of inBatches(recipients)) {
      const rows = some.map((each) => rowOf(campaign, each))
      await tx.insertInto('recipients').values(rows).execute()
    }
    const count = recipients.filter(({ skip }) => skip === null).length
    const action = campaign.kind === 'invitation' ? 'invitations.create' : `reminders.create.${campaign.kind}`
    await writeAudit(plain, { at, actor: campaign.createdBy, action, subject: campaign.id, count })
    return { type: 'created' }
  })
}

/** The campaign that was stored under this key; null: none. */
async function ordered(
  sql: ReturnType<typeof withCampaigns>,
  key: string,
): Promise<{ id: string; bodyHash: string | null } | null> {
  const found = await sql
    .selectFrom('campaigns')
    .select(['id', 'body_hash'])
    .where('dedupe_key', '=', key)
    .executeTakeFirst()
  return found === undefined ? null : { id: found.id, bodyHash: found.body_hash }
}

function rowOf(campaign: NewCampaign, each: NewRecipient) {
  return {
    campaign_id: campaign.id,
    respondent_id: each.respondentId,
    person_id: each.personId,
    tenant_id: each.tenantId,
    unit_id: each.unitId,
    part: each.part,
    state: each.skip === null ? ('queued' as const) : ('skipped' as const),
    reason: each.skip,
    due_at: new Date(campaign.sendAt),
    settled_at: each.skip === null ? null : new Date(campaign.createdAt),
  }
}

type Ending = { wave: string; id: string; to: 'cancelled' | 'stopped'; code: string | null; by: By }

/**
 * Cancels or stops a campaign. What is on its way at this moment is let finish. Returns how many were cancelled, 0 when
 * the campaign had ended; null when there is none.
 */
function endCampaign(sql: Sql, { wave, id, to, code, by }: Ending): Promise<{ ended: boolean; count: number } | null> {
  return sql.transaction().execute(async (plain) => {
    const tx = withCampaigns(plain)
    const at = new Date(by.at)
    const ended = await tx
      .updateTable('campaigns')
      .set({ state: to, ended_at: at, stop_code: code })
      .where('id', '=', id)
      .where('wave', '=', wave)
      .where('state', 'in', campaignStatesBefore(to))
      .returning('id')
      .executeTakeFirst()
    if (ended === undefined) return (await exists(tx, wave, id)) ? { ended: false, count: 0 } : null
    const rows = await tx
      .updateTable('recipients')
      .set({ state: 'cancelled', settled_at: at })
      .where('campaign_id', '=', id)
      .where('state', 'in', recipientStatesBefore('cancelled'))
      .where('sending_since', 'is', null)
      .returning('respondent_id')
      .execute()
    const action = to === 'cancelled' ? 'reminders.cancel' : 'reminders.stop'
    await writeAudit(plain, { at, actor: by.actor, action, subject: id, count: rows.length })
    return { ended: true, count: rows.length }
  })
}

/**
 * Starts the scheduled campaigns whose time has come; each is started by one caller. Who was skipped when a campaign was
 * ordered for later is looked at again at the moment of sending: they may be linked, in reach or due by now.
 */
function startDue(sql: Sql, wave: string, now: number): Promise<number> {
  return sql.transaction().execute(async (plain) => {
    const tx = withCampaigns(plain)
    const rows = await tx
      .updateTable('campaigns')
      .set({ state: 'running', started_at: new Date(now) })
      .where('wave', '=', wave)
      .where('state', 'in', campaignStatesBefore('running'))
      .where('send_at', '<=', new Date(now))
      .returning(['id', 'created_at', 'send_at'])
      .execute()
    const later = rows.filter(({ created_at, send_at }) => send_at > created_at).map(({ id }) => id)
    if (later.length > 0) {
      await tx
        .updateTable('recipients')
        .set({ state: 'queued', reason: null, settled_at: null })
        .where('campaign_id', 'in', later)
        .where(
          'state',
          'in',
          recipientStatesBefore('queued').filter((state) => !isOpen(state)),
        )
        .execute()
    }
    return rows.length
  })
}

async function exists(tx: CampaignSql, wave: string, id: string): Promise<boolean> {
  const found = await tx.selectFrom('campaigns').select('id').where('id', '=', id).where('wave', '=', wave).execute()
  return found.length > 0
}

/** Ends the running campaigns that have no open recipient left; returns those ended by this call. */
async function finishDone(sql: Sql, wave: string, now: number): Promise<Campaign[]> {
  const at = new Date(now)
  const ids = await sql.transaction().execute(async (plain) => {
    const tx = withCampaigns(plain)
    const rows = await tx
      .updateTable('campaigns')
      .set({ state: 'finished', ended_at: at })
      .where('wave', '=', wave)
      .where('state', '=', 'running')
      .where(({ not, exists: some, selectFrom }) =>
        not(
          some(
            selectFrom('recipients')
              .select('respondent_id')
              .whereRef('recipients.campaign_id', '=', 'campaigns.id')
              .where('recipients.state', 'in', openStates),
          ),
        ),
      )
      .returning('id')
      .execute()
    for (const { id } of rows) {
      const { sent } = await tx
        .selectFrom('recipients')
        .select((of) => of.fn.countAll<string>().as('sent'))
        .where('campaign_id', '=', id)
        .where('state', '=', 'sent')
        .executeTakeFirstOrThrow()
      await writeAudit(plain, { at, actor: 'service', action: 'reminders.finish', subject: id, count: Number(sent) })
    }
    return rows.map(({ id }) => id)
  })
  return ids.length === 0 ? [] : await readCampaigns(withCampaigns(sql), wave, { ids })
}

// biome-ignore format: words of a kind share a line
const columns = [
  'id', 'kind', 'template', 'selection', 'state', 'created_at', 'created_by', 'send_at', 'started_at', 'ended_at',
  'stop_code',
] as const

/** Newest first, at most `limit`; or the one named, and nothing when there is none. */
async function readCampaigns(
  sql: CampaignSql,
  wave: string,
  which: { limit: number } | { ids: string[] },
): Promise<Campaign[]> {
  let query = sql.selectFrom('campaigns').select(columns).where('wave', '=', wave).orderBy('created_at', 'desc')
  query = 'ids' in which ? query.where('id', 'in', which.ids) : query.limit(which.limit)
  const rows = await query.execute()
  const counts = await countsOf(
    sql,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    template: row.template,
    selection: selection.safeParse(row.selection).data ?? { parts: [], statuses: [] },
    state: row.state,
    createdAt: row.created_at.getTime(),
    createdBy: row.created_by,
    sendAt: row.send_at.getTime(),
    startedAt: row.started_at?.getTime() ?? null,
    endedAt: row.ended_at?.getTime() ?? null,
    stopCode: row.stop_code,
    counts: counts.get(row.id) ?? none(),
  }))
}

const none = (): Counts => Object.fromEntries(recipientStates.map((state) => [state, 0])) as Counts

async function countsOf(sql: CampaignSql, ids: string[]): Promise<Map<string, Counts>> {
  if (ids.length === 0) return new Map()
  const rows = await sql
    .selectFrom('recipients')
    .select((of) => ['campaign_id', 'state', of.fn.countAll<string>().as('count')])
    .where('campaign_id', 'in', ids)
    .groupBy(['campaign_id', 'state'])
    .execute()
  const all = new Map<string, Counts>()
  for (const { campaign_id, state, count } of rows) {
    if (!recipientStates.includes(state)) continue
    all.set(campaign_id, { ...(all.get(campaign_id) ?? none()), [state]: Number(count) })
  }
  return all
}

/** What became of every recipient, by unit and part. */
async function readRecipients(sql: CampaignSql, campaignId: string): Promise<Recipient[]> {
  const rows = await sql
    .selectFrom('recipients')
    .select(['respondent_id', 'unit_id', 'part', 'state', 'reason', 'channel', 'code', 'tries', 'due_at', 'settled_at'])
    .where('campaign_id', '=', campaignId)
    .orderBy('unit_id')
    .orderBy('part')
    .orderBy('respondent_id')
    .execute()
  return rows.map((row) => ({
    respondentId: row.respondent_id,
    unitId: row.unit_id,
    part: row.part,
    state: row.state,
    reason: row.reason,
    channel: row.channel,
    code: row.code,
    tries: row.tries,
    dueAt: row.due_at.getTime(),
    settledAt: row.settled_at?.getTime() ?? null,
  }))
}
