import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SendFailure } from '../../../src/app/ports/channel.ts'
import { StoreAway } from '../../../src/app/ports/progress.ts'
import { schedulerRound } from '../../../src/app/reminding/rounds.ts'
import { sendOne } from '../../../src/app/reminding/send-one.ts'
import { erase, personRecord } from '../../../src/edge/sql/people.ts'
import { order, outcomes, two } from '../../support/reminders/campaigns.ts'
import { type Desk, type Office, openDesk, openOffice } from '../../support/reminders/desk.ts'
import { startPglite } from '../../support/start-pglite.ts'
import { startPostgres } from '../../support/start-postgres.ts'

const HOUR = 3_600_000

describe.each([
  ['PGlite', startPglite],
  ['PostgreSQL', startPostgres],
])('outcomes of reminders on %s', (_, start) => {
  let office: Office
  beforeAll(async () => {
    office = await openOffice(await start())
  })
  afterAll(() => office.close())

  const open = async (wanted: Parameters<Desk['people']>[0] = two) => {
    const desk = await openDesk(office)
    return { ...desk, who: await desk.people(wanted) }
  }
  /** Nothing counts as sent just now; on a slow machine that is so already. */
  const waitsNoMore = async () => office.redis.del('none', ...(await office.redis.keys('{kd}:rate:*')))

  it('lets two campaigns race for a person, and one of them win', async () => {
    const desk = await open()
    const [one, other] = [await order(desk), await order(desk)]
    await desk.deps.campaigns.startDue(desk.clock.at)
    const keys = [one, other].flatMap((campaignId) =>
      desk.who.map(({ respondentId }) => ({ campaignId, respondentId })),
    )
    await Promise.all([...keys, ...keys].map((key) => sendOne(desk.deps, key)))
    expect(desk.sent).toHaveLength(2)
    // Who was told to wait for the tenant's turn comes again.
    await waitsNoMore()
    for (const key of keys) await sendOne(desk.deps, key)
    const all = [...(await outcomes(desk, one)), ...(await outcomes(desk, other))]
    expect(all.filter((outcome) => outcome === 'sent')).toHaveLength(2)
    expect(all.filter((outcome) => outcome === 'skipped recently_reminded')).toHaveLength(2)
  })

  it('tells a person who asks what was sent to them', async () => {
    const desk = await open()
    const campaignId = await order(desk)
    await desk.work()
    const [first] = desk.who
    expect(await personRecord(office.sql, desk.survey.wave.id, first?.respondentId ?? '')).toMatchObject({
      role: null,
      passedOn: [],
      messages: [{ campaignId, kind: 'reminder', state: 'sent', reason: null, channel: 'teams', at: expect.any(Date) }],
    })
  })

  it('never sends again what was about to be sent when its sender died', async () => {
    const desk = await open()
    const id = await order(desk)
    await desk.deps.campaigns.startDue(desk.clock.at)
    const [first, second] = desk.who.map(({ respondentId }) => ({
      campaignId: id,
      respondentId,
      now: desk.clock.at,
      expected: 'teams' as const,
    }))
    for (const key of [first, second]) if (key) await desk.deps.campaigns.claim(key, () => ({ channel: 'teams' }))
    if (first) await sendOne(desk.deps, first)
    desk.clock.at += HOUR
    await desk.work()
    expect(desk.sent).toEqual([])
    expect(await outcomes(desk, id)).toEqual(['unknown interrupted', 'unknown interrupted'])
    // It may have arrived: it counts as a contact.
    expect(await outcomes(desk, await order(desk))).toEqual(['skipped recently_reminded', 'skipped recently_reminded'])
  })

  it('tries again what certainly did not arrive, and says what it does not know', async () => {
    const desk = await open()
    const [throttled, lost] = desk.who
    desk.fails.set(throttled?.conversationId ?? '', [
      { kind: 'later', status: 429, code: 'Throttled', retryAfterMs: 5000 },
    ])
    desk.fails.set(lost?.conversationId ?? '', [{ kind: 'unknown', status: 502, code: null }])
    const id = await order(desk)
    await desk.work()
    expect(await outcomes(desk, id)).toEqual(['queued Throttled', 'unknown 502'])
    desk.clock.at += 5000
    await waitsNoMore()
    await desk.work()
    expect(await outcomes(desk, id)).toEqual(['sent', 'unknown 502'])
  })

  it('has whoever is out of reach looked up anew at their next word', async () => {
    const desk = await open()
    const [blocked, other] = desk.who
    const register = await desk.deps.progress.registerState()
    for (const { personId } of desk.who) {
      const link = { personId, memberships: [], role: null }
      await desk.deps.progress.writeLink(desk.survey.wave.id, link, desk.clock.at, register)
    }
    desk.fails.set(blocked?.conversationId ?? '', [{ kind: 'blocked', status: 403, code: 'BotDisabledByAdmin' }])
    const id = await order(desk)
    await desk.work()
    expect(await outcomes(desk, id)).toEqual(['failed BotDisabledByAdmin', 'sent'])
    expect(await desk.deps.progress.readLink(desk.survey.wave.id, blocked?.personId ?? '')).toMatchObject({
      checkedAt: 0,
    })
    expect(await desk.deps.progress.readLink(desk.survey.wave.id, other?.personId ?? '')).toMatchObject({
      checkedAt: desk.clock.at,
    })
  })

  it('finds again what the queue has lost', async () => {
    const desk = await open()
    const id = await order(desk)
    await schedulerRound(desk.deps)
    desk.queued.length = 0
    await desk.work()
    expect(desk.sent).toEqual([])
    desk.clock.at += HOUR
    await desk.work()
    expect(await outcomes(desk, id)).toEqual(['sent', 'sent'])
  })

  it('stops at refused credentials, with one alarm', async () => {
    const desk = await open([...two, { unitId: '1211', part: 'raadmann', tenant: 3 }])
    const alarms: string[] = []
    desk.deps.log = { ...desk.deps.log, error: (_fields, event) => void alarms.push(event) }
    const refused = { kind: 'credentials' as const, status: 401, code: 'BotNotRegistered' }
    for (const { conversationId } of desk.who) desk.fails.set(conversationId, [refused, refused])
    const id = await order(desk)
    await desk.work()
    expect((await outcomes(desk, id)).sort()).toEqual(['cancelled', 'cancelled', 'failed BotNotRegistered'])
    expect(await desk.deps.campaigns.find(id)).toMatchObject({ state: 'stopped', stopCode: 'BotNotRegistered' })
    expect(alarms).toEqual(['reminders.stopped'])
  })

  const refused = { kind: 'credentials' as const, status: 401, code: 'BotNotRegistered' }
  const blocked = { kind: 'blocked' as const, status: 403, code: 'BotDisabledByAdmin' }
  const throttled = { kind: 'later' as const, status: 429, code: 'Throttled', retryAfterMs: 5000 }
  const away = () => Promise.reject(new StoreAway('away'))
  it.each<[string, SendFailure, (deps: Desk['deps']) => Partial<Desk['deps']>, string]>([
    [
      'the stop of a campaign',
      refused,
      ({ campaigns }) => ({ campaigns: { ...campaigns, stop: away } }),
      'reminders.not_stopped',
    ],
    [
      'that a person is out of reach',
      blocked,
      ({ register }) => ({ register: { ...register, markUnreachable: away } }),
      'reminder.not_marked unreachable',
    ],
    [
      'that a person is to be looked up again',
      blocked,
      ({ progress }) => ({ progress: { ...progress, lookAgain: away } }),
      'reminder.not_marked look_again',
    ],
    [
      'the rest that a tenant asked for',
      throttled,
      ({ rate }) => ({ rate: { ...rate, rest: away } }),
      'reminder.not_marked rest',
    ],
  ])('tells it where no store takes %s', async (_, failure, goes, told) => {
    const desk = await open(two.slice(0, 1))
    Object.assign(desk.deps, goes(desk.deps))
    desk.fails.set(desk.who[0]?.conversationId ?? '', [failure])
    await order(desk)
    await desk.work()
    expect(desk.heard.map(({ event, what = '' }) => `${event} ${what}`.trim())).toEqual(['reminder.failed', told])
  })

  it('cancels what is left', async () => {
    const desk = await open()
    const id = await order(desk, { sendAt: desk.clock.at + HOUR })
    await desk.work()
    expect(await desk.deps.campaigns.cancel(id, { at: desk.clock.at, actor: 'test' })).toBe(2)
    expect(await desk.deps.campaigns.cancel(id, { at: desk.clock.at, actor: 'test' })).toBe(0)
    expect(await desk.deps.campaigns.cancel(randomUUID(), { at: desk.clock.at, actor: 'test' })).toBe(null)
    desk.clock.at += 2 * HOUR
    await desk.work()
    expect(desk.sent).toEqual([])
    expect(await outcomes(desk, id)).toEqual(['cancelled', 'cancelled'])
  })

  it('keeps what happened when a person is erased, and not to whom', async () => {
    const desk = await open()
    const id = await order(desk)
    await desk.work()
    const [first] = desk.who
    const by = { at: new Date(desk.clock.at), actor: 'test' }
    await office.sql
      .transaction()
      .execute((tx) => erase(tx, { wave: desk.survey.wave.id, id: first?.respondentId ?? '', by }))
    expect(await outcomes(desk, id)).toEqual(['sent', 'sent'])
    const left = await office.sql
      .selectFrom('people')
      .select('person_id')
      .where('person_id', '=', first?.personId ?? '')
      .execute()
    expect(left).toEqual([])
  })

  it('writes down who ordered and stopped what', async () => {
    const desk = await open()
    const id = await order(desk, { actor: 'kari' })
    await desk.deps.campaigns.cancel(id, { at: desk.clock.at, actor: 'ola' })
    const trail = await office.sql
      .selectFrom('audit')
      .select(['actor', 'action', 'count'])
      .where('subject', '=', id)
      .orderBy('id')
      .execute()
    expect(trail).toEqual([
      { actor: 'kari', action: 'reminders.create.reminder', count: 2 },
      { actor: 'ola', action: 'reminders.cancel', count: 2 },
    ])
  })
})
