import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { expect, it } from 'vitest'
import { found } from '../support/browser/axe.ts'
import { screensFolder as folder, inBrowser } from '../support/browser/in-browser.ts'
import { leadsOn } from '../support/browser/leads-on.ts'
import { readPdf } from '../support/read-pdf.ts'
import { adminService } from '../support/web/admin-service.ts'

let admin: Awaited<ReturnType<typeof adminService>>
let browser: Browser
inBrowser(adminService, (...opened) => {
  ;[admin, browser] = opened
})

const looks = [
  { who: 'eva', language: 'nb', colorScheme: 'light', width: 1280, javaScriptEnabled: true },
  { who: 'ola', language: 'nn', colorScheme: 'dark', width: 320, javaScriptEnabled: true },
  { who: 'eva', language: 'nb', colorScheme: 'dark', width: 320, javaScriptEnabled: false },
] as const

it.each(looks)('$who sees every part, $language, $colorScheme, $width px', async (look) => {
  const { language, colorScheme, width, javaScriptEnabled } = look
  const options = { colorScheme, viewport: { width, height: 900 }, locale: `${language}-NO`, javaScriptEnabled }
  const { page, context, faults } = await admin.signedIn(browser, look.who, options)
  await page.goto(admin.at('/skjema'))
  if ((await page.locator('html').getAttribute('lang')) !== language)
    await leadsOn(page, () => page.locator('.kd-nav button[lang]').click())
  for (const [part, kind, form, as] of [
    ['raadmann', 'kommune', 'nb', 'side'],
    ['integrering', 'bydel', 'nn', 'side'],
    ['integrering', 'kommune', 'nb', 'kort'],
  ] as const) {
    await page.locator('#del').selectOption(part)
    await page.locator('#for').selectOption(kind)
    await page.locator('#malform').selectOption(form)
    await page.locator('#vis').selectOption(as)
    await page.locator('.kd-filter button').click()
    await page.waitForURL(`**/skjema?del=${part}&for=${kind}&malform=${form}&vis=${as}`)
    const name = `admin-questionnaire-${part}-${kind}-${as}-${form}-${language}-${colorScheme}-${width}.png`
    await page.screenshot({ path: join(folder, name) })
    await page.locator('.kd-preview').nth(3).scrollIntoViewIfNeeded()
    await page.screenshot({ path: join(folder, name.replace('.png', '-3.png')) })
    if (javaScriptEnabled) expect(await found(page), name).toEqual([])
    expect(await page.locator('.kd-preview').count()).toBeGreaterThan(5)
    // Nothing here can be filled in or sent.
    expect(await page.locator('.kd-preview form').count()).toBe(0)
    expect(await page.locator('.kd-preview :is(input, select, textarea, button)').count()).toBeGreaterThan(0)
    expect(await page.locator('.kd-preview :is(input, select, textarea, button):enabled').count()).toBe(0)
    const text = (await page.locator('main').textContent()) ?? ''
    if (part === 'integrering') expect(text).toMatch(form === 'nb' ? /Bare hvis dere svarte/ : /Berre dersom de svarte/)
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.locator('main a[href*="bruk=papir"]').click(),
    ])
    expect(file.suggestedFilename()).toBe(`${part}-${kind}-${form}-papir.pdf`)
  }
  // The door is answered with 401, and the issuer has no icon.
  expect(faults.filter((fault) => !/401|404/.test(fault))).toEqual([])
  await context.close()
})

it('is for those with a role alone, and takes anything in its address', async () => {
  const per = await admin.signedIn(browser, 'per')
  for (const path of ['/skjema', '/skjema/fil']) expect((await per.page.goto(admin.at(path)))?.status(), path).toBe(403)
  await per.context.close()
  const { page, context } = await admin.signedIn(browser, 'ola')
  for (const query of ['?del=__proto__', '?del=finnes-ikke&for=fylke', '?malform=en&vis=x', '?del=%00'])
    expect((await page.goto(admin.at(`/skjema${query}`)))?.status(), query).toBe(200)
  const file = await page.request.get(admin.at('/skjema/fil?del=integrering&for=bydel&malform=nn'))
  expect(file.headers()).toMatchObject({ 'content-type': 'application/pdf', 'cache-control': 'no-store' })
  expect((await readPdf(await file.body())).language).toBe('nn-NO')
  await context.close()
})
