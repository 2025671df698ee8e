/** Deletes what a wave's retention no longer allows to keep; docs/security.md has the table of what goes when. */

import { forgotten } from '../../engine/sending-in.ts'
import type { Session } from '../../engine/session.ts'
import { sessionText } from '../../engine/stored.ts'
import type { Answer } from '../../questionnaire/answer.ts'
import { DAY_MS } from '../../questionnaire/wave.ts'
import { sessionIdOf } from '../../register/ids.ts'
import { emptiedOfWords } from '../../results/own-words.ts'
import { sessionIn, waveOfStored } from '../conversation/stored-state.ts'
import type { ResultsStore } from '../ports/results.ts'
import type { Deps, Survey } from '../service.ts'
import { closeWave } from './close-wave.ts'
import { eachOf } from './each.ts'
import type { Step } from './rounds.ts'
import { storedSessions } from './versions.ts'

/** PostgreSQL: the end of retention. Methods throw `StoreAway`, are audited, and do nothing a second time. */
export type Expiry = {
  /** Removes everybody asked in a wave, what was sent to them, and their place in the audit trail of it. */
  dropLinks(wave: string, at: Date): Promise<void>
  /** Empties free text in stored submissions: `text` answers and «annet, spesifiser». */
  dropTexts(wave: string, at: Date): Promise<void>
  /** Removes what belongs to no wave; in the audit trail, entries from before `before`. */
  dropTraces(at: Date, before: Date): Promise<void>
  /** Ids of all units the wave has ever had, also those that its folder has no longer. */
  unitsOf(wave: string): Promise<string[]>
  /** Waves of which people or free texts are stored. */
  waves(): Promise<string[]>
  /** What time it is there, ms. */
  clock(): Promise<number>
}

/** Redis: what one round tells the next, whichever process does it. Methods throw `StoreAway`. */
export type RoundNotes = {
  /** The last round that was noted; null: none. */
  noted(): Promise<RoundNote | null>
  note(round: RoundNote): Promise<void>
  /** What time it is there, ms. */
  clock(): Promise<number>
}
/** `at`: by the clock of whose round it was, ms. `jumpedAt`: since when rounds wait after a jump of it, null: they do not. */
export type RoundNote = { at: number; jumpedAt: number | null }

type RetentionDeps = Pick<Deps, 'progress' | 'now' | 'newId' | 'log'>
export type Retention = {
  results: ResultsStore
  expiry: Expiry
  /** Jobs that hold a person; absent: there is no queue. */
  work?: { forget(sessionIds: ReadonlySet<string>): Promise<void> }
}

/**
 * The steps of one wave, each safe to repeat and none in need of another. Days count from closing, since a submission can
 * be reopened until then.
 */
export const retentionSteps = (
  deps: RetentionDeps & { survey: Survey },
  { results, expiry, work }: Retention,
): Step[] => {
  const { survey, progress, now } = deps
  const { id, retention } = survey.wave
  const { progressDays, linkDays, textAnswerDays } = retention
  const isPast = (days: number) => now() >= survey.closesAt + days * DAY_MS
  const step = (name: string, days: number, act: () => Promise<unknown>): Step => ({
    name: `${name}:${id}`,
    work: async () => (isPast(days) ? await act() : undefined),
  })
  return [
    step('retention.links', linkDays, async () => {
      await progress.changingRegister(() => expiry.dropLinks(id, new Date(now())))
      await progress.dropLinksOf(id)
    }),
    step('retention.texts', textAnswerDays, () => expiry.dropTexts(id, new Date(now()))),
    step('retention.closing', 0, async () => closeWave(deps, await sessionsOf(deps, expiry))),
    // Working copies hold free text too.
    step('retention.progress', Math.min(progressDays, textAnswerDays), () => deleteProgress(deps, { results, expiry })),
    step('retention.words', textAnswerDays, async () => emptySessions(deps, await sessionsOf(deps, expiry))),
    step('retention.people', linkDays, async () => {
      const own = await sessionsOf(deps, expiry)
      await work?.forget(new Set([...own, ...sessionIdsOf(survey, await expiry.unitsOf(id))]))
      await forgetPeople(deps, own)
    }),
  ]
}

