/** Questions about the open question are answered by its own `explain` and `counts`, in whatever form the term is said. */

import { expect, test } from 'vitest'
import { askedAbout } from '../../src/norwegian/asked-about.ts'
import { hear } from '../../src/norwegian/hear.ts'
import type { AskedAbout } from '../../src/norwegian/meaning.ts'
import { saidOf } from '../../src/norwegian/said.ts'
import { type Asked, question } from '../../src/questionnaire/schema.ts'
import { questionnaires } from '../support/survey.ts'
import { hearingOf } from './judge.ts'

const named = (part: 'raadmann' | 'integrering', id: string): Asked => {
  const found = questionnaires[part].sections.flatMap((s) => s.questions).find((q) => q.id === id)
  if (found === undefined || found.kind === 'info') throw new Error(`no question «${id}»`)
  return found
}

const about = (asked: Asked, text: string): AskedAbout | undefined => hear(text, hearingOf(asked, 'nb')).asked

// biome-ignore format: a table
const explained: readonly [part: 'raadmann' | 'integrering', id: string, text: string, begins: string][] = [
  ['raadmann', 'leder_aar', 'tell permisjonen med? hadd et år i Brussel', 'Ja, tid i permisjon'],
  ['raadmann', 'leder_aar', 'skal jeg regne med tida som vikar', 'Ja, ta med tiden du var konstituert'],
  ['raadmann', 'leder_aar', 'teller årene i nabokommunen?', 'Nei, bare tiden i denne'],
  ['raadmann', 'leder_aar', 'Hva med tiden jeg var konstituert da?', 'Ja, ta med tiden du var konstituert'],
  ['raadmann', 'leder_rolle', 'hva menes med toppledelse', 'Toppledelsen er'],
  ['raadmann', 'svingninger', 'teller familiegjenforente med?', 'Ja, familiegjenforente'],
  ['raadmann', 'svingninger', 'er familiesameinte med her', 'Ja, familiegjenforente'],
  ['raadmann', 'svingninger', 'reknes det på mottaket hær? vi hadd 180 plassa', 'Nei, vi spør om bosetting'],
  ['raadmann', 'svingninger', 'ka meine du me svinga', 'Hvert år ber IMDi'],
  ['raadmann', 'svingninger_grep', 'vi gjord det i 2016 men slutta. tell det', 'Ja, ta med alt dere har gjort'],
  ['raadmann', 'svingninger_hvilke', 'hva legger dere i krevende', 'Vi mener det som har vært vanskelig'],
  ['raadmann', 'ansatte_tiltak', 'ka e definisjonen på innvandrer i dag da. svensk lærer?', 'En innvandrer er født'],
  ['raadmann', 'ansatte_tiltak', 'vi har et utkast til plan som skal opp i kommunestyret. teller det?', 'Nei, en plan teller først'],
  ['raadmann', 'ansatte_tiltak_hvilke', 'ka e moderat kvotering', 'Moderat kvotering er'],
  ['raadmann', 'ansatte_andel', 'skal eg ta med svenskane', 'Ja, alle land'],
  ['raadmann', 'ansatte_andel', 'er det årsverk eller hoder dere vil ha', 'Tell personer'],
  ['raadmann', 'ansatte_viktig', 'hvilke år snakker vi om', 'Tenk på 2019 og 2020'],
  ['raadmann', 'tolk_retningslinjer', 'Tolk som i teiknspråk eller?', 'Nei, tegnspråktolk'],
  ['raadmann', 'tolk_retningslinjer', 'holder det med muntlige rutiner', 'Nei, retningslinjene må'],
  ['raadmann', 'tolk_register', 'ka e nasjonalt tolkregister for no', 'Nasjonalt tolkeregister er'],
  ['raadmann', 'naeringsliv_tiltak', 'regnes sykehuset som næringsliv? det e stat', 'Ja, andre offentlige'],
  ['integrering', 'bosatt_mindreaarige', 'enslige mindreårige, e det de som bor i bofellesskap?', 'Enslige mindreårige er barn'],
  ['integrering', 'ansvarlig_aar', 'Rådmannen lurer på om årene som frivillig i Røde Kors skal regnes med.', 'Nei, frivillig arbeid'],
  ['integrering', 'nav_avtale', 'Partnerskapsavtalen med NAV, er det den dere sikter til?', 'Nei, avtalen må'],
  ['integrering', 'resultatmaal', 'kva er eigentleg eit resultatmål i dykkar auge? må det vere eit tal?', 'Et resultatmål er'],
  ['integrering', 'resultatmaal', 'hva er resultatmålene dere spør om', 'Et resultatmål er'],
  ['integrering', 'resultatmaal_prosent', 'e praksis i arbeid eller itj hos dokk', 'Nei, praksis uten lønn'],
  ['integrering', 'utdanning_antall', 'er enkeltfag med', 'Ja, den som tar enkelte fag'],
  ['integrering', 'imdi_kontakt', 'tel nyheitsbreva som kontakt', 'Nei, å lese nyhetsbrev'],
  ['integrering', 'samarbeid_kommuner', 'er det nok med nettverksmøter', 'Nei, møter for å utveksle'],
  ['integrering', 'samarbeid_kommuner', 'me kjøper norskopplæring av naboen, er det samarbeid?', 'Ja, både å kjøpe'],
  ['integrering', 'imdi_nytte', 'er god det samme som nyttig?', 'Hjelpen er nyttig hvis'],
  ['integrering', 'imdi_nytte', 'Tel kurset hjå Fylkesmannen med her? Det var jo IMDi-pengar i det trur eg', 'Nei, bare hjelp fra IMDi'],
  ['integrering', 'imdi_viktighet', 'hva mener dere med nyankomne', 'Nyankomne er'],
  // Other words than the editor's: compounds, dialect, no sign, a last clause that asks, a sentence before that names it.
  ['raadmann', 'leder_rolle', 'vikarierer bare i vinter, går det?', 'Ja. Velg stillingen du fyller nå'],
  ['raadmann', 'leder_aar', 'fødselspermen min i 2014 da?', 'Ja, tid i permisjon'],
  ['raadmann', 'leder_aar', 'årene i Tynset?', 'Nei, bare tiden i denne'],
  ['raadmann', 'leder_aar', 'gikk av i 2010 og kom tilbake i 2013. Legges periodene sammen?', 'Ja, legg sammen periodene'],
  ['raadmann', 'svingninger', 'bulgararane som plukkar jordbær, er dei polakkar nok til å vere med?', 'Nei, vi spør bare om flyktninger'],
  ['raadmann', 'svingninger_hvilke', 'hører fastlegene inn under helse', 'Vi mener for eksempel fastlege'],
  ['raadmann', 'svingninger_grep', 'bygda stilte opp på dugnad, e det et grep', 'Nei, bare det '],
  ['raadmann', 'kapasitet_tid', 'er campinghyttene greie som bolig?', 'Nei, tenk på boliger'],
  ['raadmann', 'kapasitet_tid', 'fleire enn kva', 'Tenk deg at IMDi ber'],
  ['raadmann', 'ansatte_tiltak', 'renovasjonsselskapet eier vi 40 prosent av. Er de med?', 'Nei, svar for dem som er ansatt'],
  ['raadmann', 'ansatte_andel', 'Regnes islendinger?', 'Ja, alle land'],
  ['raadmann', 'ansatte_andel', 'dansken på rådhuset, tell vi han', 'Ja, alle land'],
  ['raadmann', 'ansatte_andel', 'hu fra vikarbyrået', 'Nei, innleide'],
  ['raadmann', 'ansatte_andel', 'Hun er født på Lillehammer, foreldrene kom fra Vietnam. Skal hun telles?', 'Nei, den som er født i Norge'],
  ['raadmann', 'ansatte_andel', 'adoptivbarn fra Korea?', 'Nei, begge foreldrene'],
  ['raadmann', 'ansatte_andel', 'hele kommunen eller bare rådhuset', 'Ta med alle ansatte'],
  ['raadmann', 'ansatte_andel', 'må det være helt nøyaktig på desimalen?', 'Et anslag er godt nok'],
  ['raadmann', 'ansatte_viktig', '2022 òg?', 'Nei, tenk bare på 2019 og 2020'],
  ['raadmann', 'ansatte_viktig', 'viktig for hvem', 'Ikke for deg personlig'],
  ['raadmann', 'tolk_retningslinjer', 'telefontolk, e det med', 'Ja, tolk på skjerm og telefon'],
  ['raadmann', 'tolk_retningslinjer', 'nordsamisk òg?', 'Ja, alle språk er med'],
  ['raadmann', 'tolk_register', '«Helst», står det. Duger det?', 'Ja, svar ja hvis retningslinjene nevner'],
  ['raadmann', 'tolk_kjent', 'reinhaldarane treff jo aldri nokon, skal dei vere med?', 'Nei, tenk bare på dem som møter'],
  ['raadmann', 'naeringsliv_tiltak', 'Bedriften ligger på den andre siden av kommunegrensen. Med?', 'Ja, arbeidsgivere i nærheten'],
  ['raadmann', 'naeringsliv_tiltak', 'nav sine kurs, teller de', 'Ja, tiltak som NAV-kontoret'],
  ['raadmann', 'naeringsliv_tiltak', 'hva er forskjellen på øremerket stilling og praksisavtaler', 'Det er avtaler|At det er bestemt'],
  ['raadmann', 'naeringsliv_aarsverk', 'stillingen er ubesatt ut året. inn med den?', 'Ja, ta med stillingen'],
  ['raadmann', 'naeringsliv_best', 'helgejobb på Rema, 15 prosent. I arbeid?', 'Ja, lønnet arbeid'],
  ['integrering', 'ansvarlig_aar', 'leksehjelp i Røde Kors', 'Nei, frivillig arbeid'],
  ['integrering', 'ansvarlig_aar', 'då eg var miljøarbeidar her, er den tida med', 'Ja, ta med alle år'],
  ['integrering', 'bosatt_antall', 'familien reiste til Drammen etter to måneder, skal de være i tallet', 'Ja, ta med dem som ble bosatt'],
  ['integrering', 'bosatt_antall', 'Desemberfamilien også?', 'Nei, tell bare dem som hadde flyttet inn'],
  ['integrering', 'bosatt_antall', 'babyen ble født på sykehuset her i august, den da?', 'Nei, barn født i Norge'],
  ['integrering', 'bosatt_antall', 'ein eldre mann døydde i april', 'Ja, alle som ble bosatt'],
  ['integrering', 'bosatt_mindreaarige', 'hu bor hos tanta si, foreldra er i Eritrea. enslig?', 'Ja, også den som bor hos'],
  ['integrering', 'introprogram', 'jobbsjansen, teller den som intro?', 'Nei, Jobbsjansen'],
  ['integrering', 'introprogram_deltakere', 'pappaperm fra introen', 'Ja, den som er i permisjon'],
  ['integrering', 'introprogram_deltakere', 'og ho som hoppa av i juni', 'Nei, den som hadde sluttet'],
  ['integrering', 'introprogram_plassering', 'hva om ansvaret er delt mellom to etater', 'Ja, ansvaret kan være delt'],
  ['integrering', 'nav_avtale', 'vi har bare en håndsopprekning og et håndtrykk, holder det', 'Nei, avtalen må være skriftlig'],
  ['integrering', 'resultatmaal', 'bystyret har satt ett mål for alle bydelene. er det vårt?', 'Ja, hvis '],
  ['integrering', 'resultatmaal', 'resultatmål, oversett', 'Et resultatmål er'],
  ['integrering', 'resultatmaal_prosent', 'jobb med lønnstilskudd, regnes det', 'Ja, arbeid med lønnstilskudd'],
  ['integrering', 'utdanning_antall', 'En tar kjemi som privatist. Jeg vil gjerne telle henne', 'Nei, utdanningen må være'],
  ['integrering', 'utdanning_antall', 'folkehøyskole, da?', 'Nei, folkehøgskole'],
  ['integrering', 'samarbeid_kommuner', 'Hvor går grensa til samarbeid?', 'Et samarbeid er fast'],
  ['integrering', 'samarbeid_kommuner', 'vi møtes til erfaringsutveksling i blant, går det som samarbeid', 'Nei, møter for å utveksle'],
  ['integrering', 'evaluering', 'ei masteroppgåve om programmet vårt, gjeld ho?', 'Ja, hvis den undersøkte'],
  ['integrering', 'imdi_kontakt', 'bare meg, eller hele kontoret?', 'Regn med den kontakten'],
  ['integrering', 'imdi_kontakt', 'leser nyhetsbrevet hver uke 📬 er det kontakt', 'Nei, å lese nyhetsbrev'],
  ['integrering', 'imdi_nytte', 'siste året, er det kalenderåret?', 'Tenk på de siste tolv'],
  ['raadmann', 'svingninger_grep', 'vedtatt i mai, men ikke gjort ennå?', 'Nei, bare det '],
  ['raadmann', 'kapasitet_tid', 'hvis nabokommunen tar noen for oss, gjelder det', 'Nei, bare det '],
  ['raadmann', 'tolk_kjent', 'vaktmesterne trenger aldri tolk. skal de trekke ned', 'Nei, tenk bare på dem som møter'],
  ['raadmann', 'ansatte_viktig', 'tilkallingsvikarer?', 'Ja, alle ansatte'],
  ['integrering', 'bosatt_antall', 'opphold på humanitært grunnlag?', 'Ja, opphold på humanitært'],
  ['integrering', 'bosatt_antall', 'en familie flyttet hit fra Moss på eget initiativ, regnes de', 'Nei, den som først ble bosatt'],
  ['integrering', 'utdanning_antall', 'to hospiterer på Firda vgs en dag i uka, skal jeg regne dem', 'Nei, den som hospiterer'],
  ['integrering', 'nav_avtale', 'vi ble enige på e-post, er det skriftlig nok', 'Ja, hvis det står der'],
  ['integrering', 'ordinaer_utdanning', 'gjelder det alle elevene på skolen min', 'Nei, bare deltakerne'],
  ['integrering', 'resultatmaal_rapportering', 'hvilken ledelse', 'Ledelsen er'],
  ['integrering', 'evaluering', 'ekstern evaluering = ?', 'At noen utenfor'],
  ['integrering', 'bosetting_krevende', 'kort varsel, om hva da', 'At det går kort tid'],
]

