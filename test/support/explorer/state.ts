/** A small world of the turn protocol: what is stored, what is under way, and what people have been told. All plain data. */
import type { Input, Outcome, World } from '../../../src/engine/session.ts'

/** One thing a person does. `ids`: the activity ids under which Teams delivers it, one per delivery. */
export type Deed = { person: string; input: Input; ids: string[] }

export type Scenario = {
  name: string
  world: Omit<World, 'newId'>
  /** Turns that come first, one after another, before anything is interleaved. */
  before: Pick<Deed, 'person' | 'input'>[]
  deeds: Deed[]
  /** How often one of the two processes may be killed. */
  crashes: number
  /** A fault put into the protocol on purpose, to see that it is found. */
  flaw?: 'commit_without_comparing' | 'forget_before_storing' | 'handle_every_delivery'
}

/** A text with the revision that the script compares. `text`: its number in `texts`, so that states stay small. */
export type Kept = { rev: number; text: number }

const all: string[] = []
const numbers = new Map<string, number>()

/** The number of a text; the same for the same. */
export const numberOf = (text: string): number => {
  const known = numbers.get(text)
  if (known !== undefined) return known
  numbers.set(text, all.length)
  return all.push(text) - 1
}
export const textOf = (number: number): string => all[number] ?? ''

/** `messages`: how many it has to say. */
export type Group = { id: string; person: string; messages: number; isSaid: boolean; deliver: string | null }

/** A turn under way in one process. */
export type Turn = {
  deed: number
  id: string
  process: number
  at: 'read' | 'told'
  tries: number
  seen: { session: Kept | null; seat: Kept | null } | null
  /** The group this process sends now; it holds the seat's lease while it does. */
  sending: Group | null
}

/** «This question's answer is now so»: what a closed card says. */
export type Said = { question: string; r: number; value: string } | 'not_stored' | 'nothing'

/** A job of the delivery queue, in one process. */
export type Job = { key: string; process: number; at: 'started' | 'in_sql' }

export type State = {
  session: Kept | null
  seats: Record<string, Kept>
  handled: string[]
  outbox: Record<string, Group[]>
  /** Person → process that sends for the seat. */
  leases: Record<string, number>
  documents: Record<string, number>
  sql: Record<string, number>
  /** How often a row was made in SQL under a key: more than once is twice in effect. */
  rows: Record<string, number>
  turns: Turn[]
  jobs: Job[]
  /** Deliveries already begun, per deed. */
  delivered: number[]
  crashes: number
  /** How often each deed has changed answers; the highest answer told of each question. */
  effects: Record<number, number>
  told: Record<string, { r: number; value: string }>
}

export const emptyState = ({ deeds, crashes }: Scenario): State => ({
  ...{ session: null, seats: {}, handled: [], outbox: {}, leases: {}, documents: {}, sql: {}, rows: {} },
  ...{ turns: [], jobs: [], delivered: deeds.map(() => 0), crashes, effects: {}, told: {} },
})

/** What changed between two versions of the answers: the questions whose revision rose. */
export const changedBetween = (before: Outcome['session'], after: Outcome['session']): string[] =>
  Object.keys(after.entries).filter((id) => (before.entries[id]?.r ?? 0) !== after.entries[id]?.r)
