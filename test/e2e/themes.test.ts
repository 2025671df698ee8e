import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { found } from '../support/browser/axe.ts'
import { screensFolder as folder, inBrowser } from '../support/browser/in-browser.ts'
import { leadsOn } from '../support/browser/leads-on.ts'
import { signsIn } from '../support/browser/sign-in.ts'
import { objectIdOf, register, tenantId } from '../support/registered.ts'
import { units } from '../support/survey-2018.ts'
import { webService } from '../support/web/web-service.ts'

let service: Awaited<ReturnType<typeof webService>>
let browser: Browser
inBrowser(webService, (...opened) => {
  ;[service, browser] = opened
})

const at = (path: string) => `${service.service.url()}${path}`

type Looks = { language: 'nb' | 'nn'; colorScheme: 'light' | 'dark'; width: number; script: boolean }
const opened = async ({ language, colorScheme, width, script }: Looks, code: string) => {
  const options: BrowserContextOptions = {
    ...{ colorScheme, viewport: { width, height: 900 }, javaScriptEnabled: script, locale: `${language}-NO` },
  }
  const context = await browser.newContext(options)
  const page = await context.newPage()
  const faults: string[] = []
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
  page.on('pageerror', (error) => faults.push(error.message))
  await signsIn(page, service.service.url(), code, language)
  await leadsOn(page, () => page.locator('main button', { hasText: 'Start' }).first().click())
  await page.locator('.kd-nav button[value="tema"]').click()
  await page.waitForURL('**/svar/tema')
  const look = async (what: string) => {
    const name = `themes-${what}-${language}-${colorScheme}-${width}${script ? '' : '-no-script'}.png`
    await page.screenshot({ path: join(folder, name), fullPage: true })
    if (script) expect(await found(page), what).toEqual([])
  }
  return { context, page, faults, look }
}

const status = (page: Page) => page.locator('[data-status]')
/** Pressed by `click`: an answer is stored at once, and `check` would wait for what has gone by it to be checked. */
const block = (page: Page, id: string) => page.locator(`[data-question="${id}"]`)
const next = (page: Page) => page.locator('main button[value="neste"]')

const desk: Looks = { language: 'nb', colorScheme: 'light', width: 1280, script: true }
const phone: Looks = { language: 'nn', colorScheme: 'dark', width: 320, script: true }
const plain: Looks = { language: 'nb', colorScheme: 'dark', width: 320, script: false }

/** Fills in whatever stands in a theme, what comes by an answer too: the first choice of each, a figure, a text. */
const fills = async (page: Page): Promise<void> => {
  const filled = new Set<string>()
  for (;;) {
    const ids = await page
      .locator('[data-question]')
      .evaluateAll((all) => all.map((one) => one.getAttribute('data-question') ?? ''))
    const id = ids.find((one) => !filled.has(one))
    if (id === undefined) return
    filled.add(id)
    const asked = block(page, id)
    const lists = await asked.locator('select').all()
    for (const [i, list] of lists.entries()) await list.selectOption({ index: i + 1 })
    for (const set of await asked.locator('fieldset').all()) await set.locator('input').first().check()
    const field = asked.locator('input[name$=".answer"]:not([type]), textarea')
    if ((await field.count()) > 0) await field.first().fill('3')
  }
}

it.each([
  ['desk', desk, 0],
  ['phone', phone, 1],
  ['no script', plain, 2],
] as const)('a whole part, a theme a page, to the receipt: %s', async (_, looks, n) => {
  const { page, context, faults, look } = await opened(looks, await service.codeOf(n))
  const seen: string[] = []
  for (let themes = 0; themes < 20 && new URL(page.url()).pathname === '/svar/tema'; themes++) {
    seen.push((await page.locator('h1').textContent()) ?? '')
    await fills(page)
    await look(String(themes).padStart(2, '0'))
    await leadsOn(page, () => next(page).click())
  }
  expect(new Set(seen).size, seen.join(', ')).toBeGreaterThan(4)
  expect(new URL(page.url()).pathname).toBe('/svar/oversikt')
  await leadsOn(page, () => page.locator('main button', { hasText: 'Send inn' }).first().click())
  await leadsOn(page, () => page.locator('main form button[data-variant="primary"]').first().click())
  expect(await page.locator('h1').first().textContent()).toMatch(/^Takk!/)
  await look('receipt')
  expect(faults.filter((fault) => !/422/.test(fault))).toEqual([])
  await context.close()
})

