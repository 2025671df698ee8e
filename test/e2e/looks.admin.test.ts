/** Every page of `/admin` in its eight looks: both language forms, light and dark, 320 px and wide. */
import type { Browser, Page } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import { inBrowser } from '../support/browser/in-browser.ts'
import { leadsOn } from '../support/browser/leads-on.ts'
import { inAllLooks } from '../support/browser/looks.ts'
import { adminService } from '../support/web/admin-service.ts'
import { hurried } from '../support/web/hurried.ts'
import { visitor } from '../support/web/visitor.ts'

let admin: Awaited<ReturnType<typeof adminService>>
let browser: Browser
inBrowser(adminService, (...opened) => {
  ;[admin, browser] = opened
})
/** Somebody has sent in, somebody has begun, and somebody is known in Teams. */
beforeAll(async () => {
  await admin.person(0).say('hei')
  for (const [n, pages] of [
    [1, 60],
    [2, 3],
  ] as const) {
    const who = visitor(admin.url)
    let page = await who.open(await admin.codeOf(n))
    for (let at = 0; at < pages && !page.titles.includes('Send inn'); at++) page = await hurried(who, page)
    if (!page.titles.includes('Send inn')) continue
    page = await who.press(page, 'Send inn')
    await who.press(page, page.titles.find((title) => title.startsWith('Ja')) ?? '')
  }
})

const languages = ['nb', 'nn'] as const
type Language = (typeof languages)[number]

const looking = async (language: Language, id: string) => {
  const { page, context, faults: told } = await admin.signedIn(browser, id, { locale: `${language}-NO` })
  const faults: string[] = []
  const look = async (what: string): Promise<void> => {
    if ((await page.locator('html').getAttribute('lang')) !== language)
      faults.push(`${what}: in the other language form`)
    faults.push(...(await inAllLooks(page, `admin-${what}-${language}`)))
  }
  const lookAt = async (what: string, path: string): Promise<void> => {
    await page.goto(admin.at(path))
    await look(what)
  }
  /** What was seen, and what the browser told but what pages are refused with. */
  const all = () => [...faults, ...told.filter((fault) => !/status of (?:40[134]|422)\b/.test(fault))]
  return { page, context, all, look, lookAt }
}

const send = (page: Page) => leadsOn(page, () => page.locator('main form button[type="submit"]').last().click())

it.each(languages)('what an administrator sees, in %s', async (language) => {
  const { page, context, all, look, lookAt } = await looking(language, 'eva')
  const [one] = await admin.book.list({})
  await page.goto(admin.at())
  await page.locator('details summary').first().click()
  await look('overview')
  await lookAt('units', '/enheter')
  await lookAt('unit', `/enheter/${one?.unitId}`)
  await lookAt('respondents', '/svarere?q=o')
  await lookAt('import', '/svarere/import')
  const rows = ['unit;part;name;email', `${one?.unitId};integrering;Ny Person;ny@x.example`, '9999;raadmann;Feil;feil']
  await page
    .locator('#fil')
    .setInputFiles({ name: 'liste.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n')) })
  await send(page)
  await look('import-faults')
  await lookAt('add', '/svarere/ny')
  await leadsOn(page, () => page.evaluate("document.querySelector('main form').submit()"))
  await look('add-faults')
  await lookAt('codes', '/svarere/koder')
  await lookAt('person', `/svarere/${one?.id}`)
  await lookAt('end', `/svarere/${one?.id}/avslutt`)
  await lookAt('reminders', '/paaminnelser')
  await leadsOn(page, () => page.locator('form[action$="/se"] button').click())
  await look('reminder-preview')
  await lookAt('questionnaire', '/skjema')
  await lookAt('access', '/tilgang')
  await lookAt('log', '/logg')
  await lookAt('forbidden', '/resultater')
  await lookAt('not-found', '/finnes-ikke')
  await page.goto(`${admin.url()}/admin/undersokelser`)
  await look('waves')
  await page.goto(admin.at())
  await leadsOn(page, () => page.locator('.kd-nav form[action="/admin/ut"] button').click())
  await look('left')
  await page.goto(`${admin.url()}/admin?lang=${language}`)
  await look('door')
  expect(all()).toEqual([])
  await context.close()
})

it.each(languages)('what an analyst sees, and who has no role, in %s', async (language) => {
  const ola = await looking(language, 'ola')
  await ola.lookAt('overview-analyst', '')
  await ola.lookAt('results', '/resultater')
  await ola.lookAt('report', '/rapport')
  await ola.context.close()
  const per = await looking(language, 'per')
  await per.look('no-role')
  await per.context.close()
  expect([...ola.all(), ...per.all()]).toEqual([])
})
