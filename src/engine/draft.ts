/** A turn in the making: what is stored, what changes, what will be said. */
import { notHeard } from '../norwegian/talk.ts'
import type { CardData, Note, Outcome, Placed, Reply, Seat, Session, World } from './session.ts'

export type State = { session: Session; seat: Seat }

export type Draft = {
  world: World
  before: State
  session: Session
  seat: Seat
  replies: Placed[]
  /** The card whose button was pressed; null when the turn is not a press. */
  pressed: CardData | null
  /** What was typed in this turn, sign by sign. */
  written?: string
  submitted?: { id: string; revision: number }
  forget?: true
  effects?: NonNullable<Outcome['effects']>
}

export const openDraft = (world: World, state: State, pressed: CardData | null): Draft => ({
  world,
  before: state,
  session: state.session,
  seat: state.seat,
  replies: [],
  pressed,
})

export const withSeat = (draft: Draft, change: Partial<Seat>): Draft => ({
  ...draft,
  seat: { ...draft.seat, ...change },
})

const add = (draft: Draft, placed: Placed): Draft => ({ ...draft, replies: [...draft.replies, placed] })

/** Answers a press in place of the pressed card. Each press gets exactly one such reply: a second one replaces the first. */
export const inPlace = (draft: Draft, reply: Reply): Draft => ({
  ...draft,
  replies: [{ reply, place: 'pressed' }, ...draft.replies.filter((r) => r.place !== 'pressed')],
})

/** What the first of several ways leads to; undefined: none leads anywhere. */
export const firstOf = <T>(ways: readonly T[], by: (way: T) => Draft | undefined): Draft | undefined => {
  for (const way of ways) {
    const found = by(way)
    if (found !== undefined) return found
  }
  return undefined
}

/** A plain message of its own; nothing open is moved by it. */
export const tell = (draft: Draft, notes: Note[]): Draft =>
  add(draft, { reply: { type: 'notes', notes }, place: 'new' })

/** A message of its own that leaves the open card where it is. */
export const sendUntracked = (draft: Draft, reply: Reply): Draft => add(draft, { reply, place: 'new' })

/** Shows the open card anew in its own message. */
export const updateOpen = (draft: Draft, reply: Reply): Draft =>
  draft.seat.open === null || draft.replies.some((r) => r.place === 'open')
    ? draft
    : add(draft, { reply, place: 'open' })

/** True when the pressed card is the newest one, whose message «open» would update as well. */
const pressedIsOpen = (draft: Draft): boolean => {
  const open = draft.before.seat.open
  // «Stemmer det?» in the chat is a message of its own, beside the question's card.
  if (!draft.pressed || !open || draft.pressed.values.from === 'chat') return false
  if (open.view === 'question') return draft.pressed.q === open.question
  return draft.pressed.q === undefined || draft.before.seat.position.at === 'question'
}

/** Sends a new card that becomes the open one, and closes the card that was open until now. */
export const sendTracked = (draft: Draft, reply: Reply, open: NonNullable<Seat['open']>): Draft => {
  const old = draft.before.seat
  const sent = withSeat(add(draft, { reply, place: 'new', tracked: true }), { open })
  if (old.open === null || pressedIsOpen(draft)) return sent
  const retire = retired(old, draft.session.state)
  return retire && !sent.replies.some((r) => r.place === 'open') ? add(sent, { reply: retire, place: 'open' }) : sent
}

/** What the open card turns into when a newer card takes its place; null: it can stay as it is. */
const retired = ({ open, position }: Seat, state: Session['state']): Reply | null => {
  if (open?.view === 'question') return open.question === undefined ? null : { type: 'closed', question: open.question }
  if (position.at === 'question' && position.over) return { type: 'review', notes: [], page: position.over }
  if (open?.view === 'start' || open?.view === 'paused') return { type: open.view, notes: [] }
  if (open?.view !== 'confirm_submit') return null
  return state === 'submitted' ? { type: 'confirm_submit' } : { type: 'review', notes: [] }
}

/** Ends the turn: revisions rise where something changed, and objects that are as before are handed back as they were. */
export const closeDraft = (draft: Draft): Outcome => ({
  session:
    draft.session === draft.before.session ? draft.session : { ...draft.session, rev: draft.before.session.rev + 1 },
  seat: same(draft.before.seat, draft.seat) ? draft.before.seat : { ...draft.seat, rev: draft.before.seat.rev + 1 },
  replies: draft.replies,
  ...(draft.submitted ? { submitted: draft.submitted } : {}),
  ...(draft.forget ? { forget: draft.forget } : {}),
  ...(draft.effects ? { effects: draft.effects } : {}),
})

