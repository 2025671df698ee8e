/** What it costs to hear one typed message, without the rest of a turn: short ones as people write them, and long ones. */

import { readFileSync } from 'node:fs'
import { hear } from '../../src/norwegian/hear.ts'
import type { Asked } from '../../src/questionnaire/schema.ts'
import { hearingOf } from '../../test/norwegian/judge.ts'
import { questionnaires } from '../../test/support/survey-2018.ts'
import type { Goal } from './goals.ts'

export type Understanding = { medianMs: number; longMs: number; messages: number }

/** Characters of the longest text to a closed question that is read. */
const longest = 2_000

const written = (): { question: Asked; text: string }[] => {
  const asked = Object.values(questionnaires)
    .flatMap(({ sections }) => sections.flatMap((section) => section.questions))
    .filter((question): question is Asked => question.kind !== 'info')
  return ['author-e', 'author-f'].flatMap((author) =>
    readFileSync(new URL(`../../test/norwegian/conversation/${author}.jsonl`, import.meta.url), 'utf8')
      .trim()
      .split('\n')
      .flatMap((line): { question: Asked; text: string }[] => {
        const { question: id, text } = JSON.parse(line)
        const question = asked.find((one) => one.id === id)
        return question === undefined ? [] : [{ question, text }]
      }),
  )
}

const timed = (question: Asked, text: string): number => {
  const hearing = hearingOf(question, 'nb')
  const began = performance.now()
  hear(text, hearing)
  return performance.now() - began
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0

/** Rounds before those that count: by then the code runs as it does in a service that has been up for a minute. */
const WARM_ROUNDS = 5

/**
 * All messages one after the other, round by round: nothing that was made of one is still there when it comes again. The long form
 * of each is the message over and over.
 */
export const measureUnderstanding = (): Understanding => {
  const messages = written()
  const round = () => messages.map(({ question, text }) => timed(question, text))
  for (let n = 0; n < WARM_ROUNDS; n++) round()
  const short = [0, 1, 2].flatMap(round)
  const long = messages.map(({ question, text }) =>
    timed(question, `${text}. `.repeat(Math.ceil(longest / text.length)).slice(0, longest)),
  )
  return { medianMs: median(short), longMs: median(long), messages: messages.length }
}

export const understandingGoals = ({ medianMs, longMs }: Understanding): Goal[] => [
  { name: 'hearing a message, median', figure: medianMs, spread: 0, goal: 0.3, good: 'under', unit: 'ms' },
  { name: 'hearing 2,000 characters, median', figure: longMs, spread: 0, goal: 2, good: 'under', unit: 'ms' },
]
