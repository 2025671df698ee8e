/**
 * A questionnaire as a form: everything that a unit of one kind can be asked, in order, with the routing in words. Plain
 * texts, for whoever sets it: the PDF, a page, a letter.
 */

import { type KnownUnit, leftOpen } from '../engine/conditions.ts'
import { formatDate } from '../kinds/date.ts'
import type { AnswerTest, Condition } from '../questionnaire/condition.ts'
import { placeholderPattern, readPlaceholder } from '../questionnaire/placeholders.ts'
import type {
  Asked,
  Choice,
  Explanation,
  Language,
  Question,
  Questionnaire,
  Section,
  Text,
} from '../questionnaire/schema.ts'
import {
  asks,
  boundsOf,
  byShape,
  choicesOf,
  hasChoices,
  isAsked,
  isLongText,
  isShare,
  rowsOf,
  unitOf,
} from '../questionnaire/shape.ts'
import type { UnitKind, Wave } from '../questionnaire/wave.ts'
import { capital, translate, unitData } from '../texts/translate.ts'
import type { FormUse } from './form-address.ts'
import { endText } from './moment.ts'
import { howMany, rangeHint } from './question-input.ts'
import { conditionText, type Routing } from './routing.ts'

export type Form = {
  language: Language
  use: FormUse
  title: string
  /** What it is about and how it is used, a paragraph each. */
  intro: string[]
  /** To be filled in at the top, with what is known already; empty on screen. */
  head: { label: string; value?: string }[]
  contents: { title: string; columns: [theme: string, questions: string, who: string]; rows: string[][] }
  sections: FormSection[]
  /** What is explained of the words of all questions, by the alphabet, with the numbers of the questions; null: nothing is. */
  glossary: {
    title: string
    intro: string
    columns: [word: string, meaning: string, questions: string]
    rows: string[][]
  } | null
  footer: string
}

/** `knows`: who in the unit usually has the answers. `only`: for whom it is, a whole sentence. */
export type FormSection = { title: string; knows?: string; only?: string; items: FormItem[] }

/** What is asked, or (without `field`) told. `explain`: what its terms mean. `how`: how it is answered. */
export type FormItem = {
  title: string
  help?: string
  explain: string[]
  only?: string
  how: string[]
  field?: FormField
}

export type FormChoice = {
  text: string
  note?: string
  /** It has to be said in own words what is meant. */
  specify: boolean
}

/** What the answer is written in. `besides`: «Vet ikke» and the like, where the question takes them. */
export type FormField =
  | { kind: 'choices'; pick: 'one' | 'many'; choices: FormChoice[] }
  | { kind: 'grid'; corner: string; rows: { text: string; note?: string }[]; scale: string[] }
  | { kind: 'order'; choices: FormChoice[]; besides: string[] }
  | { kind: 'figure'; unit: string; besides: string[] }
  | { kind: 'date'; parts: [day: string, month: string, year: string]; besides: string[] }
  | { kind: 'words'; lines: 'one' | 'many'; besides: string[] }

/**
 * What the form is made of. `unit`: what is known of those who answer, at least their kind; rules on anything else of the
 * unit are told in words. `closesAt`: ms since 1970 UTC.
 */
export type FormSource = {
  questionnaire: Questionnaire
  wave: Pick<Wave, 'title' | 'contact' | 'controller' | 'parts'>
  unit: KnownUnit & { kind: UnitKind }
  language: Language
  use: FormUse
  closesAt: number
}

/** The form. Text between braces that is no placeholder stands as it was typed. */
export const formOf = (source: FormSource): Form => {
  const { questionnaire, wave, language, use } = source
  const setting = settingOf(source)
  const { t, say } = setting
  const sections = setting.present.map((section, i) => formSection(setting, section, i + 1))
  const contact = [wave.contact.name, wave.contact.email, wave.contact.phone].filter(Boolean).join(', ')
  const closes = endText(source.closesAt)
  return {
    language,
    use,
    title: say(questionnaire.title),
    intro: [
      say(questionnaire.intro),
      t(`form.about_${use}`),
      [
        t('form.minutes', { minutes: questionnaire.minutes }),
        t('panel.start.voluntary'),
        t('panel.start.controller', { controller: say(wave.controller) }),
      ].join(' '),
      use === 'paper' ? t('form.return', { contact, closes }) : t('panel.start.closes', { closes }),
      ...(use === 'screen' ? [t('form.contact', { contact })] : []),
    ],
    head: use === 'paper' ? headOf(source, t) : [],
    contents: contentsOf(setting),
    sections,
    glossary: glossaryOf(setting),
    footer: t('form.footer', { title: say(wave.title), part: partTitle(source, say) }),
  }
}

