/** What is looked up word by word is what a pattern of each word would find, on everything that people wrote to the bot. */

import { expect, test } from 'vitest'
import { labelledLines } from '../../scripts/training/labelled-lines.ts'
import { saidOf } from '../../src/norwegian/said.ts'
import { frames } from '../../src/norwegian/talk-frames.ts'
import { inTalk, slotFor, slotOf, slotsIn } from '../../src/norwegian/talk-slots.ts'
import { wideFrames } from '../../src/norwegian/talk-wide.ts'
import { talkWords } from '../../src/norwegian/talk-words.ts'

const endings = { any: '[^ ]*', text: '(?=$)', word: '' }
const patternOf = (words: readonly string[]): RegExp => {
  const sources = words.map(inTalk).map(({ text, end }) => `${text.replace(/[.+?()[\]\\]/g, '\\$&')}${endings[end]}`)
  return new RegExp(`(?:^| )(?:${sources.join('|')})(?= |$)`)
}
const wordsOf = (written: string): readonly string[] =>
  written
    .split('|')
    .flatMap((part): readonly string[] => (part in talkWords ? talkWords[part as keyof typeof talkWords] : [part]))

const all = [...frames, ...wideFrames]
const written = [...new Set(all.flatMap(({ has = [], not = [] }) => [...has, ...not]))]

test('the sign that tells how a phrase may end stands at its end', () => {
  const phrases = [...written.flatMap(wordsOf), ...all.flatMap(({ whole = [] }) => whole)]
  expect(phrases.filter((each) => /[*$]./.test(each) || each !== each.trim())).toEqual([])
})

test('every slot of the frames is filled by the lines that its pattern is found in', () => {
  const slots = new Map(written.map((each) => [each, slotOf(each)]))
  const lines = labelledLines().filter((_, i) => i % 6 === 0)
  const texts = [...new Set(lines.map(({ text }) => saidOf(text).tokens.join(' ')))]
  const read = texts.map((text) => ({ text, filled: slotsIn(text) }))
  const other = [...slots].flatMap(([written, slot]) => {
    const pattern = patternOf(wordsOf(written))
    return read.flatMap(({ text, filled }) =>
      (filled[slot] === 1) === pattern.test(text) ? [] : [`${written}: ${text}`],
    )
  })
  expect(slots.size).toBeGreaterThan(300)
  expect(other).toEqual([])
})

test.each([
  ['frist', 'nar er fristen', false],
  ['frist*', 'nar er fristen', true],
  ['frist*', 'nar er svarfristen', false],
  ['hvor mange', 'hvor mange er det', true],
  ['hvor mange', 'hvor manger', false],
  ['går ut$', 'nar gar ut fristen', false],
  ['går ut$', 'nar gar ut', true],
  ['må', 'vi ma da', true],
  ['send inn*', 'send innsamlingen', true],
])('«%s» in «%s»: %s', (word, text, isThere) => {
  const slot = slotFor([word])
  expect(slotsIn(text)[slot] === 1).toBe(isThere)
})
