/** Text that was saved in one encoding and read in another, as far as it shows. */

/** How the text came to be: said by the file itself, or taken for Windows-1252 because it is not UTF-8. */
type Encoding = 'known' | 'windows-1252'

/** UTF-8 read as Windows-1252 and saved again: «HÃ¥kon», «BjÃ¸rn». */
const twiceEncoded =
  /[\u00c2\u00c3\u00c5\u00e2][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2122]/u

/** Signs that stand for letters in MacRoman, code pages 850 and 437 or Windows-1257, and in no name or address. */
const sign =
  '[\\u0080-\\u009f\u00a1-\u00a8\u00a9\u00aa\u00ac\u00ae-\u00b3\u00b5\u00b6\u00b8-\u00ba\u00bc-\u00bf×÷ƒˆ˜†‡‰‹›™]'
const anySign = new RegExp(sign, 'u')
const signAtLetter = new RegExp(`\\p{L}${sign}|${sign}\\p{L}`, 'u')

/** Letters written out for a program (HTML, quoted-printable, percent, JSON, UTF-7), and letters that were lost. */
const writtenOut =
  /&(?:#\d+|#x[\da-f]+|[a-z]+);|=[0-9A-F]{2}|%[0-9A-F]{2}|\\u[0-9a-f]{4}|\+A[A-Za-z0-9/]{2}-|\p{L}\?\p{L}|(?<!\S)\?\p{L}/iu

/** NS 4551, the seven-bit Norwegian alphabet, has its letters where ASCII has brackets: «H}kon Bj|rn{s». */
const sevenBit = /\p{L}[[\]{|}\\]|[[\]{|}\\]\p{L}/u
const inBrackets = /\[[^[\]]*\]|\{[^{}]*\}/gu

/** What is a sign in Windows-1252 and a letter elsewhere, where only a letter can stand. */
const signInWord = /\p{L}[‘‚“”„…•—]\p{L}|\p{L}[‘‚„]|[‚„…”]\p{L}|(?<!\p{L})’\p{L}|[Œœ€Ÿ]|\p{Ll}[ŠŽ]/u

/** Cyrillic, Greek and others have letters where Windows-1252 has accented ones: nearly all of a word is accented then. */
const isForeignWord = (word: string): boolean => {
  const letters = [...word].filter((sign) => /\p{L}/u.test(sign))
  return letters.length >= 4 && letters.filter((sign) => sign > '\u007f').length > letters.length * 0.6
}

/** Whether a name or an address is surely not as it was written. */
export const isGarbled = (text: string, encoding: Encoding): boolean =>
  twiceEncoded.test(text) ||
  writtenOut.test(text) ||
  sevenBit.test(text.replace(inBrackets, '')) ||
  (encoding === 'known'
    ? signAtLetter.test(text)
    : anySign.test(text) || signInWord.test(text) || text.split(/\s+/u).some(isForeignWord))

/** Letters that Norwegian names have; others may be right too, and are worth a look where the encoding was guessed. */
const familiar = new Set('æøåÆØÅéÉèÈêÊóÓòÒôÔöÖäÄüÜ')

/** Whether the text, of a file whose encoding was guessed, has signs that another encoding may have meant otherwise. */
export const isDoubtful = (text: string): boolean =>
  [...text].some((sign) => !/[\u0020-\u007e]/.test(sign) && !familiar.has(sign))
