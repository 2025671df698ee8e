/**
 * A wave with people as registers have them: linked by directory and by code, declined, erased, of a unit that was merged
 * away, colleagues and an administrator; with everything that the service stores of them in SQL, Redis and the queue.
 */

import { randomBytes, randomUUID } from 'node:crypto'
import type { Cluster, Redis } from 'ioredis'
import { addAdmin } from '../../../src/app/administration/admins.ts'
import type { Person } from '../../../src/app/ports/people.ts'
import type { OutboxGroup, OutsideWork, ProgressStore } from '../../../src/app/ports/progress.ts'
import { eraseRespondent } from '../../../src/app/respondents/rights.ts'
import type { Survey } from '../../../src/app/service.ts'
import { adminSessions, pendingSignIns } from '../../../src/edge/redis/admin-sessions.ts'
import { greetedKey, rateKeys, turnKeys } from '../../../src/edge/redis/keys.ts'
import { pageNews } from '../../../src/edge/redis/page-news.ts'
import type { reminderQueue } from '../../../src/edge/redis/reminder-queue.ts'
import type { submissionQueue } from '../../../src/edge/redis/submission-queue.ts'
import { webSessions, wrongCodes } from '../../../src/edge/redis/web-sessions.ts'
import { openCampaigns } from '../../../src/edge/sql/campaigns.ts'
import { optOutOfMail } from '../../../src/edge/sql/mail.ts'
import { openRegister } from '../../../src/edge/sql/register.ts'
import { openRespondents, syncUnits } from '../../../src/edge/sql/respondents.ts'
import { openResults } from '../../../src/edge/sql/results.ts'
import type { Sql } from '../../../src/edge/sql/tables.ts'
import { newSeat, newSession, type Session } from '../../../src/engine/session.ts'
import { seatText, sessionText } from '../../../src/engine/stored.ts'
import type { Unit } from '../../../src/questionnaire/wave.ts'
import { findCode, hashCode, makeCode } from '../../../src/register/code.ts'
import { personIdOf, sessionIdOf } from '../../../src/register/ids.ts'

export type Stores = {
  sql: Sql
  redis: Redis | Cluster
  progress: ProgressStore
  queue: ReturnType<typeof submissionQueue>
  reminders: ReturnType<typeof reminderQueue>
}

