/** People in a closed loop: each sends the next activity when everything that the last one leads to has come. */
import { setTimeout as wait } from 'node:timers/promises'
import { Pool } from 'undici'
import type { Call } from './connector.ts'
import { cpuTime } from './cpu-time.ts'
import type { Result, Round, Walker } from './messages.ts'
import type { WalkTurn } from './walks.ts'

/** Nothing takes that long; whoever waits for more waits for ever. */
const PATIENCE_MS = 15_000
const TENANT = '11111111-1111-4111-8111-111111111111'
const ECHO: WalkTurn[] = [
  { input: { type: 'text', text: 'Hei, svaret er ja.' }, sends: 1, updates: 0, tracked: null, asks: null },
]

/** What a person still waits for in the running turn. */
type Waiting = {
  turn: WalkTurn
  sends: number
  updates: number
  /** When the card that is waited for came; ms. */
  cardAt: number | null
  done(): void
}
type Person = { walker: Walker; cardId: string; waiting: Waiting | null; count: number }

export type Crowd = {
  /** A call that reached the connector. */
  take(call: Call): void
  run(round: Round, walks: Record<string, WalkTurn[]>, serviceUrl: string): Promise<Result>
}

export const crowd = (): Crowd => {
  const talking = new Map<string, Person>()
  let calls = 0
  let fault: string | null = null

  const take = ({ kind, conversationId, id, body }: Call): void => {
    calls += 1
    const person = talking.get(conversationId)
    const waiting = person?.waiting
    if (person === undefined || waiting == null) {
      if (kind !== 'other') fault ??= `a ${kind} that nobody waited for, to ${conversationId}: ${body.slice(0, 300)}`
      return
    }
    if (kind === 'update') waiting.updates -= 1
    if (kind === 'send') {
      const { asks, sends, tracked } = waiting.turn
      const nth = sends - waiting.sends
      waiting.sends -= 1
      if (nth === tracked) {
        person.cardId = id
        if (asks !== null && !body.includes(`"q":"${asks}"`))
          fault ??= `expected ${asks} after ${JSON.stringify(waiting.turn.input)}, got ${body.slice(0, 600)}`
      }
      if (waiting.sends === 0) waiting.cardAt = performance.now()
    }
    waiting.done()
  }

  const turnOf = async (to: Target, person: Person, turn: WalkTurn): Promise<number> => {
    const startedAt = performance.now()
    const over = new Promise<number | null>((resolve) => {
      const waiting: Waiting = {
        ...{ turn, sends: turn.sends, updates: turn.updates, cardAt: null },
        done: () => {
          if (waiting.sends <= 0 && waiting.updates <= 0) resolve(waiting.cardAt)
        },
      }
      person.waiting = waiting
      waiting.done()
    })
    const answer = await poolOf(to).request({
      ...{ method: 'POST', path: '/api/messages', headers: to.headers, headersTimeout: PATIENCE_MS },
      body: JSON.stringify(activityOf(to, person, turn)),
    })
    const text = await answer.body.text()
    if (answer.statusCode !== 200) throw new Error(`the bot answered ${answer.statusCode}: ${text.slice(0, 200)}`)
    const cardAt = await over
    person.waiting = null
    // A turn that says nothing new is over when the caller has its answer.
    return (cardAt ?? performance.now()) - startedAt
  }

  const run: Crowd['run'] = async (round, walks, serviceUrl) => {
    const pools = [round.url, ...(round.others ?? [])].map(
      (url) => new Pool(new URL(url).origin, { connections: round.people }),
    )
    const headers = {
      'content-type': 'application/json; charset=utf-8',
      ...(round.authorization === null ? {} : { authorization: round.authorization }),
    }
    const to: Target = { pools, headers, serviceUrl, name: String(performance.now()) }
    const queue = [...round.walkers]
    const latencies: number[] = []
    talking.clear()
    calls = 0
    fault = null
    const cpuBefore = cpuTime(round.pid)
    const own = process.cpuUsage()
    const startedAt = performance.now()
    const isOver = () => fault !== null || (!round.toTheEnd && performance.now() - startedAt >= round.ms)
    let cpuMs: number | null = null
    let endedAt = 0
    let turns = 0
    let calledInTime = 0

    const walkOn = async (): Promise<void> => {
      for (let walker = queue.shift(); walker !== undefined && !isOver(); walker = queue.shift()) {
        const person: Person = { walker, cardId: '', waiting: null, count: 0 }
        talking.set(`a:${walker.objectId}`, person)
        for (const turn of round.manner === null ? ECHO : (walks[walker.walk] ?? [])) {
          if (isOver()) break
          const ms = await turnOf(to, person, turn)
          if (!isOver() || round.toTheEnd) latencies.push(ms)
        }
        // An echo bot has no end.
        if (round.manner === null) queue.push(walker)
        else talking.delete(`a:${walker.objectId}`)
      }
    }
    const window = async (): Promise<void> => {
      if (round.toTheEnd) return
      await wait(round.ms)
      close()
    }
    const close = (): void => {
      const cpuAfter = cpuTime(round.pid)
      cpuMs = cpuBefore === null || cpuAfter === null ? null : cpuAfter - cpuBefore
      endedAt = performance.now()
      turns = latencies.length
      calledInTime = calls
    }
    const everybody = Promise.all(Array.from({ length: round.people }, walkOn))
    const patience = AbortSignal.timeout(round.ms + PATIENCE_MS)
    await Promise.race([Promise.all([everybody, window()]), aborted(patience)])
    if (round.toTheEnd) close()
    else if (queue.length === 0) fault ??= 'too few people for the time'
    const { user, system } = process.cpuUsage(own)
    await Promise.all(pools.map((pool) => pool.close()))
    if (fault !== null) throw new Error(fault)
    const seconds = (endedAt - startedAt) / 1000
    return {
      ...{ type: 'result', turns, seconds, latencies, calls: calledInTime, cpuMs },
      driverLoad: (user + system) / 1000 / (seconds * 1000),
    }
  }
  return { take, run }
}

const aborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('the bot does not go on'))))

type Target = { pools: Pool[]; headers: Record<string, string>; serviceUrl: string; name: string }

let sent = 0

/** Any process may take any turn, so the next one takes it, as behind a load balancer. */
const poolOf = ({ pools }: Target): Pool => {
  const pool = pools[sent % pools.length]
  if (pool === undefined) throw new Error('no process to ask')
  return pool
}

/** As Teams sends it. */
const activityOf = ({ serviceUrl, name }: Target, person: Person, { input }: WalkTurn): object => {
  const { objectId, sessionId } = person.walker
  sent += 1
  const common = {
    ...{
      id: `${name}-${sent}`,
      timestamp: new Date().toISOString(),
      channelId: 'msteams',
      serviceUrl,
      locale: 'nb-NO',
    },
    from: { id: `29:${objectId}`, name: 'Ola Nordmann', aadObjectId: objectId },
    conversation: { id: `a:${objectId}`, conversationType: 'personal', tenantId: TENANT },
    recipient: { id: '28:bot', name: 'Kommunedialog' },
    channelData: { tenant: { id: TENANT } },
    entities: [{ type: 'clientInfo', locale: 'nb-NO', country: 'NO', platform: 'Windows', timezone: 'Europe/Oslo' }],
  }
  if (input.type === 'text') return { ...common, type: 'message', text: input.text, textFormat: 'plain' }
  const { values, ...reference } = input.card
  const data = { ...reference, s: sessionId, ...values }
  return {
    ...{ ...common, type: 'invoke', name: 'adaptiveCard/action', replyToId: person.cardId },
    value: { action: { type: 'Action.Execute', verb: reference.do, data }, trigger: 'manual' },
  }
}
