/** Every page of `/svar` in its eight looks: both language forms, light and dark, 320 px and wide. */
import type { Browser, Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { inBrowser } from '../support/browser/in-browser.ts'
import { leadsOn } from '../support/browser/leads-on.ts'
import { inAllLooks } from '../support/browser/looks.ts'
import { signsIn } from '../support/browser/sign-in.ts'
import { objectIdOf, register, tenantId } from '../support/registered.ts'
import { units } from '../support/survey-2018.ts'
import { webService } from '../support/web/web-service.ts'

let service: Awaited<ReturnType<typeof webService>>
let browser: Browser
inBrowser(webService, (...opened) => {
  ;[service, browser] = opened
})

const languages = ['nb', 'nn'] as const
type Language = (typeof languages)[number]

const at = (path: string) => `${service.service.url()}${path}`
const main = (page: Page) => page.locator('main form button[data-variant="primary"]').first()

/** A browser, and what is wrong with the pages that it has looked at. */
const looking = async (language: Language) => {
  const context = await browser.newContext({ locale: `${language}-NO` })
  const page = await context.newPage()
  const faults: string[] = []
  const seen = new Set<string>()
  const look = async (what: string): Promise<void> => {
    seen.add(what)
    if ((await page.locator('html').getAttribute('lang')) !== language)
      faults.push(`${what}: in the other language form`)
    faults.push(...(await inAllLooks(page, `svar-${what}-${language}`)))
  }
  return { context, page, faults, seen, look }
}

/** The first choice of everything, a figure where one is asked for; then on. */
const answer = async (page: Page): Promise<void> => {
  for (const set of await page.locator('main fieldset').all()) await set.locator('input').first().check()
  for (const [i, list] of (await page.locator('main select').all()).entries()) await list.selectOption({ index: i + 1 })
  const field = page.locator('main input[name="answer"]:not([type]), main textarea[name="answer"]')
  if ((await field.count()) > 0) await field.first().fill('3')
  const button =
    (await main(page).count()) > 0 ? main(page) : page.locator('main form button[data-variant="secondary"]').first()
  await leadsOn(page, () => button.click())
}

it.each(languages)('the way in, and what is wrong there, in %s', async (language) => {
  const { context, page, faults, look, seen } = await looking(language)
  await page.goto(at(`/svar?lang=${language}`))
  await look('open')
  // As where the browser does not look at it first.
  await leadsOn(page, () => page.evaluate("document.querySelector('main form').submit()"))
  await look('open-empty')
  await page.locator('#kode').fill('7K2M-0QXA-94TR-C')
  await leadsOn(page, () => page.locator('main button').click())
  await look('open-wrong')
  for (const [what, path] of [
    ['accessibility', `/tilgjengelighet?lang=${language}`],
    ['forms', `/svar/pdf?lang=${language}`],
    ['not-found', `/svar/finnes-ikke?lang=${language}`],
    ['off-mail-wrong', `/svar/epost?t=x&lang=${language}`],
    ['let-in-wrong', `/svar/slipp-inn?t=x&lang=${language}`],
  ] as const) {
    await page.goto(at(path))
    await look(what)
  }
  await signsIn(page, service.service.url(), await service.codeOf(languages.indexOf(language)), language)
  await context.clearCookies({ name: '__Host-kd' })
  await leadsOn(page, () => page.locator('.kd-nav a[href="/svar/hjelp"]').click())
  await look('open-nobody')
  await signsIn(page, service.service.url(), await service.codeOf(languages.indexOf(language)), language)
  await leadsOn(page, () => page.locator('.kd-nav form[action="/svar/ut"] button').click())
  await look('left')
  expect(faults).toEqual([])
  expect(seen.size).toBe(10)
  await context.close()
})

it.each(languages)('one question a page, from the start to the receipt and open again, in %s', async (language) => {
  const { context, page, faults, look } = await looking(language)
  const n = 2 + languages.indexOf(language)
  const kinds = new Set<string>()
  await signsIn(page, service.service.url(), await service.codeOf(n), language)
  await look('start')
  await leadsOn(page, () => main(page).click())
  for (let at = 0; at < 60 && (await page.locator('main button', { hasText: 'Send inn' }).count()) === 0; at++) {
    // Questions of one kind look alike: the first of each is looked at.
    const fields = page.locator('main fieldset, main select, main input:not([type="hidden"]), main textarea')
    const kind = await fields.evaluateAll((all) =>
      [...new Set(all.map((one) => `${one.tagName}${one.getAttribute('type')}`))].join(),
    )
    if (!kinds.has(kind)) await look(`question-${String(at).padStart(2, '0')}`)
    kinds.add(kind)
    const figure = page.locator('main input[name="answer"]:not([type])')
    if (at === 1) {
      await figure.fill('4000')
      await leadsOn(page, () => main(page).click())
      await look('question-refused')
      await figure.fill('45')
      await leadsOn(page, () => main(page).click())
      await look('question-sure')
      await leadsOn(page, () => page.locator('main form button').first().click())
      continue
    }
    await answer(page)
  }
  await look('review')
  for (const what of ['oversikt', 'hjelp', 'personvern', 'alle']) {
    await page.goto(at(`/svar/${what}`))
    await look(what)
  }
  await page.goto(at('/svar/skjema'))
  await leadsOn(page, () => page.locator('main button', { hasText: 'Send inn' }).first().click())
  await look('send-in')
  await leadsOn(page, () => main(page).click())
  await look('receipt')
  await service.codeOf(n, true)
  await page.goto(at('/svar/skjema'))
  await look('ended')
  expect(faults).toEqual([])
  await context.close()
})

it.each(languages)(
  'a theme a page, several parts, two answers side by side, and what is late, in %s',
  async (language) => {
    const unit = units[10 + languages.indexOf(language)]?.id ?? ''
    const own = { tenantId, objectId: objectIdOf(10 + languages.indexOf(language)) }
    await register(service.postgres.url, [
      { unit, part: 'integrering', ...own },
      { unit, part: 'raadmann', tenantId, objectId: objectIdOf(950 + languages.indexOf(language)) },
    ])
    // Who is known in Teams has both parts; a colleague answers one of them too.
    await service.person(10 + languages.indexOf(language)).say('hei')
    const listed = async () => (await service.book.list({})).filter(({ unitId }) => unitId === unit)
    await expect.poll(async () => (await listed()).filter(({ status }) => status === 'linked').length).toBe(2)
    const codeOf = async (is: (one: Awaited<ReturnType<typeof listed>>[number]) => boolean) =>
      service.codeFor((await listed()).find(is)?.id ?? '')
    const { context, page, faults, look } = await looking(language)
    const known = await codeOf(({ part, status }) => part === 'raadmann' && status === 'linked')
    await signsIn(page, service.service.url(), known, language)
    await leadsOn(page, () => main(page).click())
    await page.goto(at('/svar/deler'))
    await look('parts')
    await page.goto(at('/svar/skjema'))
    const colleague = await looking(language)
    const other = await codeOf(({ part, status }) => part === 'raadmann' && status !== 'linked')
    await signsIn(colleague.page, service.service.url(), other, language)
    await leadsOn(colleague.page, () => main(colleague.page).click())
    await colleague.page.locator('main fieldset input').nth(1).check()
    await leadsOn(colleague.page, () => main(colleague.page).click())
    await page.locator('main fieldset input').first().check()
    await leadsOn(page, () => main(page).click())
    await look('versions')
    await leadsOn(page, () => page.locator('.kd-version button').first().click())
    await leadsOn(page, () => page.locator('.kd-nav button[value="tema"]').click())
    await look('theme')
    await page.locator('input[name="leder_aar.answer"]').fill('75')
    await leadsOn(page, () => page.locator('main button[value="her"]').click())
    await look('theme-faults')
    // A page of yesterday: its form is of another session.
    await page
      .locator('main form input[name="token"]')
      .first()
      .evaluate((field) => field.setAttribute('value', 'x'))
    await page.locator('input[name="leder_aar.answer"]').fill('12')
    await leadsOn(page, () => page.locator('main button[value="her"]').click())
    await look('old')
    service.way.cut()
    await page.goto(at('/svar/oversikt'))
    await look('overview-without-sql')
    service.way.mend()
    expect([...faults, ...colleague.faults]).toEqual([])
    await colleague.context.close()
    await context.close()
  },
)