/** `mark` stands in everything that is told of somebody, and nowhere else. */
export const peopled = async (
  { sql, redis, progress, queue, reminders }: Stores,
  { survey, mark, merged, both }: { survey: Survey; mark: string; merged: Unit; both: Person },
) => {
  const { wave } = survey
  const at = new Date(survey.opensAt)
  const by = { at, actor: `cli:${mark}` }
  await syncUnits(sql, wave.id, [...survey.units.values(), merged])
  const book = openRespondents(sql, { wave: wave.id })
  const register = openRegister(sql, { wave: wave.id })
  const results = openResults(sql)
  const campaigns = openCampaigns(sql, { wave: wave.id })
  const tenantId = `tenant-${mark}`
  const known: string[] = []
  const someone = (name: string): Person => {
    const objectId = `object-${mark}-${name}`
    const personId = personIdOf(tenantId, objectId)
    known.push(personId)
    return { personId, tenantId, objectId }
  }
  const [first, second, third] = [...survey.units.keys()]
  if (first === undefined || second === undefined || third === undefined) throw new Error('three units are asked')
  const asked = (name: string, unitId: string, part: string, person: Person | null) => ({
    ...{ unitId, part, name: `${name} ${mark}`, email: `${name}@${mark}.example`, upn: `${name}@${mark}.example` },
    ...{ tenantId: person?.tenantId ?? tenantId, objectId: person?.objectId ?? null, language: 'nn' as const },
  })
  const who = {
    kari: someone('kari'),
    liv: someone('liv'),
    mona: someone('mona'),
    per: someone('per'),
    eli: someone('eli'),
    nina: someone('nina'),
    odd: someone('odd'),
    admin: someone('admin'),
  }
  const list = [
    asked('kari', first, 'raadmann', who.kari),
    asked('liv', first, 'integrering', null),
    asked('mona', second, 'raadmann', who.mona),
    asked('per', second, 'integrering', who.per),
    asked('eli', merged.id, 'raadmann', who.eli),
    asked('begge', third, 'raadmann', both),
    asked('aldri', third, 'integrering', null),
  ]
  const added = list.map((respondent, line) => ({ line, respondent }))
  await book.change(() => ({ added, changed: [], unchanged: [], faults: [] }), { ...by, newId: randomUUID })
  const idOf = async (email: string) => (await book.list({})).find((row) => row.email === email)?.id ?? ''
  const reference = (person: Person) => ({
    ...{ serviceUrl: 'https://smba.example/', channelId: 'msteams', conversationId: `a:${person.objectId}` },
    ...{ tenantId: person.tenantId, botId: '28:bot', userId: `29:${person.objectId}` },
  })
  const link = async (person: Person, how: 'directory' | string) => {
    const linked =
      how === 'directory'
        ? await register.linkByDirectory(person, null, at)
        : await register.redeemCode(person, how, at)
    const found = linked !== null && 'link' in linked ? linked.link : linked
    if (found === null || 'type' in found) throw new Error(`${person.objectId} is not linked`)
    await register.keepReference(person, reference(person), at)
    await progress.writeLink(wave.id, found, at.getTime())
    await progress.writeCurrent(wave.id, found, found.memberships[0]?.sessionId ?? '')
  }
  for (const person of [who.kari, who.mona, who.per, who.eli, both]) await link(person, 'directory')
  const code = makeCode(randomBytes(64)) ?? ''
  const expiresAt = new Date(survey.closesAt)
  const hash = hashCode(findCode(code) ?? '')
  await book.invite([{ hash, respondentId: await idOf(`liv@${mark}.example`), madeAt: at, expiresAt }], by)
  await link(who.liv, code)
  await register.redeemCode(who.odd, makeCode(randomBytes(64)) ?? '', at)
  await register.markUnreachable(who.kari.personId, 'blocked', new Date(at.getTime() + 1))
  await register.setReminders(who.liv.personId, 'opt_out', at)
  await campaigns.snooze(who.kari.personId, survey.closesAt)
  await book.markMailRefused([`aldri@${mark}.example`], by)
  const moved = await idOf(`aldri@${mark}.example`)
  await optOutOfMail(sql, moved, at)
  // As when an administrator corrects the address of a part that has answers: the new one waits for a yes.
  const held = { held_at: at, former_email: `gammel@${mark}.example` }
  await sql.updateTable('respondents').set(held).where('id', '=', moved).execute()

  // A colleague who used the code, and one from whom it was taken back.
  const colleague = async (name: string, person: Person | null) => {
    const words = makeCode(randomBytes(64)) ?? ''
    const id = randomUUID()
    const given = { id, unitId: first, part: 'raadmann', section: 'bosetting', name: `${name} ${mark}`, at, expiresAt }
    await register.delegate({ ...given, hash: hashCode(findCode(words) ?? ''), by: who.kari.personId })
    if (person !== null) await link(person, words)
    return id
  }
  await colleague('nina', who.nina)
  const taken = await colleague('odd', who.odd)
  await register.takeBack({ unitId: first, part: 'raadmann', id: taken, by: who.kari.personId, at })

  await addAdmin({ wave: wave.id, book, progress }, { ...who.admin, role: 'administrator', at, actor: by.actor })
  await register.keepReference(who.admin, reference(who.admin), at)
  const assisting = { id: randomUUID(), unitId: third, part: 'integrering', name: `assistert ${mark}`, at }
  await register.assist({ ...assisting, personId: who.admin.personId })
  await campaigns.setStanding('on', { at: at.getTime() + 1, actor: who.admin.personId })
  const everybody = { parts: ['raadmann'], statuses: ['started' as const] }
  const campaign = (kind: 'reminder' | 'personal', createdBy: string, dedupeKey: string) => ({
    ...{ id: randomUUID(), kind, template: 'reminder' as const, selection: everybody, createdBy, dedupeKey },
    ...{ createdAt: at.getTime(), sendAt: at.getTime(), bodyHash: null },
  })
  const kariRow = await idOf(`kari@${mark}.example`)
  const recipient = { respondentId: kariRow, ...who.kari, unitId: first, part: 'raadmann', skip: null }
  const ordered = campaign('reminder', who.admin.personId, `chat:${who.admin.personId}`)
  await campaigns.create(ordered, [recipient])
  await campaigns.keepCard(ordered.id, { reference: reference(who.admin), activityId: 'm1', language: 'nb' })
  await campaigns.create(campaign('personal', who.kari.personId, `personal:${who.kari.personId}:1`), [recipient])
  await reminders.add([{ campaignId: ordered.id, respondentId: kariRow, dueAt: survey.closesAt }], 0)

  const words = { kind: 'text' as const, value: `ord om ${mark}` }
  const document = (submissionId: string, unitId: string, part: string) => ({
    ...{ submissionId, revision: 1, wave: wave.id, part, complete: true, unit: { id: unitId, name: 'Kommunen' } },
    ...{ submittedAt: at.toISOString(), answers: { leder_merknad: words } },
  })
  const put = async (person: Person, unitId: string, part: string, change: Partial<Session>) => {
    const id = sessionIdOf(wave.id, unitId, part)
    const session: Session = {
      ...newSession({ id, wave: wave.id, unitId, part, version: 1 }),
      ...{ rev: 1, startedAt: at.getTime(), people: [person.personId], state: 'started' },
      entries: { leder_merknad: { r: 1, by: 0, at: at.getTime(), answer: words } },
      ...change,
    }
    const seat = { ...newSeat({ sessionId: id, personId: person.personId, language: 'nb' }), rev: 1 }
    const pending = { type: 'pass_on' as const, to: `nestemann ${mark}` }
    const group: OutboxGroup = {
      ...{ id: randomUUID(), sessionId: id, personId: person.personId, at: at.getTime(), attempts: 0, placed: [] },
      ...{ reference: reference(person), delegate: { name: `kollega ${mark}` } },
    }
    const { submission } = session
    await progress.commit({
      ...{ sessionId: id, personId: person.personId, activityId: randomUUID(), now: at.getTime() },
      ...{ expectSessionRev: null, expectSeatRev: null, typedHash: 'hash', group },
      session: { rev: 1, json: sessionText(session) },
      seat: { rev: 1, json: seatText({ ...seat, pending }) },
      ...(submission === null
        ? {}
        : {
            document: {
              key: `${submission.id}_1`,
              json: JSON.stringify({ by: person.personId, document: document(submission.id, unitId, part) }),
            },
          }),
    })
    return id
  }
  const sent = () => ({ state: 'submitted' as const, submission: { id: randomUUID(), revision: 1, at: 1, by: 0 } })
  const [stored, waiting] = [sent(), sent()]
  const sessions = {
    submitted: await put(who.kari, first, 'raadmann', stored),
    /** SQL has never got it. */
    undelivered: await put(who.liv, first, 'integrering', waiting),
    never: await put(who.mona, second, 'raadmann', {}),
    merged: await put(who.eli, merged.id, 'raadmann', {}),
    both: await put(both, third, 'raadmann', { state: 'closed_partial' }),
    broken: await put(who.admin, third, 'integrering', {}),
  }
  const key = `${stored.submission.id}_1`
  const from = { by: who.kari.personId, at }
  await results.storeSubmission(document(stored.submission.id, first, 'raadmann'), from)
  await results.recordAttempt({ submissionId: stored.submission.id, revision: 1, at, state: 'parked', status: 400 })
  await progress.markDelivered(sessions.submitted, key)
  const apart = turnKeys(sessions.broken, who.admin.personId)
  await redis.hset(apart.session, 'json', `{"people":["${who.admin.personId}"], "broken`)
  await redis.set(`${apart.apart}:seat:1`, `${mark} som ikke lot seg lese`)
  // Somebody who has gone, of whose place a turn left something behind.
  await redis.hset(turnKeys(sessions.never, who.odd.personId).said, 'typedHash', 'x')
  await redis.set(apart.lease, 'token')
  await pageNews(redis).add(apart.member, { type: 'text', language: 'nb', text: `${mark} har sendt inn.` })
  await redis.set(turnKeys(sessions.never, who.mona.personId).moved, who.kari.personId)
  await webSessions(redis, () => at.getTime()).begin({ respondentId: kariRow, hash, locale: 'nb' })
  const atAdmin = adminSessions(redis, () => at.getTime())
  const { tenantId: adminTenant, objectId } = who.admin
  const opened = { subject: 'admin', tenantId: adminTenant, objectId, name: `Admin ${mark}` }
  const secret = await atAdmin.begin({ who: opened, claimed: ['administrator'], locale: 'nb' })
  await atAdmin.keepFile(secret, Buffer.from(`unit;name\n0301;${mark}`))
  await pendingSignIns(redis).begin({ state: 's', nonce: 'n', verifier: 'v', to: '/admin', silent: false })
  await webSessions(redis, () => at.getTime()).countCopy(kariRow)
  await wrongCodes(redis).count('192.0.2.1')
  await redis.set(greetedKey(who.kari.personId), '1', 'EX', 120)
  await redis.set(rateKeys(tenantId).tenant, '1', 'PX', 120_000)
  const work: Required<OutsideWork> = {
    ...{ sessionId: sessions.never, personId: who.mona.personId, forget: true, tell: key },
    effects: [{ type: 'snooze', until: 1 }],
  }
  await queue.enqueueOutside(work)
  await queue.enqueue(sessions.undelivered, `${waiting.submission.id}_1`, 'turn')

  await register.decline(who.mona.personId, sessions.never, at)
  await progress.dropLink(wave.id, who.mona.personId)
  const per = await idOf(`per@${mark}.example`)
  const erasing = { book, progress, pause: async () => undefined }
  await eraseRespondent(erasing, { wave: wave.id, respondentId: per, at, actor: by.actor })
  return { who, sessions, book, known, admin: who.admin, marks: [mark, ...known] }
}
