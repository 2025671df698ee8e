/** An answer is changed by the number or place of its question, wherever that is said, and what is added comes beside what stands. */

import { describe, expect, test } from 'vitest'
import { entriesOf, leaderAt, type Place, replyOf, stands } from '../support/leader.ts'
import { questionOf, seatOf, sessionOf, types } from '../support/tester.ts'

type Case = readonly [place: Place, language: 'nb' | 'nn', text: string, question: string, value: unknown]

describe('a number and what should stand there: proposed with it, and stored after a yes', () => {
  test.each<Case>([
    ['review', 'nb', '12 er ja', 'tolk_register', 'ja'],
    ['review', 'nb', '9 er 14', 'ansatte_andel', 14],
    ['review', 'nn', 'alt er bra men 9 skal vere 12', 'ansatte_andel', 12],
    ['review', 'nn', 'det på spørsmål 7 er feil, me har ikkje tiltak', 'ansatte_tiltak', 'nei'],
    ['review', 'nb', 'spørsmål 14: 2 og 3', 'naeringsliv_tiltak', ['praksisavtaler', 'stillingsressurs']],
    ['review', 'nb', 'og 6 er "over ett år"', 'kapasitet_tid', 'lengre_tid'],
    ['review', 'nn', 'svaret på spørsmål 11 er feil, me har ikkje det', 'tolk_retningslinjer', 'nei'],
    ['submit', 'nb', 'og så må 11 være nei', 'tolk_retningslinjer', 'nei'],
    ['submit', 'nb', 'Og hvor viktig det er, sett den til litt viktig', 'ansatte_viktig', 'litt_viktig'],
    ['submit', 'nb', 'oi, æ sku ha sagt 12 % på andel innvandrere', 'ansatte_andel', 12],
    ['review', 'nb', 'glemte at andelen er 12 %', 'ansatte_andel', 12],
    ['review', 'nb', 'Ser at det står 10 % innvandrere, det skal være 15', 'ansatte_andel', 15],
    ['review', 'nn', 'sett den til litt viktig', 'ansatte_viktig', 'litt_viktig'],
    ['which', 'nb', 'så ska det stå 12 % og ikkje 10', 'ansatte_andel', 12],
    ['remark', 'nn', 'nummer 6 er feil, det tek lengre tid', 'kapasitet_tid', 'lengre_tid'],
    [9, 'nb', 'spørsmål 2 skal være 9', 'leder_aar', 9],
    [7, 'nb', 'forresten, 5 år skulle det stå på den om år', 'leder_aar', 5],
    [4, 'nb', 'sett nei på den forrige', 'svingninger', 'nei'],
    [5, 'nb', 'endre forrige til bolig', 'svingninger_hvilke', ['bolig']],
    ['review', 'nb', 'nr 2 er feil, det skal være 11', 'leder_aar', 11],
    ['review', 'nb', 'Og 9 kan du sette til 7 prosent, HR svarte nå', 'ansatte_andel', 7],
    ['review', 'nb', 'spm 4: bare bemanning', 'svingninger_hvilke', ['bemanning']],
    ['review', 'nn', 'endre 4: bemanning og bustader', 'svingninger_hvilke', ['bemanning', 'bolig']],
    ['review', 'nb', 'på 4 skal det være både bemanning og bolig', 'svingninger_hvilke', ['bemanning', 'bolig']],
    ['which', 'nb', 'og viktigheten var litt viktig, ikke svært', 'ansatte_viktig', 'litt_viktig'],
    [7, 'nb', 'nei det ble feil på forrige, det skulle være over ett år', 'kapasitet_tid', 'lengre_tid'],
    [7, 'nb', 'nei, det gjaldt forrige spørsmål … innen et halvt år', 'kapasitet_tid', 'halvt_aar'],
    [7, 'nb', 'nei, på forrige mente jeg over ett år', 'kapasitet_tid', 'lengre_tid'],
    [7, 'nb', 'forresten barnehageplasser mangler, så si heller over ett år', 'kapasitet_tid', 'lengre_tid'],
    [11, 'nb', 'nei, feil på forrige, det skulle vært litt viktig', 'ansatte_viktig', 'litt_viktig'],
    [8, 'nb', 'nei på forrige', 'ansatte_tiltak', 'nei'],
    [8, 'nb', 'hæ? jeg svarte jo nei på den forrige', 'ansatte_tiltak', 'nei'],
    [11, 'nb', 'Du, på spm 7 har vi ikke tiltak altså', 'ansatte_tiltak', 'nei'],
    [2, 'nb', '1: assisterende', 'leder_rolle', 'assisterende'],
  ])('%s, %s: «%s»', (place, language, text, question, value) => {
    const person = leaderAt(place, language)
    const before = entriesOf(person)
    types(person, text)
    expect(replyOf(person, text)).toMatch(/Stemmer det\?/)
    expect(entriesOf(person)).toEqual(before)
    types(person, 'ja')
    expect(stands(person, question)).toEqual(value)
  })
})

