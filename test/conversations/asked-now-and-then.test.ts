/** What a good interviewer is asked now and then, by a hostile leader, a chatty one, a stand-in, a hurried one and a thorough one. */

import { expect, test } from 'vitest'
import type { State } from '../../src/engine/draft.ts'
import type { World } from '../../src/engine/session.ts'
import { step } from '../../src/engine/step.ts'
import { saidOf } from '../../src/norwegian/said.ts'
import { framedTalk } from '../../src/norwegian/talk.ts'
import { render } from '../../src/wording/render.ts'
import { type Line, stateAt } from '../norwegian/conversation-judge.ts'
import { questionnaires, units, worldOf } from '../support/survey.ts'

const said = (at: Partial<Line> & Pick<Line, 'part' | 'text'>): { line: Line; world: World; state: State } => {
  const line: Line = { n: 0, lang: 'nb', unit: 'kommune', kind: 'conversation', expected: '', ...at }
  const world = worldOf(questionnaires[line.part], units[line.unit])
  return { line, world, state: stateAt(line, world) }
}

/** What is shown anew, and whether anything of the answers changed or anything was done. */
const replyTo = ({ line, world, state }: ReturnType<typeof said>): { shown: string; isAsBefore: boolean } => {
  const {
    session,
    seat,
    replies,
    effects = [],
    submitted,
    forget,
  } = step(world, state, { type: 'text', text: line.text })
  const shown = replies
    .filter(({ place }) => place === 'new')
    .map(({ reply }) => JSON.stringify(render(reply, { ...world, session, seat })))
    .join('\n')
  const isIdle = effects.length === 0 && submitted === undefined && !forget
  return { shown, isAsBefore: isIdle && JSON.stringify(session.entries) === JSON.stringify(state.session.entries) }
}

const part = { r: 'raadmann', i: 'integrering' } as const
const places = ['start', 'review', 'confirm', 'receipt', 'paused']

