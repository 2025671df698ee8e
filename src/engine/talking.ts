/** What is said to the bot beside answers and commands gets a word back, and the way on. Nothing is done and nothing stored. */

import type { AskedAbout } from '../norwegian/meaning.ts'
import { isCalledAway } from '../norwegian/put-aside.ts'
import {
  asksForPhone,
  asksHowManyAnswered,
  asksIfCodeLasts,
  asksIfTooLate,
  asksOfOwnPeople,
  asksOfUnsent,
  asksOfWeb,
  asksWhatFor,
  asksWhatIsKept,
  saysJustNow,
} from '../norwegian/questions.ts'
import { saidOf } from '../norwegian/said.ts'
import { takesLeave } from '../norwegian/told-beside.ts'
import { type Topic, topics } from '../norwegian/topics.ts'
import { wordOf } from '../norwegian/words.ts'
import type { Choice } from '../questionnaire/schema.ts'
import { asks, chosenAs, hasChoices, isAsked, isShare } from '../questionnaire/shape.ts'
import { changeNumber } from './commands.ts'
import { type Draft, isLastTold, sendUntracked, tell } from './draft.ts'
import { beginTyped } from './pressed-panel.ts'
import { hinderedNote, hindrance, isAnswered, isChangedSinceSent, isOpen, route, type Stop, stopsOf } from './route.ts'
import { askToSubmit } from './sending-in.ts'
import type { Note, Reply } from './session.ts'
import { resume } from './where-next.ts'

/** `stop`: the question that is open; `about`: what of it was asked about; `also`: what else was asked. */
type Around = { stop?: Stop | undefined; about?: AskedAbout | undefined; also?: Topic | undefined }

/** Answers what was said. */
export const talk = (draft: Draft, topic: Topic, { stop, about, also }: Around = {}): Draft => {
  const { does, open } = topics[topic]
  const hindered = hindrance(draft)
  const isOfUse = open === undefined || hindered === null || (does === 'change' && hindered === 'submitted')
  if (does === undefined || !isOfUse) return tell(draft, talkNotes(draft, topic, stop, also))
  switch (does) {
    case 'explain':
    case 'how':
      return stop === undefined ? tell(draft, [nowNote(draft)]) : helped(draft, stop, does, { about, also })
    case 'change':
      return changeNumber(draft, undefined)
    case 'send':
      return draft.seat.paused || draft.seat.position.at !== 'review' ? resume(draft) : askToSubmit(draft)
    case 'begin':
      return draft.seat.position.at === 'start' ? beginTyped(draft) : resume(draft)
    case 'resume':
      return resume(draft)
  }
}

/** The question's own explanation, or how to answer it; the whole help page to who asks again. */
const helped = (
  draft: Draft,
  { question: { id: question } }: Stop,
  brief: 'explain' | 'how',
  { about, also }: Around,
): Draft => {
  const beside = also === undefined ? {} : { also: talkNotes(draft, also).slice(0, 1) }
  const reply: Reply = { type: 'help', question, brief, ...(about === undefined ? {} : { about }), ...beside }
  return sendUntracked(draft, isLastTold(draft, reply) ? { type: 'help', question } : reply)
}

/** «Ser bra ut», where the answers are looked over: the bot asks whether to send in. */
export const agreesAtReview = (draft: Draft, topic: Topic): Draft | undefined =>
  isAgreement(topic) ? askToSubmit(draft) : undefined

/** Where the answers are looked over, this says that all is well. */
export const isAgreement = (topic: Topic): boolean => agreeing.has(topic)

const agreeing: ReadonlySet<Topic> = new Set<Topic>(['praise', 'okay', 'begin', 'send_in'])

/** What is said to a topic, and to what was asked beside it (`also`), and after a question the way on. */
export const talkNotes = (draft: Draft, topic: Topic, stop?: Stop, also?: Topic): Note[] => {
  const { act, open, sent, ends } = topics[topic]
  const hindered = hindrance(draft)
  if (hindered === 'submitted') {
    if (topic === 'what_now' || topic === 'left_open') return [{ key: 'talk.now_sent' }]
    if (open && !sent) return [{ key: 'talk.already_sent' }]
  } else if (hindered !== null && open) return [hinderedNote(draft, hindered)]
  const note = {
    key: `talk.${keyOfFact(draft, topic) ?? keyOf(draft, topic, stop)}`,
    vars: { n: draft.before.seat.rev, ...varsOf(draft, topic, stop) },
  }
  const second = also === undefined ? [] : talkNotes(draft, also, stop).slice(0, 1)
  const isLeft = hindered !== null || ends || (act === 'social' && (stop === undefined || !asksOn.has(topic)))
  return isLeft ? [note, ...second] : [note, ...second, ...wayOn(draft, stop)]
}

