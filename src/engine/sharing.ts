/** «Send videre»: what is passed on, and to whom. The code is made when this has been stored (`Outcome.effects`). */

import { staysSelf } from '../norwegian/for-others.ts'
import { saysNobody, saysWhole } from '../norwegian/hear.ts'
import type { Meaning } from '../norwegian/meaning.ts'
import { phrase, saidOf } from '../norwegian/said.ts'
import type { Section } from '../questionnaire/schema.ts'
import { type Draft, tell, withSeat } from './draft.ts'
import { hinderedNote, hindrance, stopsOf, topicsOf } from './route.ts'
import type { Effect, Note, Pending } from './session.ts'

/** A name as people write it: letters, spaces, hyphens and the like; no figure, so that no code is taken for one. */
const namePattern = /^\p{L}[\p{L}\p{M} .'’-]{1,79}$/u
/** What was typed, and what it means where no question is asked; commands are obeyed by the caller. */
type Heard = { text: string; meaning: Meaning }
type Waiting = Extract<Pending, { type: 'pass_on' | 'pass_to' | 'not_me' }>

/** Whether this person may pass something on now; else why not. A colleague who was asked about a section may not. */
const objection = (draft: Draft): Note | null => {
  if (draft.world.sections !== undefined) return { key: 'turn.pass_on_not_yours' }
  const hindered = hindrance(draft)
  return hindered === null || hindered === 'before' ? null : hinderedNote(draft, hindered)
}

/** Asks what is to be passed on. `to`: the name, where it was typed; `section`: chosen by a button. */
export const passOn = (
  draft: Draft,
  { to, section }: { to?: string | undefined; section?: string | undefined },
): Draft => {
  const objected = objection(draft)
  if (objected) return tell(draft, [objected])
  const name = to !== undefined && namePattern.test(to) ? to : undefined
  const topic = topicsOf(stopsOf(draft)).find(({ id }) => id === section)
  if (topic !== undefined) return chosen(draft, { section: topic, to: name })
  return tell(withSeat(draft, { pending: { type: 'pass_on', ...(name === undefined ? {} : { to: name }) } }), [
    { key: 'turn.pass_on_what', vars: { list: 'topics' } },
  ])
}

/** «Ikke jeg som svarer»: a colleague's name, or word to those who asked. */
export const notMe = (draft: Draft): Draft =>
  tell(withSeat(draft, { pending: { type: 'not_me' } }), [
    { key: draft.world.sections === undefined ? 'turn.not_me' : 'turn.not_me_section' },
  ])

/** Answers what was asked about passing on. */
export const byPassOn = (draft: Draft, pending: Waiting, { text, meaning }: Heard): Draft => {
  const free = withSeat(draft, { pending: null })
  const said = text.trim().replace(/\s+/gu, ' ')
  if (pending.type === 'not_me') return whoElse(free, meaning, said)
  if (meaning.act === 'denial' || staysSelf(saidOf(said)))
    return tell(free, [{ key: calledOff(draft, 'turn.pass_on_dropped') }])
  if (pending.type === 'pass_to' && meaning.act !== 'answer') return tell(draft, [{ key: 'turn.pass_on_name' }])
  return pending.type === 'pass_on' ? chooses(draft, pending.to, said) : named(draft, pending.section, said)
}

/** «Fortsett» is named only where it leads somewhere. */
export const calledOff = (draft: Draft, key: string): string => (hindrance(draft) === null ? key : `${key}_only`)

const chooses = (draft: Draft, to: string | undefined, said: string): Draft => {
  if (saysWhole(said)) return chosen(draft, { section: undefined, to })
  const topics = topicsOf(stopsOf(draft))
  const number = /^\D{0,20}(\d{1,2})\D{0,3}$/u.exec(said)?.[1]
  const section = number === undefined ? topicNamed(topics, said) : topics[Number(number) - 1]
  if (section !== undefined) return chosen(draft, { section, to })
  return tell(draft, [{ key: 'turn.pass_on_which', vars: { count: topics.length } }])
}

/** Enough of a title to be meant: «tolk», not «av». */
const shortestPart = 4

/** The topic of this title, or the only one that has these whole words in it. */
const topicNamed = (topics: readonly Section[], said: string): Section | undefined => {
  const words = phrase(said)
  const titles = (section: Section): string[] => [section.title.nb, section.title.nn].map(phrase)
  const whole = topics.find((section) => titles(section).includes(words))
  if (whole !== undefined || words.length < shortestPart) return whole
  const [first, ...more] = topics.filter((section) =>
    titles(section).some((title) => ` ${title} `.includes(` ${words} `)),
  )
  return more.length === 0 ? first : undefined
}

const chosen = (draft: Draft, { section, to }: { section: Section | undefined; to: string | undefined }): Draft => {
  if (to !== undefined) return named(draft, section?.id, to)
  const pending: Pending = { type: 'pass_to', ...(section === undefined ? {} : { section: section.id }) }
  return tell(withSeat(draft, { pending }), [{ key: 'turn.pass_on_whom' }])
}

const named = (draft: Draft, section: string | undefined, name: string): Draft => {
  const objected = objection(draft)
  const free = withSeat(draft, { pending: null })
  if (objected) return tell(free, [objected])
  if (!namePattern.test(name)) return tell(draft, [{ key: 'turn.pass_on_name' }])
  const effect: Effect = { type: 'delegate', name, ...(section === undefined ? {} : { section }) }
  const key = section === undefined ? 'turn.pass_on_part' : 'turn.pass_on_section'
  return tell({ ...free, effects: [effect] }, [{ key, vars: { section: section ?? '' } }])
}

const whoElse = (draft: Draft, meaning: Meaning, said: string): Draft => {
  const noted = (key: string): Draft => tell({ ...draft, effects: [{ type: 'decline' }] }, [{ key }])
  if (draft.world.sections !== undefined)
    return meaning.act === 'confirmation'
      ? noted('turn.not_me_noted_section')
      : tell(draft, [{ key: calledOff(draft, 'turn.not_me_stays') }])
  if (staysSelf(saidOf(said))) return tell(draft, [{ key: calledOff(draft, 'turn.not_me_stays') }])
  if (meaning.act === 'denial' || saysNobody(said)) return noted('turn.not_me_noted')
  const waiting = withSeat(draft, { pending: { type: 'not_me' } })
  if (meaning.act === 'confirmation' || !namePattern.test(said)) return tell(waiting, [{ key: 'turn.not_me_name' }])
  return named(draft, undefined, said)
}
