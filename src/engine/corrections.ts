/** An answer is put right wherever that is said: named by words, number or place, it is asked about once, with the old and the new answer. */

import { changeSaid } from '../norwegian/correction-words.ts'
import { numberIn } from '../norwegian/corrections.ts'
import type { Change, Correction, CorrectionBy, Corrections, Meaning } from '../norwegian/meaning.ts'
import { understand } from '../norwegian/understand.ts'
import { isFigureSaid, valueAt, valuesSaid } from '../norwegian/wished.ts'
import { wordOf } from '../norwegian/words.ts'
import type { Answer } from '../questionnaire/answer.ts'
import { asks, gives, isAsked } from '../questionnaire/shape.ts'
import { answerWith, askIfMeant, askWhether, give } from './answering.ts'
import { changeNumber } from './commands.ts'
import { type Draft, firstOf, same, tell, withSeat } from './draft.ts'
import { hearing } from './hearing.ts'
import { asAsked, askedAt, askedWhich, type Fitting, leadTo, mostNamed, stopsCalled, stopsNamed } from './put-right.ts'
import { hindrance, isLookingOver, isOvertaken, isSettled, numbered, previousTo, type Stop, stopsOf } from './route.ts'
import type { Note } from './session.ts'
import { wayOn } from './talking.ts'
import { tellOvertaken } from './where-next.ts'

/** `stop`: the open question. Undefined when nothing is put right that can be found: the text is heard as usual. */
export const corrected = (
  draft: Draft,
  stop: Stop | undefined,
  { text, corrections }: Corrections,
): Draft | undefined => {
  const hindered = hindrance(draft)
  if (hindered !== null && (hindered !== 'submitted' || draft.world.sections !== undefined)) return undefined
  return firstOf(inOrderAt(stop, corrections), (correction) => {
    switch (correction.by) {
      case 'number':
        return stop === undefined ? openedAt(draft, correction.at.number) : undefined
      case 'pointer':
        return byPointer(draft, stop, correction, text)
      case 'frame':
        return byName(draft, stop, correction, text)
      case 'denied':
        return byDenied(draft, stop, correction)
      case 'wish':
        return byWish(draft, stop, correction, text)
    }
  })
}

/** Where any words may be the answer a sentence that names the question is likelier than a number. */
const inOrderAt = (stop: Stop | undefined, corrections: readonly Correction[]): readonly Correction[] => {
  if (!asks(stop?.question, 'words')) return corrections
  const isByWords = ({ by }: Correction) => by === 'frame' || by === 'wish'
  return [...corrections.filter(isByWords), ...corrections.filter((one) => !isByWords(one))]
}

// Named by number or place.

const byPointer = (
  draft: Draft,
  stop: Stop | undefined,
  pointed: CorrectionBy<'pointer'>,
  text: string,
): Draft | undefined => {
  const at = stopAt(draft, stop, pointed)
  if (at === undefined || at === stop || (stop !== undefined && !isSettled(at.entry))) return undefined
  const answer = answerPointed(draft, at, pointed)
  if (stop === undefined) return outside(draft, at, pointed, answer)
  if (asks(stop.question, 'rows') && 'place' in pointed.at) return undefined
  if (answer !== undefined && 'place' in pointed.at && !asks(stop.question, 'words'))
    return askIfMeant(draft, at, answer.answer, 'earlier')
  if (answer !== undefined) return askedAt(draft, { at, answer: answer.answer }, answer.to)
  if (asks(stop.question, 'words'))
    return pointed.wrong ? askWhether(draft, stop, { kind: 'text', value: text.trim() }) : undefined
  if (!pointed.plain && answer === undefined) return pointed.change === 'replace' ? undefined : leadTo(draft, at)
  return pointed.plain && (pointed.wrong || pointed.change !== 'replace') && !asks(at.question, 'rows')
    ? leadTo(draft, at)
    : undefined
}

/** A number by itself, where the answers are looked over: that question, as after «endre». */
const openedAt = (draft: Draft, number: number): Draft | undefined => {
  const at = numbered(stopsOf(draft), number)
  if (draft.seat.pending?.type === 'change_which') return undefined
  if (draft.session.state === 'submitted') return at === undefined ? undefined : leadTo(draft, at)
  return at !== undefined && isLookingOver(draft) ? changeNumber(withSeat(draft, { pending: null }), number) : undefined
}

