/** A person at Agents Playground: types, presses, fills in, and sees what a person would see. */
import type { Browser, Locator, Page } from 'playwright-core'
import { until } from '../until.ts'

export type Chat = Awaited<ReturnType<typeof openChat>>

/** Room for the chat beside the Playground's own columns. */
const SCREEN = { width: 1280, height: 1000 }
/** Messages of the bot, cards and texts alike. */
const MESSAGE = '.fai-OutputCard'

/** Opens the Playground and waits for the bot's first message of the personal chat. */
export const openChat = async (browser: Browser, url: string) => {
  const page = await browser.newPage({ viewport: SCREEN, reducedMotion: 'reduce' })
  await page.goto(url)
  await page.getByRole('treeitem', { name: 'Personal Chat' }).waitFor()
  return chatOn(page)
}

const chatOn = (page: Page) => {
  const messages = page.locator(MESSAGE)

  /** The newest message that has this text. */
  const message = (text: string | RegExp): Locator => messages.filter({ hasText: text }).last()

  const type = async (text: string): Promise<void> => {
    await page.getByRole('textbox').last().click()
    await page.keyboard.insertText(text)
    await page.keyboard.press('Enter')
  }

  /** Presses the newest button of this name. */
  const press = (title: string): Promise<void> => page.getByRole('button', { name: title, exact: true }).last().click()

  // biome-ignore lint/performance/useDomNodeTextContent: what a person sees, line by line.
  const last = (): Promise<string> => messages.last().innerText()

  const sees = (text: string | RegExp): Promise<void> => message(text).waitFor()

  const holdsAfter = async (before: number, text: string | RegExp): Promise<boolean> => {
    const matching = messages.filter({ hasText: text })
    const newer = (await messages.all()).slice(before)
    for (const one of newer) if ((await one.and(matching).count()) > 0) return true
    return false
  }

  /**
   * Does it and waits for a message that came after and has the text, whatever older ones say. That an old one is another than it was tells
   * nothing: the client may still be drawing it.
   */
  const leadsTo = async (act: () => Promise<unknown>, then: string | RegExp): Promise<void> => {
    const before = await messages.count()
    await act()
    await until(() => holdsAfter(before, then), `no «${then}» after: ${await last()}`)
  }

  return {
    page,
    messages,
    message,
    press,
    sees,
    type,
    leadsTo,
    /** Types and waits for what it leads to: a message that came after, whatever older ones say. */
    say: (text: string, then: string | RegExp): Promise<void> => leadsTo(() => type(text), then),
    /** The newest card, as it stands. */
    card: (): Locator => page.locator('.ac-adaptiveCard').last(),
    /** The text of the newest message. */
    last,
    close: () => page.close(),
  }
}
