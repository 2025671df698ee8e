/** What the words say less of than could be heard in them is asked about: of another time or company, only asked for, counted twice, or written elsewhere. */
import { describe, expect, test } from 'vitest'
import { heardAfter, heardAt } from '../support/heard-at.ts'

const at = (question: string, ...texts: string[]) => heardAfter(question, texts)

describe('a word said twice over says less than once', () => {
  test.each([
    ['nav_avtale', 'avtale og avtale, vi har noe som ligner'],
    ['resultatmaal', 'Tja, mål og mål. Det står et tall i planen'],
    ['ansatte_tiltak', 'plan og plan, vi har nå noe slikt'],
    ['tolk_retningslinjer', 'retningslinjer og retningslinjer, men noe står det vel'],
    ['samarbeid_kommuner', 'samarbeid og samarbeid, me møtest no og då'],
    ['introprogram', 'program og program, vi har folk på kurs'],
    ['svingninger', 'vanskelig og vanskelig, det ble jo mer å gjøre'],
    ['evaluering_endring', 'endra og endra, me flytta litt på timane'],
    ['tolk_register', 'register og register, det står no ei liste der'],
    ['ansatte_viktig', 'viktig og viktig, fru Olsen'],
  ])('%s: «%s»', (question, text) => expect(at(question, text)).not.toMatch(/^=/))
})

describe('in whose company people came is not with whom it is done', () => {
  test.each([
    ['bosetter', 'ja, ni stykker kom sammen med foreldrene sine'],
    ['bosetter', 'dei kom saman med mora si i mai'],
    ['bosetter', 'jo, to søsken kom i lag med onkelen'],
    ['bosetter', 'ja, en familie kom sammen med besteforeldrene'],
    ['bosetter', 'æ trur det va seks, alle sammen med familien'],
    ['introprogram', 'sammen med kona går han i programmet'],
    ['samarbeid_kommuner', 'nei, dei flytta saman med foreldra til nabokommunen'],
    ['bosetter', 'han kom sammen med barna'],
    ['bosetter', 'ja, saman med syskena sine'],
    ['bosetter', 'ja, tre stk i lag me ungene sine'],
  ])('%s: «%s»', (question, text) => expect(at(question, text)).not.toMatch(/^=/))
})

describe('none today, and it is there', () => {
  test.each([
    ['introprogram', 'Ikke nå, alle er ferdige. Men vi har et program klart'],
    ['introprogram', 'ikkje for tida, men det ligg eit program her'],
    ['resultatmaal', 'Ikke lenger, men det står et mål i den gamle planen'],
    ['tolk_retningslinjer', 'Itj no, men det finns nå noe fra før'],
    ['nav_avtale', 'ikke akkurat nå, men vi har en avtale liggende'],
    ['ansatte_tiltak', 'Ingen nå. Men vi har jo tiltak fra i fjor'],
    ['bosetter', 'ikke i år, men vi har to på vei'],
    ['samarbeid_kommuner', 'Ikke nå lenger, men vi har avtalen ennå'],
    ['introprogram', 'ikkje i dag. men me har eit opplegg i skuffa'],
    ['nav_avtale', 'ittj nu, men det ligg en avtale i arkivet'],
  ])('%s: «%s»', (question, text) => expect(at(question, text)).not.toMatch(/^=/))
})

describe('what is asked for, promised or waited for is not had', () => {
  test.each([
    ['ordinaer_utdanning', 'Grunnskole ja. Plasser på videregående venter vi på'],
    ['ordinaer_utdanning', 'vi har søkt fylket om plasser på videregående, grunnskole har vi'],
    ['ordinaer_utdanning', 'grunnskule har me, avtale med fylket er vi lova'],
    ['ordinaer_utdanning', 'mer tid, og så har vi bedt om avtale med fylkeskommunen'],
    ['ansatte_tiltak_hvilke', 'mentorordning, og kvotering har vi bedt HR om'],
    ['naeringsliv_tiltak', 'NAVs nettverk. Øremerket stilling har vi søkt om'],
    ['samarbeid_om', 'norskopplæring, og tolk har me purra på'],
    ['nav_avtale', 'avtalen ligger til signering hos dem'],
    ['svingninger_grep', 'leid boliger, og midlertidige har vi fått lovet'],
    ['naeringsliv_tiltak', 'jobbmesse. avtaler med arbeidsgivere ber vi rådmannen om'],
  ])('%s: «%s»', (question, text) => expect(at(question, text)).not.toMatch(/^=/))
})

