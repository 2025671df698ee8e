/** What is said to the bot beside answers and commands gets a word back, and the way on. Nothing is done and nothing stored. */

import type { AskedAbout } from '../norwegian/meaning.ts'
import type { Topic } from '../norwegian/talk-frames.ts'
import { socialTopics } from '../norwegian/talk-frames.ts'
import { isAsked } from '../questionnaire/shape.ts'
import { changeNumber } from './commands.ts'
import { type Draft, isLastTold, sendUntracked, tell } from './draft.ts'
import type { Stop } from './route.ts'
import { askToSubmit } from './sending-in.ts'
import type { Note, Reply } from './session.ts'
import { resume } from './where-next.ts'
import { hinderedNote, hindrance } from './window.ts'

/** Topics that are only of use while answers can be given. */
const whileOpen: ReadonlySet<Topic> = new Set<Topic>([
  'how_long',
  'must',
  'must_here',
  'before',
  'colleague',
  'may_skip',
  'may_change',
  'may_pause',
  'unfinished',
  'how_here',
  'may_guess',
  'what_now',
  'check_first',
  'no_time',
  'someone_else',
  'wrong_person',
  'not_fit',
  'will_not',
  'ill',
  'new_here',
  'tired',
  'explain',
  'returned',
  'forgot',
  'change_one',
])
/** Of these, what somebody who has sent in can still want. */
const afterSending: ReadonlySet<Topic> = new Set<Topic>(['may_change', 'forgot', 'change_one', 'what_now'])

const social: ReadonlySet<Topic> = new Set<Topic>(socialTopics)

/** Answers what was said. `stop`: the question that is open. */
export const talk = (draft: Draft, topic: Topic, stop?: Stop, about?: AskedAbout): Draft => {
  const hindered = hindrance(draft)
  if (topic === 'explain' && about !== undefined && stop !== undefined && hindered === null)
    return helped(draft, stop, 'explain', about)
  if (whileOpen.has(topic) && hindered === null) return whereOpen(draft, topic, stop)
  if (topic === 'forgot' || topic === 'change_one')
    return hindered === 'submitted' ? changeNumber(draft, undefined) : tell(draft, talkNotes(draft, topic, stop))
  return tell(draft, talkNotes(draft, topic, stop))
}

const whereOpen = (draft: Draft, topic: Topic, stop: Stop | undefined): Draft => {
  switch (topic) {
    case 'explain':
    case 'what_now':
      return stop === undefined ? tell(draft, [nowNote(draft)]) : helped(draft, stop, 'explain')
    case 'how_here':
      return stop === undefined ? tell(draft, [nowNote(draft)]) : helped(draft, stop, 'how')
    case 'returned':
      return resume(draft)
    case 'forgot':
    case 'change_one':
      return changeNumber(draft, undefined)
    default:
      return tell(draft, talkNotes(draft, topic, stop))
  }
}

/** The question's own explanation, or how to answer it; the whole help page to who asks again. */
const helped = (
  draft: Draft,
  { question: { id: question } }: Stop,
  brief: 'explain' | 'how',
  about?: AskedAbout,
): Draft => {
  const reply: Reply = { type: 'help', question, brief, ...(about === undefined ? {} : { about }) }
  return sendUntracked(draft, isLastTold(draft, reply) ? { type: 'help', question } : reply)
}

/** «Ser bra ut», where the answers are looked over: the bot asks whether to send in. */
export const agreesAtReview = (draft: Draft, topic: Topic): Draft | undefined =>
  topic === 'praise' || topic === 'okay' ? askToSubmit(draft) : undefined

/** What is said to a topic, and after a question the way on. */
export const talkNotes = (draft: Draft, topic: Topic, stop?: Stop): Note[] => {
  const hindered = hindrance(draft)
  if (hindered === 'submitted') {
    if (topic === 'what_now') return [{ key: 'talk.now_sent' }]
    if (whileOpen.has(topic) && !afterSending.has(topic)) return [{ key: 'talk.already_sent' }]
  } else if (hindered !== null && whileOpen.has(topic)) return [hinderedNote(draft, hindered)]
  const note = { key: `talk.${keyOf(draft, topic, stop)}`, vars: { n: draft.before.seat.rev } }
  // «Bra» may have been meant as an answer: the question comes again.
  if ((topic === 'praise' || topic === 'okay') && stop !== undefined) return [note, ...wayOn(draft, stop)]
  return social.has(topic) || situational.has(topic) || hindered !== null ? [note] : [note, ...wayOn(draft, stop)]
}

/** Topics whose answer is itself the way on. */
const situational: ReadonlySet<Topic> = new Set<Topic>([
  'check_first',
  'no_time',
  'someone_else',
  'wrong_person',
  'not_fit',
  'will_not',
  'ill',
  'new_here',
  'tired',
  'may_skip',
  'must_here',
  'before',
  'what_now',
  'unfinished',
])

/** Which of a topic's texts fits here. */
const keyOf = ({ world, session }: Draft, topic: Topic, stop: Stop | undefined): string => {
  const question = stop?.question
  const isRequired = question !== undefined && isAsked(question) && question.required
  const isSection = world.sections !== undefined
  switch (topic) {
    case 'colleague':
    case 'someone_else':
    case 'unfinished':
      return isSection ? `${topic}_section` : topic
    case 'may_skip':
    case 'must_here':
      return isRequired ? 'may_skip_required' : stop === undefined ? 'may_skip' : topic
    case 'check_first':
      return stop === undefined ? 'check_first_outside' : topic
    case 'not_fit':
      if (question === undefined || !isAsked(question)) return 'not_fit_survey'
      return question.notApplicable ? topic : isRequired ? 'not_fit_required' : 'not_fit_skip'
    case 'thanks':
      return session.state === 'submitted' ? 'thanks_sent' : topic
    case 'what_now':
    case 'explain':
    case 'how_here':
      return 'now_review'
    case 'returned':
      return 'hello'
    case 'forgot':
    case 'change_one':
      return 'may_change'
    default:
      return topic
  }
}

/** What can be done now, in a line. */
const wayOn = (draft: Draft, stop: Stop | undefined): Note[] => {
  const { position, paused } = draft.seat
  if (stop !== undefined) return [{ key: 'talk.question_again', vars: { question: stop.question.id } }]
  if (paused) return [{ key: 'talk.on_paused' }]
  if (position.at === 'start') return [{ key: 'talk.on_start' }]
  return position.at === 'review' && draft.world.sections === undefined ? [{ key: 'talk.on_review' }] : []
}

const nowNote = (draft: Draft): Note => {
  const { position, paused } = draft.seat
  if (paused) return { key: 'turn.is_paused' }
  return { key: position.at === 'start' ? 'turn.press_start' : 'talk.now_review' }
}
