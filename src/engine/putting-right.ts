/** An answer is put right by naming its question, wherever that is said: asked about once, with the old and the new answer. */

import { type MayBeNamed, questionsCalled, questionsNamed } from '../norwegian/named-question.ts'
import { numberIn } from '../norwegian/pointed.ts'
import {
  exceptionIn,
  firstOfSeveral,
  isFigureSaid,
  type Named,
  type PutRight,
  putRight,
  tellsOfWrong,
  valueAt,
  valuesSaid,
  wishesOtherwise,
} from '../norwegian/put-right.ts'
import { saidOf } from '../norwegian/said.ts'
import { understand } from '../norwegian/understand.ts'
import type { Answer } from '../questionnaire/answer.ts'
import type { Question } from '../questionnaire/schema.ts'
import { asks, gives, isAsked } from '../questionnaire/shape.ts'
import { answerWith, askIfMeant, give } from './answering.ts'
import { changeNumber } from './commands.ts'
import { type Draft, same, tell, withSeat } from './draft.ts'
import { hearing } from './hearing.ts'
import { hindrance, isOvertaken, isSettled, numbered, previousTo, type Stop, stopsOf } from './route.ts'
import type { Note } from './session.ts'
import { wayOn } from './talking.ts'
import { ask, tellOvertaken } from './where-next.ts'

/** `stop`: the open question. Undefined when the text puts nothing right that can be found: it is heard as usual. */
export const puttingRight = (draft: Draft, stop: Stop | undefined, text: string): Draft | undefined => {
  const hindered = hindrance(draft)
  if (hindered !== null && hindered !== 'submitted') return undefined
  if (hindered === 'submitted' && draft.world.sections !== undefined) return undefined
  return byName(draft, stop, text) ?? wished(draft, stop, text)
}

/** «Sett den til litt viktig», «æ sku ha sagt 12 % på andelen»: the one question, of those that are named or of all, that takes the value. */
const wished = (draft: Draft, stop: Stop | undefined, text: string): Draft | undefined => {
  if (asks(stop?.question, 'words', 'rows') || !wishesOtherwise(text)) return undefined
  const answered = (some: Stop[]): Stop[] =>
    some.filter((at) => at !== stop && isAsked(at.question) && isSettled(at.entry))
  const named = answered(stopsNamed(draft, text))
  if (stop !== undefined && (named.length !== 1 || beginsWithAnswer(draft, stop, text))) return undefined
  const fitting = (named.length > 0 ? named : answered(stopsOf(draft))).flatMap((at) => {
    const said = valueSaid(draft, at, text)
    return said === undefined || same(said.answer, at.entry?.answer) ? [] : [{ at, ...said }]
  })
  const [only, ...rivals] = fitting
  return only === undefined || rivals.length > 0 ? undefined : askedAt(draft, only, only)
}

/** «Fire. Og så skulle busette vere 18»: the first sentence is an answer to the open question. */
const beginsWithAnswer = (draft: Draft, stop: Stop, text: string): boolean => {
  const first = firstOfSeveral(text)
  return first !== undefined && understand(first, hearing(draft, stop)).type === 'answer'
}

const byName = (draft: Draft, stop: Stop | undefined, text: string): Draft | undefined => {
  const said = putRight(text)
  if (said === undefined) return undefined
  // «Den forrige», in a matrix, may be a row: asked about there.
  if ('place' in said.named && asks(stop?.question, 'rows')) return undefined
  const row = stop === undefined ? undefined : rowHere(draft, stop, said)
  if (row !== undefined) return row
  const isFree = asks(stop?.question, 'words')
  if (isFree && !said.sure) return undefined
  const stops = namedStops(draft, stop, said).filter(({ question, entry }) => isAsked(question) && isSettled(entry))
  if (stop !== undefined && stops.includes(stop)) return undefined
  const fitting = stops.flatMap((at): Fitting[] => {
    const answer = answerAt(draft, at, said)
    return answer === undefined ? [] : [{ at, answer }]
  })
  const [only, ...rivals] = likeliest(draft, fitting, said)
  const isFound = only !== undefined && rivals.length === 0
  if (!isFound && 'words' in said.named && (stop === undefined || said.sure)) {
    const byAll = byAllWords(draft, stop, said, text)
    if (byAll !== undefined) return byAll
  }
  if (isFound) return isHeardAsLate(stop, said.named, only.at) ? undefined : askedAt(draft, only, said)
  if (rivals.length > 0)
    return isFree
      ? undefined
      : askedWhich(
          draft,
          fitting.map(({ at }) => at),
        )
  const isWords = 'words' in said.named
  const [first, ...others] = stops
  if (first === undefined || (isWords && stop !== undefined && (isFree || !said.sure))) return undefined
  return others.length === 0 ? leadTo(draft, first) : askedWhich(draft, stops)
}

