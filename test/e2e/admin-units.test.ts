import { randomBytes, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { openRegister } from '../../src/edge/sql/register.ts'
import { findCode, hashCode, makeCode } from '../../src/register/code.ts'
import { found } from '../support/browser/axe.ts'
import { screensFolder as folder, inBrowser } from '../support/browser/in-browser.ts'
import { leadsOn } from '../support/browser/leads-on.ts'
import { units } from '../support/survey-2018.ts'
import { wave2018 } from '../support/wave-2018.ts'
import { adminService } from '../support/web/admin-service.ts'
import { visitor } from '../support/web/visitor.ts'

let admin: Awaited<ReturnType<typeof adminService>>
let browser: Browser
inBrowser(adminService, (...opened) => {
  ;[admin, browser] = opened
})

const text = async (page: Page) => (await page.locator('main').textContent()) ?? ''
const rows = (page: Page) => page.locator('main tbody tr')

it('finds units by name, number, county, language form and how far they are', async () => {
  const { page, context } = await admin.signedIn(browser, 'eva')
  const count = async (query: string): Promise<number> => {
    await page.goto(admin.at(`/enheter?${query}`))
    const said = (await page.locator('main [role="status"]').textContent()) ?? ''
    return /^Ingen/.test(said) ? 0 : /^Én/.test(said) ? 1 : Number(/\d+/.exec(said)?.[0])
  }
  expect(await count('')).toBe(units.length)
  expect(await rows(page).count()).toBe(50)
  await page.locator('a', { hasText: 'Neste side' }).click()
  await page.waitForURL('**side=2**')
  expect(await text(page)).toContain('Side 2 av 9')
  expect(await count('side=99')).toBe(units.length)
  expect(await text(page)).toContain('Side 9 av 9')
  expect(await count('q=1201')).toBe(1)
  expect(await count('q=berg')).toBe(units.filter(({ name }) => /berg/i.test(name)).length)
  expect(await count('q=finnes+ikke')).toBe(0)
  expect(await count('fylke=Hordaland')).toBe(units.filter(({ county }) => county === 'Hordaland').length)
  expect(await count('malform=nn')).toBe(units.filter(({ language }) => language === 'nn').length)
  expect(await count('tilstand=submitted')).toBe(0)
  expect(await count('tilstand=not_started&fylke=Oslo')).toBe(units.filter(({ county }) => county === 'Oslo').length)
  await context.close()
})

it('shows of a unit who is asked, how they are linked and how far they are, and nothing of what they answered', async () => {
  const { page, context } = await admin.signedIn(browser, 'eva')
  const unit = units[0]
  await page.goto(admin.at(`/enheter/${unit?.id}`))
  expect(await text(page)).toContain('Ikke begynt')
  expect(await text(page)).toContain('Ola Nordmann')
  const person = visitor(admin.url)
  const start = await person.open(await admin.codeOf(0))
  const question = await person.press(start, start.titles.find((title) => title === 'Start') ?? '')
  const [name = '', value = ''] = question.choices[0] ?? []
  const after = await person.press(question, question.titles.find((title) => /Svar/.test(title)) ?? '', [[name, value]])
  expect(after.status).toBe(200)
  await page.reload()
  expect(await text(page)).toContain('I gang')
  expect(await text(page)).toContain('På nettet, ')
  expect(await text(page)).not.toMatch(/\d+ av \d+ spørsmål/)
  expect(await found(page)).toEqual([])
  await page.screenshot({ path: join(folder, 'admin-unit-nb-light-1280.png'), fullPage: true })
  await leadsOn(page, () => page.locator('main a', { hasText: 'Send påminnelse' }).first().click())
  expect(await text(page)).toContain('Én passer med utvalget')
  expect((await page.goto(admin.at('/enheter/9999')))?.status()).toBe(404)
  await context.close()
})

it('shows of a theme that was passed on how far it is, with the unit and the colleague, and nothing of what is answered', async () => {
  const { page, context } = await admin.signedIn(browser, 'eva')
  const unit = units[1]
  const id = randomUUID()
  const code = makeCode(randomBytes(64)) ?? ''
  await openRegister(admin.sql, { wave: wave2018 }).delegate({
    ...{ id, unitId: unit?.id ?? '', part: 'raadmann', section: 'tolk', name: 'Nils Kollega', by: 'p' },
    ...{ hash: hashCode(findCode(code) ?? ''), at: new Date(), expiresAt: new Date(Date.now() + 86_400_000) },
  })
  const told = async (): Promise<string[]> => {
    await page.goto(admin.at(`/enheter/${unit?.id}`))
    const cells = await page.locator('tr', { hasText: 'Nils Kollega' }).locator('td').allTextContents()
    await page.goto(admin.at(`/svarere/${id}`))
    return [
      cells[0] ?? '',
      ...(await page.locator('.kd-facts dd').allTextContents()).filter((one) => one.includes('tolk')),
    ]
  }
  expect(await told()).toEqual(['Bruk av tolk: ikke begynt', 'Bruk av tolk: ikke begynt'])
  const nils = visitor(admin.url)
  const start = await nils.open(code)
  const question = await nils.press(start, start.titles.find((title) => title === 'Start') ?? '')
  await nils.press(question, 'Ja')
  expect(await told()).toEqual(['Bruk av tolk: i gang', 'Bruk av tolk: i gang'])
  const nynorsk = await admin.signedIn(browser, 'eva', { locale: 'nn-NO', viewport: { width: 320, height: 800 } })
  await nynorsk.page.goto(admin.at(`/enheter/${unit?.id}`))
  expect(await text(nynorsk.page)).toContain('Heile delen')
  expect(await found(nynorsk.page)).toEqual([])
  await nynorsk.page.screenshot({ path: join(folder, 'admin-unit-themes-nn-light-320.png'), fullPage: true })
  await nynorsk.context.close()
  await context.close()
})

it('is nobody’s but an administrator’s', async () => {
  const { page, context } = await admin.signedIn(browser, 'ola')
  for (const path of ['/enheter', '/enheter/1201']) {
    expect((await page.goto(admin.at(path)))?.status(), path).toBe(403)
    expect(await text(page)).not.toContain('Ola Nordmann')
  }
  await context.close()
})
