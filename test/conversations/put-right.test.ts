/** An answer put right by naming its question, wherever that is said: asked about once, with the old and the new answer. */
import { describe, expect, test } from 'vitest'
import { entriesOf, stands } from '../support/leader.ts'
import { begins } from '../support/one-answering.ts'
import { answersUntil, entryOf, proposed } from '../support/says-at.ts'
import { questionnaires, units, worldOf } from '../support/survey.ts'
import {
  joins,
  presses,
  questionOf,
  seatOf,
  sessionOf,
  sharedSession,
  type Tester,
  tester,
  types,
} from '../support/tester.ts'
import { walks } from '../support/walker.ts'

const leader = ['rådmann', '7', 'nei', '1', 'nei', '10', 'viktig', 'hopp over', 'ingen']
const seated = (texts: readonly string[], language: 'nb' | 'nn' = 'nb'): Tester => {
  return begins(['start', ...texts], 'raadmann', language).kari
}
const atReview = (): Tester => {
  const person = seated(leader)
  for (let i = 0; i < 5 && seatOf(person).position.at !== 'review'; i++) types(person, 'hopp over')
  expect(seatOf(person).position.at).toBe('review')
  return person
}
describe('at the review', () => {
  test.each([
    ['år i stilling skal være 6', 'leder_aar', 'fra «7 år» til «6 år»', 6],
    ['bytt svaret på lederspørsmålet med 8', 'leder_aar', 'fra «7 år» til «8 år»', 8],
    ['på år i stillingen: byt 7 til 18', 'leder_aar', 'fra «7 år» til «18 år»', 18],
    ['endre det første til assisterende rådmann', 'leder_rolle', 'til «Assisterende rådmann»', 'assisterende'],
    ['tolk skulle vært nei', 'tolk_retningslinjer', 'til «Nei', 'nei'],
    ['svingninger skulle vore ja', 'svingninger', '» til «Ja', 'ja'],
    ['kan du endre spørsmål 2 til 9?', 'leder_aar', 'fra «7 år» til «9 år»', 9],
    ['oi, på svingningene skulle det vært ja', 'svingninger', '» til «Ja', 'ja'],
    ['andelen skal være 12, ikke 10', 'ansatte_andel', 'til «12 prosent»', 12],
    ['jeg svarte feil på svingninger, det skulle vært ja', 'svingninger', '» til «Ja', 'ja'],
    ['endre år i stillingen fra 7 til 11', 'leder_aar', 'fra «7 år» til «11 år»', 11],
    ['svaret på spørsmål 3 skal vere ja', 'svingninger', '» til «Ja', 'ja'],
    ['endre spørsmål 2 tilbake til 9', 'leder_aar', 'fra «7 år» til «9 år»', 9],
    ['endre spørsmål 2 attende til 9', 'leder_aar', 'fra «7 år» til «9 år»', 9],
    ['nei, jeg ombestemte meg, det var nok ja likevel på 3', 'svingninger', '» til «Ja', 'ja'],
    ['rett nr. 2 til 4', 'leder_aar', 'fra «7 år» til «4 år»', 4],
    ['år i stilling skal være ~~5~~ 6', 'leder_aar', 'fra «7 år» til «6 år»', 6],
    ['rett nr. 2 til ~~4~~ 9', 'leder_aar', 'fra «7 år» til «9 år»', 9],
    ['sa jeg nei på svingningene? skulle vært ja', 'svingninger', '» til «Ja', 'ja'],
  ] as const)('«%s»', (text, question, named, value) => {
    const person = atReview()
    const before = entriesOf(person)
    types(person, text)
    expect(person.log.at(-1)).toContain(named)
    expect(entriesOf(person)).toEqual(before)
    types(person, 'ja')
    expect(stands(person, question)).toEqual(value)
  })

  test('of two questions that a change opens both are asked, before the review comes again', () => {
    const person = atReview()
    for (const text of ['endre 3', 'ja', 'boliger']) types(person, text)
    expect(questionOf(person)).toBe('svingninger_grep')
    types(person, 'ingen særskilte')
    expect(seatOf(person).position.at).toBe('review')
    expect(stands(person, 'svingninger_grep')).toEqual(['ingen'])
  })

  test('a yes or no to a question that takes a figure leads there, and is none to the sending', () => {
    const person = atReview()
    types(person, 'spørsmål 2 er ja')
    expect(questionOf(person)).toBe('leder_aar')
    expect(seatOf(person).pending).toBeNull()
  })

  test('what does not fit leads to the question, and stores nothing', () => {
    const person = atReview()
    const before = entriesOf(person)
    types(person, 'endre det første til ja')
    expect(person.log.at(-1)).toContain('Her er spørsmål 1. Hva skal svaret være i stedet?')
    expect(questionOf(person)).toBe('leder_rolle')
    expect(entriesOf(person)).toEqual(before)
  })

  test('after a «nei» the answer stands', () => {
    const person = atReview()
    const before = entriesOf(person)
    types(person, 'år i stilling skal være 6')
    types(person, 'nei')
    expect(entriesOf(person)).toEqual(before)
    expect(person.log.join('\n')).toContain('Svaret på spørsmål 2 står som før.')
  })

  test('the same answer again changes nothing', () => {
    const person = atReview()
    types(person, 'år i stilling skal være 7')
    expect(person.log.at(-1)).toContain('Det står allerede «7 år» på spørsmål 2.')
  })

  test('of two questions it could be, it is asked which', () => {
    const person = atReview()
    const before = entriesOf(person)
    types(person, 'ansatte skal være blå')
    expect(person.log.at(-1)).toMatch(
      /Trykk på spørsmålet det gjelder, eller skriv nummeret\.\n +\d+\. .*ansatte.*\n +\d+\. .*ansatte/,
    )
    expect(entriesOf(person)).toEqual(before)
  })

  test('each of them has a button, which opens it', () => {
    const person = atReview()
    types(person, 'ansatte skal være blå')
    expect(person.log.at(-1)).toContain('[Endre 5] [Endre 6]')
    presses(person, 'Endre 6')
    expect(questionOf(person)).toBe('ansatte_andel')
    expect(seatOf(person).pending).toBeNull()
    types(person, '14')
    expect(stands(person, 'ansatte_andel')).toBe(14)
    expect(seatOf(person).position.at).toBe('review')
  })
})

