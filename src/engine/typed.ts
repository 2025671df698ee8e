/** Something was typed: a command, an answer to the open question, or a «ja» to what is waiting. */

import { mergeRows } from '../kinds/matrix.ts'
import { deniedFigures, withoutDenied } from '../norwegian/ahead.ts'
import { meaningOfTerm } from '../norwegian/asked-about.ts'
import { readAlone } from '../norwegian/clauses.ts'
import { isCommanded } from '../norwegian/commands.ts'
import { hear } from '../norwegian/hear.ts'
import {
  commandBehind,
  isOfBefore,
  lateAnswer,
  namesOtherUnit,
  ratesByOther,
  type TakenBack,
  takenBack,
  takesOutBefore,
} from '../norwegian/late.ts'
import { type AskedAbout, type Content, type Meaning, meaningOf, type RowsSaid } from '../norwegian/meaning.ts'
import { saidOf } from '../norwegian/said.ts'
import { type Topic, topics } from '../norwegian/topics.ts'
import { understand } from '../norwegian/understand.ts'
import type { Answer } from '../questionnaire/answer.ts'
import type { Question } from '../questionnaire/schema.ts'
import { asks, figureOf, gives, isAsked } from '../questionnaire/shape.ts'
import { toldAhead, wholeInstead, withAnswerBeside } from './ahead.ts'
import { answerWith, askIfMeant, askWhether, give, giveMissing, giveRead, refuse, rowAsked } from './answering.ts'
import { byPending, placeAsked } from './asked-back.ts'
import { byCommand } from './commands.ts'
import { changed, exceptAt, ownAnswers, wantingChange } from './corrections.ts'
import { type Draft, same, tell, unrepeated, withSeat } from './draft.ts'
import { byGiven } from './given.ts'
import { hearing } from './hearing.ts'
import { beginTyped } from './pressed-panel.ts'
import { asAsked, askedAt, leadTo, mostNamed, stopsNamed } from './put-right.ts'
import {
  atReviewNote,
  hinderedNote,
  hindrance,
  isLookingOver,
  isOvertaken,
  isSettled,
  previousTo,
  type Stop,
  stopFor,
  stopsOf,
} from './route.ts'
import { askToSubmit } from './sending-in.ts'
import type { Note, Pending } from './session.ts'
import { agreesAtReview, isAgreement, talk, talkNotes } from './talking.ts'
import { goOn, receipt, resume, tellOvertaken } from './where-next.ts'

export const byText = (draft: Draft, text: string): Draft => unrepeated(heardWithAhead(draft, text))

/** With what a text tells of the question after the one it was typed at. */
const heardWithAhead = (draft: Draft, text: string): Draft => {
  const { pending } = draft.seat
  const waits = pending?.type === 'confirm' ? pending : undefined
  const stop = waits ? stopFor(draft, waits.question) : pending === null ? stopHere(draft) : undefined
  const told = stop && toldAhead(draft, stop, text)
  if (stop === undefined || told === undefined) return heardAt(draft, text)
  if (told.ahead === undefined) return heardAt(draft, told.rest || text)
  const heard = besideAhead(draft, stop, told.rest, told.ahead.answer, text)
  return isHeardAt(draft, heard, stop.question.id) ? withSeat(heard, { ahead: told.ahead }) : heard
}

/** Something of a question is stored, proposed, or asked between. */
const isHeardAt = (before: Draft, { session, seat: { pending }, replies }: Draft, id: string): boolean =>
  before.session.entries[id] !== session.entries[id] ||
  ((pending?.type === 'confirm' || pending?.type === 'specify') && pending.question === id) ||
  replies.some(
    ({ reply }) => reply.type === 'refused' && reply.question === id && reply.problem.code === 'ambiguous_choice',
  )

/** What is said of the open question itself. Of a part of what is counted no total is made: «det var 11 enslige». */
const besideAhead = (draft: Draft, stop: Stop, rest: string, part: Answer, text: string): Draft => {
  const { pending } = draft.seat
  if (!asks(stop.question, 'figure') || !gives(part, 'figure')) return heardAt(draft, text)
  if (/\d/.test(withoutDenied(rest)) || isHeardAlone(draft, stop, rest)) return heardAt(draft, rest)
  if (pending?.type !== 'confirm') return askIfMeant(draft, stop, figureOf(stop.question, part.value))
  const isDenied = gives(pending.answer, 'figure') && deniedFigures(rest).includes(pending.answer.value)
  return byPending(draft, pending, meaningOf(isDenied ? 'denial' : 'hedge'), text) ?? draft
}