/** Where it is said, the part, what is said → what the reply says. */
// biome-ignore format: a table
const table: readonly (readonly [at: string, of: 'r' | 'i', text: string, says: RegExp])[] = [
  ['start', 'r', 'Nei takk, ikke i dag', /fristen er|når som helst/],
  ['start', 'r', 'nei', /helt i orden.*«minn meg på mandag»/],
  ['start', 'r', 'Får vi noe igjen for det?', /følge opp kommunene/],
  ['start', 'i', 'Jeg vikarierer bare ut året, er det jeg som skal svare på dette?', /vikarierer/],
  ['start', 'i', 'Hva er det jeg har sagt ja til her?', /Dette er en undersøkelse/],
  ['start', 'r', 'Hei, dette er Wenche. Sjefen er på reise til fredag. Rekker hun det da?', /Svarfristen er/],
  ['leder_rolle', 'r', 'Hva har min stilling med saken å gjøre?', /Vi spør fordi/],
  ['leder_aar', 'r', 'Nå er det meg, Torill. Vi tar det herfra', /velkommen/],
  ['leder_aar', 'r', 'Turid, kor lenge har æ egentlig vært her??', /noen andre|ikke til meg/],
  ['svingninger', 'r', 'skjønte ikke no av det der', /Tenk på tiden/],
  ['svingninger', 'r', 'Svaret avhenger av hvem du spør', /ingen fasit/],
  ['svingninger_hvilke', 'r', 'Dette har jeg rapportert til både Husbanken og byrådsavdelingen', /dobbelt arbeid.*«hopp over»/],
  ['svingninger_hvilke', 'r', 'lista er for lang for mobilen', /stikkord|egne ord/],
  ['svingninger_grep', 'r', 'Den om stillinger - kan byrådet lese det svaret før budsjettet?', /får svarene/],
  ['svingninger_grep', 'r', 'er det tak på kor mange eg kan ta? i den andre delen var det tre', /Velg ett eller flere/],
  ['ansatte_tiltak', 'r', 'Wenche, hør med Anders i HR om vi har noe vedtatt. Ikke svar før han har sagt noe', /noen andre|ikke til meg/],
  ['ansatte_andel', 'r', 'kan jeg gi deg hodetall, så regner du det om?', /34 av 512/],
  ['ansatte_viktig', 'r', 'Hva er det dere fisker etter?', /ingen fasit/],
  ['ansatte_viktig', 'r', 'Hva skjer hvis jeg sier at det ikke er viktig?', /like mange spørsmål/],
  ['ansvarlig_aar', 'i', 'forstår du dialekt, eller må jeg skrive pent?', /Skriv som du snakker/],
  ['bosatt_antall', 'i', 'Hvor finner jeg det tallet?', /overslag.*«send videre»/],
  ['bosatt_antall', 'i', 'dette har vi allerede rapportert i NIR, hvorfor spør dere på nytt?', /dobbelt arbeid.*overslag/],
  ['bosatt_antall', 'i', 'FW: Oppmoding om busetjing 2019 Kommunen blir oppmoda om å busetje 20 flyktningar', /noen andre|ikke til meg/],
  ['bosatt_antall', 'i', 'Kan jeg svare etterpå når jeg har fått tak i henne?', /«hopp over»/],
  ['bosetting_krevende', 'i', 'Dere har glemt «politikerne» på lista', /«Annet»/],
  ['bosetting_krevende', 'i', 'skal jeg rangere dem, eller er de likestilte?', /rekkefølgen har ingenting å si/],
  ['bosetting_krevende', 'i', 'må æ vælg bærre tre? ailt e jo vanskelig', /høyst 3/],
  ['bosetting_krevende', 'i', 'Kan jeg begrunne valget et sted?', /på spørsmål \d+ er det plass/],
  ['introprogram_plassering', 'i', 'får eg lov å krysse av for to her?', /Nei\. Velg ett svar/],
  ['introprogram_plassering', 'i', 'Flere av alternativene passer. Hva gjør jeg?', /Velg ett svar/],
  ['resultatmaal', 'i', 'kan du si det på norsk', /Spørsmålet er/],
  ['resultatmaal_rapportering', 'i', 'beklager hvis jeg virker kort, sitter i et ledermøte som aldri tar slutt', /alt er lagret|Helt i orden/],
  ['ordinaer_utdanning', 'i', 'æ må spør ho på voksenopplæringa om det', /alt er lagret|den tiden du trenger/],
  ['evaluering_endring', 'i', 'drit i det der no', /«hopp over»/],
  ['svingninger_hvilke', 'r', 'ka va det forrige spørsmålet igjen? blei avbrutt', /Forrige spørsmål var: .*«Ja, vanskeligere»/],
  ['imdi_savn', 'i', 'det tek æ heller på telefon. kæm ska æ ring?', /Skriv til .*Er dette et svar/s],
  ['ansvarlig_merknad', 'i', 'Se vedlagte notat, 4 sider (docx)', /ikke vedlegg.*Er dette et svar/s],
  ['ansvarlig_merknad', 'i', 'ka ska æ skriv her da?', /tegn, men noen stikkord/],
  ['review', 'r', 'Kom Kari noen gang i mål med dem jeg sendte til henne?', /«sendt videre»/],
  ['review', 'r', 'Dette ble bare rot. Vi begynner på nytt', /Ingenting er slettet/],
  ['review', 'i', 'Jeg vil gjerne lese gjennom svaret på spørsmål 8 en gang til', /På spørsmål 8 står det/],
  ['confirm', 'r', 'Oi nei, bommet. Tilbake til oversikten', /Oppsummering/],
  ['confirm', 'r', 'send det åt ho Ragnhild først', /sender jeg ikke inn ennå.*«vis svar»/],
  ['confirm', 'i', 'Er du sikker?', /Når du svarer «ja»/],
  ['receipt', 'i', 'står rådmannsspørsmålene igjen?', /hver for seg/],
  ['receipt', 'r', 'Og når hører jeg fra dere?', /Rapporten kommer/],
  ['receipt', 'i', 'kor mang e vi som har svart da?', /Hvor mange som har svart/],
]

