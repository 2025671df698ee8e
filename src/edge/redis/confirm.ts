/** With replicas a turn counts as stored only when one of them has it too (architecture.md «Engines, not toys»). */
import { Cluster, type Redis } from 'ioredis'
import { sessionKey } from './keys.ts'

/** Longer means a replica is away; then nothing is confirmed, and the person is told to try again. */
const WAIT_MS = 1_000

/** What `progressStore` awaits after each commit. Looks once at whether there are replicas: none means nothing to wait for. */
export const confirmer = async (redis: Redis | Cluster): Promise<(sessionId: string) => Promise<void>> => {
  if (redis instanceof Cluster) {
    if (redis.nodes('slave').length === 0) return async () => {}
    return async (sessionId) => await waitOn(masterOf(redis, await redis.cluster('KEYSLOT', sessionKey(sessionId))))
  }
  const replicas = /connected_slaves:(\d+)/.exec(await redis.info('replication'))?.[1] ?? '0'
  return replicas === '0' ? async () => {} : async () => await waitOn(redis)
}

/** The connection that wrote the turn: `WAIT` counts the writes of its own connection. */
const masterOf = (cluster: Cluster, slot: number): Redis => {
  const address = cluster.slots[slot]?.[0]
  const node = cluster.nodes('master').find(({ options }) => `${options.host}:${options.port}` === address)
  if (node === undefined) throw new Error('no master for the slot')
  return node
}

const waitOn = async (redis: Redis): Promise<void> => {
  if ((await redis.wait(1, WAIT_MS)) < 1) throw new Error('no replica has it')
}
