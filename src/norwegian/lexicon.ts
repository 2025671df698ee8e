/** Words that answer by themselves (glossary section 3): yes, no, partly, don't know, not applicable, none. */
import { bare, phrase } from './normalise.ts'
import { findPhrase, indexPhrases, type PhraseTable } from './phrases.ts'
import { withoutSoFar } from './so-far.ts'

export type Word = 'yes' | 'no' | 'partly' | 'dont_know' | 'not_applicable' | 'none'

const pronouns = ['', 'jeg ', 'eg ', 'vi ', 'me ', 'det ', 'dessverre ']
const before = (starts: readonly string[], phrases: readonly string[]) =>
  phrases.flatMap((p) => starts.map((s) => s + p))

const table: PhraseTable<Word> = [
  [
    'yes',
    // biome-ignore format: one line per language form and for the slips, as in the glossary
    [
      'ja', 'ja takk', 'stemmer', 'riktig', 'korrekt', 'selvsagt', 'selvfølgelig', 'absolutt', 'helt klart',
      'jau', 'sjølvsagt', 'heilt klart', 'sjølvfølgeleg',
      'j', 'ja da', 'jada', 'jepp', 'jup', 'jo', 'jo da', 'joda', 'japp', 'mhm', 'ok', 'okei', 'okey', 'greit', 'yes', 'naturligvis', 'naturlegvis', 'ja visst',
      'så absolutt', 'så klart', 'så visst', 'uten tvil', 'utan tvil', 'definitivt', 'jaja', 'ja ja', 'det kan du si', 'det kan du seie', 'helt riktig', 'heilt rett', 'det har vi hatt', 'det har me hatt',
      'det stemmer', 'det er riktig', 'det er korrekt', 'det er rett', 'det er greit', 'bruk mitt svar', 'ja bruk mitt svar', 'bruk svaret mitt', 'ja bruk svaret mitt',
    ],
  ],
  [
    'no',
    // biome-ignore format: as above
    [
      'nei', 'nei takk', 'aldri', 'ikke', 'slett ikke', 'ikkje', 'slett ikkje',
      'n', 'neida', 'nei da', 'nope', 'niks', 'næ', 'itj', 'no',
      'stemmer ikke', 'stemmer ikkje', 'det stemmer ikke', 'det stemmer ikkje', 'ikke riktig', 'ikkje rett', 'feil', 'det er feil', 'absolutt ikke', 'absolutt ikkje', 'ikke nå lenger', 'ikkje no lenger', 'ikke lenger', 'ikkje lenger', 'overhodet ikke', 'overhovudet ikkje', 'så absolutt ikke', 'så absolutt ikkje', 'definitivt ikke', 'definitivt ikkje', 'selvsagt ikke', 'selvfølgelig ikke', 'sjølvsagt ikkje', 'naturligvis ikke', 'naturlegvis ikkje',
    ],
  ],
  [
    'partly',
    [
      'delvis',
      'til dels',
      'både og',
      'både ja og nei',
      'tja',
      'ja og nei',
      'sånn passe',
      'både/og',
      'både-og',
      'nja',
      'njæ',
      'tjaa',
      'jein',
    ],
  ],
  [
    'dont_know',
    // biome-ignore format: as above
    [
      ...before(pronouns, [
        'vet ikke', 'vet ei', 'usikker', 'er usikker', 'ikke sikker', 'er ikke sikker', 'aner ikke', 'husker ikke', 'kan ikke svare',
        'veit ikkje', 'ikkje sikker', 'er ikkje sikker', 'anar ikkje', 'hugsar ikkje', 'kan ikkje svare', 'kan ikkje svara',
        'vetikke', 'veitikkje', 'vet ikkje', 'veit ikke', "vet'ke", 'er usikre', 'er litt usikker',
        'vet ikke helt', 'veit ikkje heilt', 'vet dessverre ikke', 'veit diverre ikkje', 'kan ikke svare på det', 'kan ikkje svare på det',
        'har ikke oversikt', 'har ikkje oversikt', 'har ikke oversikt over det', 'har ikkje oversikt over det', 'har ikke tall på det', 'har ikkje tal på det', 'har ikke tall', 'har ikkje tal', 'har ingen formening', 'har inga meining',
      ]),
      'ingen formening', 'inga meining', 'ingen anelse', 'inga aning', 'ikke peiling', 'ikkje peiling',
      'det vet vi ikke', 'det vet jeg ikke', 'det veit vi ikkje', 'det veit eg ikkje', 'usikre', 'det har vi ikke oversikt over', 'det har jeg ikke oversikt over', 'det har eg ikkje oversikt over', 'det har vi ikkje oversikt over', 'det har me ikkje oversikt over',
      'det har vi ikke tall på', 'det har vi ikkje tal på', 'det kan jeg ikke svare på', 'det kan eg ikkje svare på', 'det kan vi ikke svare på', 'det kan vi ikkje svare på', 'vanskelig å si', 'vanskeleg å seie', 'umulig å si', 'umogleg å seie',
    ],
  ],
  [
    'not_applicable',
    // biome-ignore format: as above
    [
      ...before(['', 'det er '], [
        'ikke aktuelt', 'ikke relevant', 'ikkje aktuelt', 'ikkje relevant', 'uaktuelt', 'ikke aktuell', 'ikkje aktuell',
        'ikke aktuelt for oss', 'ikkje aktuelt for oss', 'ikke aktuelt hos oss', 'ikkje aktuelt hos oss', 'ikke relevant for oss', 'ikkje relevant for oss',
      ]),
      ...before(['', 'det '], ['gjelder ikke oss', 'gjeld ikkje oss', 'gjelder ikke', 'gjeld ikkje', 'gjelder ikke for oss', 'gjeld ikkje for oss']),
      'vi bosetter ikke', 'vi buset ikkje', 'vi bosetter ikke flyktninger', 'vi buset ikkje flyktningar', 'me buset ikkje',
      'i/a', 'ia', 'n/a', 'na',
    ],
  ],
  [
    'none',
    // biome-ignore format: as above
    [
      'ingen', 'ingen av disse', 'intet', 'ingen av desse', 'inkje', 'nada', 'ingen ting', 'ingenting',
      'ingen av dem', 'ingen av dei', 'ingen av delene', 'ingen av alternativene', 'ingen av alternativa', 'ingen av de',
      'ingenting av dette', 'ingen av delane', 'inkje av dette', 'ikke noe av dette', 'ikkje noko av dette', 'ikke noen', 'ikkje nokon', 'ikkje nokre', 'ikke noen av disse', 'ikkje nokon av desse', 'har ingen',
    ],
  ],
]
const index = indexPhrases(table)