/**
 * The questionnaire as the units of a kind can be asked it: what they never are is left out, and all else stands without
 * conditions, numbered as in the form.
 */
export const withoutConditions = (source: FormSource): Questionnaire => {
  const { present, left } = settingOf(source)
  const open = <T extends { when?: Condition | undefined }>(all: readonly T[]): T[] =>
    all.filter(({ when }) => left(when) !== false).map(freely)
  const opened = (question: Question): Question => {
    const free = freely(question)
    if (!hasChoices(free)) return free
    const choices = { choices: open(free.choices) }
    return asks(free, 'rows') ? { ...free, ...choices, rows: open(free.rows) } : { ...free, ...choices }
  }
  const sections = present.map((section) => ({ ...freely(section), questions: section.questions.map(opened) }))
  return { ...source.questionnaire, sections }
}

const freely = <T extends { when?: Condition | undefined }>(one: T): T => {
  const { when: _, ...rest } = one
  return rest as T
}

const partTitle = ({ questionnaire, wave }: FormSource, say: Say): string => {
  const part = Object.hasOwn(wave.parts, questionnaire.part) ? wave.parts[questionnaire.part] : undefined
  return part === undefined ? questionnaire.part : say(part.title)
}

const headOf = ({ unit }: FormSource, t: Routing['t']): Form['head'] => {
  const named = [unit.name, unit.id].filter(Boolean).join(', ')
  return [
    { label: t(`form.unit_${unit.kind}`), ...(named === '' ? {} : { value: named }) },
    { label: t('form.filled_in_on') },
  ]
}

// What the unit can be asked, numbered.

type Say = (text: Text) => string
type Setting = Routing & {
  unit: FormSource['unit']
  language: Language
  /** Sections with the questions that this unit can be asked. */
  present: Section[]
  left: (condition: Condition | undefined) => boolean | Condition
}

const settingOf = ({ questionnaire, unit, language }: FormSource): Setting => {
  const numbered = new Map<string, { question: Question; n: number }>()
  const left: Setting['left'] = (condition) => leftOpen(condition, unit, (test) => settled(test, numbered, left))
  const present: Section[] = []
  // In order: what can be asked later depends on what can be asked, and answered, before it.
  for (const section of questionnaire.sections) {
    if (left(section.when) === false) continue
    const questions = section.questions.filter((question) => {
      if (left(question.when) === false) return false
      if (isAsked(question)) numbered.set(question.id, { question, n: numbered.size + 1 })
      return true
    })
    if (questions.length > 0) present.push({ ...section, questions })
  }
  const words = wordsOfUnit(language, unit)
  const t: Routing['t'] = (key, vars = {}) => translate(language, key, { ...words, ...vars })
  const questionOf: Routing['questionOf'] = (id) => numbered.get(id) ?? null
  const say: Say = (text) => filled(text[language], words, { t, questionOf })
  return { t, say, questionOf, unit, language, present, left }
}

/** The unit's words; nobody's name where no single unit is meant: «på vegne av kommunen». */
export const wordsOfUnit = (language: Language, { kind, name }: FormSource['unit']): Record<string, string> => {
  const words = unitData(language, { kind, name: name ?? '' })
  return name === undefined ? { ...words, enhet: words.kommunen ?? '', Enhet: words.Kommunen ?? '' } : words
}

/** Unit words in place, and a mark where an earlier answer is repeated. Everything else stands as typed. */
const filled = (text: string, words: Record<string, string>, { t, questionOf }: Pick<Routing, 't' | 'questionOf'>) =>
  text.replace(placeholderPattern, (typed, raw: string) => {
    const placeholder = readPlaceholder(raw)
    if (placeholder.type === 'unknown') return typed
    if (placeholder.type === 'unit') return words[raw] ?? typed
    if (placeholder.type === 'either') return words.unitKind === 'bydel' ? placeholder.bydel : placeholder.kommune
    const found = questionOf(placeholder.question)
    if (found === null) return t('form.answer_elsewhere')
    return t('form.answer_of', { question: t('form.question', { n: found.n }) })
  })