/** What is to be looked at besides the waves: traces that belong to none, and waves that nobody looks after. */
export const commonSteps = (
  { now, progress }: Pick<RetentionDeps, 'now' | 'progress'>,
  surveys: readonly Survey[],
  expiry: Expiry,
): Step[] => [
  {
    name: 'retention.traces',
    work: async () => {
      const kept = surveys.filter(({ wave, closesAt }) => now() < closesAt + wave.retention.linkDays * DAY_MS)
      const before = Math.min(now(), ...kept.map(({ opensAt }) => opensAt))
      await expiry.dropTraces(new Date(now()), new Date(before))
    },
  },
  {
    name: 'retention.waves',
    work: async () => {
      const known = new Set(surveys.map(({ wave }) => wave.id))
      const begun = (await storedSessions(progress)).map(({ wave }) => wave)
      const unknown = [...(await expiry.waves()), ...begun].filter((wave) => !known.has(wave))
      // What of them is stored, and no folder says how long it may be.
      if (unknown.length > 0)
        throw Object.assign(new Error(`${new Set(unknown).size} waves have no folder`), { name: 'WaveWithoutFolder' })
    },
  },
]

/** Clocks of machines that are kept are together within a second; this much is no clock to delete or to close by. */
const APART_MS = 3_600_000
/** Rounds come hourly. After a longer pause either nobody ran the service, or the clock has jumped: nobody can tell which. */
const PAUSE_MS = 7 * DAY_MS
/** So long somebody may see the alarm and set the clock right, before it is believed. */
const WAIT_MS = DAY_MS

/**
 * Throws `ClockInDoubt` where this clock is none to delete by, with code `apart.redis`, `apart.sql` (a store's differs from it) or
 * `jumped` (the last round was long ago; for a day nothing is deleted). Notes the round. Throws `StoreAway`.
 */
export const sureOfClock = async (
  now: () => number,
  { notes, expiry }: { notes: RoundNotes; expiry: Pick<Expiry, 'clock'> },
): Promise<void> => {
  const before = await notes.noted()
  const at = now()
  const jumpedAt = before === null ? null : waitsSince(before, at)
  await notes.note({ at, jumpedAt })
  await sureOfStores(now, { notes, expiry })
  if (jumpedAt !== null) throw inDoubt('jumped')
}

/** Throws `ClockInDoubt` where this clock is an hour from a store's, with code `apart.redis` or `apart.sql`. Throws `StoreAway`. */
export const sureOfStores = async (
  now: () => number,
  { notes, expiry }: { notes: Pick<RoundNotes, 'clock'>; expiry: Pick<Expiry, 'clock'> },
): Promise<void> => {
  for (const [name, clock] of [
    ['redis', notes.clock],
    ['sql', expiry.clock],
  ] as const) {
    const theirs = await clock()
    if (!(Math.abs(theirs - now()) <= APART_MS)) throw inDoubt(`apart.${name}`)
  }
}

/** Since when rounds wait; a clock that has been set back to before it is believed again. */
const waitsSince = ({ at: last, jumpedAt }: RoundNote, at: number): number | null => {
  if (at - last > PAUSE_MS) return at
  return jumpedAt !== null && at >= jumpedAt && at - jumpedAt < WAIT_MS ? jumpedAt : null
}

const inDoubt = (code: string) =>
  Object.assign(new Error('this clock is none to go by'), { name: 'ClockInDoubt', code })

const sessionIdsOf = ({ wave, units }: Survey, more: readonly string[]): string[] =>
  [...new Set([...units.keys(), ...more])].flatMap((unitId) =>
    Object.keys(wave.parts).map((part) => sessionIdOf(wave.id, unitId, part)),
  )

