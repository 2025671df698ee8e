/** «Koder og brev» in a real browser, and the page on which one who answers lets somebody else in. */

import { createHash, randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { openRespondents } from '../../src/edge/sql/respondents.ts'
import { withCampaigns } from '../../src/edge/sql/tables.ts'
import { found } from '../support/browser/axe.ts'
import { screensFolder as folder, inBrowser } from '../support/browser/in-browser.ts'
import { leadsOn } from '../support/browser/leads-on.ts'
import { startMailServer } from '../support/mail/mail-server.ts'
import { readMail } from '../support/mail/read-mail.ts'
import { readPdf } from '../support/read-pdf.ts'
import { wave2018 } from '../support/wave-2018.ts'
import { adminService } from '../support/web/admin-service.ts'
import { visitor } from '../support/web/visitor.ts'

const CODE = /\b[0-9A-Z]{4}(?:-[0-9A-Z]{4}){2}-[0-9A-Z]\b/

const start = async () => {
  const mail = await startMailServer()
  const whole = await adminService({
    ...{ SMTP_URL: `smtp://127.0.0.1:${mail.port}`, MAIL_FROM: 'svar@undersokelsen.example', MAIL_RATE: '100' },
  })
  // In office hours the service would invite everybody while letters are printed: here it has been called off.
  await withCampaigns(whole.sql)
    .insertInto('campaigns')
    .values({
      ...{ id: randomUUID(), wave: wave2018, kind: 'invitation', template: 'invitation', state: 'cancelled' },
      ...{ selection: '{"parts":[],"statuses":[]}', created_at: new Date(), created_by: 'test', send_at: new Date() },
      dedupe_key: `invitation:${wave2018}`,
    })
    .onConflict((made) => made.column('dedupe_key').doUpdateSet({ state: 'cancelled' }))
    .execute()
  const stop = async () => {
    await whole.stop()
    await mail.stop()
  }
  return { ...whole, mail, stop }
}
let admin: Awaited<ReturnType<typeof start>>
let browser: Browser
inBrowser(start, (...opened) => {
  ;[admin, browser] = opened
})

const text = async (page: Page) => (await page.locator('main').textContent()) ?? ''
const mailsTo = (address: string) =>
  admin.mail.caught.filter(({ to }) => to === address).map(({ raw }) => readMail(raw).text)

const listed = async (email: string) =>
  (await openRespondents(admin.sql, { wave: wave2018, byMail: true }).list({})).find((one) => one.email === email)

/** Person `n` with an address of their own; `begun`: has come in on the web and answered something. */
const person = async (n: number, begun: 'begun' | 'waits') => {
  const id = await admin.idOf(n)
  const email = `person-${n}@kommune.example`
  await admin.sql.updateTable('respondents').set({ email }).where('id', '=', id).execute()
  if (begun === 'begun') {
    const who = visitor(admin.service.url)
    const page = await who.press(await who.open(await admin.codeOf(n)), 'Start')
    const answered = await who.press(page, 'Svar', [page.choices[0] ?? ['answer', '3']])
    expect(answered.text).not.toBe(page.text)
    const earlier = { made_at: new Date(Date.now() - 3_600_000) }
    await admin.sql.updateTable('codes').set(earlier).where('respondent_id', '=', id).execute()
  }
  return { id, email }
}
it('makes letters while nobody has answered, for one, some and all that lack a code', async () => {
  const { page, context } = await admin.signedIn(browser, 'eva')
  const one = await person(0, 'waits')
  const two = await person(1, 'waits')
  const pdfOf = async () => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.locator('main button', { hasText: 'Last ned' }).click(),
    ])
    return readPdf(await readFile(await download.path()))
  }
  await page.goto(admin.at(`/svarere/${one.id}`))
  await leadsOn(page, () => page.locator('main a', { hasText: 'Ny kode eller brev' }).click())
  expect(await found(page)).toEqual([])
  const single = await pdfOf()
  expect(single.pages).toBe(1)
  expect(single.elements.some(({ text: said }) => CODE.test(said))).toBe(true)
  expect(await page.content()).not.toMatch(CODE)
  await page.goto(admin.at('/svarere'))
  for (const { id } of [one, two]) await page.locator(`input[name="id"][value="${id}"]`).check()
  await leadsOn(page, () => page.locator('main button', { hasText: 'de valgte' }).click())
  await page.screenshot({ path: join(folder, 'admin-codes-nb-light-1280.png'), fullPage: true })
  expect((await pdfOf()).pages).toBe(2)
  await page.goto(admin.at('/svarere/koder'))
  const left = (await admin.book.list({})).filter(({ status }) => status === 'imported').length
  expect((await pdfOf()).pages).toBe(left)
  await page.goto(admin.at('/svarere/koder'))
  expect(await text(page)).toContain('Alle er koblet til eller har fått en kode')
  const trail = await admin.book.auditTrail({ limit: 2000 })
  expect(trail.filter(({ action, subject }) => action === 'respondents.letter' && subject === one.id)).toHaveLength(2)
  await context.close()
})

