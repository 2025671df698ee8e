/** Shares of something in a sentence: «hver fjerde, tro det eller ei», «48 av 400», «en tredel av nitti». */

import { isShare } from '../questionnaire/shape.ts'
import { readShare } from './amounts.ts'
import type { FigureQuestion, Found, NumberIn } from './numbers-in.ts'
import { bare } from './said.ts'

const inWords =
  /(?<!\p{L})(?:(?:hver|kvar)(?: (?:ein|en))? (?!eneste)\p{L}+|(?:\p{L}+ )?\p{L}{2,}(?:del|deler|delar|part|kvart)|halvparten|halvdelen|helvta|halve|annenhver|annakvar|trekvart)(?!\p{L})/gu
const wholeAfter =
  /^(?: (?:person\p{L}*|stk|stykk\p{L}*|ansatte|tilsette|delta[kg]\p{L}*))? ?(?:av|tå|utav|ut av|per|på|\/) ?(?:(?:de|dei|dem|våre|totalt|om lag|ca\.?|rundt|cirka|omtrent) )*$/u
const ofThem = /(?<!\p{L})(?:av|tå) (?:dem|dei|de|di|dæm|disse|desse)(?!\p{L})/u
const whole = /(?<!\p{L})(?:av|ut av) (?:totalt |om lag |ca\.? |de |dei |våre )*$/u
const ofWhole = /^ ?(?:av|tå) (?:de |dei |di |dæm |dem |våre )?$/u

/** The figures of a text with those that are a share of another joined to it; undefined where there is no share. */
export const sharesIn = (text: string, numbers: readonly NumberIn[], question: FigureQuestion): Found[] | undefined => {
  const plain = numbers.map((number): Found => ({ number, value: number.value, how: 'said', to: number.to }))
  const shares = wordsIn(text)
  if (!isShare(question)) return partsOf(text, numbers, shares)
  const joined = pairsOf(text, numbers)
  if (shares.length === 0 && joined === undefined) return undefined
  const rest = (joined ?? plain).filter(
    ({ number }) => !shares.some((share) => number.from < share.to && number.to > share.from),
  )
  const said = shares.map(({ from, to, value }): Found => ({ number: { value, from, to }, value, how: 'share', to }))
  return [...rest, ...said].sort((one, other) => one.number.from - other.number.from)
}

const wordsIn = (text: string): { from: number; to: number; value: number }[] =>
  [...text.matchAll(inWords)].flatMap(({ 0: said, index }) => {
    const own = readShare(bare(said))
    // «Nærmere en femdel»: what stands before may be no part of it.
    const last = said.slice(said.lastIndexOf(' ') + 1)
    const share = own ?? readShare(bare(last))
    if (share === undefined || !('value' in share)) return []
    return [
      {
        from: index + (own === undefined ? said.length - last.length : 0),
        to: index + said.length,
        value: share.value,
      },
    ]
  })

/** «88 av 1100», «av 600 er 60»: the one as a share of the other, in per cent. */
const pairsOf = (text: string, numbers: readonly NumberIn[]): Found[] | undefined => {
  for (let i = 0; i < numbers.length - 1; i++) {
    const [first, second] = [numbers[i], numbers[i + 1]]
    if (first === undefined || second === undefined) break
    const gap = text.slice(first.to, second.from)
    const isPart = wholeAfter.test(gap)
    const isWhole =
      !isPart &&
      ((i === 0 && whole.test(text.slice(0, first.from))) ||
        ofThem.test(text.slice(second.to, second.to + 12)) ||
        /(?:hvorav|herav|derav) $/u.test(gap))
    const [part, all] = isPart ? [first, second] : [second, first]
    if (!(isPart || isWhole) || part.value >= all.value || isPercent(text, part) || isPercent(text, all)) continue
    const others = numbers.filter((_, j) => j !== i && j !== i + 1)
    const share: Found = {
      number: { value: part.value, from: first.from, to: second.to, of: all.value },
      value: (100 * part.value) / all.value,
      how: 'share',
      to: second.to,
    }
    return [
      share,
      ...others.map(
        (number): Found =>
          isPart && number === numbers[i - 1] && inRange.test(text.slice(number.to, first.from))
            ? { number, value: (100 * number.value) / all.value, how: 'share', to: number.to }
            : { number, value: number.value, how: 'said', to: number.to },
      ),
    ].sort((one, other) => one.number.from - other.number.from)
  }
  return undefined
}

/** Between the ends of a range, both of the same whole: «6-7 av 150». */
const inRange = /^ ?(?:-|–|til|eller|og|à|a) ?$/u

const isPercent = (text: string, { to }: NumberIn): boolean => /^ ?(?:%|prosent|pst)/.test(text.slice(to))

/** «Halvparten av de tolv»: a part of a number, as a number. */
const partsOf = (
  text: string,
  numbers: readonly NumberIn[],
  shares: readonly { from: number; to: number; value: number }[],
): Found[] | undefined => {
  const joined = shares.flatMap((share) => {
    const all = numbers.find(({ from }) => from >= share.to && ofWhole.test(text.slice(share.to, from)))
    return all === undefined ? [] : [{ share, all }]
  })
  if (joined.length === 0) return undefined
  const taken = (number: NumberIn): boolean =>
    joined.some(({ share, all }) => number === all || (number.from < share.to && number.to > share.from))
  return [
    ...numbers
      .filter((number) => !taken(number))
      .map((number): Found => ({ number, value: number.value, how: 'said', to: number.to })),
    ...joined.map(({ share, all }): Found => {
      const value = (share.value * all.value) / 100
      return { number: { value, from: share.from, to: all.to }, value, how: 'share', to: all.to }
    }),
  ].sort((one, other) => one.number.from - other.number.from)
}