/** Words that are no answer, but may have been meant as one, or come in the middle of a question: the question comes again. */
// biome-ignore format: words of a kind share a line
const asksOn: ReadonlySet<Topic> = new Set<Topic>([
  'praise', 'okay', 'hello', 'small_talk', 'not_for_us', 'still_here', 'pity', 'too_many',
])

/** What the text of a topic names of the answers and of the question. */
const varsOf = (draft: Draft, topic: Topic, stop: Stop | undefined): Note['vars'] => {
  if (topic === 'left_open') {
    const open = stopsOf(draft).filter(({ question, entry }) => isAsked(question) && isOpen(entry))
    return { open: open.map(({ question }) => question.id).join(',') }
  }
  if (topic === 'prepare') {
    return { count: figuresIn(draft) }
  }
  if (topic === 'before' && stop !== undefined) return { question: stop.question.id }
  if (topic === 'all_rows' && asks(stop?.question, 'rows'))
    return { question: stop.question.id, choice: stop.choiceIds[1] ?? '' }
  if (topic === 'routing') return stop === undefined ? {} : { question: stop.question.id, ...fewerBy(draft, stop) }
  if (topic === 'may_comment' && !asks(stop?.question, 'words')) return { question: ownWords(draft)?.question.id ?? '' }
  if (topic === 'missing_choice' && stop !== undefined)
    return { question: stop.question.id, choice: specified(stop)?.id ?? '' }
  if (topic === 'tables') return { count: stopsOf(draft).filter(({ question }) => asks(question, 'rows')).length }
  return (topic === 'length_here' || topic === 'may_comment') && asks(stop?.question, 'words')
    ? { max: stop?.question.maxLength }
    : {}
}

/** The text of the one fact that is asked for, of a topic that holds several. */
const keyOfFact = ({ session, written = '' }: Draft, topic: Topic): string | undefined => {
  const said = saidOf(written)
  switch (topic) {
    case 'who_sees':
      if (asksOfUnsent(said)) return session.submission === null ? 'who_sees_before' : 'who_sees_sent'
      return asksOfOwnPeople(said) ? 'who_sees_here' : undefined
    case 'kept':
      if (asksWhatFor(said)) return 'why'
      return asksWhatIsKept(said) ? 'stored' : undefined
    case 'contact':
      return asksForPhone(said) ? 'contact_phone' : undefined
    case 'paper':
      return asksOfWeb(said) ? 'web' : undefined
    case 'no_code':
    case 'lost_code':
    case 'where_code':
    case 'bad_code':
      if (asksOfWeb(said)) return 'web'
      return asksIfCodeLasts(said) ? 'code_lasts' : undefined
    default:
      return undefined
  }
}

/** Which of a topic's texts fits here. */
const keyOf = (draft: Draft, topic: Topic, stop: Stop | undefined): string => {
  const { world, session } = draft
  const question = stop?.question
  const isRequired = question !== undefined && isAsked(question) && question.required
  const isSection = world.sections !== undefined
  const isSent = session.state === 'submitted'
  switch (topic) {
    case 'colleague':
    case 'someone_else':
    case 'unfinished':
      return isSection ? `${topic}_section` : topic
    case 'may_skip':
    case 'must_here':
      if (topic === 'must_here' && stop === undefined) return 'must'
      if (topic === 'must_here' && !isRequired && asks(question, 'rows')) return 'must_here_rows'
      return isRequired ? 'may_skip_required' : stop === undefined ? 'may_skip' : topic
    case 'for_us':
      return world.unit.kind === 'bydel' ? 'for_us_district' : topic
    case 'pass_by':
      if (stop === undefined && draft.seat.position.at === 'start') return 'will_not'
      return isRequired ? 'may_skip_required' : topic
    case 'check_first':
      if (isCalledAway(saidOf(draft.written ?? ''))) return 'hold_on'
      return stop === undefined ? 'check_first_outside' : topic
    case 'before':
      return stop !== undefined && saysJustNow(saidOf(draft.written ?? '')) ? 'before_now' : topic
    case 'may_change':
      return asksIfTooLate(saidOf(draft.written ?? '')) ? 'may_change_late' : topic
    case 'complaint':
      return stop === undefined || isRequired ? topic : 'complaint_here'
    case 'other_part':
      return isSent ? 'other_part_sent' : topic
    case 'others':
      return asksHowManyAnswered(saidOf(draft.written ?? '')) ? 'others_count' : topic
    case 'prepare':
      return figuresIn(draft) > 0 ? 'prepare_figures' : topic
    case 'routing':
      return routingOf(draft, stop)
    case 'not_fit':
      if (question === undefined || !isAsked(question)) return 'not_fit_survey'
      return question.notApplicable ? topic : isRequired ? 'not_fit_required' : 'not_fit_skip'
    case 'may_delete':
      return isSent || session.submission !== null ? 'may_delete_sent' : topic
    case 'thanks':
      if (isSent) return 'thanks_sent'
      return takesLeave(saidOf(draft.written ?? '')) ? byeOf(draft, topic) : topic
    case 'bye':
      return isSent ? 'bye_sent' : byeOf(draft, topic)
    case 'deadline':
    case 'reminders':
      return isSent ? `${topic}_sent` : topic
    case 'left_open':
      return stopsOf(draft).some(({ question, entry }) => isAsked(question) && isOpen(entry)) ? topic : 'none_open'
    case 'length_here':
      return asks(question, 'words') ? topic : 'length_any'
    case 'will_not':
      return draft.seat.position.at === 'start' && wordOf(draft.written ?? '') === 'no' ? 'will_not_start' : topic
    case 'passed_on':
      return isSection ? 'passed_on_section' : topic
    case 'elsewhere':
      if (question === undefined || isRequired) return topic
      return asks(question, 'figure') ? 'elsewhere_figure' : 'elsewhere_skip'
    default:
      return keyByShape(draft, topic, stop) ?? topics[topic].text ?? topic
  }
}