describe('a year before those that are asked for', () => {
  test.each([
    ['evaluering', 'forvaltningsrevisjon i 2012'],
    ['evaluering', 'Telemarksforsking så på oss i 2015'],
    ['evaluering', 'deltakarane vart spurde i 2014'],
    ['evaluering', 'sist vi gikk gjennom det internt var i 2013'],
    ['evaluering', 'Deloitte, 2011'],
    ['evaluering', 'revisjonen va her i 2010'],
    ['evaluering', 'brukerundersøkelse, den er fra 2015'],
    ['evaluering', 'ei ekstern evaluering frå 2009'],
    ['evaluering', 'intern gjennomgang 2013'],
    ['evaluering', 'KPMG hadde en runde i 2014'],
  ])('%s: «%s»', (question, text) => expect(at(question, text)).not.toMatch(/^=/))
})

describe('of two choices that differ in when, where no time is told', () => {
  test.each([
    ['resultatmaal_hvilke', 'arbeid'],
    ['resultatmaal_hvilke', 'i jobb'],
    ['resultatmaal_hvilke', 'jobb og norsk'],
    ['resultatmaal_hvilke', 'at folk kjem ut i arbeid'],
    ['resultatmaal_hvilke', '70 prosent i arbeid eller utdanning'],
    ['resultatmaal_hvilke', 'overgang til arbeid'],
    ['resultatmaal_hvilke', 'jobb eller skule'],
    ['resultatmaal_hvilke', 'fullføring og jobb'],
    ['resultatmaal_hvilke', 'å få dæm ut i jobb'],
    ['resultatmaal_hvilke', 'utdanning eller arbeid for åtte av ti'],
  ])('%s: «%s»', (question, text) => expect(at(question, text)).not.toMatch(/^=/))
})

describe('and what says as much is stored', () => {
  test.each([
    ['resultatmaal_hvilke', 'jobb når de er ferdige', 'rett_etter'],
    ['resultatmaal_hvilke', 'rett i arbeid', 'rett_etter'],
    ['resultatmaal_hvilke', '1 og 3', 'rett_etter,norsknivaa'],
    ['resultatmaal_hvilke', 'norsk', 'norsknivaa'],
    ['bosetter', 'ja, sammen med Bærum', 'med_andre'],
    ['bosetter', 'ja, saman med nabokommunen', 'med_andre'],
    ['nav_avtale', 'ja, 2014', 'ja'],
    ['svingninger_hvilke', 'økonomi, økonomi og økonomi', 'oekonomi'],
    ['utdanning_antall', '5 i grunnskolen og 2 på videregående', '7'],
    ['imdi_savn', 'bedre vedlegg til rundskrivene', 'bedre vedlegg til rundskrivene'],
    ['leder_merknad', 'det var det verste skjemaet jeg har sett', 'det var det verste skjemaet jeg har sett'],
    ['leder_merknad', 'deltakerne våre har gått tre år uten tilbud', 'deltakerne våre har gått tre år uten tilbud'],
    ['leder_merknad', 'mange har gått lenge med traumer', 'mange har gått lenge med traumer'],
  ])('%s: «%s»', (question, text, value) => expect(at(question, text)).toBe(`= ${value}`))
})

describe('one person and an illness, in dialect and with a letter for a name', () => {
  test.each([
    [
      'leder_merknad',
      'hainn Yusuf A. på gammelskoln ha gått tri år me PTSD å ingen gjør nåkka, det må dokker ta tak i',
    ],
    ['leder_merknad', 'Yusuf på skolen har gått tre år med PTSD'],
    ['leder_merknad', 'ho Amina K. ha gått i fleire år med depresjon'],
    ['ansvarlig_merknad', 'hu Fatima B. har slitt med angst siden hun kom'],
    ['leder_merknad', "han'n Ali ha levd me epilepsi"],
    ['leder_merknad', 'Mohamed S. går rundt med en psykose og ingen hjelper'],
    ['leder_merknad', 'hu Sara lever me hiv og vil itj at nån skal vite det'],
    ['ansvarlig_merknad', 'En av de bosatte har gått lenge med tuberkulose'],
    ['ansvarlig_merknad', 'han har levd i mange år med diabetes'],
  ])('%s: «%s»', (question, text) => expect(at(question, text)).not.toMatch(/^=/))
})

