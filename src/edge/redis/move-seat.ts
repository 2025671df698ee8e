/** A person's place in a session goes over to another id of the same person: from the web to Teams, and back where that was cut off. */

import type { Cluster, Redis } from 'ioredis'
import { guarded } from './connect.ts'
import * as keys from './keys.ts'
import { run, script } from './scripts.ts'

/** Whoever was cut off between Redis and SQL comes back within this, as a rule the same day. */
const MARK_S = 30 * 24 * 3_600

/**
 * Moves everything around a seat, all or nothing; the id is replaced wherever it stands, in the session too. Where the new
 * id has a seat of its own, that one stays. Moved already, it does nothing.
 * KEYS 1 session 2 seats 3 due 4 mark; 5–10 seat, handled, outbox, lease, said, news of the old id; 11–16 of the new
 * ARGV 1 old id 2 new id 3 member of `due` of the old 4 of the new
 */
const moveScript = script(
  16,
  `
local function swap(text)
  local out, at = {}, 1
  while true do
    local from, to = string.find(text, ARGV[1], at, true)
    if not from then break end
    out[#out + 1] = string.sub(text, at, from - 1)
    out[#out + 1] = ARGV[2]
    at = to + 1
  end
  out[#out + 1] = string.sub(text, at)
  return table.concat(out)
end
local json = redis.call('HGET', KEYS[1], 'json')
if json and string.find(json, ARGV[1], 1, true) then
  redis.call('HSET', KEYS[1], 'json', swap(json))
  redis.call('HINCRBY', KEYS[1], 'rev', 1)
end
local seat = redis.call('HGET', KEYS[5], 'json')
if seat then redis.call('SET', KEYS[4], ARGV[2], 'EX', ${MARK_S}) end
for _, n in ipairs({7, 10}) do
  local list = redis.call('LRANGE', KEYS[n], 0, -1)
  for _, text in ipairs(list) do redis.call('RPUSH', KEYS[n + 6], swap(text)) end
  redis.call('DEL', KEYS[n])
end
local due = redis.call('ZSCORE', KEYS[3], ARGV[3])
if due then
  redis.call('ZADD', KEYS[3], 'NX', due, ARGV[4])
  redis.call('ZREM', KEYS[3], ARGV[3])
end
if seat and redis.call('EXISTS', KEYS[11]) == 0 then
  redis.call('HSET', KEYS[11], 'rev', redis.call('HGET', KEYS[5], 'rev'), 'json', swap(seat))
  for _, n in ipairs({6, 9}) do
    if redis.call('EXISTS', KEYS[n]) == 1 then redis.call('RENAME', KEYS[n], KEYS[n + 6]) end
  end
  redis.call('SADD', KEYS[2], ARGV[2])
end
redis.call('DEL', KEYS[5], KEYS[6], KEYS[8], KEYS[9])
redis.call('SREM', KEYS[2], ARGV[1])
return 1
`,
)

/** Makes it. `back`: what was moved away from an id that SQL still knows comes back to it. Both throw `StoreAway`. */
export const seatMover = (redis: Redis | Cluster) => {
  const move = async ({ from, to, sessionId }: { from: string; to: string; sessionId: string }): Promise<void> => {
    const [old, own] = [keys.turnKeys(sessionId, from), keys.turnKeys(sessionId, to)]
    const around = (k: typeof old) => [k.seat, k.handled, k.outbox, k.lease, k.said, k.news]
    await run(
      redis,
      moveScript,
      [old.session, old.seats, old.due, old.moved, ...around(old), ...around(own)],
      [from, to, old.member, own.member],
    )
  }
  return {
    move: (asked: Parameters<typeof move>[0]) => guarded(() => move(asked)),
    back: (sessionId: string, personId: string) =>
      guarded(async () => {
        const { moved } = keys.turnKeys(sessionId, personId)
        const to = await redis.get(moved)
        if (to === null) return
        await move({ from: to, to: personId, sessionId })
        await redis.del(moved)
      }),
  }
}
