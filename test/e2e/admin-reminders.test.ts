import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import { openCampaigns } from '../../src/edge/sql/campaigns.ts'
import { found } from '../support/browser/axe.ts'
import { screensFolder as folder, inBrowser } from '../support/browser/in-browser.ts'
import { leadsOn } from '../support/browser/leads-on.ts'
import { wave2018 } from '../support/wave-2018.ts'
import { adminService } from '../support/web/admin-service.ts'
import { oneOfEach } from '../support/whole-service.ts'

let admin: Awaited<ReturnType<typeof adminService>>
let browser: Browser
const service = () => adminService({}, oneOfEach)
inBrowser(service, (...opened) => {
  ;[admin, browser] = opened
})
beforeAll(async () => {
  // Three people known in Teams, who have not begun.
  for (const n of [0, 1, 2]) await admin.person(n).say('hei')
})

const text = async (page: Page) => (await page.locator('main').textContent()) ?? ''
const campaigns = () => openCampaigns(admin.sql, { wave: wave2018 })
const ordered = async () => (await campaigns().list(100)).filter(({ kind }) => kind === 'reminder')
const look = async (page: Page, fields: Record<string, string> = {}) => {
  await page.goto(admin.at('/paaminnelser'))
  for (const [id, value] of Object.entries(fields)) await page.locator(`#${id}`).fill(value)
  await leadsOn(page, () => page.locator('form[action$="/se"] button').click())
}
/** In Norwegian time, as the field has it. */
const inDays = (n: number) => `${new Date(Date.now() + n * 24 * 3_600_000).toISOString().slice(0, 10)}T10:00`

it('shows who would get it, who not and why, and the text; and stores nothing', async () => {
  const known = async () => (await campaigns().respondents()).filter(({ personId }) => personId !== null).length
  await expect.poll(known).toBe(3)
  const { page, context } = await admin.signedIn(browser, 'eva')
  await look(page, { naar: inDays(8) })
  expect(await text(page)).toContain('3 personer får påminnelsen. 437 passer med utvalget.')
  expect(await text(page)).toContain('er ikke koblet til Teams')
  expect(await page.locator('main [lang="nn"]').count()).toBeGreaterThan(0)
  expect(await found(page)).toEqual([])
  await page.screenshot({ path: join(folder, 'admin-reminder-preview-nb-light-1280.png'), fullPage: true })
  expect(await ordered()).toEqual([])
  await context.close()
})

