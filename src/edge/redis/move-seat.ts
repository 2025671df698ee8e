/** A person's place in a session goes over to another id of the same person: from the web to Teams, and back where that was cut off. */

import type { Cluster, Redis } from 'ioredis'
import { guarded, script } from './connect.ts'
import * as keys from './keys.ts'

/** Whoever was cut off between Redis and SQL comes back within this, as a rule the same day. */
const MARK_S = 30 * 24 * 3_600

/**
 * Moves everything around a seat, all or nothing; the id is replaced wherever it stands, in the session too. Where the new
 * id has a seat of its own, that one stays. Moved already, it does nothing.
 * `old_…`: of the id that is left; `new_…`: of the id that is taken. `mark`: which id the old one went over to.
 */
const names = (side: 'old' | 'new', kinds: readonly keys.SeatKind[]) => kinds.map((kind) => `${side}_${kind}` as const)
const appended = keys.seatKindsThat('appended')
const renamed = keys.seatKindsThat('renamed')
const dropped = keys.seatKindsThat('dropped')
const old = ['seat', ...appended, ...renamed, ...dropped] as const
const taken = ['seat', ...appended, ...renamed] as const
const moveScript = script(
  {
    keys: ['session', 'seats', 'due', 'mark', ...names('old', old), ...names('new', taken)],
    args: ['oldId', 'newId', 'oldMember', 'newMember'],
  },
  `
local function swap(text)
  local out, at = {}, 1
  while true do
    local from, to = string.find(text, oldId, at, true)
    if not from then break end
    out[#out + 1] = string.sub(text, at, from - 1)
    out[#out + 1] = newId
    at = to + 1
  end
  out[#out + 1] = string.sub(text, at)
  return table.concat(out)
end
local json = redis.call('HGET', session, 'json')
if json and string.find(json, oldId, 1, true) then
  redis.call('HSET', session, 'json', swap(json))
  redis.call('HINCRBY', session, 'rev', 1)
end
local seat = redis.call('HGET', old_seat, 'json')
if seat then redis.call('SET', mark, newId, 'EX', ${MARK_S}) end
local function moveList(from, to)
  for _, text in ipairs(redis.call('LRANGE', from, 0, -1)) do redis.call('RPUSH', to, swap(text)) end
  redis.call('DEL', from)
end
${appended.map((kind) => `moveList(old_${kind}, new_${kind})`).join('\n')}
local score = redis.call('ZSCORE', due, oldMember)
if score then
  redis.call('ZADD', due, 'NX', score, newMember)
  redis.call('ZREM', due, oldMember)
end
local function rename(from, to)
  if redis.call('EXISTS', from) == 1 then redis.call('RENAME', from, to) end
end
if seat and redis.call('EXISTS', new_seat) == 0 then
  redis.call('HSET', new_seat, 'rev', redis.call('HGET', old_seat, 'rev'), 'json', swap(seat))
  local asking = redis.call('HGET', old_seat, 'asking')
  if asking then redis.call('HSET', new_seat, 'asking', asking) end
  ${renamed.map((kind) => `rename(old_${kind}, new_${kind})`).join('\n  ')}
  redis.call('SADD', seats, newId)
end
redis.call('DEL', ${names('old', ['seat', ...renamed, ...dropped]).join(', ')})
redis.call('SREM', seats, oldId)
return 1
`,
)

/** Makes it. `move`: `followed` once SQL knows of it, so that nothing comes back. `back`: what was moved away from an id that SQL still knows comes back to it. Both throw `StoreAway`. */
export const seatMover = (redis: Redis | Cluster) => {
  const move = async ({ from, to, sessionId }: { from: string; to: string; sessionId: string }): Promise<void> => {
    const [left, own] = [keys.turnKeys(sessionId, from), keys.turnKeys(sessionId, to)]
    await moveScript(redis, {
      session: left.session,
      seats: left.seats,
      due: left.due,
      mark: left.moved,
      ...(Object.fromEntries(old.map((kind) => [`old_${kind}`, left[kind]])) as Record<`old_${keys.SeatKind}`, string>),
      ...(Object.fromEntries(taken.map((kind) => [`new_${kind}`, own[kind]])) as Record<
        `new_${keys.SeatKind}`,
        string
      >),
      oldId: from,
      newId: to,
      oldMember: left.member,
      newMember: own.member,
    })
  }
  return {
    move: (asked: Parameters<typeof move>[0], sql?: 'followed') =>
      guarded(async () => {
        await move(asked)
        if (sql === 'followed') await redis.del(keys.turnKeys(asked.sessionId, asked.from).moved)
      }),
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
