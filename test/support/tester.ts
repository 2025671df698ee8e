/**
 * Talks like a respondent: types, presses what is on the screen, fills in cards. Keeps a chat as Teams would show it:
 * messages in order, cards that are replaced in place. Between every two turns session and seat go through JSON and the
 * schemas of the store.
 */

import {
  type CardData,
  type Input,
  newSeat,
  newSession,
  type Outcome,
  type Seat,
  type Session,
  type World,
} from '../../src/engine/session.ts'
import { step } from '../../src/engine/step.ts'
import { readSeat, seatText, sessionText } from '../../src/engine/stored.ts'
import type { Language } from '../../src/questionnaire/schema.ts'
import { render } from '../../src/wording/render.ts'
import { type Action, plainOf, type View } from '../../src/wording/view.ts'
import { sessionFrom } from './stored-session.ts'

export type Message = { view: View }

/** What several people in the same session share. */
export type Shared = { world: World; session: string; submitted: { id: string; revision: number }[] }

export type Tester = {
  shared: Shared
  seat: string
  chat: Message[]
  /** Index into `chat` of the newest tracked card. */
  open: number | null
  log: string[]
  last: Outcome | null
  /** The only sections this person was asked about. */
  sections?: readonly string[]
}

export const sharedSession = (world: World): Shared => ({
  world,
  session: sessionText(
    newSession({ id: 's1', wave: world.wave.id, unitId: world.unit.id, part: world.questionnaire.part, version: 1 }),
  ),
  submitted: [],
})

export const tester = (shared: Shared, language: Language, personId = 'p1'): Tester => ({
  shared,
  seat: seatText(newSeat({ sessionId: 's1', personId, language })),
  chat: [],
  open: null,
  log: [],
  last: null,
})

export const sessionOf = (shared: Shared): Session => sessionFrom(shared.session)

export const seatOf = (person: Tester): Seat => {
  const read = readSeat(JSON.parse(person.seat))
  if ('broken' in read) throw new Error(`stored seat: ${read.broken}`)
  return read.seat
}

/** One turn. `at`: the message whose button was pressed. */
export const turn = (person: Tester, input: Input, at?: Message): Outcome => {
  const { shared } = person
  const world = person.sections === undefined ? shared.world : { ...shared.world, sections: person.sections }
  const outcome = step(world, { session: sessionOf(shared), seat: seatOf(person) }, input)
  shared.session = sessionText(outcome.session)
  person.seat = seatText(outcome.seat)
  person.last = outcome
  if (outcome.submitted) shared.submitted.push(outcome.submitted)
  const openBefore = person.open === null ? undefined : person.chat[person.open]
  for (const { reply, place, tracked } of outcome.replies) {
    const view = render(reply, { ...world, session: outcome.session, seat: outcome.seat })
    const target = place === 'pressed' ? at : place === 'open' ? openBefore : undefined
    if (target && view.type !== 'text') target.view = view
    else person.chat.push({ view })
    if (tracked) person.open = person.chat.length - 1
    const how = place === 'new' ? '' : place === 'pressed' ? ' (kortet blir)' : ' (det åpne kortet blir)'
    person.log.push(said(`BOT${how}`, plainOf(view)))
  }
  // A person reads and thinks for half a minute.
  shared.world = { ...shared.world, now: shared.world.now + 30_000 }
  return outcome
}

const said = (who: string, text: string): string => `${who}:\n${text.replace(/^/gmu, '  ')}\n`

export const joins = (person: Tester): Outcome => {
  person.log.push('-- åpner chatten\n')
  return turn(person, { type: 'joined' })
}

/** The newest of what was said in the chat, by either; empty: nothing yet. */
export const lastSaid = (person: Tester): string => person.log.at(-1) ?? ''

export const types = (person: Tester, text: string): Outcome => {
  person.log.push(said('MEG', text))
  return turn(person, { type: 'text', text })
}

/** The buttons of a message, those inside it too. */
export const buttonsOf = (view: View): Action[] => {
  if (view.type === 'text') return []
  const inside = view.type === 'panel' ? view.blocks.flatMap((b) => b.actions ?? []) : []
  return [...inside, ...view.actions]
}

export const cardOf = (action: Action, filled: Record<string, string> = {}): CardData => ({
  ...action.ref,
  do: action.verb,
  values: { ...filled, ...action.values },
})

/** Presses a button by its title, on the newest message that has it, with the card's fields filled in. */
export const presses = (person: Tester, title: string, filled: Record<string, string> = {}): Outcome => {
  const message = person.chat.findLast((m) => buttonsOf(m.view).some((a) => a.title === title))
  const action = message && buttonsOf(message.view).find((a) => a.title === title)
  if (!message || !action) throw new Error(`no button «${title}» in:\n${person.log.slice(-3).join('\n')}`)
  return pressesThis(person, message, action, filled)
}

/** Presses one button of one message. */
export const pressesThis = (
  person: Tester,
  message: Message,
  action: Action,
  filled: Record<string, string>,
): Outcome => {
  const fields = Object.entries(filled).map(([key, value]) => `${key} = ${value}`)
  person.log.push(said('MEG', [`[${action.title}]`, ...fields].join('\n')))
  return turn(person, { type: 'card', card: cardOf(action, filled), trigger: 'manual' }, message)
}

/** Time passes, in minutes. */
export const waits = (shared: Shared, minutes: number): void => {
  shared.world = { ...shared.world, now: shared.world.now + minutes * 60_000 }
}

/** The question that the person stands at; undefined elsewhere. */
export const questionOf = (person: Tester): string | undefined => {
  const { position } = seatOf(person)
  return position.at === 'question' ? position.question : undefined
}