it('with script each answer is stored as it is given, and questions come and go by it', async () => {
  const { page, context, faults, look } = await opened(desk, await service.codeOf(3))
  await page.goto(at('/svar/tema?t=svingninger_i_behovet'))
  await block(page, 'svingninger').locator('input[type="radio"]').first().click()
  await block(page, 'svingninger_hvilke').waitFor()
  expect(await status(page).textContent()).toBe('Lagret')
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('svar-svingninger')
  // Several choices are one answer: it is stored when the person goes on from it.
  const several = block(page, 'svingninger_hvilke').locator('input[type="checkbox"][name$=".answer"]')
  await several.nth(0).check()
  await several.nth(2).check()
  await block(page, 'kapasitet_tid').locator('input[type="radio"]').first().focus()
  await expect.poll(() => block(page, 'svingninger_hvilke').locator('.kd-done').count()).toBe(1)
  await look('saved')
  await page.reload()
  expect(await several.nth(2).isChecked()).toBe(true)
  await block(page, 'svingninger').locator('input[type="radio"]').nth(1).click()
  await expect.poll(() => block(page, 'svingninger_hvilke').count()).toBe(0)
  expect(faults).toEqual([])
  await context.close()
})

it('with script a check is told at once beside its field, and what is typed elsewhere stays', async () => {
  const { page, context, look } = await opened(phone, await service.codeOf(4))
  const years = block(page, 'leder_aar').locator('input[name="leder_aar.answer"]')
  await years.fill('75')
  await years.press('Tab')
  await block(page, 'leder_aar').locator('.ds-validation-message').waitFor()
  expect(await years.inputValue()).toBe('75')
  const mark = block(page, 'leder_aar').locator('.kd-undone')
  expect(await mark.textContent()).toBe(' · ikkje lagra')
  expect(await status(page).getAttribute('class')).toContain('kd-refused')
  await look('refused')
  await years.fill('45')
  await years.press('Tab')
  const sure = block(page, 'leder_aar').locator('input[name="leder_aar.sure"]')
  await sure.waitFor()
  await look('asked')
  await sure.click()
  await expect.poll(() => block(page, 'leder_aar').locator('.kd-done').count()).toBe(1)
  expect(await sure.count()).toBe(0)
  expect(await status(page).getAttribute('class')).not.toContain('kd-refused')
  // What is stored is 45, whatever the field holds that was refused since.
  await years.fill('tolv hundre')
  await years.press('Tab')
  await expect.poll(() => mark.allTextContents()).toEqual([' · svaret frå før gjeld'])
  expect(await block(page, 'leder_aar').locator('.kd-done').count()).toBe(0)
  await years.fill('12')
  await years.press('Tab')
  await expect.poll(() => block(page, 'leder_aar').locator('.kd-done').count()).toBe(1)
  expect(await mark.count()).toBe(0)
  await context.close()
})

it.each([
  ['a figure out of range', '75', 10],
  ['words for a figure', 'lenge', 11],
  ['a figure that is asked about', '45', 12],
  ['a figure below zero', '-3', 13],
  ['a broken figure', '1,5', 14],
])('%s stays in its field with why while another question is answered', async (_, given, n) => {
  const { page, context, faults } = await opened(desk, await service.codeOf(n))
  const years = block(page, 'leder_aar').locator('input[name="leder_aar.answer"]')
  const said = block(page, 'leder_aar').locator('.ds-validation-message')
  await years.fill(given)
  await years.press('Tab')
  await said.waitFor()
  const why = await said.textContent()
  const role = block(page, 'leder_rolle')
  // It is saved when the person goes on from it, and nobody is at the refused field then.
  await role.locator('input[type="radio"]').first().click()
  await role.locator('input[type="radio"]').first().blur()
  await expect.poll(() => role.locator('input[name="leder_rolle.r"]').inputValue()).toBe('1')
  expect([await years.inputValue(), await said.textContent()]).toEqual([given, why])
  expect(faults.filter((fault) => !/422/.test(fault))).toEqual([])
  await context.close()
})

