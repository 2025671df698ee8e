/**
 * Whom a campaign would reach and whom not, why, and when it leaves. A dry run shows it, an order stores it; command line,
 * API, page and chat order alike.
 */

import { countBy } from '../../counted.ts'
import type { Language } from '../../questionnaire/schema.ts'
import { lastLeavesAt, nextOpening, rulesOf } from '../../reminders/calendar.ts'
import { isChosen, type Selection, type UnknownName, unknownNames } from '../../reminders/selection.ts'
import { type CampaignKind, type Channel, channels, type SkipReason } from '../../reminders/states.ts'
import { decideWay, onePerPerson, type Stage, stageOf } from '../../reminders/whom.ts'
import type { View } from '../../wording/view.ts'
import type { NewRecipient, RespondentFacts, Template } from '../ports/campaigns.ts'
import { allProgress, type PartProgress, partProgress, placeKey, standingOf } from '../progress.ts'
import type { PlanDeps, Survey } from '../service.ts'
import { reminderView } from './text.ts'

type Wish = {
  kind: CampaignKind
  selection: Selection
  template: Template
  /** Null: now. */
  sendAt: number | null
  /** Personal reminders: only this person. */
  personId?: string
  /** Only these; absent: everybody whom the selection takes. */
  respondentIds?: ReadonlySet<string>
}

type Candidate = { facts: RespondentFacts; place: PartProgress }
type Receiving = Candidate & { channel: Channel }
type Plan = {
  /** Everybody chosen, also those who are skipped. */
  recipients: NewRecipient[]
  /** Those to send to, in order. */
  receiving: Receiving[]
  /** How many of them by which way. */
  byChannel: Record<Channel, number>
  skipped: Partial<Record<SkipReason, number>>
  /** When the first leaves at the earliest; null when there is nobody. */
  firstLeavesAt: number | null
  lastLeavesAt: number | null
}

/** Reads everything and applies the rules as of the first moment of sending. Throws `StoreAway`. */
const planCampaign = async (deps: PlanDeps, wish: Wish): Promise<Plan> => {
  const { survey, campaigns } = deps
  const rules = rulesOf(survey.wave)
  const startAt = nextOpening(Math.max(deps.now(), wish.sendAt ?? 0), rules)
  const [progress, respondents] = await Promise.all([allProgress(deps), campaigns.respondents()])
  const chosen = respondents.flatMap((facts): Candidate[] => {
    const place = progress.get(placeKey(facts.unitId, facts.part))
    if (place === undefined || (wish.personId !== undefined && facts.personId !== wish.personId)) return []
    if (wish.respondentIds?.has(facts.respondentId) === false) return []
    return isTaken(deps, wish.selection, place) ? [{ facts, place }] : []
  })
  const when = { kind: wish.kind, now: startAt, closesAt: survey.closesAt }
  const reasons = new Map<Candidate, SkipReason>()
  const free = chosen.flatMap((candidate): { to: Receiving; from: Candidate; personId: string | null }[] => {
    const { facts, place } = candidate
    const way = decideWay({ ...facts, ...standingOf(place), linked: facts.personId !== null }, when, rules)
    if ('skip' in way) reasons.set(candidate, way.skip)
    return 'skip' in way
      ? []
      : [{ to: { ...candidate, channel: way.channel }, from: candidate, personId: facts.personId }]
  })
  const { first, again } = onePerPerson(free)
  for (const { from } of again) reasons.set(from, 'recently_reminded')
  const receiving = first.map(({ to }) => to)
  const counted = countBy<Channel>(receiving.map(({ channel }) => channel))
  return {
    recipients: chosen.map((candidate) => recipientOf(candidate, reasons.get(candidate) ?? null)),
    receiving,
    byChannel: { teams: counted.teams ?? 0, mail: counted.mail ?? 0 },
    skipped: countBy([...reasons.values()]),
    firstLeavesAt: receiving.length === 0 ? null : startAt,
    lastLeavesAt: lastOf(deps, receiving, startAt),
  }
}