/** «Tjue», «ingen», «vet ikke»: an answer without what is told beside it; «ja» is one where something waits. A «nei» goes with what is told. */
const isHeardAlone = (draft: Draft, stop: Stop, rest: string): boolean => {
  const { type } = understand(withoutDenied(rest), hearing(draft, stop))
  return type === 'yes' ? draft.seat.pending !== null : type !== 'ask' && type !== 'command' && type !== 'no'
}

const heardAt = (draft: Draft, text: string): Draft => {
  const { pending } = draft.seat
  const stop = stopHere(draft)
  const place = pending === null ? undefined : placeAsked(draft, pending)
  const meaning = hear(text, place?.hearing ?? hearing(draft, stop), place?.waits)
  const given = pending === null || letsChange.has(pending.type) ? byGiven(draft, stop, meaning) : undefined
  if (given !== undefined) return stop === undefined ? given : withAnswerBeside(given, stop, text)
  if (pending === null || place === undefined) return byMeaning(draft, stop, meaning, text)
  const waiting = byPending(draft, pending, meaning, text)
  if (waiting !== null) return waiting
  // Which answer it was is let go of: something else was said.
  if (pending.type === 'change_which') return heardAt(withSeat(draft, { pending: null }), text)
  return byMeaning(draft, stop, hear(text, hearing(draft, stop)), text)
}

/** While these wait, answers that stand are spoken of all the same. */
const letsChange: ReadonlySet<Pending['type']> = new Set<Pending['type']>(['submit', 'change_which'])

/** The question that is open. */
const stopHere = (draft: Draft): Stop | undefined => {
  const { position, paused } = draft.seat
  return position.at === 'question' && !paused && hindrance(draft) === null
    ? stopFor(draft, position.question)
    : undefined
}

const byMeaning = (draft: Draft, stop: Stop | undefined, meaning: Meaning, text: string): Draft => {
  const { act, content } = meaning
  if (act === 'command' && content.type === 'command') return byCommand(draft, content.command)
  if (stop === undefined) return elsewhere(draft, meaning, text)
  const opened = meaning.tells?.has('opens_question') && !isFreeText(stop) ? openedByName(draft, stop, text) : undefined
  if (opened !== undefined) return opened
  // «Mener dere stillinger i 2016?» adds nothing to the answer before.
  if (act === 'question' && isSaidToUs(stop, meaning)) return talkAt(draft, stop, meaning, text)
  const behind = commandBehind(text, hearing(draft, stop))
  if (behind !== undefined) return byCommand(draft, behind)
  const earlier = isFreeText(stop) ? backAtWords(draft, stop, text) : aboutEarlier(draft, stop, meaning, text)
  if (earlier) return earlier
  if (content.type === 'ask' && meaning.tells?.has('begins')) return resume(draft, [{ key: 'turn.welcome_back' }])
  if (isSaidToUs(stop, meaning)) return talkAt(draft, stop, meaning, text)
  return isOvertaken(draft, stop)
    ? tellOvertaken(draft, stop)
    : withWayBack(atQuestion(draft, stop, meaning), draft, stop, meaning)
}

/** «Kan vi gå tilbake til spørsmålet om bolig?»: undefined where no answered question is named. */
const openedByName = (draft: Draft, here: Stop, text: string): Draft | undefined => {
  const named = stopsNamed(draft, text).filter((stop) => stop !== here)
  // What comes later is not taken for something before.
  if (named[0] === undefined || !isSettled(named[0].entry)) return undefined
  const [first] = asAsked(draft, named)
  return named.length > mostNamed && first !== undefined && isSettled(first.entry)
    ? leadTo(draft, first)
    : wantingChange(draft, text, here)
}

const talkAt = (draft: Draft, stop: Stop, { topic = 'explain', asked, also }: Meaning, text: string): Draft => {
  if (topics[topic].does === 'change') return wantingChange(draft, text, stop)
  const own = topic === 'my_answers' ? ownAnswers(draft, text, stop) : undefined
  if (own !== undefined) return own
  const about = topic === 'explain' && isUnexplained(asked) ? (explainedElsewhere(draft, stop, text) ?? asked) : asked
  return talk(draft, topic, { stop, about, also })
}

/** Something is asked of the question for which it has no words of its own. */
const isUnexplained = (asked: AskedAbout | undefined): boolean =>
  asked !== undefined && asked.texts.length === 0 && !asked.choices && !asked.inText && !asked.many

