import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { found } from '../support/browser/axe.ts'
import { screensFolder as folder, inBrowser } from '../support/browser/in-browser.ts'
import { adminService } from '../support/web/admin-service.ts'

let admin: Awaited<ReturnType<typeof adminService>>
let browser: Browser
inBrowser(adminService, (...opened) => {
  ;[admin, browser] = opened
})

const text = async (page: Page) => (await page.locator('main').textContent()) ?? ''

it('is read in the page, marked as internal, under its own style and nothing else', async () => {
  const { page, context, faults } = await admin.signedIn(browser, 'ola')
  await page.goto(admin.at('/rapport'))
  await page.screenshot({ path: join(folder, 'admin-report-nb-light-1280.png'), fullPage: true })
  expect(await found(page)).toEqual([])
  await page.locator('a', { hasText: 'nynorsk' }).click()
  await page.waitForURL('**/rapport/les**')
  expect(await page.locator('html').getAttribute('lang')).toBe('nn')
  const answer = await page.request.get(admin.at('/rapport/les?malform=nb'))
  expect(answer.headers()['content-security-policy']).toMatch(
    /^default-src 'none'; style-src 'sha256-[^']+'(?: 'sha256-[^']+')*; img-src data:/,
  )
  // The door is answered with 401; the report names no icon, and browsers ask for one.
  expect(faults.filter((fault) => !/401|404/.test(fault))).toEqual([])
  expect(await admin.book.auditTrail({ limit: 3 })).toContainEqual(
    expect.objectContaining({ action: 'results.report.internal', actor: 'api:ola' }),
  )
  await context.close()
})

it.each([
  ['json', 'application/json'],
  ['xlsx', 'spreadsheetml'],
])('is fetched as %s', async (format, type) => {
  const { page, context } = await admin.signedIn(browser, 'ola')
  const file = await page.request.get(admin.at(`/rapport/fil?format=${format}&malform=nb`))
  expect([file.status(), file.headers()['content-type']]).toEqual([200, expect.stringContaining(type)])
  expect(file.headers()['content-disposition']).toContain('attachment')
  await context.close()
})

it('is not published before closing, nor by anybody but an analyst', async () => {
  const { page, context } = await admin.signedIn(browser, 'ola')
  await page.goto(admin.at('/rapport'))
  expect(await text(page)).toContain('kan lages når undersøkelsen er stengt')
  const token = (await page.locator('input[name="token"]').first().getAttribute('value')) ?? ''
  const posted = await page.request.post(admin.at('/rapport/utgi'), {
    headers: { 'sec-fetch-site': 'same-origin' },
    form: { token, 'utgi-format': 'json' },
  })
  expect(posted.status()).toBe(409)
  await context.close()
  const eva = await admin.signedIn(browser, 'eva')
  for (const path of ['/rapport', '/rapport/les', '/rapport/fil?format=json'])
    expect((await eva.page.goto(admin.at(path)))?.status(), path).toBe(403)
  await eva.context.close()
})

it('is published once the survey has closed, and what it shows counts as shown', async () => {
  const day = (n: number) => new Date(Date.now() + n * 24 * 3_600_000).toISOString().slice(0, 10)
  const closed = await adminService({ SURVEY_OPENS_AT: day(-40), SURVEY_CLOSES_AT: day(-10) })
  const { page, context } = await closed.signedIn(browser, 'ola')
  await page.goto(closed.at('/rapport'))
  expect(await found(page)).toEqual([])
  await page.locator('#utgi-format').selectOption('json')
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.locator('button', { hasText: 'Lag utgaven' }).click(),
  ])
  expect(file.suggestedFilename()).toBe('report.json')
  expect(await closed.book.auditTrail({ limit: 3 })).toContainEqual(
    expect.objectContaining({ action: 'results.report.release', actor: 'api:ola' }),
  )
  await context.close()
  await closed.stop()
})
