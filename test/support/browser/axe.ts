/** What axe finds on a page, and what is wider than its window. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'

const axe = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')

/** What axe leaves in a page, where it has read it before. */
const THERE = 'window.axe !== undefined'

/** Nothing, if all is well. */
export const found = async (page: Page): Promise<string[]> => {
  if (!(await page.evaluate<boolean>(THERE))) await page.evaluate(`${axe}; undefined`)
  // Told of what fails alone, axe need not write down where all else stands, which is a third of its work.
  return page.evaluate<string[]>(`(async () => {
    const { violations } = await window.axe.run({ resultTypes: ['violations'] })
    const root = document.documentElement
    const over = root.scrollWidth > root.clientWidth ? ['wider than the window by ' + (root.scrollWidth - root.clientWidth)] : []
    return [...violations.map((v) => v.id + ': ' + v.nodes[0]?.html.slice(0, 200)), ...over]
  })()`)
}
