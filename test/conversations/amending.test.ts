/** What is said to «stemmer det?» that adds to what waits, takes from it or changes some of it: the whole is asked about by name. */

import { describe, expect, test } from 'vitest'
import { heardAfter } from '../support/heard-at.ts'

describe('several choices wait', () => {
  const [question, two] = ['bosetting_krevende', 'tror kanskje bolig og økonomi'] as const

  test.each([
    ['nei, barnehage i tillegg til de to andre', 'boliger,oekonomi,barnehage'],
    ['ja, og barnehage selvsagt', 'boliger,oekonomi,barnehage'],
    ['stemmer ikke helt, helse skal også med', 'boliger,oekonomi,helse'],
    ['det er rett, men helse skal også være med', 'boliger,oekonomi,helse'],
    ['ja, pluss jobber', 'boliger,oekonomi,arbeid'],
    ['og helse', 'boliger,oekonomi,helse'],
    ['legg til barnehage', 'boliger,oekonomi,barnehage'],
    ['ja, men også bemanning', 'boliger,bemanning,oekonomi'],
    ['nesten, barnehage mangler', 'boliger,oekonomi,barnehage'],
    ['ja, men ikke økonomi', 'boliger'],
    ['nei, ikke økonomi', 'boliger'],
    ['ta bort økonomi', 'boliger'],
    ['økonomi skal bort', 'boliger'],
  ])('«%s» → %s', (said, whole) => expect(heardAfter(question, [two, said])).toBe(`? ${whole}`))

  test.each([
    ['jau, og so er det arbeid', 'boliger,oekonomi,arbeid'],
    ['nei, barnehage i tillegg til dei to andre', 'boliger,oekonomi,barnehage'],
    ['ja, òg barnehage', 'boliger,oekonomi,barnehage'],
    ['ikkje heilt, helse skal òg med', 'boliger,oekonomi,helse'],
    ['ja, men ikkje økonomi', 'boliger'],
  ])('«%s» → %s', (said, whole) =>
    expect(heardAfter(question, ['trur kanskje bustader og økonomi', said], 'nn')).toBe(`? ${whole}`),
  )

  test('what is named once more adds nothing, and is a yes', () =>
    expect(heardAfter(question, [two, 'ja, og økonomi'])).toBe('= boliger,oekonomi'))

  test.each(['nei, økonomi', 'nei, bare økonomi', 'bare økonomi'])('«%s» leaves nothing else', (said) =>
    expect(heardAfter(question, [two, said])).toMatch(/^[=?] oekonomi$/),
  )

  test('what is told after a «nei» is asked about', () =>
    expect(
      heardAfter('ansatte_tiltak_hvilke', ['intervjugaranti er det vel', 'nei, det e praksisplassan som funke']),
    ).toBe('? praksis_mentor_trainee'))
})

describe('rows wait', () => {
  const one = 'bosetting er vel veldig viktig tenker jeg'
  const three = 'kunnskap, tjenester og enslige er vel litt viktig'
  const others = (value: string): string =>
    'bosetting:svaert_viktig ' +
    ['enslige_mindreaarige', 'kunnskapsdeling', 'kvalifisering', 'mangfold_arbeidsliv', 'mangfoldige_tjenester']
      .concat('sosial_kontroll', 'tall_forskning', 'tilskudd', 'tolk', 'utdanningsloep')
      .map((row) => `${row}:${value}`)
      .join(' ')
  const those = (value: string) => `kunnskapsdeling:${value} mangfoldige_tjenester:${value}`

  test.each([
    [one, 'ganske viktig på resten', others('viktig')],
    [one, 'ja, og resten ikke viktig', others('ikke_viktig')],
    [one, 'ja, men tolk er ganske viktig', 'bosetting:svaert_viktig tolk:viktig'],
    [one, 'nei, ganske viktig', 'bosetting:viktig'],
    [
      three,
      'ja, men bosetting svært viktig',
      `bosetting:svaert_viktig enslige_mindreaarige:litt_viktig ${those('litt_viktig')}`,
    ],
    [three, 'nei, enslige svært viktig', `enslige_mindreaarige:svaert_viktig ${those('litt_viktig')}`],
    [three, 'nei, ganske', `enslige_mindreaarige:viktig ${those('viktig')}`],
  ])('«%s», «%s» → %s', (first, said, whole) =>
    expect(heardAfter('imdi_viktighet', [first, said])).toMatch(new RegExp(`^[=?] ${whole}$`)),
  )

  test('«den» is the row that waits, and «resten» are the others', () =>
    expect(
      heardAfter(
        'imdi_nytte',
        ['tilskot ganske nyttig tenker eg', 'nei! den var ikkje nyttig. resten ganske nyttig'],
        'nn',
      ),
    ).toMatch(/^\? .*kunnskapsdeling:god.* tilskudd:ikke_nyttig tolk:god/))

  test.each(['ja, gjelder alt', 'ja, på alle 11', 'jau, det gjeld alle saman'])('«%s»: every row', (said) => {
    const heard = heardAfter('imdi_nytte', ['tja, alle er vel ganske nyttige', said])
    expect(heard.match(/:god/g)).toHaveLength(11)
  })
})

describe('a yes in passing', () => {
  test.each([
    ...[
      'ja foreløpig',
      'ja det passer',
      'ja ja, la gå',
      'ja, det får gå',
      'ja, inntil videre',
      'la gå',
      'foreløpig ja',
    ],
    ...['jau, førebels', 'jau, det passar fint', 'ja, det får halde', 'ja, det går bra'],
  ])('«%s» stores what was asked about', (said) => {
    expect(heardAfter('bosetting_krevende', ['bolig er vel verst', said])).toBe('= boliger')
  })

  test.each([
    'ja, men det er et grovt anslag',
    'ja, berre eit overslag',
    'jo, men bare et anslag altså',
    'ja, et forsiktig anslag',
    'ja, det er ei gjetting',
  ])('«%s» stores the figure', (said) => expect(heardAfter('bosatt_antall', ['32 tror jeg', said])).toBe('= 32'))

  test.each([
    'ja, men det varierer',
    'ja, men ikke egentlig',
    'ja, men bare noen ganger',
    'ja, gjelder alt',
    'ja, foreløpig?',
  ])('«%s» stores nothing', (said) =>
    expect(heardAfter('bosetting_krevende', ['bolig er vel verst', said])).toMatch(/^\?/),
  )

  test.each(['ja, men det er 33', 'ja, 33'])('«%s» is another figure', (said) =>
    expect(heardAfter('bosatt_antall', ['32 tror jeg', said])).toBe('? 33'),
  )
})
