/** The lines that the choice among the figures of a sentence is trained on: what people typed at questions for a figure, and which it is. */

import { basename } from 'node:path'
import { z } from 'zod'
import type { FigureQuestion } from '../../src/norwegian/numbers-in.ts'
import { asks } from '../../src/questionnaire/shape.ts'
import { filesOf, textOf } from '../../test/support/repo/source-files.ts'
import { questionnaires } from '../../test/support/survey.ts'
import { isTrainedOn } from './held-out.ts'

/** `values`: those that may be stored; none where nothing may be. `open`: it may be asked about. `author`: the file it stands in. */
export type FigureLine = { author: string; question: FigureQuestion; text: string; values: number[]; open: boolean }

const questions = new Map(
  [questionnaires.raadmann, questionnaires.integrering]
    .flatMap(({ sections }) => sections.flatMap((section) => section.questions))
    .flatMap((question): [string, FigureQuestion][] => (asks(question, 'figure') ? [[question.id, question]] : [])),
)

const lineOf = (author: string, id: string, text: string, values: number[], open: boolean): FigureLine[] => {
  const question = questions.get(id)
  return question === undefined ? [] : [{ author, question, text, values, open }]
}

/** `[part question]`, then a label, a tab and the text a line. */
const underHeadings = (file: string): FigureLine[] =>
  textOf(file)
    .split(/\n(?=\[)/)
    .flatMap((block) => {
      const [head = '', ...lines] = block.trim().split('\n')
      const id = /^\[\w+ (\w+)\]$/.exec(head)?.[1]
      if (id === undefined || !questions.has(id)) throw new Error(`${file}: «${head}» is no question for a figure`)
      return lines.flatMap((line) => {
        const [label = '', text = ''] = line.split('\t')
        const value = Number(label)
        return lineOf(basename(file, '.txt'), id, text, Number.isNaN(value) ? [] : [value], Number.isNaN(value))
      })
    })

const said = z.object({
  kind: z.string(),
  question: z.string().optional(),
  text: z.string(),
  expected: z.string(),
  // biome-ignore lint/suspicious/noThenProperty: the author's name for what is said next
  then: z.array(z.string()).optional(),
})

/** The figures that an author of conversations expects: «3, or ask». */
const inConversation = (author: string): FigureLine[] =>
  textOf(`test/norwegian/conversation/${author}.jsonl`)
    .trim()
    .split('\n')
    .map((line) => said.parse(JSON.parse(line)))
    .filter(({ kind, then: next }) => kind === 'answer' && next === undefined)
    .flatMap(({ question = '', text, expected }) => {
      const values = (expected.match(/(?<![\d.])\d+(?:\.\d+)?/g) ?? []).slice(0, 2).map(Number)
      return lineOf(author, question, text, values, values.length === 0 || /\bask\b/.test(expected))
    })

const expectation = z.object({ type: z.string(), value: z.unknown().optional() })
const reply = z.object({
  question: z.string(),
  text: z.string(),
  expect: expectation,
  ok_too: z.array(expectation).default([]),
})

const inHoldOut = (file: string): FigureLine[] =>
  textOf(file)
    .trim()
    .split('\n')
    .map((line) => reply.parse(JSON.parse(line)))
    .flatMap(({ question, text, expect, ok_too }) => {
      const all = [expect, ...ok_too]
      const values = all.flatMap(({ type, value }) => (type === 'answer' && typeof value === 'number' ? [value] : []))
      return lineOf(
        'hold-out',
        question,
        text,
        values,
        all.some(({ type }) => type !== 'answer'),
      )
    })

/** `@ part question`, then «text => what may come of it» a line. */
const asPeopleSay = (): FigureLine[] =>
  textOf('test/norwegian/as-people-say/figures.txt')
    .split(/^@ /m)
    .flatMap((block) => {
      const [head = '', ...lines] = block.trim().split('\n')
      return lines.flatMap((line) => {
        const [text = '', expected = ''] = line.split(' => ')
        const value = /^[=~?] ([\d.]+)/.exec(expected)?.[1]
        return lineOf(
          'hold-out',
          head.split(' ')[1] ?? '',
          text,
          value === undefined ? [] : [Number(value)],
          value === undefined,
        )
      })
    })

/** All of them, in an order that does not change. */
export const figureLines = (): FigureLine[] =>
  [
    ...filesOf('test/norwegian/figures-said/*.txt').flatMap(underHeadings),
    ...filesOf('test/norwegian/conversation/*.jsonl').flatMap((file) => inConversation(basename(file, '.jsonl'))),
    ...filesOf('test/norwegian/holdout-{3,4}/*.jsonl', 'test/norwegian/holdout-5/replies.jsonl').flatMap(inHoldOut),
    ...asPeopleSay(),
  ].filter(({ author, text }) => text !== '' && isTrainedOn(author))
