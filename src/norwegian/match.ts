/** Which choice or row a text names: in full, in part, or nearly. */

import { keptWith } from '../memory.ts'
import type { Choice, Row } from '../questionnaire/schema.ts'
import { isPeriodWord } from './figures.ts'
import { closest, isFigure, namedByCompound, saidByOthers } from './near-misses.ts'
import { bare, editDistance, lately, slipsAllowed, tidy } from './said.ts'
import { inFull, short } from './short-forms.ts'
import { general } from './words.ts'

/** `near`: not written as it stands, so it is confirmed first. */
export type Match = { type: 'one'; id: string; near: boolean } | { type: 'many'; ids: string[] } | { type: 'none' }

const none: Match = { type: 'none' }

// biome-ignore format: words that tell nothing by themselves
const empty = new Set([
  'i', 'pa', 'av', 'og', 'for', 'til', 'med', 'en', 'et', 'ei', 'den', 'det', 'de', 'som', 'er', 'om', 'a', 'at', 'vi', 'var', 'vare', 'vart', 'har', 'eller', 'jeg', 'oss',
])
/** A choice with one of these cannot be meant by a part that lacks it: «uviktig» is not «verken viktig eller uviktig». */
// biome-ignore format: words of a kind share a line
const turning = new Set([
  'ikke', 'ingen', 'verken', 'uten', 'aldri', 'under', 'over', 'mer', 'mindre', 'minst', 'maks', 'farre', 'flere',
])
/** A choice with one of these can be meant by a part that lacks it, but not surely. */
const grading = new Set([
  ...['svart', 'lite', 'liten', 'litt', 'non', 'delvis', 'ganske', 'noksa', 'nei', 'sjelden'],
  ...['annen', 'annet', 'egen', 'eget', 'leder', 'sjef', 'lengre'],
])
const loose: Record<string, string> = {
  veldig: 'svart',
  meget: 'svart',
  kjempe: 'svart',
  heller: 'verken',
  bra: 'god',
  godt: 'god',
  alene: 'selv',
  aleine: 'selv',
  litt: 'no',
  masse: 'mye',
  ...Object.fromEntries(
    ['enhet', 'ening', 'eining', 'avdeling', 'seksjon', 'virksomhet', 'verksemd'].flatMap((part) =>
      ['leder', 'leiar'].map((head) => [`${part}s${head}`, 'leder'] as const),
    ),
  ),
}
/** Beside a choice's own words they change nothing but how it sounds. */
// biome-ignore format: words of a kind share a line
const sounding = new Set([
  'dessverre', 'diverre', 'egentlig', 'eigentleg', 'faktisk', 'nok', 'jo', 'da', 'altsa', 'ganske', 'noksa',
])
const headed = new Set(['enhet', 'ening', 'avdeling', 'seksjon', 'virksomhet'])

/** Matches a text in full first, then as an unambiguous part, then with slips of spelling. */
export function matchCandidate(text: string, candidates: readonly Candidate[]): Match {
  const typed = choiceWords(text)
  if (typed.length === 0 || typed.length > longest || halfMore.test(typed.join(' '))) return none
  const full = matchInFull(typed, candidates)
  if (full.type !== 'none') return full
  const part = matchPart(typed, candidates)
  if (part.type === 'one' && !part.near) return part
  const [word = '', ...more] = content(typed)
  const compound = more.length > 0 ? [] : namedByCompound(word, candidates, general)
  if (compound.length === 1 && compound[0] !== undefined) return { type: 'one', id: compound[0], near: true }
  return part.type === 'none' ? matchNear(typed, candidates) : part
}

/** Words: a choice's text and a polite sentence around it; longer texts name no choice. */
const longest = 60

/** Only a whole text, article words aside. */
export function matchInFull(typed: readonly string[], candidates: readonly Candidate[]): Match {
  const { whole, core } = spelled(typed)
  const { wholes, cores } = spellings(candidates)
  const exact = wholes.get(whole)
  if (exact !== undefined) return toMatch(exact, 'sure')
  const almost = cores.get(core)
  // «å nei» is no «nei».
  if (almost === undefined || core.length <= shortWord || shifts(typed)) return none
  return toMatch(almost, 'sure')
}

