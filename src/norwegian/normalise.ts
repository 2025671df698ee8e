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

/** NFC, plain spaces, quotes and hyphens, line breaks as commas, emoji but thumbs removed, «,5» as «0,5». Case is kept. */
export function clean(text: string): string {
  const written = ordinary.test(text) ? text.replace(/ {2,}/g, ' ') : plain(text)
  return trimOf(/^ *,\d/.test(written) ? written.replace(',', '0,') : written, ' ,;')
}

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
export function tidy(text: string): string {
  return clean(text).toLowerCase().replaceAll('ä', 'æ').replaceAll('ö', 'ø')
}

/** Form in which whole messages are compared with the phrase tables: no full stop, exclamation mark or comma. */
export function phrase(text: string): string {
  const bared = tidy(text)
    .replace(/[.!,;"]/g, ' ')
    .replace(/ +/g, ' ')
    .trim()
  const ended = trimOf(bared, '?: ')
  if (ended !== '') return ended
  return bared.includes('?') ? '?' : bared
}

/** æ, ø and å as ae, oe and aa. */
export function digraph(text: string): string {
  return text.replaceAll('æ', 'ae').replaceAll('ø', 'oe').replaceAll('å', 'aa')
}

/** One form for æ/ae/a, ø/oe/o and å/aa/a, without other marks: «språk», «spraak» and «sprak» become the same. */
export function bare(text: string): string {
  const folded = text.replace(/æ|å/g, 'a').replaceAll('ø', 'o')
  const unmarked = /[^\x20-\x7e]/.test(folded) ? folded.normalize('NFD').replace(/\p{M}/gu, '') : folded
  return unmarked.replace(/aa|ae/g, 'a').replaceAll('oe', 'o')
}

/** The words and figures of a text in `bare` form, without any punctuation. */
export function words(text: string): string[] {
  return bare(tidy(text)).match(/[\p{L}\p{N}]+/gu) ?? []
}
