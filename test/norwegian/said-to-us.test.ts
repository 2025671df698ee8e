/** What people say to the bot is about the topic that its author meant, in many voices: the lines of `said-to-us/`. */

import { describe, expect, test } from 'vitest'
import { answerLabels, labelledLines, underHeadings } from '../../scripts/training/labelled-lines.ts'
import { hashOfLines } from '../../scripts/training/topic-training.ts'
import { saidOf } from '../../src/norwegian/said.ts'
import { talkOf } from '../../src/norwegian/talk.ts'
import { frames } from '../../src/norwegian/talk-frames.ts'
import { likely } from '../../src/norwegian/topic-model.ts'
import packed from '../../src/norwegian/topic-weights.json' with { type: 'json' }
import { type TopicSpec, topics } from '../../src/norwegian/topics.ts'
import { textOf } from '../support/repo/source-files.ts'

const lines = labelledLines()
const isAnswer = (label: string): boolean => answerLabels.some((one) => one === label)
const heard = (text: string): string => talkOf(saidOf(text))?.topic ?? 'none'

/** Topics that the first authors were not asked for. */
const since = new Set(underHeadings(textOf('test/norwegian/said-to-us/around.txt'), 'around').map(({ label }) => label))

test('every topic has lines by many hands', () => {
  const hands = (topic: string) =>
    new Set(lines.filter(({ label }) => label === topic).map(({ author }) => author)).size
  const few = Object.entries<TopicSpec>(topics).flatMap(([topic, { byWords }]) =>
    hands(topic) < 4 && byWords === undefined ? [topic] : [],
  )
  expect(few.filter((topic) => !since.has(topic))).toEqual([])
  expect(few.filter((topic) => hands(topic) < 1)).toEqual([])
  expect(lines.length).toBeGreaterThan(10_000)
})

test('what only words tell is told by frames that are sure, and by no line of the model', () => {
  const byWords = Object.entries<TopicSpec>(topics).flatMap(([topic, spec]) => (spec.byWords ? [topic] : []))
  expect(byWords.length).toBeGreaterThan(5)
  expect(byWords.filter((topic) => lines.some(({ label }) => label === topic))).toEqual([])
  const sure = new Set<string>(frames.filter((frame) => frame.sure).map(({ topic }) => topic))
  expect(byWords.filter((topic) => !sure.has(topic))).toEqual([])
  expect(frames.filter(({ topic, sure: isSure }) => byWords.includes(topic) && !isSure)).toEqual([])
})

test('the weights are of these lines: `npm run train` trains them anew', () => {
  expect(packed.lines).toBe(hashOfLines(lines))
})

describe.each(['first', 'second', 't1', 't2', 't3', 't4', 't5', 't6', 't7', 't8', 't9'])('%s', (author) => {
  test('nine of ten lines at least are about what their author meant', () => {
    const own = lines.filter((line) => line.author === author && !isAnswer(line.label))
    const wrong = own.flatMap(({ text, label }) =>
      heard(text) === label ? [] : [`${label}: ${text} (${heard(text)})`],
    )
    console.info(`${own.length - wrong.length} of ${own.length}\n${wrong.join('\n')}`)
    expect(own.length).toBeGreaterThan(100)
    expect(wrong.length / own.length).toBeLessThanOrEqual(0.1)
  })
})

test('of answers hardly one is taken for something else', () => {
  const answers = lines.filter(({ label }) => isAnswer(label))
  const wrong = answers.filter(({ text }) => likely(saidOf(text)).answering < 0.2)
  console.info(`${wrong.length} of ${answers.length}\n${wrong.map(({ text }) => text).join('\n')}`)
  expect(wrong.length / answers.length).toBeLessThanOrEqual(0.005)
})

// By nobody of those who wrote lines: what was heard when the model was trained is heard from the file.
test.each([
  ['Hvor mange dager har vi på oss?', 'deadline'],
  ['kan dykk sende meg ein kopi', 'copy'],
  ['æ lure på kem som får les det her', 'who_sees'],
  ['Eg må nok høyre med rekneskap før eg kan svare på den der', 'check_first'],
  ['er du en datamaskin', 'who_are_you'],
  ['Eg orkar ikkje fleire skjema no', 'tired'],
] as const)('«%s» is about %s', (text, topic) => {
  expect(likely(saidOf(text)).topic).toBe(topic)
})

test.each([
  ['Vi på kontoret er drittleie av alle disse skjemaene', 'tired'],
  ['hva svarer de andre rådmennene, tro?', 'others'],
  ['er dette arkivverdig', 'archive'],
])('«%s» is about %s, by a frame where the model is in doubt', (text, topic) => {
  expect(heard(text)).toBe(topic)
})

test.each([
  'er det lov å hoppe over?',
  'kan jeg hoppe over?',
  'kan eg hoppe over',
  'får vi lov til å hoppe over',
  'kan eg hoppe og kome attende',
  'kan jeg levere uten alt?',
  'må eg sende inn i dag?',
  'kan jeg slette svarene mine?',
])('«%s» asks, and is about something', (text) => {
  expect(heard(text)).not.toBe('none')
})
