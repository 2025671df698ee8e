/** How long a sign-in on the administrators' page lasts, and what the issuer's faults are told as; real Redis and issuer. */

import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Cluster, Redis } from 'ioredis'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { type Issuer, startIssuer } from '../../../scripts/demo/issuer.ts'
import { personOf } from '../../../src/app/web/admin-ports.ts'
import { adminSessions, pendingSignIns } from '../../../src/edge/redis/admin-sessions.ts'
import { servingLimits } from '../../../src/edge/sql/database.ts'
import { readSettings } from '../../../src/settings/settings.ts'
import { startService } from '../../../src/start/service.ts'
import { openStores, type Stores } from '../../../src/start/stores.ts'
import { openSurvey } from '../../../src/start/survey.ts'
import { putEmptyDatabase } from '../../support/start-pglite.ts'
import { wave2018 } from '../../support/wave-2018.ts'
import { acrossSites, tokenOn } from '../../support/web/across-sites.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const dataDir = mkdtempSync(join(tmpdir(), 'kd-admin-'))
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }

let issuer: Issuer
let stores: Stores
let redis: Redis | Cluster
let service: { url: string | null; stop(): Promise<void> }
let later = 0
const now = () => Date.now() + later
beforeAll(async () => {
  await putEmptyDatabase(dataDir)
  issuer = await startIssuer({ accounts: [{ id: 'eva', name: 'Eva', roles: ['Survey.Admin'] }], idTokenSeconds: 300 })
  service = await started(issuer.settings)
})
beforeEach(() => {
  later = 0
})
afterAll(async () => {
  await service?.stop()
  await stores?.close()
  await issuer?.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

const started = async (env: Record<string, string>) => {
  const read = readSettings({ NODE_ENV: 'test', ROLE: 'web', DATA_DIR: dataDir, PORT: '0', OPS_PORT: '0', ...env })
  if (!read.ok) throw new Error(JSON.stringify(read.faults))
  const { settings } = read
  if (stores === undefined) {
    const opened = await openStores(settings, { whenOwned: 'refuse', limits: servingLimits, log: () => undefined })
    if (!opened.ok) throw new Error(opened.fault.reason)
    stores = opened.stores
    redis = stores.redis
  }
  const survey = await openSurvey({
    wave: wave2018,
    opensAt: null,
    closesAt: Date.now() + 30 * 24 * HOUR,
  })
  if (!survey.ok) throw new Error('the wave does not load')
  return await startService({ settings, stores, surveys: [survey.survey], taking: null, log: quiet, now })
}
const admin = (path = '') => `${service.url}/admin${path}`
const who = (change = {}) => ({ subject: 'x', tenantId: null, objectId: null, name: null, ...change })

it('keeps everything in Redis with an end, an hour idle and eight in all', async () => {
  const sessions = adminSessions(redis, now)
  const listed = who({ tenantId: randomUUID(), objectId: randomUUID() })
  const secret = await sessions.begin({ who: listed, claimed: ['analyst'], locale: 'nn' })
  await sessions.keepFile(secret, Buffer.from('unit;part'))
  await pendingSignIns(redis).begin({ state: 's', nonce: 'n', verifier: 'v', to: '/admin', silent: false })
  const keys = (await redis.keys('web:*')).filter((key) => !key.startsWith('web:session'))
  expect(new Set(keys.map((key) => key.split(':')[1]))).toEqual(new Set(['admin', 'administers', 'upload', 'signin']))
  for (const key of keys) {
    expect(await redis.pttl(key), key).toBeGreaterThan(0)
    expect(await redis.pttl(key), key).toBeLessThanOrEqual(key.startsWith('web:administers') ? 8 * HOUR : HOUR)
    expect(key).not.toContain(secret)
  }
  for (const [after, left] of [
    [0, HOUR],
    [7 * HOUR, HOUR],
    [8 * HOUR - MINUTE, MINUTE],
  ] as const) {
    later = after
    expect(await sessions.find(secret)).toMatchObject({ who: listed, claimed: ['analyst'], locale: 'nn' })
    const [key = ''] = (await redis.keys('web:admin:*')).slice(0, 1)
    expect(await redis.pttl(key)).toBeLessThanOrEqual(left)
  }
  later = 8 * HOUR
  expect(await sessions.find(secret)).toBeNull()
})

it('ends all of one person at once, and brings none back', async () => {
  const sessions = adminSessions(redis, now)
  const listed = who({ tenantId: randomUUID(), objectId: randomUUID() })
  const own = await Promise.all([1, 2, 3].map(() => sessions.begin({ who: listed, claimed: [], locale: 'nb' })))
  const other = await sessions.begin({ who: who({ subject: 'y' }), claimed: [], locale: 'nb' })
  expect(await sessions.endAllOf(personOf(listed) ?? '')).toBe(3)
  for (const secret of own) {
    await sessions.change(secret, { locale: 'nn' })
    expect(await sessions.find(secret)).toBeNull()
  }
  expect(await sessions.find(other)).not.toBeNull()
  expect(await sessions.endAllOf('nobody')).toBe(0)
})

it('gives a kept file back as it was, to whoever sent it and nobody else', async () => {
  const sessions = adminSessions(redis, now)
  const bytes = Buffer.from([0, 255, 13, 10, 1, 2, 3])
  await sessions.keepFile('one', bytes)
  expect(await sessions.keptFile('one')).toEqual(bytes)
  expect(await sessions.keptFile('two')).toBeNull()
  await sessions.dropFile('one')
  expect(await sessions.keptFile('one')).toBeNull()
})

it('believes nothing that does not parse', async () => {
  const sessions = adminSessions(redis, now)
  const secret = await sessions.begin({ who: who(), claimed: [], locale: 'nb' })
  for (const key of await redis.keys('web:admin:*')) await redis.set(key, '{"who":1', 'PX', 1000)
  expect(await sessions.find(secret)).toBeNull()
})

it('renews what the sign-in says, as long as the issuer knows the person', async () => {
  const browser = acrossSites()
  later = -51 * MINUTE
  const first = await browser.signIn(admin(), 'eva')
  expect(first.title).toBe('Oversikt')
  later = -6 * MINUTE
  expect(tokenOn(await browser.get(first.url))).toBe(tokenOn(first))
  later = 0
  const renewed = await browser.get(`${first.url}?x=1`)
  expect([renewed.title, renewed.url, tokenOn(renewed)]).toEqual(['Oversikt', `${first.url}?x=1`, tokenOn(first)])
  later = -51 * MINUTE
  const other = acrossSites()
  const again = await other.signIn(admin(), 'eva')
  await issuer.changeKeys()
  later = 0
  const asked = await other.get(again.url)
  expect([asked.status, asked.title]).toEqual([401, 'Logg inn'])
  expect(asked.html).toContain('Innloggingen må bekreftes på nytt')
})

it.each([
  ['a snowman', '\u2603'],
  ['a letter with a ring', 'Å'],
  ['a zero character', '\u0000'],
  ['a line break and a header', '\r\nset-cookie: x=y'],
  ['signs that change the direction', '\u202e'],
  ['half a per cent', '%'],
  ['nothing that is read', '%E0%A4%A'],
])('an address with %s leads where somebody may go, and is no fault', async (_, odd) => {
  const browser = acrossSites()
  const token = tokenOn(await browser.signIn(admin(), 'eva'))
  // The issuer knows who it is, and leads back at once.
  const { status, url, hops } = await browser.get(admin(`/inn?til=${encodeURIComponent(`/admin/${odd}`)}`))
  expect([hops > 2, status < 500, new URL(url).origin]).toEqual([true, true, service.url])
  for (const [path, form] of [
    ['/sprak', { token, lang: 'nb', til: `/admin/${odd}` }],
    [`/${wave2018}/paaminnelser/${encodeURIComponent(odd)}/avbryt`, { token }],
    [`/${wave2018}/resultater/${encodeURIComponent(odd)}/igjen`, { token }],
    [`/${wave2018}/svarere/${encodeURIComponent(odd)}`, { token, navn: odd }],
  ] as const)
    expect((await browser.post(admin(path), form)).status, path).toBeLessThan(500)
})

it('lets the figures of a page that stands open ask nobody to sign in again', async () => {
  const browser = acrossSites()
  later = -51 * MINUTE
  const first = await browser.signIn(admin(), 'eva')
  later = 0
  expect(await browser.renew(first.url)).toMatchObject({ status: 200, title: 'Oversikt', hops: 0 })
  expect(await browser.get(first.url)).toMatchObject({ status: 200, title: 'Oversikt', hops: 4 })
})

it('does nothing by a role that was said over an hour ago', async () => {
  const browser = acrossSites()
  const first = await browser.signIn(admin(), 'eva')
  later = 61 * MINUTE
  const posted = await browser.post(admin('/sprak'), { token: tokenOn(first), lang: 'nn', til: '/admin' })
  expect([posted.status, posted.title]).toEqual([403, 'Innloggingen må fornyes'])
  later = 0
  expect((await browser.get(first.url)).html).toContain('<html lang="nb"')
})

it.each([
  ['ten minutes behind ours', 10 * MINUTE, 'Klokkene stemmer ikke'],
  ['a little behind ours', MINUTE / 2, 'Oversikt'],
  ['ten minutes before ours', -10 * MINUTE, 'Oversikt'],
])('the issuer’s clock is %s', async (_, apart, title) => {
  later = apart
  expect((await acrossSites().signIn(admin(), 'eva')).title).toBe(title)
})

it.each([
  [
    'another issuer',
    (url: string) => ({ issuer: `${url}/other`, authorization_endpoint: `${url}/a`, jwks_uri: `${url}/k` }),
  ],
  ['nothing that is an address', (url: string) => ({ issuer: url, authorization_endpoint: 'file:///etc/passwd' })],
  ['a list', () => []],
])('goes nowhere when what is found at the issuer names %s', async (_, metadata) => {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(metadata(url)))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const other = await started({ ...issuer.settings, ADMIN_OIDC_ISSUER: url })
  const response = await fetch(`${other.url}/admin/inn`, { redirect: 'manual' })
  expect(response.status).toBe(503)
  expect(await response.text()).toContain('Innloggingen virker ikke akkurat nå')
  await other.stop()
  server.close()
})

it('says that the issuer is away, and goes on for those who are signed in', async () => {
  const browser = acrossSites()
  const first = await browser.signIn(admin(), 'eva')
  const { port } = new URL(issuer.url)
  await issuer.stop()
  const away = await acrossSites().get(admin('/inn'))
  expect([away.status, away.title]).toEqual([503, 'Innloggingen virker ikke akkurat nå'])
  expect((await browser.get(first.url)).title).toBe('Oversikt')
  issuer = await startIssuer({ accounts: [{ id: 'eva', name: 'Eva', roles: ['Survey.Admin'] }], port: Number(port) })
})