/** A row of the matrix that is open is stored at once, like one that is named without «skulle vært». */
const rowHere = (draft: Draft, stop: Stop, said: PutRight): Draft | undefined => {
  const content = asks(stop.question, 'rows') ? valueAt(said, hearing(draft, stop)) : undefined
  const answer = content === undefined ? undefined : answerWith(stop, content)
  if (content === undefined || answer === undefined) return undefined
  if (isOvertaken(draft, stop)) return tellOvertaken(draft, stop)
  return content.type === 'confirm' ? askIfMeant(draft, stop, answer) : give(draft, stop, answer)
}

/** What the question's own text does not name may be named by its choices, its help or what stands there. */
const byAllWords = (draft: Draft, stop: Stop | undefined, said: PutRight, text: string): Draft | undefined => {
  if (stop === undefined) return stopsNamed(draft, text).length > 0 ? wantingChange(draft, text) : undefined
  const [at, ...rivals] = stopsNamed(draft, `${said.ref} ${said.to}`)
  if (at === undefined || rivals.length > 0 || at === stop) return undefined
  const answer = answerAt(draft, at, { ...said, ref: '' })
  return answer === undefined ? undefined : askedAt(draft, { at, answer }, said)
}

/** Questions named at most, where several may be meant. */
const mostNamed = 3

/**
 * Something is wrong: the question that the words name is opened, with what it should be where that was said; of a few it is asked
 * which; with none named, which number. `here`: the question that is open; then only what has an answer may be wrong.
 */
export const wantingChange = (draft: Draft, text: string, here?: Stop): Draft => {
  const free = withSeat(draft, { pending: null })
  const numberSaid = numberIn(text)
  const at = numberSaid === undefined ? undefined : numbered(stopsOf(free), numberSaid)
  if (at !== undefined && at !== here) return leadTo(free, at)
  const stops = stopsNamed(free, text).filter((stop) => here === undefined || (stop !== here && isSettled(stop.entry)))
  const [only, ...rivals] = stops
  if (only === undefined || stops.length > mostNamed) return changeNumber(free, undefined)
  if (rivals.length > 0) return askedWhich(free, stops)
  const said = valueSaid(free, only, text)
  return said === undefined || same(said.answer, only.entry?.answer)
    ? leadTo(free, only)
    : askedAt(free, { at: only, answer: said.answer }, said)
}

/** «Ser bra ut, men antall år er feil»: the exception, where it names a question or says what is wrong; undefined where there is none. */
export const exceptAt = (draft: Draft, text: string): Draft | undefined => {
  const exception = exceptionIn(text)
  if (exception === undefined) return undefined
  const right = puttingRight(draft, undefined, exception)
  if (right !== undefined) return right
  return stopsNamed(draft, exception).length > 0 || tellsOfWrong(saidOf(exception))
    ? wantingChange(draft, exception)
    : undefined
}

/** «Hva svarte jeg på tolk?»: what stands at the questions that are named; undefined where none is, or they are many. */
export const ownAnswers = (draft: Draft, text: string, here?: Stop): Draft | undefined => {
  const stops = stopsNamed(draft, text).filter((stop) => stop !== here && isSettled(stop.entry))
  if (stops.length === 0 || stops.length > mostNamed) return undefined
  const notes = inOrder(draft, stops).map(
    ({ question }): Note => ({ key: 'turn.stands_at', vars: { question: question.id } }),
  )
  return tell(draft, [...notes, ...wayOn(draft, here)])
}

/** The questions that a text most likely names. */
export const stopsNamed = (draft: Draft, text: string): Stop[] =>
  mayBeNamed(stopsOf(draft), (asked) => questionsNamed(saidOf(text), asked))

const mayBeNamed = (stops: readonly Stop[], find: (asked: readonly MayBeNamed[]) => readonly Question[]): Stop[] => {
  const asked = stops.flatMap(({ question, section, entry }) =>
    isAsked(question) ? [{ question, topic: section.title, answer: entry?.answer }] : [],
  )
  return find(asked).flatMap((question) => stops.find((stop) => stop.question === question) ?? [])
}

/** What is said to stand at the question instead; of the text as a whole only what is an answer without doubt. */
const valueSaid = (draft: Draft, at: Stop, text: string): { answer: Answer; to: string } | undefined => {
  if (asks(at.question, 'words', 'rows')) return undefined
  const values = valuesSaid(text)
  if (asks(at.question, 'choice') && values.some(isFigureSaid)) return undefined
  const heard = values.flatMap((to, i) => {
    const content = understand(to, hearing(draft, at))
    const isSaid = content.type === 'answer' || (content.type === 'confirm' && i < values.length - 1)
    const answer = isSaid ? answerWith(at, content) : undefined
    return answer === undefined ? [] : [{ answer, to }]
  })
  return heard[0]
}