/** «en gang til», «for liten»: small words that tell nothing elsewhere make another thing of these. */
const shifts = (typed: readonly string[]): boolean =>
  (typed.length > 1 && typed.at(-1) === 'til') ||
  /^(?:vi |jeg )?(?:jobber|jobbar|arbeider) (?:med|pa) /.test(typed.join(' ')) ||
  /\bfor (?:lite|liten|sma|mye|mykje|stor|store|fa|mange|darlig)\b/.test(typed.join(' '))
/** «et og et halvt år» is no half year. */
const halfMore = /\bog (?:\S+ )?halvt?\b/
const shortWord = 3

/** `told`: without words that tell nothing, unless there are no others. */
type Spelled = { whole: string; core: string; told: readonly string[] }

/** Of a list of words, which is compared with every choice, and again from several places. */
const spelled = keptWith((list: readonly string[]): Spelled => {
  const telling = list.filter((word) => !empty.has(word))
  const told = telling.length === 0 ? list : telling
  return { whole: asArticle(list), core: told.join(' '), told }
})

const content = (list: readonly string[]): readonly string[] => spelled(list).told

/** Choices are read with every reply to their question and stay the same: who is written so, in full and without article words. */
const spellings = keptWith((candidates: readonly Candidate[]) => ({
  wholes: byWriting(candidates, ({ whole }) => whole),
  cores: byWriting(candidates, ({ core }) => core),
}))

function byWriting(candidates: readonly Candidate[], of: (text: Spelled) => string): Map<string, Candidate[]> {
  const found = new Map<string, Candidate[]>()
  for (const candidate of candidates)
    for (const written of new Set(candidate.texts.map((text) => of(spelled(text)))))
      found.set(written, [...(found.get(written) ?? []), candidate])
  return found
}

/** Every word that one of the candidates says. */
export const vocabulary = keptWith(
  (candidates: readonly Candidate[]): ReadonlySet<string> => new Set(candidates.flatMap((c) => c.texts.flat())),
)

/** Letters that all forms of one word have in common; a shorter word has no other form. */
const commonLetters = 3

/** `vocabulary` by the letters that the forms of a word have in common. */
const byBeginning = keptWith((candidates: readonly Candidate[]): ReadonlyMap<string, string[]> => {
  const found = new Map<string, string[]>()
  for (const word of vocabulary(candidates)) {
    const beginning = word.slice(0, commonLetters)
    found.set(beginning, [...(found.get(beginning) ?? []), word])
  }
  return found
})

/** What the candidates say of which a typed word is a form. */
const formsSaid = (typed: string, candidates: readonly Candidate[]): string[] =>
  byBeginning(candidates)
    .get(typed.slice(0, commonLetters))
    ?.filter((word) => isFormOf(typed, word)) ?? []

/** Of each word told, what the candidates say for it; undefined where one of them is said by none. */
function saidFor(
  told: readonly string[],
  saying: (typed: string) => readonly string[],
): ReadonlySet<string>[] | undefined {
  const all: ReadonlySet<string>[] = []
  for (const typed of told) {
    const found = saying(typed)
    if (found.length === 0) return undefined
    all.push(new Set(found))
  }
  return all
}

/** «ett sted» and «et sted» are the same as long as nothing else is told apart by them. */
function asArticle(list: readonly string[]): string {
  return list.map((word) => (word === '1' || word === 'et' || word === 'ei' ? 'en' : word)).join(' ')
}

function toMatch(found: readonly Candidate[], certainty: 'sure' | 'unsure'): Match {
  const [first, ...others] = found
  if (first === undefined) return none
  if (others.length > 0) return { type: 'many', ids: found.map((c) => c.id) }
  return { type: 'one', id: first.id, near: certainty === 'unsure' }
}

