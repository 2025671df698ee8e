/** Every kind of question, in the technical questionnaire: pictures of its card, and an answer given by its own fields. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Locator } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fillIn } from '../support/browser/answer-by-buttons.ts'
import { type Chat, openChat } from '../support/browser/chat.ts'
import { demoProcess } from '../support/browser/demo-process.ts'
import { openBrowser } from '../support/browser/open-browser.ts'
import { takeScreens } from '../support/browser/screens.ts'
import { writeTechnicalWave } from '../support/browser/technical-wave.ts'

const folder = mkdtempSync(join(tmpdir(), 'kd-kinds-'))
const demo = demoProcess({
  dataDir: join(folder, 'data'),
  args: ['--dialogs', join(folder, 'waves'), '--part', 'teknisk'],
  env: { SURVEY_WAVE: 'teknisk' },
})
let browser: Browser
let chat: Chat

beforeAll(async () => {
  writeTechnicalWave(join(folder, 'waves'))
  await demo.start()
  browser = await openBrowser()
  chat = await openChat(browser, demo.url())
  await chat.sees('Frivillig')
  await chat.say('start', 'Takk for at dere vil fortelle om festen')
})

afterAll(async () => {
  await browser?.close()
  await demo.stop()
  rmSync(folder, { recursive: true, force: true })
})

const byFields = async (card: Locator): Promise<void> => {
  await fillIn(card)
  await chat.press('Svar')
}

/** Chooses «Annet» and writes what. */
const specify = async (card: Locator): Promise<void> => {
  await card.getByRole('checkbox', { name: 'Korps' }).check({ force: true })
  await card.getByRole('checkbox', { name: 'Annet' }).check({ force: true })
  await card.getByRole('textbox').fill('Linedans')
  await chat.press('Svar')
}

/** Typed in the chat: the calendar is the client's own, and another one in Teams. */
const typeDay = (): Promise<void> => chat.type('1. juni 2018')

const kinds: [kind: string, question: string, answer: (card: Locator) => Promise<void>][] = [
  ['information', 'Takk for at dere vil fortelle om festen', () => chat.press('Gå videre')],
  ['buttons', 'Skal kommunen ha sommerfest?', () => chat.press('Ja')],
  ['choose-one-other', 'Hvor skal festen være?', byFields],
  ['choose-many', 'Hvilke innslag skal festen ha?', specify],
  ['matrix', 'Hvor nyttig er festen', byFields],
  ['number', 'Hvor mange gjester venter dere', byFields],
  ['decimal', 'Hvor mange grader', byFields],
  ['percent', 'Hvor stor del av utgiftene', byFields],
  ['date', 'Når er festen?', typeDay],
  ['ranking', 'Hva er viktigst for en god fest?', byFields],
  ['ranking-all', 'I hvilken rekkefølge', byFields],
  ['short-text', 'Hva er mottoet?', byFields],
  ['long-text', 'Fortell om fjorårets fest', byFields],
]

test.each(kinds)('%s', async (kind, question, answer) => {
  await chat.sees(question)
  const before = await chat.last()
  expect(before).toContain(question)
  expect(await takeScreens(chat.page, chat.card(), kind), 'wider than its room').toBeLessThanOrEqual(0)
  await chat.leadsTo(() => answer(chat.card()), /./)
  expect(await chat.last()).not.toContain('⚠')
})
