/** Which choice or row a text names: in full, in part, or nearly. */
import type { Candidate } from './candidates.ts'
import { choiceWords } from './choice-words.ts'
import { namedByCompound } from './compounds.ts'
import { editDistance, slipsAllowed } from './edit-distance.ts'
import { saidByOthers } from './told-apart.ts'

/** `near`: not written as it stands, so it is confirmed first. */
export type Match = { type: 'one'; id: string; near: boolean } | { type: 'many'; ids: string[] } | { type: 'none' }

const none: Match = { type: 'none' }

// biome-ignore format: words that tell nothing by themselves
const empty = new Set([
  'i', 'pa', 'av', 'og', 'for', 'til', 'med', 'en', 'et', 'ei', 'den', 'det', 'de', 'som', 'er', 'om', 'a', 'at', 'vi', 'var', 'vare', 'vart', 'har', 'eller', 'jeg', 'oss',
])
/** A choice with one of these cannot be meant by a part that lacks it: «uviktig» is not «verken viktig eller uviktig». */
const turning = new Set([
  'ikke',
  'ingen',
  'verken',
  'uten',
  'aldri',
  'under',
  'over',
  'mer',
  'mindre',
  'minst',
  'maks',
  'farre',
  'flere',
])
/** A choice with one of these can be meant by a part that lacks it, but not surely. */
const grading = new Set([
  ...['svart', 'lite', 'liten', 'litt', 'non', 'delvis', 'ganske', 'noksa', 'nei', 'sjelden'],
  ...['annen', 'annet', 'egen', 'eget', 'leder', 'lengre'],
])
// biome-ignore format: words that stand in many texts: a part made of these alone may be about something else
const general = new Set([
  'andre', 'annen', 'annet', 'egen', 'eget', 'egne', 'eigen', 'eiga', 'leder', 'stilling', 'tid', 'tida', 'kontor', 'kontoret', 'tjeneste', 'tjenester', 'tjenestene', 'tenester', 'tenestene', 'kommune', 'kommunen',
  'kommuner', 'opplaring', 'opplaringen', 'opplaringa', 'skole', 'skule', 'plass', 'plasser', 'plassar', 'evaluering', 'arbeid', 'utdanning', 'program', 'programmet', 'samarbeid', 'mate', 'sted', 'stad', 'grad', 'ar', 'aret', 'mange', 'hvor',
  'driver', 'driv', 'hand', 'sammen', 'saman', 'gang', 'ganger', 'informasjon', 'veiledning', 'rettleiing', 'rad', 'bruk', 'utvikling', 'deling', 'praksis', 'hjelp', 'finne', 'registeret', 'fa', 'ledige', 'hver', 'maned',
])
const loose: Record<string, string> = {
  veldig: 'svart',
  meget: 'svart',
  kjempe: 'svart',
  heller: 'verken',
  bra: 'god',
  godt: 'god',
}

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
  const exact = candidates.filter((c) => c.texts.some((t) => spelledOnce(t).whole === whole))
  if (exact.length > 0) return toMatch(exact, 'sure')
  if (shifts(typed)) return none
  // «å nei» is no «nei».
  if (core.length <= shortWord) return none
  return toMatch(
    candidates.filter((c) => c.texts.some((t) => spelledOnce(t).core === core)),
    'sure',
  )
}

/** «en gang til», «for liten»: small words that tell nothing elsewhere make another thing of these. */
const shifts = (typed: readonly string[]): boolean =>
  (typed.length > 1 && typed.at(-1) === 'til') ||
  /^(?:vi |jeg )?(?:jobber|jobbar|arbeider) (?:med|pa) /.test(typed.join(' ')) ||
  /\bfor (?:lite|liten|sma|mye|mykje|stor|store|fa|mange|darlig)\b/.test(typed.join(' '))
/** «et og et halvt år» is no half year. */
const halfMore = /\bog (?:\S+ )?halvt?\b/
const shortWord = 3

type Spelled = { whole: string; core: string }
const spelled = (list: readonly string[]): Spelled => ({ whole: asArticle(list), core: content(list).join(' ') })

/** Of a candidate's text, which is read with every reply and stays the same. */
const remembered = new WeakMap<readonly string[], Spelled>()

function spelledOnce(text: readonly string[]): Spelled {
  const known = remembered.get(text) ?? spelled(text)
  remembered.set(text, known)
  return known
}

/** «ett sted» and «et sted» are the same as long as nothing else is told apart by them. */
function asArticle(list: readonly string[]): string {
  return list.map((word) => (word === '1' || word === 'et' || word === 'ei' ? 'en' : word)).join(' ')
}

function content(list: readonly string[]): string[] {
  const told = list.filter((word) => !empty.has(word))
  return told.length === 0 ? [...list] : told
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
  const inflected = candidates.filter((c) => c.texts.some((t) => isInflected(told, content(t))))
  if (inflected.length === 1) return toMatch(inflected, shifts(typed) ? 'unsure' : 'sure')
  // «god til svært god» says «god» twice; no choice does.
  const repeats = new Set(told).size < told.length
  const within = (lists: readonly string[]) =>
    !repeats && told.every((word) => lists.some((other) => isFormOf(word, other)))
  const touched = candidates.filter((c) => c.texts.some(within))
  const found = candidates.filter((c) => c.texts.some((t) => within(t) && !lacksTurning(told, t)))
  const sure = found.filter((c) =>
    c.texts.some((t) => within(t) && !lacksTurning(told, t) && !lacksGrading(told, t) && told.every(isTold(t))),
  )
  const vague =
    shifts(typed) ||
    touched.length > found.length ||
    told.every((word) => grading.has(word) || turning.has(word) || general.has(word))
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

const isFigure = (word: string) => /^\d+$/.test(word)

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
  if (typed.length < 3 || word.length < 3 || turning.has(typed) || turning.has(word)) return false
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
  const smoothed = typed.map((word) => (Object.hasOwn(loose, word) ? (loose[word] ?? word) : word))
  const synonym = matchInFull(smoothed, candidates)
  if (synonym.type === 'one') return { ...synonym, near: true }
  const told = content(typed)
  const whole = closest(typed, candidates)
  const others = whole.type === 'one' ? saidByOthers(told, whole.id, candidates) : []
  if (whole.type === 'one' && others.length > 0) return { type: 'many', ids: [whole.id, ...others] }
  if (whole.type !== 'none') return whole
  if (told.join('').length < 4) return none
  const slipped = (t: readonly string[]) =>
    told.every((word) => t.some((other) => isFormOf(word, other) || isSlipOf(word, other)))
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

/** The candidates with the fewest slips between their whole text and the typed one; «uviktig» is no slip of «viktig». */
function closest(words: readonly string[], candidates: readonly Candidate[]): Match {
  const typed = words.join('')
  const told = figuresIn(words)
  let best = slipsAllowed(typed.length)
  let found: Candidate[] = []
  if (best === 0 || typed.length > 120) return none
  for (const candidate of candidates) {
    const texts = candidate.texts
      .filter((t) => figuresIn(t) === told)
      .map((t) => t.join(''))
      .filter((t) => t !== `u${typed}` && typed !== `u${t}`)
    const distance = Math.min(...texts.map((t) => editDistance(typed, t, best)), best + 1)
    if (distance > best) continue
    if (distance < best) found = []
    best = distance
    found.push(candidate)
  }
  return toMatch(found, 'unsure')
}

/** «2 ganger» is no slip of «1 gang»: numbers must be the same. */
function figuresIn(list: readonly string[]): string {
  return list.filter(isFigure).join(' ')
}
