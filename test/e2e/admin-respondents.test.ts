/** «Svarere» in a real browser: import with a look first, adding, correcting, ending; what is wrong is told at its place. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { found } from '../support/browser/axe.ts'
import { screensFolder as folder, inBrowser } from '../support/browser/in-browser.ts'
import { leadsOn } from '../support/browser/leads-on.ts'
import { units } from '../support/survey-2018.ts'
import { adminService } from '../support/web/admin-service.ts'
import { visitor } from '../support/web/visitor.ts'

let admin: Awaited<ReturnType<typeof adminService>>
let browser: Browser
inBrowser(adminService, (...opened) => {
  ;[admin, browser] = opened
})

const csv = (...rows: string[]) => ({
  ...{ name: 'liste.csv', mimeType: 'text/csv' },
  buffer: Buffer.from(['unit;part;name;email', ...rows].join('\n')),
})
const send = async (page: Page, file: string | { name: string; mimeType: string; buffer: Buffer }) => {
  await page.goto(admin.at('/svarere/import'))
  await page.locator('#fil').setInputFiles(file)
  await leadsOn(page, () => page.locator('main form button[type="submit"]').last().click())
}
const text = async (page: Page) => (await page.locator('main').textContent()) ?? ''
const stored = async (email: string) => (await admin.book.list({})).find((one) => one.email === email)

it('says before anything is done which rows would wait for a yes of those who answer', async () => {
  const { page, context } = await admin.signedIn(browser, 'eva', {
    locale: 'nn-NO',
    viewport: { width: 320, height: 800 },
  })
  const person = visitor(admin.url)
  const start = await person.open(await admin.codeOf(9))
  const question = await person.press(start, 'Start')
  await person.press(question, 'Svar', question.choices.slice(0, 1))
  const unit = units[9]?.id
  await send(page, csv(`${unit};integrering;Anna;anna@x.example`, `${unit};raadmann;Berit;berit@x.example`))
  expect(await text(page)).toContain('Éi linje gjeld ein del som allereie har svar')
  const said = page.locator('main table tbody tr')
  expect(await said.nth(0).textContent()).not.toContain('ventar på ja')
  expect(await said.nth(1).textContent()).toContain('Blir lagd til, og ventar på ja')
  expect(await found(page)).toEqual([])
  await page.screenshot({ path: join(folder, 'admin-import-waits-nn-light-320.png'), fullPage: true })
  expect(await stored('berit@x.example')).toBeUndefined()
  await leadsOn(page, () => page.locator('button', { hasText: 'Importer 2 linjer' }).click())
  const isHeld = async (email: string) =>
    (await admin.book.personRecord((await stored(email))?.id ?? ''))?.respondent.heldAt != null
  expect([await isHeld('berit@x.example'), await isHeld('anna@x.example')]).toEqual([true, false])
  await context.close()
})

it('shows what a file would change, and changes it when that was looked at', async () => {
  const { page, context } = await admin.signedIn(browser, 'eva')
  const before = (await admin.book.list({})).length
  await send(
    page,
    csv('1201;integrering;<b>Ny</b> Person;ny@bergen.example', '0301;integrering;Oslo;oslo@oslo.example'),
  )
  expect(await text(page)).toContain('Legges til: 2. Endres: 0. Er der fra før: 0.')
  expect(await page.locator('main table td').allTextContents()).toContain('<b>Ny</b> Person')
  expect(await page.locator('main b').count()).toBe(0)
  expect(await admin.book.list({})).toHaveLength(before)
  await page.screenshot({ path: join(folder, 'admin-import-nb-light-1280.png'), fullPage: true })
  expect(await found(page)).toEqual([])
  const form = await page.evaluate(
    `new URLSearchParams(new FormData(document.querySelector('form[action$="/utfor"]'))).toString()`,
  )
  await page.locator('button', { hasText: 'Importer 2 linjer' }).click()
  await page.waitForURL('**/svarere?gjort=imported')
  expect(await stored('ny@bergen.example')).toMatchObject({ name: '<b>Ny</b> Person', unitId: '1201' })
  expect(await admin.book.auditTrail({ limit: 3 })).toContainEqual(
    expect.objectContaining({ action: 'respondents.import', actor: 'api:eva', count: 2 }),
  )
  // The same post again finds nothing to import.
  const again = await page.request.post(admin.at('/svarere/import/utfor'), {
    ...{ headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' } },
    data: String(form),
  })
  expect([again.status(), (await again.text()).includes('allerede importert')]).toEqual([409, true])
  await send(page, csv('1201;integrering;<b>Ny</b> Person;ny@bergen.example'))
  expect(await text(page)).toContain('Fila endrer ingenting')
  expect(await page.locator('form[action$="/utfor"]').count()).toBe(0)
  await context.close()
})

