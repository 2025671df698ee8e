/** What has to be looked at again and again. Every step is safe in any number of processes at once. */

import {
  dueRun,
  nextOpening,
  nextRun,
  osloDate,
  rulesOf,
  type StandingRun,
  standingRuns,
} from '../../reminders/calendar.ts'
import { unfinished } from '../../reminders/selection.ts'
import type { ReminderDeps } from '../service.ts'
import { allOf, type Rounds } from '../upkeep/rounds.ts'
import { updateProgressCards } from './cards.ts'
import { createCampaign } from './order.ts'

/** A send takes ten seconds at most; after five minutes its sender is gone. */
const CLAIM_LIVES_MS = 5 * 60_000
/** The queue lost its job: Redis came back without it. */
const LOST_AFTER_MS = 10 * 60_000
const ENQUEUE_AT_ONCE = 500

/**
 * One round of one wave: every step, whatever became of those before it, each taken down in `rounds`. Wishes are people's,
 * not a wave's, and are met in the `current` one. Throws the first fault when all are done: the next round does it again.
 */
export const schedulerRound = async (
  deps: ReminderDeps,
  rounds?: Rounds,
  which: 'current' | 'another' = 'current',
): Promise<void> => {
  const now = deps.now()
  const steps = {
    invite: () => invite(deps, now),
    standing: () => remindStanding(deps, now),
    ...(which === 'current' ? { personal: () => remindPersonally(deps, now) } : {}),
    start: () => deps.campaigns.startDue(now),
    enqueue: () => enqueueOpen(deps, now),
    interrupted: async () => {
      const lost = await deps.campaigns.expireClaims(now - CLAIM_LIVES_MS, now)
      if (lost > 0) deps.log.error({ count: lost }, 'reminders.interrupted')
    },
    finish: async () => {
      const ended = await deps.campaigns.finishDone(now)
      for (const { id, counts } of ended) deps.log.info({ campaignId: id, ...counts }, 'reminders.finished')
      await updateProgressCards(deps, ended)
    },
  }
  await allOf(
    Object.entries(steps).map(([name, work]) => ({
      name: which === 'current' ? `reminders.${name}` : `reminders.${name}:${deps.survey.wave.id}`,
      work,
    })),
    rounds,
  )
}

const everybody = (deps: ReminderDeps) => ({
  parts: Object.keys(deps.survey.wave.parts),
  statuses: [...unfinished],
})

/** Under which a wave's invitation is ordered, so that it is once. */
export const invitationKey = (wave: string): string => `invitation:${wave}`

/**
 * Everybody known in Teams when the survey opens, and where there is mail everybody else too; who comes later is greeted with
 * the start card.
 */
const invite = async (deps: ReminderDeps, now: number): Promise<void> => {
  const { opensAt, closesAt, wave } = deps.survey
  if (now < opensAt || now >= closesAt) return
  const dedupeKey = invitationKey(wave.id)
  if ((await deps.campaigns.ordered(dedupeKey)) !== null) return
  await createCampaign(deps, {
    kind: 'invitation',
    template: 'invitation',
    selection: { ...everybody(deps), statuses: ['not_started'] },
    sendAt: null,
    actor: 'service',
    dedupeKey,
    bodyHash: null,
  })
}

/** The runs of the wave, whether they are switched on, since when, and the next; `next` null: they are off, or over. */
export const standingPlan = async (
  deps: Pick<ReminderDeps, 'survey' | 'campaigns' | 'now'>,
): Promise<{ on: boolean; since: number; runs: StandingRun[]; next: StandingRun | null }> => {
  const { wave, opensAt, closesAt } = deps.survey
  const switched = await deps.campaigns.standing()
  const { daysBeforeClosing, standing } = wave.reminders
  const on = switched?.on ?? standing
  const runs = standingRuns({ opensAt, closesAt, daysBeforeClosing }, rulesOf(wave))
  return { on, since: switched?.since ?? opensAt, runs, next: on ? nextRun(runs, deps.now()) : null }
}

const remindStanding = async (deps: ReminderDeps, now: number): Promise<void> => {
  if (now >= deps.survey.closesAt) return
  const { on, since, runs } = await standingPlan(deps)
  const run = on ? dueRun(runs, { now, onSince: since }) : null
  if (run === null) return
  // With the date: a survey that is prolonged has new days before closing.
  const dedupeKey = `standing:${deps.survey.wave.id}:${run.days}:${osloDate(run.at)}`
  if ((await deps.campaigns.ordered(dedupeKey)) !== null) return
  await createCampaign(deps, {
    kind: 'standing',
    template: run === runs.at(-1) ? 'last_chance' : 'reminder',
    selection: everybody(deps),
    sendAt: null,
    actor: 'service',
    dedupeKey,
    bodyHash: null,
  })
}

/** One campaign for each wish; its key is the wish, so that it is met once and a new one counts again. */
const remindPersonally = async (deps: ReminderDeps, now: number): Promise<void> => {
  const wishes = await deps.campaigns.dueSnoozes(now)
  await allOf(
    wishes.map(({ personId, until }) => ({
      name: 'wish',
      work: async () => {
        await createCampaign(deps, {
          kind: 'personal',
          template: 'personal',
          selection: everybody(deps),
          sendAt: nextOpening(now, rulesOf(deps.survey.wave)),
          personId,
          actor: personId,
          dedupeKey: `personal:${personId}:${until}`,
          bodyHash: null,
        })
        await deps.campaigns.endSnooze(personId, until)
      },
    })),
  )
}

const enqueueOpen = async (deps: ReminderDeps, now: number): Promise<void> => {
  for (;;) {
    const some = await deps.campaigns.toEnqueue(ENQUEUE_AT_ONCE, now - LOST_AFTER_MS, now)
    if (some.length === 0) return
    await deps.queue.add(some, now)
    await deps.campaigns.markEnqueued(some, now)
    if (some.length < ENQUEUE_AT_ONCE) return
  }
}
