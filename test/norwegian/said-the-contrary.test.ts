/** An answer whose words are there and are turned by what stands beside them is asked about. */
import { describe, expect, test } from 'vitest'
import { judged, type Line } from './conversation-judge.ts'

const cameOf = (question: string, text: string): string => {
  const line: Line = {
    ...{ n: 1, part: 'raadmann', question, lang: 'nb', unit: 'kommune', kind: 'answer', text },
    expected: 'ask',
  }
  return judged(line).tags.includes('stored') ? 'stored' : 'asked'
}

describe('a «nei» before what was not easy', () => {
  test.each([
    'Nei, det har ikke vært lett!',
    'nei, det er ikkje greitt',
    'Nei du, enkelt har det ikke vært',
    'nei, det har itj vært enkelt',
    'nei, det var ikke bare moro',
    'Næ, det har ikkje vore problemfritt',
  ])('«%s» is asked about', (text) => expect(cameOf('svingninger', text)).toBe('asked'))

  test.each(['nei, ikke vanskeligere', 'nei, det har ikke vært noe problem'])('«%s» is stored', (text) =>
    expect(cameOf('svingninger', text)).toBe('stored'),
  )
})

describe('one thing in place of another, the other way round than the choice', () => {
  test.each([
    'kjøpt boliger i stedet for å leie',
    'kjøpte boliger framfor å leie',
    'vi har kjøpt boliger istedenfor å leie',
    'kjøpt hus i staden for å leige',
    'kjøper boliger i stedet for å leie dem',
  ])('«%s» is asked about', (text) => expect(cameOf('svingninger_grep', text)).toBe('asked'))

  test('as it stands in the choice it is stored', () =>
    expect(cameOf('svingninger_grep', 'leid boliger i stedet for å kjøpe')).toBe('stored'))
})
