import { createCampaign, type Order } from '../../../src/app/reminding/order.ts'
import type { Desk } from './desk.ts'

/** Everybody unfinished, now. */
const everybody: Order = {
  kind: 'reminder',
  template: 'reminder',
  selection: { parts: ['raadmann', 'integrering'], statuses: ['not_started', 'started', 'reopened'] },
  sendAt: null,
  actor: 'test',
  dedupeKey: null,
  bodyHash: null,
}

/** One who reads either form, one who reads nynorsk, in two tenants. */
export const two = [
  { unitId: '1201', part: 'raadmann', tenant: 1 },
  { unitId: '1411', part: 'raadmann', tenant: 2 },
]

/** Orders a campaign; its id. */
export const order = async ({ deps }: Desk, more: Partial<Order> = {}): Promise<string> => {
  const ordered = await createCampaign(deps, { ...everybody, ...more })
  if (ordered.type !== 'created') throw new Error(ordered.type)
  return ordered.id
}

/** What became of each, as `skipped answered` or `sent`, by unit and part. */
export const outcomes = async ({ deps }: Desk, id: string): Promise<string[]> =>
  (await deps.campaigns.recipients(id)).map(({ state, reason, code }) =>
    [state, reason ?? code].filter((word) => word !== null).join(' '),
  )