function matchPart(typed: readonly string[], candidates: readonly Candidate[]): Match {
  const told = content(typed)
  if (told.join('').length < 2 || told.every((word) => empty.has(word)) || halfMore.test(typed.join(' '))) return none
  const forms = saidFor(told, (typed) => formsSaid(typed, candidates))
  if (forms === undefined) return none
  const inflected = candidates.filter((c) => c.texts.some((t) => isInflected(told, content(t))))
  if (inflected.length === 1) return toMatch(inflected, shifts(typed) ? 'unsure' : 'sure')
  // «god til svært god» says «god» twice; no choice does.
  const repeats = new Set(told).size < told.length
  const within = (lists: readonly string[]) => !repeats && forms.every((some) => lists.some((other) => some.has(other)))
  const touched = candidates.filter((c) => c.texts.some(within))
  const found = candidates.filter((c) => c.texts.some((t) => within(t) && !lacksTurning(told, t)))
  const sure = found.filter((c) =>
    c.texts.some((t) => within(t) && !lacksTurning(told, t) && !lacksGrading(told, t) && told.every(isTold(t))),
  )
  const vague =
    shifts(typed) ||
    touched.length > found.length ||
    told.every((word) => grading.has(loose[word] ?? word) || turning.has(word) || general.has(word))
  if (found.length === 1) return toMatch(found, sure.length === 1 && !vague ? 'sure' : 'unsure')
  return toMatch(found, 'unsure')
}

/** «minst» before a number only grades it: «to ganger» may be meant by «minst to ganger». */
const gradesNumber = (text: readonly string[], i: number) => text[i] === 'minst' && isFigure(text[i + 1] ?? '')

function lacksTurning(told: readonly string[], text: readonly string[]): boolean {
  return text.some((word, i) => turning.has(word) && !told.includes(word) && !gradesNumber(text, i))
}

function lacksGrading(told: readonly string[], text: readonly string[]): boolean {
  return text.some((word, i) => (grading.has(word) || isFigure(word) || gradesNumber(text, i)) && !told.includes(word))
}

/** What «oftere» and «størst» have and «ofte» and «stor» have not. */
const comparing = /^(?:e?re|are|e?st|ast)$/

/** Letters that may be left out of a word; with more, «flyktning» would say «flyktningtjenesten». */
const mostLeftOut = 5

/** Whether a text says a word or its inflected form, not only a comparative of it or another word made with it. */
function isTold(text: readonly string[]): (word: string) => boolean {
  return (word) =>
    text.some(
      (other) =>
        isFormOf(word, other) &&
        other.length - word.length <= mostLeftOut &&
        !(other.startsWith(word) && comparing.test(other.slice(word.length))),
    )
}

const endings = /^(?:e|t|n|r|en|et|er|ar|ene|ane|a|s|te|de|ne)$/

/** «gode» for «god», «svært viktige» for «svært viktig». */
function isInflected(told: readonly string[], text: readonly string[]): boolean {
  return (
    told.length === text.length &&
    text.every((word, i) => told[i]?.startsWith(word) === true && isFormOf(told[i] ?? '', word))
  )
}

/** The same word, an inflected form of it, or its beginning (four letters or more). */
export function isFormOf(typed: string, word: string): boolean {
  if (typed === word) return true
  if (typed.length < commonLetters || word.length < commonLetters || turning.has(typed) || turning.has(word))
    return false
  if (typed.startsWith(word)) return endings.test(typed.slice(word.length))
  return word.startsWith(typed) && (typed.length >= 4 || endings.test(word.slice(typed.length)))
}

