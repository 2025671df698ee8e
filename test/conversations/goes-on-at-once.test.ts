/** An answer with what is to come after it: going on, something of a question further on, and what is to be taken back or asked again. */

import { describe, expect, test } from 'vitest'
import { begins } from '../support/one-answering.ts'
import { entryOf } from '../support/says-at.ts'
import { questionOf, seatOf, type Tester, types } from '../support/tester.ts'

const leader = ['rådmann', '7', 'nei', 'ett år'] as const
const says = (texts: readonly string[], language: 'nb' | 'nn' = 'nb'): Tester =>
  begins(['start', ...texts], 'raadmann', language).kari
const valueAt = (person: Tester, question: string): unknown => entryOf(person, question)?.answer?.value

describe('going on after the answer', () => {
  test.each([
    ['nei, neste', 'nei'],
    ['nei. Neste', 'nei'],
    ['nei, gå vidare', 'nei'],
    ['nei neste spørsmål takk', 'nei'],
    ['neida, videre', 'nei'],
    ['ja, ta neste', 'ja'],
    ['ja. klar for neste', 'ja'],
    ['jo, klar', 'ja'],
    ['ja, da går vi videre', 'ja'],
    ['ja, kjør på', 'ja'],
  ])('«%s» is the answer', (text, value) => {
    expect(valueAt(says([...leader, text]), 'ansatte_tiltak')).toBe(value)
  })
  test.each(['ok, neste', 'ok, fortsett', 'greit, gå videre', 'klar, neste', 'nei, hopp over', 'nei, tilbake'])(
    '«%s» is none',
    (text) => expect(valueAt(says([...leader, text]), 'ansatte_tiltak')).toBeUndefined(),
  )
  test('a figure, a choice and several', () => {
    expect(
      valueAt(says(['rådmann, neste', '7. Videre', 'ja, neste', 'boliger og bemanning. Neste']), 'svingninger_hvilke'),
    ).toEqual(['bemanning', 'bolig'])
  })
})

describe('told of a question further on', () => {
  test.each([
    ['ja. Vi har 12 prosent innvandrere blant de ansatte', 12],
    ['ja, og innvandrere er 9 prosent av de ansatte', 9],
    ['nei. Andelen innvandrere er 15 %', 15],
  ])('«%s» is asked about when that question comes', (text, share) => {
    const person = says(['rådmann', '7', text])
    if (seatOf(person).pending !== null) types(person, 'ja')
    for (let i = 0; i < 9 && questionOf(person) !== 'ansatte_andel'; i++) types(person, 'hopp over')
    expect(valueAt(person, 'ansatte_andel')).toBeUndefined()
    expect(seatOf(person).pending).toMatchObject({ type: 'confirm', answer: { value: share } })
    expect(person.log.join('\n')).toContain('Du har allerede nevnt et svar på dette.')
    types(person, 'ja')
    expect(valueAt(person, 'ansatte_andel')).toBe(share)
  })
  test.each([
    'ja. Vi har 12 prosent budsjettkutt',
    'nei, det ble 12 prosent i fjor',
    'ja. 12 prosent er ikke innvandrere blant de ansatte',
  ])('«%s» tells no share of it', (text) => {
    const person = says(['rådmann', '7', text])
    for (let i = 0; i < 9 && questionOf(person) !== 'ansatte_andel'; i++)
      types(person, seatOf(person).pending === null ? 'hopp over' : 'ja')
    expect(seatOf(person).pending).toBeNull()
  })
})

describe('who is asked who else is to answer, and stays', () => {
  test.each([
    'nei, jeg tar det selv likevel',
    'eg tek det sjølv',
    'glem det',
    'vent, det er meg',
    'æ svare likevel',
    'nei forresten, avbryt',
    'jeg har ombestemt meg',
    'ja jeg kan svare selv',
  ])('«%s»', (text) => {
    const person = says(['rådmann', 'ikke jeg som svarer', text])
    expect(person.last?.effects).toBeUndefined()
    expect(seatOf(person).pending).toBeNull()
    expect(person.log.at(-1)).toContain('Ingenting er endret')
  })
  test.each(['Kari Selvig', 'Tor Likevold', 'Ola Nordmann'])('«%s» is a name', (text) => {
    expect(says(['rådmann', 'ikke jeg som svarer', text]).last?.effects).toMatchObject([
      { type: 'delegate', name: text },
    ])
  })
  test('«nei, jeg kan svare selv», where it is asked what to pass on', () => {
    const person = says(['rådmann', 'send videre', 'nei, jeg kan svare selv'])
    expect(seatOf(person).pending).toBeNull()
    expect(person.last?.effects).toBeUndefined()
  })
})