/** A term that another question explains: «hva er introduksjonsprogrammet?», at the first of all. */
const explainedElsewhere = (draft: Draft, here: Stop, text: string): AskedAbout | undefined =>
  stopsOf(draft)
    .filter((stop) => stop !== here && isAsked(stop.question))
    .flatMap((stop) => meaningOfTerm(text, hearing(draft, stop)) ?? [])[0]

/** Somebody puts right, adds to or agrees to what they said at the question before; asked about by name. */
const aboutEarlier = (draft: Draft, stop: Stop, meaning: Meaning, text: string): Draft | undefined => {
  const { question, entry } = stop
  const last = entry === undefined ? previousTo(draft, question.id) : undefined
  if (last === undefined || !isSettled(last.entry)) return undefined
  if (meaning.content.type === 'answer' && meaning.tells?.has('repeats'))
    return askIfMeant(draft, stop, meaning.content.answer)
  if (!isAsked(last.question)) return undefined
  if (asks(last.question, 'rows')) return tableBefore(draft, stop, last, text)
  const whole = wholeInstead(draft, stop, last, text)
  if (whole !== undefined) return whole
  if (meaning.content.type === 'ask' && namesOtherUnit(text, hearing(draft, last))) return leadTo(draft, last)
  const before = { hearing: hearing(draft, last), answer: last.entry?.answer }
  const here = { hearing: hearing(draft, stop) }
  // «Vent litt, ferja legg til» tells why there is no answer now.
  const late = lateAnswer(text, before, here, meaning.act === 'situation' ? () => undefined : readAlone)
  if (same(late, last.entry?.answer) && late !== undefined) return askedAt(draft, { at: last, answer: late }, text)
  if (late !== undefined) return askIfMeant(draft, last, late, 'earlier')
  return takesOutBefore(text, before) || isOfBefore(text, before, here, meaning) ? leadTo(draft, last) : undefined
}

/** «Nei, sett den til 6», at a remark: of the answer before, or of one that is named; else it is asked whether it is the remark. */
const backAtWords = (draft: Draft, stop: Stop, text: string): Draft | undefined => {
  const back = takenBack(text)
  if (back === undefined) return undefined
  const last = stop.entry === undefined ? previousTo(draft, stop.question.id) : undefined
  const answer = last !== undefined && isSettled(last.entry) ? answerBack(draft, last, back) : undefined
  if (last !== undefined && answer !== undefined) return askedAt(draft, { at: last, answer }, back.rest)
  // «Nei, hjelp» may be a cry for it, or what is missed.
  const isDoubtful = back.plainly || isCommanded(back.rest)
  return isDoubtful ? askWhether(draft, stop, { kind: 'text', value: text.trim() }) : undefined
}

/** What should stand at the question before; of what may be a remark only a row with its value, said shortly. */
const answerBack = (draft: Draft, last: Stop, { rest, plainly, adds }: TakenBack): Answer | undefined => {
  const isTable = asks(last.question, 'rows')
  if (!isAsked(last.question) || isFreeText(last)) return undefined
  if (!plainly && (!isTable || saidOf(rest).tokens.length > shortest)) return undefined
  const there = hearing(draft, last)
  const content = isTable ? hear(rest, there).content : readAlone(rest, there)
  const answer = content === undefined ? undefined : answerWith(last, content)
  const after = adds && answer !== undefined ? changed(last, answer, 'add') : answer
  return !plainly && same(after, last.entry?.answer) ? undefined : after
}
/** Words of a row with its value. */
const shortest = 7

/** «Råd om tilskot var svært nyttig», where another table asks how important it is. */
const tableBefore = (draft: Draft, stop: Stop, last: Stop, text: string): Draft | undefined => {
  if (!isAsked(stop.question) || !asks(stop.question, 'rows') || !isAsked(last.question)) return undefined
  if (!ratesByOther(text, last.question, stop.question)) return undefined
  const { content } = hear(text, hearing(draft, last))
  const answer = answerWith(last, content)
  return answer === undefined ? undefined : askIfMeant(draft, last, answer, 'put_right')
}

/** At a free text any words may be the answer, so that it is asked about; but no answer is a word of thanks. */
const isSaidToUs = (stop: Stop, { act, topic, content }: Meaning): boolean => {
  if (act === 'social') return topic !== undefined
  if (act !== 'question' && act !== 'situation') return false
  return content.type === 'command' || !isFreeText(stop)
}

const isFreeText = ({ question }: Stop): boolean => asks(question, 'words')

