/** What is said when the questions are done: to send, to go, and what is asked of one's own answers, before and after the receipt. */

import { describe, expect, test } from 'vitest'
import { entriesOf, leaderAt, type Place, replyOf, stands } from '../support/leader.ts'
import { questionOf, seatOf, sessionOf, types } from '../support/tester.ts'

const asksToSend = 'Vil du sende inn?'

describe('a wish to send is heard where an answer stands or any words may be one: it is asked whether to send', () => {
  test.each<readonly [place: Place, language: 'nb' | 'nn', text: string, first: string]>([
    ['remark', 'nb', 'ok da sender vi det', 'status'],
    ['remark', 'nb', 'da sender vi det', 'status'],
    ['remark', 'nb', 'send den', 'status'],
    ['remark', 'nn', 'då sender me det', 'status'],
    ['remark', 'nn', 'ferdig, send inn', 'status'],
    ['review', 'nn', 'ja takk, send inn', 'endre 2'],
    ['review', 'nb', 'da e vi klar. send', 'endre 2'],
    ['review', 'nb', 'bra. send', 'endre 7'],
    ['review', 'nb', 'ok send', 'endre 9'],
    ['review', 'nb', 'ok, alt er i orden. send inn', 'endre 16'],
    ['review', 'nb', 'Jo men det e rett. Send', 'status'],
    ['review', 'nn', 'no er eg attende, dei er einige', 'status'],
    ['review', 'nb', 'nå er jeg tilbake, de er enige', 'status'],
    ['review', 'nb', 'rådmannen har godkjent', 'status'],
    ['review', 'nn', 'sjefen sa ja', 'status'],
    ['which', 'nn', 'hei att. rådmannen godkjende', 'status'],
  ])('%s, %s: «%s»', (place, language, text, first) => {
    const person = leaderAt(place, language, [first])
    const before = entriesOf(person)
    types(person, text)
    expect(replyOf(person, text)).toContain(asksToSend)
    expect(seatOf(person).pending?.type).toBe('submit')
    expect(entriesOf(person)).toEqual(before)
    expect(sessionOf(person.shared).state).not.toBe('submitted')
  })

  test.each([
    'rådmannen har ikke godkjent ennå',
    'de er enige, men nummer 9 må endres',
    'hvis de er enige, sender jeg',
    'må få det godkjent av sjefen',
    'ikke send',
    'vent med å sende',
  ])('«%s» sends nothing and asks for nothing to be sent', (text) => {
    const person = leaderAt('review', 'nb')
    types(person, text)
    expect(seatOf(person).pending?.type).not.toBe('submit')
    expect(sessionOf(person.shared).state).toBe('started')
  })

  test.each([
    'send inn på nytt',
    'send inn igjen',
    'ok, send inn på nytt',
    'send inn ein gong til',
    'Jo men det e rett. Send',
  ])('to the question itself «%s» is a yes', (text) => {
    const person = leaderAt('sent', 'nb', ['endre 9', '12', 'send inn'])
    types(person, text)
    expect(sessionOf(person.shared).submission?.revision).toBe(2)
  })

  test.each(['ok', 'bra', 'fint'])('«%s» to it is neither a yes nor cheered', (text) => {
    const person = leaderAt('submit')
    types(person, text)
    expect(replyOf(person, text)).toMatch(/^BOT:\s+Skriv «ja» for å sende inn/)
    expect(sessionOf(person.shared).state).toBe('started')
  })
})