/** Equality of plain data; the order of keys does not matter, an absent key equals an undefined one. */
export const same = (a: unknown, b: unknown): boolean => {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  const own = (from: object, key: string): unknown =>
    Object.hasOwn(from, key) ? (from as Record<string, unknown>)[key] : undefined
  return (
    Object.keys(a).every((key) => same(own(a, key), own(b, key))) &&
    Object.keys(b).every((key) => own(b, key) === undefined || own(a, key) !== undefined)
  )
}

/** The newest time that is noted in a session, ms; 0: nothing has happened in it. */
export const latestIn = ({ startedAt, submission, entries }: Session): number =>
  Math.max(0, startedAt ?? 0, submission?.at ?? 0, ...Object.values(entries).map(({ at }) => at))

/**
 * The time to note for what this turn does in the session, ms: after everything that earlier turns noted there, whatever the
 * clock of the machine that takes it. So of two answers the one of the later revision has the later time, and one turn's
 * answers have the same. What is open or closed is told by the clock itself.
 */
export const momentOf = ({ before, world }: Draft): number => Math.max(world.now, latestIn(before.session) + 1)

// What was last told in words, so that nobody is told the same line twice running.

/** Longest line remembered: keys and a few numbers; more of it tells no two lines apart. */
const longest = 200

/** Pages that are only read. */
const pages: ReadonlySet<Reply['type']> = new Set<Reply['type']>(['privacy', 'all_questions', 'status'])

/** A reply in words, in short; undefined for cards, which may be shown again. */
const lineOf = (reply: Reply): string | undefined => {
  if (reply.type === 'notes')
    // `n` only chooses among wordings.
    return JSON.stringify(reply.notes.map(({ key, vars: { n: _, ...vars } = {} }) => [key, vars])).slice(0, longest)
  if (reply.type === 'help') return helpLine(reply)
  if (pages.has(reply.type)) return reply.type
  if (reply.type !== 'refused') return undefined
  const problem = notHeard.has(reply.problem.code) ? 'not_heard' : JSON.stringify(reply.problem)
  return `refused:${reply.question}:${reply.row ?? ''}:${problem}`.slice(0, longest)
}

/** What is short stands first; of several texts each has its share, so that they differ where any one of them does. */
const helpLine = ({ question = '', brief, about, also = [] }: Extract<Reply, { type: 'help' }>): string => {
  const { texts = [], choices = [], inText = false, inHelp = false } = about ?? {}
  const short = [
    'help',
    question,
    brief ?? 'whole',
    ...also.map(({ key }) => key),
    choices.join(','),
    inText,
    inHelp,
  ].join(':')
  const share = Math.floor((longest - short.length) / Math.max(1, texts.length)) - 1
  return [short, ...texts.map(({ nb }) => nb.slice(0, Math.max(0, share)))].join(':').slice(0, longest)
}

/** With the newest time of the session where a page shows how far the unit is: a colleague's answer makes it another page. */
const lineIn = ({ seat, session }: Draft, reply: Reply): string | undefined => {
  const line = lineOf(reply)
  if (line === undefined) return undefined
  const asOf = reply.type === 'status' || reply.type === 'all_questions' ? `:${latestIn(session)}` : ''
  return `${seat.language}:${line}${asOf}`
}

/** Whether this is what was told in the turn before. */
export const isLastTold = (draft: Draft, reply: Reply): boolean =>
  draft.before.seat.told !== undefined && draft.before.seat.told.line === lineIn(draft, reply)

/** At the end of a turn of typing: notes what was told, and marks what was told the last time too. */
export const unrepeated = (draft: Draft): Draft => {
  const at = draft.replies.findLastIndex(({ place }) => place === 'new')
  const placed = draft.replies[at]
  const line = placed === undefined || placed.tracked ? undefined : lineIn(draft, placed.reply)
  if (placed === undefined || line === undefined) return forgotten(draft)
  const { told } = draft.before.seat
  const times = told?.line === line ? told.times + 1 : 0
  const replies = times === 0 ? draft.replies : draft.replies.with(at, again(placed, times))
  return withSeat({ ...draft, replies }, { told: { line, times } })
}

const forgotten = (draft: Draft): Draft => {
  if (draft.seat.told === undefined) return draft
  const { told: _, ...seat } = draft.seat
  return { ...draft, seat }
}

/** Of a page that stands right above, only that it does; words are told to be told again. */
const again = (placed: Placed, times: number): Placed => {
  const { reply } = placed
  if (pages.has(reply.type) || (reply.type === 'help' && reply.brief === undefined))
    return { ...placed, reply: { type: 'notes', notes: [{ key: 'talk.page_above', vars: { n: times - 1 } }] } }
  return reply.type === 'notes' || reply.type === 'refused' ? { ...placed, reply: { ...reply, again: times } } : placed
}
