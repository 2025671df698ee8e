/** Places in a JSON text, held against those that the reader of YAML finds. */

import { describe, expect, it } from 'vitest'
import type { Path } from '../../src/questionnaire/fault.ts'
import { said } from '../../src/questionnaire/fault.ts'
import { brokenJsonAt, offsetAt, placeIn } from '../../src/questionnaire/json-places.ts'
import { parseYaml } from '../../src/questionnaire/yaml.ts'

const text = `{
  "a": [1, -2.5e3, true, null, "x, ]"],
  "b\\"c": { "deep": [[{}, { "e": "f\\\\" }], []], "æ": "{" },
  "empty": {},
  "last":   { "x" : 1 }
}
`

const located = parseYaml('f', text)

describe('a place', () => {
  it.each<[Path, 'key' | undefined]>([
    [[], undefined],
    [['a'], undefined],
    [['a'], 'key'],
    [['a', 1], undefined],
    [['a', 3], undefined],
    [['a', 4], undefined],
    [['b"c', 'deep', 0, 1, 'e'], undefined],
    [['b"c', 'deep', 1], undefined],
    [['b"c', 'æ'], 'key'],
    [['b"c', 'æ'], undefined],
    [['last', 'x'], undefined],
    [['last', 'x'], 'key'],
    // Of what is not there, that of the nearest parent.
    [['last', 'y', 'z'], undefined],
    [['a', 9], undefined],
    [['empty', 'x'], undefined],
  ])('of %j (%s) is where YAML finds it', (path, on) => {
    if ('faults' in located) throw new Error('it is JSON')
    const { line, column } = located.locate({
      path,
      ...(on === undefined ? {} : { on }),
      ...said('missing', { key: 'x' }),
    })
    expect(placeIn(text, offsetAt(text, path, on))).toEqual({ line, column })
  })

  it.each([
    ['{"a": 1,}', 8],
    ['{"a" 1}', 5],
    ['[1, 2', 5],
    ['', 0],
    ['{"a": nul}', 10],
    ['{} x', 3],
  ])('of what is no JSON: %s', (broken, at) => {
    expect(brokenJsonAt(broken)).toBe(at)
    expect(brokenJsonAt(text)).toBeNull()
  })
})
