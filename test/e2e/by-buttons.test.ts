/** The one in charge of integration answers her part with the mouse alone, and corrects it before and after sending in. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answersByButtons } from '../support/browser/answer-by-buttons.ts'
import { type Chat, openChat } from '../support/browser/chat.ts'
import { demoProcess } from '../support/browser/demo-process.ts'
import { openBrowser } from '../support/browser/open-browser.ts'
import { takeScreens } from '../support/browser/screens.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'kd-buttons-'))
const demo = demoProcess({ dataDir, args: ['--part', 'integrering'] })
let browser: Browser
let chat: Chat

const screen = async (name: string): Promise<void> => {
  expect(await takeScreens(chat.page, chat.card(), name), `${name} is wider than its room`).toBeLessThanOrEqual(0)
}

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

test('a whole part by buttons', async () => {
  await chat.sees('Det er frivillig å svare')
  await screen('start')
  const folded = chat.card().getByText('artikkel 6 nr. 1 bokstav e')
  expect(await folded.isVisible()).toBe(false)
  await chat.press('Personvern')
  await folded.waitFor()
  await screen('start-personvern')
  await chat.press('Se alle spørsmål')
  await chat.sees('Her er alt dere kan bli spurt om')
  await screen('all-questions')
  await chat.press('Start')
  await chat.sees('Spørsmål 1 av')
  await screen('choose-one')

  const seen = await answersByButtons(chat, 'Oppsummering')

  expect(seen[0]).toMatch(/^Spørsmål 1 av/)
  expect(new Set(seen).size).toBeGreaterThanOrEqual(15)
  expect(await chat.last()).toContain('Send inn')
  await screen('review')
})

test('an answered card is closed, and holds the answer', async () => {
  const first = chat.message('Hvilken stilling har du')
  expect(await first.getByRole('radio').count()).toBe(0)
  expect(await chat.messages.getByRole('button', { name: 'Endre', exact: true }).count()).toBeGreaterThan(10)
  await takeScreens(chat.page, chat.page.locator('.ac-adaptiveCard').filter({ hasText: 'Endre' }).nth(1), 'closed')
})

test('a correction from the review', async () => {
  await chat.say('endre 2', 'Hvor mange år har du arbeidet')
  await chat.card().getByRole('textbox').fill('12')
  await chat.press('Svar')
  await chat.sees(/Oppsummering[\s\S]*12 år/)
})

test('a hard check says why, and keeps what was written', async () => {
  await chat.say('endre 2', 'Behold svaret')
  await chat.card().getByRole('textbox').fill('400')
  await chat.press('Svar')
  await chat.sees('⚠')
  expect(await chat.card().getByRole('textbox').inputValue()).toBe('400')
  await screen('problem')
  await chat.leadsTo(() => chat.press('Behold svaret'), /Oppsummering[\s\S]*12 år/)
})

test('sending in is asked once more, and gives a receipt', async () => {
  await chat.press('Send inn')
  await chat.sees('Vil du sende inn?')
  expect(await chat.last()).toContain('Vil du sende inn?')
  await screen('confirm')
  await chat.press('Ja, send inn')
  await chat.sees(/Referanse: [0-9A-F]{8}-1/)
  expect(await chat.last()).toContain('Referanse')
  await screen('receipt')
})

test('what was sent in can be changed and sent in again', async () => {
  await chat.press('Endre svar')
  await chat.say('endre 2', 'Behold svaret')
  await chat.say('20', '20 år')
  await chat.press('Send inn')
  await chat.press('Ja, send inn')
  await chat.sees(/Referanse: [0-9A-F]{8}-2/)
})