/** Where no question is open a figure alone may be a question's number or what stands at another: it is asked which. */
const outside = (
  draft: Draft,
  at: Stop,
  pointed: CorrectionBy<'pointer'>,
  answer: Said | undefined,
): Draft | undefined => {
  if (answer !== undefined) return askedAt(draft, { at, answer: answer.answer }, answer.to)
  // «Spørsmål 8 er ja», where a figure is asked for; «spørsmål 14 var vanskelig» tells of it.
  if (pointed.values.some((value) => wordOf(value) !== undefined)) return leadTo(draft, at)
  if (pointed.plain && !pointed.wrong && pointed.change === 'replace') return undefined
  const holding = pointed.plain || !('number' in pointed.at) ? [] : holdingFigure(draft, pointed.at.number)
  return holding.length === 0 ? leadTo(draft, at) : askedWhich(draft, [...new Set([at, ...holding])])
}

const holdingFigure = (draft: Draft, figure: number): Stop[] =>
  stopsOf(draft).filter(({ entry }) => gives(entry?.answer, 'figure') && entry.answer.value === figure)

/** «5: legg til overtid», where a figure is asked for: what follows the number is none. */
const isRemark = ({ question }: Stop, { change, values }: CorrectionBy<'pointer'>): boolean =>
  (change !== 'replace' && !asks(question, 'rows')) ||
  (asks(question, 'figure') && values.every((value) => !/\d/.test(value)))

const stopAt = (draft: Draft, stop: Stop | undefined, pointed: CorrectionBy<'pointer'>): Stop | undefined => {
  const { at, plain } = pointed
  const stops = stopsOf(draft)
  if ('number' in at)
    return stop === undefined || plain || isRemark(stop, pointed) ? numbered(stops, at.number) : undefined
  if (at.place === 'last') return stops.findLast(({ question }) => isAsked(question))
  const before = stop === undefined ? undefined : previousTo(draft, stop.question.id)
  return before !== undefined && isSettled(before.entry) ? before : undefined
}

type Said = { answer: Answer; to: string }

/** The first of the values that is an answer there. */
const answerPointed = (
  draft: Draft,
  at: Stop,
  { values, change, from }: Pick<Correction, 'values' | 'change'> & { from?: string },
): Said | undefined => {
  for (const to of values) {
    const answer = withSaid(draft, at, to, change, from)
    if (answer !== undefined) return { answer, to }
  }
  return undefined
}

/** What would stand at the question with what was said; undefined: it is no answer there, or changes nothing of it. */
const withSaid = (draft: Draft, at: Stop, to: string, change: Change, from?: string): Answer | undefined => {
  if (asks(at.question, 'words')) return undefined
  const content = understand(to, hearing(draft, at))
  // Words around the number are no choice in words of one's own.
  if (content.type === 'confirm' && 'other' in content.answer) return undefined
  const said = answerWith(at, content)
  if (said === undefined) return undefined
  if (change !== 'replace') return changed(at, said, change)
  return from === undefined ? said : (exchanged(draft, at, said, from) ?? said)
}

/** «Endre boliger til boliger og økonomi»: the other choices stay. */
const exchanged = (draft: Draft, at: Stop, said: Answer, from: string): Answer | undefined => {
  const out = answerWith(at, understand(from, hearing(draft, at)))
  const stands = at.entry?.answer
  if (!gives(out, 'choices') || !gives(stands, 'choices') || !gives(said, 'choices')) return undefined
  if (!out.value.every((id) => stands.value.includes(id))) return undefined
  const value = [...new Set([...stands.value.filter((id) => !out.value.includes(id)), ...said.value])]
  return { ...stands, ...said, value }
}

