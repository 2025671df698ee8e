/** A questionnaire as the three sheets of an XLSForm (xlsform.org), with bokmål and nynorsk side by side. */

import { type Condition, unitTestsIn } from '../../questionnaire/condition.ts'
import { placeholderPattern, readPlaceholder } from '../../questionnaire/placeholders.ts'
import type { Check, Choice, Language, Question, Questionnaire, Section, Text } from '../../questionnaire/schema.ts'
import {
  type AskedShape,
  asks,
  boundsOf,
  byShape,
  choicesOf,
  isAsked,
  isLongText,
  isShare,
  type QuestionOfShape,
  rowsOf,
  unitOf,
} from '../../questionnaire/shape.ts'
import type { UnitKind } from '../../questionnaire/wave.ts'
import { translate } from '../../texts/translate.ts'
import { wordsOfUnit } from '../form.ts'
import { type Expressions, expressionOf, missingChoices, partName, unitField } from './expressions.ts'
import {
  appearances,
  introName,
  languages,
  ownColumn,
  ownTitle,
  ownUnit,
  pairsText,
  sectionName,
  typeNames,
} from './terms.ts'

/** A line of a sheet: column → cell. Columns that a line lacks are empty. */
export type Line = Readonly<Record<string, string>>
/** `left`: what has no equivalent there, by question and by what it is. */
export type XlsForm = { survey: Line[]; choices: Line[]; settings: Line[]; left: Left[] }
export type Left = { question: string; what: 'heard' | 'prefill' | 'missing' | 'places' | 'soft' }

const forms = ['nb', 'nn'] as const

/** `kind`: whom the texts speak to; what is asked of units is asked for where a condition tests it. */
type Source = { questionnaire: Questionnaire; kind: UnitKind }
type Writing = Expressions & { kind: UnitKind; questionnaire: Questionnaire }

export const xlsFormOf = ({ questionnaire, kind }: Source): XlsForm => {
  const all = questionnaire.sections.flatMap(({ questions }) => questions)
  const byId = new Map(all.map((question) => [question.id, question]))
  const writing: Writing = { kind, questionnaire, questionOf: (id) => byId.get(id) }
  const unit = unitLines(writing)
  return {
    survey: [
      ...unit.survey,
      { type: typeNames.note, name: introName, ...labelled(writing, 'label', questionnaire.intro) },
      ...questionnaire.sections.flatMap((section) => sectionLines(writing, section)),
    ],
    choices: [...unit.choices, ...all.flatMap((question) => choiceLines(writing, question))],
    settings: [
      {
        form_title: say(writing, 'nb', questionnaire.title),
        form_id: `${questionnaire.wave}_${questionnaire.part}`,
        version: String(questionnaire.version),
        default_language: languages.nb,
        [ownColumn]: pairsText(ofForm(questionnaire)),
        [ownTitle]: say(writing, 'nn', questionnaire.title),
      },
    ],
    left: all.flatMap(leftOf),
  }
}

// Texts.

const say = ({ kind }: Writing, language: Language, text: Text): string => {
  const words = wordsOfUnit(language, { kind })
  return text[language].replace(placeholderPattern, (typed, raw: string) => {
    const placeholder = readPlaceholder(raw)
    if (placeholder.type === 'unknown') return typed
    if (placeholder.type === 'unit') return words[raw] ?? typed
    if (placeholder.type === 'answer') return `\${${placeholder.question}}`
    return kind === 'bydel' ? placeholder.bydel : placeholder.kommune
  })
}

const columns = (name: string, textIn: (language: Language) => string): Line =>
  Object.fromEntries(forms.map((language) => [`${name}::${languages[language]}`, textIn(language)]))

const labelled = (writing: Writing, name: string, text: Text): Line =>
  columns(name, (language) => say(writing, language, text))

const own = (name: string, key: string): Line => columns(name, (language) => translate(language, key))

// What XLSForm has no word for, in columns that other tools pass over.

const ofForm = ({ wave, part, version, minutes, minutesFrom }: Questionnaire) => ({
  wave,
  part,
  version,
  minutes,
  minutes_from: minutesFrom,
})

const ownOf = (writing: Writing, question: Asked): Line => {
  const isOffered = asks(question, 'choice', 'choices', 'rows')
  const hard = question.checks.filter(({ level }) => level === 'hard')
  const unit = unitOf(question)
  const pairs = pairsText({
    percent: isShare(question),
    decimals: asks(question, 'figure') && question.decimals > 0 ? question.decimals : undefined,
    places: asks(question, 'order') ? question.places : undefined,
    rows_per_card: asks(question, 'rows') ? question.rowsPerCard : undefined,
    dont_know: question.dontKnow && !isOffered,
    not_applicable: question.notApplicable && !isOffered,
    rule: hard.length === 1 ? hard[0]?.id : undefined,
  })
  const counted =
    unit === undefined ? {} : { [ownUnit.nb]: say(writing, 'nb', unit), [ownUnit.nn]: say(writing, 'nn', unit) }
  return { ...(pairs === '' ? {} : { [ownColumn]: pairs }), ...counted }
}

