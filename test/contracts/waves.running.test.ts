/**
 * Waves of one and of three parts in the running service, beside that of 2018: each is answered in Teams, reminded, sent in,
 * reported and exported while the service goes on through the years. Real Redis, SQL, queues and HTTP.
 */

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Survey } from '../../src/app/service.ts'
import { servingLimits } from '../../src/edge/sql/database.ts'
import { openRespondents, syncUnits } from '../../src/edge/sql/respondents.ts'
import type { Report } from '../../src/report/model.ts'
import { readSettings } from '../../src/settings/settings.ts'
import { startService } from '../../src/start/service.ts'
import { openStores, type Stores } from '../../src/start/stores.ts'
import { openSurvey } from '../../src/start/survey.ts'
import { type LoopbackConnector, startLoopbackConnector } from '../support/channel.ts'
import { pressesOnTo } from '../support/finishing.ts'
import { HANGS_MS } from '../support/patience.ts'
import { type PersonInTeams, personInTeams } from '../support/person-in-teams.ts'
import { objectIdOf, tenantId } from '../support/registered.ts'
import { AUDIENCE, startTokenIssuer } from '../support/reminders/token-issuer.ts'
import { putEmptyDatabase } from '../support/start-pglite.ts'
import { wave2018 } from '../support/wave-2018.ts'

const ours = join(import.meta.dirname, '../../dialogs')
const own = join(import.meta.dirname, '../waves')
/** A working morning while each is open. `unit`: whom it asks. */
const WAVES = [
  { wave: wave2018, root: ours, morning: '2018-11-14T10:00:00+01:00', unit: '1201', asks: 1 },
  { wave: 'tre-deler', root: own, morning: '2031-03-12T10:00:00+01:00', unit: '4601', asks: 3 },
  { wave: 'en-del', root: own, morning: '2032-03-10T10:00:00+01:00', unit: '4632', asks: 1 },
] as const

const dataDir = mkdtempSync(join(tmpdir(), 'kd-running-'))
const faults: string[] = []
const log = {
  info: () => undefined,
  warn: () => undefined,
  // By a clock of another year than the stores' nothing is deleted, and that is said.
  error: (about: object, event: string) => {
    if (!('round' in about) || about.round !== 'retention.clock') faults.push(event)
  },
}
/** The machine's clock goes on, set to another year. */
let shift = Date.parse(WAVES[0].morning) - Date.now()
const now = () => Date.now() + shift

let connector: LoopbackConnector
let issuer: Awaited<ReturnType<typeof startTokenIssuer>>
let stores: Stores
let service: Awaited<ReturnType<typeof startService>>
const surveys = new Map<string, Survey>()
const asked = new Map<string, { part: string; person: PersonInTeams }[]>()

