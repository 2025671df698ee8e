/** At «skal jeg sende inn?», over the answers, after the receipt and in a pause: what people say there, and what comes of it. */

import { beforeEach, describe, expect, test } from 'vitest'
import { begins as starts } from '../support/one-answering.ts'
import { lastSaid, questionOf, type Shared, seatOf, sessionOf, type Tester, types } from '../support/tester.ts'
import { walks } from '../support/walker.ts'

let shared: Shared
let kari: Tester
const said = (): string => lastSaid(kari)
const isSent = (): boolean => sessionOf(shared).state === 'submitted'

const begins = (part: 'raadmann' | 'integrering' = 'raadmann') => {
  ;({ shared, kari } = starts([], part))
}

describe('at «skal jeg sende inn?»', () => {
  beforeEach(() => {
    begins()
    types(kari, 'start')
    walks(kari, 100)
    types(kari, 'send inn')
    expect(seatOf(kari).pending).toMatchObject({ type: 'submit' })
  })

  test.each([
    'av gårde med det',
    'fyr av!',
    'ja for all del',
    'Godkjent.',
    'hiv det inn',
    'jatakk',
    'ship it',
    'Send skiten.',
    'Det bekreftes.',
    'fyr løs 🚀',
    'Ja ja, send han av garde',
  ])('«%s» sends in', (text) => {
    types(kari, text)
    expect(isSent()).toBe(true)
  })

  test.each([
    'ja, når ordføreren har sett den',
    'ja men fyst må Torill kika på da',
    'send, men ikke før fredag',
    'ja hvis tallene stemmer',
    'ja etter at økonomisjefen har godkjent',
    'av gårde med det når Per er ferdig',
    'send heller til Kari',
    'send den til rådmannen først',
    'ja send Kari den',
    'ja, unntatt svaret om tolk',
    'ja, så snart NAV har svart',
    'kjør på i morgen',
    'ja, men vent litt',
    'ja ja, bare tull',
    'neida joda send',
    'joda, neida',
    'kan du sende?',
    'kan jeg sende dette til sjefen først',
    'send det til Kari for gjennomsyn',
    'kan vi få det på mail før det går',
    'skal ikke rådmannen signere først da',
    'kan dette sendes i morgen i stedet',
    'er det ok å sende uten tall',
    'hva om vi sender senere',
    'jeg ville sendt hvis jeg var sikker',
    'må nok sende det innom ledergruppa',
    'sendes det til flere enn imdi',
    'hvem får det når jeg sender',
    'sender du kopi til meg',
    'send meg en kopi',
    'send en kopi til rådmannen',
    'kan du sende meg svarene på mail',
    'er det sendt allerede',
    'har hun sendt',
    'sender vi ikke dette to ganger nå',
    'ikke send noe',
    'ikke send, jeg er ikke ferdig',
    'la det ligge til i morgen',
    'gi meg ett minutt',
    'nesten klar',
    'snart klar til å sende',
    'klar til å sende? ikke helt',
    'jeg tror vi er klare, men spør Per',
    'ferdig med min del, Anne tar resten',
    'gjerne, men etter møtet',
    'send når klokka er tolv',
    'send på fredag',
    'når jeg sier fra kan du sende',
    'ta det med ro',
    'sjekker bare en ting',
    'skal bare lese over',
    'les opp svarene først',
    'vis meg hva du sender',
    'hva sender du egentlig',
    'kan sendes når tallene fra NAV er inne',
    'det haster vel ikke',
    'tenk om det er feil',
    'er dere sikre på at det er rett',
    'greit for meg, spør sjefen',
    'ser greit ut, men årsverk er feil',
    'alt bra bortsett fra spørsmål fire',
    'aldri i livet',
    'angrer',
    'feil knapp',
    'oi, trykket feil',
    'var ikke meningen',
    'hvor er knappen',
    'sender dette til deg, Turid, se over',
    'Turid, skal vi sende?',
    'vi sender den over til dere på IMDi i posten',
    'kan eg sende det frå mobilen',
    'skal me venda og senda',
    'eg sender når eg er heime',
    'æ ska send den når æ kjem på jobb',
    'ikkje gjer noko no',
    'lat det vere',
    'send in dæ sjøl',
    'fyr av en mail til sjefen',
    'lever den ikke ennå',
    'ja, med endringen på spørsmål 3',
    'fisk',
    'asdf',
    '7',
    'hm',
  ])('«%s» sends nothing', (text) => {
    types(kari, text)
    expect(isSent()).toBe(false)
    expect(kari.last?.submitted).toBeUndefined()
  })

  test.each([
    'skal bare spørre Liv om noe',
    'må vise det til ledergruppa først',
    'ikke før mandag',
    'sover på det',
    'ja, men vent litt',
  ])('«%s» is told that all is kept, and is not asked again', (text) => {
    types(kari, text)
    expect(isSent()).toBe(false)
    expect(seatOf(kari).pending).toBeNull()
    expect(said()).toMatch(/lagret|ligger her/)
  })

  test('something is wrong: the question that is named is opened', () => {
    types(kari, 'andelen innvandrere blant de ansatte ble feil, den skulle vært 9 prosent')
    expect(isSent()).toBe(false)
    expect(said()).toContain('9 prosent')
    expect(seatOf(kari).pending).toMatchObject({ type: 'confirm', question: 'ansatte_andel' })
  })
})

