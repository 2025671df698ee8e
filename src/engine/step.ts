/** One turn: what a person did, with what is stored, becomes what to store and what to say. Pure. */

import type { Command } from '../norwegian/meaning.ts'
import { understand } from '../norwegian/understand.ts'
import { withoutStruck } from '../norwegian/written.ts'
import { proposingAhead } from './ahead.ts'
import { byCommand } from './commands.ts'
import { closeDraft, type Draft, openDraft, type State, tell } from './draft.ts'
import { hearing } from './hearing.ts'
import { withNews } from './news.ts'
import { byCard, byRefresh } from './pressed.ts'
import type { Input, Note, Outcome, World } from './session.ts'
import { byText } from './typed.ts'
import { receipt, resume, start } from './where-next.ts'

/**
 * Decides one turn. Bad input is an ordinary outcome: a reply with the reason, and nothing stored. A press is answered
 * by exactly one reply `pressed`. Session and seat are handed back as the same objects when nothing in them changed, and
 * else with `rev` raised by one.
 */
export const step = (world: World, state: State, input: Input): Outcome => {
  const draft = openDraft(world, state, input.type === 'card' ? input.card : null)
  const typed = input.type === 'text' ? { ...draft, written: input.written ?? input.text } : draft
  if (input.type === 'card' && input.trigger === 'automatic') return closeDraft(turn(typed, input))
  return closeDraft(withNews(proposingAhead(turn(typed, input))))
}

const turn = (draft: Draft, input: Input): Draft => {
  switch (input.type) {
    case 'text': {
      const text = withoutStruck(input.text)
      return input.early ? byEarlyText(draft, text) : byText(draft, text)
    }
    case 'card':
      return input.trigger === 'automatic' ? byRefresh(draft, input.card) : byCard(draft, input.card)
    case 'joined':
      return arrive(draft, [], [{ key: 'turn.welcome_back' }])
    case 'edited':
      return tell(draft, [{ key: 'turn.edited' }])
    case 'unreadable':
      return tell(draft, [{ key: 'turn.unreadable' }])
    case 'repeat':
      return resume(draft, [{ key: 'turn.repeat' }])
    case 'lost':
      return arrive(draft, [{ key: 'turn.lost' }])
    case 'sent_in':
      return sentIn(draft)
    case 'other':
      return resume(draft, [{ key: 'turn.unknown_card' }])
    case 'left':
    case 'reaction':
      return draft
  }
}

/** A newcomer sees the start, others where they were; `back` is said to these only. */
const arrive = (draft: Draft, notes: Note[], back: Note[] = []): Draft => {
  if (draft.session.state === 'submitted') return receipt(draft, notes)
  if (draft.seat.position.at === 'start') return start(draft, notes)
  return resume(draft, [...notes, ...back])
}

/** The receipt, for those who took part and did not press the button themselves. */
const sentIn = (draft: Draft): Draft => {
  const { state, submission } = draft.session
  if (state !== 'submitted' || submission === null) return draft
  return receipt(draft, [{ key: 'turn.sent_in', vars: { by: submission.by } }])
}

// A text typed before its writer can have seen the open question: two quick messages, or a card that did not come through.

/** Commands that mean the same whatever question is open. */
const ANYWHERE: ReadonlySet<Command['name']> = new Set([
  ...(['continue', 'help', 'pause', 'status', 'review', 'language', 'privacy', 'all_questions'] as const),
])

/** A card is seldom this long on its way; then it was lost, and is shown again. */
const LOST_AFTER_MS = 30_000

/** Stores nothing, and says why. */
const byEarlyText = (draft: Draft, text: string): Draft => {
  const meaning = understand(text, hearing(draft, undefined))
  if (meaning.type === 'command' && ANYWHERE.has(meaning.command.name)) return byCommand(draft, meaning.command)
  const note = { key: 'turn.early' }
  // A clock that was set back since says nothing of how long ago that was.
  const isLost = Math.abs(draft.world.now - (draft.seat.askedAt ?? 0)) > LOST_AFTER_MS
  return isLost ? resume(draft, [note]) : tell(draft, [note])
}
