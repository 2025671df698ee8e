/** A typed text, read once: every form of it that is compared with something, made when it is first asked for. */

export type Said = {
  /** As it was typed. */
  readonly text: string
  /** Lower case, without full stops, commas and question marks. */
  readonly phrase: string
  /** `phrase` with one way of writing æ, ø and å: what lists of words are compared with. */
  readonly bare: string
  /** The words of `bare`, without any sign between them. */
  readonly tokens: readonly string[]
  /** It ends as a question does. */
  readonly asks: boolean
}

/** Each form made when it is first asked for. */
class Reading implements Said {
  readonly text: string
  #phrase: string | undefined
  #bare: string | undefined
  #tokens: readonly string[] | undefined

  constructor(text: string) {
    this.text = text
  }

  get phrase(): string {
    this.#phrase ??= phrase(this.text)
    return this.#phrase
  }

  get bare(): string {
    this.#bare ??= bare(this.phrase)
    return this.#bare
  }

  get tokens(): readonly string[] {
    this.#tokens ??= this.bare.match(/[\p{L}\p{N}%]+/gu) ?? []
    return this.#tokens
  }

  get asks(): boolean {
    return /\?[\s).!]*$/u.test(this.text)
  }
}

/** Begins the reading of a text. */
export const saidOf = (text: string): Said => new Reading(text)

/** Typed text made comparable: one way of writing spaces, dashes, quotes, case and the letters æ, ø and å. */

const emoji = /(?!👍|👎)(?:\p{Extended_Pictographic}|\p{Emoji_Modifier})/gu
const invisible = /\u00ad|\u200b|\u200c|\u200d|\u2060|\ufeff|\ufe0f|\u20e3/g

/** Removes the given characters from both ends. A loop, because a pattern for the end is slow on long runs. */
export function trimOf(text: string, characters: string): string {
  let from = 0
  let to = text.length
  while (from < to && characters.includes(text.charAt(from))) from++
  while (to > from && characters.includes(text.charAt(to - 1))) to--
  return text.slice(from, to)
}

/** Most of what is typed: nothing in it that `clean` would write otherwise, but for spaces. */
const ordinary = /^[\x20-\x5f\x61-\x7eæøåÆØÅ]*$/

/** Texts of one turn, and the parts they are taken apart into. */
const FORMS_KEPT = 256
/** What is longer is read once or twice, and would only lie there. */
const LONGEST_KEPT = 200

/** `make`, pure, remembering what the last texts gave: the same is asked of the same text again and again in a turn. */
export function lately<T>(make: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>()
  return (text) => {
    const found = known.get(text)
    if (found !== undefined || known.has(text)) return found as T
    const made = make(text)
    if (text.length > LONGEST_KEPT) return made
    if (known.size >= FORMS_KEPT) known.clear()
    known.set(text, made)
    return made
  }
}

/** NFC, plain spaces, quotes and hyphens, line breaks as commas, emoji but thumbs removed, «,5» as «0,5». Case is kept. */
export const clean = lately((text) => {
  const written = ordinary.test(text) ? text.replace(/ {2,}/g, ' ') : plain(text)
  return trimOf(/^ *,\d/.test(written) ? written.replace(',', '0,') : written, ' ,;')
})

function plain(text: string): string {
  return text
    .normalize('NFC')
    .replace(invisible, '')
    .replace(emoji, ' ')
    .replace(/[’‘´`]/g, "'")
    .replace(/[“”„«»]/g, '"')
    .replace(/[−–—‑‒]/g, '-')
    .replace(/[^\S\r\n]+/g, ' ')
    .replace(/ ?[\r\n][\r\n ]*/g, ', ')
}

/** `clean`, in lower case, with the Swedish letters of foreign keyboards as ours. */
export const tidy = lately((text) => clean(text).toLowerCase().replaceAll('ä', 'æ').replaceAll('ö', 'ø'))

/** Form in which whole messages are compared with the phrase tables: no full stop, exclamation mark or comma. */
export const phrase = lately((text) => {
  const bared = tidy(text)
    .replace(/[.!,;"]/g, ' ')
    .replace(/ +/g, ' ')
    .trim()
  const ended = trimOf(bared, '?: ')
  if (ended !== '') return ended
  return bared.includes('?') ? '?' : bared
})

/** æ, ø and å as ae, oe and aa. */
export function digraph(text: string): string {
  return text.replaceAll('æ', 'ae').replaceAll('ø', 'oe').replaceAll('å', 'aa')
}

/** One form for æ/ae/a, ø/oe/o and å/aa/a, without other marks: «språk», «spraak» and «sprak» become the same. */
export const bare = lately((text) => {
  const folded = text.replace(/æ|å/g, 'a').replaceAll('ø', 'o')
  const unmarked = /[^\x20-\x7e]/.test(folded) ? folded.normalize('NFD').replace(/\p{M}/gu, '') : folded
  return unmarked.replace(/aa|ae/g, 'a').replaceAll('oe', 'o')
})

/** The source of a pattern of `bare` text, its words folded as `bare` folds them: «skjemaet» is «skjemat» there, and «noen» «non». */
export const bareSource = (source: string): string => source.replace(/(?:a[ae]|oe)(?![?*+{])/g, ([first = '']) => first)

/** The words and figures of a text in `bare` form, without any punctuation. */
export function words(text: string): string[] {
  return bare(tidy(text)).match(/[\p{L}\p{N}]+/gu) ?? []
}

/** Near-miss spelling: how many slips lie between two words. */

/** Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment); `limit` + 1 when there are more than `limit`. */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1
  if (a === b) return 0
  if (lettersApart(a, b) > limit) return limit + 1
  let before: number[] = []
  let above = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    let least = i
    for (let j = 1; j <= b.length; j++) {
      const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1) ? 0 : 1
      let cost = Math.min(at(above, j) + 1, at(row, j - 1) + 1, at(above, j - 1) + same)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, at(before, j - 2) + 1)
      row.push(cost)
      if (cost < least) least = cost
    }
    if (least > limit) return limit + 1
    before = above
    above = row
  }
  return Math.min(at(above, b.length), limit + 1)
}

const at = (row: readonly number[], j: number) => row[j] ?? Number.POSITIVE_INFINITY

/** Letters of one word that the other has nowhere: at least as many slips lie between them. */
function lettersApart(a: string, b: string): number {
  const [inA, inB] = [lettersOf(a), lettersOf(b)]
  return Math.max(bits(inA & ~inB), bits(inB & ~inA))
}

/** A bit for each letter of a word; letters that share one may be taken for each other. */
const lettersOf = (word: string): number => {
  let letters = 0
  for (let i = 0; i < word.length; i++) letters |= 1 << (word.charCodeAt(i) & 31)
  return letters
}

const bits = (of: number): number => {
  let count = 0
  for (let left = of; left !== 0; left &= left - 1) count++
  return count
}

/** Slips allowed in a text of this length: one in a word, two in a long word, three in a phrase. */
export function slipsAllowed(length: number): number {
  if (length < 3) return 0
  if (length < 8) return 1
  return length < 14 ? 2 : 3
}
