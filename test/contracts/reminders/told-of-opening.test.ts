/** Who answers is told that their code was opened in a new browser: in the chat, or else by mail; where neither reaches, the log says why. */

import { expect, it } from 'vitest'
import type { SendFailure } from '../../../src/app/ports/channel.ts'
import { StoreAway } from '../../../src/app/ports/progress.ts'
import { tellOfOpening } from '../../../src/app/respondents/tell.ts'
import { addresseeOf } from '../../../src/edge/sql/mail.ts'
import { answeredDesks, type Opened } from '../../support/reminders/answered.ts'

const open = answeredDesks()

/** Per’s code was opened; his chat answers with `failure`. */
const openedIn = async (
  opened: Opened,
  {
    failure,
    way = (id) => addresseeOf(opened.desk.sql, id),
  }: { failure?: SendFailure; way?: (id: string) => ReturnType<typeof addresseeOf> } = {},
) => {
  const { desk, per } = opened
  const facts = (await desk.deps.campaigns.respondents([per.respondentId]))[0]
  const chat = facts?.reference ?? null
  if (failure !== undefined) desk.fails.set(chat?.conversationId ?? '', [failure])
  const person = { personId: per.personId, tenantId: per.tenantId, objectId: per.personId }
  const who = {
    ...{ person, chat, endsAt: desk.survey.closesAt, wave: desk.survey.wave.id, sessionId: 's' },
    ...{ unitId: '1201', part: 'raadmann' },
  }
  await tellOfOpening({ ...desk.deps, addresseeOf: way }, who, per.respondentId)
  return { inChat: opened.inChat(), mails: opened.mailsTo(await opened.emailOf(per.respondentId)), heard: desk.heard }
}

const failure = (kind: SendFailure['kind'], status: number | null, code: string | null): SendFailure => ({
  ...{ kind, status, code },
})

it('in the chat alone where that reaches', async () => {
  const { inChat, mails, heard } = await openedIn(await open())
  expect(inChat).toHaveLength(1)
  expect(inChat[0]).toContain('ble nettopp åpnet i en ny nettleser med den personlige koden din')
  expect(inChat[0]).toContain('skriv til')
  expect([mails, heard]).toEqual([[], []])
})

it.each([
  ['the bot is blocked', failure('blocked', 403, 'BotDisabledByAdmin')],
  ['the conversation is gone', failure('gone', 404, null)],
  ['Teams is busy', failure('later', 429, 'Throttled')],
  ['nobody knows whether it came', failure('unknown', 502, null)],
  ['we have no credentials', failure('credentials', 401, 'BotNotRegistered')],
])('by mail where %s', async (_, refused) => {
  const { inChat, mails, heard } = await openedIn(await open(), { failure: refused })
  expect(inChat).toEqual([])
  expect(mails).toHaveLength(1)
  expect(mails[0]).toContain('ble nettopp åpnet i en ny nettleser')
  expect(heard).toEqual([])
})

it('says in one line why neither reached', async () => {
  const opened = await open()
  const address = await opened.emailOf(opened.per.respondentId)
  opened.mail.plans.set(address.toLowerCase(), [{ at: 'rcpt', status: 550 }])
  const { heard } = await openedIn(opened, { failure: failure('blocked', 403, 'BotDisabledByAdmin') })
  expect(heard).toEqual([
    {
      ...{ event: 'respondents.not_told', notice: 'opened', teams: 'BotDisabledByAdmin', mail: expect.any(String) },
    },
  ])
})

it('tells in the chat also while SQL cannot say the address, and names that and faults of our own', async () => {
  const away = await openedIn(await open(), { way: () => Promise.reject(new StoreAway('away')) })
  expect(away.inChat).toHaveLength(1)
  expect(away.heard).toEqual([{ event: 'respondents.not_told', notice: 'opened', fault: 'StoreAway' }])
  const opened = await open()
  opened.desk.deps.channel = { ...opened.desk.deps.channel, send: () => Promise.reject(new TypeError('ours')) }
  const ours = await openedIn(opened)
  expect(ours.heard).toEqual([{ event: 'respondents.not_told', notice: 'opened', fault: 'TypeError' }])
})
