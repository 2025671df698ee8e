/** While something waits for a yes, a remark about something else is not stored in its place; and what is asked about a figure is what was said. */

import { describe, expect, test } from 'vitest'
import { hear, type Waits } from '../../src/norwegian/hear.ts'
import type { Answer } from '../../src/questionnaire/answer.ts'
import { isAsked } from '../../src/questionnaire/shape.ts'
import { questionnaires } from '../support/survey-2018.ts'
import { hearingOf } from './judge.ts'

const asked = Object.values(questionnaires).flatMap(({ sections }) => sections.flatMap(({ questions }) => questions))
const heard = (id: string, text: string, proposed?: Answer) => {
  const question = asked.find((one) => one.id === id)
  if (question === undefined || !isAsked(question)) throw new Error(`no question «${id}»`)
  const waits: Waits | undefined = proposed === undefined ? undefined : { for: 'confirmation', proposed }
  return hear(text, hearingOf(question, 'nb'), waits)
}
const number = (value: number): Answer => ({ kind: 'number', value })

describe('a remark with «ingen» about something else stores no 0', () => {
  test.each([
    'ingen enslige, ikke i år',
    'Ingen i år, dessverre, kommunestyret sa nei',
    'ingen barn blant dem',
    'ingen mindreårige da',
    'Ingen einslege i år',
    'ingen frå Ukraina førebels',
    'vi fekk ingen i haust',
  ])('%s', (text) => {
    const { act, sure } = heard('bosatt_antall', text, number(54))
    expect(act === 'correction' && sure).toBe(false)
    expect(act).not.toBe('confirmation')
  })

  test('a plain 0 still is one', () => {
    expect(heard('bosatt_antall', 'nei, 0', number(54))).toMatchObject({
      act: 'correction',
      sure: true,
      content: { answer: { value: 0 } },
    })
  })
})

describe('a part of the total that waits is not the total', () => {
  test.each([
    '12 av dem er unge under 18, resten voksne',
    'hvorav 12 er barn',
    'tolv av dei er einslege',
    'nei, 12 av dem er unge under 18',
    'om lag 20 av dei er born',
    'derav 9 enslige',
  ])('%s', (text) => {
    expect(heard('bosatt_antall', text, number(87)).act).toBe('hedge')
  })

  test.each(['ja, 12 av dem er barn', 'Ja, tolv av dei er einslege'])('%s', (text) => {
    expect(heard('bosatt_antall', text, number(87)).act).toBe('confirmation')
  })

  test('another total is another total', () => {
    expect(heard('bosatt_antall', 'nei, 90', number(87))).toMatchObject({ content: { answer: { value: 90 } } })
  })
})

describe('a range of persons of a whole is a share at both ends', () => {
  test.each([
    ['6-7 stykker av 150 kanskje', 4, 5],
    ['mellom 6 og 7 av 150', 4, 5],
    ['20 til 30 av 400', 5, 8],
    ['10-15 av 200 tilsette', 5, 8],
    ['6-7 av 150', 4, 5],
    ['8 eller 9 av 100', 8, 9],
  ])('%s', (text, low, high) => {
    const { content } = heard('ansatte_andel', text)
    expect(content).toMatchObject({ type: 'ask' })
    const figures = JSON.stringify(content)
      .match(/[\d.]+/g)
      ?.map(Number)
    expect(figures).toEqual([low, high])
  })

  test('where both come to the same, that is asked about', () => {
    expect(heard('ansatte_andel', '40-41 av 1000')).toMatchObject({
      content: { type: 'confirm', answer: { kind: 'percent', value: 4 } },
    })
  })
})

describe('whoever leaves out what the question counts is asked', () => {
  test.each([
    '62, ikke medregnet de som er i permisjon',
    '62, ikkje medrekna dei i permisjon',
    '62 uten dem i permisjon',
    '62 – de med permisjon er ikke med, altså uten permisjonene',
    'Vi har 62, utanom dei som er i permisjon',
    '62, ikke inkludert to i permisjon',
  ])('%s', (text) => {
    expect(heard('introprogram_deltakere', text).content.type).not.toBe('answer')
  })

  test('with them it is another figure', () => {
    expect(heard('introprogram_deltakere', 'med dem er det 65', number(62))).toMatchObject({
      act: 'correction',
      content: { answer: { value: 65 } },
    })
  })
})

describe('ways of yes', () => {
  const yes: Answer = { kind: 'single', value: 'selv' }
  test.each([
    'ja det vil jeg si',
    'ok ja det har vi, fra 2016',
    'vi har vel praksis hos dem ja',
    'ja nav er jo oss da',
    'Ja, det får vi rekne med',
    'ja det skulle jeg tro',
    'ja, det kan vi seie',
    'Ja, det har me, sidan 2009',
    'Ja det er jo slik hos oss',
    'vi har vel et program ja',
    'ja det tør jeg påstå',
  ])('%s', (text) => {
    expect(heard('introprogram', text, yes).act).toBe('confirmation')
  })

  test.each(['ja, men det er jo bare på papiret', 'vi har ikke noe slikt ja', 'det skulle vi gjerne hatt ja'])(
    '%s is none',
    (text) => {
      expect(heard('introprogram', text, yes).act).not.toBe('confirmation')
    },
  )
})

describe('what is taken out of what waits', () => {
  const two: Answer = { kind: 'multiple', value: ['boliger', 'oekonomi'] }
  test.each([
    ['nei dropp helse', ['boliger', 'oekonomi']],
    ['dropp økonomi', ['boliger']],
    ['nei, stryk helse', ['boliger', 'oekonomi']],
    ['nei fjern økonomi', ['boliger']],
    ['Nei, kutt ut helse', ['boliger', 'oekonomi']],
    ['helse kan strykast', ['boliger', 'oekonomi']],
  ])('%s', (text, value) => {
    const { sure, content } = heard('bosetting_krevende', text, two)
    expect({ sure, content }).toMatchObject({ sure: false, content: { type: 'confirm', answer: { value } } })
  })

  test.each([
    'nei nei, feil spørsmål',
    'oi, feil spørsmål',
    'Nei, det var til forrige spørsmål',
    'vent, det gjaldt et annet spørsmål',
    'Nei, eg svarte på feil spørsmål',
    'Orsak, det var på førre spørsmål',
  ])('«%s» lets go of it', (text) => {
    expect(heard('bosetting_krevende', text, two).act).toBe('denial')
  })
})
