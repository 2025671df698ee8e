/** What is said at a question beside the answers to it: what follows from one, how many, too many, nobody knows, a word of feeling. */
import { describe, expect, test } from 'vitest'
import { step } from '../../src/engine/step.ts'
import { cameOf } from '../norwegian/conversation-came.ts'
import { stateAt } from '../norwegian/conversation-judge.ts'
import { questionnaires, units, worldOf } from '../support/survey.ts'

const places: readonly string[] = ['start', 'confirm', 'review', 'receipt', 'paused']

/** What is said to a text at a question of the integration part, or at a place; nothing is stored. */
const saidAt = (question: string, text: string, lang: 'nb' | 'nn' = 'nb'): string => {
  const world = worldOf(questionnaires.integrering, units.kommune)
  const where = places.includes(question) ? { at: question } : { question }
  const said = {
    n: 1,
    part: 'integrering',
    ...where,
    lang,
    unit: 'kommune',
    kind: 'conversation',
    text,
    expected: '',
  } as const
  const before = stateAt(said, world)
  const outcome = step(world, before, { type: 'text', text })
  expect(outcome.session.entries).toEqual(before.session.entries)
  return cameOf(world, before, outcome).text
}

describe('what follows from an answer is told from the questionnaire', () => {
  test.each([
    [
      'introprogram',
      'hva skjer hvis jeg svarer nei, slipper jeg resten?',
      /Hvis du svarer «Nei», blir det minst \d+ spørsmål færre/,
    ],
    ['introprogram', 'får jeg flere spørsmål om jeg sier ja?', /«Nei», blir det minst \d+ spørsmål færre/],
    ['bosetter', 'slepp eg noko om eg kryssar nei?', /«Nei, ingen så langt», blir det minst \d+ spørsmål færre/],
    ['nav_avtale', 'hva skjer om vi svarer nei?', /like mange spørsmål/],
    ['bosetter', 'hvis svaret er nei, er vi ferdige da?', /spørsmål færre/],
    ['bosatt_antall', 'hva skjer hvis jeg svarer 0?', /spørsmålene som gjelder dere/],
  ] as const)('%s: «%s»', (question, text, says) => expect(saidAt(question, text)).toMatch(says))
  test('in nynorsk', () =>
    expect(saidAt('introprogram', 'Kva skjer om eg svarar nei? Slepp eg resten då?', 'nn')).toMatch(
      /Dersom du svarer «Nei», blir det minst \d+ spørsmål færre/,
    ))
})

describe('how many may be chosen', () => {
  test.each([
    ['bosetting_krevende', 'er det lov med fire?', 'Nei. Velg høyst 3.'],
    ['bosetting_krevende', 'kan jeg ta med en fjerde?', 'Velg høyst 3.'],
    ['bosetting_krevende', 'går det an å ta flere?', 'Ja. Velg høyst 3.'],
    ['bosetting_krevende', 'Hvorfor bare tre? Je har sju.', 'Velg høyst 3. Ta det som betyr mest for dere.'],
    ['bosetting_krevende', 'kvifor ikkje fleire enn tre?', 'Ta det som betyr mest'],
    ['introprogram_plassering', 'må jeg velge ett sted? hos oss er det smurt utover', 'stedet som har mest'],
    ['introprogram_plassering', 'er det greit å ta to?', 'Nei. Velg ett svar.'],
    ['ansvarlig_rolle', 'hvorfor bare én?', 'Velg ett svar. Ta det som betyr mest'],
  ] as const)('%s: «%s»', (question, text, says) => expect(saidAt(question, text)).toContain(says))
})

describe('a short human word, and the question again', () => {
  test.each([
    ['ordinaer_utdanning', 'Herlegheit så mange val, eg vert heilt svimmel', /egne ord|stikkord/],
    ['bosetting_krevende', 'herregud så mange alternativer', /egne ord|stikkord/],
    ['bosatt_mindreaarige', 'Stakkars ungar, tenk å koma åleine så langt', /inntrykk|går inn på/],
    ['bosatt_mindreaarige', 'stakkars barn', /inntrykk|går inn på/],
    ['ansvarlig_rolle', 'Så triveleg å bli spurd om noko 😊', /bra|hyggelig/],
    ['introprogram', 'kjekt at nokon spør', /bra|hyggelig/],
    ['nav_avtale', 'teams krasja, er du der fortsatt?', /Jeg er her|jeg er her/],
    ['resultatmaal', 'strømmen gikk, er du der?', /Jeg er her|jeg er her/],
    ['resultatmaal', '🙄', /«hopp over»/],
    ['resultatmaal', '😡', /leit å høre|sier det/],
  ] as const)('%s: «%s»', (question, text, says) => expect(saidAt(question, text)).toMatch(says))
})