function matchNear(typed: readonly string[], candidates: readonly Candidate[]): Match {
  // «Ja, men ikke registeret» is «ja, men uten registeret».
  const without = matchInFull(
    typed.map((word) => (word === 'ikke' ? 'uten' : word)),
    candidates,
  )
  if (without.type === 'one') return { ...without, near: true }
  const smoothed = typed
    .filter((word, i) => !sounding.has(word) && !(headed.has(word) && typed[i + 1] === 'leder'))
    .map((word) => (Object.hasOwn(loose, word) ? (loose[word] ?? word) : word))
  const synonym = matchInFull(smoothed, candidates)
  if (synonym.type === 'one') return { ...synonym, near: true }
  const part = smoothed.join(' ') === typed.join(' ') ? none : matchPart(smoothed, candidates)
  if (part.type === 'one') return { ...part, near: true }
  const told = content(typed)
  const { found, sure } = closest(typed, candidates)
  const whole = toMatch(found, sure ? 'sure' : 'unsure')
  const others = whole.type === 'one' ? saidByOthers(told, whole.id, candidates) : []
  if (whole.type === 'one' && others.length > 0) return { type: 'many', ids: [whole.id, ...others] }
  if (whole.type !== 'none') return whole
  if (told.join('').length < 4) return none
  const near = saidFor(told, (word) =>
    [...vocabulary(candidates)].filter((other) => isFormOf(word, other) || isSlipOf(word, other)),
  )
  if (near === undefined) return none
  const slipped = (t: readonly string[]) => near.every((some) => t.some((other) => some.has(other)))
  return toMatch(
    candidates.filter((c) => c.texts.some((t) => slipped(t) && !lacksTurning(told, t))),
    'unsure',
  )
}

function isSlipOf(typed: string, word: string): boolean {
  if (typed.length < 4 || turning.has(word) || turning.has(typed)) return false
  const limit = slipsAllowed(Math.min(typed.length, word.length))
  if (editDistance(typed, word, limit) <= limit) return true
  return typed.length >= 5 && (word.includes(typed) || editDistance(typed, word.slice(0, typed.length), 1) <= 1)
}

// Choices and rows as what can be typed for them: both language forms and the aliases, always.

export type Candidate = {
  id: string
  /** As the respondent sees it numbered, from 1. */
  number: number
  /** Each text in words, nynorsk forms as bokmål. */
  texts: readonly (readonly string[])[]
  /** Each text in lower case, for comparing whole messages with phrase tables. */
  plain: string[]
  exclusive: boolean
  specify: boolean
  /** Which figures it stands for, where its questionnaire says so; both ends belong to it, an absent one is open. */
  range?: NonNullable<Choice['range']>
  /** Words by which a sentence tells of it. */
  signs: readonly string[]
}

/** The shown choices or rows in the order shown; ids that the question does not have are left out. */
export function candidatesOf(items: readonly (Choice | Row)[], shownIds: readonly string[]): readonly Candidate[] {
  const known = lists.get(items)
  if (known !== undefined && known.ids.length === shownIds.length && known.ids.every((id, i) => id === shownIds[i]))
    return known.candidates
  const byId = new Map(items.map((item) => [item.id, item]))
  const candidates = shownIds.flatMap((id, i) => {
    const item = byId.get(id)
    return item === undefined ? [] : [candidateOf(item, i + 1)]
  })
  lists.set(items, { ids: [...shownIds], candidates })
  return candidates
}

/** Most respondents are shown the same choices: those of the last one. */
const lists = new WeakMap<readonly (Choice | Row)[], { ids: readonly string[]; candidates: readonly Candidate[] }>()

/** A choice is read with every reply to its question and stays the same, so its words are made once. */
const made = new WeakMap<Choice | Row, Candidate>()

function candidateOf(item: Choice | Row, number: number): Candidate {
  const known = made.get(item)
  if (known?.number === number) return known
  const candidate: Candidate = {
    id: item.id,
    number,
    ...(known === undefined ? readTexts(item) : { texts: known.texts, plain: known.plain }),
    exclusive: 'exclusive' in item && item.exclusive,
    specify: 'specify' in item && item.specify,
    ...('range' in item && item.range !== undefined ? { range: item.range } : {}),
    signs: item.signs ?? [],
  }
  made.set(item, candidate)
  return candidate
}

function readTexts(item: Choice | Row): Pick<Candidate, 'texts' | 'plain'> {
  const aliases = 'aliases' in item ? [...(item.aliases?.nb ?? []), ...(item.aliases?.nn ?? [])] : []
  const texts = [item.text.nb, item.text.nn, ...aliases].map((text) => text.replace(/\{\{[^}]*\}\}/g, ' '))
  return { texts: texts.map(choiceWords), plain: texts.map(tidy) }
}

