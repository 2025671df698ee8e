import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { found } from '../support/browser/axe.ts'
import { screensFolder as folder, inBrowser } from '../support/browser/in-browser.ts'
import { leadsOn } from '../support/browser/leads-on.ts'
import { signsIn } from '../support/browser/sign-in.ts'
import { readPdf } from '../support/read-pdf.ts'
import { webService } from '../support/web/web-service.ts'

let service: Awaited<ReturnType<typeof webService>>
let browser: Browser
inBrowser(webService, (...opened) => {
  ;[service, browser] = opened
})

const at = (path: string) => `${service.service.url()}${path}`

const downloaded = async (page: Page, link: ReturnType<Page['locator']>) => {
  const [file] = await Promise.all([page.waitForEvent('download'), link.click()])
  const chunks: Buffer[] = []
  for await (const chunk of await file.createReadStream()) chunks.push(chunk)
  return { name: file.suggestedFilename(), pdf: await readPdf(Buffer.concat(chunks)) }
}

const looks = [
  ['nb', 'light', 320, true],
  ['nn', 'dark', 1280, true],
  ['nb', 'dark', 320, false],
] as const

it.each(looks)(
  'copy and form are fetched, in %s, %s, %i px, script %s',
  async (language, colorScheme, width, script) => {
    const options: BrowserContextOptions = { colorScheme, viewport: { width, height: 800 }, javaScriptEnabled: script }
    const context = await browser.newContext(options)
    const page = await context.newPage()
    const look = async (what: string) => {
      const name = `svar-documents-${what}-${language}-${colorScheme}-${width}${script ? '' : '-no-script'}.png`
      await page.screenshot({ path: join(folder, name), fullPage: true })
      if (script) expect(await found(page), what).toEqual([])
    }
    // Without a code: the form, by the page that lists them.
    await page.goto(at(`/svar?lang=${language}`))
    await page.locator('main a[href^="/svar/pdf"]').click()
    await page.waitForURL('**/svar/pdf?lang=*')
    await look('forms')
    const form = await downloaded(page, page.locator('main li a').first())
    expect(form.name).toBe(`raadmann-kommune-${language}.pdf`)
    expect(form.pdf.language).toBe(`${language}-NO`)

    const code = await service.codeOf(looks.findIndex((one) => one[1] === colorScheme && one[2] === width))
    await signsIn(page, service.service.url(), code, language)
    await leadsOn(page, () => page.locator('main button', { hasText: 'Start' }).first().click())
    await page.locator('main fieldset input').first().check()
    await leadsOn(page, () => page.locator('main form button[data-variant="primary"]').click())
    await page.locator('.kd-nav a[href="/svar/oversikt"]').click()
    await page.waitForURL('**/svar/oversikt')
    await look('overview')
    const copy = await downloaded(page, page.locator('main a[href="/svar/kopi.pdf"]'))
    expect(copy.name).toMatch(/^svar-raadmann-\d+\.pdf$/)
    expect(copy.pdf).toMatchObject({ language: `${language}-NO`, isTagged: true, showsTitle: true })
    // The page stands where it stood, and goes on working.
    expect(new URL(page.url()).pathname).toBe('/svar/oversikt')
    const own = await downloaded(page, page.locator('main a[href$="-papir.pdf"]'))
    expect(own.name).toMatch(new RegExp(`^raadmann-(kommune|bydel)-${language}-papir\\.pdf$`))
    await context.close()
  },
)
