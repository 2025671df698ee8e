/** Every text with a figure reads right with 0, 1 and 2 in both language forms; nothing says «1 personer». */

import { createInstance } from 'i18next'
import { describe, expect, test } from 'vitest'
import type { Language } from '../../src/questionnaire/schema.ts'
import { locales, translate, translateList } from '../../src/texts/translate.ts'

/** Placeholders that are filled with words, moments, codes or figures already in words. Every other is a figure. */
const filledWithWords = new Set(
  `about answer asker at author candidates copyGone personGone wordsGone did takes choice choices closes code contact controller email enhet Enhet expires first form fraction
  how id kommunen kommunene knows last link list max message min name number numbers opens part percent place previous
  question questions reason rate reference row rows scale section size stage state title topic topics unit url wave words
  yours low high property value standing when year years line days from below to column why way who address second example weekday`
    .split(/\s+/u)
    .filter(Boolean),
)
/** What may follow a lone figure: a word that does not inflect, or one that begins another part of the sentence. */
const uninflected = new Set([
  'av',
  'til',
  'ved',
  'om',
  'eller',
  'spørsmål',
  'prosent',
  'del',
  'nå',
  'no',
  'hvis',
  'dersom',
  'har',
  'svarte',
  'svar',
])
/** The report's own texts say their figures in `report.doc`, where a table or a sentence of fixed form holds them. */
const isCounted = (path: string) => !path.startsWith('report.doc.')

const leaves = (value: unknown, path = ''): [string, string][] =>
  typeof value === 'string'
    ? [[path, value]]
    : Object.entries(value as object).flatMap(([key, inner]) => leaves(inner, path === '' ? key : `${path}.${key}`))

/** Codes of faults whose last word is no form of a number. */
const codes = new Set(['adminweb.file_fault.linked_to_other'])
const plainKey = (path: string) => (codes.has(path) ? path : path.replace(/_(?:zero|one|other)$/u, ''))
const figuresIn = (text: string) =>
  [...text.matchAll(/("count": )?\{\{\s*([\w.]+)\s*\}\}/gu)].flatMap(([, nested, name = '']) =>
    nested === undefined && filledWithWords.has(name) ? [] : [name],
  )

/** The keys whose texts hold a figure or have plural forms. */
const counted = (language: Language): string[] => {
  const found = leaves(locales[language]).filter(
    ([path, text]) => isCounted(path) && (plainKey(path) !== path || figuresIn(text).length > 0),
  )
  return [...new Set(found.map(([path]) => plainKey(path)))]
}

const rendered = (language: Language, key: string, n: number): string => {
  const texts = leaves(locales[language]).filter(([path]) => plainKey(path) === key)
  const names = texts.flatMap(([, text]) => figuresIn(text))
  const hasForms = texts.some(([path]) => path !== key)
  const worded = [...filledWithWords].map((name) => [name, '…'])
  const vars = Object.fromEntries([...worded, ...[...names, ...(hasForms ? ['count'] : [])].map((name) => [name, n])])
  // Entries of a list are read whole.
  const at = /^(.*)\.(\d+)$/u.exec(key)
  const list = at === null ? [] : translateList(language, at[1] ?? '')
  return list.length > 0 ? (list[Number(at?.[2])] ?? '') : translate(language, key, vars)
}

/** Words after a lone «1» that would have to be something else. */
const wrongAfterOne = (text: string): string[] =>
  [...text.matchAll(/(?<![\p{L}\d.,:–-])1[ \u00a0](\p{L}+)/gu)].flatMap(([all, word = '']) =>
    uninflected.has(word) ? [] : [all],
  )