describe("what is asked at last in words of one's own", () => {
  test.each([
    ['imdi_savn', 'det tek æ heller på telefon. kæm ska æ ring?'],
    ['imdi_savn', 'Det tar jeg heller muntlig. Hvem kan jeg snakke med?'],
    ['imdi_savn', 'mye egentlig. kan jeg sende det senere?'],
    ['imdi_savn', 'Ja, litt. Kor mykje kan eg skrive?'],
    ['imdi_savn', 'noe med tolk. husker ikke helt, kan jeg se hva jeg skrev i fjor?'],
    ['imdi_savn', 'Me saknar kurs. Får eg fleire enn dette?'],
    ['imdi_savn', 'Mer penger. Når får kommunene svar?'],
  ])('%s: «%s»', (question, text) => expect(at(question, text)).not.toMatch(/^=/))
})

describe('what is meant stands in something that cannot be sent', () => {
  test.each([
    ['ansvarlig_merknad', 'Se vedlagte notat, 4 sider (docx)'],
    ['ansvarlig_merknad', 'Se vedlegg'],
    ['ansvarlig_merknad', 'Notatet ligger vedlagt'],
    ['ansvarlig_merknad', 'sjå vedlegg 2'],
    ['ansvarlig_merknad', 'Viser til brevet vårt av 3. oktober'],
    ['ansvarlig_merknad', 'jf. rapporten vi sendte'],
    ['ansvarlig_merknad', 'vedlegg følger'],
    ['imdi_savn', 'sender det på mail'],
    ['imdi_savn', 'Vedlagt følgjer innspela våre'],
    ['imdi_savn', 'eg legg ved eit dokument'],
  ])('%s: «%s»', (question, text) => expect(at(question, text)).not.toMatch(/^=/))
})

describe('no words are left', () => {
  test.each([
    ['ansvarlig_merknad', 'nei det va no det'],
    ['ansvarlig_merknad', 'nei, det var det'],
    ['ansvarlig_merknad', 'Nei, det var nå alt'],
    ['ansvarlig_merknad', 'neida det e no det'],
    ['ansvarlig_merknad', 'det var alt fra oss'],
    ['ansvarlig_merknad', 'næh, e tom førr ord i dag'],
    ['ansvarlig_merknad', 'nei, tom for ord'],
    ['ansvarlig_merknad', 'jeg er tom for innspill'],
    ['ansvarlig_merknad', 'eg er tom for ord nå'],
    ['leder_merknad', 'nei, det vart vel det'],
  ])('%s: «%s»', (question, text) => expect(heardAt(question, text)).toBe('= skipped'))
})

describe('who is told of twice is counted once', () => {
  test.each([
    ['utdanning_antall', '5 på grunnskolen og 2 på videregående, ho eine av dem tar begge deler'],
    ['utdanning_antall', '6 på grunnskule og 4 på vgs, to går begge stader'],
    ['utdanning_antall', '7 grunnskole + 3 vgs, en er talt to ganger'],
    ['utdanning_antall', 'fire på grunnskolen, tre på vgs, det er noe overlapp'],
    ['utdanning_antall', '8 på grunnskole og 2 på fagskole, den ene er samme person'],
    ['utdanning_antall', '10 og 3, men tre av dem er dobbelttelt'],
    ['bosatt_antall', 'sju voksne og tre barn, ett barn er telt dobbelt'],
    ['bosatt_antall', '4 kvinner og 6 menn, to er de samme som i fjor'],
  ])('%s: «%s»', (question, text) => expect(at(question, text)).not.toMatch(/^=/))
})

describe('numbers of the scale in the order of the rows on the card', () => {
  const four = ['kunnskapsdeling', 'mangfoldige_tjenester', 'bosetting', 'enslige_mindreaarige']
  test.each([
    ['imdi_nytte', '2 2 1 og ikke aktuelt', ['god', 'god', 'svaert_god', 'not_applicable']],
    ['imdi_nytte', '2,2,veit ikkje,1', ['god', 'god', 'dont_know', 'svaert_god']],
    ['imdi_nytte', '1 1 2 3', ['svaert_god', 'svaert_god', 'god', 'litt_nyttig']],
    ['imdi_nytte', '2 2 5 6', ['god', 'god', 'dont_know', 'not_applicable']],
    ['imdi_viktighet', '3,3,4,4', ['litt_viktig', 'litt_viktig', 'ikke_viktig', 'ikke_viktig']],
    ['imdi_viktighet', '1, 1, 4 og vet ikke', ['svaert_viktig', 'svaert_viktig', 'ikke_viktig', 'dont_know']],
  ])('%s: «%s» is asked about', (question, text, values) => {
    const told = four.map((row, i) => `${row}:${values[i]}`).toSorted()
    expect(at(question, text)).toBe(`? ${told.join(' ')}`)
  })

  test.each(['1 2 3', '9 9 9 9', '1 og 2'])('«%s» is no such list', (text) =>
    expect(at('imdi_nytte', text)).toBe('several_given'),
  )
})