it('imports no other file than the one that was looked at', async () => {
  const { page, context } = await admin.signedIn(browser, 'eva')
  await send(page, csv('1201;raadmann;En;en@bergen.example'))
  const other = await context.newPage()
  await send(other, csv('1201;raadmann;To;to@bergen.example'))
  await leadsOn(page, () => page.locator('button', { hasText: 'Importer én linje' }).click())
  expect(await text(page)).toContain('Du har sett på en annen fil siden')
  expect([await stored('en@bergen.example'), await stored('to@bergen.example')]).toEqual([undefined, undefined])
  await context.close()
})

const whole = 'unit;part;name;email\n'
it.each([
  [
    'a row with faults',
    `${whole}9999;raadmann;A;a@a.example\n1201;radmann;=1+1;b`,
    [9, 'ikke nummeret til noen kommune'],
  ],
  ['another kind of file', '\u0089PNG\r\n\u001a\n', [9, 'Ingenting er lagret']],
  ['an empty file', '', [1, 'Fila er tom']],
  ['a file that names nobody', whole, [1, 'Feltet er tomt']],
  ['a column that is missing', 'unit;part;name\n1201;raadmann;A', [1, 'Kolonnen mangler']],
] as const)('tells every fault of %s, and stores nothing', async (_, content, [most, words]) => {
  const { page, context } = await admin.signedIn(browser, 'eva')
  const before = await admin.book.list({})
  await send(page, { name: 'x.csv', mimeType: 'text/csv', buffer: Buffer.from(content, 'latin1') })
  expect(await text(page)).toContain(words)
  const rows = await page.locator('main [role="alert"] tbody tr').count()
  expect(rows).toBeGreaterThan(0)
  expect(rows).toBeLessThanOrEqual(most)
  expect(await admin.book.list({})).toEqual(before)
  expect(await found(page)).toEqual([])
  await context.close()
})

