/** Answers told in sentences of one's own: stored where nothing is left to ask about, else asked about by name, never against what was told. */
import { describe, expect, test } from 'vitest'
import { heardAt } from '../support/heard-at.ts'

const at = (question: string, text: string) => heardAt(question, text)

describe('a yes or a no with more told beside it that agrees', () => {
  test.each([
    ['tolk_retningslinjer', 'ja, de henger på veggen i resepsjonen', 'ja'],
    ['resultatmaal', 'Ja. Det er vedtatt av formannskapet i to omganger', 'ja'],
    ['nav_avtale', 'jau, han ligg i arkivet på rådhuset', 'ja'],
    ['ansatte_tiltak', 'nei dessverre, det har vi aldri fått tid til', 'nei'],
    ['samarbeid_kommuner', 'nei, det er for langt å kjøre til naboen', 'nei'],
    ['tolk_retningslinjer', 'vi har ikke laget noe sånt, så nei', 'nei'],
    ['resultatmaal', 'Vi har satt det opp i budsjettet, så ja', 'ja'],
  ])('%s: «%s» = %s', (question, text, value) => expect(at(question, text)).toBe(`= ${value}`))
})

describe('a yes or a no that is taken back, put off or doubted is not stored', () => {
  test.each([
    ['resultatmaal', 'ja, men det er ingen som bruker dem'],
    ['resultatmaal', 'ja, det kommer på plass neste høst'],
    ['tolk_retningslinjer', 'ja, vi holder på å skrive dem'],
    ['tolk_retningslinjer', 'ja, men bare muntlig hos dem som har vært her lenge'],
    ['nav_avtale', 'nei, det har vi selvsagt hatt i alle år'],
    ['nav_avtale', 'nei, eller jo, den ble visst signert'],
    ['samarbeid_kommuner', 'nei, det stemmer ikke at vi ikke gjør det'],
    ['ansatte_tiltak', 'ja og nei, det kommer an på hva dere mener'],
    ['ansatte_tiltak', 'ja, frem til vi fikk ny ledelse'],
    ['nav_avtale', 'ja, den løp ut i sommer'],
    ['nav_avtale', 'ja, den ble sagt opp av NAV i vår'],
    ['nav_avtale', 'ja, men han er gått ut'],
    ['tolk_retningslinjer', 'ja, de ble tatt bort da vi fikk ny rådmann'],
    ['tolk_retningslinjer', 'ja, de er fjernet fra kvalitetssystemet'],
    ['resultatmaal', 'ja, vi slutta med dei i vår'],
    ['bosetter', 'vi har sluttet å bosette på egen hånd'],
  ])('%s: «%s»', (question, text) => expect(`${at(question, text)}`).not.toMatch(/^=/))
})

describe('a choice that a sentence tells of by its signs', () => {
  test.each([
    ['kapasitet_tid', 'tre-fire måneder bør holde, det går seg til', '? halvt_aar'],
    ['evaluering_endring', 'vi snudde hele opplegget opp ned på to uker', '= mye'],
    ['evaluering_endring', 'det ble bare noen småting her og der', '= noe'],
    ['introprogram', 'ja, i egne lokaler med våre egne folk', '= selv'],
    ['introprogram_plassering', 'det er læringssenteret som har hånd om det', '= voksenopplaering'],
    ['bosetter', 'ja, det ordnet vi på egen hånd i vår', '= selv'],
    ['imdi_kontakt', 'Vi snakker med dem hver eneste uke', '= maanedlig'],
    ['naeringsliv_best', 'det ene henger i det andre hos oss', '= ikke_skille'],
  ])('%s: «%s» → %s', (question, text, expected) => expect(at(question, text)).toBe(expected))
})

describe('several choices in a sentence', () => {
  test.each([
    ['svingninger_hvilke', 'å skaffe nok folk, og så manglet vi klasserom', '= bemanning,lokaler'],
    ['svingninger_grep', 'vi leide av private, og brukte mye vikarer', '= midlertidige,leide_boliger'],
    [
      'resultatmaal_hvilke',
      'at de er i jobb når de er ferdige, og at de består norskprøven',
      '= rett_etter,norsknivaa',
    ],
    ['bosetting_krevende', 'vi får vite det altfor sent, og barnehageplass er umulig', '= barnehage,kort_varsel'],
    ['samarbeid_om', 'norsken og de 50 timene om samfunnet', '= norskopplaering,samfunnskunnskap'],
  ])('%s: «%s» → %s', (question, text, expected) => expect(at(question, text)).toBe(expected))
})

describe('what is planned, gone, denied or only thought of is no answer, and the rest is asked about', () => {
  test.each([
    [
      'svingninger_grep',
      'Neste år skal vi leie av private. Til nå er det engasjementer vi har brukt',
      '? midlertidige',
    ],
    ['evaluering', 'en masterstudent holder på nå, og revisjonen er bestilt til neste år', '? ekstern'],
    ['introprogram_plassering', 'før var det NAV, nå er det et eget flyktningkontor', '= flyktningtjeneste'],
    ['resultatmaal_rapportering', 'skulle vært hvert halvår, men i praksis blir det en gang i året', '= aarlig'],
    ['ansatte_tiltak_hvilke', 'trainee la vi ned i fjor, nå har vi bare mentorer', '? praksis_mentor_trainee'],
    ['svingninger_grep', 'vi sluttet å leie av private, og brukte mye vikarer', '? midlertidige'],
  ])('%s: «%s» → %s', (question, text, expected) => expect(at(question, text)).toBe(expected))
})

