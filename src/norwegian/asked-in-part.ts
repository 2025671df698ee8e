/** «Det er betent her i huset akkurat nå, ser de andre svaret mitt?»: of what is hard to place as a whole, the part that asks. */

import { type Said, saidOf } from './said.ts'
import { likely } from './topic-model.ts'
import { type Topic, topics } from './topics.ts'

/** Words of a message in which more than one thing may be said, and of a part that can be a question by itself. */
const least = { message: 7, part: 3 }
/** The model's share under which a message is hard to place, and from which a part is not; the most that it may be an answer. */
const shares = { vague: 0.35, sure: 0.5, answering: 0.1 }

/** What the first part of a message that plainly asks is about; undefined where the whole is plain enough, or no part is. */
export const askedInPart = (said: Said): { topic: Topic; asked: true } | undefined => {
  if (said.tokens.length < least.message || likely(said).share >= shares.vague) return undefined
  const parts = said.text.split(/(?<=[.!?])\s+|,\s+/u)
  if (parts.length < 2) return undefined
  for (const part of parts.map((one) => saidOf(one))) {
    if (!part.asks || part.tokens.length < least.part) continue
    const { topic, share, answering } = likely(part)
    if (share >= shares.sure && answering <= shares.answering && topics[topic].act === 'question')
      return { topic, asked: true }
  }
  return undefined
}