describe('the last free text', () => {
  test.each([
    ['nn', 'Takk for ei grei undersøking. Me saknar føreseielege tilskot frå staten'],
    ['nn', 'Me er nøgde, men håpar på fleire bustadtilskot. Takk for praten!'],
    ['nb', 'Takk for undersøkelsen! Vi trenger flere tolker i distriktene.'],
    ['nb', 'Vi trenger mer penger til introduksjonsprogrammet, takk for meg'],
    ['nb', 'Hei! Det burde vært en egen ordning for små kommuner. Takk'],
    ['nb', 'Takk for tilskuddet, men det dekker ikke halvparten av utgiftene'],
    ['nn', 'Takk for hjelpa. Me vonar at de ser på busetjing i distrikta'],
  ] as const)('%s: «%s» is kept as it was written: thanks around a message take nothing from it', (language, text) => {
    const person = leaderAt('remark', language)
    types(person, text)
    expect(stands(person, 'leder_merknad')).toBe(text)
  })

  test.each([
    ['nn', 'nei takk, det held'],
    ['nb', 'nei takk, det holder'],
    ['nb', 'det var det hele'],
    ['nb', 'nei, ferdig nu'],
    ['nb', 'Nei, bare takk for oppfølgingen'],
    ['nn', 'nei, berre takk for hjelpa'],
    ['nn', 'nei det var alt, takk for praten'],
    ['nb', 'nei, men takk for spørsmålene'],
    ['nb', 'nei, tusen takk for meg'],
  ] as const)('%s: «%s» is passed by', (language, text) => {
    const person = leaderAt('remark', language)
    types(person, text)
    expect(stands(person, 'leder_merknad')).toBe('skipped')
  })

  test.each([
    'Takk for praten!',
    'So triveleg det var! Takk for praten, og god jol',
    'Takk for en fin og grei undersøkelse',
  ])('«%s» is thanks, and no remark', (text) => {
    const person = leaderAt('remark', 'nn')
    types(person, text)
    expect(stands(person, 'leder_merknad')).toBeUndefined()
  })
})

describe('who goes is told what is not sent', () => {
  test.each<readonly [place: Place, language: 'nb' | 'nn', text: string, first: string]>([
    ['review', 'nb', 'hadet', 'endre 8'],
    ['review', 'nb', 'takk for nå', 'endre 7'],
    ['submit', 'nb', 'takk, ha en fin dag!', 'status'],
    ['review', 'nb', 'snakkes', 'status'],
    ['review', 'nn', 'hadet, god helg', 'status'],
    ['review', 'nn', 'takk for no', 'status'],
    ['remark', 'nb', 'Takk for praten!', 'status'],
    [6, 'nb', 'hadet', 'status'],
  ])('%s, %s: «%s»', (place, language, text, first) => {
    const person = leaderAt(place, language, [first])
    types(person, text)
    expect(replyOf(person, text)).toMatch(
      /ikk?j?e sendt? inn enn[åo]|ingenting er sendt inn enn[åo]|ikkje sende inn enno/,
    )
    expect(replyOf(person, text)).toContain('«send inn»')
  })

  test.each(['hadet', 'snakkes', 'ha det bra'])(
    '«%s» after a change to what was sent in: that the change is not',
    (text) => {
      const person = leaderAt('sent', 'nb', ['endre 9', '12'])
      types(person, text)
      expect(replyOf(person, text)).toContain('ndringene')
      expect(replyOf(person, text)).toContain('«send inn»')
    },
  )

  test.each(['hadet', 'takk for nå', 'ha en fin dag'])('«%s» after the receipt: nothing of the kind', (text) => {
    const person = leaderAt('sent')
    types(person, text)
    expect(replyOf(person, text)).not.toMatch(/ikke sendt|«send inn»/)
  })
})

