/** What is meant by where it is said: at a free text, at a matrix like the one before, over the answers, while a value waits. */

import { describe, expect, test } from 'vitest'
import { begins } from '../support/one-answering.ts'
import { entryOf } from '../support/says-at.ts'
import { lastSaid, questionOf, seatOf, sessionOf, type Tester, types } from '../support/tester.ts'
import { walks } from '../support/walker.ts'

const at = (part: 'raadmann' | 'integrering', question: string): Tester => {
  const person = begins(['start'], part).kari
  for (let i = 0; i < 60 && questionOf(person) !== question; i++) walks(person, 1)
  expect(questionOf(person)).toBe(question)
  return person
}

const answered = (...texts: string[]): Tester => {
  const person = begins(['start'], 'raadmann').kari
  for (const text of texts) types(person, text)
  return person
}

const atReview = (): Tester => {
  const person = answered('rådmann', '7', 'nei')
  for (let i = 0; i < 40 && seatOf(person).position.at !== 'review'; i++) types(person, 'hopp over')
  expect(seatOf(person).position.at).toBe('review')
  return person
}

describe('how long, where words of one’s own are written, is of the text', () => {
  test.each(['hvor langt kan det være?', 'kor langt skal det vere?', 'hvor mye er det plass til?', 'kor langt er lov'])(
    '«%s»',
    (text) => {
      const person = at('integrering', 'imdi_savn')
      types(person, text)
      expect(lastSaid(person)).toContain('opptil 1000 tegn')
      expect(entryOf(person, 'imdi_savn')).toBeUndefined()
    },
  )
  test.each(['hvor lang tid tar dette?', 'er det mye igjen nå?'])('«%s» is of the survey', (text) => {
    const person = at('integrering', 'imdi_savn')
    types(person, text)
    expect(lastSaid(person)).toContain('minutt')
  })
})

describe('how many may be chosen is said with a yes or a no', () => {
  test.each([
    ['raadmann', 'leder_rolle', 'kan jeg velge flere?', 'Nei. Velg ett svar.'],
    ['raadmann', 'svingninger_hvilke', 'kan vi krysse av for flere?', 'Ja. '],
    ['integrering', 'bosetting_krevende', 'bare tre?', 'Ja. Velg høyst 3.'],
    ['integrering', 'bosetting_krevende', 'kan vi velge flere enn tre?', 'Nei. Velg høyst 3.'],
    ['integrering', 'bosetting_krevende', 'kan eg velje to?', 'Ja. Velg høyst 3.'],
    ['integrering', 'bosetting_krevende', 'berre ein?', 'Nei. Velg høyst 3.'],
    ['integrering', 'bosetting_krevende', 'kor mange kan æ velge?', 'Velg høyst 3.'],
  ] as const)('%s, %s: «%s»', (part, question, text, says) => {
    const person =
      part === 'raadmann' && question === 'svingninger_hvilke' ? answered('1', '4', 'ja') : at(part, question)
    types(person, text)
    expect(lastSaid(person)).toContain(says)
    expect(entryOf(person, question)).toBeUndefined()
  })
})

test.each([
  'har eg ikkje nettopp svart på dette?',
  'svarte æ ikke på akkurat det her??',
  'det her svarte eg på i stad',
  'dette er jo samme spørsmål igjen',
  'spurte du ikke om det samme nettopp',
])('at the second matrix, «%s» is told what sets it apart', (text) => {
  const person = at('integrering', 'imdi_viktighet')
  types(person, text)
  expect(lastSaid(person)).toContain('det forrige gjaldt hvor nyttig hjelpen har vært')
})