/** Of what the shape of the open question settles. */
const keyByShape = (draft: Draft, topic: Topic, stop: Stop | undefined): string | undefined => {
  const question = stop?.question
  switch (topic) {
    case 'order':
      if (question === undefined || asks(question, 'order')) return topic
      return asks(question, 'choices') ? 'order_none' : asks(question, 'rows') ? 'order_rows' : 'order_any'
    case 'give_counts':
      if (question === undefined || isShare(question)) return topic
      return asks(question, 'figure') ? 'give_counts_sum' : 'may_guess'
    case 'missing_choice':
      if (!hasChoices(question)) return 'missing_choice_any'
      return stop !== undefined && specified(stop) === undefined ? 'missing_choice_none' : topic
    case 'may_comment':
      if (asks(question, 'words')) return 'length_here'
      return ownWords(draft) === undefined ? 'contact' : topic
    default:
      return undefined
  }
}

/** The choice that takes words of one's own. */
const specified = ({ question, choiceIds }: Stop): Choice | undefined =>
  hasChoices(question) ? question.choices.find(({ id, specify }) => specify && choiceIds.includes(id)) : undefined

/** The last question that is answered with words of one's own: there is room for what no other asks about. */
const ownWords = (draft: Draft): Stop | undefined => stopsOf(draft).findLast(({ question }) => asks(question, 'words'))

/** How many figures the part may ask for. */
const figuresIn = ({ world }: Draft): number =>
  world.questionnaire.sections.flatMap(({ questions }) => questions.filter((question) => asks(question, 'figure')))
    .length

/** Which answers of the open question lead past most others, and how many questions fewer these are; empty: none does. */
const fewerBy = (draft: Draft, stop: Stop): { choices?: string; count?: number } => {
  const { world, session } = draft
  const { question } = stop
  if (!asks(question, 'choice', 'choices')) return {}
  const asked = (id: string): number => {
    const entries = {
      ...session.entries,
      [question.id]: { answer: chosenAs(question, id), r: 0, by: 0, at: world.now },
    }
    return route(world.questionnaire, world.unit, entries).filter((one) => isAsked(one.question)).length
  }
  const counts = stop.choiceIds.map((id) => ({ id, count: asked(id) }))
  const least = Math.min(...counts.map(({ count }) => count))
  const most = Math.max(...counts.map(({ count }) => count))
  if (most === least) return {}
  return { choices: counts.flatMap(({ id, count }) => (count === least ? [id] : [])).join(','), count: most - least }
}

const routingOf = (draft: Draft, stop: Stop | undefined): string => {
  if (stop === undefined || !asks(stop.question, 'choice', 'choices')) return 'routing_any'
  return fewerBy(draft, stop).count === undefined ? 'routing_same' : 'routing'
}

/** Who goes while answers are not sent in, or were changed and not sent in again, is told so. */
const byeOf = (draft: Draft, otherwise: 'bye' | 'thanks'): string => {
  const { session, world } = draft
  if (hindrance(draft) !== null || world.sections !== undefined) return otherwise
  if (session.submission !== null) return isChangedSinceSent(session) ? 'bye_changed' : otherwise
  return stopsOf(draft).some(({ entry }) => isAnswered(entry)) ? 'bye_unsent' : otherwise
}

/** What can be done now, in a line. */
export const wayOn = (draft: Draft, stop: Stop | undefined): Note[] => {
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