/** Stored sessions of the wave: those of its units and parts, and others that say so themselves, of units that were merged. */
const sessionsOf = async (
  { survey, progress }: Pick<Deps, 'survey' | 'progress'>,
  expiry: Expiry,
): Promise<ReadonlySet<string>> => {
  const expected = new Set(sessionIdsOf(survey, await expiry.unitsOf(survey.wave.id)))
  const own = new Set<string>()
  for (const sessionId of await progress.heldSessions()) {
    if (expected.has(sessionId) || waveOfStored(await progress.readSession(sessionId)) === survey.wave.id)
      own.add(sessionId)
  }
  return own
}

const deleteProgress = async (
  deps: RetentionDeps & { survey: Survey },
  { results, expiry }: Pick<Retention, 'results' | 'expiry'>,
): Promise<void> => {
  const going = new Set<string>()
  const left = await eachOf(deps, await sessionsOf(deps, expiry), 'retention.left', async (sessionId) => {
    const session = sessionIn(await deps.progress.readSession(sessionId))
    // What cannot be read may still be mended, until the words or the people in it must go.
    if (session.type === 'broken' || (session.type === 'read' && !(await isOver(session.value, results)))) return
    going.add(sessionId)
  })
  await deps.progress.deleteSessions(going)
  if (left.length > 0) throw left[0]
}

/** Submitted and in SQL, from where it goes on, or closed without being submitted. */
const isOver = async ({ state, submission }: Session, results: ResultsStore): Promise<boolean> => {
  if (submission === null) return state === 'closed_partial' || state === 'not_started'
  return (await results.readSubmission(submission.id, submission.revision)) !== null
}

/**
 * Stores each as `change` makes it of what stands there, null: as it is; what cannot be read goes, since nothing can be taken out of it.
 * `also`: done before that, whatever could not be rewritten.
 */
const rewriteAll = async (
  deps: RetentionDeps,
  sessionIds: ReadonlySet<string>,
  { change, also }: { change: (session: Session) => Session | null; also: () => Promise<void> },
): Promise<void> => {
  const { progress, now } = deps
  const broken = new Set<string>()
  const rewritten = eachOf(deps, sessionIds, 'retention.left', async (sessionId) => {
    const stored = await progress.readSession(sessionId)
    const session = sessionIn(stored)
    if (session.type === 'broken') broken.add(sessionId)
    const changed = session.type === 'read' ? change(session.value) : null
    if (stored === null || changed === null) return
    const rev = stored.rev + 1
    const result = await progress.commit({
      ...{ sessionId, personId: forgotten, activityId: '', now: now(), group: null },
      ...{ expectSessionRev: stored.rev, expectSeatRev: null },
      session: { rev, json: sessionText({ ...changed, rev }) },
    })
    // Of this session alone, and not of the store: the next round does it.
    if (result.type !== 'committed')
      throw Object.assign(new Error('somebody writes there just now'), { name: 'WrittenMeanwhile' })
  })
  const left = await rewritten.finally(also)
  await progress.deleteSessions(broken)
  if (left.length > 0) throw left[0]
}

/** Empties own words in what had to stay, as SQL has never got it. */
const emptySessions = (deps: RetentionDeps, sessionIds: ReadonlySet<string>): Promise<void> =>
  rewriteAll(deps, sessionIds, { change: withoutWords, also: () => deps.progress.emptyWaiting(sessionIds) })

const withoutWords = (session: Session): Session | null => {
  const entries = Object.entries(session.entries)
  const emptied = emptiedOfWords({ answers: Object.fromEntries(entries.map(([id, { answer }]) => [id, answer])) })
  if (emptied === null) return null
  const answers = emptied.answers as Record<string, Answer>
  const empty = entries.map(([id, entry]) => [id, entry.answer ? { ...entry, answer: answers[id] } : entry] as const)
  return { ...session, entries: Object.fromEntries(empty) as Session['entries'] }
}

/** Takes everybody out of what had to stay. */
const forgetPeople = (deps: RetentionDeps, sessionIds: ReadonlySet<string>): Promise<void> => {
  const none = ({ people }: Session) => people.every((id) => id === forgotten)
  const change = (session: Session) =>
    none(session) ? null : { ...session, people: session.people.map(() => forgotten) }
  return rewriteAll(deps, sessionIds, { change, also: () => deps.progress.forgetSeats(sessionIds) })
}
