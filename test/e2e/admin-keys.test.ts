/** The administrators' page by keys alone, with its stores away, and killed in the middle of an import. */
import type { APIResponse, Browser, Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { inBrowser } from '../support/browser/in-browser.ts'
import { leadsOn } from '../support/browser/leads-on.ts'
import { adminService } from '../support/web/admin-service.ts'

let admin: Awaited<ReturnType<typeof adminService>>
let browser: Browser
inBrowser(adminService, (...opened) => {
  ;[admin, browser] = opened
})

const text = async (page: Page) => (await page.locator('main').textContent()) ?? ''
const stored = async (like: string) =>
  (await admin.sql.selectFrom('respondents').select('email').where('email', 'like', like).execute()).length

/** What has the focus: its words or label, and whether it is seen to have it. */
const FOCUS = `(() => {
  const at = document.activeElement
  const words = at.innerText || at.labels?.[0]?.innerText || at.getAttribute('aria-label') || ''
  return { words: words.trim(), isSeen: at.matches(':focus-visible') && getComputedStyle(at).outlineStyle !== 'none' }
})()`

/** Goes on by the tabulator until something with these words has the focus, which is seen on it. */
const tabTo = async (page: Page, words: RegExp): Promise<void> => {
  const passed: string[] = []
  for (let n = 0; n < 400; n++) {
    await page.keyboard.press('Tab')
    const at = (await page.evaluate(FOCUS)) as { words: string; isSeen: boolean }
    passed.push(at.words)
    if (!words.test(at.words)) continue
    expect(at.isSeen, at.words).toBe(true)
    return
  }
  throw new Error(`nothing that is called ${words} among ${[...new Set(passed)].join(' | ')}`)
}
const press = async (page: Page, words: RegExp, at: RegExp): Promise<void> => {
  await tabTo(page, words)
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => at.test(`${url.pathname}${url.search}`))
}

const csv = (...rows: string[]) => ({
  ...{ name: 'liste.csv', mimeType: 'text/csv' },
  buffer: Buffer.from(['unit;part;name;email', ...rows].join('\n')),
})

it('leads by keys alone from the overview to an import, the look at a reminder, and codes for those who were ticked', async () => {
  const { page, context } = await admin.signedIn(browser, 'eva')
  await press(page, /^Enheter$/, /\/enheter$/)
  await tabTo(page, /Søk/)
  await page.keyboard.type('bergen')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/enheter?q=bergen**')
  await press(page, /^1201 Bergen$/, /\/enheter\/1201$/)
  await press(page, /^Svarere$/, /\/svarere$/)
  await press(page, /^Importer en fil$/, /\/svarere\/import$/)
  // The browser must know that somebody waits for it when the key is pressed: it is told on another way than of the key.
  const chooser = page.waitForEvent('filechooser')
  await tabTo(page, /^Fil$/)
  await page.keyboard.press('Space')
  await (await chooser).setFiles(csv('1201;integrering;Tast Tur;tast@bergen.example'))
  await tabTo(page, /^Se hva som ville skje$/)
  await leadsOn(page, () => page.keyboard.press('Enter'))
  await press(page, /^Importer én linje$/, /gjort=imported/)
  expect(await stored('tast@%')).toBe(1)
  await press(page, /^Påminnelser$/, /\/paaminnelser$/)
  await press(page, /^Se hvem som får den|^Se /, /\/paaminnelser\/se/)
  expect(await text(page)).toContain('passer med utvalget')
  await press(page, /^Svarere$/, /\/svarere$/)
  await tabTo(page, /^Velg /)
  await page.keyboard.press('Space')
  await press(page, /de valgte$/, /\/svarere\/koder\?id=/)
  await context.close()
})

