/**
 * What a generated answer set is to show. The published figures of 2018 (kommuneundersøkelsen, digib.no/11480) stand here
 * and in no other file of `src`; where only words are published, a number inside what the words allow is chosen. All
 * other weights are invented and only make a plausible demonstration.
 */

/** Question → choice (or row) → per cent of the base. */
export type Targets = Readonly<Record<string, Readonly<Record<string, number>>>>

export const publishedTargets: Targets = {
  // «Om lag fire av fem», and the three challenges named.
  svingninger: { ja: 79 },
  svingninger_hvilke: {
    bemanning: 71,
    planlegging: 63,
    oekonomi: 58,
    bolig: 42,
    kompetanse: 37,
    lokaler: 21,
    helse_velferd: 28,
    annet: 6,
  },
  // 65 prosent har ingen planer eller tiltak; praksisplasser, mentor- og traineeordninger er vanligst.
  ansatte_tiltak: { nei: 65 },
  ansatte_tiltak_hvilke: {
    praksis_mentor_trainee: 74,
    intervjugaranti: 38,
    arbeidsgiverstrategi: 45,
    utlysning: 33,
    spraakopplaering: 41,
    annet: 7,
  },
  // «Om lag halvparten» of all have the register in their guidelines: two of three of those who have guidelines.
  tolk_retningslinjer: { ja: 73 },
  tolk_register: { ja: 67 },
  // «Ni av ti» har minst ett tiltak; «over halvparten» bruker NAVs nettverk.
  naeringsliv_tiltak: {
    ingen: 10,
    nav_nettverk: 55,
    praksisavtaler: 48,
    stillingsressurs: 24,
    moeteplasser: 29,
    naeringsforening: 22,
    opplaering_bedrift: 26,
    gruenderstoette: 9,
    annet: 5,
  },
  resultatmaal: { ja: 68 },
  // 4 prosent legger ikke til rette; «litt mer enn en fjerdedel» samkjører timeplaner.
  ordinaer_utdanning: {
    legger_ikke_til_rette: 4,
    samkjoerte_timeplaner: 27,
    grunnskole: 66,
    avtale_fylke: 34,
    utvidet_programtid: 47,
    tilpasset_norsk: 52,
    veiledning: 58,
    annet: 5,
  },
  // «Over halvparten», typically about these three.
  samarbeid_kommuner: { ja: 54 },
  samarbeid_om: {
    norskopplaering: 72,
    grunnskole: 57,
    samfunnskunnskap: 64,
    hele_programmet: 18,
    arbeidspraksis: 21,
    programraadgivning: 14,
    tolketjenester: 27,
    barn_helse: 11,
    annet: 4,
  },
  // «Om lag to av tre» i en eller annen form.
  evaluering: { ingen: 34, intern: 48, brukerundersoekelse: 29, ekstern: 9, forvaltningsrevisjon: 12, annet: 5 },
  // The best and the weakest area are published; the others lie between.
  imdi_nytte: {
    kunnskapsdeling: 77,
    mangfoldige_tjenester: 21,
    bosetting: 72,
    enslige_mindreaarige: 49,
    kvalifisering: 56,
    utdanningsloep: 44,
    tilskudd: 69,
    tolk: 61,
    sosial_kontroll: 64,
    tall_forskning: 66,
    mangfold_arbeidsliv: 33,
  },
  // Ten of eleven over half. Which one is below is not published; that it is this one is invented.
  imdi_viktighet: {
    kunnskapsdeling: 88,
    mangfoldige_tjenester: 58,
    bosetting: 79,
    enslige_mindreaarige: 46,
    kvalifisering: 90,
    utdanningsloep: 76,
    tilskudd: 83,
    tolk: 65,
    sosial_kontroll: 81,
    tall_forskning: 69,
    mangfold_arbeidsliv: 72,
  },
  introprogram: { nei: 4, gjennom_andre: 14 },
  bosetter: { nei: 5, med_andre: 8 },
}

/** One target changed; the rest as they are. */
export const withTarget = (targets: Targets, question: string, key: string, percent: number): Targets => ({
  ...targets,
  [question]: { ...targets[question], [key]: percent },
})
