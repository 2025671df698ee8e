/** The cards an administrator asks for, made from what is stored now. Each throws `StoreAway`. */
import type { Language } from '../../questionnaire/schema.ts'
import { isChosen, type Selection, unfinished } from '../../reminders/selection.ts'
import { nextRun } from '../../reminders/standing-runs.ts'
import type { Membership } from '../people.ts'
import { previewCampaign } from '../reminders/preview-campaign.ts'
import { standingPlan } from '../reminders/scheduler.ts'
import { collectStatus, type PlaceRow, type StatusFilter } from '../status/collect-status.ts'
import type { AdminDeps } from './admin-deps.ts'
import type { Panel } from './admin-words.ts'
import { missingPanel } from './missing-panel.ts'
import type { Narrowing } from './place-words.ts'
import { previewPanel } from './preview-panel.ts'
import { progressPanel } from './progress-panel.ts'
import { donePanel } from './small-panels.ts'
import { statusPanel } from './status-panel.ts'

type Asked = { language: Language; words: string; narrowing: Narrowing }

export const showStatus = async (
  deps: AdminDeps,
  { language, words, narrowing, memberships = [] }: Asked & { memberships?: readonly Membership[] },
): Promise<Panel> => {
  const [status, { on, runs }] = await Promise.all([collectStatus(deps, filterOf(deps, narrowing)), standingPlan(deps)])
  const isOwn = ({ unit, part }: PlaceRow) => memberships.some((own) => own.unitId === unit.id && own.part === part)
  const own = words === '' ? status.rows.filter(isOwn) : []
  return statusPanel({ language, words, status, own, survey: deps.survey, next: on ? nextRun(runs, deps.now()) : null })
}

export const showMissing = async (deps: AdminDeps, asked: Asked & { page: number }): Promise<Panel> => {
  const { language, words, narrowing, page } = asked
  const status = await collectStatus(deps, filterOf(deps, narrowing))
  return missingPanel({ language, words, status, survey: deps.survey, page })
}

export const showPreview = async (deps: AdminDeps, asked: Asked & { sendAt: number | null }): Promise<Panel> => {
  const { language, words, narrowing, sendAt } = asked
  const wish = { kind: 'reminder', template: 'reminder', selection: selectionOf(deps, narrowing), sendAt } as const
  const preview = await previewCampaign(deps, wish)
  return previewPanel({ language, words, narrowing, preview, draft: deps.newId(), sendAt })
}

export const showProgress = async (deps: AdminDeps, language: Language, id: string): Promise<Panel> => {
  const campaign = await deps.campaigns.find(id)
  if (campaign === null) return donePanel(language, 'unknown_campaign')
  return progressPanel({ language, campaign, recipients: await deps.campaigns.recipients(id) })
}

/** Both parts and everybody unfinished, where the words do not say. */
export const selectionOf = ({ survey }: Pick<AdminDeps, 'survey'>, narrowing: Narrowing): Selection => ({
  parts: Object.keys(survey.wave.parts),
  statuses: [...unfinished],
  ...narrowing,
})

const everyState = ['not_started', 'started', 'submitted', 'reopened', 'closed_partial'] as const

const filterOf = ({ survey }: AdminDeps, narrowing: Narrowing): StatusFilter => {
  const selected: Selection = { parts: Object.keys(survey.wave.parts), statuses: [...everyState], ...narrowing }
  return ({ unit, part, state }) =>
    isChosen(selected, { part, state, unitId: unit.id, county: unit.county, unitLanguage: unit.language })
}
