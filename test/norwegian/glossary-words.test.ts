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
  ['skip', 'number', '/skip', 'hopp over, hopp, neste, gå videre, stå over, gå vidare, skip, pass'],
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
  ['asked by mistake', 'number', '/pass_on not_me', 'ikke jeg som svarer, feil person, ikkje eg som svarar'],
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
