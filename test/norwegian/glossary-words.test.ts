/** Glossary section 3: every phrase of every row, bokmål, nynorsk, spoken forms and slips, heard in the same dialog. */
import { describe, expect, test } from 'vitest'
import { brief, hear, hearOutside, type Name } from './questions.ts'

const split = (list: string) => list.split(', ')

/** Row, the question it is typed at, what it means there, phrases as the glossary has them. */
const table: [string, Name, string, string][] = [
  [
    'yes',
    'yesNo',
    '= ja',
    'ja, ja takk, stemmer, riktig, korrekt, selvsagt, selvfølgelig, absolutt, helt klart, jau, rett, sjølvsagt, heilt klart, j, ja da, jada, jepp, jup, jo, joda, japp, mhm, ok, okei, greit, yes',
  ],
  [
    'no',
    'yesNo',
    '= nei',
    'nei, nei takk, aldri, ikke, slett ikke, ikkje, slett ikkje, n, neida, nei da, nope, niks, næ, itj, no',
  ],
  ['partly', 'yesNo', '= delvis', 'delvis, til dels, både og, både ja og nei, tja, ja og nei, sånn passe'],
  [
    "don't know",
    'yesNo',
    'dont_know',
    "vet ikke, vet ei, usikker, er usikker, ikke sikker, aner ikke, husker ikke, kan ikke svare, ingen formening, veit ikkje, ikkje sikker, anar ikkje, hugsar ikkje, kan ikkje svare, inga meining, vetikke, vet ikkje, veit ikke, vet'ke",
  ],
  [
    'not applicable',
    'yesNo',
    'not_applicable',
    'ikke aktuelt, ikke relevant, gjelder ikke oss, uaktuelt, vi bosetter ikke, ikkje aktuelt, ikkje relevant, gjeld ikkje oss, vi buset ikkje, i/a, ia, n/a, na, -',
  ],
  ['none', 'several', '= ingen', 'ingen, ingen av disse, intet, ingen av desse, inkje, 0, nada, -'],
  ['none of a number', 'number', '= 0', 'ingen, intet, inkje, 0, nada, -'],
  ['skip', 'number', '/skip', 'hopp over, hopp, hopper, hoppar, neste, gå videre, stå over, gå vidare, skip, pass'],
  ['back', 'number', '/back', 'tilbake, gå tilbake, forrige, forrige spørsmål, angre, førre, førre spørsmål, back, <'],
  [
    'pause',
    'number',
    '/pause',
    'pause, ta pause, vent, senere, fortsetter senere, seinare, held fram seinare, en pause takk',
  ],
  ['continue', 'number', '/continue', 'fortsett, gjenoppta, klar, hald fram, fortset, ta opp att, forsett, fortsette'],
  ['help', 'number', '/help', 'hjelp, hjelp meg, forklar, hva mener du, kva meiner du, ?, help, hæ'],
  ['status', 'number', '/status', 'status, hvor langt, hvor mye gjenstår, kor langt, kor mykje står att, progresjon'],
  ['review', 'number', '/review', 'vis svar, oppsummering, se svarene, samandrag, sjå svara'],
  ['change', 'number', '/change', 'endre, korriger'],
  [
    'change a numbered one',
    'number',
    '/change 3',
    'rett svar 3, endre spm 3, endre 3, endre spørsmål 3, korriger svar tre',
  ],
  ['submit', 'number', '/submit', 'send inn, lever, ferdig, send, sendinn'],
  ['pass on', 'number', '/pass_on', 'send videre til, send vidare til, send videre'],
  [
    'pass on to somebody',
    'number',
    '/pass_on Kari Nordmann',
    'send videre til Kari Nordmann, send vidare til Kari Nordmann',
  ],
  [
    'asked by mistake',
    'number',
    '/pass_on not_me',
    'ikke jeg som svarer, feil person, ikkje eg som svarar, ikkje eg som svarer',
  ],
  ['to nynorsk', 'number', '/language nn', 'nynorsk, nn'],
  ['to bokmål', 'number', '/language nb', 'bokmål, nb'],
  ['the other language form', 'number', '/language', 'bytt språk, bytt målform, byt språk, byt målform'],
  ['leave for now', 'number', '/leave', 'avslutt, lukk, ha det, hade, exit, quit'],
  [
    'no more reminders',
    'number',
    '/opt_out',
    'meld av, avmeld, ikke minn meg, ikke kontakt meg, ikkje minn meg, ikkje kontakt meg, stopp påminnelser',
  ],
  ['delete my answers', 'number', '/delete', 'slett svarene mine, slett mine svar, slett svara mine, slett alt'],
  ['privacy and the whole questionnaire', 'number', '/privacy', 'personvern'],
  ['the whole questionnaire', 'number', '/all_questions', 'se alle spørsmål, sjå alle spørsmål'],
]

describe('glossary section 3', () => {
  for (const [row, name, meaning, phrases] of table) {
    test.each(split(phrases))(`${row}: %s`, (typed) => expect(brief(hear(name, typed))).toBe(meaning))
  }

  test.each(split('HJELP!, Hjelp., «  hjelp   meg »'.replace(/[«»]/g, '')))(
    'compared after trim, case and signs: %s',
    (typed) => expect(brief(hear('number', typed))).toBe('/help'),
  )

  test.each([
    'se alle spoersmaal',
    'se alle sporsmal',
    'bokmaal',
    'bokmal',
    'hjelp mig',
    'fortsett paa',
    'sja svara',
    'gaa tilbake',
    'nae',
    'hae',
  ])('æ, ø and å written otherwise: %s', (typed) => expect(brief(hear('yesNo', typed))).toMatch(/^(\/|= nei)/))
})

