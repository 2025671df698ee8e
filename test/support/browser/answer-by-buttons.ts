/** Goes through a questionnaire as somebody who uses the mouse only, and takes the first thing that fits. */
import type { Locator } from 'playwright-core'
import type { Chat } from './chat.ts'

/** More than any questionnaire has. */
const MOST_TURNS = 80
/** Buttons that answer come first; these lead elsewhere. */
const ELSEWHERE = ['Vet ikke', 'Ikke aktuelt', 'Hopp over', 'Tilbake', 'Behold svaret', 'Endre']

/** Answers until a card with `end` in it is the newest. Returns the positions that were seen, «Spørsmål 1 av 9» first. */
export const answersByButtons = async (chat: Chat, end: string): Promise<string[]> => {
  const positions: string[] = []
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    const before = await chat.last()
    if (before.includes(end)) return positions
    if (await answerOpen(chat, before)) positions.push(/Spørsmål \d+ av \d+/.exec(before)?.[0] ?? '')
    await chat.movesOn(before)
  }
  throw new Error(`no «${end}» after ${MOST_TURNS} turns: ${await chat.last()}`)
}

/** False: the newest card is one that was just answered, and the next is on its way. */
const answerOpen = async (chat: Chat, shown: string): Promise<boolean> => {
  const card = chat.card()
  const button = (name: string) => card.getByRole('button', { name, exact: true })
  if (shown.includes('⚠')) {
    await button('Hopp over').click()
    return true
  }
  if ((await button('Svar').count()) === 0) return firstChoice(card)
  await fillIn(card)
  await button('Svar').click()
  return true
}

const firstChoice = async (card: Locator): Promise<boolean> => {
  const [first] = (await card.getByRole('button').allInnerTexts()).filter((title) => !ELSEWHERE.includes(title))
  if (first === undefined) return false
  await card.getByRole('button', { name: first, exact: true }).click()
  return true
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
