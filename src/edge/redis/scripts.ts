/** The scripts that run inside Redis for turns and what they have to say. */
import { DAY_MS } from '../../questionnaire/wave.ts'
import { script } from './connect.ts'

/** What does not parse is kept for whoever mends it, and not for ever: 90 days, as links are kept. */
export const APART_S = 7_776_000
/** Ids of activities are known for a day at least: they are gone through twice a day, and the set lives for two. */
const HANDLED_MS = DAY_MS
export const CLEARED_EVERY_MS = HANDLED_MS / 2
const HANDLED_S = (2 * HANDLED_MS) / 1_000

/**
 * Writes a turn, all or nothing. Absent is '' everywhere.
 * `sessionWas`, `seatWas`: the revisions that must stand there, '*' = any; `sessionRev` absent: unchanged; `seatRev` '-':
 * removed. `clear` 'clear': old ids are cleared away. `typedHash`: of a typed text. `group`: what is to be said, as it stands in the outbox; `asking`: its id if it
 * asks for something. `card` '?': the newest card is asked for. `own` 'own': a lease under this token was lost sight of, and is taken up. `waiting`: member of
 * undelivered. `setApart`: 's', 'e' (seat), 'se'.
 * Returns {0} a revision differs, {2} the activity was handled before, {1} written, {1, group, card id or ''} written and
 * the caller sends the group ('': the one it gave; the card only where it was asked for).
 */
export const commitScript = script(
  {
    keys: ['session', 'seat', 'handled', 'outbox', 'due', 'lease', 'said', 'seats', 'undelivered', 'document', 'apart'],
    args: [
      'activity',
      'now',
      'clear',
      'person',
      'sessionWas',
      'sessionRev',
      'sessionJson',
      'seatWas',
      'seatRev',
      'seatJson',
      'setApart',
      'typedHash',
      'group',
      'asking',
      'card',
      'token',
      'leaseMs',
      'own',
      'member',
      'documentJson',
      'waiting',
    ],
  },
  `
local function differs(key, was)
  return was ~= '*' and (redis.call('HGET', key, 'rev') or '') ~= was
end
if differs(session, sessionWas) or differs(seat, seatWas) then
  if activity ~= '' and redis.call('ZSCORE', handled, activity) then return {2} end
  return {0}
end
if activity ~= '' and redis.call('ZADD', handled, 'NX', now, activity) == 0 then return {2} end
local function moveAside(key, name)
  if redis.call('EXISTS', key) == 0 then return end
  redis.call('RENAME', key, apart .. name .. now)
  redis.call('EXPIRE', apart .. name .. now, ${APART_S})
end
if string.find(setApart, 's') then moveAside(session, ':session:') end
if string.find(setApart, 'e') then moveAside(seat, ':seat:') end
if sessionRev ~= '' then redis.call('HSET', session, 'rev', sessionRev, 'json', sessionJson) end
if seatRev == '-' then
  redis.call('DEL', seat)
  redis.call('SREM', seats, person)
elseif seatRev ~= '' then
  if asking == '' then redis.call('HSET', seat, 'rev', seatRev, 'json', seatJson)
  else redis.call('HSET', seat, 'rev', seatRev, 'json', seatJson, 'asking', asking) end
  if seatWas == '' then redis.call('SADD', seats, person) end
end
if typedHash ~= '' then redis.call('HSET', said, 'typedHash', typedHash, 'typedAt', now, 'answeredAt', '') end
if activity ~= '' and clear == 'clear' then
  redis.call('ZREMRANGEBYSCORE', handled, '-inf', now - ${HANDLED_MS})
  redis.call('EXPIRE', handled, ${HANDLED_S})
end
if documentJson ~= '' then
  redis.call('SET', document, documentJson)
  redis.call('SADD', undelivered, waiting)
end
if group == '' then return {1} end
local length = redis.call('RPUSH', outbox, group)
if not redis.call('SET', lease, token, 'NX', 'PX', leaseMs) then
  if own ~= 'own' or redis.call('GET', lease) ~= token then
    redis.call('ZADD', due, 'NX', now + leaseMs, member)
    return {1}
  end
  redis.call('PEXPIRE', lease, leaseMs)
end
redis.call('ZADD', due, now + leaseMs, member)
-- As a former release noted it; the newest group that asks is another now.
if asking ~= '' and card == '?' then redis.call('HDEL', said, 'pending') end
local newest = card == '?' and redis.call('HGET', said, 'card') or ''
if length == 1 then return {1, '', newest} end
return {1, redis.call('LINDEX', outbox, 0), newest}
`,
)

