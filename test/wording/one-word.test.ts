/** One word per thing, in all that a respondent or an administrator reads: the words that were dropped stay away. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { texts as appTexts } from '../../scripts/teams/texts.ts'
import type { Language } from '../../src/questionnaire/schema.ts'
import { locales } from '../../src/texts/translate.ts'

const guide = (name: string) => readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8')

/** The report has rows and bases of its own. Ids of the codebook and the like are no words. */
const { report: _nb, ...nb } = locales.nb
const { report: _nn, ...nn } = locales.nn
/** What the bot says: the administrators' page has rows too, and speaks of the app. */
const { adminweb: _pageNb, ...saidNb } = nb
const { adminweb: _pageNn, ...saidNn } = nn

const chats: Record<Language, string> = { nb: JSON.stringify(saidNb), nn: JSON.stringify(saidNn) }
const all: Record<Language, string> = {
  nb: [JSON.stringify(nb), JSON.stringify(appTexts.nb), guide('brukerveiledning.md'), guide('administrator.md')].join(
    '\n',
  ),
  nn: [JSON.stringify(nn), JSON.stringify(appTexts.nn), guide('brukarrettleiing.md')].join('\n'),
}

const dropped: [instead: string, was: RegExp][] = [
  ['chat', /(?<!\p{L})samtale\p{L}*/iu],
  ['chat, kommando', /(?<!\p{L})assistenten/iu],
  ['målform', /(?<!\p{L})språkform\p{L}*/iu],
  ['kommer ikke med', /(?<!\p{L})(?:ikke levert|ikkje leverte?)(?!\p{L})/iu],
  ['loggen', /(?<!\p{L})sporet(?!\p{L})/iu],
  ['begynt, byrja', /(?<!\p{L})(?:påbegynt|påbyrja)(?!\p{L})/iu],
  ['skifter mening', /ombestem/iu],
  ['dere har svart på', /(?:av|alle) (?:\{\{\w+\}\}|\d+) spørsmål(?:ene|a)? er /iu],
  ['temaet', /del(?:en|ane|ene)? «\{\{topics?\}\}»/iu],
  ['personen', /(?<!\p{L})hen(?!\p{L})/iu],
]
const droppedInChat: [instead: string, was: RegExp][] = [
  ['område', /(?<!\p{L})rad(?:en|a|er|ene)?(?!\p{L})/iu],
  ['jeg', /(?<!\p{L})botens?(?!\p{L})/iu],
]
const droppedIn: Record<Language, [instead: string, was: RegExp][]> = {
  nb: [['kollegaer', /(?<!\p{L})kolleger(?!\p{L})/iu]],
  nn: [
    ['allereie', /(?<!\p{L})(?:var|skriv|svarer|er) alt (?:teke|nynorsk|bokmål|på|gjort|sendt|svart)/iu],
    ['òg', /(?<!\p{L})også(?!\p{L})/iu],
    ['trengje', /(?<!\p{L})trenge(?!\p{L})/iu],
    ['kome an på', /(?<!\p{L})avheng\p{L}*/iu],
    // The keys of `units.json` keep their names.
    [
      'kommunen sin',
      /(?<!["\p{L}])(?:kommunen|bydelen|rådmannen|bydelsdirektøren)s(?!\p{L})|: "(?:kommunen|rådmannen)s"/iu,
    ],
    ['Haldne', /(?<!\p{L})halden til neste/iu],
  ],
}

describe.each(['nb', 'nn'] as const)('%s', (language) => {
  test.each([...dropped, ...droppedIn[language]])('«%s»', (_instead, was) => {
    expect(all[language].match(was)?.[0]).toBeUndefined()
  })

  test.each(droppedInChat)('«%s» in chat', (_instead, was) => {
    expect(chats[language].match(was)?.[0]).toBeUndefined()
  })
})

test.each([
  ['i en samtale med assistenten', dropped[0]],
  ['bytter språkform', dropped[2]],
  ['så de blir ikke levert, og', dropped[3]],
  ['Alle {{of}} spørsmål er besvart.', dropped[7]],
  ['12 av 24 spørsmål er svart på.', dropped[7]],
  ['Kan du svare på delen «{{topic}}»?', dropped[8]],
  ['Påbyrja: 2 av 11 rader', dropped[5]],
])('«%s» would be found', (text, pattern) => {
  expect(text).toMatch(pattern?.[1] ?? /^$/u)
})
