/** Notes as words. */
import { position } from '../engine/route.ts'
import type { Note } from '../engine/types.ts'
import type { Language } from '../questionnaire/schema.ts'
import { answerText } from './answer-lines.ts'
import type { Vars, Words } from './context.ts'
import { translate } from './translate.ts'
import type { Line } from './view.ts'

/** A note that needs no session: to people who are not linked, and when nothing could be stored. */
export const say = (note: Note, language: Language): string => translate(language, note.key, note.vars ?? {})

/** A note in a session: ids in its variables become words. Plain text. */
export const sayIn = (words: Words, note: Note): string => words.t(note.key, varsOf(words, note.vars ?? {}))

const varsOf = (words: Words, vars: Vars): Vars => {
  const between = typeof vars.between === 'string' ? { between: namesOf(words, vars.between) } : {}
  const question = words.questionnaire.sections.flatMap((s) => s.questions).find((q) => q.id === vars.question)
  if (question === undefined) return { ...vars, ...between }
  const stop = words.stops.find((s) => s.question.id === question.id)
  const choice = 'choices' in question ? question.choices.find((c) => c.id === vars.choice) : undefined
  return {
    ...vars,
    ...between,
    number: position(words.stops, question.id)?.n ?? '',
    answer: answerText(words, question, stop?.entry),
    ...(choice ? { choice: words.plain(choice.text) } : {}),
  }
}

const namesOf = (words: Words, between: string): string =>
  either(
    words,
    between.split(',').map((name) => words.t(`commands.${name}`)),
  )

/** «a, b eller c». */
export const either = (words: Words, items: readonly string[]): string =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} ${words.t('card.or')} ${items.at(-1)}`

/** Notes as lines above a card: they may hold a person's own words, so no Markdown is read in them. */
export const noteLines = (words: Words, notes: readonly Note[]): Line[] =>
  notes.map((note) => ({ text: sayIn(words, note), own: true }))
