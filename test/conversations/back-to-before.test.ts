/** «Nei vent …», «jo …», «også …» right after an answer are about that answer: asked about, and never made the answer here. */
import { describe, expect, test } from 'vitest'
import { begins } from '../support/one-answering.ts'
import { entryOf } from '../support/says-at.ts'
import { questionOf, seatOf, type Tester, types } from '../support/tester.ts'

const valueAt = (person: Tester, question: string): unknown => entryOf(person, question)?.answer?.value

const given: Readonly<Record<string, string>> = {
  ansvarlig_rolle: 'rådgiver',
  ansvarlig_aar: '12',
  bosetter: '1',
  bosatt_antall: '17',
  introprogram: '1',
  imdi_viktighet: 'alle områdene er ganske viktige',
}

/** Somebody of the integration part who has come to this question and says these words. */
const saysAt = (question: string, said: readonly string[], language: 'nb' | 'nn' = 'nb'): Tester => {
  const person = begins(['start'], 'integrering', language).kari
  for (let i = 0; i < 40 && questionOf(person) !== question; i++)
    types(person, given[questionOf(person) ?? ''] ?? 'hopp over')
  expect(questionOf(person)).toBe(question)
  for (const text of said) types(person, text)
  return person
}
const atRemark = (language: 'nb' | 'nn'): Tester => saysAt('imdi_savn', [], language)

describe('at a remark, of the table before it', () => {
  test.each([
    ['nei vent, tolk e litt viktig', 'nb', { tolk: 'litt_viktig' }],
    ['nei, rad 3 skal vere litt', 'nn', { bosetting: 'litt_viktig' }],
    ['nei vent, tolk skal være litt viktig', 'nb', { tolk: 'litt_viktig' }],
    ['oi, tilskot skulle vore svært viktig', 'nn', { tilskudd: 'svaert_viktig' }],
    ['feil, statistikk er ikke viktig', 'nb', { tall_forskning: 'ikke_viktig' }],
    ['nei, busetjing er svært viktig', 'nn', { bosetting: 'svaert_viktig' }],
    ['vent litt, rad 8 skal være svært', 'nb', { tolk: 'svaert_viktig' }],
    ['hm, tvangsekteskap var visst litt viktig', 'nb', { sosial_kontroll: 'litt_viktig' }],
    ['nei, 3 og 4 skal være svært viktig', 'nb', { bosetting: 'svaert_viktig', enslige_mindreaarige: 'svaert_viktig' }],
    [
      'nei vent, dei to siste skal vere ikkje viktig',
      'nn',
      { tall_forskning: 'ikke_viktig', mangfold_arbeidsliv: 'ikke_viktig' },
    ],
  ] as const)('«%s»', (text, language, rows) => {
    const person = atRemark(language)
    expect(questionOf(person)).toBe('imdi_savn')
    types(person, text)
    expect(seatOf(person).pending).toMatchObject({ why: 'put_right', question: 'imdi_viktighet' })
    expect(entryOf(person, 'imdi_savn')).toBeUndefined()
    types(person, 'ja')
    expect(valueAt(person, 'imdi_viktighet')).toMatchObject(rows)
    expect(questionOf(person)).toBe('imdi_savn')
  })

  test.each(['hm, sett den til 6', 'nei vent, det skal være 6', 'oi, eg meinte seks', 'sorry, set den til litt'])(
    '«%s» says not what of: it is asked whether it is the remark',
    (text) => {
      const person = atRemark('nb')
      types(person, text)
      expect(seatOf(person).pending).toMatchObject({ type: 'confirm' })
      expect(entryOf(person, 'imdi_savn')).toBeUndefined()
    },
  )

  test.each([
    'nei, vi savner mer hjelp til bosetting',
    'vent på svar fra IMDi tar altfor lang tid',
    'feil tal frå IMDi er eit problem for oss',
    'jo, mer opplæring av ansatte',
    'nei, men tolk er viktig for oss i distriktene og vi trenger penger til det',
  ])('«%s» is a remark', (text) => {
    const person = atRemark('nb')
    types(person, text)
    expect(valueAt(person, 'imdi_savn')).toBe(text)
  })
})

const leader = ['1', '7', 'nei', '1']
const cases = (part: 'raadmann' | 'integrering', said: readonly string[], text: string, language: 'nb' | 'nn') => {
  const person = begins(['start', ...said], part, language).kari
  const here = questionOf(person) ?? ''
  types(person, text)
  expect(entryOf(person, here)).toBeUndefined()
  return person
}

test('«vent litt, ferja legg til» changes nothing before', () => {
  const person = saysAt('introprogram_deltakere', ['Vent litt, ferja legg til'])
  expect(seatOf(person).pending).toBeNull()
})

