/** What conditions refer to: questions that are there and come earlier, choices and rows that they have, tests that fit. */

import type { AnswerTest, Condition, UnitTest } from '../condition.ts'
import { type FaultKey, type Finding, type Path, type SaidOfFault, said } from '../fault.ts'
import { loneBraces, type Placeholder, placeholdersIn } from '../placeholders.ts'
import type { Question } from '../schema.ts'
import { asks, hasChoices, isAsked, type Shape, shapeOf } from '../shape.ts'
import { centralities } from '../wave.ts'
import { valueAt } from '../yaml.ts'
import { conditionsOf, type Draft, type Placed, type Referring, referringOf } from './draft.ts'
import { canHold } from './reach.ts'

const ordered = ['gt', 'gte', 'lt', 'lte']
const compared = ['is', 'isNot', 'in', ...ordered]
const always = ['answered', 'missing']

/** Operators that can hold for an answer of a shape; of rows: those of the whole, and those of one row. */
const operators: Record<Shape | 'row', readonly string[]> = {
  choice: ['is', 'isNot', 'in', ...always],
  row: ['is', 'isNot', 'in', ...always],
  choices: ['includes', 'excludes', 'count', ...always],
  order: ['includes', 'excludes', 'count', ...always],
  rows: ['count', ...always],
  figure: [...compared, ...always],
  date: [...compared, ...always],
  words: always,
  none: [],
}

const operatorOf = (test: AnswerTest): string =>
  Object.entries(test).find(([key, value]) => key !== 'question' && key !== 'row' && value !== undefined)?.[0] ?? ''

const asList = (value: unknown): unknown[] => (value === undefined ? [] : Array.isArray(value) ? value : [value])

/** Why a question cannot be referred to from here; undefined when it can. */
const referenceFault = (
  draft: Draft,
  id: string,
  { before, own }: Pick<Referring, 'before' | 'own'>,
): SaidOfFault | undefined => {
  const order = draft.orders.get(id)
  if (order === undefined) return said('unknown_question', { id })
  if (order < before || id === own) return undefined
  return said('later_question', { id })
}

const valueFaults = (test: AnswerTest, question: Question): SaidOfFault[] => {
  const operator = operatorOf(test)
  if (!isAsked(question)) return []
  if (hasChoices(question)) {
    const named = [test.is, test.isNot, test.in, test.includes, test.excludes].flatMap(asList)
    const unknown = named.filter((id) => !question.choices.some((c) => c.id === id))
    return unknown.map((id) => said('unknown_choice', { question: question.id, id: String(id) }))
  }
  const wanted = asks(question, 'date') ? 'string' : 'number'
  const values = [test.is, test.isNot, test.in, test.gt, test.gte, test.lt, test.lte].flatMap(asList)
  const wrong = values.filter((v) => typeof v !== 'object' && typeof v !== wanted)
  if (always.includes(operator)) return []
  const key = asks(question, 'date') ? 'wrong_value.choice_count_date' : 'wrong_value.choice_count_number'
  return wrong.map((v) => said(key, { question: question.id, value: String(v) }))
}

const testFaults = (test: AnswerTest, question: Question): SaidOfFault[] => {
  const { row } = test
  if (row !== undefined && !asks(question, 'rows')) {
    return [said('unknown_row.none', { question: question.id })]
  }
  if (row !== undefined && asks(question, 'rows') && !question.rows.some((r) => r.id === row)) {
    return [said('unknown_row', { question: question.id, id: row })]
  }
  const operator = operatorOf(test)
  if (!operators[row === undefined ? shapeOf(question) : 'row'].includes(operator)) {
    const vars = { operator, question: question.id, kind: question.kind }
    return [said(row === undefined ? 'operator_unfit' : 'operator_unfit.row', vars)]
  }
  return valueFaults(test, question)
}

const sidesOf = (test: AnswerTest): string[] =>
  [test.gt, test.gte, test.lt, test.lte].flatMap((side) => (typeof side === 'object' ? [side.question] : []))

/** What kinds of answers can be put in order with each other. */
const scaleOf = (question: Question | undefined): 'number' | 'date' | undefined => {
  if (asks(question, 'date')) return 'date'
  return asks(question, 'figure') ? 'number' : undefined
}

/** A bound that is another question's answer: one that is asked before, of the same scale. */
const sideFaults = (draft: Draft, test: AnswerTest, placed: Referring): SaidOfFault[] =>
  sidesOf(test).flatMap((id): SaidOfFault[] => {
    const wrong = referenceFault(draft, id, placed)
    if (wrong !== undefined) return [wrong]
    const [left, right] = [test.question, id].map((it) => draft.byId.get(it)?.question)
    if (left === undefined || right === undefined || scaleOf(left) === scaleOf(right)) return []
    return [said('wrong_value.not_compared', { question: left.id, other: id })]
  })

/** Properties of a unit with few values; a bydel has no `centrality`. */
const unitValues: Partial<Record<UnitTest['unit'], readonly unknown[]>> = {
  kind: ['kommune', 'bydel'],
  language: ['nb', 'nn', 'neutral'],
  centrality: centralities,
}

const unitFaults = (test: UnitTest): SaidOfFault[] =>
  [test.is, test.isNot, test.in].flatMap(asList).flatMap((value): SaidOfFault[] => {
    const fits =
      unitValues[test.unit]?.includes(value) ?? typeof value === (test.unit === 'population' ? 'number' : 'string')
    return fits ? [] : [said('wrong_value.no_unit', { property: test.unit, value: String(value) })]
  })

type Located = { test: AnswerTest | UnitTest; path: Path }

