/**
 * The lines that the model of what answers are called is trained on: what people type at a question with choices, and which answer it
 * is; where a figure is asked for, whether one is given.
 */

import { basename } from 'node:path'
import { parse } from 'yaml'
import { aFigure, type beside } from '../../src/norwegian/called.ts'
import { topics } from '../../src/norwegian/topics.ts'
import { type Asked, questionnaire } from '../../src/questionnaire/schema.ts'
import { asks, choicesOf } from '../../src/questionnaire/shape.ts'
import { readLines } from '../../test/norwegian/conversation-judge.ts'
import { filesOf, textOf } from '../../test/support/repo/source-files.ts'
import { isTrainedOn } from './held-out.ts'
import { labelledLines } from './labelled-lines.ts'

/** A line by a hand. `means`: ids of choices, or one of the labels beside them. `own`: the questionnaire's own word for it. `elsewhere`: said at another question, or beside all. */
export type CalledLine = {
  author: string
  part: string
  question: string
  means: readonly string[]
  text: string
  own?: true
  elsewhere?: true
}

/** What authors write for the labels beside the choices. */
const written: Readonly<Record<string, (typeof beside)[number]>> = {
  vet_ikke: '.dont_know',
  dont_know: '.dont_know',
  ikke_aktuelt: '.not_applicable',
  not_applicable: '.not_applicable',
  ask: '.ask',
  none: '.none',
}

/** A question with choices or for a figure, of one part. */
export type Closed = { part: string; question: string; several: boolean; asked: Asked }

/** Those questions of a wave's questionnaires, by `<part>/<question>`. */
export const closedQuestions = (folder: string): ReadonlyMap<string, Closed> =>
  new Map(
    filesOf(`dialogs/${folder}/*.v*.yaml`).flatMap((file) => {
      const { part, sections } = questionnaire.parse(parse(textOf(file)))
      return sections
        .flatMap(({ questions }) => questions)
        .filter((question) => asks(question, 'choice', 'choices', 'figure'))
        .map((asked): [string, Closed] => [
          `${part}/${asked.id}`,
          { part, question: asked.id, several: asks(asked, 'choices'), asked },
        ])
    }),
  )

/** Lines under headings, `[part question]`: what is meant, a tab, what was typed. Throws where a heading or a label is none. */
const underHeadings = (text: string, author: string, closed: ReadonlyMap<string, Closed>): CalledLine[] =>
  text
    .trim()
    .split(/\n\n+/)
    .flatMap((block) => {
      const [head = '', ...rows] = block.split('\n')
      const asked = closed.get(head.slice(1, -1).replace(' ', '/'))
      if (asked === undefined) throw new Error(`${author}: «${head}» has neither choices nor a figure`)
      return rows.map((row) => {
        const [label = '', said = ''] = row.split('\t')
        return {
          author,
          part: asked.part,
          question: asked.question,
          means: meantBy(label.split('+'), asked),
          text: said,
        }
      })
    })

const meantBy = (labels: readonly string[], { question, asked }: Closed): string[] => {
  const ids = new Set(choicesOf(asked).map(({ id }) => id))
  return labels.map((label) => {
    const isFigure = asks(asked, 'figure') && Number.isFinite(Number(label))
    const known = isFigure ? aFigure : ids.has(label) ? label : written[label]
    if (known === undefined) throw new Error(`${question}: «${label}» is no answer`)
    return known
  })
}

/** Answers in conversations, where what is expected is an answer and no prose. */
const conversations = (closed: ReadonlyMap<string, Closed>): CalledLine[] =>
  filesOf('test/norwegian/conversation/*.jsonl').flatMap((file) =>
    readLines(new URL(`../../${file}`, import.meta.url)).flatMap(
      ({ kind, part, question, text, then, expected }): CalledLine[] => {
        const asked = closed.get(`${part}/${question}`)
        const labels = /^([a-z_]+(?: \+ [a-z_]+)*|[\d.]+)(?:, or ask)?$/.exec(expected)?.[1]?.split(' + ')
        if (kind !== 'answer' || then !== undefined || asked === undefined || labels === undefined) return []
        const ids = new Set(choicesOf(asked.asked).map(({ id }) => id))
        const isFigure = asks(asked.asked, 'figure')
        if (!labels.every((label) => ids.has(label) || label in written || (isFigure && /\d/.test(label)))) return []
        const said = text.replace(/\s*\n\s*/g, ' ')
        return [
          {
            author: basename(file, '.jsonl'),
            part,
            question: asked.question,
            means: meantBy(labels, asked),
            text: said,
          },
        ]
      },
    ),
  )

