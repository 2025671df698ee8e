/** The scripts that run inside Redis. Each says its keys, arguments and returns; all keys of a call share one slot. */
import { createHash } from 'node:crypto'
import type { Cluster, Redis } from 'ioredis'

export type Script = { text: string; sha: string; keyCount: number }
/** A script and the hash it is called by; `keyCount`: how many keys come first. */
export const script = (keyCount: number, text: string): Script => ({
  text,
  keyCount,
  sha: createHash('sha1').update(text).digest('hex'),
})

/** What does not parse is kept for whoever mends it, and not for ever: 90 days, as links are kept. */
export const APART_S = 7_776_000

/**
 * Writes a turn, all or nothing.
 * KEYS 1 session 2 seat 3 handled 4 outbox 5 due 6 lease 7 said 8 seats 9 undelivered 10 document 11 apart
 * ARGV 1 activity id ('' = none) 2 now ms 3 expected session rev ('' = absent, '*' = any) 4 session rev ('' = unchanged)
 *      5 session json 6 expected seat rev 7 seat rev ('' = unchanged, '-' = remove) 8 seat json 9 person id
 *      10 hash of typed text ('' = not typed) 11 group ('' = nothing to send) 12 lease token 13 lease ms 14 member
 *      15 document json ('' = none) 16 member of undelivered 17 set apart: 's', 'e' (seat), 'se' or ''
 *      18 group id if the group asks for something, else '' 19 'own': a lease under this token is to be taken up
 * Returns {0} revision differs, {2} activity handled before, {1} written, {1, group, card id or ''} written and the
 * caller sends the group ('': the one it gave).
 */
export const commitScript = script(
  11,
  `
if ARGV[1] ~= '' and redis.call('ZSCORE', KEYS[3], ARGV[1]) then return {2} end
local function differs(key, expected)
  if expected == '*' then return false end
  return (redis.call('HGET', key, 'rev') or '') ~= expected
end
if differs(KEYS[1], ARGV[3]) or differs(KEYS[2], ARGV[6]) then return {0} end
if string.find(ARGV[17], 's') and redis.call('EXISTS', KEYS[1]) == 1 then
  redis.call('RENAME', KEYS[1], KEYS[11] .. ':session:' .. ARGV[2])
  redis.call('EXPIRE', KEYS[11] .. ':session:' .. ARGV[2], ${APART_S})
end
if string.find(ARGV[17], 'e') and redis.call('EXISTS', KEYS[2]) == 1 then
  redis.call('RENAME', KEYS[2], KEYS[11] .. ':seat:' .. ARGV[2])
  redis.call('EXPIRE', KEYS[11] .. ':seat:' .. ARGV[2], ${APART_S})
end
if ARGV[4] ~= '' then redis.call('HSET', KEYS[1], 'rev', ARGV[4], 'json', ARGV[5]) end
if ARGV[7] == '-' then
  redis.call('DEL', KEYS[2])
  redis.call('SREM', KEYS[8], ARGV[9])
elseif ARGV[7] ~= '' then
  redis.call('HSET', KEYS[2], 'rev', ARGV[7], 'json', ARGV[8])
  if ARGV[6] == '' then redis.call('SADD', KEYS[8], ARGV[9]) end
end
if ARGV[1] ~= '' then
  redis.call('ZADD', KEYS[3], ARGV[2], ARGV[1])
  redis.call('ZREMRANGEBYSCORE', KEYS[3], '-inf', ARGV[2] - 86400000)
  redis.call('EXPIRE', KEYS[3], 172800)
end
if ARGV[10] ~= '' then
  redis.call('HSET', KEYS[7], 'typedHash', ARGV[10], 'typedAt', ARGV[2])
  redis.call('HDEL', KEYS[7], 'answeredAt')
end
if ARGV[15] ~= '' then
  redis.call('SET', KEYS[10], ARGV[15])
  redis.call('SADD', KEYS[9], ARGV[16])
end
if ARGV[18] ~= '' then redis.call('HSET', KEYS[7], 'pending', ARGV[18]) end
if ARGV[11] == '' then return {1} end
local waiting = redis.call('RPUSH', KEYS[4], ARGV[11])
local lost = ARGV[19] == 'own' and redis.call('GET', KEYS[6]) == ARGV[12]
if lost then redis.call('PEXPIRE', KEYS[6], ARGV[13])
elseif not redis.call('SET', KEYS[6], ARGV[12], 'NX', 'PX', ARGV[13]) then
  redis.call('ZADD', KEYS[5], 'NX', ARGV[2] + ARGV[13], ARGV[14])
  return {1}
end
redis.call('ZADD', KEYS[5], ARGV[2] + ARGV[13], ARGV[14])
local card = redis.call('HGET', KEYS[7], 'card') or ''
if waiting == 1 then return {1, '', card} end
return {1, redis.call('LINDEX', KEYS[4], 0), card}
`,
)

