/** Turns and groups of one seat, as the use cases hand them to the progress store. */

import { randomUUID } from 'node:crypto'
import type { OutboxGroup, TurnChange } from '../../../src/app/ports/progress.ts'
import { connectRedis } from '../../../src/edge/redis/connect.ts'
import { progressStore } from '../../../src/edge/redis/progress-store.ts'
import { startRedis } from '../../support/start-redis.ts'

/** Where the seat's clock stands, ms. */
export const now = 1_541_404_800_000
export const personId = 'p1'

/** The progress store on a Redis of its own. */
export const openStore = async () => {
  const server = await startRedis()
  const redis = await connectRedis({ socketPath: server.socketPath })
  const stop = async (): Promise<void> => {
    redis.disconnect()
    await server.stop()
  }
  return { redis, store: progressStore(redis, async () => {}), stop }
}

/** Of the session that `sessionId` names at that moment. */
export const turnsOf = (sessionId: () => string) => {
  const group = (id: string): OutboxGroup => ({
    ...{
      id,
      sessionId: sessionId(),
      personId,
      at: now,
      attempts: 0,
      placed: [{ reply: { type: 'status' }, place: 'new' }],
    },
    reference: {
      serviceUrl: 'https://x/',
      channelId: 'msteams',
      conversationId: 'c',
      tenantId: 't',
      botId: 'b',
      userId: 'u',
    },
  })
  const change = (over: Partial<TurnChange> = {}): TurnChange => ({
    ...{ sessionId: sessionId(), personId, activityId: randomUUID(), now, group: null },
    ...{
      session: { rev: 1, json: '{"rev":1}' },
      expectSessionRev: null,
      seat: { rev: 1, json: '{"seat":1}' },
      expectSeatRev: null,
    },
    ...over,
  })
  /** A turn that goes on from revision `rev`. */
  const further = (rev: number, id: string): TurnChange =>
    change({
      expectSessionRev: rev,
      session: { rev: rev + 1, json: '{}' },
      expectSeatRev: rev,
      seat: { rev: rev + 1, json: '{}' },
      group: group(id),
    })
  return { group, change, further }
}
