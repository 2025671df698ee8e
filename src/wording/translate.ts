/** The texts of `locales/`, by i18next, in both language forms. */
import { createInstance, type i18n } from 'i18next'
import type { Language } from '../questionnaire/schema.ts'
import { locales } from './locales.ts'
import { fillTemplate } from './template.ts'

let instance: i18n | null = null

/** One instance for the process, made when first needed; it holds texts and no state. */
export const words = (): i18n => {
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
  // Plural and context choose among texts; every other text is the one that stands under its key.
  const text = vars.count === undefined && vars.context === undefined ? textAt(language, key) : undefined
  const filled = text === undefined ? null : fillTemplate(text, vars)
  return filled ?? words().t(key, { lng: language, ...vars })
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
  fillTemplate(text, data) ?? words().services.interpolator.interpolate(text, data, language, {})