// Words of choices, typed or shown, in one form: nynorsk as bokmål, short forms in full, number words as figures.

// Nynorsk and spelling variants → the bokmål form.
// biome-ignore format: a table: words of a kind share a line
const same: Record<string, string> = {
  ikkje: 'ikke', itj: 'ikke', nokon: 'noen', nokre: 'noen', noko: 'noe', heile: 'hele', heilt: 'helt', dårleg: 'dårlig', dårlege: 'dårlige', nøgd: 'fornøyd', fornøgd: 'fornøyd',
  misnøgd: 'misfornøyd', misnøgde: 'misfornøyde', nøgde: 'fornøyde', hverken: 'verken', korkje: 'verken', kvarken: 'verken', anna: 'annet', andre: 'annet', annan: 'annen', desse: 'disse', frå: 'fra', veit: 'vet', mogleg: 'mulig', mykje: 'mye',
  fålk: 'folk', åleine: 'alene', aleine: 'alene', aleina: 'alene', åleina: 'alene', nåkka: 'noe', nokka: 'noe', nokke: 'noe', nån: 'noen', ittj: 'ikke', itte: 'ikke', ikkj: 'ikke', hær: 'her', muntli: 'muntlig', skriftli: 'skriftlig', munnleg: 'muntlig', skriftleg: 'skriftlig', hælse: 'helse', skol: 'skole', grunnskol: 'grunnskole', skule: 'skole', grunnskule: 'grunnskole', ilag: 'sammen',
  me: 'vi', dei: 'de', meir: 'mer', fleire: 'flere', berre: 'bare', ein: 'en', eit: 'et', gjer: 'gjør', eg: 'jeg', gjeld: 'gjelder', utan: 'uten', sjølv: 'selv', sjølve: 'selv', driv: 'driver', saman: 'sammen',
  gong: 'gang', gonger: 'ganger', kvar: 'hver', kvart: 'hvert', månad: 'måned', månaden: 'måneden', månader: 'måneder', veke: 'uke', veka: 'uka', leiar: 'leder', leiaren: 'lederen', leiarar: 'ledere', rådgivar: 'rådgiver', rådgjevar: 'rådgiver', programrådgivar: 'programrådgiver', programrådgjevar: 'programrådgiver', assisterande: 'assisterende', vidaregåande: 'videregående',
}
const forms = new Map([...Object.entries({ ...same, ...short })].map(([form, word]) => [bare(form), bare(word)]))

// biome-ignore format: from two to twelve; one is told by its accent or by what follows it
const figures: Record<string, string> = {
  to: '2', tre: '3', fire: '4', fem: '5', seks: '6', sju: '7', syv: '7', åtte: '8', ni: '9', ti: '10', elleve: '11', tolv: '12', ett: '1', eitt: '1', én: '1', éin: '1', éi: '1',
}
const figureOf = new Map(Object.entries(figures).map(([word, figure]) => [/é/.test(word) ? word : bare(word), figure]))
const articles = /^(?:en|ei|ein|et|eit)$/

/** A dot that ends a sentence, not a short form such as «ass.»; the source of a pattern. */
export const sentenceDot = `(?<!(?:^|[^\\p{L}])(?:${Object.keys(short).join('|')}))\\.`

/** Words of a typed or shown choice in one form, so that forms may be mixed: «Éin gong» and «1 gang» are the same. */
export const choiceWords = lately((text): readonly string[] => {
  const tokens = inFull(tidy(text)).match(/[\p{L}\p{N}]+/gu) ?? []
  return tokens.map((token, i) => {
    if (articles.test(token) && isPeriodWord(bare(tokens[i + 1] ?? ''))) return '1'
    return figureOf.get(token) ?? oneForm(bare(token))
  })
})

/** A `bare` word in the form that it has among `choiceWords`, wherever it stands. */
export function oneForm(word: string): string {
  return figureOf.get(word) ?? forms.get(word) ?? word
}
