/** A respondent gets in on the web by the code of the letter. */
import type { Page } from 'playwright-core'
import { leadsOn } from './leads-on.ts'

/** Types the code on the page `url` of the service, and reads what follows in `language`. */
export const signsIn = async (page: Page, url: string, code: string, language: 'nb' | 'nn' = 'nb'): Promise<void> => {
  await page.goto(`${url}/svar?lang=${language}`)
  await page.locator('#kode').fill(code)
  await page.locator('main button').click()
  await page.waitForURL('**/svar/skjema')
  if ((await page.locator('html').getAttribute('lang')) !== language)
    await leadsOn(page, () => page.locator('.kd-nav button[lang]').click())
}