describe('after the receipt', () => {
  const sent = (): Tester => {
    const person = atReview()
    for (const text of ['send inn', 'ja']) types(person, text)
    expect(sessionOf(person.shared).state).toBe('submitted')
    return person
  }
  test('it is offered to reopen there, and nothing is opened', () => {
    const person = sent()
    const before = entriesOf(person)
    types(person, 'tolk skulle vært nei')
    expect(person.log.at(-1)).toMatch(/Skriv «endre 8», så åpner jeg dem igjen på spørsmål 8, .* til «Nei»/)
    expect(entriesOf(person)).toEqual(before)
    expect(sessionOf(person.shared).state).toBe('submitted')
    types(person, 'endre 8')
    expect(questionOf(person)).toBe('tolk_retningslinjer')
  })
  test.each([
    ['oi, 7 år var feil, det er 5', 'til «5»'],
    ['år i stilling skulle vært ni', 'til «9»'],
    ['stillingen min skulle vært assisterende', 'til «Assisterende rådmann»'],
  ])('«%s»: the answer is named as it would stand, not the whole message', (text, named) => {
    const person = sent()
    types(person, text)
    expect(person.log.at(-1)).toContain(named)
  })
  test('a button under several opens what was sent in, at that one', () => {
    const person = sent()
    types(person, 'ansatte skal være blå')
    expect(sessionOf(person.shared).state).toBe('submitted')
    presses(person, 'Endre 6')
    expect(questionOf(person)).toBe('ansatte_andel')
    expect(sessionOf(person.shared).state).not.toBe('submitted')
  })
})

describe('at another question', () => {
  test.each([
    ['vent, år i stilling skulle vært 9', 'leder_aar', 9],
    ['endre spørsmål 1 til assisterende rådmann', 'leder_rolle', 'assisterende'],
    ['oi, på stilling mente jeg assisterende rådmann', 'leder_rolle', 'assisterende'],
  ] as const)('«%s»', (text, question, value) => {
    const person = seated(['rådmann', '7', 'nei'])
    const open = questionOf(person)
    types(person, text)
    expect(entryOf(person, open ?? '')).toBeUndefined()
    expect(stands(person, question)).not.toEqual(value)
    types(person, 'ja')
    expect(stands(person, question)).toEqual(value)
    expect(questionOf(person)).toBe(open)
  })
})