describe.each(['nb', 'nn'] as const)('%s', (language) => {
  const keys = counted(language)

  test('there are texts with figures', () => {
    expect(keys.length).toBeGreaterThan(40)
  })

  test.each(keys)('%s with 0, 1 and 2', (key) => {
    const [none, one, two] = [0, 1, 2].map((n) => rendered(language, key, n))
    for (const said of [none, one, two]) {
      expect(said).not.toMatch(/\{\{|\$t\(|undefined|NaN/u)
      expect(said).not.toBe(key)
    }
    expect(wrongAfterOne(one ?? '')).toEqual([])
    expect(one).not.toMatch(/(?<!\p{L})(?:alle|dei|de|disse|desse) 1\b/iu)
  })

  test('a text with one plural form has the other', () => {
    const paths = new Set(leaves(locales[language]).flatMap(([path]) => (isCounted(path) ? [path] : [])))
    const lonely = [...paths].filter(
      (path) =>
        plainKey(path) !== path &&
        ((path.endsWith('_one') && !paths.has(`${plainKey(path)}_other`)) ||
          (path.endsWith('_other') && !paths.has(`${plainKey(path)}_one`))),
    )
    expect(lonely).toEqual([])
  })
})

const own = createInstance()
void own.init({
  ...{ resources: { nb: { translation: locales.nb }, nn: { translation: locales.nn } }, initAsync: false },
  interpolation: { escapeValue: false },
})

test.each(
  (['nb', 'nn'] as const).flatMap((language) =>
    leaves(locales[language]).flatMap(([path, text]) =>
      text.includes('$t(') ? [[language, path, text] as const] : [],
    ),
  ),
)('%s %s counts within it as i18next does', (lng, path, text) => {
  const names = [...text.matchAll(/\{\{ ?(\w+) ?\}\}/gu)].map(([, name = '']) => name)
  for (const n of [0, 1, 2, 21, '{{count}}']) {
    const vars = Object.fromEntries(names.map((name) => [name, n]))
    expect(translate(lng, path, vars)).toBe(own.t(path, { lng, ...vars }))
  }
})

test.each([
  'Utvalg: alle (1 personer)',
  'Det tar om lag 1 minutter.',
  'etter 1 dager',
  '1 enheter har svart',
  '1 koder i brev.csv',
  '1 nye spørsmål',
  'svar på 1 områder',
])('«%s» would be found', (text) => {
  expect(wrongAfterOne(text)).not.toEqual([])
})

test.each([
  ['nb', 'reminders.left', { count: 1, minutes: 1 }, 'Ett spørsmål gjenstår.'],
  ['nb', 'reminders.left', { count: 2, minutes: 1 }, '2 spørsmål gjenstår. Det tar om lag ett minutt.'],
  ['nn', 'reminders.left', { count: 3, minutes: 2 }, '3 spørsmål står att. Det tek om lag 2 minutt.'],
  ['nb', 'reminders.takes', { minutes: 1 }, /^Det tar om lag ett minutt\. /u],
  ['nb', 'panel.start.minutes', { minutes: 20 }, /^Det tar om lag 20 minutter, /u],
  ['nn', 'panel.start.minutes', { minutes: 1 }, /^Det tek om lag eitt minutt, /u],
  ['nb', 'admin.remind.selection', { words: 'Os', count: 1 }, 'Utvalg: Os (én person)'],
  ['nn', 'admin.remind.selection', { words: 'Os', count: 1 }, 'Utval: Os (éin person)'],
  ['nb', 'admin.remind.receiving', { count: 0 }, 'Ingen får påminnelsen.'],
  ['nb', 'panel.start.kept', { progress: 1, link: 1, text: 30 }, /senest én dag .* etter én dag .* etter 30 dager/u],
  ['nb', 'panel.progress.all', { count: 1 }, 'Dere har svart på det ene spørsmålet.'],
  ['nb', 'panel.progress.some', { answered: 22, of: 23 }, 'Dere har svart på 22 av 23 spørsmål.'],
  ['nb', 'turn.moved_both', { count: 2, again: 1 }, /2 nye spørsmål, og ett svar passer ikke lenger/u],
  ['nn', 'turn.moved_both', { count: 1, again: 3 }, /eitt nytt spørsmål, og 3 svar passar ikkje lenger/u],
  ['nb', 'problems.rank_incomplete', { count: 1 }, 'Fyll ut én plass, det viktigste først.'],
  ['nb', 'card.rows_and_skipped', { count: 1, skipped: 1 }, 'svar på ett område, ett hoppet over'],
] as const)('%s %s %o', (language, key, vars, said) => {
  const text = translate(language, key, vars)
  if (typeof said === 'string') expect(text).toBe(said)
  else expect(text).toMatch(said)
})