describe('what is asked of one’s own answers is told', () => {
  test.each<readonly [place: Place, language: 'nb' | 'nn', text: string, says: string, first: string]>([
    ['sent', 'nb', 'ka svarte æ på nr 3?', 'På spørsmål 3 står det «Ja, vanskeligere»', 'status'],
    ['sent', 'nb', 'kan jeg få se hva vi svarte på spørsmål 4?', 'På spørsmål 4 står det «Økonomi»', 'status'],
    [
      'sent',
      'nn',
      'eg skreiv jo noko på siste spørsmålet, kvar vart det av?',
      'På spørsmål 16 står det «Ingen merknad»',
      'status',
    ],
    ['review', 'nb', 'hva svarte jeg på nr 9?', 'På spørsmål 9 står det «10 prosent»', 'status'],
    ['review', 'nb', 'hva står det på spørsmål 9?', 'På spørsmål 9 står det «10 prosent»', 'endre 7'],
    ['which', 'nb', 'hva svarte jeg på nr 9?', 'På spørsmål 9 står det «10 prosent»', 'status'],
    ['submit', 'nn', 'kva står det på spørsmål 2?', 'På spørsmål 2 står det «7 år»', 'status'],
    [9, 'nb', 'hva svarte vi på forrige?', 'På spørsmål 8 står det «Intervjugaranti', 'status'],
  ])('%s, %s: «%s»', (place, language, text, says, first) => {
    const person = leaderAt(place, language, [first])
    const before = [questionOf(person), entriesOf(person), seatOf(person).pending]
    types(person, text)
    expect(replyOf(person, text)).toContain(says)
    expect([questionOf(person), entriesOf(person), seatOf(person).pending]).toEqual(before)
  })

  test.each([
    ['nb', 'får jeg kvittering?'],
    ['nn', 'kva var referansenummeret?'],
    ['nn', 'kan eg sjå kvitteringa?'],
    ['nb', 'hvor finner jeg referansen'],
    ['nb', 'får jeg en kvittering på e-post?'],
  ] as const)('%s: after the receipt «%s» shows it', (language, text) => {
    const person = leaderAt('sent', language)
    types(person, text)
    expect(replyOf(person, text)).toMatch(/Referanse: [0-9A-F]{8}-1/)
    expect(replyOf(person, text).includes('Det kommer ingen e-post')).toBe(text.includes('e-post'))
  })

  test.each([
    'Takk! Kan jeg lese gjennom alt først?',
    'må jeg se over svarene mine nå?',
    'eg vil sjå gjennom alt ein gong til',
  ])('at the review «%s» shows the answers', (text) => {
    const person = leaderAt('review')
    types(person, text)
    expect(replyOf(person, text)).toContain('Oppsummering')
  })
})

describe('after the receipt «can it be undone» is told truly', () => {
  test.each([
    ['nb', 'kan æ slette alt?'],
    ['nn', 'Er det mogleg å trekkja svara attende?'],
    ['nb', 'kan jeg få slettet det vi sendte?'],
    ['nb', 'går det an å trekke tilbake svarene?'],
    ['nn', 'kan me få trekkje svara tilbake?'],
  ] as const)('%s: «%s»', (language, text) => {
    const person = leaderAt('sent', language)
    types(person, text)
    expect(replyOf(person, text)).toMatch(/Nei, ikk?j?e det som er sendt inn/)
    expect(replyOf(person, text)).toContain('@')
  })

  test.each([
    ['nn', 'blir det gamle borte no?'],
    ['nb', 'blir det forrige slettet?'],
    ['nb', 'forsvinner det vi sendte først, er det borte?'],
    ['nb', 'gjelder det gamle ennå?'],
    ['nn', 'er dei første svara borte?'],
  ] as const)('opened again, %s: «%s»', (language, text) => {
    const person = leaderAt('sent', language, ['endre 7'])
    types(person, text)
    expect(replyOf(person, text)).toMatch(/Nei\. Det (?:dere sendte|de sende) inn, gjeld/)
  })

  test('until when changes can be made', () => {
    const person = leaderAt('sent', 'nn')
    types(person, 'kor lenge kan eg endra?')
    expect(replyOf(person, 'kor lenge')).toContain('De kan endre svara og sende inn på nytt fram til 7. desember 2018')
  })
})

