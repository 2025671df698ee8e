import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { found } from '../support/browser/axe.ts'
import { screensFolder as folder, inBrowser } from '../support/browser/in-browser.ts'
import { leadsOn } from '../support/browser/leads-on.ts'
import { wave2018 } from '../support/wave-2018.ts'
import { adminService } from '../support/web/admin-service.ts'

let admin: Awaited<ReturnType<typeof adminService>>
let browser: Browser
inBrowser(adminService, (...opened) => {
  ;[admin, browser] = opened
})

const text = async (page: Page) => (await page.locator('main').textContent()) ?? ''
const row = (page: Page) => page.locator('.kd-pages a').allTextContents()

it('shows each role its own pages, and refuses the others', async () => {
  const eva = await admin.signedIn(browser, 'eva')
  const ola = await admin.signedIn(browser, 'ola')
  expect(await row(eva.page)).toEqual(['Oversikt', 'Enheter', 'Svarere', 'Påminnelser', 'Skjema', 'Tilgang', 'Logg'])
  expect(await row(ola.page)).toEqual(['Oversikt', 'Skjema', 'Resultater', 'Rapport'])
  for (const path of ['/resultater', '/resultater/fil?format=csv'])
    expect((await eva.page.goto(admin.at(path)))?.status(), path).toBe(403)
  for (const path of ['/tilgang', '/logg']) expect((await ola.page.goto(admin.at(path)))?.status(), path).toBe(403)
  for (const [who, path] of [
    [eva, '/resultater/x/igjen'],
    [ola, '/tilgang'],
    [ola, '/tilgang/avslutt'],
  ] as const) {
    await who.page.goto(admin.at())
    const token = (await who.page.locator('input[name="token"]').first().getAttribute('value')) ?? ''
    const posted = await who.page.request.post(admin.at(path), {
      headers: { 'sec-fetch-site': 'same-origin' },
      form: { token },
    })
    expect(posted.status(), path).toBe(403)
  }
  await eva.context.close()
  await ola.context.close()
})

it.each([
  ['csv', 'text/csv', 'csv'],
  ['xlsx', 'spreadsheetml', 'xlsx'],
  ['xlsx_long', 'spreadsheetml', 'xlsx'],
  ['spss', 'application/zip', 'spss'],
  ['jsonl', 'application/jsonl', 'jsonl'],
  ['over_waves_csv', 'text/csv', 'over_waves.csv'],
  ['over_waves_xlsx', 'spreadsheetml', 'over_waves.xlsx'],
  ['over_waves_jsonl', 'application/jsonl', 'over_waves.jsonl'],
])('hands the analyst the answers as %s, and takes it down', async (format, type, action) => {
  const { page, context } = await admin.signedIn(browser, 'ola')
  await page.goto(admin.at('/resultater'))
  expect(await page.locator(`#format option[value="${format}"]`).count()).toBe(1)
  const file = await page.request.get(admin.at(`/resultater/fil?format=${format}&del=&fritekst=nei`))
  expect([file.status(), file.headers()['content-type']]).toEqual([200, expect.stringContaining(type)])
  expect(file.headers()['content-disposition']).toContain('attachment')
  expect(await admin.book.auditTrail({ limit: 3 })).toContainEqual(
    expect.objectContaining({ action: `results.export.${action}`, actor: 'api:ola' }),
  )
  expect((await page.request.get(admin.at('/resultater/fil?format=exe'))).url()).toBe(admin.at('/resultater'))
  await page.goto(admin.at('/resultater'))
  expect(await text(page)).toContain('Levert')
  await context.close()
})

it('gives and ends access, at once, and shows it in the log', async () => {
  const { page, context } = await admin.signedIn(browser, 'eva')
  const nils = await admin.signedIn(browser, 'nils')
  expect(await text(nils.page)).toContain('ingen rolle')
  await page.goto(admin.at('/tilgang'))
  const add = async (tenant: string, object: string) => {
    await page.locator('#tenant').fill(tenant)
    await page.locator('#object').fill(object)
    await page.locator('#role').selectOption('analyst')
    await leadsOn(page, () => page.locator('main button', { hasText: 'Gi tilgang' }).click())
  }
  await add('kommune', 'nils')
  expect(await page.locator('main [role="alert"] a').allTextContents()).toHaveLength(2)
  expect(await found(page)).toEqual([])
  const { tenantId, objectId } = admin.identity('nils')
  await add(tenantId, objectId)
  await page.waitForURL('**?gjort=access_added')
  await nils.page.goto(admin.at())
  expect(await row(nils.page)).toEqual(['Oversikt', 'Skjema', 'Resultater', 'Rapport'])
  await page.locator('main tr', { hasText: objectId }).locator('button').click()
  await page.waitForURL('**?gjort=access_ended')
  expect((await nils.page.goto(admin.at()))?.status()).toBe(401)
  const ofAnswers = { actor: 'service', action: 'retention.texts', subject: wave2018, count: 7 }
  await admin.book.audit({ at: new Date(), ...ofAnswers })
  await page.goto(admin.at('/logg'))
  expect(await text(page)).toContain('Avsluttet tilgang')
  expect(await text(page)).not.toContain('egne ord')
  expect(await text(page)).toContain('api:eva')
  expect(await found(page)).toEqual([])
  await page.screenshot({ path: join(folder, 'admin-log-nb-light-1280.png'), fullPage: true })
  await nils.context.close()
  await context.close()
})

