/** Ids that stand twice, and choices that read the same. */

import { type Fault, type Finding, type Path, type SaidOfFault, said } from '../fault.ts'
import { type Choice, languages, type Question, type Questionnaire } from '../schema.ts'
import { asks, boundsOf, hasChoices } from '../shape.ts'
import { type Located, valueAt } from '../yaml.ts'
import type { Draft } from './draft.ts'
import { canHold } from './reach.ts'

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

type Named = { id: unknown; path: Path }

const named = (data: unknown, path: Path): Named[] =>
  list(valueAt(data, path)).map((item, i) => ({ id: valueAt(item, ['id']), path: [...path, i, 'id'] }))

const repeats = (
  what: 'sections' | 'questions' | 'were' | 'choices' | 'rows' | 'checks',
  items: readonly Named[],
): Finding[] => {
  const seen = new Set<unknown>()
  return items.flatMap(({ id, path }): Finding[] => {
    if (typeof id !== 'string') return []
    const again = seen.has(id)
    seen.add(id)
    return again ? [{ path, ...said(`duplicate_id.${what}`, { id }) }] : []
  })
}

const sameText = (a: Choice, b: Choice): 'nb' | 'nn' | undefined => {
  const plain = (text: string) => text.trim().toLowerCase()
  return languages.find((language) => plain(a.text[language]) === plain(b.text[language]))
}

/** Two choices with one text cannot be told apart, unless they are never shown together. */
const sameTexts = (draft: Draft): Finding[] =>
  draft.questions.flatMap(({ question, path }) => {
    if (!hasChoices(question)) return []
    return question.choices.flatMap((choice, i) =>
      question.choices.slice(0, i).flatMap((earlier): Finding[] => {
        const language = sameText(earlier, choice)
        const conditions = [earlier.when, choice.when].filter((c) => c !== undefined)
        if (language === undefined || !canHold(draft, conditions)) return []
        const same = said('duplicate_choice_text', { earlier: earlier.id, later: choice.id, language })
        return [{ path: [...path, 'choices', i, 'text', language], ...same }]
      }),
    )
  })

/** Duplicate ids of sections, questions, and of choices, rows and checks within a question; choices with one text. */
export const checkIds = (draft: Draft): Finding[] => {
  const { data } = draft
  const sections = list(valueAt(data, ['sections']))
  const questions = sections.flatMap((_, s) => named(data, ['sections', s, 'questions']))
  const within = questions.flatMap(({ path }) => {
    const question = path.slice(0, -1)
    return (['choices', 'rows', 'checks'] as const).flatMap((key) => repeats(key, named(data, [...question, key])))
  })
  const were = questions.map(({ path }) => {
    const was = [...path.slice(0, -1), 'was']
    return { id: valueAt(data, was), path: was }
  })
  return [
    ...repeats('sections', named(data, ['sections'])),
    ...repeats('questions', questions),
    ...repeats('were', were),
    ...within,
    ...sameTexts(draft),
  ]
}

// Limits that no answer could meet.

type Unmet = { at: string; said: SaidOfFault }

const unmet = (at: string, it: SaidOfFault): Unmet => ({ at, said: it })

const ofRange = (question: Question): Unmet[] => {
  if (!asks(question, 'figure', 'date')) return []
  const { min, max } = asks(question, 'figure') ? boundsOf(question) : question
  if (min === undefined || max === undefined || min <= max) return []
  return [unmet(question.min === undefined ? 'max' : 'min', said('empty_range', { min, max }))]
}

const ofExample = (question: Question): Unmet[] => {
  if (!asks(question, 'figure')) return []
  const { example, decimals } = question
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = boundsOf(question)
  if (example === undefined || (example >= min && example <= max && Number(example.toFixed(decimals)) === example))
    return []
  return [unmet('example', said('example_refused', { example }))]
}

