/** A dry run: how many, why not the others, the very texts, and when the last one leaves. Nothing is stored. */

import type { Language } from '../../questionnaire/schema.ts'
import { type Stage, stageOf } from '../../reminders/stage.ts'
import type { View } from '../../wording/view.ts'
import { type Plan, planCampaign, type Wish } from './plan.ts'
import type { PlanDeps } from './reminder-deps.ts'
import { reminderView } from './reminder-view.ts'

/** A message as people will see it, without markup. */
export type MessageText = { summary: string; title: string; lines: string[]; button: string }
/** `unitId`: the unit of the example. `count`: how many get the text of this stage. */
export type StagePreview = { stage: Stage; count: number; unitId: string; texts: Record<Language, MessageText> }
export type Preview = Omit<Plan, 'receiving' | 'recipients'> & {
  selected: number
  /** How many get it. */
  receiving: number
  previews: StagePreview[]
}

/** Throws `StoreAway`. */
export const previewCampaign = async (deps: PlanDeps, wish: Wish): Promise<Preview> =>
  previewOf(deps, wish, await planCampaign(deps, wish))

export const previewOf = (deps: PlanDeps, wish: Wish, plan: Plan): Preview => {
  const { receiving, recipients, ...rest } = plan
  const byStage = Map.groupBy(receiving, ({ place }) => stageOf(place))
  const previews = [...byStage].flatMap(([stage, candidates]): StagePreview[] => {
    const example = candidates[0]
    if (example === undefined) return []
    const text = (language: Language) =>
      textOf(reminderView(deps.survey, { template: wish.template, language, place: example.place }))
    return [
      { stage, count: candidates.length, unitId: example.place.unitId, texts: { nb: text('nb'), nn: text('nn') } },
    ]
  })
  return { ...rest, selected: recipients.length, receiving: receiving.length, previews }
}

const textOf = (view: View): MessageText => {
  if (view.type !== 'panel') throw new Error('a reminder is a panel')
  return {
    summary: view.summary,
    title: view.title,
    lines: view.blocks.flatMap(({ lines }) => lines.map(({ text }) => text)),
    button: view.actions[0]?.title ?? '',
  }
}
