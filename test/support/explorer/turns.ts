/** The steps of a turn, as `app/conversation/take.ts` and the commit script do them, around the real engine. */

import { newSeat, newSession, type Outcome, type Seat, type Session } from '../../../src/engine/session.ts'
import { step } from '../../../src/engine/step.ts'
import { readSeat, readSession, seatText, sessionText } from '../../../src/engine/stored.ts'
import { buildSubmission } from '../../../src/results/submission.ts'
import {
  changedBetween,
  type Deed,
  type Group,
  type Kept,
  numberOf,
  type Said,
  type Scenario,
  type State,
  type Turn,
  textOf,
} from './state.ts'

/** As in `app/conversation/take.ts`. */
const ATTEMPTS = 5

/** A rule of architecture.md «What must always hold» that does not hold here. */
export class Broken extends Error {}

export const sessionIn = (kept: Kept | null, { world }: Pick<Scenario, 'world'>): Session => {
  if (kept === null) {
    const { wave, unit, questionnaire } = world
    return newSession({ id: 's1', wave: wave.id, unitId: unit.id, part: questionnaire.part, version: 1 })
  }
  const known = sessions.get(kept.text)
  if (known !== undefined) return known
  const read = readSession(JSON.parse(textOf(kept.text)))
  if ('broken' in read) throw new Broken(`the stored session does not parse: ${read.broken}`)
  sessions.set(kept.text, read.session)
  return read.session
}

/** Each stored text is read once: reading is what costs. */
const sessions = new Map<number, Session>()

const seatIn = (kept: Kept | null, personId: string): Seat => {
  if (kept === null) return newSeat({ sessionId: 's1', personId, language: 'nb' })
  const read = readSeat(JSON.parse(textOf(kept.text)))
  if ('broken' in read) throw new Broken(`the stored seat does not parse: ${read.broken}`)
  return read.seat
}

export const read = (state: State, turn: Turn, deed: Deed): Turn => ({
  ...turn,
  at: 'read',
  seen: { session: state.session, seat: state.seats[deed.person] ?? null },
})

type Decided = { turn: Turn; deed: Deed; outcome: Outcome; before: { session: Session; seat: Seat } }
type Committed = { state: State; turn: Turn; answer: Said }

/** The same reading leads to the same decision; many orders come by the same one. */
const decisions = new WeakMap<Scenario, Map<string, Decided>>()

const decide = (scenario: Scenario, turn: Turn): Decided => {
  const known = decisions.get(scenario) ?? new Map<string, Decided>()
  decisions.set(scenario, known)
  const key = JSON.stringify([turn.deed, turn.id, turn.tries, turn.seen])
  const before = known.get(key)
  if (before !== undefined) return before
  const deed = scenario.deeds[turn.deed]
  if (deed === undefined || turn.seen === null) throw new Error('a turn without its deed')
  const state = { session: sessionIn(turn.seen.session, scenario), seat: seatIn(turn.seen.seat, deed.person) }
  const outcome = step({ ...scenario.world, newId: `sub-${turn.id}-${turn.tries}` }, state, deed.input)
  const decided = { turn, deed, outcome, before: state }
  known.set(key, decided)
  return decided
}

/**
 * Decides on what was read, runs the script and answers: nothing that others see lies between commit and answer, and told
 * at the first instant is the hardest to keep. When somebody was first it reads again.
 */
export const commit = (scenario: Scenario, state: State, turn: Turn): Committed => {
  const decided = { ...decide(scenario, turn), turn }
  const { deed, outcome, before } = decided
  const { seen } = turn
  const answer = answerOf(outcome)
  const said: Turn = { ...turn, at: 'told', seen: null, sending: null }
  const isUnchanged = outcome.session === before.session && outcome.seat === before.seat && seen?.seat !== null
  if (isUnchanged && outcome.replies.every(({ place }) => place === 'pressed')) return { state, turn: said, answer }
  const isHandled = state.handled.includes(`${deed.person} ${turn.id}`)
  if (isHandled && scenario.flaw !== 'handle_every_delivery') return { state, turn: said, answer }
  const isOther = state.session?.rev !== seen?.session?.rev || state.seats[deed.person]?.rev !== seen?.seat?.rev
  if (isOther && scenario.flaw !== 'commit_without_comparing') {
    const tries = turn.tries + 1
    if (tries === ATTEMPTS) return { state, turn: said, answer: 'not_stored' }
    return { state, turn: read(state, { ...turn, tries }, deed), answer: 'nothing' }
  }
  return { ...offer(write(scenario, state, decided), said, groupOf(decided)), answer }
}

