/** A second message that corrects the answer given right before it: asked about, and no other answer is made of it. */
import { describe, expect, test } from 'vitest'
import { begins } from '../support/one-answering.ts'
import { entryOf } from '../support/says-at.ts'
import { questionOf, seatOf, type Tester, types } from '../support/tester.ts'

const seated = (texts: readonly string[]): Tester => {
  return begins(['start', ...texts], 'raadmann').kari
}
const valueAt = (person: Tester, question: string): unknown => entryOf(person, question)?.answer?.value

describe('what was meant', () => {
  test.each([
    'Nei vent, det var assisterende jeg mente',
    'oi, det var assisterende rådmann jeg mente',
    'Vent litt, det var assisterende, jeg mente',
    'sorry, d e assisterende æ mente',
    'nei, det var ass. rådmann eg meinte',
    'det var assisterende rådmann som jeg ville svare',
  ])('«%s»', (text) => {
    const person = seated(['1'])
    types(person, text)
    expect(seatOf(person).pending).toMatchObject({ why: 'earlier', question: 'leder_rolle' })
    expect(entryOf(person, 'leder_aar')).toBeUndefined()
    types(person, 'ja')
    expect(valueAt(person, 'leder_rolle')).toBe('assisterende')
  })
})

describe('a figure that it ends with', () => {
  test.each([
    'oi nei det e jo koffer gammel æ e 😂 det e 5',
    'Ups, der skrev jeg alderen min. Det skal være 5',
    'sorry, feil skjema! Svaret er 5',
    'Ups nei, det der var husnummeret. Det er 5 år.',
    'oisann, det tallet var fra en annen kommune, det blir 5',
    'Feil kolonne, beklager. Tallet er 5',
  ])('«%s»', (text) => {
    const person = seated(['1', '24'])
    types(person, text)
    expect(seatOf(person).pending).toMatchObject({ why: 'earlier', question: 'leder_aar' })
    expect(entryOf(person, 'svingninger')).toBeUndefined()
    types(person, 'ja')
    expect(valueAt(person, 'leder_aar')).toBe(5)
  })
})

describe('another unit', () => {
  test.each([
    'Personer altså. Vi er 620.',
    'det var personer, ikke prosent',
    'oi, jeg mente personer, ikke prosent',
    'Ansatte, ikke prosent.',
    'Sorry, personer selvsagt',
    'i personer altså',
  ])('«%s» leads back to the question', (text) => {
    const person = seated(['1', '7', 'nei', '1', 'nei', '31'])
    expect(questionOf(person)).toBe('ansatte_viktig')
    types(person, text)
    expect(questionOf(person)).toBe('ansatte_andel')
    expect(person.log.slice(-3).join('\n')).toContain('Hva skal svaret være i stedet?')
    expect(entryOf(person, 'ansatte_viktig')).toBeUndefined()
    types(person, '5')
    expect(valueAt(person, 'ansatte_andel')).toBe(5)
  })
})

test.each([
  ['prosent altså', 'ansatte_viktig'],
  ['veldig viktig altså', 'ansatte_viktig'],
])('«%s» at the next question is no other unit', (text) => {
  const person = seated(['1', '7', 'nei', '1', 'nei', '31'])
  types(person, text)
  expect(person.log.slice(-3).join('\n')).not.toContain('Hva skal svaret være i stedet?')
})
