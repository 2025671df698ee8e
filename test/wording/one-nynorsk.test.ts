/** Nynorsk lets a writer choose between forms; these texts choose one: «å svare, svarer, svarte, har svart». */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { questionnaires } from '../support/survey.ts'

const folder = new URL('../../locales/nn/', import.meta.url)
const texts: [string, string][] = [
  ...readdirSync(folder).map((name): [string, string] => [name, readFileSync(new URL(name, folder), 'utf8')]),
  ['the guide', readFileSync(new URL('../../docs/brukarrettleiing.md', import.meta.url), 'utf8')],
  ...Object.values(questionnaires).map((it): [string, string] => [it.part, JSON.stringify(it)]),
]

describe.each(texts)('%s', (_name, text) => {
  test.each([
    // As a verb: whoever answers is «ein svarar».
    ['svarar', /(?<!(?:ein|éin|ny) )\bsvarar\b/iu],
    ['er svara på', /\b(?:er|ikkje|har) svara på\b/iu],
    ['svara blir gitt', /svara blir gitt\b/iu],
  ])('does not say «%s»', (_form, pattern) => {
    expect(text).not.toMatch(pattern)
  })
})