/** The choices that stand there, with those that were said or without them; undefined: nothing is changed by it. */
export const changed = ({ entry, question }: Stop, said: Answer, change: 'add' | 'remove'): Answer | undefined => {
  const stands = entry?.answer
  if (!gives(said, 'choices')) return change === 'add' && !asks(question, 'choices') ? said : undefined
  if (!gives(stands, 'choices')) return change === 'add' ? said : undefined
  const value =
    change === 'add'
      ? [...new Set([...stands.value, ...said.value])]
      : stands.value.filter((choice) => !said.value.includes(choice))
  if (value.length === 0) return undefined
  const { other: _, ...plain } = stands
  const other = said.other ?? stands.other
  const answer: Answer = change === 'add' && other !== undefined ? { ...plain, value, other } : { ...stands, value }
  return same(answer, stands) ? undefined : answer
}

// Named by words, or not at all.

/** «Sett den til litt viktig», «æ sku ha sagt 12 % på andelen»: the one question, of those that are named or of all, that takes the value. */
const byWish = (
  draft: Draft,
  stop: Stop | undefined,
  { values, first, change }: CorrectionBy<'wish'>,
  text: string,
): Draft | undefined => {
  if (change !== 'replace') return stop === undefined ? byChange(draft, values, change, text) : undefined
  if (asks(stop?.question, 'words', 'rows')) return undefined
  const answered = (some: Stop[]): Stop[] =>
    some.filter((at) => at !== stop && isAsked(at.question) && isSettled(at.entry))
  const named = answered(stopsNamed(draft, text))
  if (stop !== undefined && (named.length !== 1 || beginsWithAnswer(draft, stop, first))) return undefined
  const fitting = (named.length > 0 ? named : answered(stopsOf(draft))).flatMap((at) => {
    const said = valueSaid(draft, at, values)
    return said === undefined || same(said.answer, at.entry?.answer) ? [] : [{ at, ...said }]
  })
  const [only, ...rivals] = fitting
  return only === undefined || rivals.length > 0 ? undefined : askedAt(draft, only, only.to)
}

/** «Legg til bolig», «ta bort økonomi»: the one question, of those that are named or of all, whose choices have it, or not yet. */
const byChange = (draft: Draft, values: string[], change: 'add' | 'remove', text: string): Draft | undefined => {
  const fitting = (stops: readonly Stop[]) =>
    stops.flatMap((at): (Fitting & { to: string })[] => {
      if (!asks(at.question, 'choices') || !isSettled(at.entry)) return []
      const said = answerPointed(draft, at, { values, change })
      return said === undefined ? [] : [{ at, ...said }]
    })
  const all = fitting(stopsOf(draft))
  const named = all.length < 2 ? [] : fitting(stopsNamed(draft, text))
  const [only, ...rivals] = named.length > 0 ? named : all
  if (only === undefined) return undefined
  return rivals.length === 0
    ? askedAt(draft, only, only.to)
    : askedWhich(
        draft,
        all.map(({ at }) => at),
      )
}

/** «Fire. Og så skulle busette vere 18»: the first sentence is an answer to the open question. */
const beginsWithAnswer = (draft: Draft, stop: Stop, first: string | undefined): boolean =>
  first !== undefined && understand(first, hearing(draft, stop)).type === 'answer'

/** The one earlier answer that is what is denied; what should stand there is asked about. */
const byDenied = (draft: Draft, stop: Stop | undefined, said: CorrectionBy<'denied'>): Draft | undefined => {
  const to = toOf(said)
  if (asks(stop?.question, 'words', 'rows')) return undefined
  if (stop !== undefined && understand(to, hearing(draft, stop)).type === 'answer') return undefined
  const [at, ...rivals] = stopsOf(draft).filter(
    (one) =>
      one !== stop &&
      isSettled(one.entry) &&
      same(answerAt(draft, one, { ref: '', values: [said.from] }), one.entry?.answer),
  )
  if (at === undefined || rivals.length > 0) return undefined
  const answer = answerAt(draft, at, { ref: '', values: [to] })
  return answer === undefined || same(answer, at.entry?.answer) ? leadTo(draft, at) : askedAt(draft, { at, answer }, to)
}

type Framed = CorrectionBy<'frame'>
const toOf = ({ values: [to = ''] }: Pick<Correction, 'values'>): string => to

