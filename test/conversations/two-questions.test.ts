/** Two things are asked in one message: both get their sentence, in one reply, and the question that is open comes again. */

import { describe, expect, test } from 'vitest'
import { twoTopics } from '../../src/norwegian/in-context.ts'
import { saidOf } from '../../src/norwegian/said.ts'
import { begins } from '../support/one-answering.ts'
import { lastSaid, questionOf, seatOf, type Tester, types } from '../support/tester.ts'
import { walks } from '../support/walker.ts'

const seated = (language: 'nb' | 'nn' = 'nb'): Tester => {
  return begins([], 'raadmann', language).kari
}

const innsyn = 'offentleglova'
const frist = '7. desember 2018'

describe('at a question', () => {
  test.each([
    ['hvem ser dette, og når er fristen?', [innsyn, 'Svarfristen er']],
    ['Når er fristen? Og hvor lang tid tar det?', ['Svarfristen er', 'minutter']],
    ['koffer spør dokker og kem får sjå det', ['bosetting og integrering', innsyn]],
    ['er det anonymt og kan jeg endre etterpå', [innsyn, '«endre 3»']],
    ['Kem e du, og er det frivillig?', ['dataprogram', 'frivillig']],
    ['Kan jeg ta pause, og må jeg svare på alt?', ['«fortsett»', '«hopp over»']],
    ['kor lang tid tek det og må vi svare', ['minutter', 'frivillig']],
    ['hva er årsverk, og når er fristen?', ['Svarfristen er']],
  ])('«%s»', (text, says) => {
    const person = seated()
    for (const one of ['start', 'rådmann']) types(person, one)
    const open = questionOf(person)
    types(person, text)
    for (const one of says) expect(lastSaid(person)).toContain(one)
    expect(lastSaid(person).match(/Spørsmålet er: /g)).toHaveLength(1)
    expect(questionOf(person)).toBe(open)
  })

  test('a term and something else', () => {
    const { kari: person } = begins(['start'], 'integrering', 'nn')
    for (let i = 0; i < 60 && questionOf(person) !== 'bosatt_mindreaarige'; i++) walks(person, 1)
    types(person, 'kva betyr einsleg mindreårig? og når er fristen?')
    expect(lastSaid(person)).toContain('under 18 år')
    expect(lastSaid(person)).toContain(`Svarfristen er ${frist}`)
    expect(lastSaid(person)).toMatch(/Svarfristen er[\s\S]*Spørsmålet er: /)
  })
})

test.each([['før start', [], 'Hvem står bak dette, og hvor lang tid tar det?', ['«start»']]] as const)(
  '%s',
  (_name, texts, text, says) => {
    const person = seated()
    for (const one of texts) types(person, one)
    types(person, text)
    for (const one of ['minutter', ...says]) expect(lastSaid(person)).toContain(one)
  },
)

test('at «vil du sende inn?» both are told, and nothing is sent', () => {
  const person = seated()
  types(person, 'start')
  walks(person, 100)
  types(person, 'send inn')
  types(person, 'hvem ser svarene, og kan de endres etterpå?')
  expect(lastSaid(person)).toContain(innsyn)
  expect(lastSaid(person)).toContain('også etter at dere har sendt inn')
  expect(seatOf(person).pending).toMatchObject({ type: 'submit', again: true })
})

test.each([
  'Hvor mange står blanke, og hva gjelder de?',
  'hvem ser dette',
  'når er fristen, og takk for sist',
  'vi har 3 stillinger, og når er fristen?',
  'er det frivillig, eller må vi svare?',
  'hva gjør dere med svarene og tallene?',
  'kan jeg hoppe over og ta det senere?',
])('«%s» asks one thing at most', (text) => {
  expect(twoTopics(saidOf(text))).toBeUndefined()
})