describe('what is wrong is told without what it should be', () => {
  test.each([
    ['årstallet er feil', 'leder_aar'],
    ['antall år stemmer ikke', 'leder_aar'],
    ['tallet på år ble galt', 'leder_aar'],
  ])('«%s» leads there', (text, question) => {
    const person = seated(['rådmann', '7'])
    types(person, text)
    expect(questionOf(person)).toBe(question)
    expect(person.log.slice(-2).join('\n')).toContain('Hva skal svaret være i stedet?')
  })

  test.each(['jeg har krysset feil', 'oi, det ble feil', 'eg trykte feil'])(
    '«%s»: which, or the one before',
    (text) => {
      const person = seated(['rådmann', '7'])
      const open = questionOf(person)
      types(person, text)
      expect(person.log.at(-1)).toContain('«tilbake» hvis det er det forrige')
      expect(questionOf(person)).toBe(open)
      types(person, 'tilbake')
      expect(questionOf(person)).toBe('leder_aar')
    },
  )

  test('of two that are named it is asked which, on buttons', () => {
    const person = seated(['rådmann', '7', 'ja', 'økonomi'])
    types(person, 'det ble feil på svingningene')
    expect(person.log.at(-1)).toContain('[Endre 3] [Endre 4]')
    presses(person, 'Endre 4')
    expect(questionOf(person)).toBe('svingninger_hvilke')
    types(person, 'bolig')
    expect(stands(person, 'svingninger_hvilke')).toEqual(['bolig'])
    expect(questionOf(person)).toBe('svingninger_grep')
  })

  test('of figures it is the one of that kind', () => {
    const person = seated(['rådmann', '7'])
    for (let i = 0; i < 20 && questionOf(person) !== 'tolk_retningslinjer'; i++) walks(person, 1)
    types(person, 'prosenten er feil')
    expect(questionOf(person)).toBe('ansatte_andel')
  })
})

describe('in free text', () => {
  const atRemark = (): Tester => {
    const person = seated(leader)
    for (let i = 0; i < 5 && questionOf(person) !== 'leder_merknad'; i++) types(person, 'hopp over')
    expect(questionOf(person)).toBe('leder_merknad')
    return person
  }
  test.each([
    ['vent, forrige skulle vært vet ikke', 'Her er spørsmål'],
    ['vent, tolk skulle vært nei', 'Jeg endrer svaret på spørsmål 8'],
    ['endre spørsmål 3 til ja', 'Jeg endrer svaret på spørsmål 3'],
  ])('«%s» is no remark', (text, says) => {
    const person = atRemark()
    types(person, text)
    expect(person.log.slice(-3).join('\n')).toContain(says)
    expect(entryOf(person, 'leder_merknad')).toBeUndefined()
  })

  test.each([
    'Tilskuddet skulle vært høyere',
    'Bosetting bør være frivillig',
    'Tolk skal være en rettighet for alle',
    'Tolk skulle vært gratis',
    'Introduksjonsprogrammet bør endres fra to til tre år',
    'Ansatte skal være en ressurs',
  ])('«%s» is a remark', (text) => {
    const person = atRemark()
    types(person, text)
    expect(stands(person, 'leder_merknad')).toBe(text)
  })
})

describe('at a matrix', () => {
  const atUse = (): Tester => {
    const { kari: person } = begins()
    for (let i = 0; i < 60 && questionOf(person) !== 'imdi_nytte'; i++) types(person, i % 2 === 0 ? 'hopp over' : 'nei')
    return person
  }
  test.each([
    ['nei, på tolk skulle det vært god', { tolk: 'god' }],
    ['rad 2 skal være god', { mangfoldige_tjenester: 'god' }],
    ['tolk skulle vært svært god', { tolk: 'svaert_god' }],
    ['på bosetting mente jeg god', { bosetting: 'god' }],
    ['endre tilskudd til god', { tilskudd: 'god' }],
    ['oi, rad 3 skulle vore god', { bosetting: 'god' }],
  ])('«%s»', (text, row) => {
    const person = atUse()
    types(person, 'dårlig på alle')
    if (questionOf(person) !== 'imdi_nytte') types(person, 'tilbake')
    const before = stands(person, 'imdi_nytte')
    types(person, text)
    if (seatOf(person).pending?.type === 'confirm') types(person, 'ja')
    expect(stands(person, 'imdi_nytte')).toEqual({ ...(before as object), ...row })
    expect(before).not.toMatchObject(row)
  })

  test('and from the question after it, with the row, the old answer and the new', () => {
    const person = atUse()
    for (let i = 0; i < 12 && questionOf(person) === 'imdi_nytte'; i++) types(person, 'dårlig på alle')
    expect(questionOf(person)).not.toBe('imdi_nytte')
    const before = stands(person, 'imdi_nytte')
    types(person, 'nei, på tolk skulle det vært god')
    expect(person.log.at(-1)).toMatch(/fra «[^»]+» til «Råd om å bestille og bruke tolk: /)
    expect(stands(person, 'imdi_nytte')).toEqual(before)
    types(person, 'ja')
    const after = stands(person, 'imdi_nytte') as Record<string, string>
    expect(after).toEqual({ ...(before as object), tolk: after.tolk })
    expect(after).not.toEqual(before)
  })
})

