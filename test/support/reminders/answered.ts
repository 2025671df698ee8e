/** Parts that are answered and those who answer them, for tests of who is let in to see it. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect } from 'vitest'
import { askedAbout, confirmRespondent } from '../../../src/edge/sql/held.ts'
import { openRespondents } from '../../../src/edge/sql/respondents.ts'
import { openWebRegister } from '../../../src/edge/sql/web-codes.ts'
import { newSession } from '../../../src/engine/session.ts'
import { sessionText } from '../../../src/engine/stored.ts'
import { sessionIdOf } from '../../../src/register/ids.ts'
import { confirmedBy } from '../../../src/register/sealed-token.ts'
import { type MailServer, startMailServer } from '../mail/mail-server.ts'
import { readMail } from '../mail/read-mail.ts'
import { startPostgres } from '../start-postgres.ts'
import { startAdminApi } from './admin-api.ts'
import { type Office, openDesk, openOffice } from './desk.ts'
import { MAIL_SECRETS, type Someone } from './world.ts'

/** How a code reads. */
export const CODE = /\b[0-9A-Z]{4}(?:-[0-9A-Z]{4}){2}-[0-9A-Z]\b/

/** A desk where parts are answered: Per in Teams and Liv by mail answer the same part of Bergen; somebody in Oslo has not begun. */
const openAnswered = async (office: Office, mail: MailServer) => {
  const desk = await openDesk(office, { mailPort: mail.port })
  const [per, liv, ase] = (await desk.people([
    { unitId: '1201', part: 'raadmann', tenant: 1 },
    { unitId: '1201', part: 'raadmann', tenant: 1, linked: 'not_linked' },
    { unitId: '0301', part: 'raadmann', tenant: 2, linked: 'not_linked' },
  ])) as [Someone, Someone, Someone]
  const api = await startAdminApi(desk)
  const book = openRespondents(desk.sql, { wave: desk.survey.wave.id, byMail: true })
  const emailOf = async (id: string) => (await book.list({})).find((one) => one.id === id)?.email ?? ''
  const answer = async (unitId: string, part = 'raadmann', state: 'started' | 'submitted' = 'started') => {
    const sessionId = sessionIdOf(desk.survey.wave.id, unitId, part)
    const about = { id: sessionId, wave: desk.survey.wave.id, unitId, part, version: 1 }
    const entries = { leder_aar: { r: 1, by: 0, at: desk.clock.at, answer: { kind: 'number' as const, value: 3 } } }
    const json = sessionText({
      ...newSession(about),
      rev: 1,
      state,
      people: [per.personId],
      startedAt: desk.clock.at,
      entries,
    })
    const stored = await desk.deps.progress.commit({
      ...{ sessionId, personId: per.personId, activityId: randomUUID(), now: desk.clock.at, group: null },
      ...{ expectSessionRev: null, expectSeatRev: null, session: { rev: 1, json } },
    })
    expect(stored.type).toBe('committed')
  }
  const heldAt = async (id: string) => (await book.personRecord(id))?.respondent.heldAt ?? null
  const mailsTo = (address: string) =>
    mail.caught.filter(({ to }) => to === address).map(({ raw }) => readMail(raw).text)
  const linksIn = (texts: readonly string[]) =>
    texts.flatMap((text) => [...text.matchAll(/\/svar\/slipp-inn\?t=(\S+)/g)].map(([, token = '']) => token))
  const inChat = () => desk.sent.map(({ view }) => (view.type === 'text' ? view.text : ''))
  const confirm = async (token: string) => {
    const said = confirmedBy(MAIL_SECRETS, token)
    const about = said === null ? null : await askedAbout(desk.sql, said)
    if (said === null || about === null) return false
    return confirmRespondent(desk.sql, null, said.respondentId, {
      at: new Date(desk.clock.at),
      actor: about.actor,
      heldAt: said.heldAt,
    })
  }
  const opens = (code: string) =>
    openWebRegister(desk.sql, {
      wave: desk.survey.wave.id,
      codes: { secrets: MAIL_SECRETS, closesAt: desk.survey.closesAt },
    }).open(code, new Date(desk.clock.at))
  const { redis } = office
  return {
    desk,
    mail,
    redis,
    per,
    liv,
    ase,
    api,
    book,
    emailOf,
    answer,
    heldAt,
    mailsTo,
    linksIn,
    inChat,
    confirm,
    opens,
  }
}
export type Opened = Awaited<ReturnType<typeof openAnswered>>

/** An office and a mail server, from the first test of the file that calls it to the last; the returned opens a desk of its own there. */
export const answeredDesks = (): (() => Promise<Opened>) => {
  let office: Office
  let mail: MailServer
  beforeAll(async () => {
    mail = await startMailServer()
    office = await openOffice(await startPostgres())
  })
  afterAll(async () => {
    await office.close()
    await mail.stop()
  })
  return () => openAnswered(office, mail)
}