it('tells of a file that is too large, of two, of none and of one without a name', async () => {
  const { page, context } = await admin.signedIn(browser, 'eva')
  const large = join(mkdtempSync(join(tmpdir(), 'kd-upload-')), 'stor.csv')
  writeFileSync(large, Buffer.alloc(50 * 1024 * 1024, 'a'))
  await send(page, large)
  rmSync(dirname(large), { recursive: true })
  expect(await text(page)).toContain('Fila er større enn 10 MB')
  const token = (await page.locator('input[name="token"]').first().getAttribute('value')) ?? ''
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
  const post = async (parts: string[], headers: Record<string, string> = {}) => {
    const body = [...parts, ''].join('\r\n')
    const response = await fetch(admin.at('/svarere/import'), {
      ...{ method: 'POST', body },
      headers: {
        ...{ cookie, 'sec-fetch-site': 'same-origin', 'content-type': 'multipart/form-data; boundary=grense' },
        ...headers,
      },
    })
    return [response.status, /href="#fil">([^<]*)/.exec(await response.text())?.[1] ?? '']
  }
  const part = (head: string, content: string) => ['--grense', `Content-Disposition: form-data; ${head}`, '', content]
  const field = part('name="token"', token)
  const file = part('name="fil"; filename="a.csv"', 'unit;part\r\n')
  expect(await post([...field, ...file, ...file, '--grense--'])).toEqual([422, 'Send én fil om gangen.'])
  expect(await post([...field, '--grense--'])).toEqual([422, 'Velg en fil først.'])
  expect(await post([...field, ...part('name="fil"; filename=""', ''), '--grense--'])).toEqual([
    422,
    'Velg en fil først.',
  ])
  expect(await post([...field, ...part('filename="a.csv"', 'x'), '--grense--'])).toEqual([422, 'Velg en fil først.'])
  expect(await post([...field, ...file])).toEqual([422, 'Fila kom ikke hel fram. Prøv en gang til.'])
  expect((await post(['x'], { 'content-type': 'multipart/form-data' }))[0]).toBe(422)
  expect((await post(['x'], { 'content-type': 'text/csv' }))[0]).toBe(422)
  // Without the token, from elsewhere, and by somebody who may not.
  expect((await post([...file, '--grense--']))[0]).toBe(409)
  expect((await post([...field, ...file, '--grense--'], { 'sec-fetch-site': 'cross-site' }))[0]).toBe(403)
  const ola = await admin.signedIn(browser, 'ola')
  const his = (await ola.context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
  expect((await post([...field, ...file, '--grense--'], { cookie: his }))[0]).toBe(403)
  await ola.context.close()
  await context.close()
})

it('adds, corrects and ends one, and tells what is wrong at its field', async () => {
  const { page, context } = await admin.signedIn(browser, 'eva')
  await page.goto(admin.at('/svarere/ny'))
  expect(await found(page)).toEqual([])
  const fill = async (values: Record<string, string>) => {
    for (const [id, value] of Object.entries(values)) await page.locator(`#${id}`).fill(value)
    await leadsOn(page, () => page.locator('main form button[type="submit"]').first().click())
  }
  await fill({ unit: '4444', name: '=1+1', email: 'kari' })
  expect(await page.locator('main [role="alert"] a').allTextContents()).toHaveLength(3)
  // What is wrong comes first for those who hear the page, and leads to its field; what was written stands there still.
  expect(await page.evaluate('document.activeElement.getAttribute("role")')).toBe('alert')
  expect(await page.locator('#email').inputValue()).toBe('kari')
  expect(await page.locator('#email').getAttribute('aria-invalid')).toBe('true')
  expect(await found(page)).toEqual([])
  await page.screenshot({ path: join(folder, 'admin-add-faults-nb-light-1280.png'), fullPage: true })
  await fill({ unit: '1201', name: 'Ka\u200bri', email: 'kari@bergen.example' })
  // There is no file to be saved in another way.
  expect(await page.locator('main [role="alert"]').textContent()).toContain('Navn: Feltet har et tegn som ikke synes')
  await fill({ unit: '\u200e1201', name: 'Kari\u00a0', email: '\u202akari@bergen.example\u200b' })
  await page.waitForURL('**/svarere?gjort=added')
  await page.locator('#q').fill('kari bergen')
  await leadsOn(page, () => page.locator('main form button').click())
  await leadsOn(page, () => page.locator('main table a', { hasText: 'Kari' }).first().click())
  expect(await text(page)).toContain('Ikke koblet til')
  await page.screenshot({ path: join(folder, 'admin-person-nb-light-1280.png'), fullPage: true })
  expect(await found(page)).toEqual([])
  await fill({ email: 'kari.ny@bergen.example', name: 'Kari Ny' })
  await page.waitForURL('**?gjort=corrected')
  expect(await stored('kari.ny@bergen.example')).toMatchObject({ name: 'Kari Ny' })
  expect(await stored('kari@bergen.example')).toBeUndefined()
  await fill({ email: 'ny@bergen.example' })
  await fill({ email: 'kari.ny@bergen.example' })
  const id = (await stored('kari.ny@bergen.example'))?.id ?? ''
  expect(await admin.book.auditTrail({ limit: 5 })).toContainEqual(
    expect.objectContaining({ action: 'respondents.correct', actor: 'api:eva', subject: id }),
  )
  await leadsOn(page, () => page.locator('a', { hasText: 'Avslutt svareren' }).click())
  expect(await found(page)).toEqual([])
  expect(await stored('kari.ny@bergen.example')).toBeDefined()
  await page.locator('main button', { hasText: 'Ja, avslutt' }).click()
  await page.waitForURL('**/svarere?gjort=ended')
  expect(await stored('kari.ny@bergen.example')).toBeUndefined()
  expect((await page.goto(admin.at(`/svarere/${id}`)))?.status()).toBe(404)
  await context.close()
})

it('is nobody’s but an administrator’s, whatever is asked for', async () => {
  const [one] = await admin.book.list({})
  const paths = ['/svarere', '/svarere/import', '/svarere/ny', `/svarere/${one?.id}`, `/svarere/${one?.id}/avslutt`]
  const ola = await admin.signedIn(browser, 'ola')
  expect(await ola.page.locator('.kd-pages a').allTextContents()).not.toContain('Svarere')
  for (const path of paths) {
    expect((await ola.page.goto(admin.at(path)))?.status(), path).toBe(403)
    expect(await text(ola.page)).not.toContain(one?.name ?? '')
  }
  const token =
    (await ola.page.goto(admin.at())) && (await ola.page.locator('input[name="token"]').first().getAttribute('value'))
  for (const path of [`/svarere/${one?.id}`, `/svarere/${one?.id}/avslutt`, '/svarere/ny', '/svarere/import/utfor']) {
    const posted = await ola.page.request.post(admin.at(path), {
      form: { token: token ?? '' },
      headers: { 'sec-fetch-site': 'same-origin' },
    })
    expect(posted.status(), path).toBe(403)
  }
  expect((await admin.book.list({})).map(({ id }) => id)).toContain(one?.id)
  await ola.context.close()
})
