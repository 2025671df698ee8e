/** The whole service with its administrators' page, an issuer on loopback, and people of each role. */

import { randomUUID } from 'node:crypto'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { type Account, type Issuer, startIssuer } from '../../../scripts/demo/issuer.ts'
import { addAdmin, removeAdmin } from '../../../src/app/administration/admins.ts'
import type { AdminRole } from '../../../src/app/ports/people.ts'
import { adminSessions } from '../../../src/edge/redis/admin-sessions.ts'
import { connectRedis } from '../../../src/edge/redis/connect.ts'
import { progressStore } from '../../../src/edge/redis/progress-store.ts'
import { wave2018 } from '../wave-2018.ts'
import { oneOfEach } from '../whole-service.ts'
import { webService } from './web-service.ts'

const TENANT = '7c9d2b10-0000-4000-8000-0000000000aa'

/** `eva` and `ola` have their roles from the sign-in, `tove` and `nils` from the table once it says so, `per` has none. */
const accounts: Account[] = [
  { id: 'eva', name: 'Eva Claim', roles: ['Survey.Admin'] },
  { id: 'ola', name: 'Ola Analytiker', roles: ['Survey.Analyst'] },
  { id: 'per', name: 'Per Uten', roles: [] },
  ...['tove', 'nils', 'ida'].map((id) => ({
    id,
    name: `${id} <b>Tabell</b>`,
    roles: [],
    tenantId: TENANT,
    objectId: randomUUID(),
  })),
]

/** As many as fill a page's list; a browser takes a second of the processor's time for each page that shows hundreds. */
const some: typeof oneOfEach = oneOfEach.slice(0, 30)

export const adminService = async (settings: Record<string, string> = {}, respondents = some) => {
  const issuer: Issuer = await startIssuer({ accounts })
  const days = (n: number) => new Date(Date.now() + n * 24 * 3_600_000).toISOString().slice(0, 10)
  const whole = await webService(
    {
      ...issuer.settings,
      ...{ SURVEY_OPENS_AT: days(-20), SURVEY_CLOSES_AT: days(20) },
      ...settings,
    },
    respondents,
  )
  const redis = await connectRedis({ urls: [whole.redis.url] })
  const progress = progressStore(redis, async () => {})
  const sessions = adminSessions(redis, Date.now)
  const identity = (id: string) => {
    const account = accounts.find((one) => one.id === id)
    return { tenantId: account?.tenantId ?? '', objectId: account?.objectId ?? '' }
  }
  const by = () => ({ at: new Date(), actor: 'cli:test' })
  const base = { wave: wave2018, book: whole.book, progress, sessions }
  const url = () => whole.service.url()
  return {
    ...whole,
    ...{ issuer, redisClient: redis, url, identity },
    at: (path = '') => `${url()}/admin/${wave2018}${path}`,
    grant: (id: string, role: AdminRole) => addAdmin(base, { ...identity(id), role, ...by() }),
    remove: (id: string) => removeAdmin(base, { ...identity(id), ...by() }),
    /** A browser of its own, signed in as somebody; every fault that the browser tells stands in `faults`. */
    signedIn: async (browser: Browser, id: string, options: BrowserContextOptions = {}) => {
      const context = await browser.newContext(options)
      const page = await context.newPage()
      const faults: string[] = []
      page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
      page.on('pageerror', (error) => faults.push(error.message))
      await signIn(page, `${url()}/admin`, id)
      return { context, page, faults }
    },
    stop: async () => {
      redis.disconnect()
      await whole.stop()
      await issuer.stop()
    },
  }
}

/** From the page to the issuer and back. */
export const signIn = async (page: Page, address: string, id: string): Promise<void> => {
  await page.goto(address)
  await page.locator('main a[href^="/admin/inn"]').click()
  await page.locator(`#${id}`).click()
  await page.waitForURL((url) => url.pathname.startsWith('/admin'))
}
