/**
 * node scripts/run.mjs scripts/turn-cost.ts [rounds]: processor time of a turn without HTTP, Redis, SQL and connector,
 * typed and by cards, over the walks of the bench. The median of the rounds after warming up.
 */

import { randomUUID } from 'node:crypto'
import type { Membership } from '../src/app/ports/people.ts'
import type { Envelope, ProgressStore, StoredTurn } from '../src/app/ports/progress.ts'
import type { Register } from '../src/app/ports/register.ts'
import { type Deps, nothingSeen, type Survey } from '../src/app/service.ts'
import { type SteadyMs, steadyNow } from '../src/app/steady.ts'
import { turn } from '../src/app/turn.ts'
import { wavesOf } from '../src/app/waves.ts'
import { personIdOf, sessionIdOf } from '../src/register/ids.ts'
import { objectIdOf, tenantId } from '../test/support/registered.ts'
import { closesAt, opensAt, questionnaires, units, wave } from '../test/support/survey-2018.ts'
import { median, spread } from './bench/figures.ts'
import { allWalks, walkName } from './bench/survey.ts'
import type { Manner } from './bench/walks.ts'

const rounds = Number(process.argv[2] ?? 12)
const WARM_ROUNDS = 4
/** Times between turns, so that nothing typed counts as said twice. */
const THINKS_MS = 90_000

const survey: Survey = {
  ...{ wave, opensAt, closesAt, folder: '' },
  units: new Map(units.map((unit) => [unit.id, unit])),
  questionnaires: new Map(questionnaires.map((each) => [each.part, new Map([[each.version, each]])])),
}

/** What one person's turns leave, as text: what a process has in its hands when the store is next to it. */
const storeOf = (membership: Membership, personId: string): Partial<ProgressStore> => {
  let stored: StoredTurn = {
    ...{ session: null, seat: null, cardId: null, typed: null },
    asked: { pending: null, group: null, tookMs: null },
  }
  const { sessionId } = membership
  const link = JSON.stringify({ personId, memberships: [membership], role: null })
  return {
    readLink: async () => ({
      ...{ link: JSON.parse(link), current: sessionId, checkedAt: clock },
      ahead: { sessionId, stored },
    }),
    readTurn: async () => stored,
    connection: () => 0,
    commit: async ({ session, seat, typedHash, now, group }) => {
      stored = {
        ...stored,
        ...(session === undefined ? {} : { session }),
        ...(seat === undefined ? {} : { seat }),
        ...(typedHash === undefined ? {} : { typed: { hash: typedHash, at: now, answeredAt: null } }),
      }
      return { type: 'committed', first: group, cardId: stored.cardId }
    },
    finish: async ({ cardId = stored.cardId, group }) => {
      stored = { ...stored, cardId, asked: { pending: null, group: group.id, tookMs: 1 } }
      return null
    },
  }
}

const walks = allWalks()
let clock = opensAt + 1

/** Everybody of some units goes one way; ms of processor time for a turn. */
const measure = async (manner: Manner): Promise<number> => {
  const kommuner = units.filter(({ kind, language }) => kind === 'kommune' && language !== 'nn').slice(0, 6)
  let turns = 0
  const before = process.cpuUsage()
  for (const [n, unit] of kommuner.entries()) {
    for (const part of ['raadmann', 'integrering'] as const) {
      clock = opensAt + 1
      const objectId = objectIdOf(n)
      const personId = personIdOf(tenantId, objectId)
      const sessionId = sessionIdOf(wave.id, unit.id, part)
      const of = { respondentId: 'r', wave: wave.id, unitId: unit.id, part, sessionId, language: 'nb' as const }
      const service = wavesOf([depsOn(storeOf(of, personId))])
      for (const { input } of walks[walkName(part, manner, 'review')] ?? []) {
        clock += THINKS_MS
        const card = input.type === 'card' ? { ...input.card, s: sessionId } : null
        const envelope: Envelope = {
          ...{ activityId: randomUUID(), person: { personId, tenantId, objectId }, locale: 'nb-NO' },
          reference: {
            ...{ serviceUrl: 'http://127.0.0.1/', channelId: 'msteams', conversationId: 'a', tenantId },
            ...{ botId: '28:bot', userId: '29:user' },
          },
          input: card === null ? (input as Envelope['input']) : { type: 'card', card, trigger: 'manual' },
          ...(card === null ? { via: 'message' as const } : { via: 'invoke' as const, replyToId: 'm1' }),
          receivedAt: (steadyNow() + 1_000) as SteadyMs,
        }
        const { after } = await turn(service, envelope)
        await after()
        turns += 1
      }
    }
  }
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000 / turns
}

const depsOn = (progress: Partial<ProgressStore>): Deps => ({
  survey,
  progress: progress as ProgressStore,
  register: { keepReference: async () => undefined } as Partial<Register> as Register,
  channel: {
    send: async () => ({ activityId: 'm1' }),
    update: async () => ({ activityId: 'm1' }),
    principalName: async () => null,
  },
  ...{ newestSubmission: async () => null, enqueue: async () => {}, enqueueOutside: async () => {} },
  ...{ now: () => clock, newId: randomUUID, pause: async () => {}, startedAt: 0, allowedTenants: new Set<string>() },
  log: { info: () => {}, warn: () => {}, error: () => {} },
  seen: nothingSeen(),
})

const manners = (process.argv[3]?.split(',') ?? ['typed', 'card']) as Manner[]
for (const manner of manners) {
  for (let n = 0; n < WARM_ROUNDS; n++) await measure(manner)
  const figures: number[] = []
  for (let n = 0; n < rounds; n++) figures.push(1_000 * (await measure(manner)))
  console.log(`${manner}: ${median(figures).toFixed(0)} ± ${spread(figures).toFixed(0)} µs of processor time a turn`)
}
