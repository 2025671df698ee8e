/** A rådmann answers his part by typing, through a crash of the service, and is left alone in group chats. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Chat, openChat } from '../support/browser/chat.ts'
import { demoProcess } from '../support/browser/demo-process.ts'
import { openBrowser } from '../support/browser/open-browser.ts'
import { takeScreens } from '../support/browser/screens.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'kd-typing-'))
const demo = demoProcess({ dataDir })
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

/** What is typed, and what shows that it was understood. */
type Line = readonly [typed: string, seen: string | RegExp]

const says = async (lines: readonly Line[]): Promise<void> => {
  for (const [typed, seen] of lines) await chat.say(typed, seen)
}

test('the first half, with a question and a pause in it', async () => {
  await chat.sees('Det er frivillig å svare')
  await says([
    ['start', 'Hvilken stilling har du i kommunen?'],
    ['hjelp', 'Slik svarer du'],
  ])
  await takeScreens(chat.page, chat.card(), 'help')
  await says([
    ['rådmann', 'Lagret: Rådmann'],
    ['om lag fire', 'Lagret: om lag 4 år'],
    ['Ja, det har vi.', 'Lagret: Ja, vanskeligere'],
    ['1, 3 og 5', 'Lagret: Bemanning, Økonomi, Kompetanse i tjenestene'],
    ['pause', 'Alt du har svart, er lagret'],
  ])
  await takeScreens(chat.page, chat.card(), 'paused')
  await chat.say('fortsett', 'Hva har kommunen gjort for å møte svingningene?')
})

test('after a crash and a new start the chat goes on where it was', async () => {
  await chat.close()
  await demo.kill()
  await demo.start()
  chat = await openChat(browser, demo.url())

  await says([
    ['fortsett', 'Hva har kommunen gjort for å møte svingningene?'],
    ['status', /Dere har svart på 4 av \d+ spørsmål/],
    ['vis svar', /Bemanning[\s\S]*Økonomi/],
    ['fortsett', 'Hva har kommunen gjort for å møte svingningene?'],
  ])
})

test('the second half, to the receipt', async () => {
  await says([
    ['ingen særskilte tiltak', 'Lagret: Ingen særskilte tiltak'],
    ['innen ett år', 'Lagret: Innen ett år'],
    ['nei', 'Lagret: Nei'],
    ['tilbake', 'Svaret nå: Nei'],
    ['fortsett', 'Svaret nå: Nei'],
    ['nei', 'Omtrent hvor stor andel'],
    ['to av tre', 'Det betyr at over halvparten av de ansatte er innvandrere. Stemmer det?'],
    ['nei', 'Skriv svaret på nytt'],
    ['en av ti', 'Lagret: om lag 10 prosent'],
    ['svært viktig', 'Lagret: Svært viktig'],
    ['2', 'Lagret: Nei'],
    ['NAV og jobbmesser', /Lagret: Bruker NAVs nettverk, Jobbmesser/],
    ['NAV', 'Lagret: NAVs nettverk'],
    ['Vi trenger flere tolker.', 'Oppsummering'],
    ['endre 2', 'Hvor mange år har du hatt denne stillingen?'],
    ['5', /Oppsummering[\s\S]*5 år/],
    ['send inn', 'Vil du sende inn?'],
    ['ja', /Referanse: [0-9A-F]{8}-1/],
  ])
})

test('in a group chat it says once that it is for personal chats', async () => {
  await chat.page.getByRole('treeitem', { name: 'Gruppe' }).click()
  await chat.type('@Kommunedialog hei')
  await chat.sees('Jeg svarer bare i en personlig chat')
  await chat.type('er du der?')
  await chat.page.getByRole('treeitem', { name: 'Personal Chat' }).click()
  await chat.say('status', 'Svarene ble sendt inn')
  await chat.page.getByRole('treeitem', { name: 'Gruppe' }).click()
  await chat.sees('Jeg svarer bare i en personlig chat')
  expect(await chat.messages.count()).toBe(1)
})
