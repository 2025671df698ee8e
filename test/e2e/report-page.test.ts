/** The report in a real browser: nothing fetched, nothing that axe finds, readable on screen and on paper. */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { reportHtml } from '../../src/edge/report/html.ts'
import { findChromium, printPdf } from '../../src/edge/report/pdf.ts'
import { unitDocument } from '../../src/report/unit-report.ts'
import { buildDocument } from '../../src/report/whole-report.ts'
import { generated, plan, questionnaires, reportOf, units, wave } from '../support/survey-2018.ts'

const axe = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')
const folder = mkdtempSync(join(tmpdir(), 'kommunedialog-report-'))
const submissions = generated(150, 9)
const { report } = reportOf(submissions, { answers: 'demo' })
const partTitles = Object.fromEntries(Object.entries(wave.parts).map(([part, { title }]) => [part, title]))
const about = { report, questionnaires, plan, partTitles }

let browser: Browser
let path: string

beforeAll(async () => {
  path = (await findChromium(process.env.PATH ?? '')) ?? ''
  browser = await chromium.launch({ executablePath: path, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] })
})
afterAll(async () => browser.close())

const write = async (name: string, html: Promise<string>): Promise<string> => {
  const file = join(folder, name)
  writeFileSync(file, await html)
  return file
}

/** Opens the file; every address that is asked for is noted. */
const open = async (file: string): Promise<{ page: Page; asked: string[] }> => {
  const page = await browser.newPage({ bypassCSP: true })
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await page.goto(pathToFileURL(file).href)
  return { page, asked }
}

const found = (page: Page): Promise<string[]> =>
  page.evaluate<string[]>(`(async () => {
    ${axe}
    const { violations } = await window.axe.run()
    return violations.map((v) => v.id + ': ' + v.nodes[0]?.html.slice(0, 160))
  })()`)

const unit = units.find((u) => u.id === submissions[0]?.unit.id)
const pages = {
  nb: () => reportHtml(buildDocument({ ...about, language: 'nb' })),
  nn: () => reportHtml(buildDocument({ ...about, language: 'nn' })),
  unit: () => {
    if (unit === undefined) throw new Error('no unit has answered')
    return reportHtml(unitDocument({ ...about, language: 'nb', unit, submissions }))
  },
}

describe.each(['nb', 'nn', 'unit'] as const)('%s', (which) => {
  it('asks for nothing, and axe finds nothing', async () => {
    const { page, asked } = await open(await write(`${which}.html`, pages[which]()))
    expect(asked).toHaveLength(1)
    await page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true })")
    expect(await found(page)).toEqual([])
    await page.close()
  })
})

/** How many lines the first word of the title takes; runs in the page, as the next does. */
const linesOfFirstWord = `(() => {
  const text = document.querySelector('h1').firstChild
  const word = document.createRange()
  word.setStart(text, 0)
  word.setEnd(text, text.data.indexOf(' '))
  return word.getClientRects().length
})()`

const chartsInPage = `[...document.querySelectorAll('.figure')]
  .filter((figure) => figure.querySelector('svg') !== null)
  .map((figure) => ({
    name: figure.querySelector('svg').getAttribute('aria-label') ?? '',
    rows: figure.querySelectorAll('table tbody tr').length,
  }))`

describe('the report', () => {
  it('has a name and a data table for every chart', async () => {
    const { page } = await open(await write('nb.html', pages.nb()))
    const charts = await page.evaluate<{ name: string; rows: number }[]>(chartsInPage)
    expect(charts.length).toBeGreaterThan(25)
    for (const { name, rows } of charts) {
      expect(name).toMatch(/^Diagram\. .{10}/u)
      expect(rows).toBeGreaterThan(0)
    }
    await page.close()
  })

  it('fits a phone, and scrolls only inside tables', async () => {
    const { page } = await open(await write('nb.html', pages.nb()))
    await page.setViewportSize({ width: 360, height: 700 })
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360)
    expect(await page.evaluate(linesOfFirstWord)).toBe(1)
    await page.close()
  })

  it('prints', async () => {
    const pdf = join(folder, 'report.pdf')
    expect(await printPdf(path, await write('nb.html', pages.nb()), pdf)).toBe(true)
    expect(readFileSync(pdf).subarray(0, 5).toString()).toBe('%PDF-')
  })
})
