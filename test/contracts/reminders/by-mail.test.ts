/** Who cannot be reached in Teams is reached by mail: one rule, Teams first, never both, on real stores and real SMTP. */
import type { Updateable } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { StoreAway } from '../../../src/app/ports/progress.ts'
import { previewReminder, type ReminderWish } from '../../../src/app/reminding/order.ts'
import { sendOne } from '../../../src/app/reminding/send-one.ts'
import { openRespondents } from '../../../src/edge/sql/respondents.ts'
import type { Tables } from '../../../src/edge/sql/tables.ts'
import { openWebRegister } from '../../../src/edge/sql/web-codes.ts'
import { type MailServer, startMailServer } from '../../support/mail/mail-server.ts'
import { readMail } from '../../support/mail/read-mail.ts'
import { order, outcomes } from '../../support/reminders/campaigns.ts'
import { type Desk, type Office, openDesk, openOffice } from '../../support/reminders/desk.ts'
import { MAIL_SECRETS, referenceOf, type Someone } from '../../support/reminders/world.ts'
import { startPglite } from '../../support/start-pglite.ts'
import { startPostgres } from '../../support/start-postgres.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** In Teams; not linked; not linked, and reads nynorsk. */
const three = [
  { unitId: '1201', part: 'raadmann', tenant: 1 },
  { unitId: '0301', part: 'raadmann', tenant: 2, linked: 'not_linked' as const },
  { unitId: '1411', part: 'raadmann', tenant: 3, linked: 'not_linked' as const },
]

type Changed = Updateable<Tables['respondents']>

/** Writes to the bot for the first time, and is linked. */
const comesToTeams = async ({ sql, clock }: Desk, { personId, tenantId, respondentId }: Someone) => {
  const reference = referenceOf({ conversationId: 'a:late', tenantId }, 'http://127.0.0.1/')
  const person = { person_id: personId, tenant_id: tenantId, object_id: personId }
  await sql
    .insertInto('people')
    .values({ ...person, reference: JSON.stringify(reference), last_contact_at: new Date(clock.at) })
    .execute()
  const linked = { person_id: personId, status: 'linked' as const }
  await sql.updateTable('respondents').set(linked).where('id', '=', respondentId).execute()
}

