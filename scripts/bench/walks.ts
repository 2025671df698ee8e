/** What people do on their way through a part, turn by turn, found out beforehand on the engine itself. */
import {
  type CardData,
  type Input,
  newSeat,
  newSession,
  type Outcome,
  type Seat,
  type Session,
  type World,
} from '../../src/engine/session.ts'
import { step } from '../../src/engine/step.ts'
import { render } from '../../src/wording/render.ts'
import type { Action, View } from '../../src/wording/view.ts'
import { buttonsOf, cardOf } from '../../test/support/tester.ts'
import { typedFor } from '../../test/support/typist.ts'
import { filledIn } from '../../test/support/walker.ts'

export type Manner = 'typed' | 'card'

/** One turn. `input`: a text, or what a card sends. */
export type WalkTurn = {
  input: { type: 'text'; text: string } | { type: 'card'; card: CardData }
  /** Messages the bot sends, and how many of its own it updates. */
  sends: number
  updates: number
  /** Which of the sends, from 0, is the card that the next press belongs to; null: the card stays the same. */
  tracked: number | null
  /** The question that the new card asks; null when it is another kind of card. */
  asks: string | null
}

/** Enough for the longest part; a walk that does not end is a fault of this file. */
const MOST_TURNS = 120
/** Times between turns, so that nothing typed counts as said twice. */
const THINKS_MS = 90_000
const ONWARD = ['start', 'read', 'answer', 'confirm_yes', 'skip', 'dont_know', 'submit', 'submit_yes'] as const

type Place = { world: World; session: Session; seat: Seat; view: View | null; turn: number }

/** From opening the chat to the review (`review`) or to the receipt (`receipt`). Throws when the walk gets stuck. */
export const walkThrough = (world: World, manner: Manner, to: 'review' | 'receipt'): WalkTurn[] => {
  const { questionnaire, unit, wave } = world
  const place: Place = {
    ...{ world, view: null, turn: 0 },
    session: newSession({ ...{ id: 's', wave: wave.id, unitId: unit.id }, part: questionnaire.part, version: 1 }),
    seat: newSeat({ sessionId: 's', personId: 'p', language: 'nb' }),
  }
  const turns = [take(place, { type: 'text', text: 'hei' })]
  while (!isOver(place, to)) {
    if (turns.length > MOST_TURNS) throw new Error(`the walk through ${questionnaire.part} does not end`)
    turns.push(take(place, onward(place, manner)))
  }
  return turns
}

const isOver = ({ seat, session }: Place, to: 'review' | 'receipt'): boolean =>
  to === 'review' ? seat.position.at === 'review' : session.state === 'submitted'

const take = (place: Place, input: WalkTurn['input']): WalkTurn => {
  const full: Input = input.type === 'card' ? { ...input, trigger: 'manual' } : input
  const hadCard = place.seat.open !== null
  const outcome = step(place.world, place, full)
  place.session = outcome.session
  place.seat = outcome.seat
  place.turn += 1
  place.world = { ...place.world, now: place.world.now + THINKS_MS }
  const sent = outcome.replies.filter(({ place: at }) => at === 'new')
  const at = sent.findIndex(({ tracked }) => tracked)
  // The rows that are left of a long matrix stand in the card that was pressed.
  const goesOn = outcome.replies.find(({ place: where, reply }) => where === 'pressed' && reply.type === 'question')
  const next = outcome.replies.find(({ tracked, reply }) => tracked || reply.type === 'confirm_submit') ?? goesOn
  const reply = next?.reply
  if (reply !== undefined) place.view = shown(place, outcome, reply)
  const touches = outcome.replies.filter((p) => p.place === 'pressed' || (p.place === 'open' && hadCard))
  return {
    ...{ input, sends: sent.length, updates: touches.length, tracked: at === -1 ? null : at },
    asks: reply?.type === 'question' ? reply.question : null,
  }
}

const shown = ({ world }: Place, { session, seat }: Outcome, reply: Outcome['replies'][number]['reply']): View =>
  render(reply, { ...world, session, seat })

const onward = (place: Place, manner: Manner): WalkTurn['input'] => {
  const { view, seat, session, turn } = place
  if (view === null) throw new Error('no card to answer')
  const pending = seat.pending?.type
  if (manner === 'typed' && view.type === 'question') {
    if (pending === 'confirm') return { type: 'text', text: 'ja' }
    if (pending === 'specify') return { type: 'text', text: 'noe annet' }
    const { position } = seat
    const rowsLeft = position.at === 'question' && session.entries[position.question]?.partial === true
    return { type: 'text', text: rowsLeft ? 'samme for resten' : typedFor(view, turn, 'nb') }
  }
  const action = ONWARD.flatMap((verb) => buttonsOf(view).filter((button) => button.verb === verb))[0]
  if (action === undefined) throw new Error(`no way on from a ${view.type}`)
  if (manner === 'typed') return { type: 'text', text: typedInstead(action) }
  // 1: the second of what can be chosen, every row of a matrix, seven of whatever is counted.
  return { type: 'card', card: cardOf(action, action.values ? {} : filledIn(view, 1)) }
}

const typedInstead = ({ verb }: Action): string =>
  verb === 'submit' ? 'send inn' : verb === 'submit_yes' ? 'ja' : 'start'