it('while there is no connection the page says so, keeps what was given, and stores it afterwards', async () => {
  const { page, context } = await opened(desk, await service.codeOf(5))
  const years = block(page, 'leder_aar').locator('input[name="leder_aar.answer"]')
  await page.context().setOffline(true)
  await years.fill('12')
  await years.press('Tab')
  await expect.poll(() => status(page).textContent()).toContain('ikke lagret ennå')
  expect(await years.inputValue()).toBe('12')
  await page.context().setOffline(false)
  await leadsOn(page, () => page.locator('main button[value="her"]').click())
  expect(await years.inputValue()).toBe('12')
  expect(await block(page, 'leder_aar').locator('.kd-done').count()).toBe(1)
  await context.close()
})

it('a colleague’s answer stands beside one’s own, and the person chooses', async () => {
  const unit = units[7]?.id ?? ''
  await register(service.postgres.url, [{ unit, part: 'raadmann', tenantId, objectId: objectIdOf(907) }])
  const [first, second] = (await service.book.list({})).filter(({ unitId }) => unitId === unit)
  const kari = await opened(phone, await service.codeFor(first?.id ?? ''))
  const ola = await opened(desk, await service.codeFor(second?.id ?? ''))
  const years = (page: Page) => block(page, 'leder_aar').locator('input[name="leder_aar.answer"]')
  await years(ola.page).fill('11')
  await years(ola.page).press('Tab')
  await expect.poll(() => status(ola.page).textContent()).toBe('Lagret')
  await years(kari.page).fill('5')
  await years(kari.page).press('Tab')
  const versions = block(kari.page, 'leder_aar').locator('.kd-version')
  await expect.poll(() => versions.count()).toBe(2)
  expect(await versions.first().textContent()).toContain('11')
  expect(await versions.last().textContent()).toContain('5')
  await kari.look('versions')
  await versions.last().locator('input').click()
  await expect.poll(() => versions.count()).toBe(0)
  await ola.page.reload()
  expect(await years(ola.page).inputValue()).toBe('5')
  await kari.context.close()
  await ola.context.close()
})

it('what is given to a question that a colleague’s answer has taken away is shown back', async () => {
  const unit = units[15]?.id ?? ''
  await register(service.postgres.url, [{ unit, part: 'raadmann', tenantId, objectId: objectIdOf(915) }])
  const [first, second] = (await service.book.list({})).filter(({ unitId }) => unitId === unit)
  const kari = await opened(phone, await service.codeFor(first?.id ?? ''))
  const ola = await opened(desk, await service.codeFor(second?.id ?? ''))
  for (const { page } of [kari, ola]) await page.goto(at('/svar/tema?t=svingninger_i_behovet'))
  await block(kari.page, 'svingninger').locator('input[type="radio"]').first().click()
  const several = block(kari.page, 'svingninger_hvilke').locator('input[type="checkbox"][name$=".answer"]')
  await several.first().waitFor()
  const said = await block(kari.page, 'svingninger_hvilke').locator('label').first().textContent()
  await block(ola.page, 'svingninger').locator('input[type="radio"]').nth(1).click()
  // Hers has come meanwhile: he is asked which one counts.
  await block(ola.page, 'svingninger').locator('.kd-version input').last().click()
  await expect.poll(() => block(ola.page, 'svingninger').locator('.kd-version').count()).toBe(0)
  await several.first().check()
  await several.first().blur()
  const lost = kari.page.locator('section[aria-labelledby="ikke-lagret"]')
  await lost.waitFor()
  expect(await lost.textContent()).toContain(said)
  expect(await block(kari.page, 'svingninger_hvilke').count()).toBe(0)
  await kari.look('gone')
  await kari.context.close()
  await ola.context.close()
})

