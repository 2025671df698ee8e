/** An administrator looks at the status, sees who is missing, and reminds, in Agents Playground. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Chat, openChat } from '../support/browser/chat.ts'
import { demoProcess } from '../support/browser/demo-process.ts'
import { openBrowser } from '../support/browser/open-browser.ts'
import { takeScreens } from '../support/browser/screens.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'kd-remind-'))
const demo = demoProcess({ dataDir, args: ['--no-mail'] })
let browser: Browser
let chat: Chat

beforeAll(async () => {
  await demo.start()
  browser = await openBrowser()
  chat = await openChat(browser, demo.url())
})

afterAll(async () => {
  await browser?.close()
  await demo.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

test('status and who is missing', async () => {
  await chat.sees('Det er frivillig å svare')
  await chat.say('status Hordaland', 'Minst én del sendt inn: 0 av 33')
  expect(await takeScreens(chat.page, chat.card(), 'admin-status')).toBe(0)
  await chat.say('hvem mangler Hordaland', '33 enheter har ikke sendt inn alt.')
  expect(await takeScreens(chat.page, chat.card(), 'admin-missing')).toBe(0)
  await chat.press('Vis flere')
  await chat.sees('Side 2 av 3')
})

test('a reminder is previewed, sent once, and followed in the same card', async () => {
  await chat.say('påminn Hordaland', 'Én person får påminnelsen.')
  expect(await takeScreens(chat.page, chat.card(), 'admin-remind')).toBe(0)
  const before = await chat.messages.count()
  await chat.press('Send til 1')
  // At night and at weekends it is held to the next working day.
  await chat.sees(/Sendt: 1|Holdt til neste arbeidsdag: 1/)
  await chat.sees(/Påminnelsen (er sendt|sendes)/)
  await takeScreens(chat.page, chat.message('Utsending'), 'admin-progress')
  const reminders = await chat.message('Påminnelse om Kommuneundersøkelsen 2018').count()
  expect(await chat.messages.count()).toBeLessThanOrEqual(before + 1)
  expect(reminders).toBeLessThanOrEqual(1)
})

test('what is called off is not sent', async () => {
  await chat.say('påminn Hordaland nynorsk', /Påminnelse: forhåndsvisning/)
  await chat.press('Avbryt')
  await chat.sees('Ingenting er sendt')
})
