/**
 * Two of the conversations of `test/conversations/` in a browser: what they type there is typed here, and each reply is the one
 * that the transcript has.
 */

import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openChat } from '../support/browser/chat.ts'
import { demoProcess } from '../support/browser/demo-process.ts'
import { openBrowser } from '../support/browser/open-browser.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

type Turn = { typed: string; replied: string }

/** What was typed, and the first line of what was said to it, of a transcript; of a question the question itself. */
const turnsOf = (name: string): Turn[] => {
  const text = readFileSync(new URL(`../conversations/raadmann/${name}.txt`, import.meta.url), 'utf8')
  const [talk = ''] = text.split('\n-- levert')
  const turns = talk.split(/^MEG:\n/mu).slice(1)
  return turns.map((turn) => {
    const [typed = '', replied = ''] = turn.split(/^BOT:\n/mu)
    const lines = replied.split('\n').map((line) => line.trim())
    // What is said around the questions has several wordings; the question that follows has one.
    const told =
      lines.find((line) => line.startsWith('Spørsmålet er: ')) ??
      lines.find((line) => line !== '' && !WHERE.test(line)) ??
      ''
    return { typed: typed.trim(), replied: plain(told) }
  })
}
/** Theme, question and share, which the client sets in two columns. */
const WHERE = / · .+ · \d+ %$/u
/** Headings are marked in a transcript alone. */
const plain = (line: string): string => line.replace(/^== | ==$/gu, '')
/** Wordings that stand for each other; which comes is decided by session and turn. */
const wordings = ['nb', 'nn'].flatMap((language) =>
  Object.values(
    JSON.parse(readFileSync(new URL(`../../locales/${language}/talk.json`, import.meta.url), 'utf8')) as object,
  ).filter((value): value is string[] => Array.isArray(value)),
)
const like = (text: string): RegExp =>
  new RegExp((wordings.find((all) => all.includes(text)) ?? [text]).map(asPattern).join('|'), 'u')
/** The demo's own deadline is another. */
const asPattern = (text: string): string => {
  const literal = text.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&')
  return literal.replace(/\d+\\\. \p{Ll}+ \d{4}/gu, '\\d+\\. \\p{Ll}+ \\d{4}')
}

test.each(['pratsom-nb', 'sint-nn'])('%s', async (name) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'kd-temper-'))
  const demo = demoProcess({ dataDir, args: ['--unit', '1244'] })
  try {
    await demo.start()
    const chat = await openChat(browser, demo.url())
    // The municipality's own language form is nynorsk, whatever the person writes.
    await chat.sees('Det er frivillig å svare. De')
    if (name.endsWith('-nb')) {
      await chat.press('Bokmål')
      await chat.sees('Det er frivillig å svare. Dere')
    }
    const turns = turnsOf(name)
    expect(turns.length).toBeGreaterThan(20)
    for (const { typed, replied } of turns) await chat.say(typed, like(replied))
  } finally {
    await demo.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
})