describe('«which answer?» lets go of what is no number and no question', () => {
  test.each([
    ['nb', 'vent. æ må snakk med personalsjefen', 'den tiden du trenger'],
    ['nn', 'Eg må ha godkjenning frå rådmannen først. Kjem attende', 'den tida du treng'],
    ['nn', 'Eg tek det i morgon', 'fram til 7. desember'],
    ['nb', 'ser bra ut', asksToSend],
    ['nb', 'gikk det igjennom?', 'ikke sendt inn ennå'],
    ['nb', 'takk for hjelpen', 'akk'],
  ] as const)('%s: «%s»', (language, text, says) => {
    const person = leaderAt('which', language)
    const before = entriesOf(person)
    types(person, text)
    expect(replyOf(person, text)).toContain(says)
    expect(seatOf(person).pending?.type).not.toBe('change_which')
    expect(entriesOf(person)).toEqual(before)
  })

  test.each(['okei ho sier 8', 'han sa 9', 'hva svarte jeg på nr 9?'])('«%s» opens no question', (text) => {
    const person = leaderAt('which')
    types(person, text)
    expect(questionOf(person)).toBeUndefined()
  })

  test('an answer to the open question is not stored by it', () => {
    const person = leaderAt(4, 'nb', ['endre'])
    types(person, 'økonomi')
    expect(stands(person, 'svingninger_hvilke')).toBeUndefined()
  })
})

test('«nei, eg vil svara på resten fyrst» leads to the first question without an answer', () => {
  for (const text of [
    'nei, eg vil svara på resten fyrst',
    'jeg vil svare på det som mangler',
    'nei, skal ta resten først',
  ]) {
    const person = leaderAt('submit', 'nn')
    types(person, text)
    expect(questionOf(person)).toBe('naeringsliv_best')
  }
})

test.each([
  'nei vent, kva var det eg ikkje svara på?',
  'nei vent. kva er det me ikkje har svara på?',
  'nei vent, kva var det eg ikkje svarte på?',
])('what is asked behind a wait is told with it: «%s»', (text) => {
  const person = leaderAt('submit', 'nn')
  types(person, text)
  expect(replyOf(person, 'nei vent')).toContain('Utan svar er spørsmål 15 og 16')
})

test.each(['hvordan retter jeg på et svar?', 'korleis endrar eg eit svar?', 'hvordan endrer man noe her?'])(
  '«%s» at the review is told, and opens nothing',
  (text) => {
    const person = leaderAt('review')
    types(person, text)
    expect(replyOf(person, text)).toContain('Skriv «endre» og nummeret')
    expect(questionOf(person)).toBeUndefined()
  },
)

test.each(['flott, minn meg kl 15', 'ja, minn meg om en time', 'kan du minne meg på det kl 14, så begynner vi da'])(
  'before the start «%s» begins nothing',
  (text) => {
    const person = leaderAt('start')
    types(person, text)
    expect(questionOf(person)).toBeUndefined()
  },
)

test.each(['Ok, takk for hjelpa 😊', 'Ok takk', 'supert, takk skal du ha!', 'tusen takk for no'])(
  'after the receipt «%s» gets a word back',
  (text) => {
    const person = leaderAt('sent', 'nn')
    types(person, text)
    expect(replyOf(person, text)).toMatch(/[Tt]akk/)
    expect(replyOf(person, text)).not.toContain('Referanse')
    expect(replyOf(person, text)).not.toContain('vis svar')
  },
)

describe('at the review an answer is no wish to send', () => {
  test.each([
    'syv',
    'null',
    'ikke ja',
    'ikke bra',
    'ikkje heilt klar',
    'ingen',
    'tolv',
    'økonomi',
    'svært viktig',
    'rådmann',
    'vet ikke',
  ])('«%s»', (text) => {
    const person = leaderAt('review')
    types(person, text)
    expect(seatOf(person).pending?.type).not.toBe('submit')
  })

  test.each(['ja', 'ok', 'ser bra ut', 'greit', 'supert', 'ingen feil, ser bra ut', 'perfekt'])(
    '«%s» is one',
    (text) => {
      const person = leaderAt('review')
      types(person, text)
      expect(seatOf(person).pending?.type).toBe('submit')
    },
  )
})
