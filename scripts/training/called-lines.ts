/**
 * The lines that the model of what answers are called is trained on: what people type at a question with choices, and which answer it
 * is; where a figure is asked for, whether one is given.
 */

import { basename, dirname } from 'node:path'
import { parse } from 'yaml'
import { aFigure, type beside } from '../../src/norwegian/called.ts'
import { topics } from '../../src/norwegian/topics.ts'
import { type Asked, type Questionnaire, questionnaire } from '../../src/questionnaire/schema.ts'
import { asks, choicesOf } from '../../src/questionnaire/shape.ts'
import { type Wave, wave } from '../../src/questionnaire/wave.ts'
import { readLines } from '../../test/norwegian/conversation-judge.ts'
import { filesOf, textOf } from '../../test/support/repo/source-files.ts'
import { isTrainedOn } from './held-out.ts'
import { labelledLines } from './labelled-lines.ts'

/**
 * A line by a hand. `part`: where it is trained. `means`: ids of choices, or one of the labels beside them. `own`: the questionnaire's own
 * word for it. `elsewhere`: said at another question, or beside all. `carried`: written for another part, whose question has this one's id.
 */
export type CalledLine = {
  author: string
  part: string
  question: string
  means: readonly string[]
  text: string
  own?: true
  elsewhere?: true
  carried?: true
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

/** A question with choices or for a figure, of one part of a wave. */
export type Closed = {
  wave: Wave
  questionnaire: Questionnaire
  part: string
  question: string
  several: boolean
  asked: Asked
}
/** By `<part>/<question>`. */
export type Questions = ReadonlyMap<string, Closed>

const keyOf = ({ part, question }: { part: string; question: string }): string => `${part}/${question}`

/** Those questions of a wave's questionnaires. */
export const closedQuestions = (folder: string): Questions => {
  const of = wave.parse(parse(textOf(`dialogs/${folder}/wave.yaml`)))
  return new Map(
    filesOf(`dialogs/${folder}/*.v*.yaml`).flatMap((file) => {
      const read = questionnaire.parse(parse(textOf(file)))
      return read.sections
        .flatMap(({ questions }) => questions)
        .filter((question) => asks(question, 'choice', 'choices', 'figure'))
        .map((asked): [string, Closed] => {
          const at = { wave: of, questionnaire: read, part: read.part, question: asked.id }
          return [keyOf(at), { ...at, several: asks(asked, 'choices'), asked }]
        })
    }),
  )
}

/** The folders of `dialogs/` that hold a wave. */
export const waveFolders = (): string[] => filesOf('dialogs/*/wave.yaml').map((file) => basename(dirname(file)))

/** What lines are written for: the questions of every wave, each as often as a wave has it. */
type Written = ReadonlyMap<string, readonly Closed[]>
const ofAllWaves = (): Written =>
  Map.groupBy(
    waveFolders().flatMap((folder) => [...closedQuestions(folder).values()]),
    keyOf,
  )

/** Lines under headings, `[part question]`: what is meant, a tab, what was typed. Throws where a heading or a label is none. */
const underHeadings = (text: string, author: string, all: Written): CalledLine[] =>
  text
    .trim()
    .split(/\n\n+/)
    .flatMap((block) => {
      const [head = '', ...rows] = block.split('\n')
      const [part = '', question = ''] = head.slice(1, -1).split(' ')
      const at = all.get(keyOf({ part, question }))
      if (at === undefined) throw new Error(`${author}: «${head}» has neither choices nor a figure`)
      return rows.map((row) => {
        const [label = '', said = ''] = row.split('\t')
        const means = meantBy(label.split('+'), at)
        if (means === undefined) throw new Error(`${question}: «${label}» is no answer`)
        return { author, part, question, means, text: said }
      })
    })

/** Undefined: one of them is no answer in any wave that has the question. */
const meantBy = (labels: readonly string[], at: readonly Closed[]): string[] | undefined => {
  const ids = new Set(at.flatMap(({ asked }) => choicesOf(asked).map(({ id }) => id)))
  const isFigure = at.some(({ asked }) => asks(asked, 'figure'))
  const means = labels.flatMap((label) => {
    const known = isFigure && Number.isFinite(Number(label)) ? aFigure : ids.has(label) ? label : written[label]
    return known === undefined ? [] : [known]
  })
  return means.length === labels.length ? means : undefined
}

/** Answers in conversations, where what is expected is an answer and no prose. */
const conversations = (all: Written): CalledLine[] =>
  filesOf('test/norwegian/conversation/*.jsonl').flatMap((file) =>
    readLines(new URL(`../../${file}`, import.meta.url)).flatMap(
      ({ kind, part, question, text, then, expected }): CalledLine[] => {
        const at = question === undefined ? undefined : all.get(keyOf({ part, question }))
        const labels = /^([a-z_]+(?: \+ [a-z_]+)*|[\d.]+)(?:, or ask)?$/.exec(expected)?.[1]?.split(' + ')
        if (kind !== 'answer' || then !== undefined || at === undefined || labels === undefined) return []
        const means = meantBy(labels, at)
        if (question === undefined || means === undefined) return []
        return [{ author: basename(file, '.jsonl'), part, question, means, text: text.replace(/\s*\n\s*/g, ' ') }]
      },
    ),
  )

/**
 * A line as a wave takes it: at the question of its id, in its own part if that has one. None: the wave does not ask it, or what was
 * meant is no answer there.
 */
const carriedTo = (closed: Questions, line: CalledLine): CalledLine[] => {
  const own = closed.get(keyOf(line))
  const to = own ?? [...closed.values()].find(({ question }) => question === line.question)
  if (to === undefined) return []
  const ids = new Set(choicesOf(to.asked).map(({ id }) => id))
  const isThere = (label: string): boolean =>
    label === aFigure ? asks(to.asked, 'figure') : label.startsWith('.') || ids.has(label)
  if (!line.means.every(isThere) || (line.means.length > 1 && !to.several)) return []
  return [own === undefined ? { ...line, part: to.part, carried: true } : line]
}

/** The choices' texts, aliases and signs: what a model cannot learn from a few hands alone. */
const own = (closed: Questions): CalledLine[] =>
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
const elsewhere = (lines: readonly CalledLine[], closed: Questions): CalledLine[] => {
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
export const calledLines = (closed: Questions): CalledLine[] => {
  const said = saidHere(closed)
  return [...said, ...elsewhere(said, closed), ...own(closed)]
}

/** What was typed at the questions themselves, or at those of the same id in another wave. */
const saidHere = (closed: Questions): CalledLine[] => {
  const all = ofAllWaves()
  const files = filesOf('test/norwegian/called/*.txt', 'test/norwegian/figures-said/*.txt')
  // `a1` wrote the figures of the same hand as `c1`.
  const read = files.flatMap((file) => underHeadings(textOf(file), basename(file, '.txt').replace(/^a/, 'c'), all))
  return [...read, ...conversations(all)]
    .filter(({ author }) => isTrainedOn(author))
    .flatMap((line) => carriedTo(closed, line))
}

/** From so many authors and lines on a question is learnt: three hands are what leaves two to learn from when one is left out. */
const enough = { authors: 3, lines: 30 }

/** The questions of a wave that have enough lines to learn from; none: the wave is heard by rules alone. */
export const taughtQuestions = (folder: string): Questions => {
  const closed = closedQuestions(folder)
  const said = Map.groupBy(saidHere(closed), keyOf)
  return new Map(
    [...closed].filter(([key]) => {
      const lines = said.get(key) ?? []
      return lines.length >= enough.lines && new Set(lines.map(({ author }) => author)).size >= enough.authors
    }),
  )
}
