/** Every reason for refusing has words in both language forms, without a loose placeholder. */

import { describe, expect, test } from 'vitest'
import { newSeat, newSession } from '../../src/engine/session.ts'
import type { Problem } from '../../src/questionnaire/answer.ts'
import type { Language } from '../../src/questionnaire/schema.ts'
import { problemText, withoutAnswer } from '../../src/wording/problems.ts'
import { type Words, wordsFor } from '../../src/wording/words.ts'
import { questionnaires, units, worldOf } from '../support/survey.ts'

/** One of each code: the compiler names a code that is missing here. */
const problems: { [C in Problem['code']]: [question: string, Extract<Problem, { code: C }>, nb: string] } = {
  empty: ['motto', { code: 'empty' }, 'Det ble ikke gitt noe svar. Velg eller skriv et svar.'],
  not_understood: [
    'skal_ha_fest',
    { code: 'not_understood' },
    'Det skjønte jeg ikke som svar på dette spørsmålet. Svar med 1: Ja, 2: Kanskje eller 3: Nei.',
  ],
  unknown_choice: [
    'skal_ha_fest',
    { code: 'unknown_choice' },
    'Det er ikke et av svarene her. Svar med 1: Ja, 2: Kanskje eller 3: Nei.',
  ],
  ambiguous_choice: [
    'sted',
    { code: 'ambiguous_choice', candidates: ['torget', 'parken'] },
    'Det kan bety flere ting: «På torget» eller «I parken». Hvilket mener du?',
  ],
  ambiguous_number: [
    'temperatur',
    { code: 'ambiguous_number', candidates: [1234, 1.234] },
    'Det kan bety 1\u00a0234 eller 1,234. Hvilket tall mener du?',
  ],
  ambiguous_row: [
    'nytte',
    { code: 'ambiguous_row' },
    'Hvilket område gjelder det? Skriv nummeret på området og svaret, for eksempel «3: 1».',
  ],
  several_given: ['skal_ha_fest', { code: 'several_given' }, 'Her kan det bare være ett svar. Hvilket passer best?'],
  exclusive_combined: [
    'innslag',
    { code: 'exclusive_combined', choice: 'ingen' },
    '«Ingen innslag» kan ikke stå sammen med andre svar. Velg det alene, eller ta det bort.',
  ],
  too_few: ['innslag', { code: 'too_few', min: 2 }, 'Velg minst 2.'],
  too_many: ['innslag', { code: 'too_many', max: 4 }, 'Velg høyst 4.'],
  specify_missing: [
    'sted',
    { code: 'specify_missing', choice: 'annet' },
    'Skriv kort hva du mener med «Et annet sted».',
  ],
  not_a_number: ['gjester', { code: 'not_a_number' }, 'Jeg trenger et tall her, for eksempel 3.'],
  whole_number: ['gjester', { code: 'whole_number' }, 'Her må det være et helt tall, uten desimaler.'],
  decimals: ['temperatur', { code: 'decimals', max: 1 }, 'Bruk høyst ett siffer etter komma.'],
  too_small: ['temperatur', { code: 'too_small', min: -10 }, 'Tallet kan ikke være lavere enn −10.'],
  too_large: ['gjester', { code: 'too_large', max: 100000 }, 'Tallet kan ikke være høyere enn 100\u00a0000.'],
  number_range: [
    'gjester',
    { code: 'number_range', low: 20, high: 25 },
    'Du skrev fra 20 til 25. Hvilket tall kommer nærmest?',
  ],
  number_bound: ['gjester', { code: 'number_bound' }, 'Hvilket tall kommer nærmest? Du kan skrive «om lag» foran.'],
  number_vague: [
    'gjester',
    { code: 'number_vague' },
    'Hvor mange er det omtrent? Skriv et tall, gjerne med «om lag» foran.',
  ],
  other_unit: [
    'gjester',
    { code: 'other_unit', unit: 'personer' },
    'Her spør jeg om antall personer. Hvor mange personer er det?',
  ],
  share_as_fraction: [
    'dekning',
    { code: 'share_as_fraction', value: 0.3 },
    'Mener du 30 prosent? Skriv svaret i prosent, fra 0 til 100.',
  ],
  not_a_date: ['festdato', { code: 'not_a_date' }, 'Jeg trenger en dato, for eksempel 31.12.2018.'],
  date_incomplete: [
    'festdato',
    { code: 'date_incomplete' },
    'Hvilken dag? Skriv hele datoen, for eksempel 31.12.2018.',
  ],
  date_too_early: ['festdato', { code: 'date_too_early', min: '2018-05-01' }, 'Datoen kan ikke være før 1. mai 2018.'],
  date_too_late: [
    'festdato',
    { code: 'date_too_late', max: '2018-09-30' },
    'Datoen kan ikke være etter 30. september 2018.',
  ],
  too_long: [
    'motto',
    { code: 'too_long', max: 60, length: 75 },
    'Teksten er på 75 tegn, og det er plass til 60. Kort den ned litt.',
  ],
  rows_missing: ['nytte', { code: 'rows_missing', rows: ['barn', 'voksne'] }, 'Det mangler svar på «Barn», «Voksne».'],
  rank_repeated: ['rekkefoelge', { code: 'rank_repeated' }, 'Samme svar står på flere plasser. Velg ulike svar.'],
  rank_incomplete: ['rekkefoelge', { code: 'rank_incomplete', places: 3 }, 'Fyll ut 3 plasser, det viktigste først.'],
  required: ['motto', { code: 'required' }, 'Dette spørsmålet må ha et svar, så det kan ikke hoppes over.'],
  no_dont_know: [
    'motto',
    { code: 'no_dont_know' },
    '«Vet ikke» er ikke et svar på dette spørsmålet. Skriv svaret med egne ord.',
  ],
  no_not_applicable: [
    'motto',
    { code: 'no_not_applicable' },
    '«Ikke aktuelt» er ikke et svar på dette spørsmålet. Skriv svaret med egne ord.',
  ],
  nothing_to_repeat: [
    'nytte',
    { code: 'nothing_to_repeat' },
    'Det er ikke noe tidligere svar å gjenta. Svar med 1: Svært nyttig, 2: Nokså nyttig eller 3: Ikke nyttig på hvert område, for eksempel «3: 1».',
  ],
  same_as_which: [
    'nytte',
    { code: 'same_as_which' },
    'Hvilket svar mener du? Skriv det, for eksempel «nokså nyttig for resten».',
  ],
  only_yes: [
    'tanker',
    { code: 'only_yes' },
    'Skriv gjerne hva det er. Skriv «hopp over» hvis du ikke har noe å melde.',
  ],
  check: ['gjester', { code: 'check', check: 'ikke_tretten' }, 'Tretten til bords bringer ulykke. Velg et annet tall.'],
}