type Fitting = { at: Stop; answer: Answer }

/** «Forrige» at a question that is no free text is heard with what else may be said of the one before. */
const isHeardAsLate = (stop: Stop | undefined, named: Named, at: Stop): boolean =>
  stop !== undefined && 'place' in named && !asks(stop.question, 'words') && !asks(at.question, 'rows')

const namedStops = (draft: Draft, stop: Stop | undefined, { named, ref, to }: PutRight): Stop[] => {
  const stops = stopsOf(draft)
  const one = (found: Stop | undefined): Stop[] => (found === undefined ? [] : [found])
  if ('number' in named) return one(numbered(stops, named.number))
  if ('place' in named)
    return one(
      stop === undefined ? stops.findLast(({ question }) => isAsked(question)) : previousTo(draft, stop.question.id),
    )
  const found = mayBeNamed(stops, (asked) => questionsCalled(named.words, asked))
  const byRow = stops.filter(
    (at) =>
      asks(at.question, 'rows') && at !== stop && answerAt(draft, at, { named, ref, to, sure: true }) !== undefined,
  )
  return [...new Set([...found, ...byRow])]
}

/** What the question would then hold; undefined where what was said is no answer to it. */
const answerAt = (draft: Draft, at: Stop, said: PutRight): Answer | undefined => {
  // «Målet skulle vært 70 prosent» is no yes or no to whether there is one.
  if (asks(at.question, 'choice') && isFigureSaid(said.to)) return undefined
  const content = valueAt(said, hearing(draft, at))
  return content === undefined ? undefined : answerWith(at, content)
}

/** Where the old answer was said as well, the questions that hold it. */
const likeliest = (draft: Draft, fitting: Fitting[], { from, ...said }: PutRight): Fitting[] => {
  if (from === undefined || fitting.length < 2) return fitting
  const held = fitting.filter(({ at }) => same(answerAt(draft, at, { ...said, to: from }), at.entry?.answer))
  return held.length > 0 ? held : fitting
}

/** What was sent in is opened by a command only, which is told with what would be changed. */
export const askedAt = (draft: Draft, { at, answer }: Fitting, said: Pick<PutRight, 'to'>): Draft => {
  const question = at.question.id
  if (same(answer, at.entry?.answer)) return tell(draft, [{ key: 'turn.stands_so', vars: { question } }])
  if (draft.session.state === 'submitted')
    return tell(draft, [{ key: 'turn.put_right_sent', vars: { question, ...toldAs(answer, said.to) } }])
  return askIfMeant(withSeat(draft, { pending: null }), at, answer, 'put_right')
}

/** The new answer as it would stand there; words of one's own as they were written. */
const toldAs = (answer: Answer, written: string): NonNullable<Note['vars']> => {
  if (gives(answer, 'figure')) return { to: String(answer.value).replace('.', ',') }
  if (gives(answer, 'choices') && answer.other === undefined) return { to: written, choices: answer.value.join(',') }
  return gives(answer, 'choice') && answer.other === undefined ? { choice: answer.value } : { to: written }
}

export const askedWhich = (draft: Draft, stops: readonly Stop[]): Draft =>
  tell(withSeat(draft, { pending: { type: 'change_which' } }), [
    stops.length > mostNamed
      ? { key: 'turn.put_right_which', vars: { open: idsOf(inOrder(draft, stops)) } }
      : { key: 'turn.put_right_named', vars: { asked: idsOf(inOrder(draft, stops)) } },
  ])

/** In the order that they are asked in, whichever is likelier. */
const inOrder = (draft: Draft, stops: readonly Stop[]): Stop[] => stopsOf(draft).filter((stop) => stops.includes(stop))

const idsOf = (stops: readonly Stop[]): string => stops.map(({ question }) => question.id).join(',')

/** What was said does not fit: the question itself takes the answer. What stands there is shown and kept until then. */
export const leadTo = (draft: Draft, { question: { id: question } }: Stop): Draft => {
  if (draft.session.state === 'submitted') return tell(draft, [{ key: 'turn.put_right_at', vars: { question } }])
  const { position } = draft.seat
  const back = position.at === 'question' ? position.back : position.at === 'start' ? undefined : 'review'
  return ask(draft, question, { notes: [{ key: 'turn.put_right_here', vars: { question } }], back })
}
