/** A service and a browser for the tests of one file. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { openBrowser } from './open-browser.ts'

/** Where pictures of pages are kept, as output of the tests. */
export const screensFolder = join(import.meta.dirname, '../../../test-output/screens')

type Stopped = { stop(): Promise<unknown> }

/** Starts both before the tests of the file that calls it, hands them over, and ends them after. */
export const inBrowser = <S extends Stopped>(
  start: () => Promise<S>,
  opened: (service: S, browser: Browser) => void,
) => {
  let service: S | undefined
  let browser: Browser | undefined
  beforeAll(async () => {
    mkdirSync(screensFolder, { recursive: true })
    service = await start()
    browser = await openBrowser()
    opened(service, browser)
  })
  afterAll(async () => {
    await browser?.close()
    await service?.stop()
  })
}