describe('what is added stands beside what was chosen, and what is taken out leaves the rest', () => {
  const both = ['praksis_mentor_trainee', 'intervjugaranti']
  test.each<
    readonly [place: Place, language: 'nb' | 'nn', text: string, question: string, value: string[], again: string]
  >([
    ['review', 'nb', 'også praksisplasser', 'ansatte_tiltak_hvilke', both, 'endre 8'],
    ['review', 'nb', 'vi har traineeordning også', 'ansatte_tiltak_hvilke', both, 'endre 8'],
    [
      'review',
      'nn',
      'legg til norskopplæring',
      'ansatte_tiltak_hvilke',
      ['intervjugaranti', 'spraakopplaering'],
      'endre 8',
    ],
    [
      'review',
      'nb',
      'legg til samarbeid med andre kommuner',
      'svingninger_grep',
      ['samarbeid', 'leide_boliger'],
      'endre 5',
    ],
    ['review', 'nb', 'ta bort jobbmesser', 'naeringsliv_tiltak', ['praksisavtaler'], 'endre 14'],
    [9, 'nb', 'legg til praksisplasser på forrige', 'ansatte_tiltak_hvilke', both, 'status'],
    [5, 'nb', 'endre forrige, ta med bolig og', 'svingninger_hvilke', ['oekonomi', 'bolig'], 'status'],
    ['review', 'nb', 'endre 8, legg til praksisplasser', 'ansatte_tiltak_hvilke', both, 'status'],
    [9, 'nb', 'endre 4, legg til bolig', 'svingninger_hvilke', ['oekonomi', 'bolig'], 'status'],
    [9, 'nb', '5: legg til samarbeid med andre kommuner', 'svingninger_grep', ['samarbeid', 'leide_boliger'], 'status'],
    [9, 'nb', 'og vi har språkpraksis i barnehagene', 'ansatte_tiltak_hvilke', both, 'status'],
    [9, 'nb', 'og så språkopplæring', 'ansatte_tiltak_hvilke', ['intervjugaranti', 'spraakopplaering'], 'status'],
    [15, 'nn', 'jobbmesse har me ikkje', 'naeringsliv_tiltak', ['praksisavtaler'], 'status'],
    [15, 'nn', 'nei ta vekk jobbmesser', 'naeringsliv_tiltak', ['praksisavtaler'], 'status'],
    [15, 'nb', 'nei, sløyf jobbmesser', 'naeringsliv_tiltak', ['praksisavtaler'], 'status'],
    [15, 'nb', 'oi, kutt ut jobbmesser', 'naeringsliv_tiltak', ['praksisavtaler'], 'status'],
    [15, 'nn', 'vent, stryke jobbmesser', 'naeringsliv_tiltak', ['praksisavtaler'], 'status'],
    [15, 'nb', 'nei, fjerne jobbmesser', 'naeringsliv_tiltak', ['praksisavtaler'], 'status'],
    [15, 'nn', 'oi, droppe jobbmesser', 'naeringsliv_tiltak', ['praksisavtaler'], 'status'],
    ['review', 'nn', 'jobbmesser skal bort frå nr 14', 'naeringsliv_tiltak', ['praksisavtaler'], 'status'],
    ['review', 'nb', 'fjern praksis på 14', 'naeringsliv_tiltak', ['moeteplasser'], 'status'],
    ['review', 'nb', 'fjern jobbmesser fra spørsmål 14', 'naeringsliv_tiltak', ['praksisavtaler'], 'status'],
    ['review', 'nn', 'ta bort praksis på nr 14', 'naeringsliv_tiltak', ['moeteplasser'], 'status'],
    [
      ...(['review', 'nb', 'nei, vent litt. jeg må legge til gründerstøtte på nr 14', 'naeringsliv_tiltak'] as const),
      ['praksisavtaler', 'moeteplasser', 'gruenderstoette'],
      'status',
    ],
  ])('%s, %s: «%s»', (place, language, text, question, value, again) => {
    const person = leaderAt(place, language, [again])
    types(person, text)
    expect(stands(person, question)).not.toEqual(value)
    types(person, 'ja')
    expect(stands(person, question)).toEqual(value)
  })
})