/** «det husker jeg ikke helt», «eg er ikkje heilt sikker». */
const ignorance =
  /^(?:(?:jeg|eg|vi|me|det|dette|a|e|i|ej|je) )?(?:(?:vet|veit|vett|husker|hugsar|hugser|aner|anar)(?: (?:jeg|eg|vi|me|det))?(?: dessverre| diverre| virkelig| verkeleg| faktisk| arlig talt| rett og slett| helt arlig)? (?:ikke|ikkje|itj|itte|ikkj|isje)(?: (?:helt|heilt|sikkert|dette|det|enna|enda|enno|na|no|noe om det|noko om det))?|(?:er )?(?:ikke|ikkje) (?:helt |heilt |sa )?(?:sikker|sikre)|har (?:ikke|ikkje|inga|ingen) (?:peiling|anelse|aning|ide)|er (?:litt |noe |noko )?(?:usikker|usikre)(?: pa (?:dette|det))?)$/

/** «ikkje relevant for vår kommune», «ikke aktuelt i vår bydel». */
const notForUs =
  /^(?:(?:det|dette) er )?(?:ikke|ikkje) (?:aktuelt|aktuell|relevant) (?:for|hos|i) (?:(?:var|denne) (?:kommune|bydel)|(?:kommunen|kommuna|bydelen)(?: var)?|dykk|var del)$/

/** «neeei», «jaaa»: a letter three times or more, or the vowel of a yes or no drawn out. */
const drawn = /(\p{L})\1{2,}/gu

/** What a whole text means by itself; undefined when it is none of these words. «-» and «0» go by the kind of question. */
export function wordOf(text: string): Word | undefined {
  const undrawn = text.replace(drawn, '$1')
  const found = findPhrase(index, text) ?? (undrawn === text ? undefined : findPhrase(index, undrawn))
  if (found !== undefined) return found
  const said = bare(phrase(text))
  if (ignorance.test(said)) return 'dont_know'
  if (notForUs.test(said)) return 'not_applicable'
  const now = withoutSoFar(said)
  return now !== said && findPhrase(index, now) === 'none' ? 'none' : undefined
}

/** A lone dash: zero for a number, none for a list, not applicable otherwise. */
export function isDash(text: string): boolean {
  return /^ *-{1,3} *$/.test(text.replace(/[−–—]/g, '-'))
}
