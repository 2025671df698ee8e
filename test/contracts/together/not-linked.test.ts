/** Whoever the bot does not know is heard by the same topics as the others, with the facts of the survey and nothing of anybody's answers. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Office, openOffice } from '../../support/reminders/desk.ts'
import { startPglite } from '../../support/start-pglite.ts'
import { type Chatting, openWithTwo, type TownHall } from '../../support/together/town-hall.ts'

let office: Office
let hall: TownHall
let per: Chatting
beforeAll(async () => {
  office = await openOffice(await startPglite())
  ;({ hall, per } = await openWithTwo(office))
})
afterAll(() => office.close())

const contact = 'kommuneundersokelsen@imdi.example'
/** What is said → what the reply has in it. */
const said: Record<string, { told: RegExp; texts: readonly string[] }> = {
  'who asks': {
    told: /Jeg er Kommunedialog, et dataprogram/,
    texts: ['hvem er du?', 'kven er du', 'kem e du?', 'er du en robot', 'e du et menneske?', 'hvem står bak dette?'],
  },
  'a swindle': {
    told: /ikke svindel; jeg spør aldri om passord/,
    texts: [
      'er dette svindel?',
      'e det her lureri',
      'er det her trygt?',
      'dette lukter svindel',
      'korleis veit eg at dette er frå IMDi?',
    ],
  },
  'what it is': {
    told: /kommuner og bydeler svarer her i chatten/,
    texts: [
      'hva er dette?',
      'kva er dette for noko',
      'ka e det her',
      'hva dreier dette seg om?',
      'hva slags undersøkelse er dette?',
    ],
  },
  'who sees it': {
    told: /får svarene, men navnet på den som svarer, følger ikke med/,
    texts: [
      'hvem ser svarene?',
      'kven får sjå det eg skriv?',
      'kem ser det her',
      'blir dette offentlig?',
      'er det anonymt',
    ],
  },
  'the deadline': {
    told: /Svarfristen er/,
    texts: ['når er fristen?', 'kva tid er fristen', 'ka tid e fristen', 'når må vi svare?', 'haster det?'],
  },
  'whom to write to': {
    told: new RegExp(`^Skriv til ${contact}\\.`),
    texts: [
      'hvem kan jeg kontakte?',
      'kven kan eg ringe',
      'kem kan æ spør om hjelp',
      'jeg vil snakke med et menneske',
      'har dere en epostadresse?',
    ],
  },
  'no code': {
    told: /be om en personlig kode/,
    texts: [
      'jeg har ingen kode',
      'eg har ikkje fått nokon kode',
      'æ har itj fått nån kode',
      'vi mangler kode',
      'jeg fikk aldri noen kode',
      'har ikke kode',
    ],
  },
  'a lost code': {
    told: /be om en ny kode/,
    texts: [
      'jeg har mistet koden',
      'eg finn ikkje koden',
      'æ har mista koden',
      'koden er borte',
      'koden min e vekk',
      'jeg har glemt koden min',
    ],
  },
  'which code': {
    told: /står i invitasjonen/,
    texts: ['hvilken kode?', 'kvar finn eg koden?', 'ka slags kode', 'hvor står koden', 'kva for ein kode då'],
  },
  'a code that does not work': {
    told: /alle tegnene er med/,
    texts: ['koden virker ikke', 'koden verkar ikkje', 'koden funke itj', 'koden min er ugyldig', 'får feil på koden'],
  },
  thanks: {
    told: /^Bare hyggelig!/,
    texts: ['takk', 'tusen takk!', 'takk skal du ha', 'takk for hjelpa', 'takk for meg'],
  },
  swearing: {
    told: /leit at det butter imot/,
    texts: ['faen', 'for en dritt', 'dette er helvete', 'fy søren', 'herregud'],
  },
  'what only the linked have': {
    told: /før jeg vet hvem du svarer for/,
    texts: [
      'har jeg sendt inn?',
      'hvem andre har svart hos oss?',
      'kan vi se hva andre kommuner har svart?',
      'vi har fått to skjemaer',
      'har me ikkje svart på dette før?',
    ],
  },
  'a greeting': {
    told: /Jeg vet ikke hvem du svarer for ennå/,
    texts: ['hei', 'God morgen!', 'hallo', 'heisann', 'asdf'],
  },
  help: {
    told: /Hvis du ikke har noen kode, eller lurer på noe/,
    texts: ['hjelp', 'hva gjør jeg nå?', 'kva skal eg gjere no', 'jeg er klar', 'hvordan svarer jeg?'],
  },
}

const ended = /lim(?:er du)? den inn her|lim inn koden|Skriv til|skriv til/

it.each(Object.entries(said))('of %s', async (_, { told, texts }) => {
  for (const text of texts) {
    await per.say(text)
    expect(per.last(), text).toMatch(told)
    expect(per.last(), text).toMatch(ended)
  }
})

it('in nynorsk to whose Teams says so', async () => {
  const other = await hall.person('Nokon', { locale: 'nn-NO' })
  const expected = [
    ['kem e du?', 'Eg er Kommunedialog, eit dataprogram som stiller spørsmåla'],
    ['er dette svindel?', 'eg spør aldri om passord eller fødselsnummer'],
    ['eg har ikkje kode', 'Då kan du skrive til'],
    ['kven ser svara?', 'får svara, men namnet på den som svarer, følgjer ikkje med'],
    ['takk', 'Berre hyggeleg! Dersom du har fått ein personleg kode, lim han inn her.'],
  ]
  for (const [text = '', told] of expected) {
    await other.say(text)
    expect(other.last(), text).toContain(told)
  }
})

it('stores nothing, and names no unit and no person', async () => {
  const before = await hall.session()
  const texts = Object.values(said).flatMap((each) => each.texts)
  const stranger = await hall.person('En fremmed')
  for (const text of texts) await stranger.say(text)
  expect(await hall.session()).toEqual(before)
  expect(stranger.raw()).not.toMatch(/Kari|Nordmann|Bergen|Fjell|Eidfjord/)
})
