/** The texts of `locales/`, by i18next, in both language forms. */

import { createInstance, type i18n } from 'i18next'
import nbAdmin from '../../locales/nb/admin.json' with { type: 'json' }
import nbAdminweb from '../../locales/nb/adminweb.json' with { type: 'json' }
import nbCard from '../../locales/nb/card.json' with { type: 'json' }
import nbCommands from '../../locales/nb/commands.json' with { type: 'json' }
import nbCopy from '../../locales/nb/copy.json' with { type: 'json' }
import nbCounted from '../../locales/nb/counted.json' with { type: 'json' }
import nbDelegation from '../../locales/nb/delegation.json' with { type: 'json' }
import nbForm from '../../locales/nb/form.json' with { type: 'json' }
import nbHelp from '../../locales/nb/help.json' with { type: 'json' }
import nbHint from '../../locales/nb/hint.json' with { type: 'json' }
import nbHow from '../../locales/nb/how.json' with { type: 'json' }
import nbLink from '../../locales/nb/link.json' with { type: 'json' }
import nbMail from '../../locales/nb/mail.json' with { type: 'json' }
import nbOthers from '../../locales/nb/others.json' with { type: 'json' }
import nbPanel from '../../locales/nb/panel.json' with { type: 'json' }
import nbProblems from '../../locales/nb/problems.json' with { type: 'json' }
import nbReminders from '../../locales/nb/reminders.json' with { type: 'json' }
import nbReport from '../../locales/nb/report.json' with { type: 'json' }
import nbTalk from '../../locales/nb/talk.json' with { type: 'json' }
import nbTurn from '../../locales/nb/turn.json' with { type: 'json' }
import nbUnits from '../../locales/nb/units.json' with { type: 'json' }
import nbWeb from '../../locales/nb/web.json' with { type: 'json' }
import nnAdmin from '../../locales/nn/admin.json' with { type: 'json' }
import nnAdminweb from '../../locales/nn/adminweb.json' with { type: 'json' }
import nnCard from '../../locales/nn/card.json' with { type: 'json' }
import nnCommands from '../../locales/nn/commands.json' with { type: 'json' }
import nnCopy from '../../locales/nn/copy.json' with { type: 'json' }
import nnCounted from '../../locales/nn/counted.json' with { type: 'json' }
import nnDelegation from '../../locales/nn/delegation.json' with { type: 'json' }
import nnForm from '../../locales/nn/form.json' with { type: 'json' }
import nnHelp from '../../locales/nn/help.json' with { type: 'json' }
import nnHint from '../../locales/nn/hint.json' with { type: 'json' }
import nnHow from '../../locales/nn/how.json' with { type: 'json' }
import nnLink from '../../locales/nn/link.json' with { type: 'json' }
import nnMail from '../../locales/nn/mail.json' with { type: 'json' }
import nnOthers from '../../locales/nn/others.json' with { type: 'json' }
import nnPanel from '../../locales/nn/panel.json' with { type: 'json' }
import nnProblems from '../../locales/nn/problems.json' with { type: 'json' }
import nnReminders from '../../locales/nn/reminders.json' with { type: 'json' }
import nnReport from '../../locales/nn/report.json' with { type: 'json' }
import nnTalk from '../../locales/nn/talk.json' with { type: 'json' }
import nnTurn from '../../locales/nn/turn.json' with { type: 'json' }
import nnUnits from '../../locales/nn/units.json' with { type: 'json' }
import nnWeb from '../../locales/nn/web.json' with { type: 'json' }
import { remember } from '../memory.ts'
import { placeholderPattern, readPlaceholder, unitWords } from '../questionnaire/placeholders.ts'
import type { Language, Text } from '../questionnaire/schema.ts'
import type { Unit, Wave } from '../questionnaire/wave.ts'

let instance: i18n | null = null

/** One instance for the process, made when first needed; it holds texts and no state. */
const words = (): i18n => {
  if (instance) return instance
  const made = createInstance()
  void made.init({
    resources: { nb: { translation: locales.nb }, nn: { translation: locales.nn } },
    lng: 'nb',
    // A missing text is a fault that a test finds; the other form stands in until it is mended.
    fallbackLng: 'nb',
    initAsync: false,
    // Cards and plain text show no HTML; Markdown is escaped where a person's own words go into it.
    interpolation: { escapeValue: false },
  })
  instance = made
  return made
}

