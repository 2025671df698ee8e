/** Whether a term is named by the words of a sentence: in any form of the word, in a compound, or nearly. */

import { bare, editDistance, lately, phrase, type Said } from './said.ts'

/** Letters of the shortest stem that may stand in a longer word. */
const shortestPart = 5
/** Letters of the shortest word that may be the beginning of a term: «perm» for «permisjon». */
const shortestStart = 4
/** Letters of the shortest word that another may be put to: «pappaperm» is a «perm». */
const shortestFirst = 3
/** Letters of the first part that two compounds must have in common, and which share of the shorter one. */
const shortestCommon = 7
const leastCommon = 0.6

// biome-ignore format: words that name nothing: around a term, and the verbs that ask about one
const small = new Set(
  [
    'i', 'på', 'av', 'og', 'for', 'til', 'med', 'me', 'en', 'et', 'ei', 'ein', 'eit', 'den', 'det', 'de', 'dei', 'som', 'er', 'e', 'om', 'å', 'at', 'vi', 'var', 'va', 'har', 'hadde', 'ha', 'eller', 'jeg', 'eg', 'æ', 'oss', 'meg', 'mæ', 'man', 'du', 'dere', 'dokker', 'dokk', 'dykk', 'denne', 'dette', 'disse', 'desse', 'der', 'her', 'hær', 'ja', 'nei', 'ok', 'hei', 'hæ', 'men', 'så', 'da', 'då', 'no', 'nå', 'na', 'altså', 'egentlig', 'eigentleg', 'bare', 'berre', 'kun', 'også', 'òg', 'hva', 'kva', 'ka', 'hvem', 'kven', 'kem', 'hvilke', 'hvilken', 'hvilket', 'hvor', 'kor', 'når', 'noe', 'noko', 'nokka', 'nåkka', 'noen', 'nokon', 'nokre', 'nån', 'slags', 'ikke', 'ikkje', 'itj', 'ikkj', 'alle', 'alt', 'all', 'jo', 'vel', 'nok', 'din', 'deres', 'vår', 'vårt', 'våre', 'mine', 'min', 'mitt', 'si', 'sin', 'sine',
    'teller', 'telle', 'tell', 'tel', 'tæller', 'telles', 'regnes', 'regne', 'regner', 'regnet', 'reknes', 'reknast', 'rekne', 'rekner', 'reknar', 'rekna', 'inkluderer', 'inkludert', 'inkluderes', 'omfatter', 'gjelder', 'gjeld', 'gjell', 'hører', 'høyrer', 'mener', 'meiner', 'meine', 'menes', 'meinast', 'meint', 'ment', 'tenker', 'tenkjer', 'tenke', 'betyr', 'tyder', 'betyde', 'vil', 'skal', 'ska', 'må', 'kan', 'kain', 'bør', 'burde', 'skulle', 'blir', 'bli', 'vert', 'ta', 'tar', 'tek', 'legger', 'legg', 'ligger', 'definisjon', 'definisjonen', 'definerer', 'forklar', 'forklare', 'forskjell', 'forskjellen', 'skilnad', 'skilnaden', 'samme', 'same', 'mellom', 'ordet', 'begrepet', 'omgrepet', 'uttrykket', 'spørsmålet', 'spørsmål', 'lurer', 'lurar', 'vet', 'veit', 'kva', 'inni', 'sammen', 'saman', 'sånn', 'slik', 'slike', 'akkurat', 'inne', 'si', 'seie', 'nye', 'går', 'kommer', 'kjem', 'får', 'være', 'vere', 'sier', 'seier', 'usikker', 'hvis', 'viss', 'dersom', 'når', 'forresten', 'snakker', 'sikter', 'fra', 'frå', 'hos', 'hjå', 'mitt', 'mer', 'meir', 'enn', 'være', 'kva', 'sjøl', 'selv', 'sjølv', 'medregnet', 'svare', 'svar', 'ting', 'anna', 'annet', 'andre',
    'godt', 'bra', 'duger', 'duge', 'holder', 'held', 'noteres', 'noterast', 'telles', 'tellast', 'summen', 'regnestykket', 'talet', 'tallet', 'snittet', 'krysses', 'kryss', 'krysse', 'hu', 'hun', 'ho', 'han', 'ham', 'dem', 'dæm', 'nytten', 'gjør', 'gjer', 'gjør', 'au', 'òg', 'ogsaa', 'sak', 'enough', 'good', 'or', 'kalle', 'kalla', 'kaller', 'trekkes', 'takes', 'føre', 'føres', 'opp', 'bruke', 'bruka', 'leggje', 'leggja', 'la', 'vært', 'vore', 'mine', 'dykkar', 'deira', 'deres', 'sitt', 'sine', 'blant', 'innimellom', 'lol', 'liksom', 'jo', 'vart', 'ble', 'blei', 'hev', 'ett', 'etter', 'ette', 'før', 'førr', 'siden', 'sidan', 'over', 'under', 'ved', 'unna', 'mens', 'enda', 'ennå', 'enno', 'heilt', 'helt',
  ].map((word) => bare(phrase(word))),
)

