/** A yes after a no, and sums whose second part is said not to count: asked about, never stored as it begins. */
import { describe, expect, test } from 'vitest'
import { brief, hear, type Name } from './questions.ts'

describe('a yes after a no', () => {
  test.each([
    ['yesNo', 'Ikkje i år. Jau forresten ei mor med to born i mars'],
    ['yesNo', 'Nei. Jo forresten, vi lagde en i fjor'],
    ['yesNo', 'nei, ja vent, det har vi'],
    ['yesNo', 'Ikke ennå… jo, faktisk!'],
    ['yesNo', 'Nei da. Joda, det er sant, én fra 2016'],
    ['yesNo', 'Ingen så langt. Ja forresten, en i mai'],
  ] satisfies [Name, string][])('%s: «%s»', (name, typed) => expect(brief(hear(name, typed))).not.toMatch(/^= /))

  test('a yes and then a no', () => expect(brief(hear('yesNo', 'Å ja. Nei da.'))).not.toMatch(/^= /))
})

describe('a sum whose second part does not count', () => {
  test.each([
    '17 + 4 som bare går på norsk',
    '12 pluss 3 som ikke teller',
    '20 + 5 som kun er på venteliste',
    '8 pluss 2 utenom programmet',
    '30 + 6 som berre tek samfunnskunnskap',
    '9 + 1 uten vedtak',
  ])('«%s»', (typed) => expect(brief(hear('number', typed))).toBe('ambiguous_number'))

  test('both count', () => expect(brief(hear('number', '10 + 3 familiegjenforente'))).toBe('= 13'))
})