// What is asked of the unit, as this tool knows it and another one does not.

const unitLines = ({ questionnaire }: Writing): Pick<XlsForm, 'survey' | 'choices'> => {
  const tested = [
    ...new Set(
      conditionsOf(questionnaire)
        .flatMap(unitTestsIn)
        .map(({ unit }) => unit),
    ),
  ]
  const isChosen = (unit: string) => unit === 'kind' || unit === 'language'
  const type = (unit: string) =>
    isChosen(unit)
      ? `${typeNames.one} ${unitField(unit as 'kind')}`
      : unit === 'county'
        ? typeNames.text
        : typeNames.whole
  const lists = { kind: ['kommune', 'bydel'], language: ['nb', 'nn', 'neutral'] } as const
  return {
    survey: tested.map((unit) => ({
      type: type(unit),
      name: unitField(unit),
      required: unit === 'centrality' ? '' : 'yes',
      ...own('label', `form.xlsform.unit.${unit}`),
    })),
    choices: (['kind', 'language'] as const)
      .filter((unit) => tested.includes(unit))
      .flatMap((unit) =>
        lists[unit].map((name) => ({
          list_name: unitField(unit),
          name,
          ...own('label', `form.xlsform.${unit}.${name}`),
        })),
      ),
  }
}

const conditionsOf = ({ sections }: Questionnaire): (Condition | undefined)[] =>
  sections.flatMap((section) => [
    section.when,
    ...section.questions.flatMap((question) => [
      question.when,
      ...[...choicesOf(question), ...rowsOf(question)].map(({ when }) => when),
      ...(isAsked(question) ? question.checks.map(({ when }) => when) : []),
    ]),
  ])

// Sections and questions.

const relevant = (writing: Writing, when: Condition | undefined): Line =>
  when === undefined ? {} : { relevant: expressionOf(writing, when) }

const sectionLines = (writing: Writing, section: Section): Line[] => [
  {
    type: typeNames.begin,
    name: sectionName(section.id),
    ...labelled(writing, 'label', section.title),
    ...relevant(writing, section.when),
  },
  ...section.questions.flatMap((question) => questionLines(writing, question)),
  { type: typeNames.end, name: sectionName(section.id) },
]

const questionLines = (writing: Writing, question: Question): Line[] => {
  const text = { name: question.id, ...labelled(writing, 'label', question.text), ...hint(writing, question) }
  const when = relevant(writing, question.when)
  if (!isAsked(question)) return [{ type: typeNames.note, ...text, ...when }]
  const own = ownOf(writing, question)
  const asked = {
    ...text,
    ...when,
    required: question.required ? 'yes' : '',
    ...constraint(writing, question),
    ...own,
  }
  const lines = byShape<typeof question, Line[]>(question, {
    choice: (it) => [{ type: `${typeNames.one} ${it.id}`, ...asked, ...filter(writing, it.choices) }],
    choices: (it) => [{ type: `${typeNames.several} ${it.id}`, ...asked, ...filter(writing, it.choices) }],
    order: (it) => [{ type: `${typeNames.order} ${it.id}`, ...asked, ...filter(writing, it.choices) }],
    rows: (it) => [
      { type: typeNames.begin, ...text, ...when, appearance: appearances.table, ...own },
      ...it.rows.map((row) => ({
        type: `${typeNames.one} ${it.id}`,
        name: partName(it.id, row.id),
        required: it.required ? 'yes' : '',
        ...labelled(writing, 'label', row.text),
        ...relevant(writing, row.when),
        ...filter(writing, it.choices),
        ...(row === it.rows.at(-1) ? constraint(writing, it, partName(it.id, row.id)) : {}),
      })),
      { type: typeNames.end, name: it.id },
    ],
    figure: ({ decimals }) => [{ type: decimals === 0 ? typeNames.whole : typeNames.decimal, ...asked }],
    date: () => [{ type: typeNames.date, ...asked }],
    words: (it) => [{ type: typeNames.text, ...asked, ...(isLongText(it) ? { appearance: appearances.lines } : {}) }],
  })
  return [...lines, ...otherLines(writing, question), ...softLines(writing, question)]
}

/** The help, what is counted in, and what its terms mean, which the tool shows to those who ask. */
const hint = (writing: Writing, question: Question): Line => {
  const unit = unitOf(question)
  const { help } = question
  const explained = isAsked(question) ? (question.explain ?? []) : []
  const said = columns('hint', (language) =>
    [help, unit].flatMap((text) => (text === undefined ? [] : [say(writing, language, text)])).join(' '),
  )
  const guide = columns('guidance_hint', (language) =>
    explained.map(({ text }) => say(writing, language, text)).join(' '),
  )
  return { ...said, ...guide }
}

/** «Annet» has a line of its own for what is meant. */
const otherLines = (writing: Writing, question: Question): Line[] =>
  choicesOf(question)
    .filter(({ specify }) => specify)
    .map((choice) => ({
      type: typeNames.text,
      name: partName(question.id, choice.id),
      ...own('label', 'form.specify'),
      relevant: asks(question, 'choices')
        ? `selected(\${${question.id}}, '${choice.id}')`
        : `\${${question.id}} = '${choice.id}'`,
      ...labelled(writing, 'hint', choice.text),
      required: 'yes',
    }))