/** A test of what this unit is never asked, or of a choice it is never given, is settled. */
const settled = (
  test: AnswerTest,
  numbered: ReadonlyMap<string, { question: Question }>,
  left: Setting['left'],
): boolean | AnswerTest => {
  const question = numbered.get(test.question)?.question
  if (question === undefined) return test.answered === false
  if (!hasChoices(question)) return test
  const given = question.choices.filter(({ when }) => left(when) !== false).map(({ id }) => id)
  const isGiven = (id: string | number) => typeof id === 'string' && given.includes(id)
  if (test.is !== undefined) return isGiven(test.is) ? test : false
  if (test.in !== undefined) {
    const values = test.in.filter(isGiven)
    return values.length > 0 && { ...test, in: values }
  }
  if (test.includes !== undefined) {
    const values = [test.includes].flat().filter(isGiven)
    return values.length > 0 && { ...test, includes: values }
  }
  return test
}

const contentsOf = ({ t, say, present, questionOf }: Setting): Form['contents'] => ({
  title: t('form.contents'),
  columns: [t('form.theme'), t('form.questions'), t('form.who')],
  rows: present.map(({ title, knows, questions }, i) => {
    const numbers = questions.flatMap(({ id }) => questionOf(id)?.n ?? [])
    const [first, last] = [numbers[0], numbers.at(-1)]
    const span = first === last ? `${first ?? '–'}` : `${first}–${last}`
    return [t('form.theme_title', { n: i + 1, title: say(title) }), span, knows === undefined ? '–' : say(knows)]
  }),
})

// Section, question and field.

const onlyOf = ({ t, left, ...setting }: Setting, condition: Condition | undefined, key: 'only' | 'only_choice') => {
  const open = left(condition)
  return typeof open === 'boolean' ? undefined : t(`form.${key}`, { what: conditionText({ t, ...setting }, open) })
}

const formSection = (setting: Setting, section: Section, n: number): FormSection => {
  const { t, say } = setting
  const only = onlyOf(setting, section.when, 'only')
  return {
    title: t('form.theme_title', { n, title: say(section.title) }),
    ...(section.knows === undefined ? {} : { knows: t('panel.all_questions.knows', { knows: say(section.knows) }) }),
    ...(only === undefined ? {} : { only }),
    items: section.questions.map((question) => formItem(setting, question)),
  }
}

const formItem = (setting: Setting, question: Question): FormItem => {
  const { t, say, questionOf } = setting
  const n = questionOf(question.id)?.n
  const only = onlyOf(setting, question.when, 'only')
  return {
    title: n === undefined ? say(question.text) : t('form.question_title', { n, question: say(question.text) }),
    ...(question.help === undefined ? {} : { help: say(question.help) }),
    explain: explained(setting, question),
    ...(only === undefined ? {} : { only }),
    ...(!isAsked(question)
      ? { how: [] }
      : {
          how: [...howOf(setting, question), ...(question.required ? [t('form.required')] : [])],
          field: fieldOf(setting, question),
        }),
  }
}

/** What is explained of the question, of its rows and of its choices. What `counts` says answers «teller … med?». */
const explanationsOf = ({ left }: Setting, question: Question): readonly Explanation[] => {
  if (!isAsked(question)) return []
  const inside = [...rowsOf(question), ...choicesOf(question)].filter(({ when }) => left(when) !== false)
  return [question, ...inside].flatMap((part) => part.explain ?? [])
}

/** Each once. */
const explained = (setting: Setting, question: Question): string[] => [
  ...new Set(explanationsOf(setting, question).map(({ text }) => setting.say(text))),
]