test.each(explained)('%s, %s: «%s» is answered with «%s …»', (part, id, text, begins) => {
  expect(about(named(part, id), text)?.texts[0]?.nb).toMatch(new RegExp(`^(?:${begins})`))
})

/** Nothing of the municipal survey: what answers stands in the questionnaire alone. */
const library = question.parse({
  id: 'utlaan',
  kind: 'number',
  text: { nb: 'Hvor mange utlån hadde biblioteket i 2021?', nn: 'Kor mange utlån hadde biblioteket i 2021?' },
  explain: [
    {
      terms: { nb: ['utlån', 'lån'], nn: ['utlån', 'lån'] },
      text: { nb: 'Et utlån er én bok som går ut av huset.', nn: 'Eit utlån er éi bok som går ut av huset.' },
    },
  ],
  counts: [
    {
      terms: { nb: ['e-bøker', 'lydbøker'], nn: ['e-bøker', 'lydbøker'] },
      included: true,
      text: { nb: 'Ja, lån av lydbøker teller.', nn: 'Ja, lån av lydbøker tel.' },
    },
    {
      terms: { nb: ['fornyelser', 'fornyet lån'], nn: ['fornyingar', 'fornya lån'] },
      included: false,
      text: { nb: 'Nei, fornyelser teller ikke.', nn: 'Nei, fornyingar tel ikkje.' },
    },
  ],
}) as Asked