describe('at a matrix that a colleague has changed meanwhile', () => {
  const both = (): { kari: Tester; ola: Tester } => {
    const shared = sharedSession(worldOf(questionnaires.integrering, units.kommune))
    const [kari, ola] = [tester(shared, 'nb', 'kari'), tester(shared, 'nb', 'ola')]
    joins(kari)
    types(kari, 'start')
    for (let i = 0; i < 60 && questionOf(kari) !== 'imdi_nytte'; i++) types(kari, i % 2 === 0 ? 'hopp over' : 'nei')
    types(kari, 'dårlig på alle fire')
    if (questionOf(kari) !== 'imdi_nytte') types(kari, 'tilbake')
    expect(questionOf(kari)).toBe('imdi_nytte')
    joins(ola)
    types(ola, 'fortsett')
    return { kari, ola }
  }
  const isChangedBy = (ola: Tester): void => {
    types(ola, 'på tilskudd skulle det vært god')
    types(ola, 'ja')
    expect(stands(ola, 'imdi_nytte')).toMatchObject({ tilskudd: 'god' })
  }

  test.each([
    'nei, på tolk skulle det vært svært god',
    'rad 2 skal være god',
    'på bosetting mente jeg god',
    'endre tilskudd til svært god',
    'oi, rad 3 skulle vore god',
  ])('«%s» stores nothing and shows what stands there', (text) => {
    const { kari, ola } = both()
    isChangedBy(ola)
    const before = stands(kari, 'imdi_nytte')
    types(kari, text)
    expect(stands(kari, 'imdi_nytte')).toEqual(before)
    expect(seatOf(kari).pending).toBeNull()
    expect(kari.log.slice(-3).join('\n')).toContain(
      'Dette spørsmålet ble endret mens du skrev, så svaret ditt ble ikke lagret',
    )
  })

  test('a question that is named is put right all the same', () => {
    const { kari, ola } = both()
    isChangedBy(ola)
    types(kari, 'spørsmål 1 skulle vært enhetsleder')
    expect(kari.log.slice(-2).join('\n')).toContain('spørsmål 1')
    expect(kari.log.slice(-2).join('\n')).not.toContain('mens du skrev')
  })

  test('what the person changes there stands in nobody’s way', () => {
    const { kari } = both()
    for (const [text, row] of [
      ['rad 2 skal være god', { mangfoldige_tjenester: 'god' }],
      ['oi, rad 3 skulle vore god', { bosetting: 'god' }],
    ] as const) {
      types(kari, text)
      if (seatOf(kari).pending?.type === 'confirm') types(kari, 'ja')
      expect(stands(kari, 'imdi_nytte')).toMatchObject(row)
      if (questionOf(kari) !== 'imdi_nytte') types(kari, 'tilbake')
    }
  })
})

describe('a share is no yes or no to whether there is one', () => {
  test.each(['Målet skulle vært 70 prosent', 'målet skal være 70 %', 'andelen i målet skulle vært om lag 70 prosent'])(
    '«%s»',
    (text) => {
      const person = begins().kari
      const given: Readonly<Record<string, string>> = {
        introprogram: '1',
        resultatmaal: 'ja',
        resultatmaal_prosent: '65',
      }
      for (let i = 0; i < 60 && seatOf(person).position.at !== 'review'; i++)
        types(person, given[questionOf(person) ?? ''] ?? (i % 2 === 0 ? 'hopp over' : 'nei'))
      types(person, text)
      types(person, 'ja')
      expect(stands(person, 'resultatmaal')).toBe('ja')
    },
  )
})

const BOSETTING = 'bosetting_krevende'
const OM = 'samarbeid_om'
test.each([
  ['nb', 'rett det om bosetting: det er også vanskelig med barnehageplass', BOSETTING, ['boliger', 'barnehage']],
  ['nn', 'rett det om busetjing: det er òg vanskeleg med barnehageplass', BOSETTING, ['boliger', 'barnehage']],
  ['nb', 'rett det om hva vi samarbeider om: også tolketjenester', OM, ['norskopplaering', 'tolketjenester']],
  ['nn', 'rett det om kva vi samarbeider om: òg tolketenester', OM, ['norskopplaering', 'tolketjenester']],
  ['nb', 'rett det om bosetting: det er vanskelig med barnehageplass', BOSETTING, ['barnehage']],
] as const)('at the review in %s: «%s»', (language, text, question, value) => {
  const person = begins(['start'], 'integrering', language).kari
  const told = {
    bosetter: '1',
    introprogram: '1',
    samarbeid_kommuner: 'ja',
    samarbeid_om: '2',
    bosetting_krevende: '1',
  }
  answersUntil(person, () => seatOf(person).position.at === 'review', told)
  types(person, text)
  expect(proposed(person)).toEqual({ question, value })
})
