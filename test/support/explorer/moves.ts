/** Everything that can happen next in a state: a delivery, one step of a turn, of saying, of delivering; a death. */
import type { Said, Scenario, State, Turn } from './state.ts'
import { commit, read } from './turns.ts'

export type Move = { name: string; to: State }

const without = <T>(record: Record<string, T>, key: string): Record<string, T> => {
  const { [key]: _, ...rest } = record
  return rest
}

/** Every state that can follow. Two processes take turns in getting what Teams delivers. */
export const movesOf = (scenario: Scenario, state: State): Move[] => [
  ...arrivals(scenario, state),
  ...state.turns.flatMap((turn, i) => turnMoves(scenario, state, { turn, i })),
  ...sweeps(state),
  ...jobMoves(scenario, state),
  ...deaths(state),
]

/** Arrives and reads: nobody sees anything of a turn before it has read. */
const arrivals = ({ deeds }: Scenario, state: State): Move[] =>
  deeds.flatMap((deed, n) => {
    const copy = state.delivered[n] ?? 0
    const id = deed.ids[copy]
    if (id === undefined) return []
    const arrived: Turn = { deed: n, id, process: (n + copy) % 2, at: 'read', tries: 0, seen: null, sending: null }
    const delivered = state.delivered.map((count, i) => (i === n ? count + 1 : count))
    return [{ name: `deliver ${id}`, to: { ...state, delivered, turns: [...state.turns, read(state, arrived, deed)] } }]
  })

type Running = { turn: Turn; i: number }

const turnMoves = (scenario: Scenario, state: State, { turn, i }: Running): Move[] => {
  if (turn.at === 'told') return [{ name: `say ${turn.id}`, to: say(state, { turn, i }) }]
  const done = commit(scenario, state, turn)
  return [{ name: `commit ${turn.id}`, to: become(answered(done.state, done.answer), i, done.turn) }]
}

/** The turn as it goes on; one with nothing left to do is gone. */
const become = (state: State, i: number, next: Turn): State => {
  const isOver = next.at === 'told' && next.sending === null
  return { ...state, turns: state.turns.flatMap((each, at) => (at !== i ? [each] : isOver ? [] : [next])) }
}

/** What was told stays told: every state from here on is held to it. */
const answered = (state: State, answer: Said): State => {
  if (typeof answer === 'string') return state
  const { question, r, value } = answer
  const before = state.told[question]
  return before !== undefined && before.r > r ? state : { ...state, told: { ...state.told, [question]: { r, value } } }
}

/** Sends what the group has to say; then takes it off the outbox and goes on to the next. */
const say = (state: State, { turn, i }: Running): State => {
  const { sending } = turn
  if (sending === null) return state
  if (!sending.isSaid && sending.messages > 0) {
    return become(state, i, { ...turn, sending: { ...sending, isSaid: true } })
  }
  const jobs = sending.deliver === null ? state.jobs : enqueued(state, sending.deliver, turn.process)
  const [, ...rest] = state.outbox[sending.person] ?? []
  const outbox = rest.length === 0 ? without(state.outbox, sending.person) : { ...state.outbox, [sending.person]: rest }
  const leases = rest.length === 0 ? without(state.leases, sending.person) : state.leases
  return become({ ...state, jobs, outbox, leases }, i, { ...turn, sending: rest[0] ?? null })
}

/** Idempotent by key while the job exists. */
const enqueued = (state: State, key: string, process: number): State['jobs'] =>
  state.jobs.some((job) => job.key === key) ? state.jobs : [...state.jobs, { key, process, at: 'started' }]

/** Somebody takes up an outbox that nobody sends, and hands a stored submission to the queue. */
const sweeps = (state: State): Move[] => [
  ...Object.entries(state.outbox).flatMap(([person, [head]]): Move[] => {
    if (head === undefined || state.leases[person] !== undefined) return []
    const turn: Turn = {
      ...{ deed: -1, id: 'sweep', process: 0, at: 'told', tries: 0, seen: null },
      sending: head,
    }
    const leases = { ...state.leases, [person]: 0 }
    return [{ name: `sweep ${person}`, to: { ...state, leases, turns: [...state.turns, turn] } }]
  }),
  ...Object.keys(state.documents).flatMap((key): Move[] => {
    const jobs = enqueued(state, key, 1)
    return jobs === state.jobs ? [] : [{ name: `reconcile ${key}`, to: { ...state, jobs } }]
  }),
]

/** SQL first, where a row is made once for a key; then the copy in Redis goes. */
const jobMoves = ({ flaw }: Scenario, state: State): Move[] =>
  state.jobs.map((job, i) => {
    const next = (at: 'in_sql' | null) =>
      state.jobs.flatMap((each, n) => (n !== i ? [each] : at === null ? [] : [{ ...each, at }]))
    const document = state.documents[job.key]
    if (job.at === 'in_sql' || document === undefined || flaw === 'forget_before_storing') {
      return {
        name: `mark ${job.key}`,
        to: { ...state, jobs: next(null), documents: without(state.documents, job.key) },
      }
    }
    const isThere = state.sql[job.key] !== undefined
    const rows = isThere ? state.rows : { ...state.rows, [job.key]: (state.rows[job.key] ?? 0) + 1 }
    const sql = isThere ? state.sql : { ...state.sql, [job.key]: document }
    return { name: `store ${job.key}`, to: { ...state, jobs: next('in_sql'), sql, rows } }
  })

/** `kill -9`: what the process had in hand is gone, and its leases run out. */
const deaths = (state: State): Move[] =>
  state.crashes === 0
    ? []
    : [0, 1].flatMap((process): Move[] => {
        const turns = state.turns.filter((turn) => turn.process !== process)
        const jobs = state.jobs.filter((job) => job.process !== process)
        if (turns.length === state.turns.length && jobs.length === state.jobs.length) return []
        const leases = Object.fromEntries(Object.entries(state.leases).filter(([, holder]) => holder !== process))
        return [{ name: `kill ${process}`, to: { ...state, turns, jobs, leases, crashes: state.crashes - 1 } }]
      })