describe('over the answers', () => {
  beforeEach(() => {
    begins('integrering')
    types(kari, 'start')
    walks(kari, 100)
    types(kari, 'vis svar')
    expect(seatOf(kari).position.at).toBe('review')
  })

  test.each([
    ['talet på deltakarar i introduksjonsprogrammet skal vere 30', 'introprogram_deltakere', '30 deltakere'],
    ['bosatte flyktninger: 30, ikke 28', 'bosatt_antall', '30'],
    ['enslige mindreårige → 2', 'bosatt_mindreaarige', '2'],
    ['fikk nettopp beskjed: antall i introduksjonsprogrammet skulle vært 41', 'introprogram_deltakere', '41'],
  ])('«%s» is asked about with the new answer', (text, question, value) => {
    types(kari, text)
    expect(seatOf(kari).pending).toMatchObject({ type: 'confirm', question })
    expect(said()).toContain(value)
    types(kari, 'ja')
    expect(JSON.stringify(sessionOf(shared).entries[question]?.answer)).toContain(value.split(' ')[0])
  })

  test.each([
    ['avtalen med NAV er feil', 'nav_avtale'],
    ['kontakten med IMDi må justeres', 'imdi_kontakt'],
    ['plasseringa av introduksjonsprogrammet blei gal', 'introprogram_plassering'],
    ['forvaltningsrevisjonen glemte jeg', 'evaluering'],
  ])('«%s» opens %s', (text, question) => {
    types(kari, text)
    expect(questionOf(kari)).toBe(question)
    expect(said()).toContain('Hva skal svaret være i stedet?')
  })

  test('of a few that are named it is asked which, by number and text', () => {
    types(kari, 'tallet på bosatte er feil')
    expect(said()).toContain('Hvilket svar gjelder det?')
    expect(said()).toMatch(/\n +4\. Hvor mange flyktninger/)
    types(kari, '4')
    expect(questionOf(kari)).toBe('bosatt_antall')
  })

  test.each(['her er det en feil', 'må justere', 'ett av tallene stemmer ikke', 'uff, noe ble galt'])(
    '«%s» names none, and is asked which',
    (text) => {
      types(kari, text)
      expect(said()).toContain('Skriv nummeret på spørsmålet')
      expect(seatOf(kari).pending).toMatchObject({ type: 'change_which' })
    },
  )

  test.each([
    'stemmer på en prikk',
    'alt gjennomgått og funnet i orden',
    'inn med det',
    'klart for innsending',
    'joda.',
  ])('to «%s» the bot asks whether to send in, and sends nothing', (text) => {
    types(kari, text)
    expect(isSent()).toBe(false)
    expect(seatOf(kari).pending).toMatchObject({ type: 'submit' })
  })
})

