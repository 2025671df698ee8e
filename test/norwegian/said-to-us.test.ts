/** What people say to the bot is about the topic that its author meant, in many voices: `said-to-us.txt`. */

import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { saidOf } from '../../src/norwegian/said.ts'
import { talkOf } from '../../src/norwegian/talk.ts'
import { topics } from '../../src/norwegian/topics.ts'

const lines = readFileSync(new URL('said-to-us.txt', import.meta.url), 'utf8')
  .split(/\n(?=\[)/)
  .slice(1)
  .flatMap((block) => {
    const [head = '', ...texts] = block.trim().split('\n')
    return texts.map((text) => ({ text, topic: head.slice(1, -1) }))
  })

const heard = (text: string): string => talkOf(saidOf(text))?.topic ?? 'none'

test('every topic has lines, and every line a topic', () => {
  const named = new Set(lines.map(({ topic }) => topic))
  expect([...named].filter((topic) => !Object.hasOwn(topics, topic))).toEqual([])
  expect(lines.length).toBeGreaterThan(600)
})

test('four of five lines at least are about what their author meant', () => {
  const wrong = lines.flatMap(({ text, topic }) =>
    heard(text) === topic ? [] : [`${topic}: ${text} (${heard(text)})`],
  )
  console.info(`${lines.length - wrong.length} of ${lines.length}\n${wrong.join('\n')}`)
  expect(wrong.length / lines.length).toBeLessThanOrEqual(0.2)
})

test.each([
  'er det lov å hoppe over?',
  'kan eg hoppe og kome attende',
  'kan jeg levere uten alt?',
  'må eg sende inn i dag?',
  'kan jeg slette svarene mine?',
])('«%s» asks, and is about something', (text) => {
  expect(heard(text)).not.toBe('none')
})
