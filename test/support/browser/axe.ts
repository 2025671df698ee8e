/** What axe finds on a page, and what is wider than its window. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'

const axe = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')

/** Nothing, if all is well. */
export const found = (page: Page): Promise<string[]> =>
  page.evaluate<string[]>(`(async () => {
    ${axe}
    const { violations } = await window.axe.run()
    const root = document.documentElement
    const over = root.scrollWidth > root.clientWidth ? ['wider than the window by ' + (root.scrollWidth - root.clientWidth)] : []
    return [...violations.map((v) => v.id + ': ' + v.nodes[0]?.html.slice(0, 200)), ...over]
  })()`)
