/** Where in a piece of a sentence a choice is told of: by its signs, its texts or its aliases. */

import { type Candidate, isFormOf } from './match.ts'
import { bare, tidy } from './said.ts'
import { type Piece, piecesOf, type Turn } from './sentences.ts'
import { general } from './words.ts'

/** `of`: the choice's id; `at`: the places of the words that tell of it. `turns`: what these say themselves: a no, a plan. */
export type Mention = { of: string; at: readonly number[]; turns: ReadonlySet<Turn>; strong: boolean }

/** Which choices a text tells of, and whether nothing is left to ask about. */
export type Told = { ids: readonly string[]; sure: boolean }

type SignWord = { stem: string; open: boolean; own: boolean }
type Sign = { words: readonly SignWord[]; turns: ReadonlySet<Turn>; strong: boolean }

/** Candidates stay the same from reply to reply. */
const made = new WeakMap<Candidate, readonly Sign[]>()

// biome-ignore format: words that name a choice where they are the whole text, and nothing inside of a sentence
const weak = new Set([
  'no', 'non', 'noe', 'noen', 'nokre', 'litt', 'lite', 'mye', 'mykje', 'masse', 'alle', 'alt', 'bra', 'ofte', 'fort', 'selv', 'alene', 'ingen', 'inga', 'ingenting', 'nei', 'ja', 'annet', 'annen', 'ikke', 'delvis', 'middels', 'barn', 'kan', 'har', 'tall', 'tal', 'em', 'kjapt', 'raskt', 'straks', 'aldri', 'assistent', 'varierer',
  'planer', '1', '2', '3', '4', 'en', 'i', 'arbeid', 'avtalene', 'tid',
])
// biome-ignore format: words that may be about something else as well, so that what they name is asked about
const unsure = new Set([
  'skole', 'samarbeid', 'opplaring', 'stilling', 'folk', 'kapasitet', 'oppfolging', 'helse', 'omsorg', 'praksis', 'intervju', 'bygg', 'kutt', 'ansatte', 'stillinger', 'strategi', 'plass', 'kompetanse', 'kontor', 'kontorer', 'ressurser', 'jevnlig', 'intern', 'kunnskap', 'direktor', 'god', 'godt', 'viktig', 'nyttig', 'darlig', 'norsk', 'oppvekst',
])
// biome-ignore format: words that join
const small = new Set(['i', 'pa', 'av', 'og', 'for', 'til', 'med', 'en', 'et', 'ei', 'den', 'det', 'de', 'som', 'er', 'om', 'a', 'at', 'vi', 'var', 'har', 'eller', 'jeg', 'oss'])
const noes = /^(?:ikke|ikkje|itj|ingen|aldri|uten|verken|nei|inga|ingenting|intet)$/

function signsOf(candidate: Candidate): readonly Sign[] {
  const known = made.get(candidate)
  if (known !== undefined) return known
  const written = candidate.signs.map((text) => {
    const words = text.split(' ').map((word) => {
      const open = word.endsWith('*')
      return { stem: bare(tidy(open ? word.slice(0, -1) : word)), open, own: true }
    })
    return { words, turns: turnsIn(text.replaceAll('*', '')), strong: true }
  })
  const texts = candidate.texts.flatMap((text): Sign[] => {
    const words = text.filter((word) => !small.has(word))
    const [only] = words
    if (only === undefined || words.length > 5 || (words.length === 1 && text.length > 2)) return []
    if (words.every((word) => weak.has(word) || noes.test(word))) return []
    const strong = words.length > 1 || !(unsure.has(only) || general.has(only))
    return [{ words: words.map((stem) => ({ stem, open: false, own: false })), turns: turnsIn(text.join(' ')), strong }]
  })
  const signs = [...written, ...texts]
  made.set(candidate, signs)
  return signs
}

const turnsIn = (text: string): ReadonlySet<Turn> => new Set(piecesOf(text).flatMap(({ turns }) => [...turns]))

const says = ({ stem, open, own }: SignWord, raw: string, word: string): boolean => {
  if (raw === stem || word === stem) return true
  if (open) return raw.startsWith(stem) || word.startsWith(stem)
  return !own && stem.length >= 4 && word.length >= 4 && isFormOf(word, stem) && word.length >= stem.length - 2
}

const definite = /^(?:e?n|a|et|ene|ane)$/

/** Words between the first and the last of a sign. */
const reach = 7

/** Every place where a choice is told of, without those that lie within a wider one of another choice. */
export function mentionsIn({ raw, words }: Piece, candidates: readonly Candidate[]): Mention[] {
  const all = candidates.flatMap((candidate) =>
    signsOf(candidate).flatMap(({ words: sign, turns, strong }): Mention[] => {
      const at = placesOf(sign, raw, words)
      if (at === undefined) return []
      // «Rådmannen bad meg svare» speaks of somebody else than «rådmann» does.
      const isNamed = sign.length > 1 || !definite.test(raw[at[0] ?? 0]?.slice(sign[0]?.stem.length) ?? '')
      return [{ of: candidate.id, at, turns, strong: strong && (isNamed || sign[0]?.own === true) }]
    }),
  )
  return all.filter(
    (one) =>
      !all.some(
        (wider) => wider.of !== one.of && wider.at.length > one.at.length && one.at.every((i) => wider.at.includes(i)),
      ),
  )
}

function placesOf(
  sign: readonly SignWord[],
  raw: readonly string[],
  words: readonly string[],
): readonly number[] | undefined {
  const at: number[] = []
  // Texts and aliases are said in their order, and «ikke så viktig» is not «så ikke viktig».
  const isOrdered = sign[0]?.own !== true || noes.test(sign[0].stem)
  for (const word of sign) {
    const from = isOrdered ? (at.at(-1) ?? -1) + 1 : 0
    const found = raw.findIndex((typed, i) => i >= from && !at.includes(i) && says(word, typed, words[i] ?? ''))
    if (found < 0) return undefined
    at.push(found)
  }
  const [first = 0, last = 0] = [Math.min(...at), Math.max(...at)]
  if (sign[0]?.own === true) return last - first > reach ? undefined : at
  const isFilled = words.every((word, i) => i < first || i > last || at.includes(i) || small.has(word))
  return isFilled ? at : undefined
}