test.each(table)('at %s of %s «%s» gets what was asked, and nothing is stored or done', (at, of, text, says) => {
  const here = places.includes(at) ? { at } : { question: at }
  const { shown, isAsBefore } = replyTo(said({ ...here, part: part[of], text }))
  expect(shown).toMatch(says)
  expect(isAsBefore).toBe(true)
})

test('a greeting before the start is returned, and the first question comes', () => {
  const { shown } = replyTo(
    said({ at: 'start', part: 'integrering', lang: 'nn', text: 'God morgon! Då set me i gang' }),
  )
  expect(shown).toMatch(/Hei.*Kva stilling har du/s)
})

test('at words of one’s own «neste takk, orker ikke skrive stil» passes the question by', () => {
  const { line, world, state } = said({
    question: 'samarbeid_kommentar',
    part: 'integrering',
    text: 'neste takk, orker ikke skrive stil',
  })
  const { session } = step(world, state, { type: 'text', text: line.text })
  expect(session.entries.samarbeid_kommentar?.missing).toBe('skipped')
})

/** By the hand that widened the frames, after it, in bokmål, nynorsk and dialect. */
// biome-ignore format: a table
const alsoSaid = {
  no_right_answer: ['finnes det en fasit på dette', 'kva er de eigentleg ute etter', 'er det eit rett og eit gale svar', 'det er bare ett akseptabelt svar her', 'kva forventar de at vi seier'],
  give_counts: ['kan jeg oppgi antall hoder i stedet for prosent', 'kan eg gje talet på tilsette i staden for prosent?', 'kan du summere hvis jeg gir deg to tall', 'må eg rekne ut prosenten sjølv'],
  dialect: ['forstår du dialekt', 'må jeg skrive pent bokmål her', 'går det bra med trøndersk', 'skjønar du vossamål', 'må eg ta meg saman og skrive skikkeleg'],
  order: ['skal jeg rangere dem', 'har rekkefølgen noe å si', 'er svarene likestilt', 'skal eg setje dei opp etter kor viktige dei er', 'e det prioritert rekkefølge'],
  passed_on: ['har hun jeg sendte det til, svart ennå', 'kor langt er dei eg delte med komne', 'ligger det jeg sendte videre fortsatt ubesvart', 'har noen åpnet koden jeg ga videre'],
  may_comment: ['kan jeg legge inn en kommentar', 'hvor skriver jeg merknader', 'er det plass til å grunngje svaret', 'kan eg nyansere det ein stad', 'kvar gjer eg av forbehaldet mitt'],
  elsewhere: ['tala ligg i KOSTRA', 'vi har jo meldt inn alt dette i NIR', 'snakker dere ikke sammen i staten', 'SSB har disse tallene fra oss', 'hvorfor må vi rapportere det samme til alle'],
  takes_over: ['nå er det jeg som sitter her, kollegaen måtte gå', 'hei, jeg overtar etter Kari', 'æ tar over herfra. det er meg nå', 'hun som begynte på dette er syk, jeg fullfører', 'her er Per, eg tek resten'],
  missing_choice: ['dere har glemt frivilligheten på lista', 'saknar samisk på lista', 'finn itj det vi hold på med blant vala', 'hvor er alternativet for interkommunalt', 'de har utelate det viktigaste alternativet'],
  start_over: ['vi begynner på nytt', 'eg vil ta alt om att frå start', 'æ har rota det te, begynn på nytt', 'gi meg et tomt skjema', 'start heile greia på nytt'],
} as const

test.each(Object.entries(alsoSaid))('what is said of %s is heard in other words', (topic, texts) => {
  expect(texts.filter((text) => framedTalk(saidOf(text))?.topic !== topic)).toEqual([])
})

/** Answers with words of it in them. */
test.each([
  'vi rapporterer til KS hvert år',
  'kommunen har rangert tiltakene',
  'dialektopplæring',
  'overtok i 2014',
  'alle alternativene',
  'Kari, flyktningkonsulenten',
  'vi har kommentert dette i planen',
  'to',
  'i prioritert rekkefølge',
])('«%s» is none of these', (text) => {
  const topic = framedTalk(saidOf(text))?.topic
  expect(Object.keys(alsoSaid)).not.toContain(topic)
})
