/**
 * Classes of words, each in one place: bokmål, nynorsk, dialect and slips side by side. Patterns are made of them by
 * `alternation`, longest first; whole replies are read word by word with `tagged`. Nothing of a particular wave stands here.
 */
import { bare, phrase } from './normalise.ts'

// biome-ignore format: a table: a class of words, nb and nn on the same lines, dialect and slips last
const table = {
  /** Yes, by itself. «Ok» and «greit» are less: they confirm what was read, but delete nothing. */
  yes: [
    'ja', 'jo', 'jau', 'ja da', 'jada', 'jo da', 'joda', 'jau da', 'ja visst', 'javisst', 'jo visst', 'ja takk', 'jaja', 'ja ja', 'ja men visst', 'ja for all del', 'selvfølgelig', 'selvsagt', 'sjølvsagt', 'sjølvfølgeleg', 'naturligvis', 'naturlegvis', 'absolutt', 'så absolutt', 'definitivt', 'klart', 'klart det', 'så klart', 'såklart', 'helt klart', 'heilt klart', 'uten tvil', 'utan tvil', 'ingen tvil', 'gjerne', 'svært gjerne',
    'japp', 'jepp', 'jep', 'jupp', 'jup', 'jess', 'yes', 'yess', 'yep', 'yepp', 'yup', 'jæ', 'jao', 'jaggu', 'jamen', 'j',
  ],
  okay: ['ok', 'oki', 'greitt', 'det er greitt', 'okei', 'okey', 'okay', 'greit', 'den er grei', 'den er god', 'det er greit', 'det er ok', 'det er fint', 'det er bra', 'javel', 'ja vel', 'fint', 'flott', 'topp', 'supert', 'perfekt', 'kjempefint', 'kjempebra', 'utmerket', 'utmerka', 'bra', 'mhm', 'mm', 'mmm', 'aha'],
  /** What was read is right. */
  agree: [
    'stemmer', 'det stemmer', 'stemte', 'riktig', 'rett', 'korrekt', 'sant', 'ikke sant', 'ikkje sant', 'nettopp', 'nemlig', 'nemleg', 'akkurat', 'akkurat det', 'akkurat så', 'presis', 'eksakt', 'just det', 'som sagt', 'som nemnt', 'som nevnt', 'enig', 'einig', 'samd', 'bekrefter', 'bekreftet', 'bekreftes', 'bekrefta', 'bekreft', 'stadfestar', 'stadfesta', 'stadfester', 'forstått', 'forstod', 'skjønt', 'skjøna', 'oppfattet', 'oppfatta', 'hvorfor ikke', 'kvifor ikkje', 'ikke noe problem', 'ikkje noko problem', 'ingen innvendinger', 'ingen innvendingar', 'helt enig', 'heilt einig', 'du har rett', 'ser rett ut', 'ser riktig ut', 'ser bra ut', 'ser fint ut', 'det er det', 'det var det', 'det kan du',
    'stemme', 'stemmær', 'stæmme', 'stæmmer', 'stæmmar', 'stemt', 'stem', 'sto', 'stemmar', 'stemmer bra', 'rektig', 'rætt', 'rektigt', 'riktigt',
  ],
  /** Tells the bot to write it down. */
  store: ['lagre', 'lagra', 'lagre det', 'bruk', 'bruk mitt', 'bruk mitt svar', 'bruk svaret mitt', 'noter', 'notér', 'skriv', 'skriv opp', 'skriv det opp', 'skriv det', 'før opp', 'kjør', 'kjør på', 'køyr', 'køyr på', 'gjør det', 'gjer det', 'bruk det', 'ta det', 'sett det', 'registrer', 'behold', 'behald'],
  no: ['nei', 'neida', 'nei da', 'nei takk', 'nei nei', 'nope', 'niks', 'nix', 'nææ', 'næ', 'næh', 'nei du', 'nehei', 'neppe ja', 'n', 'langtifra', 'langt ifra', 'langt frå', 'slett ikke', 'slett ikkje', 'overhodet ikke', 'overhovudet ikkje', 'absolutt ikke', 'absolutt ikkje', 'definitivt ikke', 'definitivt ikkje', 'selvsagt ikke', 'selvfølgelig ikke', 'sjølvsagt ikkje'],
  not: ['ikke', 'ikkje', 'ikkj', 'ikje', 'ike', 'itj', 'itte', 'itt', 'isje', 'ke', 'aldri', 'ingen', 'inga', 'ingenting', 'uten', 'utan', 'hverken', 'verken', 'korkje'],
  /** What was read is wrong, or is to be put otherwise. */
  wrong: ['feil', 'galt', 'gale', 'gæli', 'bom', 'tull', 'tullball', 'misforstått', 'misforstod', 'misforsto', 'endre', 'endra', 'endres', 'endrast', 'rette', 'rettes', 'rettast', 'korriger', 'korrigere', 'glem', 'glem det', 'gløym', 'gløym det', 'glemte', 'gløymde', 'avbryt', 'stryk', 'slett det', 'noe annet', 'noko anna', 'et annet', 'eit anna', 'omvendt', 'tvert imot', 'tvert om', 'motsatt', 'motsett'],
  /** Neither yes nor no. */
  hedge: [
    'kanskje', 'kanskje det', 'muligens', 'mulig', 'mogleg', 'moglegvis', 'muligvis', 'tror', 'tror det', 'tror ikke', 'trur', 'trur det', 'trur ikkje', 'tenker', 'tenkjer', 'usikker', 'usikre', 'uviss', 'vet ikke', 'vet ikke helt', 'veit ikkje', 'veit ikkje heilt', 'vetikke', 'vettikke', 'veitikkje', 'vet', 'veit', 'vett', 'aner', 'anar', 'husker', 'hugsar', 'hugser', 'minnes', 'tja', 'tjaa', 'nja', 'njaa', 'njæ', 'njei', 'jein', 'både og', 'både ja og nei', 'ja og nei', 'delvis', 'til dels', 'nesten', 'på en måte', 'på ein måte', 'på sett og vis', 'sannsynligvis', 'sannsynlegvis', 'trolig', 'truleg', 'antakelig', 'antagelig', 'antakeleg', 'sikkert', 'vel', 'vel sagt', 'litt', 'egentlig', 'eigentleg', 'liksom', 'hm', 'hmm', 'hmmm', 'eh', 'øh', 'tipper', 'tippar', 'gjetter', 'gjettar', 'kommer an på', 'kjem an på', 'det spørs', 'spørs', 'avhenger', 'begge deler', 'begge delar', 'sånn passe', 'så som så', 'neppe', 'omtrent', 'vanskelig å si', 'vanskeleg å seie', 'noenlunde', 'nokolunde', 'ish', 'i tvil', 'tviler', 'tvilar', 'vent', 'vent litt', 'et øyeblikk', 'eit augneblink',
    'kansje', 'kansj', 'kanskje d', 'kainnskje', 'kanskji', 'mulegens', 'muligens d', 'veitsje', 'veit itj', 'veit itte', 'vetkje', 'vet ei',
  ],
  /** Takes back some of what stands before it. */
  but: ['men', 'unntatt', 'unnteke', 'bortsett', 'utenom', 'utanom', 'hvis', 'viss', 'dersom', 'med mindre', 'bare', 'berre', 'kun', 'heller', 'eller', 'likevel', 'samtidig', 'forutsatt', 'skulle', 'burde'],
  /** About what was said or written, and not about the world. */
  saying: ['mente', 'meinte', 'mener', 'meiner', 'meinar', 'mein', 'meinn', 'ment', 'meint', 'meninga', 'meningen', 'meininga', 'meining', 'sa', 'sier', 'seier', 'sagt', 'skrev', 'skreiv', 'skreivde', 'skriver', 'skriv', 'svarte', 'svara', 'svart', 'svarer', 'svarar', 'gjorde', 'gjør', 'gjer', 'ville', 'svaret', 'svar', 'tenkte', 'tenkt', 'vil', 'valgte', 'valde', 'vel'],
  /** About the world: «det har vi». */
  claim: ['har', 'hadde', 'hatt', 'gjør', 'gjer', 'finnes', 'finst', 'fins', 'fikk', 'fekk', 'hev', 'ha'],
  self: ['jeg', 'eg', 'æ', 'æg', 'ej', 'je', 'i', 'jæ', 'ag', 'meg', 'mitt', 'min', 'mi', 'mæ'],
  we: ['vi', 'me', 'mæ', 'vårt', 'vår', 'våre', 'oss', 'kommunen', 'kommuna', 'bydelen', 'kommune', 'dykk'],
  /** Change nothing in a yes or no. */
  filler: [
    'det', 'de', 'd', 'den', 'dette', 'er', 'e', 'æ', 'ær', 'var', 'va', 'blir', 'blei', 'ble', 'vart', 'vert', 'skal', 'kan', 'du', 'dere', 'de', 'dokker', 'dåkker', 'deg', 'da', 'då', 'no', 'nå', 'altså', 'jo', 'nok', 'så', 'helt', 'heilt', 'hælt', 'som', 'at', 'og', 'og så', 'her', 'der', 'hos', 'takk', 'tusen takk', 'mange takk', 'hei', 'for all del', 'vær så snill', 'ver så snill', 'vennligst', 'please', 'bare bra', 'virkelig', 'verkeleg', 'faktisk', 'alltid', 'alt', 'alle', 'sammen', 'saman', 'å', 'på', 'i', 'til', 'med', 'fra', 'frå', 'av', 'om', 'for', 'opp', 'inn', 'slik', 'sånn', 'samme', 'same', 'igjen', 'godt', 'bra', 'fint', 'dessverre', 'diverre', 'beklager', 'egen', 'visst', 'sikker', 'sikre', 'nei takk', 'gang', 'en gang', 'svaret mitt', 'svaret vårt', 'det samme', 'det same', 'den', 'denne', 'disse', 'desse', 'bekreftende', 'til slutt', 'ut', 'ser',
  ],
  sending: ['send', 'sende', 'sendes', 'sendast', 'sendt', 'send inn', 'send det inn', 'lever', 'levere', 'innsending', 'send i vei', 'send av gårde', 'send av garde'],
  deleting: ['slett', 'slette', 'slettes', 'slettast', 'sletta', 'fjern', 'fjerne', 'ta bort', 'ta vekk', 'koble', 'kople', 'koblet', 'kopla', 'kople frå', 'koble fra'],
  /** What is sent in or deleted. */
  answers: ['svar', 'svara', 'svarene', 'svaret', 'mine', 'mitt', 'våre', 'vårt', 'alt', 'alle', 'dei', 'de', 'dem', 'det', 'dette', 'skjemaet', 'skjema', 'undersøkelsen', 'undersøkinga', 'alt sammen', 'alt saman', 'meg', 'oss', 'straks', 'med en gang', 'med ein gong', 'nå', 'no', 'bare', 'berre', 'kan', 'vil', 'ønsker', 'ønskjer', 'skal', 'jeg', 'eg', 'vi', 'me', 'er sikker', 'er ferdig', 'ferdig', 'klar', 'du kan', 'kan du', 'vær så god', 'ver så god', 'vær så snill', 'ver så snill'],
  about: [
    'ca', 'cirka', 'sirka', 'circa', 'omtrent', 'omtrentlig', 'omtrentleg', 'om lag', 'omlag', 'omkring', 'rundt', 'rundt regnet', 'rundt regna', 'rundt rekna', 'grovt regnet', 'grovt regna', 'grovt rekna', 'kring', 'sånn', 'sånn ca', 'sånn cirka', 'sånn omtrent', 'sånn rundt', 'sånn om lag', 'bortimot', 'bort imot', 'nesten', 'snart', 'nær', 'nærmere', 'nærare', 'i underkant av', 'i overkant av', 'drøyt', 'drygt', 'drøye', 'drøy', 'snaut', 'snautt', 'snaue', 'snau', 'knapt', 'knappe', 'knapp', 'vel', 'godt og vel', 'pluss minus', 'plussminus', 'anslagsvis', 'noe sånt som', 'noko slikt som',
  ],
  /** The words on the start button. */
  start: ['start', 'starte', 'begynn', 'begynne', 'byrj', 'byrje', 'kom i gang', 'sett i gang', 'set i gang', 'i gang'],
  /** The whole, and nobody, when something is passed on. */
  whole: ['0', 'alt', 'alle', 'hele', 'heile', 'hele delen', 'heile delen', 'hele skjemaet', 'heile skjemaet', 'alt sammen', 'alt saman', 'alle spørsmål', 'alle spørsmålene', 'alle spørsmåla'],
  nobody: ['nei', 'vet ikke', 'veit ikkje', 'vet ikkje', 'veit ikke', 'aner ikke', 'anar ikkje', 'ingen', 'usikker'],
  passedOn: ['sendt videre', 'sendt vidare', 'hva er sendt videre', 'hva som er sendt videre', 'kva er sendt vidare', 'kva som er sendt vidare', 'vis sendt videre', 'vis sendt vidare', 'sjå sendt vidare', 'se sendt videre', 'vis hva som er sendt videre', 'vis kva som er sendt vidare', 'se hva som er sendt videre', 'sjå kva som er sendt vidare', 'ta tilbake', 'take tilbake', 'ta att'],
  /** Words that begin a question. */
  asking: ['hva', 'hvem', 'hvor', 'hvordan', 'hvorfor', 'hvilken', 'hvilket', 'hvilke', 'hva for', 'når', 'kva', 'kven', 'kor', 'korleis', 'kvifor', 'kva for', 'koss', 'hva slags', 'kva slags', 'hvorledes', 'ka', 'kem', 'kæm', 'koffer', 'kofor', 'koffor', 'korsen', 'korsn', 'kossen', 'åssen', 'håssen', 'ker', 'kæ', 'hå', 'åffer', 'hæ', 'kordan', 'hvofor', 'vorfor'],
  /** Verbs that begin a question: «er det …», «må vi …». */
  inverting: ['er', 'blir', 'vert', 'var', 'har', 'kan', 'kunne', 'må', 'skal', 'skulle', 'bør', 'burde', 'får', 'vil', 'gjelder', 'gjeld', 'teller', 'tel', 'regnes', 'reknas', 'reknast', 'mener', 'meiner', 'menes', 'meinast', 'hører', 'høyrer', 'trenger', 'treng', 'finnes', 'finst', 'betyr', 'tyder', 'kommer', 'kjem', 'lagres', 'lagrast', 'publiseres', 'inkluderer', 'går', 'ser', 'les', 'leser', 'bruker', 'brukar', 'tar', 'tek', 'holder', 'held', 'spør', 'ønsker', 'ønskjer', 'e', 'ær', 'bli', 'ska', 'kain', 'kanj', 'gjell', 'telle'],
  /** Who or what such a question is about. */
  asked: ['det', 'dette', 'den', 'de', 'dei', 'dere', 'du', 'dokker', 'dykk', 'jeg', 'eg', 'vi', 'me', 'æ', 'noen', 'nokon', 'alle', 'andre', 'svara', 'svarene', 'svaret', 'svar', 'undersøkelsen', 'undersøkinga', 'skjemaet', 'spørsmålet', 'man', 'ein', 'det her', 'd', 'imdi'],
} as const satisfies Record<string, readonly string[]>

