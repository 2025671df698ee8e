/** The rådmann's part as five kinds of people go through it, the other as two, in what they say beside the answers; as readable transcripts. */

import { describe, test } from 'vitest'
import { golden } from '../support/golden.ts'
import { questionnaires, units, worldOf } from '../support/survey.ts'
import { joins, questionOf, sharedSession, tester, types } from '../support/tester.ts'
import { typesAnswer } from '../support/typist.ts'

/** At the start, at the first questions one after another or at those with these ids, at the review, before sending in, after the receipt. */
type Says = {
  start: string[]
  questions: string[][] | Record<string, string[]>
  review: string[]
  confirm: string[]
  receipt: string[]
}

const saysAt = (questions: Says['questions'], i: number, id: string): readonly string[] =>
  (Array.isArray(questions) ? questions[i] : questions[id]) ?? []

const ofRaadmann: Record<string, Record<'nb' | 'nn', Says>> = {
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

const ofIntegrering: Record<string, Record<'nb' | 'nn', Says>> = {
  travel: {
    nb: {
      start: ['har ti min før neste møte, rekker jeg?', 'kjør'],
      questions: {
        bosetter: ['hopp over denne, den er teit', 'ja, alene'],
        bosatt_antall: ['har ikke tallet her, kan jeg ta den til slutt?'],
        bosetting_krevende: ['er det lov med fire?'],
        introprogram: ['hva skjer hvis jeg svarer nei, slipper jeg resten?', 'ja, selv'],
        introprogram_plassering: ['må jeg velge ett sted?'],
        nav_avtale: ['nei nå ringer telefonen, øyeblikk!'],
        resultatmaal: ['hvor mange igjen nå??'],
        imdi_kontakt: ['stopp der, resten tar vi etter lunsj', 'pause', 'da er jeg tilbake!'],
      },
      review: ['ser fint ut'],
      confirm: ['hva skjer når jeg sier ja?', 'ja'],
      receipt: ['kom det fram?', 'ha en fin dag'],
    },
    nn: {
      start: ['har ti minutt før neste møte, rekk eg det?', 'køyr på'],
      questions: {
        bosetter: ['hopp over denne, den er teit', 'ja, åleine'],
        bosatt_antall: ['har ikkje talet her, kan eg ta den til slutt?'],
        bosetting_krevende: ['er det lov med fire?'],
        introprogram: ['kva skjer om eg svarar nei, slepp eg resten?', 'ja, sjølve'],
        introprogram_plassering: ['må eg velje éin stad?'],
        nav_avtale: ['nei no ringjer telefonen, augneblinken!'],
        resultatmaal: ['kor mange att no??'],
        imdi_kontakt: ['stopp der, resten tek vi etter lunsj', 'pause', 'då er eg tilbake!'],
      },
      review: ['ser fint ut'],
      confirm: ['kva skjer når eg seier ja?', 'ja'],
      receipt: ['kom det fram?', 'ha ein fin dag'],
    },
  },
  usikker: {
    nb: {
      start: ['hvilke tall må jeg ha klare?', 'jeg er bare vikar, er det meningen at jeg skal svare?', 'start'],
      questions: {
        ansvarlig_rolle: ['hvorfor trenger dere stillingen min?'],
        bosetter: ['teller familiegjenforente?', 'ja, alene'],
        bosatt_antall: ['Hva gjør jeg hvis jeg ikke finner tallet?'],
        bosatt_mindreaarige: ['Stakkars unger, tenk å komme alene så langt'],
        bosetting_krevende: ['Hvorfor bare tre? Vi har sju.'],
        introprogram: ['hvem får se dette?', 'ja, selv'],
        introprogram_deltakere: ['teller de som er i permisjon?'],
        introprogram_plassering: ['jeg skjønner ikke helt forskjellen'],
        nav_avtale: ['holder det med en e-post?'],
        imdi_nytte: ['må jeg ta alle, eller kan jeg si det samme på alt?'],
      },
      review: ['hvilke står uten svar?', 'er det for sent å rette noe etterpå?', 'send inn'],
      confirm: ['nei vent, lederen min vil se det først', 'send inn', 'ja'],
      receipt: ['kan svarene trekkes tilbake?', 'takk'],
    },
    nn: {
      start: [
        'kva bør eg ha for handa før eg set i gang?',
        'eg er berre vikar, er det meininga at eg skal svare?',
        'start',
      ],
      questions: {
        ansvarlig_rolle: ['kvifor treng de vite stillinga mi?'],
        bosetter: ['tel familiesameinte?', 'ja, åleine'],
        bosatt_antall: ['Kva gjer eg om eg ikkje finn talet?'],
        bosatt_mindreaarige: ['Stakkars ungar, tenk å koma åleine så langt'],
        bosetting_krevende: ['Kvifor berre tre? Me har sju.'],
        introprogram: ['kven får sjå dette?', 'ja, sjølve'],
        introprogram_deltakere: ['tel dei som er i permisjon?'],
        introprogram_plassering: ['eg skjønar ikkje heilt skilnaden'],
        nav_avtale: ['held det med ein e-post?'],
        imdi_nytte: ['må eg ta alle, eller kan eg seie det same på alt?'],
      },
      review: ['kva for nokre står utan svar?', 'er det for seint å rette noko etterpå?', 'send inn'],
      confirm: ['nei vent, leiaren min vil sjå det fyrst', 'send inn', 'ja'],
      receipt: ['kan svara trekkjast tilbake?', 'takk'],
    },
  },
}

const people = [
  ...Object.entries(ofRaadmann).map(([name, says]) => ({ part: 'raadmann' as const, name, says })),
  ...Object.entries(ofIntegrering).map(([name, says]) => ({ part: 'integrering' as const, name, says })),
]

describe.each(people)('$part, $name', ({ part, name, says }) => {
  test.each(['nb', 'nn'] as const)('in %s', (language) => {
    const person = tester(sharedSession(worldOf(questionnaires[part], units.kommune)), language)
    const { start, questions, review, confirm, receipt } = says[language]
    joins(person)
    for (const text of start) types(person, text)
    for (let i = 0; i < 60; i++) {
      const open = questionOf(person)
      if (open === undefined) break
      for (const text of saysAt(questions, i, open)) types(person, text)
      // By their ids some of the remarks answer the question.
      if (Array.isArray(questions) || questionOf(person) === open) typesAnswer(person, i)
    }
    for (const text of [...review, ...confirm, ...receipt]) types(person, text)
    golden(`${part}/${name}-${language}`, person)
  })
})
