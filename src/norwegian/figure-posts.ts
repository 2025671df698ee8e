/** Parts of posts in a sentence, where posts are counted: «to femti-stillinger», «en dag i uka», «20 prosent av Turid». */

import { isShare } from '../questionnaire/shape.ts'
import { counts } from './figures.ts'
import type { FigureQuestion, Found, How, NumberIn } from './numbers-in.ts'

const perWeek = /^ ?(?:hel |heil )?dag(?:er|ar)? (?:i|per|pr\.?|om|kvar|hver) (?:uk|vek)\p{L}*/u
const halves = /^ ?(?:halve?|halvt)(?: (?:still\p{L}+|post\p{L}*|årsverk|person\p{L}*|jobb|mann|stk))?(?!\p{L})/u
const wholes =
  /^ ?(?:hele?|heile?|hel|heil|full|fulle)(?: (?:still\p{L}+|post\p{L}*|årsverk|person\p{L}*|jobb\p{L}*|mann|stk|tid))?(?!\p{L})/u
const ofWhole = /^ ?(?:%|prosents?\p{L}*|pst)(?:[ -]?(?:still\p{L}+|post\p{L}*))?/u
const stillings = /^ ?-? ?(?:still\p{L}+|post(?:er|ar)?|prosent\p{L}*)(?!\p{L})/u
const times = /^(?: \p{L}+){0,2}? ?(?:x|×|\*|à|i|på|med|som har)(?: (?:en|ein|ei|hver sin|kvar si))? $/u
const inHalf = /^(?: \p{L}+){0,2}? (?:i|på|med) (?:en |ein |ei )?halv(?:e)? (?:still\p{L}+|tid|post\p{L}*)/u
const inFull = /^(?: \p{L}+){0,2}? (?:i|på|med) (?:en |ein |ei )?(?:full|hel|heil) ?(?:still\p{L}+|tid)/u
const alone =
  /(?<!\p{L})(?:(halv)|hel|heil|full|(tre ?kvart)) (?:still\p{L}+|post|årsverk|jobb)(?!\p{L})|(?<!\p{L})(tre ?kvart)(?!\p{L})/gu

/** The amounts of a text in posts, those without a part as they are; undefined where no posts are counted. */
export const postsIn = (text: string, numbers: readonly NumberIn[], question: FigureQuestion): Found[] | undefined => {
  if (isShare(question) || !(counts(question, 'full_time') || counts(question, 'post'))) return undefined
  const found: Found[] = []
  for (let i = 0; i < numbers.length; i++) {
    const number = numbers[i]
    if (number === undefined) continue
    const one = partAt(text, number, numbers[i + 1])
    if (one.taken > 0) i += one.taken
    found.push({ number: one.days ? { ...number, about: 'days' } : number, value: one.value, how: one.how, to: one.to })
  }
  for (const { 0: said, 1: half, 2: quarters, 3: three, index } of text.matchAll(alone)) {
    if (found.some(({ number, to }) => index < to && index + said.length > number.from)) continue
    const value = half !== undefined ? 0.5 : (quarters ?? three) !== undefined ? 0.75 : 1
    found.push({ number: { value, from: index, to: index + said.length }, value, how: 'post', to: index + said.length })
  }
  return withBareShares(
    found.sort((one, other) => one.number.from - other.number.from),
    text,
  )
}

const partAt = (
  text: string,
  number: NumberIn,
  next: NumberIn | undefined,
): { value: number; how: How; to: number; taken: number; days?: true } => {
  const rest = text.slice(number.to)
  const ending = (pattern: RegExp): number | undefined => {
    const said = pattern.exec(rest)?.[0]
    return said === undefined ? undefined : number.to + said.length
  }
  const as = (value: number, to: number, taken = 0) => ({ value, how: 'post' as const, to, taken })
  const { value } = number
  const gap = next === undefined ? undefined : text.slice(number.to, next.from)
  if (next !== undefined && gap !== undefined && Number.isInteger(value) && value <= 30) {
    const after = text.slice(next.to)
    const share = ofWhole.exec(after)?.[0] ?? stillings.exec(after)?.[0]
    const isTimes = times.test(gap) && (share !== undefined || (next.value >= 10 && next.value <= 100))
    if ((isTimes || (/^(?: stk| stykk\p{L}*)? $/u.test(gap) && share !== undefined)) && next.value <= 100)
      return as(next.value >= 5 ? (value * next.value) / 100 : value * next.value, next.to + (share?.length ?? 0), 1)
  }
  const share = ending(ofWhole)
  if (share !== undefined) return as(value / 100, share)
  const days = ending(perWeek)
  if (days !== undefined) return { ...as(value / 5, days), days: true }
  const half = ending(inHalf) ?? ending(halves)
  if (half !== undefined) return as(value / 2, half)
  const whole = ending(inFull) ?? ending(wholes)
  if (whole !== undefined) return as(value, whole)
  return { value, how: 'said', to: number.to, taken: 0 }
}

/** «30 % hos oss og 50 hos NAV»: a bare figure beside per cent is per cent too. */
const withBareShares = (found: Found[], text: string): Found[] => {
  if (!/%|prosent|pst/.test(text)) return found
  return found.map((one) =>
    one.how === 'said' && one.value >= 10 && one.value <= 100 ? { ...one, value: one.value / 100, how: 'post' } : one,
  )
}