/** A figure must find one choice: ranges that meet, or that count different things, leave it between two. */
const ofFigures = (question: Question): Unmet[] => {
  if (!hasChoices(question)) return []
  const ranges = question.choices.flatMap(({ id, range }) => (range === undefined ? [] : [{ id, ...range }]))
  const [least, most] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
  return ranges.flatMap((a, i): Unmet[] => {
    const { id, from = least, to = most } = a
    if (from > to) return [unmet('choices', said('empty_range.figure', { id }))]
    if (from === least && to === most) return [unmet('choices', said('empty_range.open', { id }))]
    return ranges.slice(0, i).flatMap((b): Unmet[] => {
      const both = { earlier: b.id, later: id }
      if (a.of !== b.of) return [unmet('choices', said('ranges_differ', both))]
      const meet = from <= (b.to ?? most) && (b.from ?? least) <= to
      return meet ? [unmet('choices', said('ranges_overlap', both))] : []
    })
  })
}

const ofChoices = (question: Question): Unmet[] => {
  if (!hasChoices(question)) return []
  const found: Unmet[] = []
  const open = question.choices.filter((c) => !c.exclusive).length
  if (question.choices.filter((c) => c.specify).length > 1) {
    found.push(unmet('choices', said('several_specify')))
  }
  if (asks(question, 'rows', 'order')) {
    const unfit = question.choices.find((c) => c.specify || c.exclusive)
    if (unfit !== undefined) found.push(unmet('choices', said('choice_unfit', { kind: question.kind })))
  }
  if (asks(question, 'choices')) {
    const { min, max } = question
    if (min > open) found.push(unmet('min', said('empty_range.combined', { key: 'min', n: min, of: open })))
    if (max !== undefined && max < min) found.push(unmet('max', said('empty_range.choices', { min, max })))
  }
  if (asks(question, 'order') && (question.places ?? 0) > question.choices.length) {
    const vars = { key: 'places', n: question.places ?? 0, of: question.choices.length }
    found.push(unmet('places', said('empty_range.places', vars)))
  }
  return found
}

/** Ranges without an answer, choices that cannot be as they are said to be. */
export const checkLimits = (draft: Draft): Finding[] =>
  draft.questions.flatMap(({ question, path }) =>
    [...ofRange(question), ...ofExample(question), ...ofFigures(question), ...ofChoices(question)].map(
      ({ at, said: it }) => ({ path: [...path, at], ...it }),
    ),
  )

// Versions of one part together: each once, in a file that says so, and `was` naming a question of an earlier one.

type Parsed = { file: string; questionnaire: Questionnaire; locate: Located['locate'] }

const baseName = (file: string): string => file.split(/[\\/]/u).at(-1) ?? file

const ofName = ({ file, questionnaire: { part, version } }: Parsed): Finding[] => {
  const expected = `${part}.v${version}.yaml`
  if (baseName(file) === expected) return []
  return [{ path: ['version'], ...said('file_name', { name: expected }) }]
}

const same = (a: Questionnaire, b: Questionnaire): boolean => a.wave === b.wave && a.part === b.part

const ofWas = ({ questionnaire: it }: Parsed, all: readonly Parsed[]): Finding[] => {
  const earlier = all.map((p) => p.questionnaire).filter((q) => same(q, it) && q.version < it.version)
  // The earlier version may be kept elsewhere; without it nothing can be said.
  if (earlier.length === 0) return []
  const known = new Set(earlier.flatMap((q) => q.sections.flatMap((s) => s.questions.map((x) => x.id))))
  return it.sections.flatMap((section, s) =>
    section.questions.flatMap((question, q): Finding[] => {
      if (question.was === undefined || known.has(question.was)) return []
      return [{ path: ['sections', s, 'questions', q, 'was'], ...said('unknown_was', { id: question.was }) }]
    }),
  )
}

/** Faults that show only beside the other files. */
export const checkVersions = (all: readonly Parsed[]): Fault[] =>
  all.flatMap((it, i) => {
    const twin = all
      .slice(0, i)
      .find((o) => same(o.questionnaire, it.questionnaire) && o.questionnaire.version === it.questionnaire.version)
    const findings = [...ofName(it), ...ofWas(it, all)]
    if (twin !== undefined) {
      findings.push({ path: ['version'], ...said('duplicate_version', { file: twin.file }) })
    }
    return findings.map(it.locate)
  })
