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

describe('a sum of which a part may not count is asked about', () => {
  test.each([
    '20 + 5 venter på vedtak',
    '10 + 3 neste år',
    '12 + 3 tidligere',
    '14 pluss 2 ventar på vedtak',
    '30 + 4 planlagt',
    '9 + 2 planlagde',
    '8 + 3 tidlegare',
    '11 pluss 2 i fjor',
    '6 + 1 på venteliste',
    '15 + 5 anmodet',
    '7 + 2 forventet i desember',
    '22 + 3 i fjor haust',
    '13 + 4 var her før',
    '5 + 5 seinare',
  ])('«%s»', (typed) => expect(brief(hear('number', typed))).toBe('ambiguous_number'))

  test.each([
    ['22 + 4 i permisjon', '= 26'],
    ['14 pluss 3 familiegjenforente', '= 17'],
    ['8 + 2 barn', '= 10'],
    ['40 menn + 12 kvinner', '= 52'],
  ])('«%s» is not', (typed, sum) => expect(brief(hear('number', typed))).toBe(sum))
})

describe('an «about» stays with the figure that is chosen among several', () => {
  test.each([
    ['Vel, ca. 25 nå, var 40 i vår', 25, true],
    ['Tja, cirka 12 nå, 30 i fjor', 12, true],
    ['Nja, om lag 7 no, var 9 før', 7, true],
    ['Hm, rundt 18 i år, 22 i fjor', 18, true],
    ['Jo, omtrent 14 her, var 20 tidlegare', 14, true],
    ['Vel, sånn ca 33 nå, var 41 før', 33, true],
    ['Vel, 25 nå, var 40 i vår', 25, undefined],
  ] as const)('«%s»', (typed, value, approximate) => {
    const heard = hear('number', typed)
    if (heard.type !== 'answer' && heard.type !== 'confirm') throw new Error(brief(heard))
    expect(heard.answer).toEqual({ kind: 'number', value, ...(approximate ? { approximate } : {}) })
  })
})