const byName = (draft: Draft, stop: Stop | undefined, said: CorrectionBy<'frame'>, text: string): Draft | undefined => {
  // «Den forrige», in a matrix, may be a row: asked about there.
  if ('place' in said.at && asks(stop?.question, 'rows')) return undefined
  const row = stop === undefined ? undefined : rowHere(draft, stop, said)
  if (row !== undefined) return row
  const isFree = asks(stop?.question, 'words')
  if (isFree && !said.sure) return undefined
  const named = namedStops(draft, stop, said)
  // «Endre 15 til: IMDi må komme tidligere», at 15 itself.
  if (stop !== undefined && isFree && 'number' in said.at && named.includes(stop))
    return askIfMeant(draft, stop, { kind: 'text', value: toOf(said) })
  const stops = named.filter(({ question, entry }) => isAsked(question) && isSettled(entry))
  if (stop !== undefined && stops.includes(stop)) return undefined
  const fitting = stops.flatMap((at): Fitting[] => {
    const answer = answerAt(draft, at, said)
    return answer === undefined ? [] : [{ at, answer }]
  })
  const [only, ...rivals] = likeliest(draft, fitting, said)
  const isFound = only !== undefined && rivals.length === 0
  if (!isFound && 'words' in said.at && (stop === undefined || said.sure)) {
    const byAll = byAllWords(draft, stop, said, text)
    if (byAll !== undefined) return byAll
  }
  if (isFound) return isHeardAsLate(stop, said.at, only.at) ? undefined : askedAt(draft, only, toOf(said))
  if (rivals.length > 0)
    return isFree
      ? undefined
      : askedWhich(
          draft,
          fitting.map(({ at }) => at),
        )
  const isWords = 'words' in said.at
  const [first, ...others] = stops
  if (first === undefined || (isWords && stop !== undefined && (isFree || !said.sure))) return undefined
  return others.length === 0 ? leadTo(draft, first) : askedWhich(draft, stops)
}

/** A row of the matrix that is open is stored at once, like one that is named without «skulle vært». */
const rowHere = (draft: Draft, stop: Stop, said: Framed): Draft | undefined => {
  const content = asks(stop.question, 'rows') ? valueAt(said.ref, toOf(said), hearing(draft, stop)) : undefined
  const answer = content === undefined ? undefined : answerWith(stop, content)
  if (content === undefined || answer === undefined) return undefined
  if (isOvertaken(draft, stop)) return tellOvertaken(draft, stop)
  return content.type === 'confirm' ? askIfMeant(draft, stop, answer) : give(draft, stop, answer)
}

/** What the question's own text does not name may be named by its choices, its help or what stands there. */
const byAllWords = (draft: Draft, stop: Stop | undefined, said: Framed, text: string): Draft | undefined => {
  if (stop === undefined) return stopsNamed(draft, text).length > 0 ? wantingChange(draft, text) : undefined
  const [at, ...rivals] = stopsNamed(draft, `${said.ref} ${toOf(said)}`)
  if (at === undefined || rivals.length > 0 || at === stop) return undefined
  const answer = answerAt(draft, at, { ...said, ref: '' })
  return answer === undefined ? undefined : askedAt(draft, { at, answer }, toOf(said))
}

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
  if (only === undefined) return changeNumber(free, undefined)
  if (rivals.length > 0) {
    const taking = stops.flatMap((at) => {
      const said = isSettled(at.entry) ? valueSaid(free, at, valuesSaid(text)) : undefined
      return said === undefined || same(said.answer, at.entry?.answer) ? [] : [{ at, ...said }]
    })
    const answered = taking.filter(({ at }) => at.entry?.answer !== undefined)
    const [one, ...more] = answered.length > 0 ? answered : taking
    if (one !== undefined && more.length === 0)
      return askedAt(free, { at: one.at, answer: besideIfAdded(one.at, one.answer, text) }, one.to)
    return stops.length > mostNamed ? changeNumber(free, undefined) : askedWhich(free, stops)
  }
  const said = valueSaid(free, only, valuesSaid(text))
  if (said === undefined || same(said.answer, only.entry?.answer)) return leadTo(free, only)
  return askedAt(free, { at: only, answer: besideIfAdded(only, said.answer, text) }, said.to)
}