/** Under the first of its terms, which people call it by most; the same words of several questions once. */
const glossaryOf = (setting: Setting): Form['glossary'] => {
  const { t, say, present, questionOf, language } = setting
  const entries = new Map<string, { word: string; meaning: string; questions: Set<number> }>()
  for (const question of present.flatMap(({ questions }) => questions)) {
    for (const { terms, text } of explanationsOf(setting, question)) {
      const [word, meaning] = [capital(terms[language][0] ?? ''), say(text)]
      const key = `${word}\n${meaning}`
      const entry = entries.get(key) ?? { word, meaning, questions: new Set() }
      entries.set(key, { ...entry, questions: entry.questions.add(questionOf(question.id)?.n ?? 0) })
    }
  }
  if (entries.size === 0) return null
  const rows = [...entries.values()].sort((a, b) => byAlphabet.compare(a.word, b.word))
  return {
    title: t('form.glossary'),
    intro: t('form.glossary_intro'),
    columns: [t('form.word'), t('form.meaning'), t('form.questions')],
    rows: rows.map(({ word, meaning, questions }) => [word, meaning, [...questions].join(', ')]),
  }
}

const byAlphabet = new Intl.Collator('nb')

const howOf = ({ t }: Setting, question: Asked): string[] => {
  return byShape(question, {
    choice: () => [t('card.choose')],
    choices: ({ min, max }) => [howMany(t, min, max)],
    rows: () => [t('card.matrix')],
    order: ({ choices, places = choices.length }) => {
      if (places === 1) return [t('form.rank_first')]
      return [places < choices.length ? t('form.rank_some', { places }) : t('form.rank_all')]
    },
    figure: (figure) => [t(`card.${figure.kind}`), ...hintsOf(rangeHint({ t }, boundsOf(figure)))],
    date: ({ min, max }) => [
      t('card.date'),
      ...(min === undefined ? [] : [t('form.date_from', { min: formatDate(min) })]),
      ...(max === undefined ? [] : [t('form.date_to', { max: formatDate(max) })]),
    ],
    words: ({ maxLength }) => [t('card.text'), t('form.characters', { max: maxLength })],
  })
}

const hintsOf = ({ hint }: { hint?: string }): string[] => (hint === undefined ? [] : [hint])

const fieldOf = (setting: Setting, question: Asked): FormField => {
  const { t, say } = setting
  const besides = [
    ...(question.dontKnow ? [t('card.dont_know')] : []),
    ...(question.notApplicable ? [t('card.not_applicable')] : []),
  ]
  const picked = (choices: readonly Choice[], pick: 'one' | 'many'): FormField => ({
    kind: 'choices',
    pick,
    choices: [...shownOf(setting, choices, pick), ...besides.map((text) => ({ text, specify: false }))],
  })
  return byShape(question, {
    choice: ({ choices }): FormField => picked(choices, 'one'),
    choices: ({ choices }) => picked(choices, 'many'),
    rows: ({ rows, choices }) => ({
      kind: 'grid',
      corner: t('form.row'),
      rows: rows.flatMap((row) => {
        const note = onlyOf(setting, row.when, 'only_choice')
        return setting.left(row.when) === false
          ? []
          : [{ text: say(row.text), ...(note === undefined ? {} : { note }) }]
      }),
      scale: [...shownOf(setting, choices, 'one').map(({ text }) => text), ...besides],
    }),
    order: ({ choices }) => ({ kind: 'order', choices: shownOf(setting, choices, 'one'), besides }),
    figure: (figure) => {
      const unit = unitOf(figure)
      return { kind: 'figure', unit: isShare(figure) ? t('card.percent_unit') : unit ? say(unit) : '', besides }
    },
    date: () => ({ kind: 'date', parts: [t('form.day'), t('form.month'), t('form.year')], besides }),
    words: (text) => ({ kind: 'words', lines: isLongText(text) ? 'many' : 'one', besides }),
  })
}

const shownOf = (setting: Setting, choices: readonly Choice[], pick: 'one' | 'many'): FormChoice[] =>
  choices.flatMap((choice) => {
    if (setting.left(choice.when) === false) return []
    const { t, say } = setting
    const only = onlyOf(setting, choice.when, 'only_choice')
    const notes = [
      ...(only === undefined ? [] : [only]),
      ...(choice.specify ? [t('form.specify')] : []),
      ...(choice.exclusive && pick === 'many' ? [t('form.alone')] : []),
    ]
    const note = notes.length === 0 ? {} : { note: notes.join('. ') }
    return [{ text: say(choice.text), ...note, specify: choice.specify }]
  })