beforeAll(async () => {
  await putEmptyDatabase(dataDir)
  connector = await startLoopbackConnector()
  issuer = await startTokenIssuer(now)
  const read = readSettings({
    ...{ NODE_ENV: 'test', DATA_DIR: dataDir, PORT: '0', OPS_PORT: '0' },
    ...{ ADMIN_OIDC_ISSUER: issuer.issuer, ADMIN_OIDC_AUDIENCE: AUDIENCE },
  })
  if (!read.ok) throw new Error(JSON.stringify(read.faults))
  const { settings } = read
  const opened = await openStores(settings, { whenOwned: 'refuse', limits: servingLimits, log: () => undefined })
  if (!opened.ok) throw new Error(opened.fault.reason)
  stores = opened.stores
  for (const { wave, root, unit, asks } of WAVES) {
    const found = await openSurvey({ wave, opensAt: null, closesAt: null, folder: root })
    if (!found.ok) throw new Error(JSON.stringify(found.faults))
    surveys.set(wave, found.survey)
    asked.set(wave, await invited(found.survey, unit, asks))
  }
  service = await startService({ settings, stores, surveys: [...surveys.values()], taking: null, log, now })
})
afterAll(async () => {
  await service?.stop()
  await stores?.close()
  await issuer?.stop()
  await connector?.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

/** One person for each of the first `asks` parts. */
const invited = async (survey: Survey, unitId: string, asks: number) => {
  await syncUnits(stores.sql, survey.wave.id, survey.units.values())
  const before = [...asked.values()].flat().length
  const parts = Object.keys(survey.wave.parts).slice(0, asks)
  const people = parts.map((part, i) => ({ part, objectId: objectIdOf(before + i + 1) }))
  const added = people.map(({ part, objectId }, i) => ({
    line: i + 2,
    respondent: {
      ...{ unitId, part, name: 'Kari Nordmann', email: `${objectId}@example.no`, upn: null },
      ...{ tenantId, objectId, language: 'nb' as const },
    },
  }))
  const book = openRespondents(stores.sql, { wave: survey.wave.id })
  await book.change(() => ({ added, changed: [], unchanged: [], faults: [] }), {
    ...{ at: new Date(now()), actor: 'test', newId: () => crypto.randomUUID() },
  })
  return people.map(({ part, objectId }) => ({
    part,
    person: personInTeams({ url: () => service.url ?? '', connector }, { tenantId, objectId }),
  }))
}

const call = async (path: string, body?: object): Promise<string> => {
  const response = await fetch(`${service.url}/api/admin/${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      authorization: `Bearer ${await issuer.token({ roles: ['Survey.Admin', 'Survey.Analyst'] })}`,
      'content-type': 'application/json',
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`)
  return text
}
type Campaign = { id: string; kind: string; state: string; counts: Record<string, number> }
const campaignsOf = async (wave: string): Promise<Campaign[]> =>
  JSON.parse(await call(`reminders?wave=${wave}`)).campaigns

const until = async <T>(what: string, look: () => Promise<T | undefined | false>): Promise<T> => {
  for (const end = Date.now() + HANGS_MS; Date.now() < end; await wait(50)) {
    const seen = await look()
    if (seen) return seen
  }
  throw new Error(`never seen: ${what}`)
}

const documentsOf = async (wave: string): Promise<{ wave: string; part: string; complete: boolean }[]> =>
  (await call(`results.jsonl?wave=${wave}`))
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))

it.each(WAVES)('$wave is answered, reminded and sent in', async ({ wave, morning }) => {
  // Forwards alone: what was ordered at the start is due at the hour of the start.
  shift = Math.max(shift, Date.parse(morning) - Date.now())
  const people = asked.get(wave) ?? []
  // Before anybody is known in Teams, so that the reminder is the first that comes.
  await until('the invitation', async () =>
    (await campaignsOf(wave)).find(({ kind, state }) => kind === 'invitation' && state === 'finished'),
  )
  for (const { person } of people) {
    await person.say('hei')
    await person.until(() => person.find(({ data }) => data.do === 'start'))
  }
  const selection = { parts: people.map(({ part }) => part), statuses: ['not_started'] }
  const { id } = JSON.parse(await call(`reminders?wave=${wave}`, { ...selection, template: 'reminder', dryRun: false }))
  const ended = await until('the reminder', async () =>
    (await campaignsOf(wave)).find((one) => one.id === id && one.state === 'finished'),
  )
  expect(ended.counts).toMatchObject({ sent: people.length })
  for (const { person } of people) {
    const reminder = person.find(({ data }) => data.do === 'continue')
    if (reminder === undefined) throw new Error('no reminder in the chat')
    expect(reminder.texts.join()).toContain(surveys.get(wave)?.wave.title.nb)
    await person.press(reminder.button, reminder.id)
    await pressesOnTo(person, 'reopen')
  }
  const sentIn = await until('what was sent in', async () => {
    const documents = await documentsOf(wave)
    return documents.length === people.length && documents
  })
  expect(sentIn.map(({ part, complete }) => [part, complete]).sort()).toEqual(
    people.map(({ part }) => [part, true]).sort(),
  )
})

it.each(WAVES)('$wave is reported and exported beside the others', async ({ wave, unit, asks }) => {
  const survey = surveys.get(wave)
  const report: Report = JSON.parse(await call(`report.json?wave=${wave}`))
  expect(report).toMatchObject({ wave, status: 'internal', title: survey?.wave.title, response: { any: 1 } })
  expect(Object.keys(report.response.byPart)).toEqual(Object.keys(survey?.wave.parts ?? {}))
  expect(new Set((await documentsOf(wave)).map((one) => one.wave))).toEqual(new Set([wave]))
  for (const { part } of asked.get(wave) ?? []) {
    const csv = await call(`results.csv?wave=${wave}&part=${part}`)
    expect(csv.split('\n').filter((line) => line.includes(unit))).toHaveLength(1)
  }
  expect([asked.get(wave)?.length, faults]).toEqual([asks, []])
})
