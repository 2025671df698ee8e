/** What a question counts, said of one: «1 person», not «1 personer». */

/** Plurals whose singular does not follow from their ending, or whose ending several endings share. */
// biome-ignore format: a table: singular, then its plurals in both language forms
const singulars: readonly (readonly [string, string])[] = [
  ['person', 'personer personar'], ['flyktning', 'flyktninger flyktningar'], ['innvandrer', 'innvandrere'], ['ansatt', 'ansatte'], ['tilsett', 'tilsette'],
  ['bosatt', 'bosatte'], ['busett', 'busette'], ['enslig', 'enslige'], ['einsleg', 'einslege'], ['frivillig', 'frivillige'], ['mindreårig', 'mindreårige'],
  ['menneske', 'mennesker'], ['ungdom', 'ungdommer ungdommar'], ['gjest', 'gjester gjestar'], ['elev', 'elever elevar'], ['tolk', 'tolker tolkar'],
  ['kvinne', 'kvinner'], ['mann', 'menn'], ['voksen', 'voksne'], ['vaksen', 'vaksne'], ['familie', 'familier familiar'], ['husstand', 'husstander husstandar'],
  ['bolig', 'boliger'], ['bustad', 'bustader'], ['leilighet', 'leiligheter'], ['leilegheit', 'leilegheiter'],
  ['kommune', 'kommuner kommunar'], ['bydel', 'bydeler bydelar'], ['fylke', 'fylker'], ['stilling', 'stillinger stillingar'],
  ['plass', 'plasser plassar'], ['praksisplass', 'praksisplasser praksisplassar'], ['gang', 'ganger'], ['gong', 'gonger'], ['måned', 'måneder'],
  ['månad', 'månader'], ['uke', 'uker'], ['veke', 'veker'], ['dag', 'dager dagar'], ['time', 'timer timar'], ['minutt', 'minutter'], ['krone', 'kroner'],
  ['grad', 'grader'], ['møte', 'møter'], ['avtale', 'avtaler avtalar'], ['gruppe', 'grupper'], ['klasse', 'klasser klassar'], ['sak', 'saker'],
  ['skole', 'skoler'], ['skule', 'skular'], ['prosent', 'prosenter'], ['søknad', 'søknader'], ['rad', 'rader'], ['enhet', 'enheter'], ['eining', 'einingar'],
]
const known = new Map(singulars.flatMap(([one, many]) => many.split(' ').map((word) => [word, one] as const)))

/** Endings that tell: «deltakere» → «deltaker», «deltakarar» → «deltakar», «bevillinger» → «bevilling». */
const endings: readonly (readonly [RegExp, string])[] = [
  [/ere$/u, 'er'],
  [/arar$/u, 'ar'],
  [/ing(?:er|ar)$/u, 'ing'],
  [/het(?:er)$/u, 'het'],
  [/heiter$/u, 'heit'],
]

/**
 * The unit of a figure: its singular for exactly 1 (and −1), else as it stands. Of several words the first is the noun.
 * A word that is neither known nor has an ending that tells is left as it is, as «barn», «år» and «årsverk» must be.
 */
export const unitFor = (value: number, unit: string): string => {
  if (Math.abs(value) !== 1) return unit
  const [, noun = '', rest = ''] = /^(\S*)(.*)$/su.exec(unit) ?? []
  return `${known.get(noun) ?? byEnding(noun)}${rest}`
}

const byEnding = (noun: string): string => {
  const found = endings.find(([ending]) => noun.length > 5 && ending.test(noun))
  return found === undefined ? noun : noun.replace(found[0], found[1])
}
