/** The bot has asked something back and waits: «Stemmer det?», «Hva annet?», «Vil du sende inn?» */

import { hear, saysYes, type Waits } from '../norwegian/hear.ts'
import type { Content, Hearing, Meaning } from '../norwegian/meaning.ts'
import { isOnlyNumber, numberNamed } from '../norwegian/numbers-in.ts'
import { saidOf } from '../norwegian/said.ts'
import { behindWait, isForOthersFirst, wantsOverview, wantsTheRest } from '../norwegian/sending-off.ts'
import { type Topic, topics } from '../norwegian/topics.ts'
import { understand } from '../norwegian/understand.ts'
import type { Answer } from '../questionnaire/answer.ts'
import type { Asked } from '../questionnaire/schema.ts'
import { gives, isAsked } from '../questionnaire/shape.ts'
import { askIfMeant, askWhether, give, giveUnspecified } from './answering.ts'
import { byCommand, changeNumber } from './commands.ts'
import { byConfirming, waitingStop } from './confirming.ts'
import { wantingChange } from './corrections.ts'
import { type Draft, tell, withSeat } from './draft.ts'
import { hearing } from './hearing.ts'
import { stopsNamed } from './put-right.ts'
import { hindrance, isOpen, type Stop, stopFor, stopsOf } from './route.ts'
import { deletionWords, forget, submit } from './sending-in.ts'
import type { Note, Pending } from './session.ts'
import { byPassOn, calledOff } from './sharing.ts'
import { talkNotes } from './talking.ts'
import { ask, review } from './where-next.ts'

/** What is waited for, and where: how a text is heard while it is; undefined: what was asked is gone, and it is heard as usual. */
export const placeAsked = (draft: Draft, pending: Pending): { hearing: Hearing; waits: Waits } | undefined => {
  const hindered = hindrance(draft)
  const outside = hearing(draft, undefined)
  switch (pending.type) {
    case 'confirm': {
      const stop = waitingStop(draft, pending)
      return stop === null
        ? undefined
        : { hearing: hearing(draft, stop), waits: { for: 'confirmation', proposed: pending.answer } }
    }
    case 'specify': {
      const stop = waitingStop(draft, pending)
      return stop === null || !gives(pending.answer, 'choice', 'choices')
        ? undefined
        : { hearing: { ...outside, question: fieldOf(stop) }, waits: { for: 'words' } }
    }
    case 'submit':
      // Closed, or sent in by a colleague, since it was asked: heard as usual, and told so.
      return hindered === null ? { hearing: outside, waits: { for: 'consent', to: 'submit' } } : undefined
    case 'delete':
      return { hearing: outside, waits: { for: 'consent', to: 'delete' } }
    case 'change_which':
      return hindered === null || hindered === 'submitted' ? { hearing: outside, waits: { for: 'which' } } : undefined
    case 'unclear':
    case 'pass_on':
    case 'pass_to':
    case 'not_me':
      return { hearing: outside, waits: { for: 'which' } }
  }
}

/** Answers what was asked back; null when the text is about something else, and is heard as usual. `meaning`: as heard at `placeAsked`. */
export const byPending = (draft: Draft, pending: Pending, meaning: Meaning, text: string): Draft | null => {
  switch (pending.type) {
    case 'confirm':
      return byConfirming(draft, pending, meaning, text)
    case 'specify':
      return specified(draft, pending, meaning, text)
    case 'change_which':
      return whichToChange(draft, meaning, text)
    case 'unclear':
      return whichCommand(draft, pending, meaning)
    case 'pass_on':
    case 'pass_to':
    case 'not_me':
      return passedOn(draft, pending, meaning, text)
    case 'submit':
      return atYesOrNo(draft, meaning, text, 'submit', {
        yes: (d) => submit(d, pending.answers),
        no: (d) => review(d),
        again: (d, notes) =>
          pending.again
            ? review(d, notes)
            : askedAgain(d, { ...pending, again: true }, [...notes, { key: 'turn.submit_yes_or_no' }]),
      })
    case 'delete':
      return atYesOrNo(draft, meaning, text, 'delete', {
        yes: forget,
        no: notDeleted,
        again: (d, notes) =>
          pending.again
            ? notDeleted(d)
            : askedAgain(d, { ...pending, again: true }, [...notes, { key: deletionWords(d).yesOrNo }]),
      })
  }
}