/** As its reader has it, without what differs from run to run. */
const shown = (raw: string): string => {
  const { headers, text } = readMail(raw)
  const said = text
    .replace(/[0-9A-Z]{4}(-[0-9A-Z]{4}){2}-[0-9A-Z]/g, 'XXXX-XXXX-XXXX-X')
    .replace(/\?t=\S+/, '?t=…')
    .replace(/\/wave-[0-9a-f-]+\//, '/wave-…/')
  return `${headers.get('from')} → ${headers.get('to')?.replace(/<.*>/, '<…>')}\n${headers.get('subject')}\n\n${said}`
}

describe.each([
  ['PGlite', startPglite],
  ['PostgreSQL', startPostgres],
])('mail on %s', (_, start) => {
  let office: Office
  let mail: MailServer
  beforeAll(async () => {
    mail = await startMailServer()
    office = await openOffice(await start())
  })
  afterAll(async () => {
    await office.close()
    await mail.stop()
  })

  const open = async (wanted: Parameters<Desk['people']>[0] = three, mailPort: number | null = mail.port) => {
    const desk = await openDesk(office, mailPort === null ? {} : { mailPort })
    const who = await desk.people(wanted)
    const rows = await desk.sql
      .selectFrom('respondents')
      .select(['id', 'email'])
      .where('wave', '=', desk.survey.wave.id)
      .execute()
    const addressOf = ({ respondentId }: Someone) => rows.find(({ id }) => id === respondentId)?.email ?? ''
    const mailsTo = (someone: Someone) => mail.caught.filter(({ to }) => to === addressOf(someone))
    const outcomeOf = async (id: string, { respondentId }: Someone) =>
      (await desk.deps.campaigns.recipients(id)).find((one) => one.respondentId === respondentId)
    const change = (someone: Pick<Someone, 'respondentId'>, set: Changed) =>
      desk.sql.updateTable('respondents').set(set).where('id', '=', someone.respondentId).execute()
    return { ...desk, desk, who: who as [Someone, Someone, Someone], addressOf, mailsTo, outcomeOf, change }
  }

  it('reaches in Teams who is there, the others by mail, each once, each with a code of their own that opens', async () => {
    const { desk, who, mailsTo, outcomeOf } = await open()
    const [inTeams, byMail, nynorsk] = who
    const id = await order(desk)
    await desk.work()
    expect(await outcomes(desk, id)).toEqual(['sent', 'sent', 'sent'])
    expect(desk.sent.map(({ conversationId }) => conversationId)).toEqual([inTeams.conversationId])
    expect([mailsTo(inTeams).length, mailsTo(byMail).length, mailsTo(nynorsk).length]).toEqual([0, 1, 1])
    expect((await outcomeOf(id, inTeams))?.channel).toBe('teams')
    expect((await outcomeOf(id, byMail))?.channel).toBe('mail')
    const read = readMail(mailsTo(byMail)[0]?.raw ?? '')
    expect(read.headers.get('message-id')).toBe(`<${id}.${byMail.respondentId}@undersokelsen.example>`)
    expect(read.headers.get('subject')).toBe('Påminnelse: Kommuneundersøkelsen 2018')
    const code = /\n\n([0-9A-Z-]{16})\n\n/.exec(read.text)?.[1] ?? ''
    expect(read.text).toContain(`https://svar.undersokelsen.example/svar#${code}`)
    await expect(shown(mailsTo(byMail)[0]?.raw ?? '')).toMatchFileSnapshot('by-mail/reminder.nb.golden.txt')
    await expect(shown(mailsTo(nynorsk)[0]?.raw ?? '')).toMatchFileSnapshot('by-mail/reminder.nn.golden.txt')
    const codes = { secrets: MAIL_SECRETS, closesAt: desk.survey.closesAt }
    const web = openWebRegister(desk.sql, { wave: desk.survey.wave.id, codes })
    expect(await web.open(code, new Date(desk.clock.at))).toMatchObject({ respondentId: byMail.respondentId })
    const again = await order(desk)
    await desk.work()
    expect(await outcomes(desk, again)).toEqual(Array.from({ length: 3 }, () => 'skipped recently_reminded'))
  })

  it('says before it is sent how many get it by which way, and why not the others', async () => {
    const { desk, who, change } = await open([
      ...three,
      { unitId: '5001', part: 'raadmann', tenant: 4, linked: 'not_linked' },
    ])
    const last = (await desk.deps.campaigns.respondents()).find(({ unitId }) => unitId === '5001')
    await change(who[2], { status: 'declined' })
    await change({ respondentId: last?.respondentId ?? '' }, { mail_opted_out_at: new Date(desk.clock.at) })
    const wish: ReminderWish = {
      template: 'reminder',
      selection: { parts: ['raadmann'], statuses: ['not_started'] },
      sendAt: null,
    }
    expect(await previewReminder(desk.deps, wish)).toMatchObject({
      preview: {
        ...{ selected: 4, receiving: 2, byChannel: { teams: 1, mail: 1 } },
        skipped: { not_linked: 1, opted_out: 1 },
      },
    })
  })

  it('reaches nobody by mail without a server, and says whom it cannot reach', async () => {
    const { desk, who, mailsTo } = await open(three, null)
    const id = await order(desk)
    await desk.work()
    expect((await outcomes(desk, id)).sort()).toEqual(['sent', 'skipped not_linked', 'skipped not_linked'])
    expect(who.flatMap(mailsTo)).toEqual([])
    const listed = await openRespondents(desk.sql, { wave: desk.survey.wave.id }).list({})
    expect(listed.filter(({ unreachable }) => unreachable === 'not_linked')).toHaveLength(2)
  })

  it.each<[string, (of: Awaited<ReturnType<typeof open>>) => Promise<unknown>]>([
    [
      'the bot was taken out',
      ({ desk, who }) => desk.deps.register.markUnreachable(who[0].personId, 'uninstalled', new Date(desk.clock.at)),
    ],
    [
      'the bot was never installed',
      ({ desk, who }) =>
        desk.sql.updateTable('people').set({ reference: null }).where('person_id', '=', who[0].personId).execute(),
    ],
    [
      'the bot is blocked',
      ({ desk, who }) =>
        desk.deps.register.markUnreachable(who[0].personId, 'ConversationBlockedByUser', new Date(desk.clock.at)),
    ],
  ])('reaches by mail whom the bot cannot write to: %s', async (_what, happens) => {
    const opened = await open()
    const id = await order(opened.desk)
    await happens(opened)
    await opened.desk.work()
    expect(await opened.outcomeOf(id, opened.who[0])).toMatchObject({ state: 'sent', channel: 'mail' })
    expect(opened.mailsTo(opened.who[0])).toHaveLength(1)
    expect(opened.desk.sent).toEqual([])
  })

  it('counts a mail as a contact also after the person has come to Teams', async () => {
    const { desk, who, change, mailsTo } = await open()
    await desk.work()
    await order(desk)
    await desk.work()
    // The person behind the first one answers for the second too.
    await change(who[1], { person_id: who[0].personId, status: 'linked' })
    desk.clock.at += 24 * HOUR
    const id = await order(desk, { selection: { parts: ['raadmann'], statuses: ['not_started'], units: ['0301'] } })
    expect(await outcomes(desk, id)).toEqual(['skipped recently_reminded'])
    expect(mailsTo(who[1])).toHaveLength(1)
  })

  it('sends one address two mails where two respondents have it, each with its own code', async () => {
    const { desk, who, change, mailsTo } = await open([
      { unitId: '0301', part: 'raadmann', tenant: 2, linked: 'not_linked' },
      { unitId: '0301', part: 'integrering', tenant: 2, linked: 'not_linked' },
    ])
    for (const one of who) await change(one, { email: `postmottak-${desk.survey.wave.id}@oslo.example` })
    await order(desk)
    await desk.work()
    const mails = mail.caught.filter(({ to }) => to === `postmottak-${desk.survey.wave.id}@oslo.example`)
    const codes = mails.map(({ raw }) => /\n\n([0-9A-Z-]{16})\n\n/.exec(readMail(raw).text)?.[1])
    expect(new Set(codes).size).toBe(2)
    expect(who.flatMap(mailsTo)).toEqual([])
  })

  it('decides the way once: what was put off goes by mail, though the person has come to Teams meanwhile', async () => {
    const { desk, who, addressOf, mailsTo, outcomeOf } = await open()
    mail.plans.set(addressOf(who[1]), [{ at: 'rcpt', status: 451 }])
    const id = await order(desk)
    await desk.work()
    expect(await outcomeOf(id, who[1])).toMatchObject({ state: 'queued', channel: 'mail', code: 'smtp_451', tries: 1 })
    await comesToTeams(desk, who[1])
    desk.clock.at += 5 * MINUTE
    await desk.work()
    expect(await outcomeOf(id, who[1])).toMatchObject({ state: 'sent', channel: 'mail', tries: 2 })
    expect(mailsTo(who[1])).toHaveLength(1)
    expect(desk.sent).toHaveLength(1)
  })

  it('sends by Teams who was linked between the order and the sending', async () => {
    const { desk, who, mailsTo, outcomeOf } = await open()
    const id = await order(desk)
    await comesToTeams(desk, who[1])
    await desk.work()
    expect(await outcomeOf(id, who[1])).toMatchObject({ state: 'sent', channel: 'teams' })
    expect(mailsTo(who[1])).toEqual([])
  })

  it('tells it where SQL does not take that an address was refused for good', async () => {
    const { desk, who, addressOf, outcomeOf } = await open()
    mail.plans.set(addressOf(who[1]), [{ at: 'rcpt', status: 550 }])
    const { campaigns } = desk.deps
    desk.deps.campaigns = { ...campaigns, refuseMail: () => Promise.reject(new StoreAway('away')) }
    const campaignId = await order(desk)
    await desk.work()
    expect(await outcomeOf(campaignId, who[1])).toMatchObject({ state: 'failed', code: 'mail_refused' })
    expect(desk.heard).toContainEqual({ campaignId, what: 'mail_refused', event: 'reminder.not_marked' })
  })

  it('does not write to an address that was refused for good, until it is another', async () => {
    const { desk, who, addressOf, change, mailsTo, outcomeOf } = await open()
    mail.plans.set(addressOf(who[1]), [{ at: 'rcpt', status: 550 }])
    const id = await order(desk)
    await desk.work()
    expect(await outcomeOf(id, who[1])).toMatchObject({ state: 'failed', channel: 'mail', code: 'mail_refused' })
    const book = openRespondents(desk.sql, { wave: desk.survey.wave.id, byMail: true })
    const listed = async () => (await book.list({})).find((one) => one.id === who[1].respondentId)
    expect((await listed())?.unreachable).toBe('mail_refused')
    desk.clock.at += 5 * 24 * HOUR
    const next = await order(desk)
    await desk.work()
    expect(await outcomeOf(next, who[1])).toMatchObject({ state: 'skipped', reason: 'unreachable', channel: null })
    const changed = `ny-${who[1].respondentId}@kommune.example`
    await change(who[1], { email: changed })
    expect((await listed())?.unreachable).toBeNull()
    const last = await order(desk)
    await desk.work()
    expect(await outcomeOf(last, who[1])).toMatchObject({ state: 'sent' })
    expect(mail.caught.filter(({ to }) => to === changed)).toHaveLength(1)
    expect(mailsTo(who[1])).toEqual([])
  })

  it('blames the address for nothing that is about us or the message, and sends the next one', async () => {
    const { desk, who, addressOf, outcomeOf } = await open()
    mail.plans.set(addressOf(who[1]), [{ at: 'rcpt', status: 550, text: '5.7.26 not authenticated' }])
    mail.plans.set(addressOf(who[2]), [{ at: 'data', status: 554, text: 'Transaction failed' }])
    const id = await order(desk)
    await desk.work()
    expect(await outcomeOf(id, who[1])).toMatchObject({ state: 'failed', code: 'smtp_550' })
    expect(await outcomeOf(id, who[2])).toMatchObject({ state: 'failed', code: 'smtp_554' })
    desk.clock.at += 5 * 24 * HOUR
    const next = await order(desk)
    await desk.work()
    expect(await outcomeOf(next, who[1])).toMatchObject({ state: 'sent' })
    expect(await outcomeOf(next, who[2])).toMatchObject({ state: 'sent' })
  })

  it('sends nothing again that was lost after the final dot, and counts it as a contact', async () => {
    const { desk, who, addressOf, mailsTo, outcomeOf } = await open()
    mail.plans.set(addressOf(who[1]), [{ at: 'after_dot', dies: true }])
    const id = await order(desk)
    await desk.work()
    desk.clock.at += HOUR
    await desk.work()
    expect(await outcomeOf(id, who[1])).toMatchObject({ state: 'unknown', code: 'no_answer', tries: 1 })
    expect(mailsTo(who[1])).toHaveLength(1)
    expect(await outcomeOf(await order(desk), who[1])).toMatchObject({ reason: 'recently_reminded' })
  })

  it('loses nothing and sends nothing twice while the server is away for hours and a night', async () => {
    const away = await startMailServer()
    await away.stop()
    const { desk, who, addressOf, outcomeOf } = await open(three, away.port)
    const id = await order(desk)
    for (let hour = 0; hour < 20; hour++) {
      if (hour % 4 === 0) await desk.work()
      desk.clock.at += HOUR
    }
    for (const one of who.slice(1)) expect(['queued', 'held']).toContain((await outcomeOf(id, one as Someone))?.state)
    const back = await startMailServer({}, away.port)
    for (let hour = 0; hour < 8; hour++) {
      if (hour % 2 === 0) await desk.work()
      desk.clock.at += HOUR
    }
    expect(back.caught.map(({ to }) => to).sort()).toEqual([who[1], who[2]].map(addressOf).sort())
    expect((await desk.deps.campaigns.find(id))?.counts).toMatchObject({ sent: 3, queued: 0, held: 0 })
    await back.stop()
  })

  it('holds mail in the quiet hours as anything else', async () => {
    const { desk, who, mailsTo } = await open()
    desk.clock.at = Date.parse('2018-11-14T17:00:00+01:00')
    const id = await order(desk)
    await desk.work()
    expect(await outcomes(desk, id)).toEqual(['held', 'held', 'held'])
    expect(who.flatMap(mailsTo)).toEqual([])
  })

  it('never sends again what was about to be sent when its sender died', async () => {
    const { desk, who, mailsTo, outcomeOf } = await open()
    const id = await order(desk)
    await desk.deps.campaigns.startDue(desk.clock.at)
    const key = { campaignId: id, respondentId: who[1].respondentId }
    const claim = { ...key, now: desk.clock.at, expected: 'mail' as const }
    expect(await desk.deps.campaigns.claim(claim, () => ({ channel: 'mail' }))).toMatchObject({ generation: 1 })
    await sendOne(desk.deps, key)
    desk.clock.at += HOUR
    await desk.work()
    expect(await outcomeOf(id, who[1])).toMatchObject({ state: 'unknown', code: 'interrupted' })
    expect(mailsTo(who[1])).toEqual([])
  })

  it('takes no place with the code it brings, and audits the making of it once', async () => {
    const { desk, who, addressOf } = await open()
    mail.plans.set(addressOf(who[1]), [
      { at: 'rcpt', status: 450 },
      { at: 'rcpt', status: 450 },
    ])
    await order(desk)
    for (let n = 0; n < 3; n++) {
      await desk.work()
      desk.clock.at += 10 * MINUTE
    }
    const { id } = { id: who[1].respondentId }
    const row = await desk.sql.selectFrom('respondents').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    expect(row).toMatchObject({ status: 'invited', person_id: null, code_generation: null })
    const audit = await desk.sql.selectFrom('audit').selectAll().where('subject', '=', id).execute()
    expect(audit.map(({ action, actor }) => [action, actor])).toEqual([['respondents.invite', 'service']])
    const codes = await desk.sql.selectFrom('codes').selectAll().where('respondent_id', '=', id).execute()
    expect(codes).toHaveLength(1)
  })

  it('invites by mail when the survey opens', async () => {
    const { desk, who, mailsTo } = await open()
    await order(desk, { kind: 'invitation', template: 'invitation' })
    await desk.work()
    const read = readMail(mailsTo(who[2])[0]?.raw ?? '')
    expect(read.headers.get('subject')).toBe('Invitasjon: Kommuneundersøkinga 2018')
    await expect(shown(mailsTo(who[1])[0]?.raw ?? '')).toMatchFileSnapshot('by-mail/invitation.nb.golden.txt')
    await expect(shown(mailsTo(who[2])[0]?.raw ?? '')).toMatchFileSnapshot('by-mail/invitation.nn.golden.txt')
  })
})
