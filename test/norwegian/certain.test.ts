/** Answers that leave nothing to ask about are stored at once, and said in the reply; what could be otherwise is asked about. */
import { describe, expect, test } from 'vitest'
import { heardAfter } from '../support/heard-at.ts'

const at = (question: string, ...texts: string[]) => heardAfter(question, texts)

describe('a yes or a no with what agrees, explains or tells since when', () => {
  test.each([
    ['nav_avtale', 'Ja, frå 2014. Ingen har sett i han sidan.', 'ja'],
    ['nav_avtale', 'Ja, signert i 2016 og revidert to ganger', 'ja'],
    ['nav_avtale', 'jepp, men han ligg mest i skuffa', 'ja'],
    ['svingninger', 'Ja. 90 i 2016 og 11 i fjor.', 'ja'],
    ['resultatmaal', 'jau då, 60 prosent i arbeid eller skule', 'ja'],
    ['tolk_retningslinjer', 'Nei. Har alltid bare ringt noen vi kjenner.', 'nei'],
  ])('%s: «%s»', (question, text, value) => expect(at(question, text)).toBe(`= ${value}`))
})

describe('and one that is over, taken back, put as a question or of one of several ways is asked about', () => {
  test.each([
    ['nav_avtale', 'ja, men avtalen er gått ut'],
    ['nav_avtale', 'ja, han blei sagt opp i haust'],
    ['nav_avtale', 'Ja, fram til kommunesammenslåingen'],
    ['tolk_retningslinjer', 'nei, det har vi jo hatt i mange år'],
    ['tolk_retningslinjer', 'ja, de blei fjerna da vi bytta system'],
    ['resultatmaal', 'ja?'],
    ['introprogram', 'klart vi har'],
    ['bosetter', 'Ja, men boligkontoret er felles med nabobydelen'],
    ['svingninger', 'ikke uvanskelig'],
    ['evaluering', 'revisjon i 2013'],
    ['naeringsliv_best', 'NAV sier NAV. Jeg sier næringsforeningen.'],
    ['naeringsliv_best', 'Politikarane meiner NAV, eg meiner messene'],
    ['tolk_retningslinjer', 'De forsvant da vi byttet intranett'],
    ['introprogram', 'nei nei nei, bomma på tastaturet. Jo, i egen regi'],
    ['nav_avtale', 'Ja. Nei, den er med fylket'],
    ['tolk_retningslinjer', 'nei! jo, det har vi forresten'],
    ['nav_avtale', 'nei – ja, den ligger her'],
    ['svingninger', 'Nei, vanskeligere'],
    ['svingninger', 'ja, ikke vanskeligere'],
    ['svingninger', 'nei. vanskelegare!'],
    ['imdi_viktighet', 'alt blir viktigar'],
    ['imdi_viktighet', 'resten vert viktigare'],
    ['leder_rolle', 'Skriv rådmann, han har delegert hele greia til meg'],
    ['bosatt_antall', '14, og 3 på familiesameining i tillegg'],
    ['leder_aar', 'tolv år i bydelen, fire av dem i direktørstolen'],
  ])('%s: «%s»', (question, text) => expect(at(question, text)).not.toMatch(/^=/))
})

describe('a figure that is reckoned out of all that was said', () => {
  test.each([
    ['utdanning_antall', '6 på grunnskole og 3 på vgs', '= 9'],
    ['bosatt_antall', 'ti voksne og sju barn', '= 17'],
    ['bosatt_antall', '11 kvinner og fire menn', '= 15'],
    ['leder_aar', 'Tiltrådte 1. august 2014', '= 4'],
    ['leder_aar', 'siden juli 2012', '= 6'],
    ['leder_aar', 'Tiltrådte 1. september i år', '= 0'],
    ['ansatte_andel', '450 av 1500', '= 30'],
    ['ansatte_andel', 'ca 60 av 1200', '= 5'],
    // Half a year more or less, somebody else's, two who count the same, and what nobody said.
    ['leder_aar', 'siden 2011', '? 7'],
    ['leder_aar', 'begynte i 2010, men hadde to år permisjon', '? 8'],
    ['leder_aar', 'kom i mai 2016', '? 3'],
    ['leder_aar', 'Tiltrådte 1. april 2014', '? 5'],
    ['naeringsliv_aarsverk', 'en halv av to', '? 0.5'],
    ['bosatt_antall', '12 her og 5 i Lier', '? 12'],
    ['introprogram_deltakere', '33 i NIR og 35 i regnearket', '? 68'],
    ['ansatte_andel', '34 av 512', '? 7'],
  ])('%s: «%s» %s', (question, text, expected) => expect(at(question, text)).toBe(expected))
})