/** The choices' texts, aliases and signs: what a model cannot learn from a few hands alone. */
const own = (closed: ReadonlyMap<string, Closed>): CalledLine[] =>
  [...closed.values()].flatMap(({ part, question, asked }) =>
    choicesOf(asked).flatMap(({ id, text, aliases, signs }) => {
      const said = [text.nb, text.nn, ...(aliases?.nb ?? []), ...(aliases?.nn ?? []), ...(signs ?? [])]
      const plain = said.map((one) => one.replace(/[*{}]/g, ''))
      return [...new Set(plain)].map(
        (one): CalledLine => ({ author: 'own', part, question, means: [id], text: one, own: true }),
      )
    }),
  )

/** How many lines of other questions, and of talk, each question is told are no answers to it. */
const strangers = { ofQuestions: 28, ofTalk: 14 }
/** Ids that many questions have, and that say nothing by themselves. */
const everywhere: ReadonlySet<string> = new Set(['ja', 'nei', 'annet', 'ingen'])

const idsAt = ({ asked }: Closed): string[] =>
  choicesOf(asked)
    .map(({ id }) => id)
    .filter((id) => !everywhere.has(id))

/** «Arbeidstrening på kjøkkenet» tells which measures, and so that there are some. */
const isNextTo = (one: Closed, other: Closed): boolean =>
  [
    [one, other],
    [other, one],
  ].some(([first, then]) => JSON.stringify(then?.asked.when ?? '').includes(`"${first?.question}"`))

/** Every n-th of a list, so that `count` are taken, from another place for each `turn`. */
const some = <T>(list: readonly T[], count: number, turn: number): T[] => {
  const step = Math.max(1, Math.floor(list.length / count))
  return list.filter((_, i) => (i + turn) % step === 0).slice(0, count)
}

/** Answers to other questions of the part, and what is said to the bot: no answers to this one. */
const elsewhere = (lines: readonly CalledLine[], closed: ReadonlyMap<string, Closed>): CalledLine[] => {
  const talk = labelledLines().filter(({ label, place }) => place === undefined && Object.hasOwn(topics, label))
  return [...closed.values()].flatMap((one, turn) => {
    const ids = new Set(idsAt(one))
    const hasRanges = choicesOf(one.asked).some(({ range }) => range !== undefined)
    const others = lines.filter(({ part, question, means: [first = ''], text }) => {
      const from = closed.get(`${part}/${question}`)
      if (part !== one.part || question === one.question || from === undefined || isNextTo(from, one)) return false
      if (text.split(' ').length < 3 || everywhere.has(first)) return false
      // A figure may be one of these too.
      if (first === aFigure) return !hasRanges && !asks(one.asked, 'figure')
      return !first.startsWith('.') && !idsAt(from).some((id) => ids.has(id))
    })
    const at = { part: one.part, question: one.question, means: ['.none'], elsewhere: true } as const
    return [...some(others, strangers.ofQuestions, turn), ...some(talk, strangers.ofTalk, turn)].map(
      ({ author, text }): CalledLine => ({ author, text, ...at }),
    )
  })
}

/** All of them, in an order that does not change. */
export const calledLines = (closed: ReadonlyMap<string, Closed>): CalledLine[] => {
  const said = saidHere(closed).filter(({ author }) => isTrainedOn(author))
  return [...said, ...elsewhere(said, closed), ...own(closed)]
}

/** What was typed at the questions themselves. */
const saidHere = (closed: ReadonlyMap<string, Closed>): CalledLine[] => [
  ...filesOf('test/norwegian/called/*.txt', 'test/norwegian/figures-said/*.txt').flatMap((file) =>
    // `a1` wrote the figures of the same hand as `c1`.
    underHeadings(textOf(file), basename(file, '.txt').replace(/^a/, 'c'), closed),
  ),
  ...conversations(closed),
]