test.each([
  ['teller lydbøkene med?', 'Ja, lån av lydbøker'],
  ['ska æ ta me lydbøkern', 'Ja, lån av lydbøker'],
  ['skal eg rekne med fornyingane', 'Nei, fornyelser'],
  ['Er fornyelsene inkludert i tallet?', 'Nei, fornyelser'],
  ['kva meiner de med utlån', 'Et utlån er'],
  ['hva regnes som et utlån?', 'Et utlån er'],
])('a questionnaire of another survey answers for itself: «%s»', (text, begins) => {
  expect(about(library, text)?.texts[0]?.nb).toMatch(new RegExp(`^${begins}`))
})

test.each(['teller tidsskrifter med?', 'er avisene med i dette', 'omfatter det skolebiblioteket?', 'tel filmar med?'])(
  'what the questionnaire does not say is not made up: «%s»',
  (text) => {
    expect(about(library, text)).toEqual({ texts: [], sure: false })
  },
)

test('when is answered by the question’s own words, and two choices by name', () => {
  expect(about(library, 'hvilket år gjelder det?')).toMatchObject({ texts: [], inText: true })
  expect(about(named('integrering', 'imdi_nytte'), 'kva er forskjellen på 1 og 2?')?.choices).toHaveLength(2)
  expect(
    about(named('raadmann', 'svingninger_hvilke'), 'Kva er skilnaden på bemanning og kompetanse?')?.texts,
  ).toHaveLength(2)
})

