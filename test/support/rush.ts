/** Many people at the very same moment, as after an invitation to all: what each was answered, and when. */

import { setTimeout as wait } from 'node:timers/promises'
import { say } from '../../src/wording/notes.ts'
import type { Json } from './card-json.ts'
import type { LoopbackConnector } from './channel.ts'
import { HANGS_MS } from './patience.ts'
import { type PersonInTeams, personInTeams } from './person-in-teams.ts'
import { objectIdOf, type Registered, tenantId } from './registered.ts'
import { units } from './survey-2018.ts'

/** One move of everybody. Times in ms. */
export type Rushed = {
  people: number
  /** Who got no HTTP 200, or neither a card in the answer nor a message. */
  unanswered: number
  /** Who was told that something is wrong, or to try again. */
  refused: number
  slowestAnswer: number
  /** Until the last had a message; presses are answered at once, and the message is the next question. */
  slowestMessage: number
}

const PARTS = ['raadmann', 'integrering'] as const
const REFUSALS = (['nb', 'nn'] as const).flatMap((language) =>
  ['turn.not_stored', 'turn.too_fast'].map((key) => JSON.stringify(say({ key }, language)).slice(1, -1)),
)

const isRefused = (text: string) => REFUSALS.some((refusal) => text.includes(refusal))

/** Person `n` of `count`: both parts of every unit first, then a colleague more for each. */
export const rushers = (count: number): Registered[] =>
  Array.from({ length: count }, (_, n) => ({
    ...{ unit: units[n % units.length]?.id ?? '', part: PARTS[Math.floor(n / units.length) % 2] ?? 'raadmann' },
    ...{ tenantId, objectId: objectIdOf(n) },
  }))

/** Told to wait; what was asked for comes after it. */
const PUT_OFF = (['nb', 'nn'] as const).map((language) => say({ key: 'turn.put_off' }, language))

type Place = { url: () => string; connector: LoopbackConnector }
/** People who all do the same. */
export const startRush = ({ url, connector }: Place, respondents: readonly Registered[]) => {
  const people = respondents.map((who) => personInTeams({ url, connector }, who))
  const count = people.length

  /** Where each conversation stands, read once: a look for each person would take longer than the service. */
  const messagesFrom = (from: number): Map<string, { id: string; body: Json }[]> => {
    const all = connector.delivered
      .slice(from)
      .filter(({ kind, body }) => kind === 'send' && body !== null && !PUT_OFF.includes(String(body.text)))
    return Map.groupBy(
      all.map(({ id, body, conversationId }) => ({ id, body: body as Json, conversationId })),
      ({ conversationId }) => conversationId,
    )
  }

  /** Everybody posts what `bodyOf` makes; then what came of it. */
  const together = async (bodyOf: (person: PersonInTeams, n: number) => Json): Promise<Rushed> => {
    const bodies = people.map(bodyOf)
    const from = connector.delivered.length
    const began = performance.now()
    const answered = Promise.all(
      people.map(async (person, n) => {
        const answer = await person.post(bodies[n] ?? {})
        return { ...answer, ms: performance.now() - began }
      }),
    )
    let slowestMessage = 0
    let heard = 0
    while (heard < count && performance.now() - began < HANGS_MS) {
      await wait(20)
      const now = messagesFrom(from).size
      if (now > heard) slowestMessage = performance.now() - began
      heard = now
    }
    const answers = await answered
    const messages = messagesFrom(from)
    const told = people.map(({ conversationId }, n) =>
      JSON.stringify([answers[n]?.body, messages.get(conversationId)?.map(({ body }) => body)]),
    )
    return {
      people: count,
      unanswered: people.filter(({ conversationId }, n) => answers[n]?.status !== 200 || !messages.has(conversationId))
        .length,
      refused: told.filter(isRefused).length,
      slowestAnswer: Math.max(...answers.map(({ ms }) => ms)),
      slowestMessage,
    }
  }

  return {
    people,
    say: (text: string) => together((person) => person.saying(text)),
    /** Presses the button that does `verb` in each one's newest message, with `inputs` filled in. */
    press: (verb: string, inputs: Json = {}) => {
      const messages = messagesFrom(0)
      return together((person) => {
        const found = messages
          .get(person.conversationId)
          ?.toReversed()
          .flatMap(({ id, body }) =>
            person
              .buttons({ card: ((body.attachments as { content: Json }[] | undefined) ?? [])[0]?.content ?? null })
              .map((button) => ({ id, button })),
          )
          .find(({ button }) => button.data.do === verb)
        if (found === undefined) {
          const told = JSON.stringify(messages.get(person.conversationId)?.map(({ body }) => body))
          if (told === undefined || !isRefused(told))
            throw new Error(`nobody asked ${person.conversationId} to ${verb}; told: ${told}`)
          // The move before has counted them; told to try again, they do.
          return person.saying('fortsett')
        }
        return person.pressing(found.button, found.id, inputs)
      })
    },
  }
}