/** A text by key. An absent variable becomes nothing. */
export const translate = (language: Language, key: string, vars: Record<string, unknown> = {}): string => {
  const text = chosenText(language, key, vars)
  const filled = text === undefined ? null : fillTemplate(language, text, vars)
  return filled ?? words().t(key, { lng: language, ...vars })
}

/** The text under the key, or under the key with context and number, as i18next chooses; undefined: none in this language. */
const chosenText = (language: Language, key: string, vars: Record<string, unknown>): string | undefined => {
  if (vars.count === undefined && vars.context === undefined) return textAt(language, key)
  const { count, context } = vars
  const numbers =
    typeof count === 'number' ? [...(count === 0 ? ['_zero'] : []), count === 1 ? '_one' : '_other', ''] : ['']
  const contexts = typeof context === 'string' && context !== '' ? [`_${context}`, ''] : ['']
  for (const about of contexts)
    for (const number of numbers) {
      const text = textAt(language, `${key}${about}${number}`)
      if (text !== undefined) return text
    }
  return undefined
}

const textsOf: Record<Language, Map<string, string | undefined>> = { nb: new Map(), nn: new Map() }

/** The text that stands under a key; undefined when there is none, or something else. */
const textAt = (language: Language, key: string): string | undefined => {
  const known = textsOf[language]
  if (!known.has(key)) {
    const found: unknown = words().getResource(language, 'translation', key)
    known.set(key, typeof found === 'string' ? found : undefined)
  }
  return known.get(key)
}

/** A list of texts by key. */
export const translateList = (language: Language, key: string): string[] => {
  const list: unknown = words().t(key, { lng: language, returnObjects: true })
  return Array.isArray(list) ? list.map(String) : []
}

/** Fills the placeholders of a text that stands in a questionnaire or a wave. */
export const fill = (language: Language, text: string, data: Record<string, unknown>): string =>
  (text.includes('$t(') ? null : fillTemplate(language, text, data)) ??
  words().services.interpolator.interpolate(text, data, language, {})

// Texts with `{{name}}` in them, taken apart once. i18next does the same for every text anew.

/** Text, then in turns the key and the number's name of a counted text, or the path of a placeholder, and the text after it. */
type Template = readonly (string | undefined)[]
const STEP = 4

/**
 * `{{name}}`, `{{svar.id}}` or `{{a|b}}`, and `$t(counted.days, {"count": {{days}} })`; anything else between braces (formats,
 * `{{- x}}`) and of `$t(…)` is i18next's alone.
 */
const placeholder = /\$t\(([\w.]+), \{"count": \{\{([\w-]+)\}\} \}\)|\{\{ ?([\w-]+(?:\.[\w-]+)*|[^{}|]+\|[^{}|]+) ?\}\}/

/** Texts remembered at most: all of the locales and questionnaires, several times over. */
const maxRemembered = 10_000
const remembered = new Map<string, Template | null>()

/** A text's parts; null when it needs all of i18next. */
const templateOf = (text: string): Template | null => {
  const known = remembered.get(text)
  if (known !== undefined) return known
  const parts: Template = text.split(placeholder)
  const isPlain = parts.every((part = '', i) => i % STEP !== 0 || !(part.includes('{{') || part.includes('$t(')))
  if (remembered.size >= maxRemembered) remembered.clear()
  remembered.set(text, isPlain ? parts : null)
  return isPlain ? parts : null
}

/** The text with its placeholders filled, absent ones by nothing; null when i18next must do it. */
const fillTemplate = (language: Language, text: string, data: Record<string, unknown>): string | null => {
  const parts = templateOf(text)
  if (parts === null) return null
  let filled = parts[0] ?? ''
  for (let i = 1; i < parts.length; i += STEP) {
    const [key, name = '', path = '', after = ''] = parts.slice(i, i + STEP)
    const count = key === undefined ? undefined : data[name]
    if (key !== undefined && typeof count !== 'number') return null
    const value = key === undefined ? valueAt(data, path) : translate(language, key, { ...data, count })
    if (value !== undefined && value !== null && typeof value !== 'string' && typeof value !== 'number') return null
    filled += `${value ?? ''}${after}`
  }
  return filled
}

