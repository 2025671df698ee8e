/** The lines that the model of topics is trained on: what people say to the bot by topic, and what they answer, by author. */

import { basename, dirname } from 'node:path'
import { z } from 'zod'
import { topics } from '../../src/norwegian/topics.ts'
import { filesOf, textOf } from '../../test/support/repo/source-files.ts'

/** Labels of lines that are answers, beside the topics. */
export const answerLabels = ['answer', 'answer_free', 'correction', 'confirming'] as const

/** A line by a hand. `author`: the file it stands in, without what it ends with. */
export type Labelled = { author: string; label: string; text: string }

const read = (path: string): string => textOf(`test/norwegian/${path}`)

const isLabel = (name: string): boolean => Object.hasOwn(topics, name) || answerLabels.some((label) => label === name)

/** Lines under headings, `[topic]`. Throws where a heading is no label. */
export const underHeadings = (text: string, author: string): Labelled[] =>
  text
    .split(/\n(?=\[)/)
    .slice(text.startsWith('[') ? 0 : 1)
    .flatMap((block) => {
      const [head = '', ...texts] = block.trim().split('\n')
      const label = head.trim().slice(1, -1)
      if (!isLabel(label)) throw new Error(`${author}: «${head}» is no label`)
      return texts.map((line) => ({ author, label, text: line.trim() })).filter((line) => line.text !== '')
    })

const conversationLine = z.object({
  n: z.number(),
  kind: z.string(),
  question: z.string().optional(),
  text: z.string(),
})

/** Free texts of the questionnaires that the authors of conversations had before them. */
const isFree = (question: string | undefined): boolean => /merknad|savn|kommentar/.test(question ?? '')

const lineOfAnswer = (author: string, question: string | undefined, text: string): Labelled => ({
  author,
  label: isFree(question) ? 'answer_free' : 'answer',
  text: text.replace(/\s*\n\s*/g, ' ').trim(),
})

/** Conversations by authors who had not seen the parser: their answers, and by `topics.json` what they say beside. */
const conversations = (): Labelled[] => {
  const labels = z
    .record(z.string(), z.record(z.string(), z.array(z.number())))
    .parse(JSON.parse(read('conversation/topics.json')))
  return Object.entries(labels).flatMap(([author, byLabel]) => {
    const labelOf = new Map(Object.entries(byLabel).flatMap(([label, ns]) => ns.map((n) => [n, label] as const)))
    return read(`conversation/${author}.jsonl`)
      .trim()
      .split('\n')
      .map((line) => conversationLine.parse(JSON.parse(line)))
      .flatMap(({ n, kind, question, text }): Labelled[] => {
        const label = labelOf.get(n)
        if (label !== undefined) return [{ author, label, text: text.replace(/\s*\n\s*/g, ' ') }]
        return kind === 'answer' ? [lineOfAnswer(author, question, text)] : []
      })
  })
}

const reply = z.object({
  question: z.string().optional(),
  text: z.string(),
  expect: z.object({ type: z.string().optional(), command: z.unknown().optional() }),
})

/** Answers of the hold-outs; commands are heard elsewhere. */
const answers = (): Labelled[] =>
  filesOf('test/norwegian/holdout*/*.{json,jsonl}')
    .filter((file) => !/contexts|commands/.test(file))
    .flatMap((file) => {
      const text = textOf(file)
      const rows: unknown[] = file.endsWith('l')
        ? text
            .trim()
            .split('\n')
            .map((line) => JSON.parse(line))
        : JSON.parse(text)
      const author = basename(dirname(file))
      return rows
        .map((row) => reply.parse(row))
        .filter(({ expect }) => expect.type !== 'command' && expect.command === undefined)
        .map(({ question, text }) =>
          lineOfAnswer(author, /long_text|short_text/.test(file) ? 'merknad' : question, text),
        )
    })

/** All of them, in an order that does not change. */
export const labelledLines = (): Labelled[] => {
  const bySaid = filesOf('test/norwegian/said-to-us/*.txt').flatMap((file) =>
    underHeadings(textOf(file), basename(file, '.txt')),
  )
  return [...bySaid, ...conversations(), ...answers()].filter(({ text }) => text !== '')
}