describe('months of this year are reckoned, and what is half a year or more is no 0', () => {
  test.each([
    ['Sidan januar i år', '? 1'],
    ['siden mars i år', '? 1'],
    ['siden mai i år', '? 1'],
    ['tiltrådte i april i år', '? 1'],
    ['begynte i februar i år', '? 1'],
    ['siden 1. mars i år', '? 1'],
    ['siden påske i år', '? 0'],
    ['under et halvt år', '? 0'],
    ['mindre enn eit halvt år', '? 0'],
    ['et par måneder', '? 0'],
    ['noen uker', '? 0'],
    // Two months are told by the month, and less than half a year in any case.
    ['Tiltrådte 1. september i år', '= 0'],
  ])('«%s» %s', (text, expected) => expect(at('leder_aar', text)).toBe(expected))
})

describe('one more beside a figure is asked about', () => {
  test.each([
    ['introprogram_deltakere', '30, og 5 i permisjon', 'ambiguous_number'],
    ['introprogram_deltakere', '74 (pluss 3 i permisjon)', '? 77'],
    ['bosatt_antall', '24 og så 6 til', '? 24'],
    ['bosatt_antall', '24, pluss 6 i tillegg', 'ambiguous_number'],
    ['introprogram_deltakere', '18 og 2 på perm', 'ambiguous_number'],
    // Of later, or of elsewhere, is none of them.
    ['bosatt_antall', '14 no, og 6 til kjem i november', '= 14'],
    ['ansvarlig_aar', '4 her og 6 i Skien før det', '= 4'],
  ])('%s: «%s» %s', (question, text, expected) => expect(at(question, text)).toBe(expected))
})

describe('that nobody can tell is a choice where one says so', () => {
  test.each(['vanskelig å si', 'det er vanskelig å si', 'umogleg å seie', 'det går ikkje å seie'])('«%s»', (text) =>
    expect(at('naeringsliv_best', text)).toBe('? ikke_skille'),
  )

  test.each(['vet ikke', 'det veit eg ikkje'])('«%s» is none', (text) =>
    expect(heardAt('naeringsliv_best', text)).toBe('= dont_know'),
  )
})

describe('a yes or a no and nothing but another time', () => {
  test.each([
    ['nav_avtale', 'ja, i fjor'],
    ['nav_avtale', 'nei, ikke i fjor'],
    ['tolk_retningslinjer', 'ja, i 2015'],
    ['ansatte_tiltak', 'Ja, 2012–2015'],
    ['ansatte_tiltak', 'Ja, handlingsplan 2019–2022'],
    ['introprogram', 'nei, ikkje i fjor'],
    ['samarbeid_kommuner', 'ja, i 2014 og 2015'],
    ['resultatmaal', 'ja, forrige periode'],
    ['tolk_retningslinjer', 'jau, for to år sidan'],
  ])('%s: «%s» is asked about', (question, text) => expect(at(question, text)).not.toMatch(/^=/))
  test.each([
    ['nav_avtale', 'ja, frå 2014'],
    ['nav_avtale', 'ja, 2014'],
    ['nav_avtale', 'ja, i 2018'],
    ['nav_avtale', 'Ja, fornya i 2017'],
    ['nav_avtale', 'ja, i år'],
    ['resultatmaal', 'Ja, vedtatt i handlingsplan 2018–2021'],
    ['ansatte_tiltak', 'ja, planen gjelder 2017-2020'],
    ['ansatte_tiltak', 'Ja, strategi 2016-2019'],
    ['resultatmaal', 'ja, økonomiplan 2018-21'],
  ])('%s: «%s» is stored', (question, text) => expect(at(question, text)).toBe('= ja'))
})