test.each([
  ['raadmann', 'ansatte_andel', '30?'],
  ['raadmann', 'ansatte_andel', 'er det 30?'],
  ['raadmann', 'ansatte_andel', 'blir det rundt 12 prosent?'],
  ['raadmann', 'leder_aar', 'e det 4 år?'],
  ['integrering', 'bosatt_antall', 'var det 31 da?'],
  ['raadmann', 'svingninger_hvilke', 'er det bemanning?'],
  ['raadmann', 'svingninger', 'ja'],
  ['raadmann', 'svingninger', 'nei, det har vi ikke merket'],
  ['integrering', 'bosatt_antall', 'vi bosatte 30, og da teller vi med familiegjenforente'],
  ['integrering', 'evaluering', 'ekstern evaluering'],
] as const)('%s, %s: «%s» is no question to the bot', (part, id, text) => {
  expect(about(named(part, id), text)).toBeUndefined()
})

test('what asks of the survey is not taken for a term of the question', () => {
  const asked = named('raadmann', 'leder_rolle')
  const topics = [
    'hva er fristen?',
    'hva er det her',
    'hvem har tilgang til svarene våre',
    'er dette obligatorisk?',
  ].map((text) => hear(text, hearingOf(asked, 'nb')).topic)
  expect(topics).toEqual(['deadline', 'what_is_this', 'who_sees', 'must'])
})