// Rules.

type Asked = QuestionOfShape<AskedShape>

/** A rule that asks whether it is so is told beside the question, as it refuses nothing there. */
const softLines = (writing: Writing, { id, checks }: Asked): Line[] =>
  checks
    .filter(({ level }) => level === 'soft')
    .map((check) => ({
      type: typeNames.note,
      name: partName(id, check.id),
      ...labelled(writing, 'label', check.message),
      ...relevant(writing, check.when),
    }))

const constraint = (writing: Writing, question: Asked, self = question.id): Line => {
  const hard = question.checks.filter(({ level }) => level === 'hard')
  if (asks(question, 'rows') && self === question.id) return {}
  const rules = [...limits(question), ...hard.map(({ when }) => `not(${expressionOf({ ...writing, self }, when)})`)]
  if (rules.length === 0) return {}
  return { constraint: rules.join(' and '), ...messages(writing, hard) }
}

const messages = (writing: Writing, checks: readonly Check[]): Line =>
  checks.length === 0
    ? {}
    : columns('constraint_message', (language) =>
        checks.map(({ message }) => say(writing, language, message)).join(' '),
      )

const limits = (question: Asked): string[] =>
  byShape<typeof question, string[]>(question, {
    choice: () => [],
    choices: manyLimits,
    order: () => [],
    rows: () => [],
    figure: (it) => {
      const { min, max } = boundsOf(it)
      return [...(min === undefined ? [] : [`. >= ${min}`]), ...(max === undefined ? [] : [`. <= ${max}`])]
    },
    date: ({ min, max }) => [
      ...(min === undefined ? [] : [`. >= date('${min}')`]),
      ...(max === undefined ? [] : [`. <= date('${max}')`]),
    ],
    words: ({ maxLength }) => [`string-length(.) <= ${maxLength}`],
  })

/** What stands alone, stands alone; how few and how many is of the others. */
const manyLimits = (question: QuestionOfShape<'choices'>): string[] => {
  const { choices, min, max } = question
  const alone = [...choices.filter(({ exclusive }) => exclusive).map(({ id }) => id), ...missingOf(question)]
  const some = alone.map((id) => `selected(., '${id}')`)
  return [
    ...some.map((one) => `not(${one} and count-selected(.) > 1)`),
    ...(min > 1 ? [`(${[...some, `count-selected(.) >= ${min}`].join(' or ')})`] : []),
    ...(max === undefined ? [] : [`count-selected(.) <= ${max}`]),
  ]
}

// Choices.

const missingOf = ({ dontKnow, notApplicable }: { dontKnow: boolean; notApplicable: boolean }): string[] => [
  ...(dontKnow ? [missingChoices.dont_know] : []),
  ...(notApplicable ? [missingChoices.not_applicable] : []),
]

/** A choice with a condition has its name in `shown_if`, as the tool asks of each choice whether the filter holds. */
const filter = (writing: Writing, choices: readonly Choice[]): Line => {
  const some = choices.flatMap(({ id, when }) =>
    when === undefined ? [] : [`(shown_if = '${id}' and ${expressionOf(writing, when)})`],
  )
  return some.length === 0 ? {} : { choice_filter: ["shown_if = ''", ...some].join(' or ') }
}

const choiceLines = (writing: Writing, question: Question): Line[] => {
  const choices = choicesOf(question)
  if (choices.length === 0 || !isAsked(question)) return []
  const besides = asks(question, 'order') ? [] : missingOf(question)
  return [
    ...choices.map((choice) => ({
      list_name: question.id,
      name: choice.id,
      ...labelled(writing, 'label', choice.text),
      ...(choice.when === undefined ? {} : { shown_if: choice.id }),
    })),
    ...besides.map((name) => ({ list_name: question.id, name, ...own('label', `card.${name.slice(1)}`) })),
  ]
}

/** What of a question another tool cannot be told. */
const leftOf = (question: Question): Left[] => {
  if (!isAsked(question)) return []
  const { id } = question
  const isHeard = [...choicesOf(question), ...rowsOf(question)].some(
    ({ aliases, signs }) => aliases !== undefined || signs !== undefined,
  )
  const hasMissing = question.dontKnow || question.notApplicable
  return [
    ...(isHeard ? [{ question: id, what: 'heard' as const }] : []),
    ...(question.prefill === 'hidden' ? [] : [{ question: id, what: 'prefill' as const }]),
    ...(hasMissing && !asks(question, 'choice', 'choices', 'rows') ? [{ question: id, what: 'missing' as const }] : []),
    ...(asks(question, 'order') && question.places !== undefined ? [{ question: id, what: 'places' as const }] : []),
    ...(question.checks.some(({ level }) => level === 'soft') ? [{ question: id, what: 'soft' as const }] : []),
  ]
}