it('sends a new code where there are answers, which nobody here sees, and refuses the letter', async () => {
  const { page, context } = await admin.signedIn(browser, 'eva')
  const { id, email } = await person(2, 'begun')
  await page.goto(admin.at(`/svarere/koder?id=${id}`))
  expect(await text(page)).toContain('Nei, delen har svar')
  expect(await page.locator('form[action$="/koder/brev"]').count()).toBe(0)
  const token = (await page.locator('input[name="token"]').first().getAttribute('value')) ?? ''
  const posted = await page.request.post(admin.at('/svarere/koder/brev'), {
    ...{ form: { token, id, ny: 'ja' }, headers: { 'sec-fetch-site': 'same-origin' } },
  })
  expect([posted.status(), CODE.test(await posted.text())]).toEqual([409, false])
  const before = mailsTo(email).length
  await leadsOn(page, () => page.locator('main button', { hasText: 'Send ny kode til én' }).click())
  expect(await text(page)).toContain('Ny kode er sendt til én')
  expect(await page.content()).not.toMatch(CODE)
  expect(await found(page)).toEqual([])
  const code = CODE.exec(mailsTo(email)[before] ?? '')?.[0] ?? ''
  expect((await visitor(admin.service.url).open(code)).path).toBe('/svar/skjema')
  await context.close()
})

it.each([
  ['nb', 'light', 1280],
  ['nn', 'dark', 320],
] as const)(
  'lets somebody in by the yes of one who answers, in %s, %s and %i px wide',
  async (language, colorScheme, width) => {
    const n = language === 'nb' ? 3 : 4
    const { email } = await person(n, 'begun')
    const unit = (await admin.book.list({})).find((one) => one.email === email)?.unitId ?? ''
    const { page, context } = await admin.signedIn(browser, 'eva')
    const own = `eva-${language}@imdi.example`
    await page.goto(admin.at(`/svarere/ny?unit=${unit}`))
    for (const [field, value] of Object.entries({ unit, name: '<b>Eva</b>', email: own }))
      await page.locator(`#${field}`).fill(value)
    await page.locator('main form button[type="submit"]').first().click()
    await page.waitForURL('**/svarere?gjort=added_held')
    const held = await listed(own)
    expect(held?.unreachable).toBe('mail_held')
    await page.goto(admin.at(`/svarere/${held?.id}`))
    expect(await text(page)).toContain('Venter på ja')
    expect(await found(page)).toEqual([])
    const link = /\/svar\/slipp-inn\?t=\S+/.exec(mailsTo(email).join())?.[0] ?? ''
    const reader = await browser.newContext({ colorScheme, viewport: { width, height: 800 }, locale: `${language}-NO` })
    const asked = await reader.newPage()
    await asked.goto(`${admin.url()}${link}&lang=${language}`)
    expect([await asked.locator('html').getAttribute('lang'), await asked.locator('main b').count()]).toEqual([
      language,
      0,
    ])
    expect(await text(asked)).toContain(own)
    expect(await found(asked)).toEqual([])
    await asked.screenshot({ path: join(folder, `let-in-${language}-${colorScheme}-${width}.png`), fullPage: true })
    // Looking at it changes nothing.
    expect((await listed(own))?.unreachable).toBe('mail_held')
    await leadsOn(asked, () => asked.locator('main button').click())
    expect(await found(asked)).toEqual([])
    expect((await listed(own))?.unreachable).not.toBe('mail_held')
    expect((await asked.goto(`${admin.url()}${link}`))?.status()).toBe(404)
    expect(await admin.book.auditTrail({ limit: 30 })).toContainEqual(
      expect.objectContaining({ action: 'respondents.confirm', subject: held?.id }),
    )
    await reader.close()
    await context.close()
  },
)

it('is nobody’s but an administrator’s', async () => {
  const ola = await admin.signedIn(browser, 'ola')
  const id = await admin.idOf(5)
  const codes = () => admin.sql.selectFrom('codes').select('hash').where('respondent_id', '=', id).execute()
  const before = await codes()
  expect((await ola.page.goto(admin.at(`/svarere/koder?id=${id}`)))?.status()).toBe(403)
  await ola.page.goto(admin.at())
  const token = (await ola.page.locator('input[name="token"]').first().getAttribute('value')) ?? ''
  for (const path of ['brev', 'epost', 'inviter']) {
    const posted = await ola.page.request.post(admin.at(`/svarere/koder/${path}`), {
      ...{ form: { token, id }, headers: { 'sec-fetch-site': 'same-origin' } },
    })
    expect(posted.status(), path).toBe(403)
  }
  expect(await codes()).toEqual(before)
  await ola.context.close()
})

it('imports a file that was looked at in that wave alone', async () => {
  const { page, context } = await admin.signedIn(browser, 'eva')
  const buffer = Buffer.from('unit;part;name;email\n1201;raadmann;Ny;ny@bergen.example')
  await page.goto(admin.at('/svarere/import'))
  await page.locator('#fil').setInputFiles({ name: 'liste.csv', mimeType: 'text/csv', buffer })
  await leadsOn(page, () => page.locator('main form button[type="submit"]').last().click())
  const token = (await page.locator('input[name="token"]').first().getAttribute('value')) ?? ''
  const seenIn = (wave: string) => createHash('sha256').update(wave).update(buffer).digest('base64url')
  const importAs = (fil: string) =>
    page.request.post(admin.at('/svarere/import/utfor'), {
      ...{ form: { token, fil }, headers: { 'sec-fetch-site': 'same-origin' } },
    })
  for (const wave of ['', 'kommuneundersokelsen-2027\n']) expect((await importAs(seenIn(wave))).status()).toBe(409)
  const stored = () =>
    admin.sql.selectFrom('respondents').select('id').where('email', '=', 'ny@bergen.example').execute()
  expect(await stored()).toEqual([])
  await importAs(seenIn(`${wave2018}\n`))
  expect(await stored()).toHaveLength(1)
  await context.close()
})
