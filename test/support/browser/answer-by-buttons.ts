/** Goes through a questionnaire as somebody who uses the mouse only, and takes the first thing that fits. */
import type { Locator } from 'playwright-core'
import { until } from '../until.ts'
import type { Chat } from './chat.ts'

/** More than any questionnaire has. */
const MOST_TURNS = 80
/** Buttons that answer come first; these lead elsewhere. */
const ELSEWHERE = ['Vet ikke', 'Ikke aktuelt', 'Hopp over', 'Tilbake', 'Behold svaret', 'Endre']

/** A card that can be answered: the how-manieth of the chat it is, what stands on it, and the titles of its buttons that answer. */
type Open = { place: number; card: Locator; shown: string; ways: string[] }

/** Answers until a card with `end` in it is the newest. Returns the positions that were seen, «Spørsmål 1 av 9» first. */
export const answersByButtons = async (chat: Chat, end: string): Promise<string[]> => {
  const positions: string[] = []
  let before: Pick<Open, 'place' | 'shown'> | null = null
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    const open = await nextOf(chat, before, end)
    if (open === null) return positions
    before = { place: open.place, shown: await answer(open) }
    positions.push(/Spørsmål \d+ av \d+/.exec(open.shown)?.[0] ?? '')
  }
  throw new Error(`no «${end}» after ${MOST_TURNS} turns: ${await chat.last()}`)
}

/**
 * The newest card, once it can be answered and is another than was answered before, which stands for a moment, or shows another thing in its
 * place. A message is there before its card is drawn: what tells is the card. Null: `end` is there.
 */
const nextOf = async (chat: Chat, before: Pick<Open, 'place' | 'shown'> | null, end: string): Promise<Open | null> => {
  const cards = chat.page.locator('.ac-adaptiveCard')
  let found: Open | null = null
  const look = async (): Promise<boolean> => {
    const place = (await cards.count()) - 1
    const card = cards.nth(place)
    const shown = await textOf(card)
    if (shown.includes(end)) return true
    const ways = (await card.getByRole('button').allInnerTexts()).filter((title) => !ELSEWHERE.includes(title))
    if (ways.length === 0 || (before?.place === place && before.shown === shown)) return false
    found = { place, card, shown, ways }
    return true
  }
  await until(look, `nothing to answer after: ${before?.shown}`)
  return found
}

// biome-ignore lint/performance/useDomNodeTextContent: what a person sees, line by line.
const textOf = (card: Locator): Promise<string> => card.innerText()

/** Answers it; what stands on it then, as what is chosen may show. */
const answer = async ({ card, shown, ways }: Open): Promise<string> => {
  const isRefused = shown.includes('⚠')
  const way = isRefused ? 'Hopp over' : ways.includes('Svar') ? 'Svar' : (ways[0] ?? '')
  if (way === 'Svar') await fillIn(card)
  const left = await textOf(card)
  await card.getByRole('button', { name: way, exact: true }).click()
  return left
}

/** Fills every field of the card: the first choice of each, a number or a few words. */
export const fillIn = async (card: Locator): Promise<void> => {
  const radio = card.getByRole('radio')
  const checkbox = card.getByRole('checkbox')
  const lists = card.getByRole('combobox')
  if ((await radio.count()) > 0) return radio.first().check({ force: true })
  if ((await checkbox.count()) > 0) return checkbox.first().check({ force: true })
  for (let i = 0; i < (await lists.count()); i++) await chooseInList(lists.nth(i), i)
  if ((await lists.count()) > 0) return
  await card.getByRole('textbox').first().fill('3')
}

/** Opens the list and takes its `index`-th choice, or the last. */
const chooseInList = async (list: Locator, index: number): Promise<void> => {
  await list.click()
  const options = list.page().getByRole('option')
  await options.first().waitFor()
  const last = (await options.count()) - 1
  await options.nth(Math.min(index, last)).click()
}