/** «Nei, jeg mente 18», when nothing was said at this question yet: it may be about the one before. */
const withWayBack = (after: Draft, before: Draft, { question, entry }: Stop, { tells }: Meaning): Draft => {
  const isFresh = before.seat.pending === null && entry === undefined && !asks(question, 'rows')
  const isStored = Object.hasOwn(after.session.entries, question.id)
  return isFresh && !isStored && tells?.has('takes_back') && previousTo(before, question.id)
    ? tell(after, [{ key: 'turn.or_previous' }])
    : after
}

const atQuestion = (draft: Draft, stop: Stop, { act, content, topic, asked, also, change }: Meaning): Draft => {
  const toldAtOnce =
    topic === undefined ? [] : talkNotes(draft, inWords(topic), stop, also).slice(0, also === undefined ? 1 : 2)
  if (!isAsked(stop.question)) return atInfo(draft, stop.question, content)
  const before = gives(stop.entry?.answer, 'rows') ? stop.entry.answer : undefined
  const more = besideWhatStands(stop, content, change)
  if (more !== undefined) return askIfMeant(draft, stop, more)
  switch (content.type) {
    case 'answer':
      return act === 'question' || act === 'situation'
        ? askWhether(draft, stop, content.answer, toldAtOnce)
        : give(draft, stop, content.answer)
    case 'rows':
      return give(draft, stop, mergeRows(before, content.value, content.missing), 'new', unfoundNotes(content))
    case 'missing':
      return missing(draft, stop, content.missing)
    case 'confirm': {
      if (content.answer.kind === 'rows') {
        const answer = mergeRows(before, content.answer.value, content.answer.missing)
        return askIfMeant(draft, stop, answer, 'near_miss', unfoundNotes(content.answer))
      }
      return act === 'question' || act === 'situation'
        ? askWhether(draft, stop, content.answer, toldAtOnce)
        : askIfMeant(draft, stop, content.answer, 'near_miss', unheardNotes(content.unheard))
    }
    case 'ask':
      return asked === undefined
        ? refuse(draft, stop, content.problem)
        : talk(draft, 'explain', { stop, about: asked, also })
    default:
      return refuse(draft, stop, { code: 'not_understood' })
  }
}

/** «Hva skal jeg skrive her?», where words of one's own are waited for: how much of them. */
const inWords = (topic: Topic): Topic => {
  const { does } = topics[topic]
  return does === 'explain' || does === 'how' ? 'length_here' : topic
}

/** «Også praksisplasser», «ta bort bolig», where choices stand already: these with what was said, or without it. */
const besideWhatStands = (stop: Stop, content: Content, change: Meaning['change']): Answer | undefined => {
  if (!gives(stop.entry?.answer, 'choices') || (content.type !== 'answer' && content.type !== 'confirm'))
    return undefined
  const said = answerWith(stop, content)
  return change === undefined || said === undefined ? undefined : changed(stop, said, change)
}

/** What was named among the rows and is none of them is said by name. */
const unfoundNotes = ({ unfound = [], inPart }: RowsSaid): Note[] => [
  ...unfound.map((name) => ({ key: 'turn.row_unfound', vars: { name } })),
  ...(inPart ? [{ key: 'turn.rows_in_part' }] : []),
]

/** And so is what was named among choices. */
const unheardNotes = (unheard: readonly string[] = []): Note[] =>
  unheard.map((name) => ({ key: 'turn.choice_unfound', vars: { name } }))

/** In a matrix «vet ikke» is about the row asked for. */
const missing = (draft: Draft, stop: Stop, why: 'dont_know' | 'not_applicable'): Draft => {
  if (!asks(stop.question, 'rows')) return giveMissing(draft, stop, why)
  const row = rowAsked(stop)
  if (row === undefined) return refuse(draft, stop, { code: 'ambiguous_row' })
  const before = gives(stop.entry?.answer, 'rows') ? stop.entry.answer : undefined
  return give(draft, stop, mergeRows(before, {}, { [row]: why }))
}

const atInfo = (draft: Draft, question: Question, meaning: Content): Draft => {
  const stop = stopFor(draft, question.id)
  if (stop && meaning.type === 'yes') return giveRead(draft, stop)
  return tell(draft, [{ key: 'turn.read_first' }])
}

/** The start card stands there with its button: before the survey opened it had none. */
const showsStart = ({ seat, world }: Draft): boolean =>
  seat.open?.view === 'start' && (seat.askedAt === null || seat.askedAt >= world.opensAt)