test('long texts are not read for terms', () => {
  expect(askedAbout(saidOf(`teller ${'permisjon '.repeat(60)}med?`), hearingOf(library, 'nb'))).toBeUndefined()
})

/** «God» stands inside «svært god», and «lite» inside «lite nyttig». */
const scale = question.parse({
  id: 'samarbeid',
  kind: 'single',
  text: { nb: 'Hvordan er samarbeidet?', nn: 'Korleis er samarbeidet?' },
  choices: [
    ['svaert_god', 'Svært god', 'Svært god'],
    ['ganske_god', 'Ganske god', 'Ganske god'],
    ['god', 'God', 'God'],
    ['daarlig', 'Dårlig', 'Dårleg'],
    ['ikke_god', 'Ikke god', 'Ikkje god'],
    ['ord', 'Ord', 'Ord'],
  ].map(([id, nb, nn]) => ({ id, text: { nb, nn } })),
}) as Asked

test.each([
  ['forskjellen på svært god og ganske god', ['svaert_god', 'ganske_god']],
  ['Sondringen mellom svært god og ganske god er uklar for meg.', ['svaert_god', 'ganske_god']],
  ['Hva er forskjellen på ganske god og svært god?', ['ganske_god', 'svaert_god']],
  ['kva er skilnaden på god og svært god?', ['god', 'svaert_god']],
  ['hva er forskjellen på dårlig og ikke god?', ['daarlig', 'ikke_god']],
  ['kva er skilnaden på ikkje god og dårleg?', ['ikke_god', 'daarlig']],
  ['er god det samme som ganske god?', ['god', 'ganske_god']],
  ['hva er forskjellen på svært god og god i ordboka?', ['svaert_god', 'god']],
])('the choices that are compared are the whole words that were said: «%s»', (text, choices) => {
  expect(about(scale, text)?.choices).toEqual(choices)
})

