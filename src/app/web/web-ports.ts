/** What the web needs of the stores, beside what the conversation has. */
import type { ConversationReference, Person } from '../ports/people.ts'

/** Who a web session stands for now. `chat`: where the person is reached in Teams; null: nowhere. */
export type OnWeb = { person: Person; chat: ConversationReference | null; sessionId: string }

/** Every method throws `StoreAway` when SQL cannot be reached. */
export type WebRegister = {
  /** Opens a code; null for all that is wrong with one, told apart by nobody. */
  open(typed: string, at: Date): Promise<{ respondentId: string; hash: string } | null>
  /** Who the code stands for now; null: it has ended. */
  standing(opened: { respondentId: string; hash: string }, at: Date): Promise<OnWeb | null>
}