const elsewhere = (draft: Draft, meaning: Meaning, text: string): Draft => {
  const { act, topic, tells } = meaning
  const hindered = hindrance(draft)
  const { position, paused } = draft.seat
  if (isOverAnswers(draft) && !paused && tells?.has('opens_question')) return wantingChange(draft, text)
  if (paused && hindered === null) return whilePaused(draft, meaning, text)
  // A colleague has opened the answers again since the receipt: that is told first.
  if (act === 'social' && hindered === null && position.at === 'done') return resume(draft)
  if (topic !== undefined && topic !== 'hello' && !startsBy(draft, meaning)) return said(draft, topic, meaning, text)
  if (hindered === 'submitted') return tells?.has('thanks') ? talk(draft, 'thanks') : atReceipt(draft)
  if (hindered) return tell(draft, [hinderedNote(draft, hindered)])
  if (tells?.has('finished') && isLookingOver(draft)) return askToSubmit(draft)
  const yes = act === 'confirmation'
  if (position.at === 'start') {
    if (tells?.has('wishes_reminder')) return tell(draft, talkNotes(draft, 'reminders').slice(0, 1))
    if (yes || tells?.has('begins')) return beginTyped(draft)
    const notes = [{ key: 'turn.press_start' }]
    return showsStart(draft) ? tell(draft, notes) : resume(draft, notes)
  }
  // The question left the route, by a colleague's answer.
  if (position.at === 'question') return goOn(draft, position.question, [{ key: 'turn.question_gone' }])
  if (position.at === 'done') return resume(draft)
  if (yes && !tells?.has('cannot_agree') && !tells?.has('asks')) return askToSubmit(draft)
  return tell(draft, [atReviewNote(draft)])
}

/** «Start» and «ok» begin, whatever else they may mean. */
const startsBy = ({ seat }: Draft, { tells }: Meaning): boolean =>
  seat.position.at === 'start' && (tells?.has('begins') === true || tells?.has('wishes_reminder') === true)

const said = (draft: Draft, topic: Topic, meaning: Meaning, text: string): Draft => {
  const { tells, also } = meaning
  if (topics[topic].does === 'change' && isOverAnswers(draft)) return wantingChange(draft, text)
  if (isLookingOver(draft)) {
    if (tells?.has('finished')) return askToSubmit(draft)
    if (tells?.has('awaits_others')) return talk(draft, 'check_first')
    // «Er det riktig nå?»
    if (tells?.has('asks') && isAgreement(topic) && topics[topic].does !== 'send')
      return tell(draft, [atReviewNote(draft)])
    if ((tells?.has('cannot_agree') || tells?.has('guessed')) && (isAgreement(topic) || topics[topic].does === 'send'))
      return tell(draft, [atReviewNote(draft)])
  }
  const own = topic === 'my_answers' ? ownAnswers(draft, text) : undefined
  if (own !== undefined) return own
  const right = agrees.has(topic) && isOverAnswers(draft) ? exceptAt(draft, meaning) : undefined
  return right ?? (isLookingOver(draft) ? agreesAtReview(draft, topic) : undefined) ?? talk(draft, topic, { also })
}

/** What is said of answers that are fine, whatever exception follows. */
const agrees: ReadonlySet<Topic> = new Set<Topic>(['praise', 'okay', 'thanks', 'send_in', 'begin', 'bye'])

/** The answers are looked over, or sent in and may be opened again. */
const isOverAnswers = (draft: Draft): boolean => {
  const hindered = hindrance(draft)
  if (hindered === null) return draft.seat.position.at === 'review'
  return hindered === 'submitted' && draft.world.sections === undefined
}

/** The receipt that stands last is not shown again. */
const atReceipt = (draft: Draft): Draft =>
  draft.seat.open?.view === 'receipt' && draft.seat.told === undefined
    ? tell(draft, [{ key: 'talk.now_sent' }])
    : receipt(draft)

/** Any words end the pause but a question about the survey; an answer to the question that waits is taken. */
const whilePaused = (draft: Draft, { act, topic, also, tells }: Meaning, text: string): Draft => {
  if (topic !== undefined && act !== 'social') return talk(draft, topic, { also })
  const { position } = draft.seat
  const stop = position.at === 'question' && act !== 'confirmation' ? stopFor(draft, position.question) : undefined
  if (stop === undefined || act === 'social' || tells?.has('asks')) return resume(draft)
  const meaning = hear(text, hearing(draft, stop))
  if (meaning.act !== 'answer' || position.at !== 'question' || isOvertaken(draft, stop)) return resume(draft)
  return isFreeText(stop) ? resume(draft) : atQuestion(withSeat(draft, { paused: false }), stop, meaning)
}