describe('after the receipt', () => {
  beforeEach(() => {
    begins('integrering')
    types(kari, 'start')
    walks(kari, 100)
    types(kari, 'send inn')
    types(kari, 'ja')
    expect(isSent()).toBe(true)
  })

  test.each([
    ['NAV-avtalen ble feil', 'nav_avtale'],
    ['antall i introduksjonsprogrammet skulle vært 97', 'introprogram_deltakere'],
  ])('«%s» tells how to open it, and opens nothing', (text, question) => {
    types(kari, text)
    expect(isSent()).toBe(true)
    const number = Number(/«endre (\d+)»/.exec(said())?.[1])
    types(kari, `endre ${number}`)
    expect(questionOf(kari)).toBe(question)
  })

  test.each([
    ['må dette journalføres hos oss?', '«vis svar»'],
    ['har rådmannen gjort sin del?', 'hver for seg'],
    ['leser noen det jeg skrev i merknaden?', 'be om innsyn'],
    ['kommer det en ny runde til neste år?', 'ny undersøkelse'],
    ['kan samtalen slettes?', 'Selve chatten'],
    ['når kommer integreringstilskuddet?', 'bare til denne undersøkelsen'],
  ])('«%s» is answered', (text, told) => {
    types(kari, text)
    expect(said()).toContain(told)
  })
})

describe('at the start and in a pause', () => {
  beforeEach(() => begins())

  test.each(['kom an', 'få det unnagjort', 'la gå', 'shoot', 'okei da, når det absolutt må være'])(
    '«%s» begins',
    (text) => {
      types(kari, text)
      expect(questionOf(kari)).toBe('leder_rolle')
    },
  )

  test.each(['asdf', 'fisk', '7', 'neppe'])('«%s» begins nothing', (text) => {
    types(kari, text)
    expect(seatOf(kari).position.at).toBe('start')
  })

  test.each(['ikke ennå', 'fortsatt opptatt', 'ring meg neste uke', 'litt til'])('in a pause «%s» keeps it', (text) => {
    types(kari, 'start')
    types(kari, 'pause')
    types(kari, text)
    expect(seatOf(kari).paused).toBe(true)
  })

  test.each(['er tilbake', 'der ja, la oss bli ferdig', 'hvor slapp vi', 'kaffen er drukket, runde to'])(
    'in a pause «%s» goes on',
    (text) => {
      types(kari, 'start')
      types(kari, 'pause')
      types(kari, text)
      expect(seatOf(kari).paused).toBe(false)
    },
  )

  test('an answer in a pause is still taken', () => {
    types(kari, 'start')
    types(kari, 'rådmann')
    types(kari, 'pause')
    types(kari, '12')
    expect(sessionOf(shared).entries.leder_aar?.answer).toMatchObject({ value: 12 })
  })
})

