/** Signs that say yes or no beside a choice: «☒ Korps ☐ Konsert», «[x] Korps», «Korps ✓, Konsert ✗», «◉ Ja ○ Nei». */

/** `labels`: what is ticked; not `sure` where the signs may have been meant the other way. Undefined: no such sign. */
export type Ticks = { labels: string[]; sure: boolean } | { labels: undefined } | undefined

const box = /\[ ?[xvXV✓✔☓✗✘] ?\]|\( ?[xvXV✓✔☓✗✘] ?\)|\[[ _\u00a0]{0,3}\]|\([ _\u00a0]{0,3}\)/.source
const sign = new RegExp(`(${box}|[☐☑☒☓✓✔✅🗸✗✘✕✖❌❎◉◎○◯●⦿⚪⚫◻◼□■▢⬜⬛⭕🔘🔲🔳🗹🗷🗵])\\ufe0f?`, 'gu')
const yes = /[xvXV☑✓✔✅🗸◉●⦿⚫◼■⬛🔘🔳🗹]/u
/** Who fills in a form crosses what fits; beside a tick, a cross says that it does not. */
const cross = /[☒☓✗✘✕✖❌❎🗷🗵⭕◎]/u
/** What may stand between a line's beginning and its sign: a number or a bullet. */
const bullet = /(?:^|\n)[ \t]*(?:\d{1,2}[.)]|[-*•–])?[ \t]*$/

/** Signs that are a tick and its absence only where both stand in one text; alone they are a mood, a bullet or a sum. */
const pairs: readonly [yes: RegExp, no: RegExp][] = [
  [/👍[🏻-🏿]?/gu, /(?:👎[🏻-🏿]?|🚫|⛔)/gu],
  [/[🟢🟩]/gu, /[🔴🟥]/gu],
  [/➕/gu, /➖/gu],
  [/⊠/gu, /[⊡⊟]/gu],
  [/^[ \t]*\+(?=[ \t]*\p{L})/gmu, /^[ \t]*[-–−](?=[ \t]*\p{L})/gmu],
]

const inBoxes = (text: string): string =>
  pairs.reduce(
    (said, [yes, no]) => (said.search(yes) < 0 || said.search(no) < 0 ? said : said.replace(yes, '☑').replace(no, '☐')),
    text,
  )

/** Reads the signs of a text. `labels` undefined: there are signs, and it cannot be told what they stand beside. */
export function ticksOf(text: string): Ticks {
  const parts = inBoxes(text).split(sign)
  if (parts.length === 1) return undefined
  const signs = parts.filter((_, i) => i % 2 === 1)
  const between = parts.filter((_, i) => i % 2 === 0)
  const labels = labelsOf(between)
  if (labels === undefined) return { labels }
  const kinds = signs.map((it) => (cross.test(it) && !/[[(]/.test(it) ? 'cross' : yes.test(it) ? 'yes' : 'no'))
  const isTicked = kinds.includes('yes')
  const isOpen = kinds.includes('no')
  // «☑ … ☒ …»: one of the two says no, and nobody knows which.
  const sure = isTicked ? !signs.includes('☒') : isOpen || signs.every((it) => it === '☒')
  const chosen = isTicked ? 'yes' : 'cross'
  return { labels: labels.filter((_, i) => kinds[i] === chosen), sure }
}

/** A label to each sign: all stand after theirs, or all before. */
function labelsOf(between: readonly string[]): string[] | undefined {
  const [first = '', ...after] = between
  const isBefore = bullet.test(first) && first.trim().length <= 3
  const last = between.at(-1) ?? ''
  const own = isBefore ? after.map((label) => label.replace(bullet, '')) : between.slice(0, -1)
  if (!isBefore && last.trim() !== '') return undefined
  const labels = own.map((label) => label.replace(/^[\s,;:.–-]+|[\s,;]+$/g, ''))
  const isClear = labels.length === 1 || labels.every((label) => label !== '')
  return isClear && labels.every((label) => !label.includes('\n')) ? labels : undefined
}