describe('without a value the question that was named is opened, never another one', () => {
  test.each([
    ['review', 'svaret på spørsmål 3 er feil', 'svingninger'],
    ['review', 'nr. 9 stemmer ikke', 'ansatte_andel'],
    ['review', 'ser bra ut, men spørsmål 7 er feil', 'ansatte_tiltak'],
    ['review', 'ser bra ut bortsett fra tolk, den mangler på spørsmål 14', 'naeringsliv_tiltak'],
    ['review', 'oi, æ ville egentlig legge til en ting på slutten', 'leder_merknad'],
    ['review', 'og i tillegg brukar me deltidsstillingar på spørsmål 5', 'svingninger_grep'],
    ['review', '6', 'kapasitet_tid'],
    ['submit', 'nr 9', 'ansatte_andel'],
    [9, 'angrer på spørsmål 5, må åpne det igjen', 'svingninger_grep'],
    ['which', 'nummer fem', 'svingninger_grep'],
    ['which', 'den om tolkeregister', 'tolk_register'],
  ] as const)('%s: «%s»', (place, text, question) => {
    const person = leaderAt(place)
    const before = entriesOf(person)
    types(person, text)
    expect(questionOf(person)).toBe(question)
    expect(seatOf(person).pending).toBeNull()
    expect(entriesOf(person)).toEqual(before)
  })

  test('a number that is also what stands somewhere is asked about', () => {
    const person = leaderAt('review')
    types(person, '7 er feil')
    expect(replyOf(person, '7 er feil')).toContain('[Endre 2] [Endre 7]')
  })
})

describe('after the receipt the right number is told, and nothing is opened', () => {
  test.each([
    ['nn', 'eg oppdaga at spørsmål 1 er feil, eg er jo assisterande', '«endre 1»', '«Assisterande rådmann»'],
    ['nb', 'sjefen vil at 7 skal være nei', '«endre 7»', '«Nei»'],
    ['nb', 'oi, æ ville egentlig legge til en ting på slutten', '«endre 16»', ''],
    ['nn', 'feil på spørsmål 9, det skal vere 3 prosent', '«endre 9»', 'til «3»'],
    ['nb', 'svaret på spørsmål 3 er feil', '«endre 3»', ''],
    ['nb', 'ta bort navnet mitt på den siste, det skal ikke stå Kari', '«endre 16»', ''],
    ['nb', '6', '«endre 6»', ''],
    ['nb', 'Glemte en ting: legg til gründerstøtte på 14', '«endre 14»', 'Støtte'],
    ['nb', 'Hei igjen, har tallet på 9 nå: 12', '«endre 9»', 'til «12»'],
    ['nn', 'kan eg leggja til noko til slutt? eg gløymde å seia at tilskota må koma tidlegare', '«endre 16»', ''],
  ] as const)('%s: «%s»', (language, text, number, value) => {
    const person = leaderAt('sent', language)
    const before = entriesOf(person)
    types(person, text)
    expect(replyOf(person, text)).toContain(number)
    expect(replyOf(person, text)).toContain(value)
    expect(sessionOf(person.shared).state).toBe('submitted')
    expect(entriesOf(person)).toEqual(before)
  })
})

