/** A whole production service whose own token is refused by the one that gives it: seen, in the promised time, and over by itself. */

import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { HANGS_MS, promised } from '../support/patience.ts'
import { realAddresses } from '../support/real-addresses.ts'
import { type ServiceProcess, serviceProcess } from '../support/service-process.ts'
import { startPostgres } from '../support/start-postgres.ts'
import { startRedis } from '../support/start-redis.ts'

/** Who asks whether the service is ready is answered within about a second, whatever Entra does (`own-token.ts`). */
const PROBED_WITHIN_MS = 2_000
/** A refusal is tried again after ten seconds, and whoever watches asks once more. */
const BACK_WITHIN_MS = 10_000 + PROBED_WITHIN_MS

type Answer = 'refuses' | 'hangs' | 'gives'
let gives: Answer = 'refuses'
let identity: Server
const real = realAddresses()
let redis: Awaited<ReturnType<typeof startRedis>>
let postgres: Awaited<ReturnType<typeof startPostgres>>
let service: ServiceProcess

beforeAll(async () => {
  identity = createServer((_, response) => {
    if (gives === 'hangs') return
    const expires = `${Math.floor(Date.now() / 1000) + 86_400}`
    const [status, body] =
      gives === 'gives'
        ? [200, { access_token: 'own', expires_on: expires, token_type: 'Bearer' }]
        : [400, { error: 'invalid_client', error_description: 'AADSTS7000222: the secret of Kari has expired' }]
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(JSON.stringify(body))
  })
  const listening = new Promise<void>((resolve) => identity.listen(0, '127.0.0.1', resolve))
  ;[redis, postgres] = await Promise.all([startRedis(), startPostgres(), listening])
  service = serviceProcess({
    ...{ NODE_ENV: 'production', REDIS_URL: redis.url, DATABASE_URL: postgres.url, DIALOGS_DIR: real.dialogs },
    MicrosoftAppId: '3f1c2a90-0000-4000-8000-00000000000c',
    MicrosoftAppType: 'UserAssignedMSI',
    MicrosoftAppTenantId: '7c9d2b10-0000-4000-8000-00000000000b',
    IDENTITY_ENDPOINT: `http://127.0.0.1:${(identity.address() as AddressInfo).port}/identity`,
    IDENTITY_HEADER: 'header',
  })
  await service.start()
})
afterAll(async () => {
  await service?.kill()
  identity?.closeAllConnections()
  identity?.close()
  real.remove()
  await redis?.stop()
  await postgres?.stop()
})

/** What the public listener says, and how long it took, ms. */
const asked = async (path: string): Promise<{ status: number; ms: number }> => {
  const before = performance.now()
  const { status } = await fetch(`${service.url()}${path}`, { signal: AbortSignal.timeout(HANGS_MS) })
  return { status, ms: performance.now() - before }
}
const health = async () => (await fetch(`${service.ops()}/health`)).json() as Promise<{ dependencies: object }>
const logged = (event: string) => service.output.filter((line) => line.includes(`"${event}"`))

test('refused: it starts, is not ready, says which dependency, and logs the code alone', async () => {
  const { status, ms } = await asked('/readyz')
  expect(status).toBe(503)
  expect(ms).toBeLessThan(promised(PROBED_WITHIN_MS))
  expect(await asked('/healthz')).toMatchObject({ status: 200 })
  expect(await health()).toMatchObject({ ready: false, dependencies: { redis: 'up', sql: 'up', token: 'down' } })
  expect(await (await fetch(`${service.ops()}/metrics`)).text()).toMatch(/dependency_up\{[^}]*token[^}]*\} 0/)
  await expect.poll(() => logged('token.none').length).toBe(1)
  expect(logged('token.none')[0]).toContain('invalid_client')
  expect(service.output.join('')).not.toContain('Kari')
})

test('given again: ready by itself in the promised time, and said once', async () => {
  gives = 'gives'
  const before = performance.now()
  await expect.poll(async () => (await asked('/readyz')).status).toBe(200)
  expect(performance.now() - before).toBeLessThan(promised(BACK_WITHIN_MS))
  expect(await health()).toMatchObject({ ready: true, dependencies: { token: 'up' } })
  await expect.poll(() => logged('token.back').length).toBe(1)
})

test('one that does not answer when the service starts: not ready, and whoever asks is answered at once', async () => {
  gives = 'hangs'
  await service.stop()
  await service.start()
  const { status, ms } = await asked('/readyz')
  expect(status).toBe(503)
  expect(ms).toBeLessThan(promised(PROBED_WITHIN_MS))
  gives = 'gives'
  identity.closeAllConnections()
  await expect.poll(async () => (await asked('/readyz')).status).toBe(200)
})
