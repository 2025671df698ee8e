/** Short bare forms, questions about the very question, and words to others, said otherwise than in the tables. */

import { describe, expect, test } from 'vitest'
import { commandOf } from '../../src/norwegian/commands.ts'
import { hear } from '../../src/norwegian/hear.ts'
import { saidOf } from '../../src/norwegian/said.ts'
import { talkOf } from '../../src/norwegian/talk.ts'
import type { Topic } from '../../src/norwegian/topics.ts'
import { understand } from '../../src/norwegian/understand.ts'
import { questionnaires } from '../support/survey.ts'
import { hearingOf } from './judge.ts'
import { brief } from './questions.ts'

const topicOf = (text: string): string => talkOf(saidOf(text))?.topic ?? 'none'

const said: Partial<Record<Topic, readonly string[]>> = {
  must_here: ['må jeg da?', 'Må eg?', 'må vi virkelig?', 'lyt eg?', 'må æ?', 'er jeg nødt?'],
  must: [
    'har kommunen svarplikt?',
    'er det opplysingsplikt her?',
    'det er vel ingen svarplikt, eller?',
    'har me svarplikt?',
    'e det informasjonsplikt på det her?',
  ],
  no_time: [
    'Torsdag etter lunsj',
    'ikkje no. Måndag.',
    'itj i dag, neste uke',
    'på onsdag, ikke nå',
    'etter helga',
    'nei ikke i dag heller, bare styr her',
  ],
  may_pause: [
    'får æ en pause?',
    'kan eg få ein pust no?',
    'er det lov med kaffepause?',
    'kan vi ta pausa no?',
    'får jeg pause?',
  ],
  check_first: [
    'bra det, men vent med å levere',
    'ikkje send det!',
    'det ser fint ut men ikke send inn',
    'vent med innsendinga',
    'itj send!!',
  ],
  opinion: [
    'hva synes du selv?',
    'kva trur du sjølv?',
    'ka meine du sjøl?',
    'hva ville du svart her?',
    'kva hadde du svara?',
  ],
  who_are_you: [
    'er det et ekte menneske eller en robot?',
    'er du ein levande person eller ein bot',
    'snakker jeg med en person eller en maskin?',
    'e det folk eller robot det her?',
    'er dette ein maskin eller eit menneske?',
  ],
  for_us: [
    'gjelder det her oss?',
    'vi er bydel, gjelder dette oss da?',
    'gjeld undersøkinga oss?',
    'skal vi svare for Oslo kommune eller bydelen?',
    'gjell det her oss i bydelen?',
  ],
  two_forms: [
    'både sjefen og jeg har fått lenken',
    'eg og rådmannen har begge fått dette',
    'vi fikk begge skjemaet',
    'me har begge fått denne',
    'både æ og rådmann har fått det her',
  ],
  may_change: [
    'kan det rettes etterpå?',
    'kan svara endrast seinare?',
    'hva om jeg finner noe feil senere?',
    'går det an å gjøre om svaret i ettertid?',
    'ka skjer om æ oppdage feil etterpå?',
  ],
  someone_else: [
    'sender den til Per på NAV',
    'eg sender denne til Kari',
    'gir ballen videre til Anne',
    'æ send den te ho Turid',
    'sender spørsmålet over til Ola',
  ],
  copy: [
    'kan rådmannen få se det før vi sender?',
    'kan leiaren min få lese det før det går inn?',
    'får noen lese det før jeg leverer?',
    'kan direktøren sjå det før det blir sendt?',
    'skal sjefen få kikke før det går av gårde? han må se det',
  ],
  who_sees: [
    'går det til rådmannen?',
    'kommer denne til sjefen?',
    'havnar svara hos ordføreren?',
    'går svara til leiaren min?',
    'kjem det her te sjefen?',
  ],
  what_is_this: [
    'er det samme skjema som NAV sendte?',
    'er dette same undersøkinga som vi fekk frå SSB?',
    'e det samme som KS hadde?',
    'er det her samme som vi fikk fra UDI i vår?',
    'er det same som direktoratet sende sist?',
  ],
  deadline: [
    'er det for sent å svare?',
    'e det førr seint?',
    'er eg for seint ute?',
    'beklager, er det for sent nå?',
    'var borte en uke. er det for sent?',
  ],
  how_long: [
    'kommer det mange flere sånne tabeller',
    'er det mange spørsmål igjen',
    'kjem det mange fleire slike lister?',
    'e det mange lister igjen',
    'kommer det mye mer, mange flere sider?',
  ],
  repeat: [
    'les opp svarene igjen',
    'ramse opp alternativa ein gong til',
    'kan du lese opp valgene på nytt?',
    'les alternativan opp igjen',
    'vis alternativene igjen',
  ],
  not_for_us: [
    'Berit kan du sjekke tallene for i fjor?',
    'Geir har du tall på dette?',
    'husk melk og brød',
    'kjøp bleier på veg heim',
    'Anne kan du ringe NAV om dette?',
  ],
  thanks: [
    'takk for praten! god helg da',
    'kjekt dette, takk for følgjet',
    'det var koselig. takk for hjelpa!',
    'takk for no, snakkast',
    'hyggelig! takk for meg og god jul',
  ],
  tired: [
    'jeg gidder ikke mer',
    'eg orkar ikkje meir no',
    'æ gidd itj mer',
    'orker ikke flere nå',
    'gidd ikkje fleire no',
  ],
}

describe.each(Object.entries(said))('%s', (topic, texts) => {
  test.each(texts)('«%s»', (text) => expect(topicOf(text)).toBe(topic))
})

const hearing = (part: 'raadmann' | 'integrering', id: string) => {
  const asked = questionnaires[part].sections.flatMap((s) => s.questions).find((q) => q.id === id)
  if (asked === undefined || asked.kind === 'info') throw new Error(id)
  return hearingOf(asked, 'nb')
}

test.each([
  'Hopp over, den tar jeg etterpå',
  'hopp over, eg tek den seinare',
  'hopp over den, det tar vi til slutt',
  'hoppar over, eg kjem attende til han',
  'hopp over, æ tar det etterpå',
  'hopp over denne, jeg kommer tilbake til den',
])('«%s» skips', (text) =>
  expect(commandOf(text, hearing('raadmann', 'tolk_retningslinjer'))).toEqual({ name: 'skip' }),
)

test.each([
  'Må de være skriftlige?',
  'må dei vere vedtekne?',
  'må det være godkjent av noen?',
  'Treng dei vere skriftlege?',
  'Skal de være skriftlige?',
])('«%s» asks of what the question speaks of, and is told what that is', (text) => {
  const { act, asked } = hear(text, hearing('raadmann', 'tolk_retningslinjer'))
  expect(act).toBe('question')
  expect(asked?.texts[0]?.nb).toContain('Retningslinjer er skrevne regler')
})

test.each([
  ['raadmann', 'ansatte_tiltak', 'ja, mener jeg selv', 'ja'],
  ['raadmann', 'tolk_retningslinjer', 'nei, ikke nå', 'nei'],
  ['raadmann', 'tolk_retningslinjer', 'ja', 'ja'],
  ['raadmann', 'leder_rolle', 'rådmann', 'raadmann'],
  ['integrering', 'bosatt_antall', '14', '14'],
] as const)('%s %s: «%s» is an answer first', (part, id, text, value) =>
  expect(brief(understand(text, hearing(part, id)))).toContain(value),
)
