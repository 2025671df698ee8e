/** A register with people who can be reached, on real stores, around the wave of the repository. */

import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import type { Cluster, Redis } from 'ioredis'
import type { Channel } from '../../../src/app/ports/channel.ts'
import type { ConversationReference } from '../../../src/app/ports/people.ts'
import type { Log, ReminderDeps, Survey } from '../../../src/app/service.ts'
import { progressStore } from '../../../src/edge/redis/progress-store.ts'
import { reminderQueue } from '../../../src/edge/redis/reminder-queue.ts'
import { sendRate } from '../../../src/edge/redis/send-rate.ts'
import { openCampaigns } from '../../../src/edge/sql/campaigns.ts'
import { openRegister } from '../../../src/edge/sql/register.ts'
import { syncUnits } from '../../../src/edge/sql/respondents.ts'
import type { Sql } from '../../../src/edge/sql/tables.ts'
import { personIdOf } from '../../../src/register/ids.ts'
import type { Rates } from '../../../src/reminders/calendar.ts'
import { mailingOf, mailWayOf } from '../../../src/start/mail.ts'
import { openSurvey } from '../../../src/start/survey.ts'
import { wave2018 } from '../wave-2018.ts'

/** A Wednesday morning with the survey open. */
export const WEDNESDAY = Date.parse('2018-11-14T10:00:00+01:00')

export const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined }

/** The wave of the repository, under an id of its own where a database is shared. */
export const readSurvey = async (waveId?: string): Promise<Survey> => {
  const found = await openSurvey({ wave: wave2018, opensAt: null, closesAt: null })
  if (!found.ok) throw new Error(JSON.stringify(found.faults))
  const { survey } = found
  return { ...survey, wave: { ...survey.wave, id: waveId ?? survey.wave.id } }
}

type Given = {
  sql: Sql
  redis: Redis | Cluster
  survey: Survey
  channel: Channel
  rates?: Rates
  now: () => number
  log?: Log
  /** The port of a mail server on loopback; absent: there is no mail. */
  mailPort?: number
}

/** What codes in mail are made from. */
export const MAIL_SECRETS: [string, ...string[]] = ['what codes in mail are made from, in tests']
const mailSettings = (port: number) => ({
  mail: {
    url: `smtp://127.0.0.1:${port}`,
    from: { name: 'Undersøkelsen', address: 'svar@undersokelsen.example' },
    perSecond: 1000,
  },
  web: { publicUrl: 'https://svar.undersokelsen.example', codeSecrets: MAIL_SECRETS, trustedProxies: [] },
  listen: { host: '127.0.0.1', port: 0 },
})

/** The use cases' world as `main.ts` makes it. */
export const reminderDeps = (given: Given): ReminderDeps & { closeQueue(): Promise<void> } => {
  const { sql, redis, survey, channel, now, log = silent, rates = { perSecond: 1000, perSecondPerTenant: 500 } } = given
  const settings = given.mailPort === undefined ? null : mailSettings(given.mailPort)
  const mail = settings === null ? null : mailWayOf(settings, redis)
  const wave = survey.wave.id
  const queue = reminderQueue(redis, log)
  return {
    survey,
    channel,
    now,
    log,
    rates,
    queue,
    progress: progressStore(redis, async () => undefined),
    register: openRegister(sql, { wave }),
    campaigns: openCampaigns(sql, { wave, mail: settings === null ? null : mailingOf(settings) }),
    ...(mail === null ? {} : { mail, mailsPerSecond: 1000 }),
    rate: sendRate(redis, rates),
    newId: randomUUID,
    chance: Math.random,
    pause: async (ms) => {
      if (ms > 0) await setTimeout(ms)
    },
    closeQueue: () => queue.close(),
  }
}

export type Someone = {
  respondentId: string
  personId: string
  tenantId: string
  unitId: string
  part: string
  conversationId: string
}
type Wanted = { unitId: string; part: string; tenant: number; linked?: 'linked' | 'not_linked'; personId?: string }

const tenantId = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`

/** Puts units and people into the register, each with a conversation of their own. */
export const settle = async (
  sql: Sql,
  survey: Survey,
  serviceUrl: string,
  wanted: readonly Wanted[],
): Promise<Someone[]> => {
  const wave = survey.wave.id
  await syncUnits(sql, wave, survey.units.values())
  const people = wanted.map(({ unitId, part, tenant, linked = 'linked', personId }, n) => {
    const objectId = randomUUID()
    return {
      respondentId: randomUUID(),
      personId: personId ?? personIdOf(tenantId(tenant), objectId),
      objectId,
      tenantId: tenantId(tenant),
      unitId,
      part,
      linked,
      conversationId: `a:${n}`,
    }
  })
  const at = new Date(survey.opensAt)
  const unique = new Map(people.filter(({ linked }) => linked === 'linked').map((each) => [each.personId, each]))
  for (const some of chunks([...unique.values()], 500)) {
    await sql
      .insertInto('people')
      .values(
        some.map((each) => ({
          person_id: each.personId,
          tenant_id: each.tenantId,
          object_id: each.objectId,
          reference: JSON.stringify(referenceOf(each, serviceUrl)),
          last_contact_at: at,
        })),
      )
      .onConflict((conflict) => conflict.column('person_id').doNothing())
      .execute()
  }
  for (const some of chunks(people, 500)) {
    await sql
      .insertInto('respondents')
      .values(
        some.map((each, n) => ({
          id: each.respondentId,
          wave,
          unit_id: each.unitId,
          part: each.part,
          name: 'Ola Nordmann',
          email: `${each.respondentId}-${n}@kommune.example`,
          status: each.linked === 'linked' ? ('linked' as const) : ('imported' as const),
          person_id: each.linked === 'linked' ? each.personId : null,
          created_at: at,
          updated_at: at,
        })),
      )
      .execute()
  }
  return people
}

export const referenceOf = (
  each: { conversationId: string; tenantId: string },
  serviceUrl: string,
): ConversationReference => ({
  serviceUrl,
  channelId: 'msteams',
  conversationId: each.conversationId,
  tenantId: each.tenantId,
  botId: '28:bot',
  userId: `29:${each.conversationId}`,
})

const chunks = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, n) => items.slice(n * size, (n + 1) * size))