test.each([
  ['review', '9 skal være 12. Og 12 skal være ja', 'ansatte_andel', 12, 'Og 12 skal være ja'],
  [9, 'spørsmål 2 skal være 9. Og spørsmål 6 er over ett år', 'leder_aar', 9, 'Og spørsmål 6 er over ett år'],
  [9, 'oi, på forrige er det også praksisplasser. Og på år skal det være 9, ikke 7', 'leder_aar', 7, 'Og på år'],
] as const)(
  '%s: of two corrections, «%s», one is asked about and the other named',
  (place, text, question, value, left) => {
    const person = leaderAt(place)
    types(person, text)
    expect(person.log.at(-1)).toContain('Vi tar én rettelse om gangen')
    expect(person.log.at(-1)).toContain(left)
    types(person, 'ja')
    expect(stands(person, question)).toEqual(value)
  },
)

test.each(['ja, det mente vi i forrige periode også', 'nei, det hadde vi i forrige periode', 'ja, i forrige runde'])(
  '«%s» tells of an earlier time, and of no other question',
  (text) => {
    const person = leaderAt(7)
    types(person, text)
    expect(questionOf(person)).not.toBe('kapasitet_tid')
    expect(seatOf(person).pending).not.toMatchObject({ why: 'earlier' })
  },
)

test('«ta bort navnet» opens what was written, and deletes nothing', () => {
  const person = leaderAt('remark', 'nb', ['Vi har dyktige folk i flyktningtjenesten som fortjener ros'])
  for (const text of ['ok ta bort navnet', 'ta bort navnet mitt', 'navnet skal vekk']) {
    types(person, text)
    expect(questionOf(person)).toBe('leder_merknad')
    types(person, 'behold svaret')
  }
})

test.each(['spørsmål 4 er feil stilt, det burde vært flere svar', 'på førre spørsmålet skulle det stå NAV'])(
  'at the last text «%s» is asked about and not stored',
  (text) => {
    const person = leaderAt('remark')
    types(person, text)
    expect(stands(person, 'leder_merknad')).toBeUndefined()
    expect(seatOf(person).pending).not.toBeNull()
  },
)

describe('a question that the change opens is asked at once', () => {
  const withoutMeasures = [
    ...['rådmann', '7', 'nei', '1', 'nei', '10', 'ganske viktig', 'nei', 'ingen'],
    ...Array.from({ length: 3 }, () => 'hopp over'),
  ]
  test.each([
    ['endre 5', 'ja', 'ansatte_tiltak_hvilke'],
    ['endre 5', 'ja me har tiltak', 'ansatte_tiltak_hvilke'],
    ['endre 3', 'ja', 'svingninger_hvilke'],
    ['endre 8', 'ja', 'tolk_register'],
    ['spørsmål 8 skal være ja', 'ja', 'tolk_register'],
    ['spørsmål 3 skal vere ja', 'ja', 'svingninger_hvilke'],
  ])('«%s», «%s»', (first, then, question) => {
    const person = leaderAt(1, 'nb', withoutMeasures)
    expect(seatOf(person).position.at).toBe('review')
    types(person, first)
    types(person, then)
    expect(questionOf(person)).toBe(question)
  })
})