/** The words of a sentence that can name something. */
export const contentWords = ({ tokens }: Pick<Said, 'tokens'>): string[] => tokens.filter((word) => !small.has(word))

/** «Årene i Ringsaker»: the name of a place; countries are none. */
const inPlace =
  /(?<!\p{L})(?:i|på|frå|fra|til|te|bydel|hos) (?!(?:NAV|IMDi|UDI|Norge|Noreg|Sverige|Danmark)(?!\p{L}))(\p{Lu}\p{Ll}+)/u
const quoted = /[«"“]([^«»"“”]{1,40})[»"”]/gu

/**
 * `contentWords`, and what is named otherwise: any word in quotes, small as it may be, and of the name of a place that it is another
 * place, so that an editor writes «andre steder» among the terms.
 */
export const namingWords = (said: Pick<Said, 'text' | 'tokens'>): string[] => [
  ...contentWords(said),
  ...[...said.text.matchAll(quoted)].flatMap(([, inside = '']) => bare(phrase(inside)).match(/[\p{L}\p{N}]+/gu) ?? []),
  ...(inPlace.test(said.text) ? [otherPlace] : []),
]
export const otherPlace = 'steder'

const ending = /(?:enes|anes|ene|ane|ens|ets|er|ar|an|en|et|ne|te|st|a|e|s|t|i)$/

/** A `bare` word without the endings that change its form only. */
export const stemOf = lately((word) => {
  let stem = word
  for (let i = 0; i < 2 && stem.length > shortestPart; i++) {
    const shorter = stem.replace(ending, '')
    if (shorter.length < shortestStart) break
    stem = shorter
  }
  return stem
})

/** Letters by which two forms of one word may differ still. */
const mostEnding = 2

/** Whether two `bare` words are forms of one: «tolke» and «tolk», «registeret» and «register». */
export const isSameWord = (one: string, other: string): boolean => {
  const [a, b] = [stemOf(one), stemOf(other)]
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  return (
    short === long ||
    (short.length >= shortestStart && long.length - short.length <= mostEnding && long.startsWith(short))
  )
}

/** Letters of the term's word that the typed one has in common with it; 0: another word. */
const likeness = ({ word: term, stem: a }: Word, { word: typed, stem: b }: Word): number => {
  if (term === typed) return term.length
  if (a === b) return a.length
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  const isWhole = short === term || short === typed || long.length - short.length <= mostEnding
  if (long.startsWith(short) && short.length >= (isWhole ? shortestStart : shortestPart)) return 0.8 * short.length
  if (b.length >= shortestPart && b.length < term.length && term.endsWith(b)) return 0.6 * b.length
  if (a.length >= shortestStart && b.length >= a.length + shortestFirst && b.endsWith(a)) return 0.8 * a.length
  // «Tilkallingsvikarer» loses more than its ending before it is compared.
  if (short.length >= shortestPart && (long.includes(short) || (short === a && typed.includes(a))))
    return 0.6 * short.length
  const common = commonStart(a, b)
  if (common >= shortestCommon && common >= leastCommon * short.length) return 0.4 * common
  const slips = short.length >= 10 ? 2 : short.length >= 6 ? 1 : 0
  return slips > 0 && editDistance(a, b, slips) <= slips ? 0.7 * short.length : 0
}

const commonStart = (a: string, b: string): number => {
  let at = 0
  while (at < a.length && a.charAt(at) === b.charAt(at)) at++
  return at
}

/** A `bare` word, and what it is compared by. */
type Word = { word: string; stem: string }

export const stemmed = (words: readonly string[]): Word[] => words.map((word) => ({ word, stem: stemOf(word) }))

/** What names a term, as an editor wrote it; of small words alone, all of them do. */
export const termOf = (term: string): Word[] => {
  const all = bare(phrase(term)).match(/[\p{L}\p{N}]+/gu) ?? []
  const naming = all.filter((word) => !small.has(word))
  return stemmed(naming.length === 0 ? all : naming)
}

/** Of a term of several words, so much must be said: «midlertidige» is none of «midlertidige stillinger» alone. */
const leastShare = 0.6

/** How much of the term stands in the words, in letters, and which of them name it; 0: none does. */
export const hitsOf = (term: readonly Word[], words: readonly Word[]): { weight: number; by: readonly string[] } => {
  let weight = 0
  let letters = 0
  let matched = 0
  const used = new Set<string>()
  for (const part of term) {
    let best = 0
    let by: string | undefined
    for (const word of words) {
      const found = likeness(part, word)
      if (found > best) [best, by] = [found, word.word]
    }
    if (by === undefined) continue
    weight += best
    letters += part.word.length
    matched++
    used.add(by)
  }
  const all = term.reduce((sum, { word }) => sum + word.length, 0)
  if (matched === 0 || letters < leastShare * all) return { weight: 0, by: [] }
  return { weight: matched === term.length ? weight : 0.5 * weight, by: [...used] }
}
