/** A backup made before the house was rebuilt (`old-backup/README.md`) is restored, and everything in it goes on. */

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openQuestion } from '../support/answering.ts'
import { startLoopbackConnector } from '../support/channel.ts'
import { commandLine } from '../support/command-line.ts'
import { personInTeams } from '../support/person-in-teams.ts'
import { objectIdOf, tenantId } from '../support/registered.ts'
import { SECRET, startResultsReceiver } from '../support/results-receiver.ts'
import { serviceProcess } from '../support/service-process.ts'
import { startPostgres } from '../support/start-postgres.ts'
import { startRedis } from '../support/start-redis.ts'
import { folder as today } from '../support/survey-2018.ts'
import { wave2018 } from '../support/wave-2018.ts'

const here = (path: string) => new URL(path, import.meta.url)
const place = mkdtempSync(join(tmpdir(), 'kd-old-'))
const codes = { passedOn: '52AG-3YWT-9SXN-G', byLetter: 'EP8M-9FDM-F2DT-K' }

/** The wave as it was then: the texts have been written once more since, and sessions stay with their own. */
const wavesOfThen = (): string => {
  const dialogs = join(place, 'dialogs')
  cpSync(today, join(dialogs, wave2018), { recursive: true })
  for (const name of ['raadmann.v1.yaml', 'integrering.v1.yaml'])
    cpSync(here(`../questionnaire/drafted/${name}`), join(dialogs, wave2018, name))
  for (const name of ['report.yaml', 'trend.yaml', 'demo.yaml', 'called.json'])
    rmSync(join(dialogs, wave2018, name), { force: true })
  return dialogs
}

let connector: Awaited<ReturnType<typeof startLoopbackConnector>>
let redis: Awaited<ReturnType<typeof startRedis>>
let postgres: Awaited<ReturnType<typeof startPostgres>>
let receiver: Awaited<ReturnType<typeof startResultsReceiver>>
let service: ReturnType<typeof serviceProcess>
let settings: Record<string, string>
beforeAll(async () => {
  ;[connector, redis, postgres, receiver] = await Promise.all([
    startLoopbackConnector(),
    startRedis(),
    startPostgres(),
    startResultsReceiver(),
  ])
  settings = {
    ...{ REDIS_URL: redis.url, DATABASE_URL: postgres.url, DIALOGS_DIR: wavesOfThen(), SURVEY_WAVE: wave2018 },
    ...{ SURVEY_OPENS_AT: '2018-01-01', SURVEY_CLOSES_AT: '2099-01-01' },
    ...{ RESULTS_URL: receiver.url, RESULTS_SECRET: SECRET },
  }
  service = serviceProcess(settings)
  const then = readFileSync(here('./old-backup/e29537b.jsonl'), 'utf8')
  writeFileSync(join(place, 'then.backup'), gzipSync(then.replaceAll('http://127.0.0.1:1/', connector.serviceUrl)))
})
afterAll(async () => {
  await service?.kill()
  await Promise.all([connector?.stop(), redis?.stop(), receiver?.stop()])
  await postgres?.stop()
  rmSync(place, { recursive: true, force: true })
})

const command = (...args: string[]) => commandLine(args, { NODE_ENV: 'test', ...settings })
const person = (n: number) => personInTeams({ url: service.url, connector }, { tenantId, objectId: objectIdOf(n) })
/** All that the chat of a person shows. */
const shown = (of: ReturnType<typeof person>): string => JSON.stringify(of.chat().map(({ texts }) => texts))
const says = async (n: number, text: string, what: string): Promise<ReturnType<typeof person>> => {
  const who = person(n)
  await who.say(text)
  await who.until(() => shown(who).includes(what))
  return who
}

test('it is restored, and the service starts on it', async () => {
  expect(await command('restore', join(place, 'then.backup'), '--json')).toMatchObject({ code: 0, err: '' })
  await service.start()
})

test('what was sent in is there, and what could not be delivered is', async () => {
  await expect.poll(() => receiver.taken.size).toBe(1)
  await expect.poll(async () => (await command('results', 'deliveries', '--json')).out).not.toContain('"pending"')
  await says(0, 'status', 'sendt inn')
})

test('half a session goes on where it was, by the card that is still open in the chat', async () => {
  const half = person(1)
  const skip = { title: 'Hopp over', verb: 'skip', data: { s: '1oHLEaL-R8L75bsE', q: 'svingninger', r: 0, do: 'skip' } }
  expect(JSON.stringify((await half.press(skip, 'm17')).body)).toContain('Hoppet over')
  const open = await half.until(() => openQuestion(half))
  expect(open.question).not.toBe('svingninger')
  await says(1, 'vis svar', '3 år')
})

test('a yes is still the answer to what was asked before it', async () => {
  const waits = await says(2, 'ja', 'Rådmann')
  await waits.until(() => openQuestion(waits)?.question === 'leder_aar')
})

test('what is typed first is the answer to the question that stood there', async () => {
  await says(4, 'kommunalsjef', 'Jeg skriver opp «Kommunalsjef eller annen leder i toppledelsen». Stemmer det?')
})

test('a code for a colleague and one of a letter still open what they were made for', async () => {
  await says(20, codes.passedOn, 'Bruk av tolk')
  await says(21, codes.byLetter, 'Spydeberg')
})

test('a scheduled reminder is still scheduled; one that was under way is stopped, for nobody knows who got it since', async () => {
  const { campaigns } = JSON.parse((await command('reminders', 'list', '--json')).out) as { campaigns: unknown[] }
  const states = ['scheduled', 'stopped'] as const
  expect(campaigns).toEqual(expect.arrayContaining(states.map((state) => expect.objectContaining({ state }))))
  expect(campaigns).toContainEqual(
    expect.objectContaining({
      stopCode: 'restored',
      counts: expect.objectContaining({ unknown: 4, queued: 0, held: 0 }),
    }),
  )
})