const passedOn = (draft: Draft, pending: Parameters<typeof byPassOn>[1], meaning: Meaning, text: string): Draft =>
  meaning.content.type === 'command'
    ? byCommand(withSeat(draft, { pending: null }), meaning.content.command)
    : byPassOn(draft, pending, { text, meaning })

const notDeleted = (draft: Draft): Draft => tell(draft, [{ key: calledOff(draft, 'turn.not_deleted') }])

const askedAgain = (draft: Draft, pending: Pending, notes: Note[]): Draft => tell(withSeat(draft, { pending }), notes)

type Ways = { yes: (draft: Draft) => Draft; no: (draft: Draft) => Draft; again: (draft: Draft, notes: Note[]) => Draft }

/** Told instead of a «nei» to «vil du sende inn?»: it is not asked again. */
// biome-ignore format: words of a kind share a line
const putsOff: ReadonlySet<Topic> = new Set<Topic>([
  'check_first', 'no_time', 'someone_else', 'ill', 'tired', 'may_pause', 'will_not',
])

/** «Blir alt borte?», whatever else these are about: what is deleted, and what stays. */
// biome-ignore format: words of a kind share a line
const ofDeleting: ReadonlySet<Topic> = new Set<Topic>([
  'may_delete', 'may_pause', 'may_change', 'kept', 'chat_log', 'copy', 'explain', 'what_now', 'sent_or_not',
  'unfinished', 'left_open', 'my_answers', 'before', 'still_here',
])

/** Only a clear «ja» sends in or deletes; anything else but a command is asked again once, and then left alone. */
const atYesOrNo = (draft: Draft, meaning: Meaning, text: string, to: 'submit' | 'delete', ways: Ways): Draft => {
  const done = withSeat(draft, { pending: null })
  if (meaning.act === 'confirmation') return ways.yes(done)
  if (to === 'submit' && wantsTheRest(text)) return openNext(done)
  if (to === 'submit' && wantsOverview(text)) return ways.no(done)
  const beside = to === 'submit' ? questionBehindWait(draft, text) : []
  if (beside.length > 0) return tell(done, [notSent(draft), ...beside])
  // «Nei vent, sjefen vil se den først»: who says why has no need of all the answers.
  if (meaning.act === 'denial' && to === 'submit' && tellsWhyNot(draft, text)) return tell(done, [notSent(draft)])
  if (meaning.act === 'denial') return ways.no(done)
  if (meaning.content.type === 'command') return byCommand(draft, meaning.content.command)
  if (to === 'submit' && meaning.topic !== undefined) {
    if (putsOff.has(meaning.topic)) return tell(done, [notSent(draft, meaning.topic, text)])
    if (meaning.topic === 'what_now' || meaning.topic === 'explain')
      return ways.again(done, [{ key: 'talk.after_sending' }])
    const { does } = topics[meaning.topic]
    if (does === 'change') return wantingChange(done, text)
    if (does !== undefined) return ways.again(done, [])
  }
  if (to === 'delete' && (meaning.topic === undefined ? meaning.act === 'question' : ofDeleting.has(meaning.topic)))
    return ways.again(done, deletionWords(draft).what)
  // «Ok» is no yes to this, and is not cheered as one.
  if (to === 'submit' && (meaning.topic === 'okay' || meaning.topic === 'praise')) return ways.again(done, [])
  if (meaning.topic !== undefined)
    return ways.again(
      done,
      talkNotes(draft, meaning.topic, undefined, meaning.also).slice(0, meaning.also === undefined ? 1 : 2),
    )
  return ways.again(done, meaning.act === 'question' ? [{ key: 'turn.asked_us' }] : [])
}

/** Who wants somebody else to see the answers first is told how. */
const notSent = ({ before }: Draft, topic?: Topic, text = ''): Note =>
  topic === 'someone_else' || isForOthersFirst(text)
    ? { key: 'talk.not_sent_to_others' }
    : { key: 'talk.not_sent_yet', vars: { n: before.seat.rev } }

/** Words of a no with its reason. */
const leastOfReason = 3

const tellsWhyNot = (draft: Draft, text: string): boolean => {
  if (saidOf(text).tokens.length < leastOfReason) return false
  const { topic } = hear(text, hearing(draft, undefined))
  return topic !== undefined && putsOff.has(topic)
}

/** The first question without an answer, or passed by. */
const openNext = (draft: Draft): Draft => {
  const open = stopsOf(draft).find(({ question, entry }) => isAsked(question) && isOpen(entry))
  return open === undefined ? review(draft) : ask(draft, open.question.id)
}