/** The same as whole sentences: at a number, at a free text and outside questions alike. */
const sentences: [string, string][] = [
  [
    '/back',
    'tilbake til forrige spørsmål; kan vi gå tilbake?; attende til førre spørsmål; gå tilbake ett spørsmål; forrige spørsmål, takk',
  ],
  [
    '/pause',
    'kan vi ta en pause?; la oss ta en pause; kan eg ta ein pause no; lat oss ta ein liten pause; kan vi fortsette senere?; kan vi ta resten seinare',
  ],
  [
    '/status',
    'hvor langt har vi kommet?; kor langt er vi komne; hvor mange spørsmål er igjen; kor mykje har vi att; hvor mye er det som gjenstår',
  ],
  ['/language nb', 'kan vi ta det på bokmål?; kan vi byte til bokmål; bokmål i staden; kan du skrive bokmål'],
  [
    '/language nn',
    'kan eg få det på nynorsk?; bytt over til nynorsk takk; la oss ta det på nynorsk; finst det på nynorsk?',
  ],
  [
    '/opt_out',
    'ikke send meg flere påminnelser; slutt å sende meg påminningar; ikkje send fleire påminningar; jeg vil ikke ha flere påminnelser; stopp alle purringer; slutt å mase på meg; meld meg av; ingen fleire påminningar takk',
  ],
  [
    '/review',
    'kan jeg se svarene mine?; vis meg svara; hva har vi svart så langt?; kan eg få eit samandrag; kva har vi svart',
  ],
  ['/change', 'kan jeg endre et svar?; kan eg rette eit svar'],
  ['/change 3', 'kan jeg endre svar 3?; kan vi endre svaret på spørsmål 3'],
  ['/help', 'kan du forklare spørsmålet?; hva mener dere med dette?; kva tyder dette?; kan du hjelpe meg'],
  ['/all_questions', 'kan vi se alle spørsmålene først?; kan eg få sjå alle spørsmåla'],
  [
    '/form',
    'få skjemaet på PDF; kan jeg få skjemaet på PDF?; kan eg få skjemaet som pdf; skjemaet som PDF takk; har dere skjemaet på papir?; finst skjemaet som pdf; kan du sende meg spørsmålene som en PDF; last ned skjemaet; skriv ut spørsmåla; kan vi få et papirskjema?; få heile skjemaet på papir',
  ],
  ['/submit', 'kan vi sende inn svarene nå?; send inn alt'],
  ['/delete', 'slett alle svarene mine; kan du slette alle svara våre'],
]
const skipping =
  'hopp over denne; hopp over dette; hopp over den; hopp over spørsmålet; hopp over dette spørsmålet; kan vi hoppe over denne?; kan eg hoppe over spørsmålet; hopp over det'

describe('commands as sentences', () => {
  for (const [command, list] of sentences) {
    test.each(list.split('; '))(`${command}: %s`, (typed) => {
      expect(brief(hear('number', typed))).toBe(command)
      expect(brief(hear('text', typed))).toBe(command)
      expect(brief(hearOutside(typed))).toBe(command)
    })
  }

  test.each(skipping.split('; '))('skip, in a free text too: %s', (typed) => {
    expect(brief(hear('text', typed))).toBe('/skip')
    expect(brief(hear('yesNo', typed))).toBe('/skip')
  })

  test.each([
    'vi vil fortsette',
    'vi treng hjelp',
    'få hjelp',
    'vi må ta en pause',
    'kan vi få hjelp med tolk?',
    'hopp over gjerdet',
    'noen andre bør svare',
  ])('an answer in a free text: %s', (typed) => expect(brief(hear('text', typed))).toBe(`= ${typed}`))

  test.each([
    ['number', 'tilbke', '/back'],
    ['number', 'oppsumering', '/review'],
    ['yesNo', 'pasue', '/pause'],
    ['number', 'andre', 'not_a_number'],
    ['several', 'blig', '? bolig'],
    ['text', 'tilbke', '= tilbke'],
  ] as [Name, string, string][])('one slip in a word: %s: %s → %s', (name, typed, meaning) =>
    expect(brief(hear(name, typed))).toBe(meaning),
  )
})

describe('rules beside the table', () => {
  const rules: [Name, string, string][] = [
    ['number', 'stopp', '/unclear pause,leave'],
    ['required', 'neste', '/unclear skip,continue'],
    ['number', 'rett', 'not_understood'],
    ['yesNo', 'ikke ja', '? nei'],
    ['yesNo', 'ikkje ja', '? nei'],
    ['yesNo', 'ikke nei', 'several_given'],
    ['yesNo', 'ikke helt', 'unknown_choice'],
    ['yesNo', 'ja nei', 'several_given'],
    ['yesNo', '👍', '? ja'],
    ['yesNo', 'ja?', '? ja'],
    ['yesNo', 'hjelp barna', 'unknown_choice'],
    ['number', 'ja', 'yes'],
    ['number', 'nei', 'no'],
  ]
  test.each(rules)('%s: %s → %s', (name, typed, meaning) => expect(brief(hear(name, typed))).toBe(meaning))

  test.each([
    ['gå videre', '/continue'],
    ['ja takk', 'yes'],
    ['nei', 'no'],
    ['rett', 'not_understood'],
    ['vet ikke', 'not_understood'],
    ['rett svar 3', '/change 3'],
    ['30', 'not_understood'],
  ])('outside a question: %s → %s', (typed, meaning) => expect(brief(hearOutside(typed))).toBe(meaning))
})
