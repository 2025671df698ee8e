/** Shares in words and figures: «halvparten», «to tredjedeler», «ni av ti», «9/10», as per cent. */
import type { Reading } from './digits.ts'
import { bare } from './normalise.ts'
import { readNumber } from './numbers.ts'
import { readOrdinal } from './numerals.ts'

// biome-ignore format: a table by denominator
const parts: readonly (readonly [number, readonly string[]])[] = [
  [3, ['tredjedel', 'tredel', 'tredjepart']],
  [4, ['fjerdedel', 'firedel', 'kvart', 'fjerdepart', 'kvartdel']],
  [5, ['femtedel', 'femdel', 'femtepart']],
  [6, ['sjettedel', 'seksdel']],
  [7, ['sjuendedel', 'sjudel', 'syvendedel']],
  [8, ['åttendedel', 'åttedel', 'åttandedel']],
  [9, ['niendedel', 'nidel', 'niandedel']],
  [10, ['tiendedel', 'tidel', 'tiandedel']],
]
const partOf = new Map(
  parts.flatMap(([n, forms]) =>
    forms.flatMap((f) => ['', 'en', 'er', 'ar', 'ene', 'ane'].map((e) => [bare(f + e), n] as const)),
  ),
)
const halves = new Set(
  [
    'halvparten',
    'halvdelen',
    'helvta',
    'helvten',
    'halve',
    'en halv',
    'ein halv',
    'halv',
    'halvpart',
    'en halvpart',
    'halvdel',
    'annenhver',
    'annakvar',
    'annankvar',
    'fifty fifty',
  ].map(bare),
)

/** A share as per cent, unrounded and approximate, since a share put in words is a rounding; undefined if it is none. */
export function readShare(text: string): Reading {
  if (text === 'trekvart') return { value: 75, approximate: true }
  if (text === '½') return { value: 50, approximate: true }
  if (halves.has(text)) return { value: 50, approximate: true }
  const every = /^(?:hver|kvar) (\S+)$/.exec(text)
  if (every !== null) return everyNth(every[1] ?? '')
  const fraction = /^(?:(\S+) )?(\S+)$/.exec(text.replace(/ del(?=er$|ar$|$)/, 'del'))
  const denominator = partOf.get(fraction?.[2] ?? '')
  if (denominator !== undefined) {
    const numerator = fraction?.[1] === undefined ? 1 : wholeNumber(fraction[1])
    return share(numerator, denominator)
  }
  const nOfM = /^(.+?) ?(?: av | utav | ut av |\/)(?: ?(?:de|dei) )? ?(.+)$/.exec(text)
  if (nOfM === null) return undefined
  const [n, m] = [wholeNumber(nOfM[1] ?? ''), wholeNumber(nOfM[2] ?? '')]
  // «50/50» and «30/70» are two parts, not a share.
  return text.includes('/') && n !== undefined && m !== undefined && n + m === 100 ? undefined : share(n, m)
}

function everyNth(ordinal: string): Reading {
  const nth = readOrdinal(ordinal)
  return nth === undefined || nth < 2 ? undefined : share(1, nth)
}

function wholeNumber(text: string): number | undefined {
  const reading = readNumber(text.trim(), 0)
  return reading !== undefined && 'value' in reading && Number.isInteger(reading.value) && reading.value >= 0
    ? reading.value
    : undefined
}

function share(numerator: number | undefined, denominator: number | undefined): Reading {
  if (numerator === undefined || denominator === undefined || denominator === 0 || numerator > denominator)
    return undefined
  if (numerator === 0 || numerator === denominator) return { value: numerator === 0 ? 0 : 100 }
  return { value: (100 * numerator) / denominator, approximate: true }
}
