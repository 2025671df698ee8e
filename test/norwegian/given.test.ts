/** What is said of answers that stand is read only where a word of it stands: no text that would be read is passed by. */

import { describe, expect, test } from 'vitest'
import { labelledLines } from '../../scripts/training/labelled-lines.ts'
import { givenIn, readingsIn } from '../../src/norwegian/given.ts'
import { saidOf } from '../../src/norwegian/said.ts'
import { readLines } from './conversation-judge.ts'

const conversations = ['tuning', 'author-e', 'author-f', 'author-g', 'author-h', 'author-i', 'author-j'].flatMap(
  (name) =>
    readLines(new URL(`conversation/${name}.jsonl`, import.meta.url)).flatMap(({ text, then = [] }) => [text, ...then]),
)

test('of all that people have said', () => {
  const texts = [...new Set([...labelledLines().map(({ text }) => text), ...conversations])]
  const read = texts.filter((text) => readingsIn(saidOf(text)).length > 0)
  expect(read.length).toBeGreaterThan(400)
  expect(read.filter((text) => givenIn(saidOf(text)).length === 0)).toEqual([])
})

describe.each([
  ['12 er ja', 'correct'],
  ['34 stemmer ikke', 'correct'],
  ['på den om grunnskole, det va 8', 'correct'],
  ['årsverk 6 → 5,5', 'correct'],
  ['syv', 'correct'],
  ['må ha med økonomi', 'correct'],
  ['bolig bør være med', 'correct'],
  ['økonomi må også med', 'correct'],
  ['HR sier ja til alt', 'send'],
  ['send inn', 'send'],
  ['blir det gamle borte nå?', 'old'],
  ['får jeg referansenummer', 'receipt'],
  ['namnet skal vekk', 'without_name'],
  ['korleis bytter ein på eit svar', 'how_to_change'],
  ['ka står det på nr 4', 'stands'],
  ['kan eg sjå igjennom alt først', 'read_over'],
] as const)('«%s»', (text, act) => {
  test(`is read: ${act}`, () => {
    expect(givenIn(saidOf(text)).map((one) => one.act)).toContain(act)
  })
})

test.each(['ja', 'nei', '14 %', 'boliger', 'ganske viktig', '1,5', 'vet ikke', 'kommunalsjef teknisk'])(
  'a plain answer, «%s», is nothing of it',
  (text) => {
    expect(givenIn(saidOf(text))).toEqual([])
  },
)
