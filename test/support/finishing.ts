/** Takes a person from nothing to the receipt, by buttons. */
import { setTimeout as wait } from 'node:timers/promises'
import { answerOnce } from './answering.ts'
import type { PersonInTeams } from './person-in-teams.ts'

const WAYS = ['submit_yes', 'submit', 'confirm_yes', 'start'] as const

/** Presses on until the receipt stands in the chat. Throws when it does not come. */
export const finishes = async (person: PersonInTeams): Promise<void> => {
  await person.say('hei')
  for (let steps = 0; steps < 200; steps++) {
    const last = await person.until(() => person.chat().at(-1))
    const buttons = person.buttons(last)
    if (buttons.some(({ data }) => data.do === 'reopen')) return
    const way = WAYS.map((verb) => buttons.find(({ data }) => data.do === verb)).find((button) => button !== undefined)
    const before = JSON.stringify(person.chat())
    if (way === undefined) await answerOnce(person, 1)
    else await person.press(way, last.id)
    await person.until(() => JSON.stringify(person.chat()) !== before)
    await wait(20)
  }
  throw new Error('no receipt')
}
