/** «Hvem ser dette, og når er fristen?»: two things are asked in one message, and each gets its sentence. */

import type { Place } from './meaning.ts'
import { isQuestion } from './questions.ts'
import { bare, type Said, saidOf } from './said.ts'
import { framedTalk, talkOf } from './talk.ts'
import { likely } from './topic-model.ts'
import { type Topic, topics } from './topics.ts'
import { alternation } from './words.ts'

/** Words; a longer message tells something, whatever is asked in it. */
const longest = 40
const least = 2

/** Where a question may end and the next begin: at a sign, a number before it, and at «og» before a word that asks. */
const cuts = new RegExp(
  `[.!?;\\n]+|\\s\\d\\)|, ?(?:og |men |samt )?|\\s(?:og|samt|eller|men) (?=(?:${alternation('asking')}|${alternation('inverting')})(?!\\p{L}))`,
  'iu',
)

/** The model's share from which a part is about this by itself. */
const leastShare = 0.4
const mostAnswering = 0.4

/**
 * The topics of two questions, in the order asked; undefined where there are not two, each plainly about something of its own that a
 * text answers. `place`: where it was said, if at no question.
 */
export const twoTopics = (said: Said, place?: Place): readonly [Topic, Topic] | undefined => {
  const [first, second] = topicsAsked(said, place)
  return first === undefined || second === undefined || isAlike(first, second) ? undefined : [first, second]
}

/** What else is asked, beside a term of the open question: «hva er en mentor, og når er fristen?» */
export const askedBeside = (said: Said): Topic | undefined => topicsAsked(said)[0]

/** Each once, in the order asked; none where only one thing is asked. */
const topicsAsked = (said: Said, place?: Place): Topic[] => {
  if (said.tokens.length > longest || said.tokens.length < 2 * least) return []
  const parts = bare(said.text.toLowerCase())
    .split(cuts)
    .filter((part) => /\p{L}/u.test(part))
  if (parts.length < 2) return []
  return [...new Set(parts.flatMap((part, i) => askedIn(saidOf(`${part.trim()}?`), place, i > 0) ?? []))]
}

const askedIn = (part: Said, place: Place | undefined, isLater: boolean): Topic | undefined => {
  if (part.tokens.length < least || !isQuestion(part)) return undefined
  const topic = talkOf(part, place)?.topic
  // «Hvor mange mangler, og hva gjelder de?»: of what was named before.
  if (topic === undefined || topics[topic].act !== 'question' || (isLater && topic === 'what_is_this')) return undefined
  return topics[topic].does === undefined && isSurely(part, topic, place) ? topic : undefined
}

const isSurely = (part: Said, topic: Topic, place: Place | undefined): boolean => {
  const model = likely(part, place)
  if (framedTalk(part)?.topic === topic) return true
  return model.topic === topic && model.share >= leastShare && model.answering <= mostAnswering
}

/** What is asked in two ways, and answered by one text. */
const alike: readonly ReadonlySet<Topic>[] = [
  new Set<Topic>(['must', 'must_here', 'may_skip', 'unfinished', 'gaps']),
  new Set<Topic>(['who_are_you', 'what_is_this', 'swindle', 'why_me']),
  new Set<Topic>(['who_sees', 'free_text_read', 'may_name']),
  new Set<Topic>(['kept', 'may_delete', 'chat_log']),
  new Set<Topic>(['copy', 'archive', 'my_answers', 'paper']),
  new Set<Topic>(['two_forms', 'other_part', 'who_else', 'colleague', 'act_for', 'on_behalf']),
  new Set<Topic>(['topics', 'prepare', 'how_long', 'tables', 'left_open']),
]
const isAlike = (a: Topic, b: Topic): boolean => alike.some((some) => some.has(a) && some.has(b))