describe('at a question', () => {
  const answeredUpTo = (part: 'raadmann' | 'integrering', question: string) => {
    begins(part)
    types(kari, 'start')
    for (let i = 0; i < 60 && questionOf(kari) !== question; i++) walks(kari, 1)
    expect(questionOf(kari)).toBe(question)
  }

  test.each([
    ['integrering', 'introprogram_deltakere', '2 sek nir er treig'],
    ['integrering', 'introprogram_deltakere', '5 min, leitar i arkivet'],
    ['raadmann', 'leder_aar', 'et par minutter bare'],
    ['raadmann', 'leder_aar', 'sorry, brannalarm'],
    ['raadmann', 'leder_aar', 'brannalarm, brb'],
  ] as const)('%s, %s: «%s» waits, and all is kept', (part, question, text) => {
    answeredUpTo(part, question)
    types(kari, text)
    expect(seatOf(kari).pending).toBeNull()
    expect(questionOf(kari)).toBe(question)
    expect(said()).toMatch(/lagret|ta den tiden/i)
  })

  test.each([
    ['raadmann', 'svingninger_hvilke', '@Solveig kan du ta denne, du husker boligrotet bedre enn meg'],
    ['integrering', 'bosatt_antall', '@Amira har du bosettingstallene?'],
    ['integrering', 'imdi_savn', '@Kari skal vi si noe om kurs?'],
    ['raadmann', 'tolk_retningslinjer', '@per ja eller nei?'],
  ] as const)('%s, %s: «%s» is to somebody else', (part, question, text) => {
    answeredUpTo(part, question)
    types(kari, text)
    expect(sessionOf(shared).entries[question]).toBeUndefined()
    expect(seatOf(kari).pending).toBeNull()
    expect(said()).toMatch(/ment for noen andre|ikke til meg/)
  })

  test.each([
    ['integrering', 'bosatt_antall', 'Inga kom i fjor'],
    ['integrering', 'bosatt_antall', 'Hans kone kom i 2018, teller hun?'],
    ['integrering', 'bosatt_antall', 'Kari er i permisjon, skal ho teljast med?'],
    ['integrering', 'imdi_nytte', 'Inga hjelp på tolk, resten 2'],
    ['integrering', 'imdi_savn', 'Inga kom på møtet'],
    ['integrering', 'imdi_savn', 'Helga er vanskelig å bemanne, får vi støtte til det?'],
    ['integrering', 'resultatmaal', 'kommunen har satt egne tall for hver gruppe'],
    ['integrering', 'bosetting_krevende', 'bolig må stå først, så helse'],
    ['integrering', 'bosetting_krevende', 'det mangler alternativer til leiebolig'],
  ] as const)('%s, %s: «%s» is said to us, of the matter', (part, question, text) => {
    answeredUpTo(part, question)
    types(kari, text)
    expect(said()).not.toMatch(/noen andre|ikke til meg|jeg har ikke tilgang til tall|rekkefølgen har|«Annet»/i)
  })

  test.each(['Nei, hjelp', 'nei, personvern', 'nei, status'])('«%s» at a remark is asked about', (text) => {
    answeredUpTo('integrering', 'imdi_savn')
    types(kari, text)
    expect(sessionOf(shared).entries.imdi_savn).toBeUndefined()
    expect(seatOf(kari).pending).not.toBeNull()
  })

  test.each([
    [
      'integrering',
      'ansvarlig_merknad',
      'Å ja, og på den om kor mange i grunnskole, det va 9 ikkje 7',
      'utdanning_antall',
    ],
    ['integrering', 'nav_avtale', 'og på den om einslege mindreårige, det va 3 ikkje 2', 'bosatt_mindreaarige'],
    ['raadmann', 'tolk_retningslinjer', 'vent, på den om ansatte andel: det var 9, ikke 7', 'ansatte_andel'],
  ] as const)('%s, %s: «%s» puts an earlier answer right', (part, question, text, about) => {
    answeredUpTo(part, question)
    types(kari, text)
    expect(seatOf(kari).pending).toMatchObject({ type: 'confirm', question: about })
    expect(sessionOf(shared).entries[question]).toBeUndefined()
  })

  test.each([
    'hopp over den og send inn alt, jeg har møte om 2 min',
    'orker ikke mene noe om det',
    'send inn og ferdig med det',
  ])('at a remark «%s» is asked about', (text) => {
    answeredUpTo('integrering', 'ansvarlig_merknad')
    types(kari, text)
    expect(sessionOf(shared).entries.ansvarlig_merknad).toBeUndefined()
    expect(isSent()).toBe(false)
  })

  test.each(['mer opplæring og bedre tilskudd', 'Send penger og folk', 'Å telle er vanskelig, og vi trenger råd'])(
    'at a remark «%s» is one',
    (text) => {
      answeredUpTo('integrering', 'imdi_savn')
      types(kari, text)
      expect(sessionOf(shared).entries.imdi_savn?.answer).toMatchObject({ value: text })
    },
  )
})
