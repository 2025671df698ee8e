/** Types a sensible answer to whatever is asked, the way people write. */

import type { Language } from '../../src/questionnaire/schema.ts'
import type { View } from '../../src/wording/view.ts'
import { questionOf, seatOf, sessionOf, type Tester, types } from './tester.ts'

type Question = Extract<View, { type: 'question' }>

/** Typed words for a question, in turns by number, by words and in a sentence. */
export const typedFor = (view: Question, turn: number, language: Language): string => {
  const { input } = view
  const nn = language === 'nn'
  switch (input.kind) {
    case 'none':
      return 'ok'
    case 'buttons':
      return turn % 2 === 0
        ? (input.choices[turn % input.choices.length]?.title ?? '1')
        : `Hei, svaret er ${input.choices[0]?.title.toLowerCase()}.`
    case 'choose':
      if (input.several === 'one') return turn % 2 === 0 ? '2' : (input.choices[0]?.title ?? '1')
      return turn % 2 === 0 ? '1 og 3' : `${input.choices[1]?.title}`
    case 'matrix':
      return input.scale[turn % 3]?.title ?? '1'
    case 'number':
      return input.unit === 'prosent'
        ? turn % 2 === 0
          ? '30 prosent'
          : 'ein firedel'
        : turn % 2 === 0
          ? 'om lag 12'
          : 'tjuefem'
    case 'date':
      return '1. juni 2018'
    case 'ranking':
      return Array.from({ length: input.places }, (_, i) => input.places - i).join(', ')
    case 'text':
      return nn ? 'Vi har lært mykje av dette.' : 'Vi har lært mye av dette.'
  }
}

/** The card of the question the person stands at. */
const openQuestion = (person: Tester): Question | undefined => {
  const view = person.open === null ? undefined : person.chat[person.open]?.view
  return view?.type === 'question' ? view : undefined
}

/** Answers the open question by typing, rows and questions back included; `hopp over` where that leads nowhere. */
export const typesAnswer = (person: Tester, turn: number): void => {
  const question = questionOf(person)
  const view = openQuestion(person)
  if (question === undefined || view === undefined) return
  const { language } = seatOf(person)
  const typed = typedFor(view, turn, language)
  types(person, typed)
  for (let i = 0; i < 4 && questionOf(person) === question; i++) {
    const pending = seatOf(person).pending?.type
    if (pending === 'confirm') types(person, 'ja')
    else if (pending === 'specify') types(person, language === 'nn' ? 'noko anna' : 'noe annet')
    else if (sessionOf(person.shared).entries[question]?.partial)
      types(person, i === 0 ? '2' : language === 'nn' ? 'same for resten' : 'samme for resten')
    // A number that may be a count as well is asked about.
    else types(person, i === 0 && /^\d$/.test(typed) ? `nr. ${typed}` : 'hopp over')
  }
}
