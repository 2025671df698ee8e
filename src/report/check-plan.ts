/** What `report.yaml` and `trend.yaml` say of questions, held against the questionnaires of the wave. */
import { type Finding, type Path, said } from '../questionnaire/fault.ts'
import { loneBraces, placeholdersIn, unfilledFindings } from '../questionnaire/placeholders.ts'
import { type Asked, languages, type Questionnaire } from '../questionnaire/schema.ts'
import { asks, hasChoices, isAsked, kindsOf, type Shape } from '../questionnaire/shape.ts'
import { valueAt } from '../questionnaire/yaml.ts'
import type { PlannedFinding } from './plan.ts'
import { responseRate } from './trend.ts'

/** Question id → the question in each version that asks it. */
export type AskedQuestions = ReadonlyMap<string, readonly Asked[]>

/** Of all parts and versions: a report counts old answers too. */
export const askedQuestions = (questionnaires: readonly Questionnaire[]): AskedQuestions => {
  const asked = new Map<string, Asked[]>()
  for (const question of questionnaires.flatMap(({ sections }) => sections.flatMap(({ questions }) => questions))) {
    if (isAsked(question)) asked.set(question.id, [...(asked.get(question.id) ?? []), question])
  }
  return asked
}

/** What each kind of finding can be stated of, and what its sentence may be filled with. */
const kinds: Record<PlannedFinding['kind'], { of: readonly Shape[]; filledWith: readonly string[] }> = {
  share: { of: ['choice', 'choices'], filledWith: ['andel', 'andel_hvem'] },
  most_chosen: { of: ['choice', 'choices'], filledWith: ['liste'] },
  extreme_rows: { of: ['rows'], filledWith: ['hoeyest', 'andel_hoeyest', 'lavest', 'andel_lavest'] },
  rows_over_half: { of: ['rows'], filledWith: ['antall', 'alle'] },
  median: { of: ['figure'], filledWith: ['median', 'sum', 'n'] },
  series: { of: [], filledWith: ['hoeyest', 'hoeyest_aar', 'siste', 'siste_aar'] },
}

const listAt = (data: unknown, key: string): unknown[] => {
  const list = valueAt(data, [key])
  return Array.isArray(list) ? list : []
}

const textAt = (data: unknown, path: Path): string | null => {
  const value = valueAt(data, path)
  return typeof value === 'string' ? value : null
}

/**
 * Read from the data as it is, so that a fault of shape elsewhere hides none of these.
 * @param series ids of `trend.yaml`; null where nobody knows
 */
export const planFindings = (data: unknown, asked: AskedQuestions, series: ReadonlySet<string> | null): Finding[] => {
  const named = [
    ...listAt(data, 'themes').flatMap((theme, i) =>
      listAt(theme, 'variables').map((_, j) => ['themes', i, 'variables', j]),
    ),
    ...listAt(data, 'findings').map((_, i) => ['findings', i, 'variable']),
    ...listAt(data, 'sums').map((_, i) => ['sums', i]),
  ]
  return [
    ...unfilledPlan(data),
    ...named.flatMap((path) => unknownQuestion(data, path, asked)),
    ...repeated(
      data,
      listAt(data, 'themes').map((_, i) => ['themes', i, 'id']),
    ),
    ...repeated(
      data,
      listAt(data, 'findings').map((_, i) => ['findings', i, 'id']),
    ),
    ...repeated(
      data,
      named.filter(([first]) => first === 'themes'),
    ),
    ...listAt(data, 'findings').flatMap((_, i) => findingFaults(data, ['findings', i], asked)),
    ...listAt(data, 'findings').flatMap((_, i) => unknownSeries(data, ['findings', i, 'series'], series)),
  ]
}

/** The same of `trend.yaml`, where the response rate counts as asked. */
export const trendFindings = (data: unknown, asked: AskedQuestions): Finding[] => [
  ...unfilledTrend(data),
  ...listAt(data, 'figures').flatMap((_, i) => {
    const path = ['figures', i]
    if (textAt(data, [...path, 'variable']) === responseRate) return []
    const questions = asked.get(textAt(data, [...path, 'variable']) ?? '') ?? []
    return [
      ...unknownQuestion(data, [...path, 'variable'], asked),
      ...(questions.length === 0 ? [] : unknownChoices(data, [...path, 'choices'], questions)),
    ]
  }),
]

/** Braces in texts of `report.yaml` that nothing is put into: all but the sentences of findings. */
export const unfilledPlan = (data: unknown): Finding[] =>
  unfilledFindings(data, ([first, , key]) => first === 'findings' && key === 'text')

/** The same of `trend.yaml`, where no text is filled in. */
export const unfilledTrend = (data: unknown): Finding[] => unfilledFindings(data, () => false)

const unknownQuestion = (data: unknown, path: Path, asked: AskedQuestions): Finding[] => {
  const id = textAt(data, path)
  if (id === null || asked.has(id)) return []
  return [{ path, ...said('unknown_question.wave', { id }) }]
}

const unknownSeries = (data: unknown, path: Path, series: ReadonlySet<string> | null): Finding[] => {
  const id = textAt(data, path)
  if (id === null || series === null || series.has(id)) return []
  return [{ path, ...said('unknown_series', { id }) }]
}

const unknownChoices = (data: unknown, path: Path, questions: readonly Asked[]): Finding[] => {
  const offered = new Set(questions.flatMap((it) => (hasChoices(it) ? it.choices.map(({ id }) => id) : [])))
  const chosen = valueAt(data, path)
  if (!Array.isArray(chosen)) return []
  return chosen.flatMap((id: unknown, i): Finding[] => {
    if (typeof id !== 'string' || offered.has(id)) return []
    return [{ path: [...path, i], ...said('unknown_choice', { question: questions[0]?.id ?? '', id }) }]
  })
}

const repeated = (data: unknown, paths: readonly Path[]): Finding[] => {
  const seen = new Set<string>()
  return paths.flatMap((path): Finding[] => {
    const id = textAt(data, path)
    if (id === null || !seen.has(id)) {
      if (id !== null) seen.add(id)
      return []
    }
    return [{ path, ...said('duplicate_id.plain', { id }) }]
  })
}

const isKind = (kind: string | null): kind is PlannedFinding['kind'] => kind !== null && Object.hasOwn(kinds, kind)

const findingFaults = (data: unknown, path: Path, asked: AskedQuestions): Finding[] => {
  const kind = textAt(data, [...path, 'kind'])
  if (!isKind(kind)) return []
  const { of, filledWith } = kinds[kind]
  const questions = asked.get(textAt(data, [...path, 'variable']) ?? '') ?? []
  const unfit = questions.length > 0 && !questions.some((question) => asks(question, ...of))
  const wrong = said('wrong_kind', { kind, of: kindsOf(...of), asked: questions[0]?.kind ?? '' })
  return [
    ...(unfit ? [{ path: [...path, 'kind'], ...wrong }] : []),
    ...(questions.length === 0 ? [] : unknownChoices(data, [...path, 'of'], questions)),
    ...languages.flatMap((language) => unknownPlaceholders(data, [...path, 'text', language], filledWith)),
  ]
}

const unknownPlaceholders = (data: unknown, path: Path, known: readonly string[]): Finding[] => {
  const text = textAt(data, path) ?? ''
  const lone = loneBraces(text)
  const strange = placeholdersIn(text).filter(({ raw }) => !known.includes(raw))
  return [
    ...(lone === undefined ? [] : [{ path, ...lone }]),
    ...strange.map(({ raw }) => ({ path, ...said('unknown_placeholder.here', { placeholder: `{{${raw}}}` }) })),
  ]
}