test.each([
  ['Jeg avstår fra å svare på dette.', '«hopp over»'],
  ['Akkurat dette vil jeg avstå fra å svare på', '«hopp over»'],
  ['tar den sia', '«hopp over»'],
  ['hm', '«hopp over»'],
  ['la meg tenke', '«hopp over»'],
  ['sorry feil chat!!', 'Spørsmålet er:'],
  ['oi, den skulle til mannen min', 'Spørsmålet er:'],
])('at a question, «%s»', (text, says) => {
  const person = answered('rådmann')
  types(person, text)
  expect(lastSaid(person)).toContain(says)
  expect(entryOf(person, 'leder_aar')).toBeUndefined()
})

test('«den står eg over», at a free text, passes it by', () => {
  const person = at('integrering', 'imdi_savn')
  types(person, 'den står eg over')
  expect(entryOf(person, 'imdi_savn')).toMatchObject({ missing: 'skipped' })
})

test.each(['må eg ta alle elleve?', 'må eg svare på alle radene?'])('at a matrix, «%s»', (text) => {
  const person = at('integrering', 'imdi_nytte')
  types(person, text)
  expect(lastSaid(person)).toMatch(/områd/)
})

describe('what was answered', () => {
  test.each([
    ['hva svarte jeg på stilling?', ['«Rådmann»']],
    ['hvor mange år sa jeg?', ['«7 år»']],
    ['kva svara eg på svingningane', ['«Nei, ikke vanskeligere»']],
  ])('«%s»', (text, says) => {
    const person = answered('rådmann', '7', 'nei')
    const open = questionOf(person)
    types(person, text)
    for (const one of says) expect(lastSaid(person)).toContain(one)
    expect(lastSaid(person)).toContain('Spørsmålet er:')
    expect(questionOf(person)).toBe(open)
  })
  test('at the review, and of nothing that is named', () => {
    const person = atReview()
    types(person, 'hva svarte jeg på år i stillingen?')
    expect(lastSaid(person)).toContain('«7 år»')
    types(person, 'hva svarte jeg?')
    expect(lastSaid(person)).toMatch(/Oppsummering|«vis svar»/)
  })
})

describe('over the answers', () => {
  test.each([
    ['det ser greit ut, men antall år skal være 4', 'til «4 år»'],
    ['alt er ok, men svingninger skulle vært ja', 'til «Ja'],
    ['ser bra ut bortsett fra at antall år er feil', 'Her er spørsmål 2'],
    ['Helt fint. Men stilling ble feil', 'Her er spørsmål 1'],
  ])('«%s» is a correction, and no agreement', (text, says) => {
    const person = atReview()
    types(person, text)
    expect(seatOf(person).pending?.type).not.toBe('submit')
    expect(person.log.slice(-2).join('\n')).toContain(says)
  })
  test.each(['ser bra ut', 'dette var greit, takk', 'fint, men litt langt'])('«%s» goes on to sending in', (text) => {
    const person = atReview()
    types(person, text)
    expect(seatOf(person).pending).toMatchObject({ type: 'submit' })
  })
  test.each(['gå til spørsmålet om svingninger', 'hopp til det om svingningene', 'åpne spørsmålet om svingninger'])(
    '«%s» opens it',
    (text) => {
      const person = atReview()
      types(person, text)
      expect(person.log.slice(-2).join('\n')).toMatch(/Her er spørsmål 3|\[Endre 3\]/)
    },
  )
  test('which have no answer are told by their numbers', () => {
    const person = atReview()
    types(person, 'hvilke har jeg ikke svart på?')
    expect(lastSaid(person)).toMatch(/Uten svar er spørsmål 4–\d+\./)
  })
})

describe('at «vil du sende inn?»', () => {
  test.each(['hva skjer etterpå?', 'kva skjer når eg seier ja?', 'hva skjer når jeg sender?'])('«%s»', (text) => {
    const person = atReview()
    types(person, 'send inn')
    types(person, text)
    expect(lastSaid(person)).toContain('og du får en kvittering her')
    expect(sessionOf(person.shared).state).not.toBe('submitted')
  })
})