const testsIn = (condition: Condition, path: Path): Located[] => {
  if ('all' in condition) return condition.all.flatMap((c, i) => testsIn(c, [...path, 'all', i]))
  if ('any' in condition) return condition.any.flatMap((c, i) => testsIn(c, [...path, 'any', i]))
  if ('not' in condition) return testsIn(condition.not, [...path, 'not'])
  return [{ test: condition, path }]
}

/** Faults of one condition; none means that every reference in it can be followed. */
const referenceFindings = (draft: Draft, placed: Referring): Finding[] =>
  testsIn(placed.condition, placed.path).flatMap(({ test, path }): Finding[] => {
    if ('unit' in test) return unitFaults(test).map((said) => ({ path, ...said }))
    const fault = referenceFault(draft, test.question, placed)
    if (fault !== undefined) return [{ path: [...path, 'question'], ...fault }]
    const question = draft.byId.get(test.question)?.question
    const own = question === undefined ? [] : testFaults(test, question)
    return [...sideFaults(draft, test, placed), ...own].map((said) => ({ path, ...said }))
  })

/** Unknown and later questions, choices, rows and unfit operators in all conditions. */
export const checkReferences = (draft: Draft): Finding[] =>
  referringOf(draft).flatMap((placed) => referenceFindings(draft, placed))

// Questions, choices and rows that nobody can come to, and checks that never fire.

const unreachable: Record<Placed['of'], FaultKey> = {
  section: 'unreachable_section',
  question: 'unreachable_question',
  choice: 'unreachable_choice',
  row: 'unreachable_row',
  check: 'check_never_fires',
}

/** Everything that must hold for the place itself to be come to. */
const around = ({ owner }: Placed): Condition[] =>
  'question' in owner ? [owner.section.when, owner.question.when].filter((c) => c !== undefined) : []

/**
 * Conditions that can never hold where they stand. A condition with a wrong reference is not judged, and neither is what
 * stands inside something unreachable: the cause is said once.
 */
export const checkUnreachable = (draft: Draft): Finding[] =>
  conditionsOf(draft).flatMap((placed): Finding[] => {
    if (referenceFindings(draft, placed).length > 0) return []
    const outer = around(placed).filter((c) => c !== placed.condition)
    if (canHold(draft, [...outer, placed.condition]) || !canHold(draft, outer)) return []
    return [{ path: placed.path, ...said(unreachable[placed.of]) }]
  })

// Placeholders: known ones, the same in both language forms, and only answers that have been given by then.

type Pair = { nb: string; nn: string; path: Path }

/** Every text with both language forms, wherever it stands. */
const textsIn = (value: unknown, path: Path = []): Pair[] => {
  if (typeof value !== 'object' || value === null) return []
  if ('nb' in value && 'nn' in value && typeof value.nb === 'string' && typeof value.nn === 'string') {
    return [{ nb: value.nb, nn: value.nn, path }]
  }
  return Object.entries(value).flatMap(([key, child]) =>
    textsIn(child, [...path, Array.isArray(value) ? Number(key) : key]),
  )
}

/** Which answers a text can repeat: earlier ones, and in the message of a check also the answer that is checked. */
const scopeOf = (draft: Draft, path: Path): Pick<Referring, 'before' | 'own'> => {
  const [top, s, under, q, part] = path
  if (top !== 'sections') return { before: 0 }
  const section = [...draft.questions, ...draft.broken].filter((it) => it.section.index === s)
  if (under !== 'questions') return { before: Math.min(...section.map((it) => it.order)) }
  const before = section.find((it) => it.path.at(-1) === q)?.order ?? 0
  const id = valueAt(draft.data, path.slice(0, 4).concat('id'))
  return { before, own: part === 'checks' && typeof id === 'string' ? id : undefined }
}

/** Which ones, whatever the order: languages put words in different places. */
const profile = (text: string): string => [...new Set(placeholdersIn(text).map(inEitherForm))].sort().join(' ')

/** Words of the text's own differ between nb and nn; every other placeholder is called the same. */
const inEitherForm = (placeholder: Placeholder): string =>
  placeholder.type === 'either' ? '…|…' : placeholder.raw.toLowerCase()

/** Unknown placeholders, answers not given by then, and texts whose forms differ in them. */
export const checkPlaceholders = (draft: Draft): Finding[] =>
  textsIn(draft.data).flatMap(({ nb, nn, path }) => {
    const scope = scopeOf(draft, path)
    const findings = (
      [
        ['nb', nb],
        ['nn', nn],
      ] as const
    ).flatMap(([language, text]) => {
      const here = [...path, language]
      const lone = loneBraces(text)
      const named = placeholdersIn(text).flatMap((placeholder): Finding[] => {
        if (placeholder.type === 'unknown') {
          return [{ path: here, ...said('unknown_placeholder', { placeholder: `{{${placeholder.raw}}}` }) }]
        }
        if (placeholder.type === 'unit' || placeholder.type === 'either') return []
        const fault = referenceFault(draft, placeholder.question, scope)
        if (fault !== undefined) return [{ path: here, ...fault }]
        if (!asks(draft.byId.get(placeholder.question)?.question, 'none')) return []
        return [{ path: here, ...said('no_answer', { question: placeholder.question }) }]
      })
      return lone === undefined ? named : [...named, { path: here, ...lone }]
    })
    if (profile(nb) === profile(nn)) return findings
    const differs = said('placeholder_differs', { nb: profile(nb), nn: profile(nn) })
    return [...findings, { path: [...path, 'nn'], ...differs }]
  })
