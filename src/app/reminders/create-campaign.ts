/** Stores a campaign with everybody it chose. The scheduler starts it when its time comes. */
import { type Plan, planCampaign, type Wish } from './plan.ts'
import { type Preview, previewOf } from './preview-campaign.ts'
import type { PlanDeps } from './reminder-deps.ts'

export type Order = Wish & {
  actor: string
  /** The same key gives the same campaign. */
  dedupeKey: string | null
  bodyHash: string | null
}

export type Ordered =
  | { type: 'created'; id: string; preview: Preview }
  /** Ordered before under the same key. */
  | { type: 'exists'; id: string }
  /** The key was used for something else. */
  | { type: 'other_body'; id: string }

/** Throws `StoreAway`; then nothing is stored, or all of it. */
export const createCampaign = async (deps: PlanDeps, order: Order): Promise<Ordered> =>
  await store(deps, order, await planCampaign(deps, order))

/**
 * The same for whoever orders a reminder by hand. `nobody`: it would reach nobody, and nothing is stored; `preview` says
 * why. Ordered for later, those who are skipped now may be reached by then, and the campaign looks again. Throws `StoreAway`.
 */
export const orderReminder = async (
  deps: PlanDeps,
  order: Order,
): Promise<Ordered | { type: 'nobody'; preview: Preview }> => {
  const plan = await planCampaign(deps, order)
  const isLater = order.sendAt !== null && order.sendAt > deps.now()
  const reached = isLater ? plan.recipients : plan.receiving
  const isNew = order.dedupeKey === null || (await deps.campaigns.ordered(order.dedupeKey)) === null
  if (reached.length === 0 && isNew) return { type: 'nobody', preview: previewOf(deps, order, plan) }
  return await store(deps, order, plan)
}

const store = async (deps: PlanDeps, order: Order, plan: Plan): Promise<Ordered> => {
  const { kind, template, selection, actor, dedupeKey, bodyHash } = order
  const createdAt = deps.now()
  const id = deps.newId()
  const result = await deps.campaigns.create(
    {
      id,
      kind,
      template,
      selection,
      createdBy: actor,
      createdAt,
      sendAt: order.sendAt ?? createdAt,
      dedupeKey,
      bodyHash,
    },
    plan.recipients,
  )
  if (result.type === 'created') return { type: 'created', id, preview: previewOf(deps, order, plan) }
  return { type: result.bodyHash === bodyHash ? 'exists' : 'other_body', id: result.id }
}