describe('a slip that is put right when it is asked about', () => {
  test.each([
    ['leder_aar', '43', 'hæ, nei, 4! Store fingre', '= 4'],
    ['leder_aar', '43', 'Nei, det bare kjennes slik. 4.', '= 4'],
    ['bosatt_antall', '310', 'Jeg sa 31. En null for mye.', '= 31'],
    ['bosatt_mindreaarige', '800', 'Eg skreiv 8. Null null glapp.', '= 8'],
    ['resultatmaal_prosent', '12', '72 skulle det stå, altså', '= 72'],
    ['naeringsliv_aarsverk', '6', 'så mange har vi ikke. null komma seks', '= 0.6'],
    ['leder_aar', '43', 'Ja. Snart pensjonist.', '= 43'],
    // What is not sure of itself, or of another time, is asked about once more.
    ['leder_aar', '43', 'ja, 4', '? 4'],
    ['leder_aar', '43', 'nei, kanskje 4', '? 4'],
    ['leder_aar', '43', 'det var 4 i fjor', '? 4'],
    ['leder_aar', '43', 'Ja. Men mest som assistent.', '? 43'],
  ])('%s: «%s», «%s» %s', (question, first, next, expected) => expect(at(question, first, next)).toBe(expected))
})

describe('what leaves nothing to ask about, and what only looks like it', () => {
  test.each([
    // As much, in other words.
    ['tolk_retningslinjer', 'ja, kopi av fylkets', '= ja'],
    ['ansatte_viktig', 'ganske så viktig', '= viktig'],
    ['ansatte_viktig', 'ikke veldig', '? litt_viktig'],
    // Others do it, by name.
    ['introprogram', 'Stryn gjer det for oss', '= gjennom_andre'],
    ['introprogram', 'Hamar kjører det for oss', '= gjennom_andre'],
    ['introprogram', 'Sortland tar det for oss', '= gjennom_andre'],
    ['introprogram', 'Lyngdal ordner det for oss, vi betaler', '= gjennom_andre'],
    ['introprogram', 'Voss driv det for oss', '= gjennom_andre'],
    // The office by its place.
    ['introprogram_plassering', 'NAV Sunnfjord', '= nav'],
    ['introprogram_plassering', 'NAV Ytre Helgeland', '= nav'],
    ['introprogram_plassering', 'NAV Grünerløkka', '= nav'],
    ['introprogram_plassering', 'NAV-kontoret på Otta', '= nav'],
    ['introprogram_plassering', 'Nav Kinn', '= nav'],
    // As it was or ought to be, and as it is.
    ['introprogram_plassering', 'var i NAV før, nå i voksenopplæringa', '= voksenopplaering'],
    ['introprogram_plassering', 'lå under helse tidligere, nå under oppvekst', '= oppvekst'],
    ['introprogram_plassering', 'låg i NAV, no i flyktningtenesta', '= flyktningtjeneste'],
    ['resultatmaal_rapportering', 'burde vært årlig, men i praksis aldri', '= aldri'],
    ['imdi_kontakt', 'burde vært hver måned, men i praksis et par ganger i året', '= noen_ganger'],
    // A year among those that are asked for.
    ['evaluering', 'Forvaltningsrevisjon 2017', '= forvaltningsrevisjon'],
    ['evaluering', 'brukerundersøkelse i 2018', '= brukerundersoekelse'],
    ['evaluering', 'intern gjennomgang (2017)', '= intern'],
    ['evaluering', 'ekstern evaluering, 2017', '= ekstern'],
    ['evaluering', 'forvaltningsrevisjonen fra 2018', '= forvaltningsrevisjon'],
    // Nothing more, in words.
    ['svingninger_hvilke', 'bemanning og boliger. Ikke noe annet', '= bemanning,bolig'],
    ['svingninger_hvilke', 'økonomi, bolig. Det er alt', '= oekonomi,bolig'],
    ['bosetting_krevende', 'Boliger og helse. Ikke noe utover det', '= boliger,helse'],
    ['svingninger_grep', 'leid boliger, ikkje noko anna', '= leide_boliger'],
    ['bosetting_krevende', 'helse, økonomi, i prioritert rekkefølge', '= oekonomi,helse'],
    ['resultatmaal_rapportering', 'årlig, enten vi vil eller ikke', '= aarlig'],
    ['bosetting_krevende', 'jobb, jobb, jobb', '= arbeid'],
    ['svingninger_grep', 'leid flere boliger', '= leide_boliger'],
    ['svingninger_grep', 'leide hus', '= leide_boliger'],
    ['bosetting_krevende', 'boliger', '= boliger'],
    // None now.
    ['samarbeid_kommuner', 'Ikke per i dag', '= nei'],
    ['samarbeid_kommuner', 'ikkje per no', '= nei'],
    ['tolk_retningslinjer', 'ikke for tiden, dessverre', '= nei'],
    ['resultatmaal', 'ikke lenger', '= nei'],
    ['kapasitet_tid', 'ni måna', '= ett_aar'],
    // What it is like, whose it is, or mostly for whom.
    ['nav_avtale', 'ja, fra 2013, burde vært revidert', '= ja'],
    ['tolk_retningslinjer', 'ja, felles for kommunen', '= ja'],
    ['tolk_retningslinjer', 'jau, ein kopi av dei til nabokommunen', '= ja'],
    ['svingninger', 'jada, særlig for skolen', '= ja'],
    // None so far, and who is to come.
    ['bosetter', 'nei ikkje ennå, men to kjem i november', '= nei'],
    ['bosetter', 'nei, ikke ennå, men to familier kommer snart', '= nei'],
    ['bosetter', 'nei itj ænno, det kjæm nån i vår', '= nei'],
    // How often, in a sentence of nothing else.
    ['imdi_kontakt', 'nesten hver uke', '= maanedlig'],
    ['imdi_kontakt', 'eg snakkar med dei kvar veke', '= maanedlig'],
    ['imdi_kontakt', 'vi møter dem to ganger i året', '= noen_ganger'],
    ['imdi_kontakt', 'å ja, eg snakke med dei nesten kvar veke', '= maanedlig'],
    // A figure and what it is like.
    ['leder_aar', 'knapt fire måneder', '= 0'],
    ['leder_aar', 'en stund. 6', '= 6'],
    ['ansvarlig_aar', 'ei god stund, 11 år', '= 11'],
    ['bosatt_mindreaarige', 'én, og hun bor hos tanta', '= 1'],
    ['bosatt_mindreaarige', 'ein, og han bur åleine', '= 1'],
  ])('%s: «%s» %s', (question, text, expected) => expect(at(question, text)).toBe(expected))

  test.each([
    ['introprogram', 'Vi driver det for Hamar'],
    ['introprogram', 'NAV gjør det for oss'],
    ['introprogram', 'Voss drev det for oss'],
    ['introprogram', 'Voss skal drive det for oss'],
    ['introprogram_plassering', 'NAV Voksenopplæring'],
    ['introprogram_plassering', 'NAV eller Voksenopplæringen'],
    ['introprogram_plassering', 'var i NAV, nå kanskje i flyktningtjenesten'],
    ['introprogram_plassering', 'var i NAV, nå usikkert'],
    ['introprogram_plassering', 'var NAV, nå delt mellom NAV og voksenopplæringen'],
    ['introprogram_plassering', 'var i NAV, nå ikke i flyktningtjenesten'],
    ['evaluering', 'forvaltningsrevisjon 2015'],
    ['evaluering', 'ekstern evaluering 2019'],
    ['svingninger_grep', 'leid boliger, ikke noe annet enn det og vikarer'],
    ['bosetter', 'ikke nå'],
    ['evaluering_endring', 'ikke per i dag'],
    ['nav_avtale', 'ja men ikkje skriftleg'],
    ['nav_avtale', 'ja, men den er gått ut'],
    ['nav_avtale', 'ja, men den er muntlig'],
    ['nav_avtale', 'ja, må lages'],
    ['tolk_retningslinjer', 'ja, bør vi ha'],
    ['imdi_kontakt', 'de ringer oss aldri'],
    ['imdi_kontakt', 'vi snakker ikke med dem hver uke'],
    ['imdi_kontakt', 'jeg snakker med NAV hver uke'],
    ['leder_aar', 'knapt seks måneder'],
    ['leder_aar', 'noen måneder'],
    ['leder_aar', 'en stund, kanskje 6'],
    ['bosatt_mindreaarige', '1, og han er 17'],
    ['bosatt_mindreaarige', 'ei, og ho fyller 18 no'],
    ['bosatt_mindreaarige', 'en, men han flyttet'],
    // What a choice names beside, and nothing of what it says of it.
    ['svingninger_grep', 'flere boliger'],
    ['svingninger_grep', 'boliger'],
    ['svingninger_grep', 'bygd boliger'],
    ['svingninger_grep', 'skaffet boliger'],
    ['svingninger_grep', 'kapasitet'],
    ['naeringsliv_tiltak', 'arbeidsgivere'],
    ['ansatte_tiltak_hvilke', 'flere stillinger'],
    ['evaluering', 'deltakerne'],
  ])('%s: «%s» is asked about', (question, text) => expect(at(question, text)).not.toMatch(/^=/))
})
