/** While «stemmer det?» waits, what gives it once more is a yes, and what plainly answers the open question is heard there. */
import { expect, test } from 'vitest'
import { stands } from '../support/leader.ts'
import { begins } from '../support/one-answering.ts'
import { proposed } from '../support/says-at.ts'
import { questionOf, seatOf, types } from '../support/tester.ts'

test('what may be a remark or a question is neither stored nor lost when the answers are to be seen', () => {
  const { kari } = begins(
    ['start', 'rådmann', '7', 'nei', '1', 'nei', '10', 'ganske viktig', 'hopp over', 'ingen'],
    'raadmann',
  )
  expect(questionOf(kari)).toBe('leder_merknad')
  types(kari, 'Kan IMDi gi oss bedre tid')
  expect(seatOf(kari).pending).toMatchObject({ why: 'to_us' })
  types(kari, 'vis svar')
  expect(stands(kari, 'leder_merknad')).toBeUndefined()
  expect(seatOf(kari).pending).toMatchObject({ why: 'to_us' })
  types(kari, 'et svar')
  expect(stands(kari, 'leder_merknad')).toBe('Kan IMDi gi oss bedre tid')
})

test('an answer to the open question is taken while a change of the one before waits', () => {
  const { kari } = begins(['start', 'rådmann', '7', 'nei', 'vent, forrige skulle vært ja'], 'raadmann')
  expect(proposed(kari)).toMatchObject({ question: 'svingninger', value: 'ja' })
  types(kari, 'innen ett år')
  expect(stands(kari, 'svingninger')).toBe('nei')
  expect(stands(kari, 'kapasitet_tid')).toBe('ett_aar')
})

test.each([
  ['8 prosent, og det er ganske viktig', 'ansatte_andel', 'ansatte_viktig', 'viktig'],
  ['ca. 8 prosent, og det er svært viktig', 'ansatte_andel', 'ansatte_viktig', 'svaert_viktig'],
  ['10 %, det er litt viktig', 'ansatte_andel', 'ansatte_viktig', 'litt_viktig'],
  ['ja, vi har språkopplæring på jobben', 'ansatte_tiltak', 'ansatte_tiltak_hvilke', ['spraakopplaering']],
  ['ja. Vi har praksisplasser', 'ansatte_tiltak', 'ansatte_tiltak_hvilke', ['praksis_mentor_trainee']],
  [
    'ja, vi har tiltak for det. Vi bruker praksisplasser',
    'ansatte_tiltak',
    'ansatte_tiltak_hvilke',
    ['praksis_mentor_trainee'],
  ],
  ['ja, intervjugaranti', 'ansatte_tiltak', 'ansatte_tiltak_hvilke', ['intervjugaranti']],
])('«%s» tells the next answer too, which is asked about there', (text, here, next, value) => {
  const person = begins(['start', 'rådmann', '7', 'nei', '1'], 'raadmann').kari
  if (here === 'ansatte_andel') types(person, 'nei')
  expect(questionOf(person)).toBe(here)
  types(person, text)
  if (stands(person, here) === undefined) types(person, 'ja')
  expect(stands(person, next)).toBeUndefined()
  expect(proposed(person)).toEqual({ question: next, value })
  types(person, 'ja')
  expect(stands(person, next)).toEqual(value)
})

test.each([
  'ja, men ikke språkopplæring',
  'nei, vi skal ha språkopplæring',
  'ja',
  'ja, vi har det',
  'ja, har dere eksempler?',
])('«%s» tells nothing of the next question', (text) => {
  const person = begins(['start', 'rådmann', '7', 'nei', '1', text], 'raadmann').kari
  expect(seatOf(person).ahead).toBeUndefined()
  expect(proposed(person)?.question).not.toBe('ansatte_tiltak_hvilke')
})