const words = (language: Language): Words => {
  const world = worldOf(questionnaires.teknisk, units.kommune)
  const session = newSession({ id: 's', wave: 'teknisk', unitId: '1244', part: 'teknisk', version: 1 })
  // Everything is on the route that the first answer opens.
  const entries = { skal_ha_fest: { r: 1, by: 0, at: 1, answer: { kind: 'single' as const, value: 'ja' } } }
  const seat = newSeat({ sessionId: 's', personId: 'p', language })
  return wordsFor({ ...world, session: { ...session, entries }, seat })
}

const said = (language: Language, question: string, problem: Problem): string => {
  const at = words(language)
  const stop = at.stops.find((s) => s.question.id === question)
  if (!stop) throw new Error(`${question} is not on the route`)
  return problemText(at, stop, problem)
}

describe.each(Object.values(problems))('%s: %o', (question, problem, nb) => {
  test('says what to do, in bokmål', () => {
    expect(said('nb', question, problem)).toBe(nb)
  })

  test('and in nynorsk, in other words or the same', () => {
    const nn = said('nn', question, problem)
    expect(nn).not.toMatch(/\{\{|problems\.|undefined/)
    expect(nn).not.toMatch(/\b(ikke|hvilke[nt]?|jeg|noe|svarene)\b/i)
  })
})

test.each([
  ['nb', 'Hvor stor andel er det, omtrent? Skriv et tall, gjerne med «om lag» foran.'],
  ['nn', 'Kor stor del er det, omtrent? Skriv eit tal, gjerne med «om lag» framfor.'],
] as const)('in %s a vague share is asked for as a share, not as «hvor mange»', (language, text) => {
  expect(said(language, 'dekning', { code: 'number_vague' })).toBe(text)
})

test.each([
  ['decimals', { code: 'decimals', max: 2 }, 'temperatur', 'Bruk høyst 2 sifre etter komma.'],
  ['rank_incomplete', { code: 'rank_incomplete', places: 1 }, 'rekkefoelge', 'Fyll ut én plass, det viktigste først.'],
  ['too_few', { code: 'too_few', min: 1 }, 'innslag', 'Velg minst 1.'],
] as const)('%s says its figure', (_code, problem, question, text) => {
  expect(said('nb', question, problem)).toBe(text)
})

test('who has no answer that fits is told of «ikke aktuelt» too, where it can be said', () => {
  const at = words('nb')
  const asked = at.questionnaire.sections.flatMap((section) => section.questions)
  const told = asked.map((question) => [question, withoutAnswer(at, question).join(' ')] as const)
  for (const [question, text] of told) {
    if (question.kind === 'info') continue
    expect(text.includes('«vet ikke»')).toBe(question.dontKnow === true)
    expect(text.includes('«ikke aktuelt»')).toBe(question.notApplicable === true)
  }
  expect(told.some(([, text]) => text.includes('«ikke aktuelt»'))).toBe(true)
})