/** «Rett det om barnehage: vi held òg av plassar»: with what stands there. */
const besideIfAdded = (at: Stop, answer: Answer, text: string): Answer =>
  (changeSaid(text) === 'add' ? changed(at, answer, 'add') : undefined) ?? answer

/** «Ser bra ut, men antall år er feil»: the exception, where it names a question or says what is wrong; undefined where there is none. */
export const exceptAt = (draft: Draft, { except }: Meaning): Draft | undefined => {
  if (except === undefined) return undefined
  const right = corrected(draft, undefined, except)
  if (right !== undefined) return right
  return stopsNamed(draft, except.text).length > 0 || except.isWrong ? wantingChange(draft, except.text) : undefined
}

/** «Hva svarte jeg på tolk?»: what stands at the questions that are named; undefined where none is, or they are many. */
export const ownAnswers = (draft: Draft, text: string, here?: Stop): Draft | undefined => {
  const named = stopsNamed(draft, text).filter((stop) => stop !== here)
  const stops = named.filter((stop) => isSettled(stop.entry))
  if (named.length === 0 || (stops.length === 0 ? named : stops).length > mostNamed) return undefined
  if (stops.length === 0) {
    const open = asAsked(draft, named).map(({ question }) => question.id)
    return tell(draft, [{ key: 'talk.left_open', vars: { open: open.join(',') } }, ...wayOn(draft, here)])
  }
  const notes = asAsked(draft, stops).map(
    ({ question }): Note => ({ key: 'turn.stands_at', vars: { question: question.id } }),
  )
  return tell(draft, [...notes, ...wayOn(draft, here)])
}

/** What is said to stand at the question instead; of the text as a whole only what is an answer without doubt. */
const valueSaid = (draft: Draft, at: Stop, values: readonly string[]): Said | undefined => {
  if (asks(at.question, 'words', 'rows')) return undefined
  if (asks(at.question, 'choice') && values.some(isFigureSaid)) return undefined
  const heard = values.flatMap((to, i) => {
    const content = understand(to, hearing(draft, at))
    const isSaid = content.type === 'answer' || (content.type === 'confirm' && i < values.length - 1)
    const answer = isSaid ? answerWith(at, content) : undefined
    return answer === undefined ? [] : [{ answer, to }]
  })
  return heard[0]
}

/** «Forrige» at a question that is no free text is heard with what else may be said of the one before. */
const isHeardAsLate = (stop: Stop | undefined, named: Framed['at'], at: Stop): boolean =>
  stop !== undefined && 'place' in named && !asks(stop.question, 'words') && !asks(at.question, 'rows')

const namedStops = (draft: Draft, stop: Stop | undefined, { at: named, ref, values }: Framed): Stop[] => {
  const stops = stopsOf(draft)
  const one = (found: Stop | undefined): Stop[] => (found === undefined ? [] : [found])
  if ('number' in named) return one(numbered(stops, named.number))
  if ('place' in named)
    return one(
      stop === undefined ? stops.findLast(({ question }) => isAsked(question)) : previousTo(draft, stop.question.id),
    )
  const found = stopsCalled(draft, named.words)
  const byRow = stops.filter(
    (at) => asks(at.question, 'rows') && at !== stop && answerAt(draft, at, { ref, values }) !== undefined,
  )
  return [...new Set([...found, ...byRow])]
}

/** What the question would then hold; undefined where what was said is no answer to it. */
const answerAt = (draft: Draft, at: Stop, said: Pick<Framed, 'ref' | 'values'>): Answer | undefined => {
  // «Målet skulle vært 70 prosent» is no yes or no to whether there is one.
  if (asks(at.question, 'choice') && isFigureSaid(toOf(said))) return undefined
  const content = valueAt(said.ref, toOf(said), hearing(draft, at))
  return content === undefined ? undefined : answerWith(at, content)
}

/** Where the old answer was said as well, the questions that hold it. */
const likeliest = (draft: Draft, fitting: Fitting[], { from, ...said }: Framed): Fitting[] => {
  if (from === undefined || fitting.length < 2) return fitting
  const held = fitting.filter(({ at }) => same(answerAt(draft, at, { ...said, values: [from] }), at.entry?.answer))
  return held.length > 0 ? held : fitting
}