test.each([
  'kan dere slette det jeg sendte',
  'vi trekker besvarelsen',
  'eg vil trekkje svaret vårt',
  'slett det vi har sendt',
])('after the receipt, «%s» is told that it is not done from here', (text) => {
  const person = atReview()
  for (const one of ['send inn', 'ja']) types(person, one)
  expect(sessionOf(person.shared).state).toBe('submitted')
  types(person, text)
  expect(lastSaid(person)).toContain('Nei, ikke det som er sendt inn')
  expect(sessionOf(person.shared).state).toBe('submitted')
})

test('a term that another question explains is explained', () => {
  const person = begins().kari
  types(person, 'hva mener dere med introduksjonsprogram egentlig?')
  expect(lastSaid(person)).toContain('lovfestede programmet på heltid')
  expect(lastSaid(person)).toContain('Spørsmålet er: Hvilken stilling')
})

test('in a pause a question is no answer to what is open', () => {
  const person = answered('rådmann')
  types(person, 'pause')
  types(person, 'Kollegaen min hevdar at alt forsvinn etter tretti dagar. Medfører det riktigheit?')
  expect(entryOf(person, 'leder_aar')).toBeUndefined()
  expect(seatOf(person).pending).toBeNull()
})

describe('what is plainly asked of the survey is no term of the question', () => {
  test.each([
    ['Må dette opp i kommunestyret først?', 'journalføres'],
    ['det er betent her i huset akkurat nå, ser de andre svaret mitt?', 'offentleglova'],
    ['sender dokker dette te SSB?', 'offentleglova'],
  ])('«%s»', (text, says) => {
    const person = at('integrering', 'introprogram_plassering')
    types(person, text)
    expect(lastSaid(person)).toContain(says)
    expect(entryOf(person, 'introprogram_plassering')).toBeUndefined()
  })
})

describe('while a value waits for its yes', () => {
  const waiting = (): Tester => {
    const person = at('integrering', 'introprogram_plassering')
    types(person, 'rådhuset')
    expect(seatOf(person).pending).toMatchObject({ type: 'confirm' })
    return person
  }
  test('two questions are both answered, and it is asked again', () => {
    const person = waiting()
    types(person, 'hvem ser dette, og når er fristen?')
    expect(lastSaid(person)).toContain('offentleglova')
    expect(lastSaid(person)).toContain('Svarfristen er')
    expect(seatOf(person).pending).toMatchObject({ type: 'confirm' })
  })
  test.each(['kommunen selv', 'den ligger i NAV', 'på rådhuset ja, i tredje'])('«%s» is nothing to us', (text) => {
    const person = waiting()
    types(person, text)
    expect(lastSaid(person)).not.toMatch(/frivillig|kollega|svindel|Takk for at du sier fra/)
  })
})

test.each(['tull. Dere vet at ingen måler det', 'for noe tull, det vet dere jo at ingen teller'])(
  '«%s» is no «vet ikke»',
  (text) => {
    const person = at('raadmann', 'ansatte_viktig')
    types(person, text)
    expect(entryOf(person, 'ansatte_viktig')).toBeUndefined()
  },
)

test.each([
  ['må sjekke med HR', '«minn meg i morgen»'],
  ['spør økonomisjefen', '«send videre»'],
  ['spør NAV', '«send videre»'],
  ['må høre med lønn', '«hopp over»'],
  ['dette er helt idiotisk', /leit|Det skal ikke være slik/],
  ['for noe idioti', /leit|Det skal ikke være slik|Takk for at du sier det/],
])('«%s» is no answer that was missed', (text, says) => {
  for (const person of [answered('1'), at('integrering', 'nav_avtale')]) {
    types(person, text)
    expect(lastSaid(person)).toMatch(says)
  }
})

test('who cannot tell and names who can is not written up as «vet ikke»', () => {
  const person = at('raadmann', 'ansatte_viktig')
  types(person, 'Dette har jeg ingen forutsetning for å uttale meg om; spør enhetslederne')
  expect(entryOf(person, 'ansatte_viktig')).toBeUndefined()
})
