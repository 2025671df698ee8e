/** Pictures of cards for people to look at: as wide as Teams shows them, and squeezed to a phone in a split view. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'

const folder = join(import.meta.dirname, '../../../test-output/screens')
/** The narrowest that Teams shows a card. */
const SQUEEZED_PX = 300
/** Taller than any card, so that nothing is cut. */
const TALL = { width: 1280, height: 4000 }

/** Writes `<name>.png` and `<name>-300.png`, and says how much wider than its room the squeezed card is, in pixels. */
export const takeScreens = async (page: Page, card: Locator, name: string): Promise<number> => {
  mkdirSync(folder, { recursive: true })
  const before = page.viewportSize()
  await page.setViewportSize(TALL)
  await card.screenshot({ path: join(folder, `${name}.png`) })
  await card.evaluate(setWidth, `${SQUEEZED_PX}px`)
  await card.screenshot({ path: join(folder, `${name}-${SQUEEZED_PX}.png`) })
  const over = await card.evaluate((element: Box) => element.scrollWidth - element.clientWidth)
  await card.evaluate(setWidth, '')
  if (before) await page.setViewportSize(before)
  return over
}

/** What is used of the browser's element. */
type Box = { style: { width: string }; scrollWidth: number; clientWidth: number }

const setWidth = (element: Box, width: string): void => {
  element.style.width = width
}