describe('what can be done is said', () => {
  test.each([
    ['introprogram_deltakere', 'Kva gjer eg om eg ikkje finn talet?', 'Et overslag er godt nok'],
    ['utdanning_antall', 'hva skriver jeg når jeg ikke har tallet', 'Et overslag er godt nok'],
    ['samarbeid_om', 'Gi meg hele lista. Med nummer.', 'Hva samarbeider dere med andre kommuner om?'],
    ['samarbeid_om', 'få opp alternativene igjen er du grei', 'Norskopplæring'],
    ['evaluering', 'får jeg lov å sende deg powerpointen vår om dette i stedet?', 'ikke vedlegg'],
    ['evaluering', 'kan eg laste opp reknearket her', 'ikke vedlegg'],
    ['imdi_kontakt', 'havner det jeg svarer her på bordet til byrådet?', 'innsyn'],
    ['resultatmaal', 'Blir vi hengt ut i avisa for dette?', 'innsyn'],
    ['ansvarlig_rolle', 'hvorfor trenger dere stillingen min?', 'Vi spør fordi'],
    [
      'introprogram_plassering',
      'Eg skjønar ikkje heilt skilnaden, tenesta vår ligg i helseetaten',
      'stedet som har mest',
    ],
  ] as const)('%s: «%s»', (question, text, says) => expect(saidAt(question, text)).toContain(says))
})

describe('of one’s own answers by words of the question, in a pause and over the answers', () => {
  test.each([
    ['paused', 'Rakk jeg å svare på det om NAV-avtalen før jeg stakk?', 'Uten svar er spørsmål 10'],
    ['paused', 'har jeg svart på det om bolig?', 'På spørsmål 3 står det «Ja, alene»'],
    ['review', 'fekk eg svara noko på NAV-avtalen?', 'Uten svar er spørsmål 10'],
    ['review', 'Hva var det jeg svarte på NAV-avtalen igjen?', 'Uten svar er spørsmål 10'],
    ['review', 'har vi svart på samarbeidsavtalen med NAV?', 'Uten svar er spørsmål 10'],
    ['paused', 'Kor langt var eg komen, hugsar du det?', 'svart på 10 av 25'],
  ])('%s: «%s»', (place, text, says) => expect(saidAt(place, text)).toContain(says))
})

describe('at the other places', () => {
  test.each([
    ['start', 'har nøyaktig ti min før neste møte, rekker jeg?', 'minutter'],
    ['start', 'Dette er det fjerde skjemaet denne måneden. Må vi?', 'frivillig'],
    ['start', 'Åssen tall må je ha klare?', 'opptil 6 tall'],
    ['start', 'Stryk meg fra lista deres', 'strøket fra listen'],
    ['review', 'Kan du gøyma dette til måndag?', 'lagret'],
    ['review', 'er det for seint å rette noko etterpå?', 'Nei, dere kan endre'],
    ['review', 'hvorfor er noen svar lagt til side?', 'gjelder dere slik dere har svart nå'],
    ['confirm', 'Hva skjer egentlig når jeg sier ja?', 'uten navnet ditt'],
    ['confirm', 'nei vent, sjefen vil se den først', 'skriv «send inn» når'],
    ['confirm', 'vis meg svara en gang til', 'Oppsummering'],
    ['receipt', 'Angret meg. Slett svarene våre.', 'trekkes tilbake'],
    ['receipt', 'Økonomisjefen sier det er 1,5. For sent?', '«endre»'],
    ['receipt', 'Hvor mange har svart? Er vi først?', 'kan jeg ikke se herfra'],
    ['receipt', 'sjefen min fikk samme melding, er ikke dette gjort nå?', 'Denne delen er sendt inn'],
  ])('%s: «%s»', (place, text, says) => expect(saidAt(place, text)).toContain(says))
})
