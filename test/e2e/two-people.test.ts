/** Kari answers for her municipality; Ola is asked about one topic, comes in by a code, and they meet at a question. */
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
import { secondPlayground } from '../support/browser/second-playground.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'kd-two-'))
const demo = demoProcess({ dataDir })
const CODE = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]/
let browser: Browser
let colleague: Awaited<ReturnType<typeof secondPlayground>>
let kari: Chat
let ola: Chat

beforeAll(async () => {
  await demo.start()
  const who = {
    ...{ userId: 'user-id-9', chatId: 'personal-chat-9', name: 'Ola Hansen', email: 'ola.hansen@demo.example' },
    objectId: '00000000-0000-4000-8000-000000000029',
  }
  colleague = await secondPlayground(demo, who, join(dataDir, 'ola'))
  browser = await openBrowser()
  kari = await openChat(browser, demo.url())
  ola = await openChat(browser, colleague.url)
})

afterAll(async () => {
  await browser?.close()
  colleague?.stop()
  await demo.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

/** The picture of somebody's newest card. */
const screen = async ({ page, card }: Chat, name: string): Promise<void> => {
  expect(await takeScreens(page, card(), name), `${name} is wider than its room`).toBeLessThanOrEqual(0)
}

/** Passes on, and returns the code that stands in the text to forward. */
const codeFor = async (what: string): Promise<string> => {
  const letters = kari.messages.filter({ hasText: 'Hei Ola Hansen!' })
  const before = await letters.count()
  await kari.say('send videre til Ola Hansen', 'Hva vil du sende videre?')
  await kari.type(what)
  return CODE.exec((await letters.nth(before).textContent()) ?? '')?.[0] ?? ''
}

test('a topic is passed on, and the code links the colleague to that topic alone', async () => {
  await kari.press('Start')
  await kari.say('rådmann', 'Lagret: Rådmann')
  await ola.sees('Jeg vet ikke hvem du svarer for ennå')

  await ola.say(await codeFor('2'), 'Du er bedt om å svare på dette temaet: «Svingninger i bosettingsbehovet»')
  await screen(ola, 'colleague-start')
  await ola.press('Start')
  await ola.sees('Behovet for å bosette flyktninger har svingt')

  await ola.say('vis svar', 'Oppsummering')
  expect(await ola.last()).not.toContain('Rådmann')
  await ola.say('send inn', 'Det er de som er bedt om å svare på hele skjemaet, som sender inn.')
  await ola.say('fortsett', 'Behovet for å bosette flyktninger har svingt')
})

test('two at one question: the later is shown the earlier answer and whose it is', async () => {
  await kari.say('5', 'Behovet for å bosette flyktninger har svingt')
  await ola.press('Ja, vanskeligere')
  await ola.sees('Hva har det vært krevende å tilpasse')
  await kari.press('Nei, ikke vanskeligere')
  await kari.sees(/Ola Hansen svarte «Ja, vanskeligere» .* mens dette kortet var åpent/)
  await screen(kari, 'overtaken')
  await kari.press('Nei, behold det andre')
  await kari.sees('Hva har det vært krevende å tilpasse')

  await kari.say('vis svar', 'Oppsummering')
  expect(await kari.last()).toContain('(svart av Ola Hansen')
  await screen(kari, 'review-authors')
})

test('the owner sees what was passed on and how far it is', async () => {
  await kari.say('sendt videre', 'Ola Hansen: Svingninger i bosettingsbehovet')
  expect(await kari.last()).toMatch(/Er med\. Dere har svart på 1 av \d/)
  await screen(kari, 'passed-on')
})

test('the owner sends in, and both get the receipt', async () => {
  await kari.say('fortsett', 'Hva har det vært krevende å tilpasse')
  await answersByButtons(kari, 'Oppsummering')
  await kari.press('Send inn')
  await kari.press('Ja, send inn')
  await kari.sees(/Referanse: [0-9A-F]{8}-1/)
  await ola.sees(/Referanse: [0-9A-F]{8}-1/)
  expect(await ola.last()).toContain('Kari Nordmann har sendt inn svarene for dere.')
  await screen(ola, 'colleague-receipt')
  expect(await ola.card().getByRole('button', { name: 'Endre svar' }).count()).toBe(0)
})

test('with the whole part the colleague sees everything and may send in', async () => {
  await kari.press('Endre svar')
  await kari.sees('Det dere sendte inn, gjelder til dere sender inn på nytt.')
  await ola.say(await codeFor('0'), /En kollega har åpnet svarene igjen[\s\S]*svart av Kari Nordmann[\s\S]*Rådmann/)
  await ola.say('endre 2', 'Hvor mange år har du hatt denne stillingen?')
  await ola.say('7', /Oppsummering[\s\S]*7 år/)
  await ola.press('Send inn')
  await ola.press('Ja, send inn')
  await ola.sees(/Referanse: [0-9A-F]{8}-2/)
  await kari.sees(/Ola Hansen har sendt inn svarene for dere\.[\s\S]*Referanse: [0-9A-F]{8}-2/)
})
