/** Turns for sending, shared by all workers: so many a second in all, so many to one tenant, evenly spaced. */
import type { Cluster, Redis } from 'ioredis'
import type { SendRate } from '../../app/ports/campaigns.ts'
import type { Rates } from '../../reminders/calendar.ts'
import type { Channel } from '../../reminders/states.ts'
import { guarded, script } from './connect.ts'
import { rateKeys } from './keys.ts'
import { MOST_AHEAD_MS } from './outbox-store.ts'

/** More than one wave ever asks at once: 437 units with three parts each. */
const MOST_WAITING = 2_000

/**
 * Takes the next turn, by the server's clock.
 * `all`, `tenant`: when the next may leave; `line`: where the tenant's waiting ones come again. `every`, `everyTenant`: ms
 * between messages.
 * Returns {1, ms} the turn is taken and begins after so many ms; {0, ms} the tenant's turn is not yet, come again after so
 * many ms. Those that come again are spread by the line, which gives no right: only a taken turn moves the tenant's time.
 */
const turnScript = script(
  { keys: ['all', 'tenant', 'line'], args: ['every', 'everyTenant'] },
  `
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local function set(key, at) redis.call('SET', key, string.format('%.3f', at), 'PX', math.ceil(math.max(at - now, 0)) + 1000) end
-- What no wait of ours reaches was put there before the server's clock was set back; a slow rate has longer waits.
local function ahead(key, each)
  local at = tonumber(redis.call('GET', key) or '0')
  return at > now + math.max(${MOST_AHEAD_MS}, each * ${MOST_WAITING}) and 0 or at
end
local free = ahead(tenant, everyTenant)
if free > now then
  local last = math.max(ahead(line, everyTenant), free)
  set(line, last + everyTenant)
  return {0, math.ceil(last - now)}
end
local at = math.max(now, ahead(all, every))
set(all, at + every)
set(tenant, at + everyTenant)
return {1, math.ceil(at - now)}
`,
)

/**
 * Leaves a tenant alone for `ms`.
 * Returns nothing.
 */
const restScript = script(
  { keys: ['tenant'], args: ['ms'] },
  `
local time = redis.call('TIME')
local at = time[1] * 1000 + time[2] / 1000 + ms
local free = tonumber(redis.call('GET', tenant) or '0')
if at > free or free > at + ${MOST_AHEAD_MS} then
  redis.call('SET', tenant, string.format('%.3f', at), 'PX', math.ceil(ms) + 1000)
end
return 0
`,
)

/** Makes the limiter; `rates` are per second. `way`: mail and Teams do not wait for each other. Every method throws `StoreAway` when Redis cannot be reached. */
export const sendRate = (
  redis: Redis | Cluster,
  { perSecond, perSecondPerTenant }: Rates,
  way: Channel = 'teams',
): SendRate => ({
  turn: async (tenantId) => {
    const every = 1000 / perSecond
    const everyTenant = 1000 / perSecondPerTenant
    const reply = await guarded(() => turnScript(redis, { ...rateKeys(tenantId, way), every, everyTenant }))
    const [taken, wait] = Array.isArray(reply) ? reply.map(Number) : []
    return { type: taken === 1 ? 'now' : 'later', wait: Math.max(0, wait ?? 0) }
  },
  rest: async (tenantId, ms) => {
    await guarded(() => restScript(redis, { ...rateKeys(tenantId, way), ms }))
  },
})