/**
 * After a group was sent, or could not be. Done again it changes nothing: what became known is written by whoever takes the
 * group off, since a later group may have been said meanwhile.
 * KEYS 1 outbox 2 due 3 lease 4 said
 * ARGV 1 lease token 2 group id 3 now ms 4 lease ms 5 member 6 card message id ('' = none) 7 hash of typed text
 *      8 when to try again in ms ('' = done) 9 the group as it is to be kept
 *      10 when the asking card that came through began to be sent, ms ('' = none did) 11 how long that took, ms
 *      12 when what was typed counts as answered, ms
 * Returns the next group to send, or false when there is none or another process holds the lease.
 */
export const finishScript = script(
  4,
  `
local head = redis.call('LINDEX', KEYS[1], 0)
local mine = head and string.sub(head, 1, string.len(ARGV[2]) + 1) == ARGV[2] .. '|'
if mine and ARGV[6] ~= '' then redis.call('HSET', KEYS[4], 'card', ARGV[6]) end
if mine and ARGV[7] ~= '' and redis.call('HGET', KEYS[4], 'typedHash') == ARGV[7] then
  redis.call('HSET', KEYS[4], 'answeredAt', ARGV[12])
end
if mine and ARGV[10] ~= '' then
  redis.call('HSET', KEYS[4], 'askedAt', ARGV[10], 'asked', ARGV[2], 'took', ARGV[11])
  if redis.call('HGET', KEYS[4], 'pending') == ARGV[2] then redis.call('HDEL', KEYS[4], 'pending') end
end
local held = redis.call('GET', KEYS[3]) == ARGV[1]
if ARGV[8] ~= '' then
  if mine and held then
    redis.call('LSET', KEYS[1], 0, ARGV[9])
    redis.call('SET', KEYS[3], 'waiting', 'PX', math.max(1, ARGV[8] - ARGV[3]))
    redis.call('ZADD', KEYS[2], ARGV[8], ARGV[5])
  end
  return false
end
if mine then redis.call('LPOP', KEYS[1]) end
if not held then return false end
local following = redis.call('LINDEX', KEYS[1], 0)
if following then
  redis.call('PEXPIRE', KEYS[3], ARGV[4])
  redis.call('ZADD', KEYS[2], ARGV[3] + ARGV[4], ARGV[5])
  return following
end
redis.call('DEL', KEYS[3])
redis.call('ZREM', KEYS[2], ARGV[5])
return false
`,
)

/**
 * Takes over a seat's outbox when nobody holds it, or this process does without knowing, or the lease has longer to run than
 * any is given: the server's clock was set back.
 * KEYS 1 outbox 2 due 3 lease
 * ARGV 1 lease token 2 now ms 3 lease ms 4 member
 * Returns the oldest group, or false when it is empty or held.
 */
export const claimScript = script(
  3,
  `
local head = redis.call('LINDEX', KEYS[1], 0)
if not head then
  redis.call('ZREM', KEYS[2], ARGV[4])
  return false
end
local holder = redis.call('GET', KEYS[3])
local unending = holder and holder ~= 'waiting' and redis.call('PTTL', KEYS[3]) > tonumber(ARGV[3])
if holder == ARGV[1] then redis.call('PEXPIRE', KEYS[3], ARGV[3])
elseif unending then redis.call('SET', KEYS[3], ARGV[1], 'PX', ARGV[3])
elseif not redis.call('SET', KEYS[3], ARGV[1], 'NX', 'PX', ARGV[3]) then return false end
redis.call('ZADD', KEYS[2], ARGV[2] + ARGV[3], ARGV[4])
return head
`,
)

/**
 * Keeps a lease while its holder goes on sending.
 * KEYS 1 due 2 lease
 * ARGV 1 lease token 2 now ms 3 lease ms 4 member
 */
export const renewScript = script(
  2,
  `
if redis.call('GET', KEYS[2]) ~= ARGV[1] then return end
redis.call('PEXPIRE', KEYS[2], ARGV[3])
redis.call('ZADD', KEYS[1], 'XX', ARGV[2] + ARGV[3], ARGV[4])
`,
)

/**
 * A submission has reached the results store: its copy and its place among those that wait go together.
 * KEYS 1 document 2 undelivered
 * ARGV 1 member of undelivered
 */
export const deliveredScript = script(
  2,
  `
redis.call('DEL', KEYS[1])
redis.call('SREM', KEYS[2], ARGV[1])
`,
)

/** Runs a script by its hash and sends its text only to a server that does not know it yet. */
export const run = async (
  redis: Redis | Cluster,
  { sha, text, keyCount }: Script,
  keys: string[],
  values: (string | number)[],
): Promise<unknown> => {
  try {
    return await redis.evalsha(sha, keyCount, ...keys, ...values)
  } catch (error) {
    if (!(error instanceof Error && error.message.startsWith('NOSCRIPT'))) throw error
    return await redis.eval(text, keyCount, ...keys, ...values)
  }
}
