/** Names made to fit the formats they go into. */
import { describe, expect, it } from 'vitest'
import { spssNames, spssSyntax } from '../../src/results/spss.ts'
import { type Described, sheetNames } from '../../src/results/table.ts'

describe('names of sheets', () => {
  it.each([
    ['as they are', ['raadmann', 'integrering'], ['raadmann', 'integrering']],
    ['over 31 characters', ['a'.repeat(45)], ['a'.repeat(31)]],
    ['alike in their first 31', ['a'.repeat(40), 'a'.repeat(41)], ['a'.repeat(31), `${'a'.repeat(29)}_2`]],
    ['alike but for letter case', ['Kodebok', 'kodebok', 'KODEBOK'], ['Kodebok', 'kodebok_2', 'KODEBOK_3']],
    ['kept by Excel', ['history', 'History'], ['history_2', 'History_3']],
    ['with signs that may not stand', ['a/b:c[d]*?\\'], ['a_b_c_d____']],
    ['in apostrophes', ["'del'"], ['del']],
    ['of nothing but blanks', [' ', ''], ['Ark', 'Ark_2']],
    ['cut between two halves of a sign', [`${'a'.repeat(30)}👍`], ['a'.repeat(30)]],
    ['with control characters', ['a\tb\u0000'], ['a_b_']],
    ['taken by a number that was given', ['a', 'a_2', 'A'], ['a', 'a_2', 'A_3']],
  ])('%s', (_, given, fitted) => expect(sheetNames(given)).toEqual(fitted))
})

const column = (name: string, label: string, type: Described['type'] = 'choice'): Described => ({
  name,
  type,
  label: { nb: label, nn: label },
  question: name,
  values: type === 'choice' ? [{ code: 1, id: 'ja', label: { nb: label, nn: label } }] : [],
})

describe('SPSS', () => {
  it('names have 64 bytes at most, and each stands once whatever the letter case', () => {
    const long = 'b'.repeat(64)
    const given = [`${long}__1`, `${long}__2`, 'all', 'Q1', 'q1', 'æ'.repeat(40), 'slutt_']
    const names = spssNames(given.map((name) => column(name, 'x')))
    expect(names.every((name) => Buffer.byteLength(name) <= 64)).toBe(true)
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(given.length)
    expect(names.slice(2)).toEqual(['all_v', 'Q1', 'q1_2', 'æ'.repeat(32), 'slutt'])
  })

  it.each([
    ['255 bytes of one', 'a'.repeat(255)],
    ['300 bytes of two', 'å'.repeat(150)],
    ['signs of four bytes', '👍'.repeat(100)],
    ['apostrophes, which are doubled', "'".repeat(255)],
    ['blanks at every seam', 'å '.repeat(120)],
  ])('no line is over 250 bytes, and the label stays whole up to its limit: %s', (_, label) => {
    const syntax = spssSyntax('x.csv', [column('n'.repeat(64), label), column('t'.repeat(64), label, 'text')], 'nb')
    expect(Math.max(...syntax.split('\n').map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(250)
    const joined = syntax.replaceAll(/' \+\n {4}'/gu, '')
    const [, said = ''] = new RegExp(`/${'t'.repeat(64)} '((?:[^']|'')*)'`, 'u').exec(joined) ?? []
    const kept = said.replaceAll("''", "'")
    expect(label.startsWith(kept)).toBe(true)
    expect(Buffer.byteLength(kept)).toBeGreaterThan(250)
    expect(Buffer.byteLength(kept)).toBeLessThanOrEqual(255)
  })
})
