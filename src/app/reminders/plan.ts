/** Whom a campaign would reach and whom not, and why. A dry run shows it, a campaign stores it. */
import type { CampaignKind } from '../../reminders/campaign-states.ts'
import { lastLeavesAt } from '../../reminders/last-leaves-at.ts'
import { onePerPerson } from '../../reminders/one-per-person.ts'
import type { SkipReason } from '../../reminders/recipient-states.ts'
import { rulesOf } from '../../reminders/rules.ts'
import { isChosen, type Selection } from '../../reminders/selection.ts'
import { nextOpening } from '../../reminders/sending-window.ts'
import { skipReason } from '../../reminders/skip-reason.ts'
import type { NewRecipient, RespondentFacts, Template } from '../campaign-ports.ts'
import { allProgress, type PartProgress, placeKey, standingOf } from './part-progress.ts'
import type { PlanDeps } from './reminder-deps.ts'

export type Wish = {
  kind: CampaignKind
  selection: Selection
  template: Template
  /** Null: now. */
  sendAt: number | null
  /** Personal reminders: only this person. */
  personId?: string
}

export type Candidate = { facts: RespondentFacts; place: PartProgress }
export type Plan = {
  /** Everybody chosen, also those who are skipped. */
  recipients: NewRecipient[]
  /** Those to send to, in order. */
  receiving: Candidate[]
  skipped: Partial<Record<SkipReason, number>>
  /** When the first leaves at the earliest; null when there is nobody. */
  firstLeavesAt: number | null
  lastLeavesAt: number | null
}

/** Reads everything and applies the rules as of the first moment of sending. Throws `StoreAway`. */
export const planCampaign = async (deps: PlanDeps, wish: Wish): Promise<Plan> => {
  const { survey, campaigns } = deps
  const rules = rulesOf(survey.wave)
  const startAt = nextOpening(Math.max(deps.now(), wish.sendAt ?? 0), rules)
  const [progress, respondents] = await Promise.all([allProgress(deps), campaigns.respondents()])
  const chosen = respondents.flatMap((facts): Candidate[] => {
    const place = progress.get(placeKey(facts.unitId, facts.part))
    if (place === undefined || (wish.personId !== undefined && facts.personId !== wish.personId)) return []
    return isTaken(deps, wish.selection, place) ? [{ facts, place }] : []
  })
  const when = { kind: wish.kind, now: startAt, closesAt: survey.closesAt }
  const reasons = new Map<Candidate, SkipReason>()
  for (const candidate of chosen) {
    const { facts, place } = candidate
    const reason = skipReason({ ...facts, ...standingOf(place), linked: facts.personId !== null }, when, rules)
    if (reason !== null) reasons.set(candidate, reason)
  }
  const free = chosen.filter((candidate) => !reasons.has(candidate))
  const { first, again } = onePerPerson(free.map((candidate) => ({ candidate, personId: candidate.facts.personId })))
  for (const { candidate } of again) reasons.set(candidate, 'recently_reminded')
  const receiving = first.map(({ candidate }) => candidate)
  return {
    recipients: chosen.map((candidate) => recipientOf(candidate, reasons.get(candidate) ?? null)),
    receiving,
    skipped: countBy([...reasons.values()]),
    firstLeavesAt: receiving.length === 0 ? null : startAt,
    lastLeavesAt: lastLeavesAt(startAt, perTenant(receiving), deps.rates, rules),
  }
}

const isTaken = ({ survey }: PlanDeps, selection: Selection, { unitId, part, state }: PartProgress): boolean => {
  const unit = survey.units.get(unitId)
  if (unit === undefined) return false
  return isChosen(selection, { part, state, unitId, county: unit.county, unitLanguage: unit.language })
}

const recipientOf = ({ facts }: Candidate, skip: SkipReason | null): NewRecipient => ({
  respondentId: facts.respondentId,
  personId: facts.personId,
  tenantId: facts.tenantId,
  unitId: facts.unitId,
  part: facts.part,
  skip,
})

const perTenant = (receiving: readonly Candidate[]): number[] =>
  Object.values(countBy(receiving.map(({ facts }) => facts.tenantId ?? '')))

/** How often each value occurs. */
export const countBy = <K extends string>(values: readonly K[]): Record<K, number> => {
  const counts: Partial<Record<K, number>> = {}
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1
  return counts as Record<K, number>
}
