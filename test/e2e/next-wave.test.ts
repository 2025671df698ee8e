/** A municipality that three have become answers the wave of 2027, with what they said in 2018 beside the question. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { found } from '../support/browser/axe.ts'
import { type Chat, openChat } from '../support/browser/chat.ts'
import { demoProcess } from '../support/browser/demo-process.ts'
import { screensFolder } from '../support/browser/in-browser.ts'
import { leadsOn } from '../support/browser/leads-on.ts'
import { openBrowser } from '../support/browser/open-browser.ts'
import { takeScreens } from '../support/browser/screens.ts'

const WAVE = 'kommuneundersokelsen-2027'
const DAY_MS = 24 * 3_600_000
/** Ullensvang of today. */
const UNIT = '4618'
const before: [string, string, string][] = [
  ['1227', 'Jondal', 'nei'],
  ['1228', 'Odda', 'ja'],
  ['1231', 'Ullensvang', 'ja'],
]

/** The draft, opened: all that is left to do before anybody is asked. */
const opened = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'kd-2027-'))
  for (const name of ['enheter', 'kommuneundersokelsen-2018', WAVE]) {
    cpSync(join('dialogs', name), join(folder, name), { recursive: true })
  }
  const file = join(folder, WAVE, 'wave.yaml')
  const iso = (at: number) => new Date(at).toISOString()
  const text = readFileSync(file, 'utf8')
    .replace(/^draft: true$/mu, '')
    .replace(/^opensAt: .*$/mu, `opensAt: '${iso(Date.now() - DAY_MS)}'`)
    .replace(/^closesAt: .*$/mu, `closesAt: '${iso(Date.now() + 30 * DAY_MS)}'`)
  writeFileSync(file, text)
  const said = before.map(([unit, name, value]) => {
    const answers = { ansatte_tiltak: { kind: 'single', value }, tolk_retningslinjer: { kind: 'single', value } }
    const about = { schema: 'kommunedialog.submission.v1', part: 'raadmann', submittedAt: '2018-11-20T10:00:00Z' }
    return JSON.stringify({ ...about, unit: { id: unit, name }, answers })
  })
  writeFileSync(join(folder, WAVE, 'previous.jsonl'), `${said.join('\n')}\n`)
  return folder
}

const dialogs = opened()
const dataDir = mkdtempSync(join(tmpdir(), 'kd-next-'))
const args = ['--wave', WAVE, '--dialogs', dialogs, '--unit', UNIT, '--part', 'kommunedirektoer', '--no-mail']
const demo = demoProcess({ dataDir, args })
let browser: Browser
let chat: Chat

beforeAll(async () => {
  await demo.start()
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await demo.stop()
  for (const folder of [dataDir, dialogs]) rmSync(folder, { recursive: true, force: true })
})

const beside = {
  nb: /I 2018 svarte Jondal «Nei», Odda «Ja» og Ullensvang «Ja»/u,
  nn: /I 2018 svarte Jondal «Nei», Odda «Ja» og Ullensvang «Ja»/u,
}

test('in the chat, in bokmål and nynorsk', async () => {
  chat = await openChat(browser, demo.url())
  await chat.sees('Kommuneundersøk')
  await chat.press('Start')
  await chat.sees('Spørsmål 1 av')
  for (let turn = 0; turn < 20 && !/I 2018 svar/u.test(await chat.last()); turn += 1) {
    await chat.say('hopp over', /Spørsmål \d+ av/u)
  }
  const shown = await chat.last()
  expect(shown).toMatch(/I 2018 svar/u)
  expect(await takeScreens(chat.page, chat.card(), 'next-wave-chat')).toBeLessThanOrEqual(0)
})

const look = async (page: Page, name: string) => {
  await page.screenshot({ path: join(screensFolder, `next-wave-${name}.png`), fullPage: true })
  expect(await found(page), name).toEqual([])
}

test('on the page, in both forms, where the chat left off', async () => {
  const link =
    /https?:\S+\/svar\S*/u.exec(demo.output.find((line) => line.includes('Eller uten Teams')) ?? '')?.[0] ?? ''
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
  await page.goto(link)
  await page.locator('main button').first().click()
  await page.waitForURL('**/svar/skjema')
  await look(page, 'first')
  const first = await page.locator('main').textContent()
  expect(first).toMatch(/I 2018 svar/u)
  await leadsOn(page, () => page.locator('.kd-nav button[lang]').click())
  await look(page, 'second')
  const second = await page.locator('main').textContent()
  const [nb, nn] = (await page.locator('html').getAttribute('lang')) === 'nn' ? [first, second] : [second, first]
  expect(nb).toMatch(beside.nb)
  expect(nn).toMatch(beside.nn)
})
