/** From one page to the next, as a browser tells it. */
import type { Page } from 'playwright-core'

/**
 * Does what leads to another page, and waits until that one is there as a whole. To ask whether the page is loaded tells of
 * the one before as long as the other is on its way.
 */
export const leadsOn = async (page: Page, act: () => Promise<unknown>): Promise<void> => {
  await Promise.all([page.waitForEvent('load'), act()])
}
