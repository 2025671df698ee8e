/** Choices and rows as what can be typed for them: both language forms and the aliases, always. */
import type { Choice, Row } from '../questionnaire/schema.ts'
import { choiceWords } from './choice-words.ts'
import { tidy } from './normalise.ts'

export type Candidate = {
  id: string
  /** As the respondent sees it numbered, from 1. */
  number: number
  /** Each text in words, nynorsk forms as bokmål. */
  texts: string[][]
  /** Each text in lower case, for comparing whole messages with phrase tables. */
  plain: string[]
  exclusive: boolean
  specify: boolean
}

/** The shown choices or rows in the order shown; ids that the question does not have are left out. */
export function candidatesOf(items: readonly (Choice | Row)[], shownIds: readonly string[]): Candidate[] {
  const byId = new Map(items.map((item) => [item.id, item]))
  return shownIds.flatMap((id, i) => {
    const item = byId.get(id)
    return item === undefined ? [] : [candidateOf(item, i + 1)]
  })
}

/** A choice is read with every reply to its question and stays the same, so its words are made once. */
const made = new WeakMap<Choice | Row, Candidate>()

function candidateOf(item: Choice | Row, number: number): Candidate {
  const known = made.get(item)
  if (known?.number === number) return known
  const candidate: Candidate = {
    id: item.id,
    number,
    ...(known === undefined ? readTexts(item) : { texts: known.texts, plain: known.plain }),
    exclusive: 'exclusive' in item && item.exclusive,
    specify: 'specify' in item && item.specify,
  }
  made.set(item, candidate)
  return candidate
}

function readTexts(item: Choice | Row): Pick<Candidate, 'texts' | 'plain'> {
  const aliases = 'aliases' in item ? [...(item.aliases?.nb ?? []), ...(item.aliases?.nn ?? [])] : []
  const texts = [item.text.nb, item.text.nn, ...aliases].map((text) => text.replace(/\{\{[^}]*\}\}/g, ' '))
  return { texts: texts.map(choiceWords), plain: texts.map(tidy) }
}
