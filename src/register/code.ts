/** Personal invitation codes: made, read as people type them, and hashed for storage. */
import { createHash } from 'node:crypto'

/** Crockford's base 32: no I, L, O (look like 1, 1, 0) and no U. 5 bits a character. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
/** 13 × 5 = 65 bits; the issue asks for at least 60. */
const length = 13
const readAs: Record<string, string> = { O: '0', I: '1', L: '1', U: 'V' }

/**
 * A new code, `XXXX-XXXX-XXXX-X`, from at least 64 bytes of chance; null when they ran out, then give new ones.
 * A code has a digit, so that a word of 13 letters is never taken for one.
 */
export function makeCode(chance: Uint8Array): string | null {
  for (let from = 0; from + length <= chance.length; from += length) {
    // 256 is a multiple of 32: every character is equally likely.
    const symbols = Array.from(chance.subarray(from, from + length), (byte) => alphabet[byte % 32]).join('')
    if (/\d/.test(symbols)) return grouped(symbols)
  }
  return null
}

/** A new code; `chance` gives as many bytes as it is asked for. */
export function newCode(chance: (bytes: number) => Uint8Array): string {
  for (;;) {
    const code = makeCode(chance(5 * length))
    if (code !== null) return code
  }
}

const grouped = (symbols: string) => symbols.match(/.{1,4}/g)?.join('-') ?? symbols

/**
 * The code in what a person typed: alone, with other grouping, in lower case, with look-alikes (O for 0, I and L for 1),
 * or grouped inside a sentence. 13 characters without hyphens; null when there is none.
 */
export function findCode(typed: string): string | null {
  const text = tidied(typed)
  const inside = /(?<![0-9A-Z])[0-9A-Z]{4}([- ])[0-9A-Z]{4}\1[0-9A-Z]{4}\1[0-9A-Z](?![0-9A-Z])/.exec(text)
  const plain = (inside?.[0] ?? text.trim().replace(/[.!]$/, '')).replace(/[\s-]/g, '')
  if (plain.length !== length || !/^[0-9A-Z]+$/.test(plain)) return null
  // Ungrouped and without a digit it is a word, such as «kommunestyret».
  if (inside === null && !/\d/.test(plain)) return null
  const symbols = [...plain].map((letter) => readAs[letter] ?? letter).join('')
  return /\d/.test(symbols) ? symbols : null
}

/**
 * Whether the text is meant as a code but has lost or won characters on its way: in groups inside a sentence, or alone.
 * False for what `findCode` finds. Such a text cannot be right, so it is no try.
 */
export function isBrokenCode(typed: string): boolean {
  if (findCode(typed) !== null) return false
  const text = tidied(typed)
  const inside = /(?<![0-9A-Z-])[0-9A-Z]{3,5}(?:-[0-9A-Z]{1,5}){1,4}(?![0-9A-Z])/.exec(text)?.[0]
  const alone = /^[0-9A-Z]{10,17}$/.exec(text.trim())?.[0]
  const found = (inside ?? alone ?? '').replace(/-/g, '')
  return found.length >= 8 && found.length <= 18 && /\d/.test(found) && /[A-Z]/.test(found)
}

const tidied = (typed: string): string =>
  typed
    .normalize('NFKC')
    // Signs that nobody sees come along where a code is copied from a page or a PDF.
    .replace(/\p{Cf}/gu, '')
    .toUpperCase()
    .replace(/[‐-―−]/g, '-')

/** Whether a code stands in the text as it is given out, in groups: what somebody means as a code, and not as an answer. */
export function isGroupedCode(typed: string): boolean {
  return findCode(typed) !== null && /[0-9A-Za-z]{4}[-‐-―−][0-9A-Za-z]{4}[-‐-―−]/.test(typed)
}

/** Whether the whole message is a code as it is given out: no answer to anything, whatever has become of the code. */
export function isCodeAlone(typed: string): boolean {
  return isGroupedCode(typed) && /^\s*\w{4}[‐-―−-]\w{4}[‐-―−-]\w{4}[‐-―−-]\w[.!]?\s*$/.test(typed)
}

/** What is stored of a code. Plain SHA-256 is enough: 65 bits of chance cannot be searched. `symbols` from `findCode`. */
export function hashCode(symbols: string): string {
  return createHash('sha256').update(`kommunedialog code ${symbols}`).digest('base64url')
}

/** The same of a code that we have made ourselves. */
export function hashOfOwn(code: string): string {
  return hashCode(findCode(code) ?? code)
}
