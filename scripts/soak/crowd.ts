/** People who answer at a given pace, whatever goes wrong: who is not told, presses again; who sees nothing, asks. */
import { setTimeout as wait } from 'node:timers/promises'
import { Pool } from 'undici'
import { tenantId } from '../../test/support/registered.ts'
import type { Walker } from '../bench/messages.ts'
import type { WalkTurn } from '../bench/walks.ts'

const TRIES = 6
const PATIENCE_MS = 20_000
const NOT_STORED = /ikke lagret|ikkje lagra/i

export type Tally = {
  turns: number
  /** Answers that were confirmed with the closed card. */
  confirmed: number
  /** Deliveries of an activity that had been delivered already. */
  duplicates: number
  /** Times a person was told that an answer was not stored, and pressed again. */
  notStored: number
  /** People whose chat did not go on, however often they asked. */
  stuck: number
}

export type Crowd = {
  tally: Tally
  /** A message that reached a conversation. */
  take(conversationId: string, id: string, body: string): void
  /** Turns a second, from now on; share of activities that are delivered twice. */
  pace(perSecond: number, twice: number): void
  /** One person, from the greeting to the walk's end; resolves with the questions whose answers were confirmed. */
  walk(walker: Walker, turns: readonly WalkTurn[]): Promise<string[]>
  close(): Promise<void>
}

type Person = { objectId: string; sessionId: string; cardId: string; sees: ((id: string, body: string) => void) | null }

export const crowd = (url: string, serviceUrl: () => string): Crowd => {
  const pool = new Pool(url, { connections: 64 })
  const talking = new Map<string, Person>()
  const tally: Tally = { turns: 0, confirmed: 0, duplicates: 0, notStored: 0, stuck: 0 }
  let between = 0
  let twice = 0
  let slot = 0
  let sent = 0

  const turnComes = async (): Promise<void> => {
    const now = performance.now()
    slot = Math.max(slot + between, now)
    if (slot > now) await wait(slot - now)
  }

  const post = async (activity: object): Promise<{ status: number; text: string }> => {
    try {
      const options = { method: 'POST', path: '/api/messages', headersTimeout: PATIENCE_MS } as const
      const headers = { 'content-type': 'application/json' }
      const answer = await pool.request({ ...options, headers, body: JSON.stringify(activity) })
      return { status: answer.statusCode, text: await answer.body.text() }
    } catch {
      return { status: 0, text: '' }
    }
  }

  const say = async (person: Person, input: WalkTurn['input']): Promise<{ status: number; text: string }> => {
    sent += 1
    const activity = activityOf(person, input, { id: `soak-${sent}`, serviceUrl: serviceUrl() })
    if (Math.random() >= twice) return post(activity)
    tally.duplicates += 1
    const [first] = await Promise.all([post(activity), post(activity)])
    return first
  }

  /** Until the card that the turn leads to has come; false when it has not. */
  const comes = (person: Person, { asks }: WalkTurn): Promise<boolean> =>
    new Promise((resolve) => {
      const timer = setTimeout(() => end(false), PATIENCE_MS)
      const end = (came: boolean) => {
        clearTimeout(timer)
        person.sees = null
        resolve(came)
      }
      person.sees = (id, body) => {
        if (!body.includes('adaptive') || (asks !== null && !body.includes(`"q":"${asks}"`))) return
        person.cardId = id
        end(true)
      }
    })

  const takeTurn = async (person: Person, turn: WalkTurn): Promise<boolean> => {
    const seen = turn.tracked === null ? Promise.resolve(true) : comes(person, turn)
    let isTold = false
    for (let tries = 0; tries < TRIES && !isTold; tries++) {
      if (tries > 0) await wait(500)
      const { status, text } = await say(person, turn.input)
      isTold = status === 200 && !NOT_STORED.test(text)
      if (status === 200 && !isTold) tally.notStored += 1
    }
    if (!isTold) return false
    if (await seen) return true
    for (let tries = 0; tries < TRIES; tries++) {
      const again = comes(person, turn)
      await say(person, turn.input.type === 'text' ? turn.input : { type: 'text', text: 'fortsett' })
      if (await again) return true
    }
    return false
  }

  return {
    tally,
    take: (conversationId, id, body) => talking.get(conversationId)?.sees?.(id, body),
    pace: (perSecond, share) => {
      between = Number.isFinite(perSecond) ? 1_000 / perSecond : 0
      twice = share
    },
    walk: async ({ objectId, sessionId }, turns) => {
      const person: Person = { objectId, sessionId, cardId: '', sees: null }
      talking.set(`a:${objectId}`, person)
      const confirmed: string[] = []
      for (const turn of turns) {
        await turnComes()
        if (!(await takeTurn(person, turn))) {
          tally.stuck += 1
          break
        }
        tally.turns += 1
        const { input } = turn
        if (input.type === 'card' && input.card.do === 'answer' && input.card.q !== undefined)
          confirmed.push(input.card.q)
      }
      tally.confirmed += confirmed.length
      talking.delete(`a:${objectId}`)
      return confirmed
    },
    close: () => pool.close(),
  }
}

type Sending = { id: string; serviceUrl: string }

const activityOf = ({ objectId, sessionId, cardId }: Person, input: WalkTurn['input'], { id, serviceUrl }: Sending) => {
  const common = {
    ...{ id, timestamp: new Date().toISOString(), channelId: 'msteams', serviceUrl, locale: 'nb-NO' },
    from: { id: `29:${objectId}`, name: 'Ola Nordmann', aadObjectId: objectId },
    conversation: { id: `a:${objectId}`, conversationType: 'personal', tenantId },
    recipient: { id: '28:bot', name: 'Kommunedialog' },
    channelData: { tenant: { id: tenantId } },
  }
  if (input.type === 'text') return { ...common, type: 'message', text: input.text, textFormat: 'plain' }
  const { values, ...reference } = input.card
  const data = { ...reference, s: sessionId, ...values }
  return {
    ...{ ...common, type: 'invoke', name: 'adaptiveCard/action', replyToId: cardId },
    value: { action: { type: 'Action.Execute', verb: reference.do, data }, trigger: 'manual' },
  }
}