describe('what is talked about, ought to be, was another time, or whom somebody rings', () => {
  test.each([
    ['samarbeid_kommuner', 'Me har snakka om det i ti år'],
    ['samarbeid_kommuner', 'vi har diskutert det lenge'],
    ['samarbeid_kommuner', 'tema på kvart einaste møte'],
    ['ansatte_tiltak', 'me har tenkt på det'],
    ['ansatte_tiltak', 'vi snakker om det stadig'],
    ['tolk_retningslinjer', 'det burde vi hatt'],
    ['resultatmaal_rapportering', 'skulle vært hvert år'],
    ['kapasitet_tid', 'ett år tok det sist'],
    ['introprogram_plassering', 'NAV sitter vegg i vegg'],
    ['introprogram_plassering', 'samlokalisert med NAV'],
    ['tolk_retningslinjer', 'oss ring ho Fatima'],
    ['tolk_retningslinjer', 'vi ringer han Ahmed'],
    ['bosetter', 'nei, ikke ennå, men to kom i går'],
    ['bosetter', 'nei, ikkje enno, men ein familie flytta inn i går'],
    ['bosetter', 'nei, ingen, men vi fikk to på familiegjenforening'],
    ['bosetter', 'nei itj ænno, men det kom nån i går'],
    ['bosetter', 'nei, ikke ennå, men tre har kommet hit selv'],
  ])('%s: «%s» is asked about', (question, text) => expect(at(question, text)).not.toMatch(/^=/))
  test('a no that was talked about is one', () =>
    expect(at('samarbeid_kommuner', 'nei, men vi har snakka om det')).toBe('= nei'))
})

describe('of several choices what is only told of as not so', () => {
  test.each([
    ['svingninger_hvilke', 'ikke boliger'],
    ['svingninger_hvilke', 'ikkje økonomi'],
    ['svingninger_hvilke', 'bolig har gått greit'],
    ['svingninger_hvilke', 'økonomi får vi jo dekka'],
    ['bosetting_krevende', 'boliger er ikke noe problem'],
    ['bosetting_krevende', 'økonomi er ikkje noko problem'],
    ['svingninger_grep', 'kutta ikke stillinger'],
    ['svingninger_grep', 'har ikke leid boliger'],
    ['naeringsliv_tiltak', 'prøver å få til jobbmesser'],
    ['naeringsliv_tiltak', 'skal starte med jobbmesser'],
    ['samarbeid_om', 'prøver å få til felles tolk'],
  ])('%s: «%s» is asked about', (question, text) => expect(at(question, text)).not.toMatch(/^=/))
  test.each([
    ['bosetting_krevende', 'var boliger, nå er det jobb', '? arbeid'],
    ['bosetting_krevende', 'barnehage og helse', '= barnehage,helse'],
    ['bosetting_krevende', 'ikke boliger, men barnehage', '= barnehage'],
    ['svingninger_hvilke', 'ingen boliger', '? bolig'],
    ['ordinaer_utdanning', 'ingenting av dette utanom grunnskule', '= grunnskole'],
  ])('%s: «%s» %s', (question, text, expected) => expect(at(question, text)).toBe(expected))
})

describe('all rows at once, and none how much', () => {
  test.each([
    ['imdi_viktighet', 'Alt e viktigt!'],
    ['imdi_viktighet', 'alt er viktig for oss'],
    ['imdi_viktighet', 'alle områda er viktige'],
    ['imdi_nytte', 'alt var nyttig!'],
    ['imdi_nytte', 'hele greia er nyttig'],
  ])('%s: «%s» is asked about', (question, text) => expect(at(question, text)).not.toMatch(/^=/))
  test.each([
    ['imdi_viktighet', 'alt er ganske viktig', 'viktig'],
    ['imdi_viktighet', 'alle litt viktige', 'litt_viktig'],
    ['imdi_nytte', 'alt kjempenyttig', 'svaert_god'],
    ['imdi_nytte', 'ikke nyttig, alle sammen', 'ikke_nyttig'],
  ])('%s: «%s» is stored', (question, text, value) => {
    expect(at(question, text)).toMatch(/^=/)
    expect(new Set(at(question, text).match(/(?<=:)\w+/g))).toEqual(new Set([value]))
  })
})

describe('a no with what people put in front of it is no remark', () => {
  test.each([
    ['imdi_savn', 'Nei vett du ka, eg savne ingenting'],
    ['imdi_savn', 'nei vet du hva, ingenting'],
    ['leder_merknad', 'nei veit du kva, eg har ingenting'],
    ['leder_merknad', 'Nei, nå får det være nok'],
    ['leder_merknad', 'nei, dette held'],
    ['leder_merknad', 'nei no e det nok'],
    ['leder_merknad', 'det får holde'],
  ])('%s: «%s»', (question, text) => expect(heardAt(question, text)).toBe('= skipped'))
  test.each([
    ['imdi_savn', 'nei vet du hva, raskere svar'],
    ['ansvarlig_merknad', 'nei, nå får det være nok skjemaer'],
    ['ansvarlig_merknad', 'det er nok å gjøre'],
  ])('%s: «%s» is one', (question, text) => expect(heardAt(question, text)).toBe(`= ${text}`))
})