it.each([
  ['a sign that SQL cannot hold', '\0', '\0'],
  ['a long text', 'x'.repeat(100_000), ''],
  ['nothing', '', ''],
  ['one id alone', '11111111-2222-4333-8444-555555555555', ''],
  ['an id in braces', '{11111111-2222-4333-8444-555555555555}', '11111111-2222-4333-8444-555555555555'],
])('ends nobody and writes down nothing for %s', async (_, tenant, object) => {
  const { page, context } = await admin.signedIn(browser, 'eva')
  await page.goto(admin.at('/tilgang'))
  const token = (await page.locator('input[name="token"]').first().getAttribute('value')) ?? ''
  const before = await admin.book.auditTrail({ limit: 1 })
  const posted = await page.request.post(admin.at('/tilgang/avslutt'), {
    headers: { 'sec-fetch-site': 'same-origin' },
    form: { token, tenant, object },
  })
  expect([posted.status(), posted.url()]).toEqual([200, admin.at('/tilgang')])
  expect(await admin.book.auditTrail({ limit: 1 })).toEqual(before)
  await context.close()
})

it('takes an id with signs around it that nobody sees, and none with one inside', async () => {
  const { page, context } = await admin.signedIn(browser, 'eva')
  const { tenantId, objectId } = admin.identity('ida')
  await page.goto(admin.at('/tilgang'))
  const add = async (tenant: string) => {
    await page.locator('#tenant').fill(tenant)
    await page.locator('#object').fill(`${objectId}\u200b`)
    await page.locator('#role').selectOption('analyst')
    await leadsOn(page, () => page.locator('main button', { hasText: 'Gi tilgang' }).click())
  }
  await add(tenantId.replace('-', '\u200b-'))
  expect(await page.locator('main [role="alert"] a').allTextContents()).toHaveLength(1)
  await add(`\u202a\u200e${tenantId} `)
  expect(page.url()).toContain('gjort=access_added')
  await admin.remove('ida')
  await context.close()
})

it('leads from where only forms are posted to the page of the form', async () => {
  const eva = await admin.signedIn(browser, 'eva')
  const ola = await admin.signedIn(browser, 'ola')
  for (const [{ page }, path, to] of [
    [eva, '/svarere/import/utfor', '/svarere/import'],
    [eva, '/svarere/koder/brev', '/svarere/koder'],
    [eva, '/svarere/koder/inviter', '/svarere/koder'],
    [eva, '/paaminnelser/send', '/paaminnelser'],
    [eva, '/paaminnelser/faste', '/paaminnelser'],
    [eva, '/tilgang/avslutt', '/tilgang'],
    [ola, '/resultater/x/igjen', '/resultater'],
    [ola, '/rapport/utgi', '/rapport'],
  ] as const) {
    const shown = await page.goto(admin.at(path))
    expect([shown?.status(), page.url()], path).toEqual([200, admin.at(to)])
  }
  const { page } = eva
  for (const path of ['/admin/ut', '/admin/sprak', '/admin/', '/ADMIN']) {
    await page.goto(`${admin.url()}${path}`)
    expect(page.url(), path).toBe(admin.at())
  }
  await eva.context.close()
  await ola.context.close()
})

it('lets nobody give themselves a role', async () => {
  await admin.grant('tove', 'administrator')
  const { page, context } = await admin.signedIn(browser, 'tove')
  const { tenantId, objectId } = admin.identity('tove')
  for (const [tenant, object] of [
    [tenantId, objectId],
    [tenantId.toUpperCase(), objectId.toUpperCase()],
  ]) {
    await page.goto(admin.at('/tilgang'))
    await page.locator('#tenant').fill(tenant ?? '')
    await page.locator('#object').fill(object ?? '')
    await page.locator('#role').selectOption('analyst')
    await leadsOn(page, () => page.locator('main button', { hasText: 'Gi tilgang' }).click())
    expect(await page.locator('main [role="alert"]').textContent()).toContain('Du kan ikke gi deg selv en rolle')
  }
  expect(await row(page)).not.toContain('Resultater')
  expect((await page.goto(admin.at('/resultater')))?.status()).toBe(403)
  await context.close()
})
