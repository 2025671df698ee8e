/** Whether a term is named by the words of a sentence: in any form of the word, in a compound, or nearly. */

import { bare, editDistance, phrase, type Said } from './said.ts'

/** Letters of the shortest stem that may stand in a longer word. */
const shortestPart = 5
/** Letters of the shortest word that may be the beginning of a term: «perm» for «permisjon». */
const shortestStart = 4

// biome-ignore format: words that name nothing: around a term, and the verbs that ask about one
const small = new Set(
  [
    'i', 'på', 'av', 'og', 'for', 'til', 'med', 'me', 'en', 'et', 'ei', 'ein', 'eit', 'den', 'det', 'de', 'dei', 'som', 'er', 'e', 'om', 'å', 'at', 'vi', 'var', 'va', 'har', 'hadde', 'ha', 'eller', 'jeg', 'eg', 'æ', 'oss', 'meg', 'mæ', 'man', 'du', 'dere', 'dokker', 'dokk', 'dykk', 'denne', 'dette', 'disse', 'desse', 'der', 'her', 'hær', 'ja', 'nei', 'ok', 'hei', 'hæ', 'men', 'så', 'da', 'då', 'no', 'nå', 'na', 'altså', 'egentlig', 'eigentleg', 'bare', 'berre', 'kun', 'også', 'òg', 'hva', 'kva', 'ka', 'hvem', 'kven', 'kem', 'hvilke', 'hvilken', 'hvilket', 'hvor', 'kor', 'når', 'noe', 'noko', 'nokka', 'nåkka', 'noen', 'nokon', 'nokre', 'nån', 'slags', 'ikke', 'ikkje', 'itj', 'ikkj', 'alle', 'alt', 'all', 'jo', 'vel', 'nok', 'din', 'deres', 'vår', 'vårt', 'våre', 'mine', 'min', 'mitt', 'si', 'sin', 'sine',
    'teller', 'telle', 'tell', 'tel', 'tæller', 'telles', 'regnes', 'regne', 'regner', 'regnet', 'reknes', 'reknast', 'rekne', 'rekner', 'reknar', 'rekna', 'inkluderer', 'inkludert', 'inkluderes', 'omfatter', 'gjelder', 'gjeld', 'gjell', 'hører', 'høyrer', 'mener', 'meiner', 'meine', 'menes', 'meinast', 'meint', 'ment', 'tenker', 'tenkjer', 'tenke', 'betyr', 'tyder', 'betyde', 'vil', 'skal', 'ska', 'må', 'kan', 'kain', 'bør', 'burde', 'skulle', 'blir', 'bli', 'vert', 'ta', 'tar', 'tek', 'legger', 'legg', 'ligger', 'definisjon', 'definisjonen', 'definerer', 'forklar', 'forklare', 'forskjell', 'forskjellen', 'skilnad', 'skilnaden', 'samme', 'same', 'mellom', 'ordet', 'begrepet', 'omgrepet', 'uttrykket', 'spørsmålet', 'spørsmål', 'lurer', 'lurar', 'vet', 'veit', 'kva', 'inn', 'ut', 'inni', 'sammen', 'saman', 'sånn', 'slik', 'slike', 'akkurat', 'inne', 'si', 'seie', 'nye', 'går', 'kommer', 'kjem', 'får', 'være', 'vere', 'sier', 'seier', 'usikker', 'hvis', 'viss', 'dersom', 'når', 'forresten', 'snakker', 'sikter', 'fra', 'frå', 'hos', 'hjå', 'mitt', 'mer', 'meir', 'enn', 'være', 'kva', 'sjøl', 'selv', 'sjølv', 'medregnet', 'svare', 'svar', 'ting', 'anna', 'annet', 'andre',
  ].map((word) => bare(phrase(word))),
)

/** The words of a sentence that can name something. */
export const contentWords = ({ tokens }: Pick<Said, 'tokens'>): string[] => tokens.filter((word) => !small.has(word))

const ending = /(?:enes|anes|ene|ane|ens|ets|er|ar|an|en|et|ne|te|st|a|e|s|t|i)$/

/** A `bare` word without the endings that change its form only. */
export const stemOf = (word: string): string => {
  let stem = word
  for (let i = 0; i < 2 && stem.length > shortestPart; i++) {
    const shorter = stem.replace(ending, '')
    if (shorter.length < shortestStart) break
    stem = shorter
  }
  return stem
}

/** Letters of the term's word that the typed one has in common with it; 0: another word. */
const likeness = (term: string, typed: string): number => {
  if (term === typed) return term.length
  const [a, b] = [stemOf(term), stemOf(typed)]
  if (a === b) return a.length
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  if (long.startsWith(short) && short.length >= shortestStart) return 0.8 * short.length
  if (b.length >= shortestStart && b.length < term.length && term.endsWith(b)) return 0.6 * b.length
  if (short.length >= shortestPart && long.includes(short)) return 0.6 * short.length
  const slips = short.length >= 10 ? 2 : short.length >= 6 ? 1 : 0
  return slips > 0 && editDistance(a, b, slips) <= slips ? 0.7 * short.length : 0
}

const known = new Map<string, string[]>()
const wordsOf = (term: string): string[] => {
  const found = known.get(term)
  if (found !== undefined) return found
  const all = bare(phrase(term)).match(/[\p{L}\p{N}]+/gu) ?? []
  const naming = all.filter((word) => !small.has(word))
  const made = naming.length === 0 ? all : naming
  known.set(term, made)
  return made
}

/** Of a term of several words, so much must be said: «midlertidige» is none of «midlertidige stillinger» alone. */
const leastShare = 0.6

/** How much of the term stands in the words, in letters, and which of them name it; 0: none does. */
export const hitsOf = (term: string, words: readonly string[]): { weight: number; by: readonly string[] } => {
  const parts = wordsOf(term)
  let weight = 0
  let letters = 0
  let matched = 0
  const used = new Set<string>()
  for (const part of parts) {
    let best = 0
    let by: string | undefined
    for (const word of words) {
      const found = likeness(part, word)
      if (found > best) [best, by] = [found, word]
    }
    if (by === undefined) continue
    weight += best
    letters += part.length
    matched++
    used.add(by)
  }
  const all = parts.reduce((sum, part) => sum + part.length, 0)
  if (matched === 0 || letters < leastShare * all) return { weight: 0, by: [] }
  return { weight: matched === parts.length ? weight : 0.5 * weight, by: [...used] }
}
