/** The rådmann's part as five kinds of people go through it, in what they say beside the answers; as readable transcripts. */

import { describe, test } from 'vitest'
import { golden } from '../support/golden.ts'
import { questionnaires, units, worldOf } from '../support/survey.ts'
import { joins, questionOf, sharedSession, tester, types } from '../support/tester.ts'
import { typesAnswer } from '../support/typist.ts'

/** At the start, at the first questions one after another, at the review, before sending in, after the receipt. */
type Says = { start: string[]; questions: string[][]; review: string[]; confirm: string[]; receipt: string[] }

const temperaments: Record<string, Record<'nb' | 'nn', Says>> = {
  knapp: {
    nb: {
      start: ['kjør'],
      questions: [[], ['permisjon med?'], ['hæ'], ['neste']],
      review: ['ok'],
      confirm: ['👍'],
      receipt: ['takk'],
    },
    nn: {
      start: ['køyr'],
      questions: [[], ['tel permisjon med?'], ['kva'], ['neste']],
      review: ['ser bra ut'],
      confirm: ['ja'],
      receipt: ['takk'],
    },
  },
  pratsom: {
    nb: {
      start: ['Hei! For et vær i dag. Hvem er det jeg prater med, er du en robot?', 'start'],
      questions: [
        ['artig opplegg dette'],
        ['Du, teller det med at jeg var konstituert et halvt år først?'],
        ['fint vær i dag'],
        ['hva svarer de andre rådmennene, tro?'],
      ],
      review: ['hva svarte jeg på det om tolk?', 'ser fint ut'],
      confirm: ['kan jeg endre etterpå?', 'ja takk, send inn. Hilsen Kari'],
      receipt: ['tusen takk for praten', 'når kommer rapporten?', 'god helg'],
    },
    nn: {
      start: ['Hei! Kva er dette for noko?', 'start'],
      questions: [
        ['kjekt opplegg'],
        ['tel det med at eg var konstituert fyrst?'],
        ['fint vêr i dag'],
        ['kva svarar dei andre?'],
      ],
      review: ['kva svara eg på det om tolk?', 'ser bra ut'],
      confirm: ['kan eg endre etterpå?', 'ja takk'],
      receipt: ['tusen takk for praten', 'når kjem rapporten?', 'god helg'],
    },
  },
  usikker: {
    nb: {
      start: ['må jeg svare på dette?', 'er dette trygt?', 'start'],
      questions: [
        ['hva menes med toppledelsen?'],
        ['kan jeg bare anslå?'],
        ['må sjekke med økonomi først'],
        ['hvem ser svarene?', 'kan en kollega ta denne?'],
      ],
      review: ['hoppet jeg over noe?', 'send inn'],
      confirm: ['er dette bindende?', 'ja'],
      receipt: ['ble det sendt?'],
    },
    nn: {
      start: ['må eg svare på dette?', 'er dette trygt?', 'start'],
      questions: [
        ['kva meiner de med toppleiinga?'],
        ['kan eg berre anslå?'],
        ['må sjekke med økonomi fyrst'],
        ['kven ser svara?', 'kan ein kollega ta denne?'],
      ],
      review: ['hoppa eg over noko?', 'send inn'],
      confirm: ['er dette bindande?', 'ja'],
      receipt: ['vart det sendt?'],
    },
  },
  travel: {
    nb: {
      start: ['hvor lang tid tar dette', 'start'],
      questions: [
        ['har møte om fem'],
        ['hvor mange spørsmål er det igjen'],
        ['blir det lagret hvis jeg går nå?'],
        ['pause', 'nå er jeg tilbake'],
      ],
      review: ['send inn'],
      confirm: ['ja'],
      receipt: ['var det alt?'],
    },
    nn: {
      start: ['kor lang tid tek dette', 'start'],
      questions: [
        ['har møte om fem'],
        ['kor mange spørsmål er det att'],
        ['blir det lagra om eg går no?'],
        ['pause', 'no er eg attende'],
      ],
      review: ['send inn'],
      confirm: ['ja'],
      receipt: ['var det alt?'],
    },
  },
  sint: {
    nb: {
      start: ['slutt å mase', 'start'],
      questions: [
        ['idiotisk spørsmål'],
        ['hvorfor spør dere om det?'],
        ['dette er bortkastet tid'],
        ['dette har dere jo tall på selv', 'jeg gidder ikke svare på dette'],
      ],
      review: ['send inn'],
      confirm: ['jaja send faenskapen'],
      receipt: ['ikke purr mer'],
    },
    nn: {
      start: ['slutt å mase', 'start'],
      questions: [
        ['idiotisk spørsmål'],
        ['kvifor spør de om det?'],
        ['dette er bortkasta tid'],
        ['dette har de jo tal på sjølve', 'eg gidd ikkje svare på dette'],
      ],
      review: ['send inn'],
      confirm: ['ja'],
      receipt: ['ikkje purr meir'],
    },
  },
}

describe.each(Object.keys(temperaments))('%s', (name) => {
  test.each(['nb', 'nn'] as const)('in %s', (language) => {
    const person = tester(sharedSession(worldOf(questionnaires.raadmann, units.kommune)), language)
    const says = temperaments[name]?.[language]
    if (says === undefined) throw new Error(`nobody is ${name}`)
    const { start, questions, review, confirm, receipt } = says
    joins(person)
    for (const text of start) types(person, text)
    for (let i = 0; i < 60 && questionOf(person) !== undefined; i++) {
      for (const text of questions[i] ?? []) types(person, text)
      typesAnswer(person, i)
    }
    for (const text of [...review, ...confirm, ...receipt]) types(person, text)
    golden(`raadmann/${name}-${language}`, person)
  })
})
