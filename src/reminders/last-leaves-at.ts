/** When the last of a campaign's messages leaves, from the limits alone. */
import type { Rules } from './rules.ts'
import { windowFrom } from './sending-window.ts'

export type Rates = { perSecond: number; perSecondPerTenant: number }

/** Seconds that so many messages take, given how many each tenant gets. */
export const secondsToSend = (perTenant: readonly number[], { perSecond, perSecondPerTenant }: Rates): number => {
  const all = perTenant.reduce((sum, count) => sum + count, 0)
  const largest = perTenant.reduce((most, count) => Math.max(most, count), 0)
  return Math.max(all / perSecond, largest / perSecondPerTenant)
}

/** The instant when the last one leaves, ms, counting only sending hours. Null: there is nothing to send. */
export const lastLeavesAt = (
  startAt: number,
  perTenant: readonly number[],
  rates: Rates,
  rules: Pick<Rules, 'quietDays' | 'window'>,
): number | null => {
  if (perTenant.every((count) => count === 0)) return null
  let left = Math.round(secondsToSend(perTenant, rates) * 1000)
  for (let at = startAt; ; ) {
    const { opensAt, closesAt } = windowFrom(at, rules)
    const from = Math.max(at, opensAt)
    if (from + left < closesAt) return from + left
    left -= closesAt - from
    at = closesAt
  }
}
