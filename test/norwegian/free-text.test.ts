/**
 * What is written where any words may be the answer: what says that there is nothing, what has the form of something said to
 * the bot, and what is an answer. Each as different people write it; the expectations were written first.
 */
import { describe, expect, test } from 'vitest'
import { hear } from '../../src/norwegian/hear.ts'
import { type Asked, question } from '../../src/questionnaire/schema.ts'
import { hearingOf } from './judge.ts'

const ask = (nb: string): Asked => {
  const made = question.parse({ id: 'q', kind: 'long_text', text: { nb, nn: nb }, maxLength: 1000 })
  if (made.kind === 'info') throw new Error('asks nothing')
  return made
}
const whether = ask('Er det noe mer du vil si?')
const which = ask('Hva slags hjelp trenger dere?')

/** What comes of it: passed by, asked whether it is an answer, stored, or something else. */
const heard = (text: string, asked = whether): string => {
  const { act, content } = hear(text, hearingOf(asked, 'nb'))
  if (content.type === 'command') return content.command.name === 'skip' ? 'nothing' : content.command.name
  if (act === 'question' || act === 'situation' || content.type === 'confirm') return 'asked about'
  return content.type === 'answer' && act === 'answer' ? 'stored' : act
}

describe('there is nothing to say', () => {
  test.each([
    ...['savner ingenting', 'vi savne ingenting', 'nei hopp', 'har ikkje noko å skrive her, neste', 'nei', '-', 'nope'],
    ...['nei, ingenting', 'ingenting å legge til', 'æ har itj nå å si', 'ikke noe mer nå', 'vi har ikkje noko å melde'],
    ...[
      'ingen kommentarer',
      'nei takk, hopp over',
      'nei det var alt',
      'ikke noe spesielt',
      'Nei, neste',
      'inkje å tilføye',
    ],
    ...['Nei takk, har sagt nok', 'jeg har sagt mitt', 'nei, vi har sagt alt', 'har sagt det meste', 'æ har sagt nok'],
    ...['trenger ingenting', 'nei nei', 'nada', 'ingen merknad herfra'.replace(' herfra', '')],
    ...['ikkje noko eg kjem på i farten', 'Nei, ingenting på stående fot', 'ingen ting i øyeblikket'],
    ...['kommer ikke på noe sånn på strak arm', 'kjem ikkje på noko', 'ingen merknader for øyeblikket'],
  ])('«%s»', (text) => expect(heard(text)).toBe('nothing'))

  test.each(['ingenting', 'nei'])('«%s» is an answer to what is needed', (text) => {
    expect(heard(text, which)).toBe('stored')
  })

  test.each(['har ikke noe å skrive her', 'nei, hopp', 'ingenting å melde, gå videre', '-'])(
    '«%s» passes any question by that may be passed by',
    (text) => expect(heard(text, which)).toBe('nothing'),
  )

  test.each(['Ingen kontakt med UDI', 'nei, men vi trenger flere boliger', 'vi savner folk', 'ingenting fungerer'])(
    '«%s» says something',
    (text) => expect(heard(text)).toBe('stored'),
  )
})

describe('what is to be written is dictated', () => {
  const written = (text: string) => {
    const { content } = hear(text, hearingOf(whether, 'nb'))
    return content.type === 'answer' || content.type === 'confirm' ? [content.type, content.answer.value] : content.type
  }
  test.each([
    ['Skriv dette: «Vi treng lengre varsel.» Ikkje ta med det eg sa i stad.', 'confirm', 'Vi treng lengre varsel.'],
    ['Skriv: «Mer penger, takk.»', 'answer', 'Mer penger, takk.'],
    ['skriv bare dette: vi vil ha faste folk', 'answer', 'vi vil ha faste folk'],
    ['Kan du skrive følgende: "Vi savner kurs", resten er mellom oss', 'confirm', 'Vi savner kurs'],
    ['Noter ned: boligene er for små', 'answer', 'boligene er for små'],
    ['Før opp som svar: alt i orden', 'answer', 'alt i orden'],
    ['Skriv gjerne til oss: vi svarer', 'answer', 'Skriv gjerne til oss: vi svarer'],
  ])('«%s»', (text, type, value) => expect(written(text)).toEqual([type, value]))
})