/** When the last one leaves, by whatever way; null when there is nobody. */
const lastOf = (
  { survey, rates, mailsPerSecond }: PlanDeps,
  receiving: Receiving[],
  startAt: number,
): number | null => {
  const rules = rulesOf(survey.wave)
  const of = (channel: Channel) => receiving.filter((one) => one.channel === channel)
  const perSecond = mailsPerSecond ?? rates.perSecond
  const ends = {
    teams: lastLeavesAt(startAt, perTenant(of('teams')), rates, rules),
    mail: lastLeavesAt(startAt, [of('mail').length], { perSecond, perSecondPerTenant: perSecond }, rules),
  }
  const times = channels.flatMap((channel) => ends[channel] ?? [])
  return times.length === 0 ? null : Math.max(...times)
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

// Stores a campaign with everybody it chose. The scheduler starts it when its time comes.

export type Order = Wish & {
  actor: string
  /** The same key gives the same campaign. */
  dedupeKey: string | null
  bodyHash: string | null
}

type Ordered = { type: 'created'; id: string; preview: Preview } | Before
/** `exists`: ordered before under the same key. `other_body`: the key was used for something else. */
type Before = { type: 'exists' | 'other_body'; id: string }

/** What the service orders by itself. Throws `StoreAway`; then nothing is stored, or all of it. */
export const createCampaign = async (deps: PlanDeps, order: Order): Promise<Ordered> =>
  await store(deps, order, await planCampaign(deps, order))

/** What somebody asks for by hand. */
export type ReminderWish = Omit<Wish, 'kind' | 'template' | 'personId' | 'respondentIds'> & {
  template: 'reminder' | 'last_chance'
}

/** A clock may be a little off; a request may have waited, a page or a card been looked at for a while. */
const LATE_MS = 5 * 60_000

/** What no reminder can be ordered with, whomever it would reach: names that the wave does not have, a time that is none. */
export type WishFaults = { unknown: UnknownName[]; time: 'passed' | 'after_closing' | null }

/** What is wrong with a time to send; null: nothing, as with «now». Not whether messages may be sent at that hour: they wait. */
export const timeFault = (
  { survey, now }: Pick<PlanDeps, 'survey' | 'now'>,
  sendAt: number | null,
): WishFaults['time'] => {
  if (sendAt === null) return null
  if (sendAt < now() - LATE_MS) return 'passed'
  return sendAt >= survey.closesAt ? 'after_closing' : null
}

const wishFaults = (deps: PlanDeps, { selection, sendAt }: ReminderWish): WishFaults | null => {
  const { wave, units } = deps.survey
  const unknown = unknownNames(selection, { parts: Object.keys(wave.parts), units: units.values() })
  const time = timeFault(deps, sendAt)
  return unknown.length === 0 && time === null ? null : { unknown, time }
}

type Faulty = { type: 'faulty'; faults: WishFaults }

/** Who orders, and under which key it counts once; `bodyHash` tells another order under the same key, null where it cannot be. */
export type ReminderOrder = ReminderWish & Pick<Order, 'actor' | 'dedupeKey' | 'bodyHash'>

/**
 * Orders what somebody asks for by hand. What was ordered before under the key is answered as before, also when its time has
 * passed since. `nobody`: it would reach nobody, and nothing is stored; `preview` says why. Ordered for later, those who are
 * skipped now may be reached by then, and the campaign looks again. Throws `StoreAway`.
 */
export const orderReminder = async (
  deps: PlanDeps,
  order: ReminderOrder,
): Promise<Ordered | Faulty | { type: 'nobody'; preview: Preview }> => {
  const { dedupeKey, bodyHash, sendAt } = order
  const before = dedupeKey === null ? null : await deps.campaigns.ordered(dedupeKey)
  if (before !== null) return orderedBefore(before, bodyHash)
  const faults = wishFaults(deps, order)
  if (faults !== null) return { type: 'faulty', faults }
  const wish = { ...order, kind: 'reminder' } as const
  const plan = await planCampaign(deps, wish)
  const isLater = sendAt !== null && sendAt > deps.now()
  const reached = isLater ? plan.recipients : plan.receiving
  if (reached.length === 0) return { type: 'nobody', preview: previewOf(deps, wish, plan) }
  return await store(deps, wish, plan)
}

const orderedBefore = (before: { id: string; bodyHash: string | null }, bodyHash: string | null): Before => ({
  type: before.bodyHash === bodyHash ? 'exists' : 'other_body',
  id: before.id,
})

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
  return orderedBefore(result, bodyHash)
}

// A dry run: how many, why not the others, the very texts, and when the last one leaves. Nothing is stored.

/** A message as people will see it, without markup. */
type MessageText = { summary: string; title: string; lines: string[]; button: string }
/** `unitId`: the unit of the example, whose figures are nobody's. `count`: how many get the text of this stage. */
export type StagePreview = { stage: Stage; count: number; unitId: string; texts: Record<Language, MessageText> }
export type Preview = Omit<Plan, 'receiving' | 'recipients'> & {
  selected: number
  /** How many get it. */
  receiving: number
  previews: StagePreview[]
}

/** What `orderReminder` would come to. Throws `StoreAway`. */
export const previewReminder = async (
  deps: PlanDeps,
  wish: ReminderWish,
): Promise<Faulty | { type: 'preview'; preview: Preview }> => {
  const faults = wishFaults(deps, wish)
  if (faults !== null) return { type: 'faulty', faults }
  const asked = { ...wish, kind: 'reminder' } as const
  return { type: 'preview', preview: previewOf(deps, asked, await planCampaign(deps, asked)) }
}

const previewOf = (deps: PlanDeps, wish: Wish, plan: Plan): Preview => {
  const { receiving, recipients, ...rest } = plan
  const byStage = Map.groupBy(receiving, ({ place }) => stageOf(place))
  const previews = [...byStage].flatMap(([stage, candidates]): StagePreview[] => {
    const example = candidates[0]
    if (example === undefined) return []
    const place = shownOf(deps.survey, example.place)
    const text = (language: Language) => textOf(reminderView(deps.survey, { template: wish.template, language, place }))
    return [
      { stage, count: candidates.length, unitId: example.place.unitId, texts: { nb: text('nb'), nn: text('nn') } },
    ]
  })
  return { ...rest, selected: recipients.length, receiving: receiving.length, previews }
}

/**
 * The place of an example with the figures of nobody: how many questions are left follows from what was answered, and whoever
 * reminds sees no answer. Half of what a unit is asked that has said nothing yet; where all is answered, all of it.
 */
const shownOf = (survey: Survey, place: PartProgress): PartProgress => {
  const unit = survey.units.get(place.unitId)
  if (unit === undefined || place.answered === 0) return place
  const untouched = partProgress(
    survey,
    { unit, part: place.part },
    { session: { type: 'none' }, submitted: undefined },
  )
  const of = Math.max(2, untouched.of)
  const answered = stageOf(place) === 'started' ? Math.floor(of / 2) : of
  const minutesLeft = Math.max(1, Math.round((untouched.minutesLeft * (of - answered)) / of))
  return { ...untouched, state: place.state, of, answered, minutesLeft }
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
