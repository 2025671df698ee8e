import type { Browser } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { inBrowser } from '../support/browser/in-browser.ts'
import { leadsOn } from '../support/browser/leads-on.ts'
import { wave2018 } from '../support/wave-2018.ts'
import { adminService } from '../support/web/admin-service.ts'

let admin: Awaited<ReturnType<typeof adminService>>
let browser: Browser
inBrowser(adminService, (...opened) => {
  ;[admin, browser] = opened
})

const heading = async (page: { locator(of: string): { first(): { textContent(): Promise<string | null> } } }) =>
  (await page.locator('h1').first().textContent()) ?? ''

describe('signing in', () => {
  it('leads back to the page that was asked for, with cookies that scripts cannot read', async () => {
    const { page, context } = await admin.signedIn(browser, 'eva')
    expect(new URL(page.url()).pathname).toBe(`/admin/${wave2018}`)
    expect(await heading(page)).toBe('Oversikt')
    const cookies = (await context.cookies()).filter(({ name }) => name.startsWith('__Host-kd'))
    expect(cookies).toMatchObject([
      { name: '__Host-kd-admin', secure: true, httpOnly: true, sameSite: 'Lax', path: '/' },
    ])
    const other = await context.newPage()
    await context.clearCookies({ name: '__Host-kd-admin' })
    await other.goto(admin.at('?lang=nn'))
    expect(await heading(other)).toBe('Logg inn')
    // Signed in at the issuer still: nobody is asked who they are.
    await other.locator('main a[href^="/admin/inn"]').click()
    await other.waitForURL(admin.at('?lang=nn'))
    await context.close()
  })

  it.each(['eva', 'ola'])('is enough for %s, whose role the sign-in says', async (id) => {
    const { page, context } = await admin.signedIn(browser, id)
    expect(await heading(page)).toBe('Oversikt')
    await context.close()
  })

  it('gives nobody a role that neither the sign-in nor the table says', async () => {
    for (const id of ['per', 'tove']) {
      const { page, context } = await admin.signedIn(browser, id)
      expect(await heading(page)).toBe('Du har ikke tilgang')
      expect((await page.goto(admin.at()))?.status()).toBe(403)
      await context.close()
    }
  })

  it('reads the table at every request, and ends every session with the role', async () => {
    const { page, context } = await admin.signedIn(browser, 'tove')
    expect(await heading(page)).toBe('Du har ikke tilgang')
    await admin.grant('tove', 'administrator')
    await page.goto(admin.at())
    expect(await heading(page)).toBe('Oversikt')
    // A name is text, whatever stands in it.
    expect(await page.locator('.kd-nav').first().textContent()).toContain('tove <b>Tabell</b>')
    expect(await page.locator('.kd-nav b').count()).toBe(0)
    await admin.remove('tove')
    expect((await page.goto(admin.at()))?.status()).toBe(401)
    expect(await page.locator('main [role="status"]').textContent()).toContain('Du er logget ut')
    await context.close()
  })

  it('is taken down in the audit trail with who', async () => {
    const { context } = await admin.signedIn(browser, 'eva')
    expect(await admin.book.auditTrail({ limit: 5 })).toContainEqual(
      expect.objectContaining({ action: 'admins.sign_in', actor: 'api:eva', subject: wave2018 }),
    )
    await context.close()
  })

  it('goes on with keys that the issuer has changed', async () => {
    await admin.issuer.changeKeys()
    const { page, context } = await admin.signedIn(browser, 'eva')
    expect(await heading(page)).toBe('Oversikt')
    await context.close()
  })

  it('ends with «logg ut», for the page that is gone back to as well', async () => {
    const { page, context } = await admin.signedIn(browser, 'eva')
    await leadsOn(page, () => page.locator('.kd-nav button', { hasText: 'Logg ut' }).click())
    expect(await heading(page)).toBe('Du er logget ut')
    await page.goBack()
    await page.reload()
    expect(await heading(page)).toBe('Logg inn')
    await page.goto(`${admin.url()}/admin/ut/utsteder`)
    expect(page.url()).toContain(admin.issuer.url)
    await context.close()
  })
})

describe('what goes wrong', () => {
  const cookieOf = async (id: string) => {
    const { context, page } = await admin.signedIn(browser, id)
    const cookie = (await context.cookies()).find(({ name }) => name === '__Host-kd-admin')?.value ?? ''
    const token = (await page.locator('input[name="token"]').first().getAttribute('value')) ?? ''
    await context.close()
    return { cookie: `__Host-kd-admin=${cookie}`, token }
  }
  const post = (path: string, cookie: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
    fetch(`${admin.url()}${path}`, {
      ...{ method: 'POST', redirect: 'manual', body: new URLSearchParams(fields) },
      headers: { cookie, 'sec-fetch-site': 'same-origin', ...headers },
    })

  it('is refused from another page, without the token and with that of somebody else', async () => {
    const eva = await cookieOf('eva')
    const ola = await cookieOf('ola')
    const fields = { lang: 'nn', til: '/admin', token: eva.token }
    expect((await post('/admin/sprak', eva.cookie, fields, { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
    expect((await post('/admin/sprak', eva.cookie, { ...fields, token: '' })).status).toBe(409)
    expect((await post('/admin/sprak', eva.cookie, { ...fields, token: ola.token })).status).toBe(409)
    expect((await post('/admin/ut', eva.cookie, { token: ola.token })).status).toBe(409)
    const done = await post('/admin/sprak', eva.cookie, fields)
    expect([done.status, done.headers.get('location')]).toEqual([303, '/admin'])
    const page = await fetch(admin.at(), { headers: { cookie: eva.cookie } })
    expect(await page.text()).toContain('<html lang="nn"')
  })

  it('leads nobody to another site', async () => {
    const eva = await cookieOf('eva')
    for (const til of ['https://ond.example/', '//ond.example', '/admin//ond.example', '/svar', '/admin\\ond', 'admin'])
      expect(
        (await post('/admin/sprak', eva.cookie, { lang: 'nb', til, token: eva.token })).headers.get('location'),
      ).toBe('/admin')
  })

  it('takes no answer of the issuer that this browser did not ask for', async () => {
    const response = await fetch(`${admin.url()}/admin/inn/ferdig?code=x&state=y`)
    expect([response.status, (await response.text()).includes('ikke fullført i tide')]).toEqual([401, true])
    const begun = await fetch(`${admin.url()}/admin/inn`, { redirect: 'manual' })
    const pending = begun.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    const wrong = await fetch(`${admin.url()}/admin/inn/ferdig?code=x&state=y`, { headers: { cookie: pending } })
    expect([wrong.status, wrong.headers.getSetCookie().join().includes('kd-admin')]).toEqual([403, false])
    // Once only.
    const again = await fetch(`${admin.url()}/admin/inn/ferdig?code=x&state=y`, { headers: { cookie: pending } })
    expect(again.status).toBe(401)
  })

  it('has the headers of every page, and nothing of the issuer in its address', async () => {
    const { cookie } = await cookieOf('eva')
    const response = await fetch(admin.at(), { headers: { cookie } })
    expect(response.headers.get('content-security-policy')).toContain("form-action 'self'; frame-ancestors 'none'")
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect((await fetch(admin.at('/finnes-ikke'), { headers: { cookie } })).status).toBe(404)
    expect((await fetch(`${admin.url()}/admin/en-annen-undersokelse`, { headers: { cookie } })).status).toBe(404)
  })
})
