import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { addRespondent } from '../../src/app/respondents/by-hand.ts'
import { noticeMail } from '../../src/app/respondents/told-by-mail.ts'
import { mailBytes } from '../../src/edge/mail/message.ts'
import { optOutToken } from '../../src/register/sealed-token.ts'
import { readSettings } from '../../src/settings/settings.ts'
import { found } from '../support/browser/axe.ts'
import { screensFolder as folder, inBrowser } from '../support/browser/in-browser.ts'
import { leadsOn } from '../support/browser/leads-on.ts'
import { readMail } from '../support/mail/read-mail.ts'
import { readSurvey } from '../support/reminders/world.ts'
import { units } from '../support/survey-2018.ts'
import { wave2018 } from '../support/wave-2018.ts'

import { webService } from '../support/web/web-service.ts'

let service: Awaited<ReturnType<typeof webService>>
let browser: Browser
inBrowser(webService, (...opened) => {
  ;[service, browser] = opened
})

const secret = (): string => {
  const read = readSettings({})
  return (read.ok && read.settings.web?.codeSecrets[0]) || ''
}
const looks = [
  { language: 'nb', colorScheme: 'light', width: 320 },
  { language: 'nn', colorScheme: 'dark', width: 1200 },
] as const
const isTooWide = (page: Page) => page.evaluate('document.documentElement.scrollWidth > innerWidth')

it.each(looks)('takes off mail by the keyboard alone: $language', async ({ language, colorScheme, width }) => {
  const page = await (await browser.newContext({ colorScheme, viewport: { width, height: 700 } })).newPage()
  const look = async (what: string) => {
    await page.screenshot({ path: join(folder, `off-mail-${language}-${what}.png`), fullPage: true })
    expect(await found(page), `${language}: ${what}`).toEqual([])
    expect(await isTooWide(page), what).toBe(false)
  }
  const id = await service.idOf(looks.findIndex((one) => one.language === language))
  const token = optOutToken(secret(), id)
  await page.goto(`${service.service.url()}/svar/epost?t=${token}&lang=${language}`)
  await look('asked')
  for (let n = 0; n < 12 && !(await page.evaluate('document.activeElement.matches("main form button")')); n++)
    await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.locator('main [role="status"]').waitFor()
  await look('done')
  await page.goto(`${service.service.url()}/svar/epost?t=${token.slice(1)}&lang=${language}`)
  await look('wrong')
})

it.each(looks)('sees who waits to be let in, and lets them in by the keyboard alone: $language', async (look) => {
  const { language, colorScheme, width } = look
  const n = 3 + looks.indexOf(look)
  const options = { colorScheme, viewport: { width, height: 700 }, locale: `${language}-NO` }
  const page = await (await browser.newContext(options)).newPage()
  const unit = units[n]?.id ?? ''
  const code = await service.codeOf(n)
  const rules = { unitIds: new Set([unit]), parts: ['raadmann'] }
  const by = { at: new Date(), actor: 'api:eva', newId: randomUUID, holding: async () => () => true }
  const values = {
    unit,
    part: 'raadmann',
    name: 'Nina Nyansatt-Kristoffersen',
    email: `${randomUUID()}@kommune.example`,
  }
  const added = await addRespondent(service.book, { values, rules, by, wave: wave2018 })
  expect(added).toMatchObject({ type: 'added', held: [expect.any(String)] })
  await page.goto(`${service.service.url()}/svar?lang=${language}`)
  await page.locator('input[name="code"]').fill(code)
  await leadsOn(page, () => page.keyboard.press('Enter'))
  if (language === 'nn') await leadsOn(page, () => page.locator('button', { hasText: 'Nynorsk' }).click())
  await page.goto(`${service.service.url()}/svar/oversikt`)
  await page.screenshot({ path: join(folder, `waiting-${language}-${colorScheme}-${width}.png`), fullPage: true })
  expect(await found(page)).toEqual([])
  expect(await isTooWide(page)).toBe(false)
  const reach = async (what: string) => {
    for (let i = 0; i < 30 && !(await page.evaluate(`document.activeElement.matches('${what}')`)); i++)
      await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
  }
  await leadsOn(page, () => reach('main a[href^="/svar/slipp-inn"]'))
  expect(page.url()).toMatch(/\/svar\/slipp-inn\?lang=n[bn]$/)
  expect(await found(page)).toEqual([])
  await leadsOn(page, () => reach('main form button'))
  expect(await page.locator('main [role="status"]').count()).toBe(1)
  await page.goto(`${service.service.url()}/svar/oversikt`)
  expect(await page.locator('#venter').count()).toBe(0)
})

it.each(looks)('reads a mail: $language', async ({ language, colorScheme, width }) => {
  const page = await (await browser.newContext({ colorScheme, viewport: { width, height: 700 } })).newPage()
  const to = { respondentId: 'id', name: 'Kari Nordmann', email: 'kari@oslo.no', unitId: '0301', part: 'integrering' }
  const given = { code: '7K2M-0QXA-94TR-C', publicUrl: 'https://svar.undersokelsen.example' }
  const mail = noticeMail(await readSurvey(), { ...to, language }, { type: 'new_code', with: given }, 0)
  const optOut = 'https://svar.undersokelsen.example/svar/epost?t=a.b'
  mail.blocks.push({ type: 'link', label: 'Meld deg av her', url: optOut, subtle: true })
  const raw = (await mailBytes(mail, { name: null, address: 'svar@undersokelsen.example' })).toString()
  await page.setContent(readMail(raw).html)
  await page.screenshot({ path: join(folder, `mail-${language}.png`), fullPage: true })
  expect(await page.locator('a').count()).toBe(2)
  expect(await isTooWide(page)).toBe(false)
  expect(await found(page)).toEqual([])
})
