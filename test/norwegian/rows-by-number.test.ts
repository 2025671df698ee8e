/** Rows of a table by their numbers, with words or figures as values: only rows that a text names get what it says. */

import { describe, expect, test } from 'vitest'
import type { Language } from '../../src/questionnaire/schema.ts'
import { afterSaying } from '../support/heard-at.ts'
import { questionnaires } from '../support/survey.ts'

const ids = questionnaires.integrering.sections
  .flatMap((section) => section.questions)
  .flatMap((one) => (one.id === 'imdi_viktighet' && one.kind === 'matrix' ? one.rows.map(({ id }) => id) : []))
const steps = ['svaert_viktig', 'viktig', 'litt_viktig', 'ikke_viktig']
const short: Record<string, string> = { dont_know: '5', not_applicable: '6' }

/** What each of the eleven rows has, by the number of its value on the card; «-» where it has none. */
const shown = (answer: ReturnType<typeof afterSaying>['stored']): string => {
  const given: Record<string, string> = answer?.kind === 'matrix' ? { ...answer.value, ...answer.missing } : {}
  return ids
    .map((id) => {
      const value = given[id]
      return value === undefined ? '-' : (short[value] ?? `${steps.indexOf(value) + 1}`)
    })
    .join('')
}
const none = '-----------'
const said = (texts: readonly string[], lang: Language = 'nb') => {
  const { stored, asked } = afterSaying('imdi_viktighet', texts, lang)
  return { stored: shown(stored), asked: shown(asked) }
}

describe('what is read as a whole is stored, over all cards', () => {
  test.each<[string, string, Language?]>([
    ['1-5: 2, resten 3', '22222333333'],
    ['1-4: 1, 5-8: 3, resten 4', '11113333444', 'nn'],
    ['1-4: 1 5-8: 3 9-11: 4', '11113333444'],
    ['1-4 = 1; 5-11 = 2', '11112222222'],
    ['1-3 1, 4-6 2, 7-11 3', '11122233333'],
    ['1 til 4: 1, 5 til 8: 2, resten 3', '11112222333'],
    ['fra 1 til 6 svært viktig, fra 7 til 11 litt viktig', '11111133333'],
    ['1,2,3: 1, resten 2', '11122222222'],
    ['1, 2 og 3: 2. Resten: 1', '22211111111'],
    ['1 og 2 svært viktig, 3 til 5 ganske viktig, resten ikke viktig', '11222444444'],
    ['1-4 svært viktig. 5-8 ganske. Resten litt.', '11112222333'],
    ['de fem første 2, resten 3', '22222333333'],
    ['dei fem fyrste 1, elles 3', '11111333333', 'nn'],
    ['de tre første svært, de to siste litt, resten ganske', '11122222233'],
    ['de fire siste 3, resten 1', '11111113333'],
    ['vet ikke på 1, 2 og 9, resten ganske', '55222222522'],
    ['2 på 1-4, 3 på resten', '22223333333'],
    ['ener på 1-4, toer på resten', '11112222222'],
    ['rad 1-4 får 1, rad 5-11 får 3', '11113333333'],
    ['en til fire svært viktig fem til åtte litt viktig resten ganske viktig', '11113333222'],
    ['punkt ein til fire er svært viktig resten er ganske viktig', '11112222222', 'nn'],
    ['alle 1 unntatt 8 som er 3', '11111113111'],
    ['alt 1 bortsett fra 3 og 4, de er 2', '11221111111'],
    ['alt er ganske viktig bortsett frå 8 og 9 som ikkje er aktuelle', '22222226622', 'nn'],
    ['Svært viktig på busetjing, arbeid og tilskot, elles ganske viktig', '22121212222', 'nn'],
    ['tolk 3 tilskudd 1 resten 2', '22222213222'],
  ])('«%s»', (text, rows, lang = 'nb') => expect(said([text], lang)).toEqual({ stored: rows, asked: none }))

  test('«resten» after other cards is what they left', () => {
    expect(said(['1-4: 1', '5-8: 2', 'resten 3']).stored).toBe('11112222333')
    expect(said(['10 og 11: 4', '1-4: 1', 'resten 3']).stored).toBe('11113333344')
  })

  test.each([
    ['1-4: 1', '1111-------'],
    ['alle 4: 1', '1111-------'],
    ['3 svært', '--1--------'],
    ['alle 1 unntatt 5-8', '1111----111'],
    ['svært viktig på alle 11', '11111111111'],
  ])('«%s» leaves the others open', (text, rows) => expect(said([text]).stored).toBe(rows))
})

describe('what is read in part is asked about by name, and «resten» is not told', () => {
  test.each([
    ['1-4: 1, 5-8: 3, resten', '11113333---'],
    ['1-4: 1, 5-8: barnehage, resten 2', '1111-------'],
    ['1-4 er kjempeviktige, 5-8 blir det spennende med, resten er helt greit', '1111-------'],
    ['første 1, andre 2, tredje 3', '1-3--------'],
  ])('«%s»', (text, rows) => expect(said([text])).toEqual({ stored: none, asked: rows }))

  test.each(['1-4: barnehage, resten litt viktig', '1-4: 9, resten 2', '1-15: 1, resten 2', '4-1: 1, resten 2'])(
    'nothing of «%s»',
    (text) => expect(said([text])).toEqual({ stored: none, asked: none }),
  )

  test.each(['1-4: 1, 3: 2, resten 4', '1-4: 1, 5-8, resten 2'])('«%s» stores nothing', (text) =>
    expect(said([text]).stored).toBe(none),
  )
})

test('a list of ranges and figures gives every row its own, whatever its bounds', () => {
  for (let a = 1; a < 11; a += 3)
    for (let b = a + 1; b < 11; b += 2)
      for (const [x, y, z] of [
        [1, 2, 3],
        [4, 1, 2],
      ] as const) {
        const rows = Array.from({ length: 11 }, (_, i) => (i + 1 <= a ? x : i + 1 <= b ? y : z)).join('')
        const first = a === 1 ? '1' : `1-${a}`
        const second = b === a + 1 ? `${b}` : `${a + 1}-${b}`
        expect(said([`${first}: ${x}, ${second}: ${y}, resten ${z}`]).stored, `${first} ${second}`).toBe(rows)
      }
})