export type WordClass = keyof typeof table

/** As lists are compared: the form of `Said.bare`. */
const inBare = (word: string): string => bare(phrase(word))

const longestFirst = (list: readonly string[]): string[] =>
  [...new Set(list.map(inBare))].filter((word) => word !== '').sort((a, b) => b.length - a.length)

/** A class for a pattern of `bare` text: its words, longest first, joined by `|`. */
export const alternation = (name: WordClass): string =>
  longestFirst(table[name])
    .map((word) => word.replace(/[.+*?()[\]\\]/g, '\\$&'))
    .join('|')

/** The same for text as it was typed, in any case; also written without æ, ø and å. */
export const typedAlternation = (name: WordClass): string =>
  [...new Set(table[name].flatMap((word) => [word.toLowerCase(), inBare(word)]))]
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replace(/[.+*?()[\]\\]/g, '\\$&'))
    .join('|')

type Entry = { classes: WordClass[] }

const index = new Map<string, Entry>()
for (const [name, list] of Object.entries(table) as [WordClass, readonly string[]][])
  for (const word of longestFirst(list)) {
    const known = index.get(word)
    if (known === undefined) index.set(word, { classes: [name] })
    else known.classes.push(name)
  }

/** Words in the longest phrase of the table. */
const longest = Math.max(...[...index.keys()].map((word) => word.split(' ').length))

/** A piece of a reply: the longest phrase that stands in one of the classes asked for, or a word that stands in none. */
export type Tag = { words: string; of: WordClass | undefined }

/** `tokens`, read from the left, each time the longest phrase of the classes `among`; of two classes the one named first. */
export const tagged = (tokens: readonly string[], among: readonly WordClass[]): Tag[] => {
  const tags: Tag[] = []
  for (let at = 0; at < tokens.length; ) {
    const tag = tagAt(tokens, at, among)
    tags.push(tag)
    at += tag.words.split(' ').length
  }
  return tags
}

const tagAt = (tokens: readonly string[], at: number, among: readonly WordClass[]): Tag => {
  for (let length = Math.min(longest, tokens.length - at); length > 0; length--) {
    const words = tokens.slice(at, at + length).join(' ')
    const classes = index.get(words)?.classes
    const of = classes === undefined ? undefined : among.find((name) => classes.includes(name))
    if (of !== undefined) return { words, of }
  }
  return { words: tokens[at] ?? '', of: undefined }
}

/** Whether the whole text is one phrase of the class. `text` is in `bare` form. */
export const isOf = (name: WordClass, text: string): boolean => index.get(text)?.classes.includes(name) === true
