/** Two windows of one person in real browsers: begun in Teams, ended on the web, with the service killed in between. */
import type { Browser, Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { inBrowser } from '../support/browser/in-browser.ts'
import { leadsOn } from '../support/browser/leads-on.ts'
import { signsIn } from '../support/browser/sign-in.ts'
import { freePorts } from '../support/free-ports.ts'
import { webService } from '../support/web/web-service.ts'

let service: Awaited<ReturnType<typeof webService>>
let browser: Browser
/** A browser goes on where it was: the service comes back at its address. */
const atOnePlace = async () => webService({ PORT: String((await freePorts(1))[0]) })
inBrowser(atOnePlace, (...opened) => {
  ;[service, browser] = opened
})

const at = (path: string) => `${service.service.url()}${path}`
const title = async (page: Page): Promise<string> => (await page.locator('h1').first().textContent()) ?? ''
const position = async (page: Page): Promise<string> =>
  /Spørsmål \d+ av/.exec((await page.locator('main').textContent()) ?? '')?.[0] ?? ''

/** Fills in the question of the page; what to press then. */
const fill = async (page: Page) => {
  for (const set of await page.locator('main fieldset').all()) await set.locator('input').first().check()
  for (const [i, list] of (await page.locator('main select').all()).entries()) await list.selectOption({ index: i + 1 })
  const field = page.locator('main input[name="answer"]:not([type]), main textarea[name="answer"]')
  if ((await field.count()) > 0) await field.first().fill('3')
  const main = page.locator('main form button[data-variant="primary"]')
  return (await main.count()) > 0 ? main.first() : page.locator('main form button[data-variant="secondary"]').first()
}

const again = async (): Promise<void> => {
  await service.service.kill()
  await service.service.start()
}

it.each([
  ['with script', true, 0],
  ['without script', false, 1],
] as const)('begun in Teams, ended on the web, the service killed three ways in between: %s', async (_, script, n) => {
  const person = service.person(n)
  await person.say('hei')
  const start = await person.until(() => person.find(({ data }) => data.do === 'start'))
  await person.press(start.button, start.id)
  await person.until(() => person.chat().at(-1)?.texts.join().includes('Spørsmål 1 av'))
  await person.say('rådmann')
  await person.until(() => person.chat().at(-1)?.texts.join().includes('Spørsmål 2 av'))
  const card = person.chat().at(-1)

  const context = await browser.newContext({ javaScriptEnabled: script })
  const page = await context.newPage()
  await signsIn(page, service.service.url(), await service.codeOf(n))
  expect(await position(page)).toBe('Spørsmål 2 av')
  await page.locator('main input[name="answer"]').fill('12')
  await leadsOn(page, () => page.locator('main form button[data-variant="primary"]').click())
  // The card in the chat is closed, with what was answered here.
  await person.until(() => {
    const now = person.chat().find(({ id }) => id === card?.id)
    return now !== undefined && person.buttons(now).some(({ data }) => data.do === 'change')
  })

  // Killed once an answer is confirmed: it is there, and the page that is open goes on.
  expect(await position(page)).toBe('Spørsmål 3 av')
  await again()
  await leadsOn(page, async () => (await fill(page)).click())
  expect(await position(page)).toBe('Spørsmål 4 av')

  // Killed before a post: nothing answers it, and nothing is confirmed. Back on the page it is asked once more.
  const press = await fill(page)
  await service.service.kill()
  const failed = page.waitForEvent('requestfailed')
  await press.click({ noWaitAfter: true })
  await failed
  await service.service.start()
  await page.goto(at('/svar/skjema'))
  expect(await position(page)).toBe('Spørsmål 4 av')
  await leadsOn(page, async () => (await fill(page)).click())

  // Killed while a post is on its way: it is stored or not, and the page says which.
  const before = await title(page)
  const late = await fill(page)
  const sent = page.waitForEvent('request', (request) => request.method() === 'POST')
  await late.click({ noWaitAfter: true })
  await sent
  await again()
  await page.goto(at('/svar/oversikt'))
  const answered = Number(/svart på (\d+) av/.exec((await page.locator('main').textContent()) ?? '')?.[1])
  await page.goto(at('/svar/skjema'))
  expect(answered).toBe((await title(page)) === before ? 4 : 5)

  const send = page.locator('main button', { hasText: 'Send inn' })
  for (let pages = 0; pages < 40 && (await send.count()) === 0; pages++)
    await leadsOn(page, async () => (await fill(page)).click())
  await leadsOn(page, () => send.first().click())
  await leadsOn(page, () => page.locator('main form button[data-variant="primary"]').first().click())
  expect(await title(page)).toMatch(/^Takk!/)
  const stored = async () =>
    (await service.sql.selectFrom('submissions').select('document').execute()).map((one) => one.document)
  const ofUnit = async () => JSON.stringify((await stored())[n] ?? null)
  await expect.poll(ofUnit).toContain('"complete":true')
  const document = JSON.parse(await ofUnit())
  expect(document.answers).toMatchObject({ leder_rolle: { value: 'raadmann' }, leder_aar: { value: 12 } })
  await context.close()
})
