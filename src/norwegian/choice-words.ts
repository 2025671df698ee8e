/** Words of choices, typed or shown, in one form: nynorsk as bokmål, short forms in full, number words as figures. */
import { bare, tidy } from './normalise.ts'
import { isPeriodWord } from './units.ts'

// Nynorsk and spelling variants → the bokmål form.
// biome-ignore format: a table: words of a kind share a line
const same: Record<string, string> = {
  ikkje: 'ikke', itj: 'ikke', nokon: 'noen', nokre: 'noen', noko: 'noe', heile: 'hele', heilt: 'helt', dårleg: 'dårlig', dårlege: 'dårlige', nøgd: 'fornøyd', fornøgd: 'fornøyd',
  misnøgd: 'misfornøyd', misnøgde: 'misfornøyde', nøgde: 'fornøyde', hverken: 'verken', korkje: 'verken', kvarken: 'verken', anna: 'annet', andre: 'annet', annan: 'annen', desse: 'disse', frå: 'fra', veit: 'vet', mogleg: 'mulig',
  me: 'vi', dei: 'de', meir: 'mer', fleire: 'flere', berre: 'bare', ein: 'en', eit: 'et', gjer: 'gjør', eg: 'jeg', gjeld: 'gjelder', utan: 'uten', sjølv: 'selv', sjølve: 'selv', driv: 'driver', saman: 'sammen',
  gong: 'gang', gonger: 'ganger', kvar: 'hver', kvart: 'hvert', månad: 'måned', månaden: 'måneden', månader: 'måneder', veke: 'uke', veka: 'uka', leiar: 'leder', leiaren: 'lederen', leiarar: 'ledere', rådgivar: 'rådgiver', rådgjevar: 'rådgiver', programrådgivar: 'programrådgiver', programrådgjevar: 'programrådgiver', assisterande: 'assisterende', vidaregåande: 'videregående',
}
// Short forms → the word they stand for.
// biome-ignore format: a table: words of a kind share a line
const short: Record<string, string> = {
  ass: 'assisterende', assist: 'assisterende', avd: 'avdeling', komm: 'kommune', vgs: 'videregående', ktr: 'kontor', adm: 'administrasjon', fung: 'fungerende', konst: 'konstituert', tidl: 'tidligere',
  nestl: 'nestleder', seksj: 'seksjon', virks: 'virksomhet', koord: 'koordinator', rådg: 'rådgiver', progr: 'program', flyktn: 'flyktning', voksenoppl: 'voksenopplæring', vaksenoppl: 'vaksenopplæring',
  norskoppl: 'norskopplæring', org: 'organisasjon', mnd: 'måned', kl: 'klokken', inkl: 'inkludert', evt: 'eventuelt', tlf: 'telefon', dir: 'direktør',
}
const forms = new Map(
  [...Object.entries(same), ...Object.entries(short)].map(([form, word]) => [bare(form), bare(word)]),
)

// biome-ignore format: from two to twelve; one is told by its accent or by what follows it
const figures: Record<string, string> = {
  to: '2', tre: '3', fire: '4', fem: '5', seks: '6', sju: '7', syv: '7', åtte: '8', ni: '9', ti: '10', elleve: '11', tolv: '12', ett: '1', eitt: '1', én: '1', éin: '1', éi: '1',
}
const figureOf = new Map(Object.entries(figures).map(([word, figure]) => [/é/.test(word) ? word : bare(word), figure]))
const articles = /^(?:en|ei|ein|et|eit)$/

/** A dot that ends a sentence, not a short form such as «ass.»; the source of a pattern. */
export const sentenceDot = `(?<!(?:^|[^\\p{L}])(?:${Object.keys(short).join('|')}))\\.`

/** Words of a typed or shown choice in one form, so that forms may be mixed: «Éin gong» and «1 gang» are the same. */
export function choiceWords(text: string): string[] {
  const tokens = tidy(text).match(/[\p{L}\p{N}]+/gu) ?? []
  return tokens.map((token, i) => {
    if (articles.test(token) && isPeriodWord(bare(tokens[i + 1] ?? ''))) return '1'
    return figureOf.get(token) ?? oneForm(bare(token))
  })
}

/** A `bare` word in the form that it has among `choiceWords`, wherever it stands. */
export function oneForm(word: string): string {
  return figureOf.get(word) ?? forms.get(word) ?? word
}