describe('two things that were told of one question are not stored as one', () => {
  test.each([
    ['leder_rolle', 'jeg er saksbehandler, rådmannen ba meg svare'],
    ['leder_rolle', 'leder for staben hos rådmannen i kommunen'],
    ['introprogram_plassering', 'vedtakene ligger i NAV, resten her på skolen'],
    ['bosetting_krevende', 'bolig, barnehage og en buss som går oftere enn to ganger'],
    ['naeringsliv_tiltak', 'jobbspesialister i NAV som er ute hver dag'],
    ['svingninger_hvilke', 'økonomi har gått fint, bolig var mye verre'],
    ['imdi_kontakt', 'får nyhetsbrev hver uke på e-post'],
    ['svingninger', 'kan ikke si at det ikke har vært vanskelig'],
    ['tolk_kjent', 'svært godt på legekontoret, elendig på skolene'],
    ['samarbeid_kommuner', 'med NAV og fylket, ja'],
    ['svingninger_hvilke', 'hva er forskjellen på bemanning og kompetanse? for oss er det det samme'],
    ['tolk_register', 'er tolkeportalen det samme som det registeret'],
    ['ansvarlig_merknad', 'Jeg ser at jeg skrev feil på antall deltakere, det skal være 23'],
    ['naeringsliv_aarsverk', 'en 60 % stilling, der halvparten av tida går til dette'],
  ])('%s: «%s»', (question, text) => expect(`${at(question, text)}`).not.toMatch(/^=/))
})

describe('a figure in a sentence', () => {
  test.each([
    ['bosatt_antall', 'det har kommet hit 27 personer i alt', '= 27'],
    ['introprogram_deltakere', 'det var 31 deltakere i programmet da', '= 31'],
    ['bosatt_antall', 'vi har i alt 27 personer her nå', '= 27'],
    ['leder_aar', 'jeg har hatt denne jobben i 5 år nå', '= 5'],
    ['bosatt_antall', 'vi har bosatt opp mot 27 personer i år', '? 27'],
    ['bosatt_antall', 'grovt regnet har vi bosatt 27 personer her', '? 27'],
    ['introprogram_deltakere', '44 nå, men den 1. oktober var det 39', '= 39'],
    ['bosatt_antall', '16 voksne og 7 barn kom hit', '= 23'],
    ['bosatt_antall', 'Vi ble bedt om 40, kommunestyret sa 30 og faktisk bosatt er 21', '= 21'],
    ['resultatmaal_prosent', 'Målet er 65, vi endte på 51', '= 65'],
    ['ansatte_andel', 'vi er 800 ansatte, og 56 av dem er det', '= 7'],
    ['introprogram_deltakere', 'det går 41 i klassene, men 6 av dem er nabokommunens', '? 35'],
  ])('%s: «%s» → %s', (question, text, expected) => expect(at(question, text)).toBe(expected))
})

describe('figures that count something else, or not quite, are not stored', () => {
  test.each([
    ['bosatt_antall', 'vi er 34 ansatte som jobber med dette her'],
    ['bosatt_antall', 'det gjenstår 18 av dem vi skal ta imot'],
    ['leder_aar', 'jeg er på åremål på 6 år her i kommunen'],
    ['bosatt_antall', 'det kan være at vi er oppe i over 20'],
    ['introprogram_deltakere', 'vi hadde 25 i fjor på samme tid'],
    ['bosatt_antall', 'vi har 27 personer på venteliste nå'],
    ['bosatt_antall', 'naboen vår har bosatt 27 personer i år'],
    ['bosatt_antall', 'kommunen skulle bosette 27 personer i år'],
    ['bosatt_antall', 'vi har fått tildelt 27 personer i år'],
    ['bosatt_antall', 'det har flyttet 14 personer fra oss'],
    ['introprogram_deltakere', 'det er færre enn 31 deltakere i programmet'],
    ['introprogram_deltakere', '31 deltakere sluttet i programmet i år'],
    ['introprogram_deltakere', 'på det meste var det 31 deltakere her'],
    ['introprogram_deltakere', 'i Bergen har de 31 deltakere i programmet'],
    ['leder_aar', '30 år i morgen haha'],
    ['leder_aar', 'Åremål på 6. Er i det femte.'],
  ])('%s: «%s»', (question, text) => expect(`${at(question, text)}`).not.toMatch(/^=/))
})

describe('rows of the card in a sentence', () => {
  const first = ['kunnskapsdeling', 'mangfoldige_tjenester', 'bosetting', 'enslige_mindreaarige']
  test.each([
    ['alle fire er ganske viktige', Object.fromEntries(first.map((row) => [row, 'viktig']))],
    ['tolk og tilskudd: svært viktig begge deler', { tolk: 'svaert_viktig', tilskudd: 'svaert_viktig' }],
  ])('«%s»', (text, rows) => expect(heardAt('imdi_viktighet', text)).toEqual(rows))
})
