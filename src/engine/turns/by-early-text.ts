/** A text typed before its writer can have seen the open question: two quick messages, or a card that did not come through. */
import type { Command } from '../../norwegian/types.ts'
import { understand } from '../../norwegian/understand.ts'
import { byCommand } from './commands.ts'
import { type Draft, tell } from './draft.ts'
import { resume } from './go.ts'
import { hearing } from './hearing.ts'

/** Commands that mean the same whatever question is open. */
const ANYWHERE: ReadonlySet<Command['name']> = new Set([
  ...(['continue', 'help', 'pause', 'status', 'review', 'language', 'privacy', 'all_questions'] as const),
])

/** A card is seldom this long on its way; then it was lost, and is shown again. */
const LOST_AFTER_MS = 30_000

/** Stores nothing, and says why. */
export const byEarlyText = (draft: Draft, text: string): Draft => {
  const meaning = understand(text, hearing(draft, undefined))
  if (meaning.type === 'command' && ANYWHERE.has(meaning.command.name)) return byCommand(draft, meaning.command)
  const note = { key: 'turn.early' }
  const isLost = draft.world.now - (draft.seat.askedAt ?? 0) > LOST_AFTER_MS
  return isLost ? resume(draft, [note]) : tell(draft, [note])
}
