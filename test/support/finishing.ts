/** Takes a person through a part, by buttons. */
import { answerOnce, openQuestion } from './answering.ts'
import type { PersonInTeams } from './person-in-teams.ts'

const WAYS = ['submit_yes', 'submit', 'confirm_yes', 'start'] as const

/** Begins the part, and returns them at its first question. */
export const begins = async (person: PersonInTeams): Promise<PersonInTeams> => {
  await person.say('hei')
  const start = await person.until(() => person.find(({ data }) => data.do === 'start'))
  await person.press(start.button, start.id)
  await person.until(() => openQuestion(person))
  return person
}

/** Presses on until the receipt stands in the chat. Throws when it does not come. */
export const finishes = async (person: PersonInTeams): Promise<void> => {
  await person.say('hei')
  await pressesOnTo(person, 'reopen')
}

/** Answers and presses on until the last message has a button that does `goal`. Throws when it does not come. */
export const pressesOnTo = async (person: PersonInTeams, goal: string): Promise<void> => {
  for (let steps = 0; steps < 200; steps++) {
    // A review may be two messages, and the first alone shows no way on.
    const next = await person.until(() => nextOf(person, goal))
    if (next === 'there') return
    const before = JSON.stringify(person.chat())
    if (next === 'question') await answerOnce(person, 1)
    else await person.press(next.button, next.id)
    await person.until(() => JSON.stringify(person.chat()) !== before)
  }
  throw new Error(`no button for ${goal}`)
}

/** What the newest message asks for on the way to `goal`; null: it asks for nothing, and the next is on its way. */
export const nextOf = (person: PersonInTeams, goal: string) => {
  const last = person.chat().at(-1)
  if (last === undefined) return null
  const buttons = person.buttons(last)
  if (buttons.some(({ data }) => data.do === goal)) return 'there'
  const button = WAYS.map((verb) => buttons.find(({ data }) => data.do === verb)).find((way) => way !== undefined)
  if (button !== undefined) return { button, id: last.id }
  return openQuestion(person)?.id === last.id ? 'question' : null
}
