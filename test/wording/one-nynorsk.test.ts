/** Nynorsk lets a writer choose between forms; these texts choose one: «å svare, svarer, svarte, har svart». */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { questionnaires } from '../support/survey.ts'

const root = new URL('../../', import.meta.url)
const read = (path: string) => readFileSync(new URL(path, root), 'utf8')

/** What stands in nynorsk in a file of the wave: the values under `nn`, without the aliases and terms that people write. */
const nynorskIn = (value: unknown, key = ''): string[] => {
  if (key === 'aliases' || key === 'terms') return []
  if (typeof value === 'string') return key === 'nn' ? [value] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, under]) => nynorskIn(under, Array.isArray(value) ? key : name))
}

const next = 'dialogs/kommuneundersokelsen-2027/'
const texts: [string, string][] = [
  ...readdirSync(new URL('locales/nn/', root)).map((name): [string, string] => [name, read(`locales/nn/${name}`)]),
  ['the guide', read('docs/brukarrettleiing.md')],
  ...Object.values(questionnaires).map((it): [string, string] => [it.part, nynorskIn(it).join('\n')]),
  ...readdirSync(new URL(next, root))
    .filter((name) => name.endsWith('.yaml') && name !== 'demo.yaml')
    .map((name): [string, string] => [`${name} of 2027`, nynorskIn(parse(read(`${next}${name}`))).join('\n')]),
]

const dropped: [instead: string, was: RegExp][] = [
  // As a verb: whoever answers is «ein svarar».
  ['svarer', /(?<!(?:ein|éin|ny|som) )\bsvarar\b/iu],
  ['har svart', /\bhar svara\b/iu],
  ['er svart på', /\b(?:er|ikkje|har) svara på\b/iu],
  ['svara blir gitte', /svara blir gitt\b/iu],
  ['blitt', /(?<!\p{L})vorte(?:n|ne)?(?!\p{L})/iu],
  ['vart', /(?<!\p{L})blei(?!\p{L})/iu],
  ['byrja', /\b(?:har|ikkje) begynt\b/iu],
  ['stengjer', /(?<!\p{L})steng(?:er|es)(?!\p{L})/iu],
  ['opna igjen', /(?:logg inn|opna|på) att\b/iu],
  ['dersom', /» om (?:du|det|de) |[^,] om du lurer/iu],
  ['allereie', /(?<!\p{L})(?:står|kan|er|blir|som) alt (?:for|kopla|brukt|norsk|importert|har)/iu],
  ['erfaring', /(?<!\p{L})røynsle/iu],
  ['busetje', /(?<!\p{L})(?:bosett\p{L}*|bosatt\p{L}*)(?![_\p{L}])/iu],
]

describe.each(texts)('%s', (_name, text) => {
  test.each(dropped)('says «%s»', (_instead, was) => {
    expect(text.match(was)?.[0]).toBeUndefined()
  })
})

test.each([
  ['kor mange som har svara, kven som er spurde', 'har svart'],
  ['Det eininga har svara, blir ståande.', 'har svart'],
  ['Rolla kan ha vorte teken bort.', 'blitt'],
  ['Undersøkinga stenger i dag.', 'stengjer'],
  ['Logg inn att for å halde fram.', 'opna igjen'],
  ['så lenge svara ikkje blir opna att', 'opna igjen'],
  ['Skriv «ja» om det stemmer.', 'dersom'],
  ['Skriv til {{contact}} om du lurer på noko.', 'dersom'],
  ['ein del som alt har svar', 'allereie'],
  ['Svararen er alt kopla til ein annan konto.', 'allereie'],
  ['elevar som nettopp har begynt på skulen', 'byrja'],
  ['Stilling og røynsle', 'erfaring'],
])('«%s» would be found', (text, instead) => {
  expect(dropped.some(([form, was]) => form === instead && was.test(text))).toBe(true)
})
