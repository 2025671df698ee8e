/** Turns for sending, shared by all workers: so many a second in all, so many to one tenant, evenly spaced. */
import { createHash } from 'node:crypto'
import type { Cluster, Redis } from 'ioredis'
import type { SendRate } from '../../app/ports/campaigns.ts'
import { StoreAway } from '../../app/ports/progress.ts'
import type { Rates } from '../../reminders/calendar.ts'
import { rateKeys } from './keys.ts'
import { run } from './scripts.ts'

const script = (keyCount: number, text: string) => ({
  text,
  keyCount,
  sha: createHash('sha1').update(text).digest('hex'),
})

/**
 * Takes the next turn, by the server's clock.
 * KEYS 1 next of all 2 next of the tenant 3 the tenant's line
 * ARGV 1 ms between messages 2 ms between the tenant's
 * Returns {1, ms} the turn is taken and begins after so many ms; {0, ms} the tenant's turn is not yet, come again after so
 * many ms. Those that come again are spread by the line, which gives no right: only a taken turn moves the tenant's time.
 */
const turnScript = script(
  3,
  `
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local function set(key, at) redis.call('SET', key, string.format('%.3f', at), 'PX', math.ceil(math.max(at - now, 0)) + 1000) end
local tenant = tonumber(redis.call('GET', KEYS[2]) or '0')
if tenant > now then
  local line = math.max(tonumber(redis.call('GET', KEYS[3]) or '0'), tenant)
  set(KEYS[3], line + ARGV[2])
  return {0, math.ceil(line - now)}
end
local at = math.max(now, tonumber(redis.call('GET', KEYS[1]) or '0'))
set(KEYS[1], at + ARGV[1])
set(KEYS[2], at + ARGV[2])
return {1, math.ceil(at - now)}
`,
)

/**
 * Leaves a tenant alone.
 * KEYS 1 next of the tenant
 * ARGV 1 ms
 * Returns nothing.
 */
const restScript = script(
  1,
  `
local time = redis.call('TIME')
local at = time[1] * 1000 + time[2] / 1000 + ARGV[1]
if at > tonumber(redis.call('GET', KEYS[1]) or '0') then
  redis.call('SET', KEYS[1], string.format('%.3f', at), 'PX', math.ceil(ARGV[1]) + 1000)
end
return 0
`,
)

/** Makes the limiter; `rates` are per second. Every method throws `StoreAway` when Redis cannot be reached. */
export const sendRate = (redis: Redis | Cluster, { perSecond, perSecondPerTenant }: Rates): SendRate => ({
  turn: async (tenantId) => {
    const { all, tenant, line } = rateKeys(tenantId)
    const reply = await guarded(() =>
      run(redis, turnScript, [all, tenant, line], [1000 / perSecond, 1000 / perSecondPerTenant]),
    )
    const [taken, wait] = Array.isArray(reply) ? reply.map(Number) : []
    return { type: taken === 1 ? 'now' : 'later', wait: Math.max(0, wait ?? 0) }
  },
  rest: async (tenantId, ms) => {
    await guarded(() => run(redis, restScript, [rateKeys(tenantId).tenant], [ms]))
  },
})

const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work()
  } catch (cause) {
    throw new StoreAway('Redis did not do it', { cause })
  }
}