const groupOf = ({ turn, deed, outcome }: Decided): Group | null => {
  const { submitted, replies } = outcome
  if (replies.length === 0 && submitted === undefined) return null
  const deliver = submitted === undefined ? null : `${submitted.id}_${submitted.revision}`
  return { id: turn.id, person: deed.person, messages: replies.length, isSaid: false, deliver }
}

const write = (scenario: Scenario, state: State, { turn, deed, outcome, before }: Decided): State => {
  const changed = changedBetween(before.session, outcome.session)
  if (deed.input.type === 'card' && changed.some((id) => !isOf(deed, id, before.session))) {
    throw new Broken(`3: a card changed ${changed.join()} which it was not shown for`)
  }
  const lost = Object.keys(before.session.entries).filter((id) => outcome.session.entries[id] === undefined)
  if (lost.length > 0 && !outcome.forget) throw new Broken(`5: the answer to ${lost.join()} was deleted`)
  const { seats } = state
  const sessionRev = (state.session?.rev ?? 0) + 1
  const seatRev = (seats[deed.person]?.rev ?? 0) + 1
  const isSessionChanged = outcome.session !== before.session || state.session === null
  const { submitted } = outcome
  return {
    ...state,
    session: isSessionChanged
      ? { rev: sessionRev, text: numberOf(sessionText({ ...outcome.session, rev: sessionRev })) }
      : state.session,
    seats: {
      ...seats,
      [deed.person]: { rev: seatRev, text: numberOf(seatText({ ...outcome.seat, rev: seatRev })) },
    },
    handled: [...state.handled, `${deed.person} ${turn.id}`].sort(),
    effects:
      changed.length === 0 ? state.effects : { ...state.effects, [turn.deed]: (state.effects[turn.deed] ?? 0) + 1 },
    documents:
      submitted === undefined
        ? state.documents
        : { ...state.documents, [`${submitted.id}_${submitted.revision}`]: documentOf(scenario, outcome.session) },
  }
}

const isOf = ({ input }: Deed, question: string, before: Session): boolean => {
  if (input.type !== 'card') return true
  const { q, r } = input.card
  return q === question && r === (before.entries[question]?.r ?? 0)
}

const documentOf = ({ world }: Scenario, session: Session): number =>
  numberOf(
    JSON.stringify(
      buildSubmission({
        ...{ questionnaire: world.questionnaire, unit: world.unit },
        ...{ session, language: 'nb', completeness: 'complete' },
      }),
    ),
  )

/** The end of the script: the group waits its turn, and who gets the lease sends, beginning with the oldest. */
const offer = (state: State, turn: Turn, group: Group | null): { state: State; turn: Turn } => {
  if (group === null) return { state, turn }
  const waiting = [...(state.outbox[group.person] ?? []), group]
  const outbox = { ...state.outbox, [group.person]: waiting }
  if (state.leases[group.person] !== undefined) return { state: { ...state, outbox }, turn }
  const leases = { ...state.leases, [group.person]: turn.process }
  return { state: { ...state, outbox, leases }, turn: { ...turn, sending: waiting[0] ?? group } }
}

const answerOf = ({ replies, session }: Outcome): Said => {
  const pressed = replies.find(({ place }) => place === 'pressed')?.reply
  if (pressed?.type !== 'closed') return 'nothing'
  const entry = session.entries[pressed.question]
  return {
    question: pressed.question,
    r: entry?.r ?? 0,
    value: JSON.stringify(entry?.answer ?? entry?.missing ?? null),
  }
}