it('schedules what was looked at, once, and cancels it', async () => {
  const { page, context } = await admin.signedIn(browser, 'eva')
  await look(page, {
    naar: inDays(8),
    enheter: (await admin.book.list({}))
      .slice(0, 2)
      .map(({ unitId }) => unitId)
      .join(' '),
  })
  expect(await text(page)).toContain('2 personer får påminnelsen.')
  const form = await page.evaluate(
    `new URLSearchParams(new FormData(document.querySelector('form[action$="/send"]'))).toString()`,
  )
  await page.locator('main button', { hasText: 'Sett opp sendingen' }).click()
  await page.waitForURL('**?gjort=ordered')
  const [one] = await ordered()
  expect(one).toMatchObject({ state: 'scheduled', createdBy: 'api:eva', template: 'reminder' })
  expect(page.url()).toContain(one?.id ?? '-')
  expect(await found(page)).toEqual([])
  await page.screenshot({ path: join(folder, 'admin-campaign-nb-light-1280.png'), fullPage: true })
  const again = await page.request.post(admin.at('/paaminnelser/send'), {
    ...{ headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' } },
    data: String(form),
  })
  expect(again.url()).toContain(one?.id ?? '-')
  expect(await ordered()).toHaveLength(1)
  await page.locator('main button', { hasText: 'Avbryt resten' }).click()
  await page.waitForURL('**?gjort=cancelled')
  expect((await ordered())[0]?.state).toBe('cancelled')
  expect(await admin.book.auditTrail({ limit: 5 })).toContainEqual(
    expect.objectContaining({ action: 'reminders.cancel', actor: 'api:eva' }),
  )
  await context.close()
})

it.each([
  ['a unit that is not asked', 'enheter=9999', 'Skriv numrene'],
  ['a name for a unit', 'enheter=Bergen', 'Skriv numrene'],
  ['a county that is not there', 'fylke=Atlantis', 'Velg et fylke'],
  ['a time that has passed', 'naar=2018-11-19T09:00', 'Tidspunktet er passert'],
  ['a time after closing', 'naar=2099-01-01T09:00', 'Da er undersøkelsen stengt'],
  ['no time at all', 'naar=snart', 'Skriv en dato'],
  ['another text', 'mal=invitation', 'Velg en av tekstene'],
  ['a part that is not there', 'del=x', 'Velg minst én del'],
])('takes %s for nothing else, and says so', async (_, change, words) => {
  const { page, context } = await admin.signedIn(browser, 'eva')
  const query = new URLSearchParams(
    'del=raadmann&tilstand=not_started&malform=nb&malform=nn&malform=neutral&fylke=&enheter=&mal=reminder&naar=',
  )
  for (const [name, value] of new URLSearchParams(change)) query.set(name, value)
  const answer = await page.goto(admin.at(`/paaminnelser/se?${query}`))
  expect(answer?.status()).toBe(422)
  expect(await page.locator('main [role="alert"]').textContent()).toContain(words)
  expect(await page.locator('form[action$="/send"]').count()).toBe(0)
  await context.close()
})

it('chooses nobody where nothing is ticked, and sends nothing to nobody', async () => {
  const { page, context } = await admin.signedIn(browser, 'eva')
  await page.goto(admin.at('/paaminnelser/se?mal=reminder'))
  expect(await page.locator('main [role="alert"] a').allTextContents()).toHaveLength(3)
  expect(await found(page)).toEqual([])
  const before = await ordered()
  const token = (await page.locator('input[name="token"]').first().getAttribute('value')) ?? ''
  // What was looked at reaches nobody any more.
  const posted = await page.request.post(admin.at('/paaminnelser/send'), {
    headers: { 'sec-fetch-site': 'same-origin' },
    form: { token, mal: 'reminder', del: 'integrering', tilstand: 'not_started', malform: 'nb', utkast: randomUUID() },
  })
  expect(await posted.text()).toContain('Ingen ville fått den nå')
  expect(await ordered()).toEqual(before)
  await context.close()
})

it.each<[string, Record<string, string>, string]>([
  ['nothing at all', {}, 'Velg minst én del'],
  ['the mark alone', { utkast: randomUUID() }, 'Velg minst én del'],
  ['a form that was cut off behind its parts', { del: 'raadmann' }, 'Velg minst én målform'],
  ['a form without the text', { del: 'raadmann', tilstand: 'not_started', malform: 'nb' }, 'Velg en av tekstene'],
])('sends nothing for %s', async (_, form, words) => {
  const { page, context } = await admin.signedIn(browser, 'eva')
  await page.goto(admin.at('/paaminnelser'))
  const before = await ordered()
  const token = (await page.locator('input[name="token"]').first().getAttribute('value')) ?? ''
  const headers = { 'sec-fetch-site': 'same-origin' }
  const posted = await page.request.post(admin.at('/paaminnelser/send'), { headers, form: { token, ...form } })
  expect([posted.status(), await posted.text()]).toEqual([422, expect.stringContaining(words)])
  expect((await page.goto(admin.at(`/paaminnelser/se?${new URLSearchParams(form)}`)))?.status()).toBe(422)
  expect(await ordered()).toEqual(before)
  await context.close()
})

it('shows once more what is posted without the mark of what was looked at', async () => {
  const { page, context } = await admin.signedIn(browser, 'eva')
  await look(page, { naar: inDays(8) })
  const before = await ordered()
  await page.locator('input[name="utkast"]').evaluate((mark) => mark.remove())
  await leadsOn(page, () => page.locator('main button', { hasText: 'Sett opp sendingen' }).click())
  expect(await text(page)).toContain('personer får påminnelsen')
  expect(await ordered()).toEqual(before)
  expect(await page.locator('input[name="utkast"]').inputValue()).toMatch(/^[0-9a-f-]{36}$/)
  await context.close()
})

it('turns the standing reminders on and off', async () => {
  const { page, context } = await admin.signedIn(browser, 'eva')
  for (const [press, wish, said] of [
    ['Slå på', true, 'De faste påminnelsene er på.'],
    ['Slå av', false, 'De faste påminnelsene er av.'],
  ] as const) {
    await page.goto(admin.at('/paaminnelser'))
    await page.locator('main button', { hasText: press }).click()
    await page.waitForURL('**?gjort=**')
    expect(await page.locator('main [role="status"]').first().textContent()).toBe(said)
    expect((await campaigns().standing())?.on).toBe(wish)
  }
  await context.close()
})

it('is nobody’s but an administrator’s', async () => {
  const { page, context } = await admin.signedIn(browser, 'ola')
  for (const path of ['/paaminnelser', '/paaminnelser/se?mal=reminder', '/paaminnelser/x'])
    expect((await page.goto(admin.at(path)))?.status(), path).toBe(403)
  await page.goto(admin.at())
  const token = (await page.locator('input[name="token"]').first().getAttribute('value')) ?? ''
  for (const path of ['send', 'faste', 'x/avbryt']) {
    const posted = await page.request.post(admin.at(`/paaminnelser/${path}`), {
      headers: { 'sec-fetch-site': 'same-origin' },
      form: { token },
    })
    expect(posted.status(), path).toBe(403)
  }
  await context.close()
})
