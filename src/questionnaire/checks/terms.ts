/** Terms that are explained: none twice in one place, and which questions explain none. */
import { type FaultKey, type Finding, type Path, said } from '../fault.ts'
import { type Choice, languages, type Question, type Row } from '../schema.ts'
import { asks, hasChoices, isAsked } from '../shape.ts'
import type { Draft } from './draft.ts'

type Explaining = { it: Pick<Choice | Row, 'explain' | 'counts'>; path: Path }

/** The question itself, then its choices and rows. */
const placesOf = (question: Question, path: Path): Explaining[] => {
  if (!isAsked(question)) return []
  const within = (key: 'choices' | 'rows', items: readonly (Choice | Row)[]): Explaining[] =>
    items.map((it, i) => ({ it, path: [...path, key, i] }))
  return [
    { it: question, path },
    ...(hasChoices(question) ? within('choices', question.choices) : []),
    ...(asks(question, 'rows') ? within('rows', question.rows) : []),
  ]
}

const repeats = ({ it, path }: Explaining): Finding[] =>
  (['explain', 'counts'] as const).flatMap((key) =>
    languages.flatMap((language) => {
      const seen = new Set<string>()
      return (it[key] ?? []).flatMap(({ terms }, i) =>
        terms[language].flatMap((term): Finding[] => {
          const plain = term.trim().toLowerCase()
          const again = seen.has(plain)
          seen.add(plain)
          const twice = said('duplicate_term', { term, key, language })
          return again ? [{ path: [...path, key, i, 'terms', language], ...twice }] : []
        }),
      )
    }),
  )

/** A term that is explained twice in one place has two answers. */
export const checkTerms = (draft: Draft): Finding[] =>
  draft.questions.flatMap(({ question, path }) => placesOf(question, path).flatMap(repeats))

/**
 * Advice, no fault: questions that explain none of their terms, and figures without what is counted and without an
 * example. Questions answered in own words are left alone.
 */
export const adviseOnTerms = (draft: Draft): Finding[] =>
  draft.questions.flatMap(({ question, path }): Finding[] => {
    if (asks(question, 'words', 'none')) return []
    const at = (key: FaultKey): Finding => ({ path: [...path, 'id'], ...said(key, { id: question.id }) })
    const places = placesOf(question, path)
    const explained = places.some(({ it }) => it.explain !== undefined || it.counts !== undefined)
    const figure = asks(question, 'figure')
    return [
      ...(explained ? [] : [at('advice_explain')]),
      ...(figure && question.counts === undefined ? [at('advice_counts')] : []),
      ...(figure && question.example === undefined ? [at('advice_example')] : []),
    ]
  })