describe('a word of the scale turned round', () => {
  const at = [...leader, 'nei', '10']
  const asked = (text: string) => {
    const person = says([...at, text])
    expect(questionOf(person)).toBe('ansatte_viktig')
    expect(valueAt(person, 'ansatte_viktig')).toBeUndefined()
    return person.log.at(-1)
  }
  test.each(['ganske uviktig', 'temmelig uviktig', 'heller uviktig', 'nokså uviktig egentlig', 'litt uviktig'])(
    '«%s» is asked about between the two lowest',
    (text) => expect(asked(text)).toContain('«Litt viktig» eller «Ikke viktig»'),
  )
  test.each(['ikke uviktig', 'ikkje akkurat uviktig', 'ikke direkte uviktig'])(
    '«%s» is asked about between the two in the middle',
    (text) => expect(asked(text)).toContain('«Ganske viktig» eller «Litt viktig»'),
  )
  test.each([
    ['uviktig', 'ikke_viktig'],
    ['helt uviktig', 'ikke_viktig'],
    ['ikke viktig', 'ikke_viktig'],
    ['ganske viktig', 'viktig'],
  ])('«%s» says it', (text, step) => expect(valueAt(says([...at, text]), 'ansatte_viktig')).toBe(step))
})

describe('taken back, and asked again', () => {
  const place = (person: Tester) => {
    const { position } = seatOf(person)
    return position.at === 'question' ? position.question : position.at
  }
  test.each([
    'angre det siste svaret',
    'slett det siste svaret',
    'fjern forrige svar',
    'kan du slette siste svar',
    'stryk det eg sist skreiv',
  ])('«%s» leads to the answer before, which stands', (text) => {
    const person = says(['rådmann', '7', text])
    expect([place(person), valueAt(person, 'leder_aar')]).toEqual(['leder_aar', 7])
  })
  test.each([
    'det vi hoppet over',
    'ta det jeg hoppet over',
    'kan vi ta den eg hoppa over',
    'tilbake til dei eg stod over',
    'svare på det jeg hoppet over i stad',
  ])('«%s» asks the question that was passed by', (text) =>
    expect(place(says(['rådmann', 'hopp over', 'nei', text]))).toBe('leder_aar'),
  )
  test('nothing was passed by: it is heard as usual', () =>
    expect(place(says(['rådmann', '7', 'det vi hoppet over']))).toBe('svingninger'))
  test.each([
    'merknaden min skal vekk',
    'stryk merknaden',
    'kan du slette kommentaren min',
    'fjern kommentaren',
    'nei, kommentaren skal strykes',
  ])('«%s», at the summary, leads to the remark', (text) => {
    const person = says([...leader, 'nei', '10', 'uviktig', 'nei', 'ingen', 'Det er for lite penger.', text])
    expect([place(person), valueAt(person, 'leder_merknad')]).toEqual(['leder_merknad', 'Det er for lite penger.'])
  })
  test.each(['vil se en gang til', 'vis igjen', 'sjå ein gong til'])('«%s» shows the question again', (text) => {
    const person = says(['rådmann', text])
    expect(place(person)).toBe('leder_aar')
    expect(person.log.join('\n').match(/Hvor mange år har du hatt denne stillingen/gu)?.length).toBeGreaterThan(2)
  })
})

describe('a remark that nobody makes', () => {
  const upTo = [...leader, 'nei', '10', 'uviktig', 'nei', 'ingen']
  test.each([
    ['nei', 'nb'],
    ['nei takk, det er alt', 'nb'],
    ['ingenting', 'nb'],
    ['hopp over', 'nb'],
    ['nei, har ikkje noko meir', 'nn'],
  ] as const)('«%s» is none, and nothing is passed over', (text, language) => {
    const person = says([...upTo, text], language)
    const log = person.log.join('\n')
    expect(entryOf(person, 'leder_merknad')).toMatchObject({ missing: 'skipped' })
    expect(log).toMatch(/Greitt?, ingen merknad\. Skifter du mei?ning, skriv «endre \d+»\./u)
    expect(log).toContain('= Ingen merknad')
    expect(log).not.toMatch(/[Hh]opp(?:et|a) over/u)
  })
})