test('a «ja» to «which answer?» sends nothing in, and is asked about', () => {
  const person = begins(
    ['start', 'rådmann', '7', 'nei', '1', 'nei', '10', 'ganske viktig', 'nei', 'ingen', 'nei'],
    'raadmann',
  ).kari
  for (const text of ['vis svar', 'endre', 'ja']) types(person, text)
  expect(seatOf(person).pending).toEqual({ type: 'change_which' })
})

describe('at a yes or no', () => {
  test.each([
    ['nei vent, heller ett år', 'nb', 'ett_aar'],
    ['nei vent, heller lengre tid', 'nn', 'lengre_tid'],
    ['oi, det tar lengre tid', 'nb', 'lengre_tid'],
    ['heller innan eitt år', 'nn', 'ett_aar'],
    ['feil, vi kan ikke ta imot flere', 'nb', 'ikke_flere'],
    ['ups, jeg mente lengre tid', 'nb', 'lengre_tid'],
  ] as const)('«%s» puts the answer before right', (text, language, value) => {
    const person = cases('raadmann', leader, text, language)
    expect(seatOf(person).pending).toMatchObject({ type: 'confirm', question: 'kapasitet_tid' })
    types(person, 'ja')
    expect(valueAt(person, 'kapasitet_tid')).toBe(value)
  })

  test.each([
    ['nei vent, også språkopplæring', 'nb', 'spraakopplaering'],
    ['nei, også utlysning', 'nb', 'utlysning'],
    ['jo, vi har òg språkopplæring', 'nn', 'spraakopplaering'],
    ['nei vent, vi har utlysing òg', 'nn', 'utlysning'],
    ['oi, også mål i strategien', 'nb', 'arbeidsgiverstrategi'],
  ] as const)('«%s» adds to the choices before', (text, language, more) => {
    const person = cases('raadmann', [...leader, 'ja', 'praksisplasser'], text, language)
    types(person, 'ja')
    expect(valueAt(person, 'ansatte_tiltak_hvilke')).toEqual(['praksis_mentor_trainee', more])
  })

  const team = ['rektor', '12', 'nei', 'nei']
  test('«jo» takes a no back, where what it tells is an answer there', () => {
    const person = saysAt('ordinaer_utdanning', ['nei'])
    types(person, 'jo, vi hjelp dem med å find ut ka dem kan studer')
    expect(seatOf(person).pending).toMatchObject({ why: 'earlier', question: 'ordinaer_utdanning' })
    expect(entryOf(person, 'samarbeid_kommuner')).toBeUndefined()
    types(person, 'ja')
    expect(valueAt(person, 'ordinaer_utdanning')).toEqual(['veiledning'])
  })
  test('and leads to the question, where it only says that there is one', () => {
    const person = begins(['start', ...team, 'jo, vi har introduksjonsprogram']).kari
    expect(questionOf(person)).toBe('introprogram')
    expect(valueAt(person, 'introprogram')).toBe('nei')
  })
  test.each(['jo', 'jo, det gjør vi', 'jo, vi samarbeider med nabokommunen'])(
    '«%s» is a yes to what is asked',
    (text) => {
      const person = saysAt('ordinaer_utdanning', ['nei', text])
      expect(valueAt(person, 'samarbeid_kommuner')).toBe('ja')
    },
  )
  test.each(['nei', 'nei, ikke ennå', 'nei, vi har ikke det', 'nei, det er for dyrt'])('«%s» is the no', (text) => {
    const person = begins(['start', ...leader, text], 'raadmann').kari
    if (seatOf(person).pending !== null) types(person, 'ja')
    expect(valueAt(person, 'ansatte_tiltak')).toBe('nei')
  })
  test('what stands there already is told, and no «no» is made of it', () => {
    const person = begins(['start', ...leader, 'nei vent, innen et halvt år'], 'raadmann').kari
    expect(entryOf(person, 'ansatte_tiltak')).toBeUndefined()
    expect(person.log.at(-1)).toContain('Det står allerede «Innen et halvt år» på spørsmål')
  })
  test.each([
    ['nei, fram att', 'ansatte_tiltak'],
    ['nei vent, vis svarene', 'review'],
    ['nei, hopp over', 'ansatte_andel'],
  ])('«%s» is what it asks for', (text, at) => {
    const person = begins(['start', ...leader, text], 'raadmann').kari
    const { position } = seatOf(person)
    expect(position.at === 'question' ? position.question : position.at).toBe(at)
    expect(valueAt(person, 'ansatte_tiltak')).toBeUndefined()
  })
  test.each(['Nei, ferdig', 'nei, send inn', 'nei, me er klare for innsending'])(
    '«%s» asks nobody whether all is to be sent in',
    (text) => {
      const person = begins(['start', ...leader, text], 'raadmann').kari
      expect(seatOf(person).position.at).toBe('question')
      expect([undefined, 'nei']).toContain(valueAt(person, 'ansatte_tiltak'))
    },
  )
})
