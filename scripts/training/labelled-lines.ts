/** The lines that the model of topics is trained on: what people say to the bot by topic, and what they answer, by author. */

import { basename, dirname } from 'node:path'
import { z } from 'zod'
import type { Place } from '../../src/norwegian/meaning.ts'
import { topics } from '../../src/norwegian/topics.ts'
import { placedLines, topicsOf } from '../../test/norwegian/placed-lines.ts'
import { filesOf, textOf } from '../../test/support/repo/source-files.ts'

/** Labels of lines that are answers, beside the topics. */
export const answerLabels = ['answer', 'answer_free', 'correction', 'confirming'] as const

/** A line by a hand. `author`: the file it stands in, without what it ends with. `place`: where it is said, if at no question. */
export type Labelled = { author: string; label: string; text: string; place?: Place }

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
  at: z.string().optional(),
  text: z.string(),
})

const places: readonly Place[] = ['start', 'confirm', 'review', 'receipt', 'paused']

const placeOf = (at: string | undefined): { place?: Place } => {
  const place = places.find((one) => one === at)
  return place === undefined ? {} : { place }
}

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
      .flatMap(({ n, kind, question, at, text }): Labelled[] => {
        const label = labelOf.get(n)
        if (label !== undefined) return [{ author, label, text: text.replace(/\s*\n\s*/g, ' '), ...placeOf(at) }]
        return kind === 'answer' ? [lineOfAnswer(author, question, text)] : []
      })
  })
}

const reply = z.object({
  question: z.string().optional(),
  text: z.string(),
  expect: z.object({ type: z.string().optional(), command: z.unknown().optional() }),
})

/** Of what the hold-outs want to be asked about, what is said to the bot, by topic: no answers, though they stand at questions. */
const talkOfHoldOuts = (): ReadonlyMap<string, string> => {
  const byTopic = z.record(z.string(), z.array(z.string())).parse(JSON.parse(read('said-to-us/of-hold-outs.json')))
  return new Map(Object.entries(byTopic).flatMap(([topic, texts]) => texts.map((text) => [text, topic] as const)))
}

/** What is said at the questions of the hold-outs; commands are heard elsewhere. */
const ofHoldOuts = (): Labelled[] => {
  const topicOf = talkOfHoldOuts()
  return filesOf('test/norwegian/holdout*/*.{json,jsonl}')
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
        .map(({ question, text, expect }) => {
          const topic = expect.type === 'ask' ? topicOf.get(text) : undefined
          return topic === undefined
            ? lineOfAnswer(author, /long_text|short_text/.test(file) ? 'merknad' : question, text)
            : { author, label: topic, text }
        })
    })
}

/** What is said around the questions, each line in its place. */
const placed = (): Labelled[] =>
  filesOf('test/norwegian/said-to-us/at/*.txt').flatMap((file) =>
    placedLines(file).map((line) => {
      const [label = ''] = topicsOf(line)
      return { author: basename(file, '.txt'), label, text: line.text, ...placeOf(line.place) }
    }),
  )

/** All of them, in an order that does not change. */
export const labelledLines = (): Labelled[] => {
  const bySaid = filesOf('test/norwegian/said-to-us/*.txt').flatMap((file) =>
    underHeadings(textOf(file), basename(file, '.txt')),
  )
  return [...bySaid, ...placed(), ...conversations(), ...ofHoldOuts()].filter(({ text }) => text !== '')
}
