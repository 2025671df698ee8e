/** A page in all its looks: light and dark, on the narrowest screen and a wide one, loaded once. */
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { found } from './axe.ts'
import { screensFolder } from './in-browser.ts'

const LOOKS = [
  ['light', 320],
  ['dark', 320],
  ['light', 1280],
  ['dark', 1280],
] as const

/** Bytes of a name without its language form, added up: pages side by side get other looks. */
const numberOf = (name: string): number =>
  [...Buffer.from(name.replace(/-n[bn]$/, ''))].reduce((sum, byte) => sum + byte, 0)

/**
 * Looks in which a page is seen: one in each language form, other colours and another width in the other, so that each page is seen in both of
 * each; all of them with `EVERY_LOOK=1`, which takes some minutes more.
 */
const isSeen = (name: string, colorScheme: string, width: number): boolean =>
  process.env.EVERY_LOOK === '1' ||
  ((colorScheme === 'dark') === name.endsWith('-nn') &&
    (width === 320) === ((numberOf(name) + (name.endsWith('-nn') ? 1 : 0)) % 2 === 0))

/** Pictures of the page as it stands, `<name>-<light|dark>-<width>.png`, in each look in which it is seen; and what axe finds, or is wider than its window. */
export const inAllLooks = async (page: Page, name: string): Promise<string[]> => {
  const faults: string[] = []
  for (const [colorScheme, width] of LOOKS.filter(([scheme, px]) => isSeen(name, scheme, px))) {
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize({ width, height: 800 })
    await page.screenshot({ path: join(screensFolder, `${name}-${colorScheme}-${width}.png`), fullPage: true })
    faults.push(...(await found(page)).map((fault) => `${name}, ${colorScheme}, ${width} px: ${fault}`))
  }
  return faults
}