/** «Vent, får kommunen sjå dette etterpå?»: what is asked after a no or a wait. */
const questionBehindWait = (draft: Draft, text: string): Note[] => {
  const asked = behindWait(text)
  const topic = asked === undefined ? undefined : hear(asked, hearing(draft, undefined)).topic
  return topic !== undefined && topics[topic].act === 'question' && topics[topic].does === undefined
    ? talkNotes(draft, topic).slice(0, 1)
    : []
}

/** «Annet» is heard like a short text: words but for a command, a question and a plain yes or no are the specification. */
const specified = (
  draft: Draft,
  pending: Extract<Pending, { type: 'specify' }>,
  meaning: Meaning,
  text: string,
): Draft | null => {
  const stop = waitingStop(draft, pending)
  const { answer } = pending
  if (stop === null || !gives(answer, 'choice', 'choices')) return null
  const { content } = meaning
  if (content.type === 'command')
    return content.command.name === 'skip' ? giveUnspecified(draft, stop, answer) : byCommand(draft, content.command)
  if (content.type === 'missing') return giveUnspecified(draft, stop, answer)
  const other = content.type === 'answer' && gives(content.answer, 'words') ? content.answer.value : text
  switch (meaning.act) {
    case 'answer':
    case 'none':
      return named(draft, stop, answer, other)
    case 'question':
    case 'situation':
      return askWhether(draft, stop, { ...answer, other })
    default:
      return tell(draft, [{ key: 'turn.specify_or_skip' }])
  }
}

type Chosen = Extract<Answer, { kind: 'single' | 'multiple' }>

/** Words that are one of the other choices mean that choice, after a «ja». */
const named = (draft: Draft, stop: Stop, answer: Chosen, other: string): Draft => {
  const heard = understand(other, hearing(draft, stop))
  const instead = otherChoice(heard, answer)
  return instead === undefined ? give(draft, stop, { ...answer, other }) : askIfMeant(draft, stop, instead)
}

const otherChoice = (heard: Content, answer: Chosen): Answer | undefined => {
  if (heard.type !== 'answer' && heard.type !== 'confirm') return undefined
  const said = heard.answer
  if (gives(said, 'choice') && gives(answer, 'choice'))
    return said.value === answer.value || said.other !== undefined ? undefined : said
  if (heard.type !== 'answer' || !gives(said, 'choices') || !gives(answer, 'choices')) return undefined
  return said.other !== undefined || said.value.some((id) => answer.value.includes(id)) ? undefined : said
}

const fieldOf = ({ question }: Stop): Asked => ({
  kind: 'short_text',
  id: question.id,
  text: question.text,
  maxLength: 200,
  required: false,
  dontKnow: false,
  notApplicable: false,
  checks: [],
  base: 'substantive',
  prefill: 'hidden',
})

const whichToChange = (draft: Draft, meaning: Meaning, text: string): Draft | null => {
  if (meaning.content.type === 'command') return byCommand(draft, meaning.content.command)
  const number = isOnlyNumber(text) ? numberNamed(text) : undefined
  const free = withSeat(draft, { pending: null })
  if (number !== undefined) return changeNumber(free, number)
  if (meaning.act === 'denial') return tell(free, [{ key: calledOff(draft, 'turn.not_me_stays') }])
  // A «ja» says not which, and is none to what would be asked next.
  if (saysYes(text)) return tell(draft, [{ key: 'turn.change_which_number' }])
  const { position, paused } = draft.seat
  const stop =
    position.at === 'question' && !paused && hindrance(draft) === null ? stopFor(draft, position.question) : undefined
  const heard = hear(text, hearing(free, stop))
  const isNone = heard.act === 'none' || heard.act === 'answer'
  if (heard.topic !== undefined && topics[heard.topic].does === 'change') return wantingChange(free, text)
  if (!isNone) return null
  return stopsNamed(free, text).length > 0
    ? wantingChange(free, text)
    : tell(draft, [{ key: 'turn.change_which_number' }])
}

/** «Pause eller avslutt?»: a «ja» to that is no answer to the question that stands open. */
const whichCommand = (draft: Draft, pending: Extract<Pending, { type: 'unclear' }>, { act }: Meaning): Draft | null => {
  return act === 'confirmation' || act === 'denial' || act === 'hedge'
    ? tell(draft, [{ key: 'turn.unclear_still', vars: { between: pending.between.join(',') } }])
    : null
}