test('of one choice that is named no part is another one', () => {
  expect(about(scale, 'er det noen forskjell på svært god?')?.choices).toBeUndefined()
})

test.each([
  ['raadmann', 'svingninger_hvilke', 'kan en krysse av for flere?'],
  ['raadmann', 'svingninger_grep', 'går det an å ta flere'],
  ['integrering', 'bosetting_krevende', 'bare tre? vi har seks'],
  ['integrering', 'bosetting_krevende', 'får æ velg fire'],
  ['raadmann', 'naeringsliv_tiltak', 'kan noe være to ting?'],
  ['integrering', 'resultatmaal_hvilke', 'må eg halde meg til éin'],
] as const)('%s, %s: «%s» asks how many may be chosen', (part, id, text) => {
  expect(about(named(part, id), text)).toMatchObject({ texts: [], many: true })
})

test.each([
  ['integrering', 'introprogram_deltakere', 'på kva dato'],
  ['integrering', 'utdanning_antall', 'er det på en bestemt dag, eller alle som har vært innom i høst'],
  ['integrering', 'bosatt_antall', 'hele året eller til nå'],
] as const)('%s, %s: «%s» is answered by the question’s own words', (part, id, text) => {
  expect(about(named(part, id), text)).toMatchObject({ texts: [], inText: true })
})

/** What names a term and is an answer all the same, or puts an earlier one right. */
test.each([
  ['raadmann', 'leder_rolle', 'sitter som konstituert rådmann nå'],
  ['raadmann', 'leder_aar', 'Nei vent, det var assisterende jeg mente'],
  ['raadmann', 'svingninger_hvilke', 'boliger og bemanning'],
  ['raadmann', 'naeringsliv_tiltak', 'NAV og jobbmesser'],
  ['raadmann', 'ansatte_andel', 'om lag 4 prosent, med vikarene'],
  ['integrering', 'bosatt_antall', '12 med familiegjenforente'],
  ['integrering', 'nav_avtale', 'muntlig avtale'],
  ['integrering', 'resultatmaal_rapportering', 'når noen spør'],
  ['integrering', 'imdi_kontakt', 'Leser nyhetsbrevet deres hver fredag, ellers har vi ikke snakket med dem'],
] as const)('%s, %s: «%s» is no question to the bot', (part, id, text) => {
  expect(about(named(part, id), text)).toBeUndefined()
})

test('what is named where nothing else is heard is told of, and nothing is made up', () => {
  expect(about(library, 'fornyelsene våre i mars')?.texts[0]?.nb).toBe('Nei, fornyelser teller ikke.')
  expect(about(library, 'tidsskriftene våre i mars')).toBeUndefined()
})
