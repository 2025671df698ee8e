/** What is said of the other parts fits the wave, whether it has one, two or three. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { Language } from '../../src/questionnaire/schema.ts'
import { wave } from '../../src/questionnaire/wave.ts'
import { plainOf } from '../../src/wording/view.ts'
import { drafted, units, worldOf } from '../support/survey.ts'
import { joins, sharedSession, tester, types } from '../support/tester.ts'

const of2018 = wave.parse(
  parse(readFileSync(new URL('../../dialogs/kommuneundersokelsen-2018/wave.yaml', import.meta.url), 'utf8')),
)
const school = { version: 1, title: { nb: 'Skolesjef', nn: 'Skulesjef' } }
const partsOf = (count: number) => ({
  ...(count > 1 ? { raadmann: of2018.parts.raadmann ?? school } : {}),
  integrering: of2018.parts.integrering ?? school,
  ...(count > 2 ? { oppvekst: school } : {}),
})

/** What one of `people` hears to `question`, in a wave of so many parts. */
const hears = (
  question: string,
  { count, people, language }: { count: number; people: number; language: Language },
) => {
  const world = worldOf(drafted.integrering, units.kommune)
  const shared = sharedSession({ ...world, wave: { ...world.wave, parts: partsOf(count) } })
  const all = Array.from({ length: people }, (_, index) => tester(shared, language, `p${index}`))
  for (const [index, person] of all.entries()) {
    joins(person)
    types(person, 'start')
    types(person, index === 0 ? 'rektor' : '12')
  }
  const [first] = all
  if (first === undefined) throw new Error('nobody')
  const before = first.chat.length
  types(first, question)
  return first.chat
    .slice(before)
    .map(({ view }) => plainOf(view))
    .join('\n')
}

describe('who else has answered', () => {
  test.each<[number, number, Language, RegExp]>([
    [1, 1, 'nb', /ingen andre som har svart så langt\. Hvem som er spurt, kan /],
    [1, 2, 'nb', /disse svart: en kollega på spørsmål 2 og du på spørsmål 1\. Hvem som er spurt, kan /],
    [1, 2, 'nn', /desse svart: ein kollega på spørsmål 2 og du på spørsmål 1\. Kven som er spurde, kan /],
    [2, 1, 'nb', /Den andre delen er til «Rådmann eller bydelsdirektør»; hvem/],
    [2, 2, 'nn', /Den andre delen er til «Rådmann eller bydelsdirektør»; kven/],
    [3, 1, 'nb', /De andre delene er til «Rådmann eller bydelsdirektør» og «Skolesjef»; hvem/],
    [3, 2, 'nn', /Dei andre delane er til «Rådmann eller bydelsdirektør» og «Skulesjef»; kven/],
  ])('%i parts, %i who answer, %s', (count, people, language, said) => {
    const text = hears(language === 'nb' ? 'hvem andre har svart hos oss?' : 'kven andre har svart hos oss?', {
      ...{ count, people, language },
    })
    expect(text).toMatch(said)
    expect(text).not.toMatch(/«»|\{\{/)
  })
})

describe('whether there are several forms', () => {
  test.each<[number, Language, RegExp]>([
    [1, 'nb', /bare ett skjema/],
    [1, 'nn', /berre eitt skjema/],
    [2, 'nb', /Undersøkelsen går også til «Rådmann eller bydelsdirektør»\. Hvis/],
    [3, 'nn', /Undersøkinga går òg til «Rådmann eller bydelsdirektør» og «Skulesjef»\. Dersom/],
  ])('%i parts, %s', (count, language, said) => {
    expect(
      hears(language === 'nb' ? 'hva er den andre delen?' : 'kva er den andre delen?', { count, people: 1, language }),
    ).toMatch(said)
  })
})
