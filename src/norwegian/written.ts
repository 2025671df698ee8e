import type { Answer } from '../questionnaire/answer.ts'
import { gives } from '../questionnaire/shape.ts'
import { clean } from './said.ts'

/** A text as it was written, for storing, and as it is read, for comparing: the two are cleaned apart. */

/** Signs that end a line or a paragraph (Unicode line breaking classes BK, CR, LF and NL, bidirectional class B). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const breaks = /\r\n?|[\v\f\u001c-\u001e\u0085\u2028\u2029]/g
/** What a terminal's colours leave when they are copied. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const colours = /\u001b\[[\d;?]{0,20}[ -/]?[@-~]/g
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const controls = /[\u0000-\u0008\u000e-\u001b\u007f-\u009f\ufffe\uffff]/g
/** The second half of Windows-1252, from U+0080; programs that took it for Latin-1 leave it as control characters. */
const windows = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'.split('')
const ordinary = /^[\n\t\x20-\x7eæøåÆØÅ]*$/

/**
 * Every sign that can be shown stays as it was typed: tabs, kinds of blanks, marks of direction. Line breaks of all kinds
 * become `\n`; other control characters are read as what they stand for (the HTML standard's reading of U+0080–U+009F),
 * or stand for nothing and go, as PostgreSQL and XML refuse them. Well-formed and in NFC, which is the same text.
 */
function asWritten(text: string): string {
  if (ordinary.test(text)) return text
  return text
    .toWellFormed()
    .replace(breaks, '\n')
    .replaceAll('\u001f', '\t')
    .replace(colours, '')
    .replace(controls, (sign) => {
      const read = windows[sign.charCodeAt(0) - 0x80] ?? ''
      return read > '\u009f' ? read : ''
    })
    .normalize('NFC')
}

/** Signs that are not seen and change no word: zero width, direction, joining of words. */
const unseen = /[\u200b\u200e\u200f\u061c\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g

/** The text as it is read: no signs that are not seen, one blank for many, no blanks around lines. Not for storing. */
export function legible(text: string): string {
  return asWritten(text)
    .replace(unseen, '')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

/** A text between two pairs of tildes is struck out in Markdown, and taken back: what is left, without the comma that led to it. */
export const withoutStruck = (text: string): string =>
  text.includes('~~')
    ? text
        .replace(/(?<!~)~~(?=[^\s~])(?:[^~\n]|~(?!~)){1,500}~~(?!~)/gu, '\u0000')
        .replace(/(?<![ ,;])[ ,;]*\0[ ,;]*$/u, '')
        .replace(/^\0[ ,;]*/u, '')
        .replace(/(?<! ) *\0 */gu, ' ')
    : text

/** `asWritten` without what stands around it: blank lines and blanks. A tab first in a table's line is part of it. */
export function trimWritten(text: string): string {
  const lines = asWritten(text).trimEnd().split('\n')
  const first = lines.findIndex((line) => line.trim() !== '')
  if (first < 0) return ''
  const [head = '', ...rest] = lines.slice(first)
  return [head.replace(/^[^\S\t]+/u, ''), ...rest].join('\n')
}

// An answer in words was understood from a cleaned text; it is stored in the signs that were typed.

/** Signs that may stand before or after the words of one's own: «annet:», «svar:», a quotation mark. */
const mostAround = 400

/**
 * The answer with its own words as they stand in `written`, the message they came in; unchanged where they do not stand
 * there, as in a «ja» to what was asked back. Absent `written`: the answer came from a card.
 */
export function asTyped(answer: Answer, written: string | undefined): Answer {
  if (written === undefined) return answer
  if (gives(answer, 'words')) return { ...answer, value: inWriting(answer.value, written) }
  if (!gives(answer, 'choice', 'choices') || answer.other === undefined) return answer
  return { ...answer, other: inWriting(answer.other, written) }
}

function inWriting(words: string, written: string): string {
  if (words === legible(written)) return trimWritten(written)
  if (written.includes(words)) return words
  const target = read(words)
  const from = target === '' ? undefined : startOf(target, written)
  return from === undefined ? words : trimWritten(written.slice(from, endOf(target, written, from)))
}

const read = (text: string): string => clean(legible(text))

function startOf(target: string, written: string): number | undefined {
  const most = Math.min(mostAround, written.length)
  for (let from = 0; from < most; from++) {
    if (read(written.slice(from)).startsWith(target)) return from
  }
  return undefined
}

function endOf(target: string, written: string, from: number): number {
  const least = Math.max(from, written.length - mostAround)
  for (let to = written.length; to > least; to--) {
    if (read(written.slice(from, to)) === target) return to
  }
  return written.length
}