it.each<[string, () => void, () => void]>([
  ['SQL', () => admin.way.cut(), () => admin.way.mend()],
  [
    'Redis',
    () => void process.kill(admin.redis.pid(), 'SIGSTOP'),
    () => void process.kill(admin.redis.pid(), 'SIGCONT'),
  ],
])('says so in a page while %s is away, and loses nothing', async (_what, cut, mend) => {
  const { page, context } = await admin.signedIn(browser, 'eva')
  await page.goto(admin.at('/svarere/ny'))
  const email = `borte-${_what.toLowerCase()}@bergen.example`
  for (const [id, value] of Object.entries({ unit: '1201', name: 'Borte', email }))
    await page.locator(`#${id}`).fill(value)
  cut()
  try {
    const [posted] = await Promise.all([
      page.waitForResponse((response) => response.request().method() === 'POST'),
      leadsOn(page, () => page.locator('main form button[type="submit"]').first().click()),
    ])
    expect(posted.status()).toBe(503)
    expect(await text(page)).toContain('Ingenting ble gjort')
    // What was filled in is there, and nothing else of the form.
    expect(await page.locator('main .kd-kept').allTextContents()).toEqual([
      'Kommune- eller bydelsnummer: 1201',
      'Del: raadmann',
      'Navn: Borte',
      `E-post: ${email}`,
    ])
    // All at once: each waits until the store is given up.
    await Promise.all(
      ['', '/enheter', '/svarere', '/svarere/koder', '/paaminnelser', '/logg'].map(async (path) => {
        const answered = await page.request.get(admin.at(path))
        expect([path, answered.status(), (await answered.text()).includes('Det går ikke akkurat nå')]).toEqual([
          path,
          503,
          true,
        ])
      }),
    )
  } finally {
    mend()
  }
  await expect.poll(async () => (await page.request.get(admin.at('/svarere'))).status()).toBe(200)
  expect(await stored(email)).toBe(0)
  // What was written is there to be sent again, as the browser has it.
  await page.goto(admin.at('/svarere/ny'))
  for (const [id, value] of Object.entries({ unit: '1201', name: 'Borte', email }))
    await page.locator(`#${id}`).fill(value)
  await page.locator('main form button[type="submit"]').first().click()
  await page.waitForURL('**/svarere?gjort=added')
  expect(await stored(email)).toBe(1)
  await context.close()
})

it('says so where access is given or ended while SQL is away, keeps what was written, and changes nothing', async () => {
  const { page, context } = await admin.signedIn(browser, 'eva')
  const { tenantId, objectId } = admin.identity('nils')
  await admin.grant('nils', 'analyst')
  const roles = async () => (await admin.book.admins()).flatMap((one) => (one.objectId === objectId ? [one.role] : []))
  await page.goto(admin.at('/tilgang'))
  await page.locator('#tenant').fill(tenantId)
  await page.locator('#object').fill(objectId)
  await page.locator('#role').selectOption('administrator')
  const end = page.locator('main tr', { hasText: objectId }).locator('button')
  const give = page.locator('main button', { hasText: 'Gi tilgang' })
  for (const [button, kept] of [
    [give, [`Leietaker-id: ${tenantId}`, `Objekt-id: ${objectId}`, 'Rolle: administrator']],
    [end, [`Leietaker-id: ${tenantId}`, `Objekt-id: ${objectId}`]],
  ] as const) {
    admin.way.cut()
    try {
      const [posted] = await Promise.all([
        page.waitForResponse((response) => response.request().method() === 'POST'),
        leadsOn(page, () => button.click()),
      ])
      expect(posted.status()).toBe(503)
      expect(await text(page)).toContain('Ingenting ble gjort')
      expect(await page.locator('main .kd-kept').allTextContents()).toEqual(kept)
    } finally {
      admin.way.mend()
    }
    await expect.poll(async () => (await page.request.get(admin.at('/tilgang'))).status()).toBe(200)
    expect(await roles()).toEqual(['analyst'])
    await page.goBack()
  }
  // The page that was gone back to holds what was written, and does it now.
  await Promise.all([page.waitForURL('**?gjort=access_ended'), end.click()])
  expect(await roles()).toEqual([])
  await context.close()
})

it.each([0, 1, 2])('imports all of a file or nothing when it is killed, and goes on (try %i)', async (n) => {
  const { page, context } = await admin.signedIn(browser, 'eva')
  const ROWS = 400
  await page.goto(admin.at('/svarere/import'))
  await page
    .locator('#fil')
    .setInputFiles(
      csv(...Array.from({ length: ROWS }, (_, i) => `1201;integrering;P ${i};drept-${n}-${i}@bergen.example`)),
    )
  await leadsOn(page, () => page.locator('main form button[type="submit"]').last().click())
  const form: Record<string, string> = {}
  for (const name of ['token', 'fil'])
    form[name] = (await page.locator(`form[action$="/utfor"] input[name="${name}"]`).getAttribute('value')) ?? ''
  const post = (): Promise<APIResponse | null> =>
    page.request
      .post(admin.at('/svarere/import/utfor'), { form, headers: { 'sec-fetch-site': 'same-origin' } })
      .catch(() => null)
  const imports = () =>
    admin.sql
      .selectFrom('audit')
      .select('id')
      .where('action', '=', 'respondents.import')
      .where('count', '=', ROWS)
      .execute()
  const before = (await imports()).length
  const posted = post()
  // Sooner or later in the write: at once, or when it is known to be done.
  if (n === 2) await expect.poll(async () => (await imports()).length).toBe(before + 1)
  else for (let turn = 0; turn < n * 5; turn++) await admin.sql.selectFrom('audit').select('id').limit(1).execute()
  await admin.service.kill()
  await posted
  expect([0, ROWS]).toContain(await stored(`drept-${n}-%`))
  await admin.service.start()
  expect([200, 409]).toContain((await post())?.status())
  await expect.poll(() => stored(`drept-${n}-%`)).toBe(ROWS)
  await context.close()
})
