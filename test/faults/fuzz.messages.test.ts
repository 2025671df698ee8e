/** Activities that nobody meant, against the real server: no 5xx, no death, and no answer stored that no card or question knows. */

import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectRedis } from '../../src/edge/redis/connect.ts'
import { readSession } from '../../src/engine/stored.ts'
import { answerOnce, isConfirmed, openQuestion } from '../support/answering.ts'
import type { Json } from '../support/card-json.ts'
import { counted } from '../support/counted.ts'
import { begins } from '../support/finishing.ts'
import { type Dice, diceOf, fits, inputs, mutated, nasty, questionIn, scratched } from '../support/fuzz.ts'
import type { PersonInTeams } from '../support/person-in-teams.ts'
import { questionnaires } from '../support/survey.ts'
import { type WholeService, wholeService } from '../support/whole-service.ts'

const COUNT = inputs(0.4)
const AT_ONCE = 8
/** People that the storm goes through; the first is left in peace. */
const PEOPLE = 40

let whole: WholeService
beforeAll(async () => {
  whole = await wholeService()
})
afterAll(async () => whole?.stop())

const begun = (n: number): Promise<PersonInTeams> => begins(whole.person(n))

/** What Teams could have sent, and was then bent. */
const seeds = (person: PersonInTeams, dice: Dice): Json => {
  const open = openQuestion(person)
  const invoke = (data: Json) => ({
    ...{ type: 'invoke', name: 'adaptiveCard/action', replyToId: open?.id },
    value: { action: { type: 'Action.Execute', verb: data.do, data }, trigger: 'manual' },
  })
  const data = { ...open?.button.data, answer: String(dice.of(nasty)), other: String(dice.of(nasty)) }
  return person.activity({
    id: randomUUID(),
    ...dice.of([
      { type: 'message', text: String(dice.of(nasty)), textFormat: 'plain' },
      {
        type: 'message',
        text: '<at>Kommunedialog</at> ja',
        entities: [{ type: 'mention', text: '<at>x</at>', mentioned: { id: '28:bot' } }],
      },
      { type: 'message', value: data, replyToId: open?.id },
      invoke(data),
      invoke({
        ...data,
        do: dice.of(['start', 'submit', 'submit_yes', 'change', 'back', 'review', 'language', 'reopen']),
      }),
      { type: 'installationUpdate', action: dice.of(['add', 'remove', 'add-upgrade']) },
      { type: 'conversationUpdate', membersAdded: [{ id: '28:bot' }] },
      { type: 'messageReaction', reactionsAdded: [{ type: 'like' }] },
      { type: 'messageUpdate', text: 'ja', channelData: { eventType: 'editMessage' } },
      { type: dice.of(['event', 'typing', 'endOfConversation', 'trace']), name: 'x', value: data },
    ]),
  })
}

const send = async (body: string, dice: Dice): Promise<number> => {
  const type = dice.below(30) === 0 ? String(dice.of(['text/plain', 'application/xml', ''])) : 'application/json'
  const init = { method: 'POST', body, headers: { 'content-type': type }, signal: AbortSignal.timeout(20_000) }
  const response = await fetch(`${whole.service.url()}/api/messages`, init)
  await response.arrayBuffer()
  return response.status
}

test(`${COUNT} bent activities`, { timeout: 1_800_000 }, async () => {
  const untouched = await begun(0)
  const { question, values, answer } = await answerOnce(untouched, 0)
  expect(isConfirmed(answer)).toBe(true)
  const people = await Promise.all(Array.from({ length: PEOPLE }, (_, n) => begun(n + 1)))
  const statuses = new Map<number, number>()
  let left = COUNT
  const storm = async (seed: number): Promise<void> => {
    const dice = diceOf(seed)
    while (left-- > 0) {
      const meant = seeds(dice.of(people), dice)
      // Bent anywhere most stop at the envelope; the other half goes through to the turn.
      const inside = { value: mutated(meant.value ?? null, dice), text: mutated(meant.text ?? null, dice) }
      const bent =
        dice.below(2) === 0 ? mutated(meant, dice) : { ...meant, ...dice.of([inside, { value: inside.value }]) }
      const text = JSON.stringify(bent) ?? ''
      const status = await send(dice.below(5) === 0 ? scratched(text, dice) : text, dice)
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, (_, seed) => storm(seed + 1)))
  const seen = JSON.stringify(Object.fromEntries([...statuses].sort()))
  expect(
    [...statuses.keys()].filter((status) => status >= 500),
    seen,
  ).toEqual([])

  const entries = await storedEntries()
  expect(entries.filter(({ isKnown }) => !isKnown)).toEqual([])
  // The same process is there, and the one who was left in peace goes on.
  const next = await untouched.until(() => openQuestion(untouched))
  expect(next.question).not.toBe(question)
  expect(isConfirmed((await answerOnce(untouched, 0)).answer)).toBe(true)
  counted(
    `fuzz: ${COUNT} activities, statuses ${seen}, ${entries.length} answers stored, all known; kept: ${values.length > 0}`,
    { inputs: COUNT },
  )
})

/** Every entry of every session, and whether its question can have it. */
const storedEntries = async (): Promise<{ id: string; isKnown: boolean }[]> => {
  const redis = await connectRedis({ urls: [whole.redis.url] })
  const keys = await redis.keys('*:session:*')
  const texts = await Promise.all(keys.map((key) => redis.hget(key, 'json')))
  redis.disconnect()
  return texts.flatMap((text) => {
    const read = readSession(JSON.parse(text ?? 'null'))
    if ('broken' in read) return [{ id: read.broken, isKnown: false }]
    return Object.entries(read.session.entries).map(([id, entry]) => ({
      id,
      isKnown: fits(questionIn(questionnaires.raadmann, id), entry),
    }))
  })
}
