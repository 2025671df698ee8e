import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { found } from '../support/browser/axe.ts'
import { screensFolder as folder, inBrowser } from '../support/browser/in-browser.ts'
import { leadsOn } from '../support/browser/leads-on.ts'
import { signsIn } from '../support/browser/sign-in.ts'
import { webService } from '../support/web/web-service.ts'

let service: Awaited<ReturnType<typeof webService>>
let browser: Browser
inBrowser(webService, (...opened) => {
  ;[service, browser] = opened
})

/** `told`: addresses that were asked for, and those that were named as where from. */
const opened = async (options: BrowserContextOptions): Promise<{ page: Page; faults: string[]; told: string[] }> => {
  const context = await browser.newContext(options)
  const page = await context.newPage()
  const faults: string[] = []
  const told: string[] = []
  page.on('request', (request) => told.push(request.url(), request.headers().referer ?? ''))
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('request', (request) => {
    if (!request.url().startsWith(service.service.url()) && !request.url().startsWith('data:'))
      faults.push(request.url())
  })
  return { page, faults, told }
}

const title = async (page: Page): Promise<string> => (await page.locator('h1').first().textContent()) ?? ''

/** Chooses the first of everything, writes where something can be written, and goes on. */
const answer = async (page: Page): Promise<void> => {
  for (const set of await page.locator('main fieldset').all()) await set.locator('input').first().check()
  for (const list of await page.locator('main select').all())
    await list.selectOption({
      index: (await list.getAttribute('name'))?.startsWith('rank.')
        ? Number((await list.getAttribute('name'))?.slice(5))
        : 1,
    })
  const field = page.locator(
    'main input[name="answer"]:not([type="radio"]):not([type="checkbox"]), main textarea[name="answer"]',
  )
  if ((await field.count()) > 0) await field.first().fill('3')
  const main = page.locator('main form button[data-variant="primary"]')
  const before = page.url()
  const button =
    (await main.count()) > 0 ? main.first() : page.locator('main form button[data-variant="secondary"]').first()
  await leadsOn(page, () => button.click())
  expect(before).toContain('/svar')
}

const walks = [
  {
    name: 'phone-nb-light',
    part: 1,
    language: 'nb',
    options: { viewport: { width: 320, height: 640 }, colorScheme: 'light' },
  },
  {
    name: 'desk-nn-dark',
    part: 2,
    language: 'nn',
    options: { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' },
  },
  {
    name: 'no-script-nb-dark',
    part: 3,
    language: 'nb',
    options: { viewport: { width: 320, height: 640 }, colorScheme: 'dark', javaScriptEnabled: false },
  },
] as const

it.each(walks)('from the code to the receipt: $name', async ({ name, part, language, options }) => {
  const { page, faults, told } = await opened(options)
  const script = !('javaScriptEnabled' in options)
  const code = await service.codeOf(part)
  const seen: string[] = []
  const look = async (what: string) => {
    await page.screenshot({ path: join(folder, `web-${name}-${what}.png`), fullPage: true })
    if (script) expect(await found(page), `${name}: ${what}, «${await title(page)}»`).toEqual([])
  }
  await page.goto(`${service.service.url()}/svar?lang=${language}#${code}`)
  await look('open')
  if (script) {
    expect(await page.locator('#kode').inputValue()).toBe(code)
    expect(page.url()).not.toContain(code)
  }
  await page.locator('#kode').fill('7K2M-0QXA-94TR-C')
  await leadsOn(page, () => page.locator('main button').click())
  expect(await page.locator('main [role="alert"]').count()).toBe(1)
  await look('wrong-code')
  await page.locator('#kode').fill(code)
  await page.locator('main button').click()
  await page.waitForURL('**/svar/skjema')
  await look('start')
  const other = page.locator('.kd-nav button[lang]')
  if ((await other.getAttribute('lang')) === language) await leadsOn(page, () => other.click())
  expect(await page.locator('html').getAttribute('lang')).toBe(language)
  const send = page.locator('main button', { hasText: 'Send inn' })
  for (let n = 0; n < 60 && (await send.count()) === 0; n++) {
    if (n === 2) {
      await page.locator('main input[name="answer"]').fill('4000')
      await leadsOn(page, () => page.locator('main form button[data-variant="primary"]').click())
      await look('problem')
      expect(await page.locator('main input[name="answer"]').inputValue()).toBe('4000')
    }
    await answer(page)
    seen.push(await title(page))
    if (script || n % 8 === 0) await look(`page-${String(n).padStart(2, '0')}`)
  }
  expect(seen.length).toBeGreaterThan(10)
  for (const path of [
    '/svar/oversikt',
    '/svar/hjelp',
    '/svar/personvern',
    '/svar/alle',
    `/tilgjengelighet?lang=${language}`,
    '/svar/finnes-ikke',
  ]) {
    await page.goto(`${service.service.url()}${path}`)
    await look(path.replace(/\W/g, '-'))
  }
  await page.goto(`${service.service.url()}/svar/skjema`)
  await leadsOn(page, () => send.first().click())
  await look('confirm')
  await leadsOn(page, () => page.locator('main form button[data-variant="primary"]').first().click())
  expect(await title(page)).toMatch(/^Takk!/)
  await look('receipt')
  await leadsOn(page, () => page.locator('.kd-nav button', { hasText: 'Logg ut' }).click())
  await look('left')
  await page.goBack()
  expect((await page.content()).includes('Takk!')).toBe(false)
  expect(faults.filter((fault) => !/40[149]|422/.test(fault))).toEqual([])
  // The link of the mail has the code behind «#»: no server and no log has it, here or elsewhere.
  const asked = told.map((address) => address.split('#')[0])
  expect(asked.filter((address) => address?.includes(code) || /[?&](?!lang=|lagret=|t=)/.test(address ?? ''))).toEqual(
    [],
  )
})

it('asks before what was typed and not sent is left, and not where it was sent or nothing was typed', async () => {
  const { page } = await opened({ viewport: { width: 1280, height: 800 }, locale: 'nb-NO' })
  const asked: string[] = []
  let stays = true
  page.on('dialog', async (dialog) => {
    asked.push(dialog.type())
    await (stays ? dialog.dismiss() : dialog.accept())
  })
  await signsIn(page, service.service.url(), await service.codeOf(40))
  await leadsOn(page, () => page.locator('main button', { hasText: 'Start' }).first().click())
  await answer(page)
  const field = page.locator('main input[name="answer"]')
  const links = page.locator('.kd-nav a, .kd-nav button')
  // By a link, and by the button of another form.
  await leadsOn(page, () => links.filter({ hasText: 'Oversikt' }).click())
  await page.goto(`${service.service.url()}/svar/skjema`)
  await field.fill('17')
  for (const [n, name] of ['Oversikt', 'Nynorsk', 'Nynorsk', 'Logg ut'].entries()) {
    await links.filter({ hasText: name }).click({ noWaitAfter: true })
    await expect.poll(() => asked.length).toBe(n + 1)
    expect([page.url().endsWith('/svar/skjema'), await field.inputValue()]).toEqual([true, '17'])
  }
  await leadsOn(page, () => page.locator('main button', { hasText: 'Svar' }).first().click())
  expect(asked).toEqual(Array(4).fill('beforeunload'))
  stays = false
  await page.goto(`${service.service.url()}/svar/oversikt`)
  expect(asked).toHaveLength(4)
  expect(await page.locator('main').textContent()).toContain('17 år')
  await page.context().close()
})
