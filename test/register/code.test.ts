import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { findCode, hashCode, isBrokenCode, makeCode } from '../../src/register/code.ts'

const bytes = (...values: number[]) => Uint8Array.from(values)
const firstCode = bytes(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)

describe('a personal code', () => {
  it('is 13 characters in groups, 5 bits each', () => {
    expect(makeCode(firstCode)).toBe('0123-4567-89AB-C')
    expect(makeCode(randomBytes(65))).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}-[0-9A-HJKMNP-TV-Z]$/)
  })

  it('uses every character equally often', () => {
    const made = Array.from({ length: 256 }, (_, byte) => makeCode(bytes(byte, ...Array<number>(12).fill(0)))?.[0])
    const counts = Object.values(Object.groupBy(made, (symbol) => symbol ?? '')).map((group) => group?.length)
    expect(counts).toEqual(Array(32).fill(8))
  })

  it('has a digit, so that a word is never taken for a code', () => {
    const onlyLetters = Array<number>(13).fill(10)
    expect(makeCode(bytes(...onlyLetters))).toBeNull()
    expect(makeCode(bytes(...onlyLetters, ...firstCode))).toBe('0123-4567-89AB-C')
  })

  it('is stored as a hash that says nothing', () => {
    expect(hashCode('0123456789ABC')).toMatch(/^[\w-]{43}$/)
    expect(hashCode('0123456789ABC')).not.toBe(hashCode('0123456789ABD'))
  })
})

describe('reading a typed code', () => {
  it.each([
    ['as it was made', '0123-4567-89AB-C'],
    ['in small letters', '0123-4567-89ab-c'],
    ['without hyphens', '0123456789ABC'],
    ['with spaces', ' 0123 4567 89AB C '],
    ['with the hyphens of a word processor', '0123–4567–89AB–C'],
    ['with a full stop', '0123-4567-89AB-C.'],
    ['with O for 0, I and l for 1', 'OI23-4567-89AB-C'],
    ['with l for 1', '0l23-4567-89ab-c'],
    ['in full-width letters', '０１２３-4567-89AB-C'],
    ['with hyphens that only break lines', '01\u00ad23-4567-\u00ad89AB-C'],
    ['with blanks of no width', '0123\u200b-4567\u200b-89AB-C\ufeff'],
    ['with marks of direction around it', '\u20680123-4567-89AB-C\u2069'],
    ['with a joiner in it', '0123-45\u206067-89AB-C'],
    ['over two lines', '0123-4567-\n89AB-C'],
    ['in a sentence', 'Hei! Koden min er 0123-4567-89AB-C, takk'],
  ])('%s', (_, typed) => expect(findCode(typed)).toBe('0123456789ABC'))

  it('reads U as V, which no code lacks', () => expect(findCode('U123-4567-89AB-u')).toBe('V123456789ABV'))

  it.each([
    ['a word of 13 letters', 'kommunestyret'],
    ['a hyphenated word', 'kommune-styret'],
    ['a short code', '0123-4567-89AB'],
    ['a long code', '0123-4567-89AB-CD'],
    ['a question', 'Hva er dette for noe?'],
    ['a telephone number', '+47 22 33 44 55'],
    ['nothing', ''],
  ])('finds none in %s', (_, typed) => expect(findCode(typed)).toBeNull())
})

describe('a code that lost or won characters on its way', () => {
  it.each([
    '5GH2-J2PK-PVZG',
    '5gh2-j2pk-pvzg-',
    'koden er 5GH2-J2PK-PVZG',
    '5GH2-J2PK',
    'GH2-J2PK-PVZG-W',
    '5GH2-J2PK-PVZG-WW',
    '5GH2J2PKPVZG',
    '5GH2‑J2PK‑PVZG',
  ])('«%s» is meant as one', (text) => {
    expect(findCode(text)).toBeNull()
    expect(isBrokenCode(text)).toBe(true)
  })

  it.each([
    '5GH2-J2PK-PVZG-W',
    '5gh2j2pkpvzgw',
    'hei',
    'kommunestyret',
    '2018-11-28',
    '20-25',
    '31.12.2018',
    'ring 22 33 44 55',
    'e-post',
    'nord-norge',
    'covid-19',
    '12345678901',
    '',
  ])('«%s» is none', (text) => {
    expect(isBrokenCode(text)).toBe(false)
  })
})