/**
 * After a group was sent, or could not be. Done again it changes nothing: what became known is written by whoever takes the
 * group off, since a later group may have been said meanwhile.
 * Absent is '': `card` the id of its message, `typedHash`, `againAt` when to try again, ms (absent: done), `kept` the group
 * as it is to be kept, `askedAt` when the asking card that came through began to be sent, ms, and `took` how long that
 * took, ms. `answeredAt`: when what was typed counts as answered, ms. `others` 'others': another process stored the group,
 * maybe of a release that noted it as `pending`.
 * Returns the next group to send; 1 when there is none and the lease was this process's to the end; else false.
 */
export const finishScript = script(
  {
    keys: ['outbox', 'due', 'lease', 'said'],
    args: [
      'token',
      'id',
      'now',
      'leaseMs',
      'member',
      'card',
      'typedHash',
      'answeredAt',
      'askedAt',
      'took',
      'againAt',
      'kept',
      'others',
    ],
  },
  `
local function isIt(raw) return raw and string.sub(raw, 1, string.len(id) + 1) == id .. '|' end
-- Where nothing waits behind the group, nothing was typed or asked since.
local function note(isLast)
  local noted = {}
  local function add(name, value) table.insert(noted, name); table.insert(noted, value) end
  if card ~= '' then add('card', card) end
  if typedHash ~= '' and (isLast or redis.call('HGET', said, 'typedHash') == typedHash) then
    add('answeredAt', answeredAt)
  end
  if askedAt ~= '' then
    add('askedAt', askedAt)
    add('asked', id)
    add('took', took)
  end
  if #noted > 0 then redis.call('HSET', said, unpack(noted)) end
  if askedAt ~= '' and others == 'others' and (isLast or redis.call('HGET', said, 'pending') == id) then
    redis.call('HDEL', said, 'pending')
  end
end
if againAt ~= '' then
  if not isIt(redis.call('LINDEX', outbox, 0)) then return false end
  note(false)
  if redis.call('GET', lease) ~= token then return false end
  redis.call('LSET', outbox, 0, kept)
  redis.call('SET', lease, 'waiting', 'PX', math.max(1, againAt - now))
  redis.call('ZADD', due, againAt, member)
  return false
end
local head, following = unpack(redis.call('LPOP', outbox, 2) or {})
if following then redis.call('LPUSH', outbox, following) end
if isIt(head) then
  note(not following)
  head = following
elseif head then
  redis.call('LPUSH', outbox, head)
end
if head then
  if redis.call('GET', lease) ~= token then return false end
  redis.call('PEXPIRE', lease, leaseMs)
  redis.call('ZADD', due, now + leaseMs, member)
  return head
end
local holder = redis.call('GETDEL', lease)
if holder and holder ~= token then
  -- Somebody took the group over, and ends it in their turn.
  redis.call('SET', lease, holder, 'PX', leaseMs)
  return false
end
redis.call('ZREM', due, member)
return holder == token and 1
`,
)

/**
 * Takes over a seat's outbox when nobody holds it, or this process does without knowing, or the lease has longer to run than
 * any is given: the server's clock was set back.
 * Returns the oldest group, or false when it is empty or held.
 */
export const claimScript = script(
  { keys: ['outbox', 'due', 'lease'], args: ['token', 'now', 'leaseMs', 'member'] },
  `
local head = redis.call('LINDEX', outbox, 0)
if not head then
  redis.call('ZREM', due, member)
  return false
end
local holder = redis.call('GET', lease)
local unending = holder and holder ~= 'waiting' and redis.call('PTTL', lease) > tonumber(leaseMs)
if holder == token then redis.call('PEXPIRE', lease, leaseMs)
elseif unending then redis.call('SET', lease, token, 'PX', leaseMs)
elseif not redis.call('SET', lease, token, 'NX', 'PX', leaseMs) then return false end
redis.call('ZADD', due, now + leaseMs, member)
return head
`,
)

/** Keeps a lease while its holder goes on sending. */
export const renewScript = script(
  { keys: ['due', 'lease'], args: ['token', 'now', 'leaseMs', 'member'] },
  `
if redis.call('GET', lease) ~= token then return end
redis.call('PEXPIRE', lease, leaseMs)
redis.call('ZADD', due, 'XX', now + leaseMs, member)
`,
)

/** A change of the register begins (`by` 1) or has ended (-1); its mark runs out where whoever made it was killed. */
export const changingScript = script(
  { keys: ['changes', 'changing'], args: ['by', 'seconds'] },
  `
redis.call('INCR', changes)
if by == '1' then
  redis.call('INCR', changing)
  redis.call('EXPIRE', changing, seconds)
elseif tonumber(redis.call('GET', changing) or '0') > 1 then redis.call('DECR', changing)
else redis.call('DEL', changing) end
`,
)

/** A submission has reached the results store: its copy and its place among those that wait go together. */
export const deliveredScript = script(
  { keys: ['document', 'undelivered'], args: ['waiting'] },
  `
redis.call('DEL', document)
redis.call('SREM', undelivered, waiting)
`,
)
