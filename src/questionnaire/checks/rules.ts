/** Ids that stand twice, and choices that read the same. */

import type { Choice, Question, Questionnaire } from '../schema.ts'
import { asks, boundsOf, hasChoices } from '../shape.ts'
import { type Fault, type Finding, type Located, type Path, valueAt } from '../yaml.ts'
import type { Draft } from './draft.ts'
import { canHold } from './reach.ts'

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

type Named = { id: unknown; path: Path }

const named = (data: unknown, path: Path): Named[] =>
  list(valueAt(data, path)).map((item, i) => ({ id: valueAt(item, ['id']), path: [...path, i, 'id'] }))

const repeats = (what: string, items: readonly Named[]): Finding[] => {
  const seen = new Set<unknown>()
  return items.flatMap(({ id, path }): Finding[] => {
    if (typeof id !== 'string') return []
    const again = seen.has(id)
    seen.add(id)
    return again ? [{ path, code: 'duplicate_id', message: `there are two ${what} «${id}»` }] : []
  })
}

const sameText = (a: Choice, b: Choice): 'nb' | 'nn' | undefined => {
  const plain = (text: string) => text.trim().toLowerCase()
  return (['nb', 'nn'] as const).find((language) => plain(a.text[language]) === plain(b.text[language]))
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
        const message = `the choices «${earlier.id}» and «${choice.id}» have the same text (${language})`
        return [{ path: [...path, 'choices', i, 'text', language], code: 'duplicate_choice_text', message }]
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
    ...repeats('questions that were', were),
    ...within,
    ...sameTexts(draft),
  ]
}

// Limits that no answer could meet.

type Said = { key: string; code: string; message: string }

const ofRange = (question: Question): Said[] => {
  if (!asks(question, 'figure', 'date')) return []
  const { min, max } = asks(question, 'figure') ? boundsOf(question) : question
  if (min === undefined || max === undefined || min <= max) return []
  const key = question.min === undefined ? 'max' : 'min'
  return [{ key, code: 'empty_range', message: `no answer lies between ${min} and ${max}` }]
}

const ofExample = (question: Question): Said[] => {
  if (!asks(question, 'figure')) return []
  const { example, decimals } = question
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = boundsOf(question)
  if (example === undefined || (example >= min && example <= max && Number(example.toFixed(decimals)) === example))
    return []
  return [{ key: 'example', code: 'example_refused', message: `${example} would be refused as an answer` }]
}

/** A figure must find one choice: ranges that meet, or that count different things, leave it between two. */
const ofFigures = (question: Question): Said[] => {
  if (!hasChoices(question)) return []
  const ranges = question.choices.flatMap(({ id, range }) => (range === undefined ? [] : [{ id, ...range }]))
  const at = (code: string, message: string): Said => ({ key: 'choices', code, message })
  const [least, most] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
  return ranges.flatMap((a, i): Said[] => {
    const { id, from = least, to = most } = a
    if (from > to) return [at('empty_range', `no figure is in the range of «${id}»`)]
    if (from === least && to === most)
      return [at('empty_range', `the range of «${id}» has neither \`from\` nor \`to\``)]
    return ranges.slice(0, i).flatMap((b): Said[] => {
      if (a.of !== b.of) return [at('ranges_differ', `the ranges of «${b.id}» and «${id}» count different things`)]
      const meet = from <= (b.to ?? most) && (b.from ?? least) <= to
      return meet ? [at('ranges_overlap', `a figure can be in the ranges of both «${b.id}» and «${id}»`)] : []
    })
  })
}

const ofChoices = (question: Question): Said[] => {
  if (!hasChoices(question)) return []
  const said: Said[] = []
  const tooMany = (key: string, n: number, of: string) =>
    said.push({ key, code: 'empty_range', message: `\`${key}\` is ${n}, but there are only ${of}` })
  const open = question.choices.filter((c) => !c.exclusive).length
  if (question.choices.filter((c) => c.specify).length > 1) {
    said.push({ key: 'choices', code: 'several_specify', message: 'only one choice can be specified' })
  }
  if (asks(question, 'rows', 'order')) {
    const unfit = question.choices.find((c) => c.specify || c.exclusive)
    const message = `\`specify\` and \`exclusive\` mean nothing in a ${question.kind}`
    if (unfit !== undefined) said.push({ key: 'choices', code: 'choice_unfit', message })
  }
  if (asks(question, 'choices')) {
    if (question.min > open) tooMany('min', question.min, `${open} choices that can be combined`)
    if (question.max !== undefined && question.max < question.min) {
      said.push({
        key: 'max',
        code: 'empty_range',
        message: `no answer has ${question.min} to ${question.max} choices`,
      })
    }
  }
  if (asks(question, 'order') && (question.places ?? 0) > question.choices.length) {
    tooMany('places', question.places ?? 0, `${question.choices.length} choices`)
  }
  return said
}

/** Ranges without an answer, choices that cannot be as they are said to be. */
export const checkLimits = (draft: Draft): Finding[] =>
  draft.questions.flatMap(({ question, path }) =>
    [...ofRange(question), ...ofExample(question), ...ofFigures(question), ...ofChoices(question)].map(
      ({ key, ...said }) => ({
        path: [...path, key],
        ...said,
      }),
    ),
  )

// Versions of one part together: each once, in a file that says so, and `was` naming a question of an earlier one.

type Parsed = { file: string; questionnaire: Questionnaire; located: Located }

const baseName = (file: string): string => file.split(/[\\/]/u).at(-1) ?? file

const ofName = ({ file, questionnaire: { part, version } }: Parsed): Finding[] => {
  const expected = `${part}.v${version}.yaml`
  if (baseName(file) === expected) return []
  return [{ path: ['version'], code: 'file_name', message: `the file of this part and version is named ${expected}` }]
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
      const message = `no earlier version has a question «${question.was}»`
      return [{ path: ['sections', s, 'questions', q, 'was'], code: 'unknown_was', message }]
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
      findings.push({
        path: ['version'],
        code: 'duplicate_version',
        message: `${twin.file} is the same part and version`,
      })
    }
    return findings.map(it.located.locate)
  })