it('on the page of one question they stand side by side too', async () => {
  const unit = units[8]?.id ?? ''
  await register(service.postgres.url, [{ unit, part: 'raadmann', tenantId, objectId: objectIdOf(908) }])
  const [first, second] = (await service.book.list({})).filter(({ unitId }) => unitId === unit)
  const all = [
    await opened(phone, await service.codeFor(first?.id ?? '')),
    await opened(desk, await service.codeFor(second?.id ?? '')),
  ] as const
  for (const { page } of all) {
    await page.locator('.kd-nav button[value="sporsmal"]').click()
    await page.waitForURL('**/svar/skjema')
  }
  for (const [i, { page }] of all.entries()) {
    await page.locator('main fieldset input').nth(i).check()
    await leadsOn(page, () => page.locator('main form button[data-variant="primary"]').click())
  }
  const [kari, ola] = all
  expect(await ola.page.locator('.kd-version').count()).toBe(2)
  await ola.look('versions-one')
  await leadsOn(ola.page, () => ola.page.locator('.kd-version button').first().click())
  await ola.page.goto(at('/svar/oversikt'))
  expect(await ola.page.locator('main').textContent()).toContain('Rådmann')
  await kari.context.close()
  await ola.context.close()
})

it('on the page of one question a check is told when the field is left', async () => {
  const { page, context, look, faults } = await opened(phone, await service.codeOf(9))
  await page.locator('.kd-nav button[value="sporsmal"]').click()
  await page.waitForURL('**/svar/skjema')
  await page.locator('main fieldset input').first().check()
  await leadsOn(page, () => page.locator('main form button[data-variant="primary"]').click())
  const said = page.locator('[data-checked]')
  await page.locator('#svar').fill('75')
  await page.locator('#svar').press('Tab')
  await expect.poll(() => said.textContent()).toContain('50')
  await look('checked-one')
  await page.locator('#svar').fill('7')
  await page.locator('#svar').press('Tab')
  await expect.poll(() => said.isHidden()).toBe(true)
  expect(faults).toEqual([])
  await context.close()
})

/** Holds back what the page saves by itself until it is let go. */
const heldBack = async (page: Page): Promise<{ begun: Promise<unknown>; letGo: () => void }> => {
  const [begun, go] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  await page.route('**/svar/tema', async (route) => {
    if (!(route.request().postData() ?? '').includes('bare=')) return await route.continue()
    begun.resolve()
    await go.promise
    await route.continue()
  })
  return { begun: begun.promise, letGo: go.resolve }
}

it.each([
  ['another choice', 21, 'neste', (page: Page) => block(page, 'leder_rolle').locator('input').nth(4).click()],
  ['the same choice', 22, 'her', (page: Page) => block(page, 'leder_rolle').locator('input').nth(3).click()],
  ['another question', 23, 'her', (page: Page) => block(page, 'leder_aar').locator('input').last().fill('4')],
] as const)('a page that is posted while an answer is on its way is no colleague’s: %s', async (_, n, to, act) => {
  const { page, context } = await opened(desk, await service.codeOf(n))
  const { begun, letGo } = await heldBack(page)
  const roles = block(page, 'leder_rolle').locator('input[type="radio"]')
  await roles.nth(0).click()
  await roles.nth(0).blur()
  await begun
  await act(page)
  const chosen = await roles.evaluateAll((all) => all.findIndex((one) => one.matches(':checked')))
  await leadsOn(page, () => Promise.all([page.locator(`main button[value="${to}"]`).click(), letGo()]))
  expect(await page.locator('.kd-version, .ds-error-summary').count()).toBe(0)
  await page.goto(at('/svar/tema?t=leder'))
  expect(await roles.nth(chosen).isChecked()).toBe(true)
  await context.close()
})
