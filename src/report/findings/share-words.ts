/** A share in words, by stated rules; the words themselves are in `locales/`. */
import type { Language } from '../../questionnaire/schema.ts'
import { translate } from '../../wording/translate.ts'
import { share } from '../tally.ts'
import type { ShareStyle } from './plan.ts'

/** Fractions people say, as `locales/` names them. Of two equally near ones the first is taken: the simplest stand first. */
const fractions: readonly { name: string; value: number }[] = [
  { name: 'half', value: 1 / 2 },
  { name: 'third', value: 1 / 3 },
  { name: 'two_thirds', value: 2 / 3 },
  { name: 'quarter', value: 1 / 4 },
  { name: 'three_quarters', value: 3 / 4 },
  { name: 'fifth', value: 1 / 5 },
  { name: 'four_fifths', value: 4 / 5 },
  { name: 'one_tenth', value: 1 / 10 },
  { name: 'three_tenths', value: 3 / 10 },
  { name: 'four_tenths', value: 4 / 10 },
  { name: 'six_tenths', value: 6 / 10 },
  { name: 'seven_tenths', value: 7 / 10 },
  { name: 'nine_tenths', value: 9 / 10 },
]

/** «Om lag» may be this far off: kommuneundersøkelsen's own phrases are read as within three points. */
const aboutPoints = 3
/** Nearer than this, the fraction needs no «om lag»: it would round to the same whole per cent. */
const exactlyPoints = 0.5
/** «Litt mer enn»: at least half a point, at most this much above. */
const littleMorePoints = 4
/** Up to here «over halvparten» says enough; from here six of ten is nearer. */
const overHalfPoints = 57

/** Fractions of «over …» and «litt mer enn …», the largest first. */
const marks = ['three_quarters', 'two_thirds', 'half', 'third', 'quarter']

const points = (count: number, n: number): number => (100 * count) / n

const exact = (language: Language, count: number, n: number): string =>
  translate(language, 'report.share.exact', { percent: share(count, n) })

const spoken = (language: Language, count: number, n: number): string => {
  const p = points(count, n)
  const off = (value: number) => Math.abs(p - 100 * value)
  const nearest = fractions.reduce((best, f) => (off(f.value) < off(best.value) - 1e-9 ? f : best))
  const distance = off(nearest.value)
  if (distance > aboutPoints) return exact(language, count, n)
  const fraction = translate(language, `report.share.${nearest.name}`)
  return distance <= exactlyPoints ? fraction : translate(language, 'report.share.about', { fraction })
}

const over = (language: Language, count: number, n: number): string => {
  const p = points(count, n)
  // By counts, not by per cent: half and one more is over half.
  if (2 * count > n && p <= overHalfPoints) return translate(language, 'report.share.over_half')
  const mark = marks
    .flatMap((name) => fractions.filter((f) => f.name === name))
    .find((f) => p - 100 * f.value >= exactlyPoints && p - 100 * f.value <= littleMorePoints)
  if (mark === undefined) return spoken(language, count, n)
  return translate(language, 'report.share.little_more', { fraction: translate(language, `report.share.${mark.name}`) })
}

/** `count` of `n` in words; `n` is at least one. */
export const shareInWords = (
  language: Language,
  style: ShareStyle,
  { count, n }: { count: number; n: number },
): string => {
  switch (style) {
    case 'exact':
      return exact(language, count, n)
    case 'spoken':
      return spoken(language, count, n)
    case 'over':
      return over(language, count, n)
  }
}