describe('a remark in which another answer is put right is asked about', () => {
  test.each([
    'Fint opplegg. Men talet på deltakarar skal vera 31, ikkje 27 som eg skreiv!',
    'Jeg svarte 12 på bosatte, det skal være 14, ikke 12. Ellers ok',
    'Takk for praten. Antall år skulle vært 6, ikke 5, bare så dere vet det',
    'Eg oppgav feil i stad: 40, ikkje 44, på busette',
    'rett tal på einslege mindreårige er 3 ikkje 13, sorry',
  ])('«%s»', (text) => expect(heard(text)).toBe('asked about'))
  test.each(['Vi fikk 12, ikke 20 som avtalt', 'I 2016 kom det 40, ikke 20, og det gikk bra'])(
    '«%s» is a remark',
    (text) => expect(heard(text)).toBe('stored'),
  )
})

describe('it has the form of something said to the bot', () => {
  test.each([
    ...['leses det her av nån eller går det rett i søpla', 'kan Adresseavisen få sjå det æ skriv hær'],
    ...['Kan naboane lese det eg skriv om dei? Det er litt ømtolig', 'kor mange teikn har eg'],
    ...[
      'må vi skrive noe',
      'e det nån som les det her',
      'kjem dette i avisa',
      'ka skjer med svaran',
      'blir det publisert',
    ],
    ...['hvordan finner vi statistikken deres', 'korleis brukar de svara', 'får rådmannen se det jeg skriver?'],
    ...['publiseres dette', 'Hei! Er det et menneske som leser dette?', 'lurer på om vi kan legge ved en fil'],
    ...['Hva er vitsen? Vi får jo aldri svar', 'kan jeg bruke stikkord', 'ser Fylkesmannen det vi skriver'],
    // Refusals, and commands among other words.
    ...['nei nå gidd æ ikkje mer, slett alt æ har skrevet', 'en som svare på tlf. nei itj skriv det'],
    ...[
      'Folk som svarer telefonen. Pause.',
      'flere boliger. nei glem det',
      'gidder ikke skrive mer',
      'slett det jeg skrev',
    ],
    ...['må spørre Kari først', 'jeg må løpe, tar dette senere', 'orkar ikkje meir', 'Mer penger. Send inn.'],
  ])('«%s»', (text) => expect(heard(text)).toBe('asked about'))
})

describe('it may be no remark at all, so that it is asked about', () => {
  test.each([
    ...['ha en fin dag å takk førr mæ😘', 'Tusen takk for praten!', 'takk og hade', 'Ha ei god helg alle saman'],
    ...['God jul og takk for nå', 'snakkes', 'Takk til dere, og ha en riktig god sommer'],
    ...['saknar ingenting, de er greie nok', 'Ingenting. Dere er flinke!', 'Ikke noe, IMDi er ok'],
    ...['ingenting å legge til – veldig fornøyd', 'savner ingenting, dere er snille og greie'],
    'Fra: Postmottak\nTil: Rådmann\nEmne: SV: bosetting 2019\n\nVi viser til anmodning om 10.\n\nSendt fra min iPad',
    'Frå: Kari\nEmne: møte torsdag\n\nKan du ta det?',
    'From: post@kommune.no\nTo: alle\nSubject: VS: plan\n\nSe under.',
    '> Fra: Ola\n> Sendt: 3. mai 2018\n> Emne: RE: tolk\n\nHei, her er det.',
    'Hei!\n\nFra: NAV\nDato: 4.5.2018\nEmne: avtalen\n\nMvh',
  ])('«%s»', (text) => {
    const { act, content } = hear(text, hearingOf(whether, 'nb'))
    expect(act === 'social' || content.type === 'confirm' || heard(text) === 'asked about').toBe(true)
  })
})

describe('it is an answer', () => {
  test.each([
    'Fra: kommunen selv\nvi har lagt inn alt',
    'takknemlige for hjelpen fra bosettingsteamet',
    'ingenting fungerer, men folkene er greie',
    'Ha oftere møter',
  ])('«%s», for all its words', (text) => expect(heard(text)).toBe('stored'))

  test.each([
    ...['Vi ønsker oss mer tid. Når kommer midlene?', 'Får vi mer penger, kan vi bosette flere', 'Mer penger'],
    ...['Når vi får nok bolig, kan vi bosette flere', 'Hvor mange som kommer, er uforutsigbart', 'Bra jobba'],
    ...['Hvordan vi skal klare dette, er uvisst', 'Er fornøyd med regionkontoret', 'Må få tallene tidligere'],
    ...['Hva slags hjelp vi får, varierer', 'Kan bli bedre samarbeid med UDI', 'Vi ønsker ikke flere skjemaer'],
    ...['vi må ta en pause i bosettingen', 'Skal vi lykkes, må staten betale'],
    ...['Slutt å sende skjema. Ring.', 'Å få svar når vi ringer', 'Ein fast kontaktperson som ikkje sluttar'],
  ])('«%s»', (text) => expect(heard(text)).toBe('stored'))
})
