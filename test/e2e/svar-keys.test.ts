/** A whole part on `/svar` without a mouse, with script and without. */
import type { Browser, Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { inBrowser } from '../support/browser/in-browser.ts'
import { type Focused, focused, giveHere, reach } from '../support/browser/keys.ts'
import { leadsOn } from '../support/browser/leads-on.ts'
import { signsIn } from '../support/browser/sign-in.ts'
import { webService } from '../support/web/web-service.ts'

let service: Awaited<ReturnType<typeof webService>>
let browser: Browser
inBrowser(webService, (...opened) => {
  ;[service, browser] = opened
})

const title = async (page: Page): Promise<string> => (await page.locator('h1').first().textContent()) ?? ''
const enter = (page: Page) => leadsOn(page, () => page.keyboard.press('Enter'))
const isButton = ({ tag, isInMain }: Focused): boolean => tag === 'button' && isInMain
const isMain = (at: Focused): boolean => isButton(at) && at.variant === 'primary'

/** Past the top of the page, by the first stop of every page. */
const skipTop = async (page: Page): Promise<void> => {
  await page.keyboard.press('Tab')
  expect(await focused(page)).toMatchObject({ tag: 'a', isInMain: false, isSeen: true })
  await page.keyboard.press('Enter')
  expect(await focused(page)).toMatchObject({ tag: 'main', id: 'innhold' })
}

const opened = async (n: number, javaScriptEnabled: boolean): Promise<Page> => {
  const context = await browser.newContext({ javaScriptEnabled, viewport: { width: 1280, height: 700 } })
  const page = await context.newPage()
  await page.goto(`${service.service.url()}/svar?lang=nb`)
  await skipTop(page)
  expect(await reach(page, ({ tag }) => tag === 'input')).toMatchObject({ id: 'kode' })
  await page.keyboard.type(await service.codeOf(n))
  await enter(page)
  await skipTop(page)
  await reach(page, isMain)
  await enter(page)
  return page
}

/** From the top of a page through all its fields to the button that leads on. */
const answerPage = async (page: Page): Promise<void> => {
  await skipTop(page)
  for (;;) {
    const at = await reach(page, ({ isInMain }) => isInMain)
    if (isMain(at) || (isButton(at) && (await page.locator('main form button[data-variant="primary"]').count()) === 0))
      return await enter(page)
    await giveHere(page, at)
  }
}

/** From the overview to the receipt. */
const sendIn = async (page: Page): Promise<void> => {
  await skipTop(page)
  await reach(page, isMain)
  await enter(page)
  expect(await title(page)).toBe('Vil du sende inn?')
  await skipTop(page)
  await reach(page, isMain)
  await enter(page)
  expect(await title(page)).toMatch(/^Takk!/)
}

const ways = [
  ['with script', true],
  ['without script', false],
] as const

it.each(ways)('one question a page, from the code to the receipt, %s', async (_, script) => {
  const page = await opened(script ? 0 : 1, script)
  const send = page.locator('main button', { hasText: 'Send inn' })
  const seen: string[] = []
  while ((await send.count()) === 0 && seen.length < 40) {
    seen.push(await title(page))
    await answerPage(page)
  }
  expect(new Set(seen).size, seen.join('\n')).toBeGreaterThan(10)
  await sendIn(page)
  // And out again, backwards from the end of the page.
  await reach(page, ({ tag, isInMain }) => tag === 'button' && !isInMain, 'Shift+Tab')
  await enter(page)
  expect(await page.locator('#kode').count()).toBe(1)
  await page.context().close()
})

it.each(ways)('one theme a page, from the code to the receipt, %s', async (_, script) => {
  const page = await opened(script ? 2 : 3, script)
  await reach(page, ({ name, value }) => name === 'visning' && value === 'tema')
  await enter(page)
  const seen: string[] = []
  for (let posts = 0; posts < 30 && new URL(page.url()).pathname === '/svar/tema'; posts++) {
    seen.push(await title(page))
    await answerPage(page)
  }
  expect(new Set(seen).size, seen.join('\n')).toBeGreaterThan(4)
  await sendIn(page)
  await page.context().close()
})

it.each(ways)('from what is wrong to its field, on both kinds of page, %s', async (_, script) => {
  const page = await opened(script ? 4 : 5, script)
  await answerPage(page)
  /** Gives a figure that nobody has, and goes by the list of faults to the field again. */
  const mends = async (id: string): Promise<void> => {
    await page.keyboard.type('4000')
    await enter(page)
    // With script what is wrong comes first; without, the page begins at its top.
    if (script) expect((await focused(page)).tag).toBe('div')
    else await skipTop(page)
    expect(await reach(page, ({ tag, isInMain }) => tag === 'a' && isInMain)).toMatchObject({ isSeen: true })
    await page.keyboard.press('Enter')
    expect(await focused(page)).toMatchObject({ id, value: '4000', isSeen: true })
    await page.keyboard.press('Control+A')
  }
  await reach(page, ({ id }) => id === 'svar')
  await mends('svar')
  await page.keyboard.type('7')
  await enter(page)
  await reach(page, ({ name, value }) => name === 'visning' && value === 'tema')
  await enter(page)
  await page.goto(`${service.service.url()}/svar/tema?t=leder`)
  await reach(page, ({ id }) => id === 'svar-leder_aar')
  await page.keyboard.press('Control+A')
  await mends('svar-leder_aar')
  await page.keyboard.type('8')
  await enter(page)
  await page.goto(`${service.service.url()}/svar/tema?t=leder`)
  expect(await page.locator('#svar-leder_aar').inputValue()).toBe('8')
  await page.context().close()
})

it.each([
  [6, 'stored', 700, 'nb', 'Lagret'],
  [7, 'stored', 420, 'nn', 'Lagra'],
  [8, 'stored', 900, 'nn', 'Lagra'],
  [9, 'not stored', 700, 'nb', 'ikke lagret ennå'],
  [10, 'not stored', 420, 'nn', 'ikkje lagra enno'],
] as const)(
  'respondent %i: what has the focus is seen as before when it is told above that it is %s: %i px, %s',
  async (n, told, height, lang, words) => {
    const context = await browser.newContext({ viewport: { width: 1280, height }, locale: `${lang}-NO` })
    const page = await context.newPage()
    const url = service.service.url()
    await signsIn(page, url, await service.codeOf(n), lang)
    await leadsOn(page, () => page.locator('main button', { hasText: 'Start' }).first().click())
    await page.goto(`${url}/svar/tema?t=svingninger_i_behovet`)
    const letGo = Promise.withResolvers<void>()
    await page.route('**/svar/tema', async (route) => {
      await letGo.promise
      await (told === 'stored' ? route.continue() : route.abort())
    })
    await page.locator('[data-question="svingninger"] input[type="radio"]').first().click()
    const at = page.locator('#svingninger-not_applicable')
    await at.focus()
    // As when the tabulator has led to it: the last line of the window.
    await at.evaluate((one) => scrollBy(0, one.getBoundingClientRect().bottom - innerHeight))
    letGo.resolve()
    await expect.poll(() => page.locator('[data-status]').textContent()).toContain(words)
    // A window scrolls by whole pixels.
    expect(await at.evaluate((one) => one.getBoundingClientRect().bottom - innerHeight)).toBeLessThan(1)
    await context.close()
  },
)