const valueAt = (data: Record<string, unknown>, path: string): unknown => {
  const placeholder = readPlaceholder(path)
  if (placeholder.type === 'either') return data.unitKind === 'bydel' ? placeholder.bydel : placeholder.kommune
  if (Object.hasOwn(data, path)) return data[path]
  return path
    .split('.')
    .reduce<unknown>((at, name) => (isRecord(at) && Object.hasOwn(at, name) ? at[name] : undefined), data)
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

// Every file of `locales/`, under its own name.

export const locales = {
  nb: {
    admin: nbAdmin,
    adminweb: nbAdminweb,
    card: nbCard,
    commands: nbCommands,
    copy: nbCopy,
    counted: nbCounted,
    delegation: nbDelegation,
    form: nbForm,
    help: nbHelp,
    hint: nbHint,
    how: nbHow,
    link: nbLink,
    mail: nbMail,
    others: nbOthers,
    panel: nbPanel,
    problems: nbProblems,
    reminders: nbReminders,
    report: nbReport,
    talk: nbTalk,
    turn: nbTurn,
    units: nbUnits,
    web: nbWeb,
  },
  nn: {
    admin: nnAdmin,
    adminweb: nnAdminweb,
    card: nnCard,
    commands: nnCommands,
    copy: nnCopy,
    counted: nnCounted,
    delegation: nnDelegation,
    form: nnForm,
    help: nnHelp,
    hint: nnHint,
    how: nnHow,
    link: nnLink,
    mail: nnMail,
    others: nnOthers,
    panel: nnPanel,
    problems: nnProblems,
    reminders: nnReminders,
    report: nnReport,
    talk: nnTalk,
    turn: nnTurn,
    units: nnUnits,
    web: nnWeb,
  },
}

// What a text may name of the survey, everywhere by the same names.

/** `title`: of the survey. `asker`: who asks, by name; `contact`: their address. `controller`: who answers for the data. */
export const surveyData = ({ title, contact, controller }: Wave, language: Language) => ({
  title: title[language],
  asker: contact.name,
  contact: contact.email,
  controller: controller[language],
})

/** What the wave calls a part; one that it has no more is called by its id. */
export const partTitle = ({ parts }: Pick<Wave, 'parts'>, part: string, language: Language): string =>
  parts[part]?.title[language] ?? part

// Words that follow the unit: kommunen or bydelen.

/** «kommunen» or «bydelen», and so on; with a capital for the beginning of a sentence. `unitKind`: chooses in `{{a|b}}`. */
export const unitData = (language: Language, unit: Pick<Unit, 'kind' | 'name'>): Record<string, string> => {
  const key = `${language}|${unit.kind}|${unit.name}`
  const known = unitsKnown.get(key)
  if (known) return known
  const made = wordsOf(language, unit)
  remember(unitsKnown, key, made, mostUnits)
  return made
}

/** Every unit of a wave (437) in both language forms, with room to spare. */
const mostUnits = 2000
const unitsKnown = new Map<string, Record<string, string>>()

const wordsOf = (language: Language, unit: Pick<Unit, 'kind' | 'name'>): Record<string, string> =>
  Object.fromEntries([
    ['unitKind', unit.kind],
    ...unitWords.flatMap((word) => {
      const said = translate(language, `units.${unit.kind}.${word}`, { name: unit.name })
      return [
        [word, said],
        [capital(word), capital(said)],
      ]
    }),
  ])

/** A questionnaire's text with the unit's words in place, in both forms; repeated answers are left as they are. */
export const withUnitWords = (text: Text, unit: Pick<Unit, 'kind' | 'name'>): Text => ({
  nb: replaced(text.nb, unitData('nb', unit)),
  nn: replaced(text.nn, unitData('nn', unit)),
})

const replaced = (text: string, words: Record<string, string>): string =>
  text.replace(placeholderPattern, (all, raw: string) => {
    const { type } = readPlaceholder(raw)
    return type === 'unit' ? (words[raw] ?? all) : type === 'either' ? fill('nb', all, words) : all
  })

// A questionnaire's text in a report, where no single unit is meant.

/** With a capital first letter, as a sentence begins. */
export const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)

/** Unit words become those of a municipality («kommunen»); what repeats an answer is left out. */
export const plainText = (language: Language, text: string): string =>
  text.replace(placeholderPattern, (_, raw: string) => {
    const placeholder = readPlaceholder(raw)
    if (placeholder.type === 'either') return placeholder.kommune
    if (placeholder.type !== 'unit') return ''
    const word = translate(language, `report.unit_words.${placeholder.word}`)
    return placeholder.capital === 'yes' ? capital(word) : word
  })

/** A label inside a sentence: «Praksisplasser» becomes «praksisplasser», «NAVs nettverk» stays. */
export const inSentence = (label: string): string =>
  /^\p{Lu}\p{Lu}/u.test(label) ? label : label.charAt(0).toLowerCase() + label.slice(1)
