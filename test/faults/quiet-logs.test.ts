/** Nothing of what people write, who they are, or what opens a door stands in logs, figures, health or error bodies. */

import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runCli } from '../../src/cli/run.ts'
import { answerOnce, isConfirmed, openQuestion } from '../support/answering.ts'
import { type PersonInTeams, personInTeams } from '../support/person-in-teams.ts'
import { objectIdOf, tenantId } from '../support/registered.ts'
import { SECRET, startResultsReceiver } from '../support/results-receiver.ts'
import { startTokenIssuer, type TokenIssuer } from '../support/token-issuer.ts'
import { type WholeService, wholeService } from '../support/whole-service.ts'

const WRITTEN = 'qvarkblåbærfjellsvada'
const WRONG_CODE = 'ZZZZ-ZZZZ-ZZZZ'

let issuer: TokenIssuer
let receiver: Awaited<ReturnType<typeof startResultsReceiver>>
let whole: WholeService
let token: string
const bodies: string[] = []

beforeAll(async () => {
  issuer = await startTokenIssuer()
  receiver = await startResultsReceiver()
  whole = await wholeService({
    ...issuer.sdk,
    ...{ IDENTITY_ENDPOINT: process.env.IDENTITY_ENDPOINT ?? '', IDENTITY_HEADER: 'identity-header-secret' },
    ...{ RESULTS_URL: receiver.url, RESULTS_SECRET: SECRET, LOG_LEVEL: 'trace' },
  })
  token = await issuer.sign(whole.connector.serviceUrl)
})
afterAll(async () => {
  await whole?.stop()
  await receiver?.stop()
  await issuer?.stop()
})

const person = (n: number): PersonInTeams =>
  personInTeams(
    { url: whole.service.url, connector: whole.connector, authorize: async () => `Bearer ${token}` },
    { tenantId, objectId: objectIdOf(n) },
  )

const invitationCode = async (unitId: string): Promise<string> => {
  let out = ''
  const cli = async (...args: string[]) => {
    out = ''
    const keep = (text: string) => {
      out += text
    }
    const world = { out: keep, err: () => undefined, actor: 'cli:test' }
    const env = { NODE_ENV: 'test', REDIS_URL: whole.redis.url, DATABASE_URL: whole.postgres.url }
    const chance = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes))
    await runCli(args, { ...world, env, chance, now: () => new Date(), newId: randomUUID })
    return JSON.parse(out)
  }
  const listed: { id: string; unitId: string }[] = await cli('respondents', 'list', '--json')
  const id = listed.find((each) => each.unitId === unitId)?.id ?? ''
  return String((await cli('respondents', 'invite', id, '--json')).code)
}

test('a scripted chat with everything that must not be seen, and every error there is', async () => {
  const answering = person(0)
  await answering.say('hei')
  const start = await answering.until(() => answering.find(({ data }) => data.do === 'start'))
  await answering.press(start.button, start.id)
  for (let i = 0; i < 30; i++) {
    const before = (await answering.until(() => openQuestion(answering))).question
    if (before === 'naeringsliv_tiltak') break
    await answering.say(`${WRITTEN} ${i}`)
    if (openQuestion(answering)?.question === before) await answerOnce(answering, i)
    await answering.until(() => openQuestion(answering)?.question !== before || answering.chat().length > 40)
  }
  const stranger = person(500)
  await stranger.say(WRONG_CODE)
  const code = await invitationCode(whole.respondents[7]?.unit ?? '')
  await stranger.say(code)
  await stranger.until(() => stranger.find(({ data }) => data.do === 'start'))
  whole.way.cut()
  await person(3).say(WRITTEN)
  await whole.redis.kill()
  await answering.say(`${WRITTEN} uten Redis`)
  await whole.redis.start()
  whole.way.mend()
  whole.connector.misbehave({ type: 'status', status: 500, body: { error: { code: 'X', message: WRITTEN } } }, 3)
  const open = await answering.until(() =>
    answering.find(({ data }) => data.q === 'naeringsliv_tiltak' && data.do === 'answer'),
  )
  const specified = { answer: 'annet', other: WRITTEN }
  await expect.poll(async () => isConfirmed(await answering.press(open.button, open.id, specified))).toBe(true)
  whole.connector.behave()

  for (const { body, headers } of [
    { body: JSON.stringify({ text: WRITTEN }), headers: { authorization: `Bearer ${token}x` } },
    { body: `{"text":"${WRITTEN}`, headers: {} },
    {
      body: JSON.stringify(answering.activity({ type: 7, text: WRITTEN })),
      headers: { authorization: `Bearer ${token}` },
    },
    { body: JSON.stringify({ text: WRITTEN.repeat(20_000) }), headers: {} },
    { body: WRITTEN, headers: { 'content-type': 'text/plain' } },
  ]) {
    const init = { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } }
    const response = await fetch(`${whole.service.url()}/api/messages`, init)
    expect(response.status).toBeGreaterThanOrEqual(400)
    bodies.push(await response.text())
  }
  bodies.push(await (await fetch(`${whole.service.url()}/${WRITTEN}`)).text())
  const ops = whole.service.ops()
  for (const path of ['metrics', 'healthz', 'health', 'readyz', WRITTEN]) {
    bodies.push(await (await fetch(`${ops}/${path}`)).text())
  }
  await whole.service.stop()

  const secrets = {
    ...{ 'what was written': WRITTEN, 'a name': 'Nordmann', 'an e-mail address': '@example.no' },
    ...{ 'a code': code, 'a wrong code': WRONG_CODE, 'a code without dashes': code.replaceAll('-', '') },
    ...{ 'the channel’s token': token.split('.')[1] ?? '', 'the bot’s token': 'own-token' },
    ...{ 'the identity header': 'identity-header-secret', 'the signing secret': SECRET.slice(6) },
    ...{ 'the database’s address': 'postgres@127', 'a question’s text': 'Hvilken stilling' },
  }
  const everything = [...whole.service.output, ...bodies]
  expect(everything.length).toBeGreaterThan(40)
  for (const [what, secret] of Object.entries(secrets)) {
    const found = everything.filter((text) => text.toLowerCase().includes(secret.toLowerCase()))
    expect(found, `${what} is seen`).toEqual([])
  }
  // The scan would be worth nothing if the service had never had them.
  const sent = JSON.stringify(whole.connector.calls)
  for (const had of [WRITTEN, 'own-token']) expect(sent.includes(had), 'it had it').toBe(true)
  console.log(`scanned ${everything.length} lines and bodies for ${Object.keys(secrets).length} secrets: none found`)
})
