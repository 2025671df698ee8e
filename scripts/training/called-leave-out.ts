/** How the lines of an author are taken in a session, without a model of what answers are called, and by one that has not seen them. */

import { aFigure } from '../../src/norwegian/called.ts'
import type { Called } from '../../src/questionnaire/called.ts'
import { choicesOf } from '../../src/questionnaire/shape.ts'
import { interval, judged, type Line } from '../../test/norwegian/conversation-judge.ts'
import type { CalledLine, Closed } from './called-lines.ts'
import { trainCalled } from './called-training.ts'

/** A model that knows no question: all stays as the rules read it. */
const knowsNothing: Called = {
  ...{ schema: 'kommunedialog.called.v1', lines: '', questions: {} },
  ...{ labels: [], most: 1, numbers: '', counts: '', labelled: '', weights: '' },
}

/** What a clerk would do with it, as the judge reads it. */
const expectedOf = ([first = '', ...more]: readonly string[]): string => {
  if (first === '.ask') return 'ask'
  if (first === '.none') return 'nothing, or ask'
  // Which figure it is, `train-figures.ts` tells.
  if (first === aFigure) return 'a figure as heard'
  return first.startsWith('.') ? `${first.slice(1)}, or ask` : [first, ...more].join(' + ')
}

/** Districts have choices that municipalities are not shown. */
const isOfDistrict = ({ means }: CalledLine, { asked }: Closed): boolean =>
  choicesOf(asked).some(({ id, when }) => means.includes(id) && JSON.stringify(when ?? {}).includes('bydel'))

/** A line as the judge of conversations takes it. */
export const lineOf = (line: CalledLine, n: number, closed: ReadonlyMap<string, Closed>): Line => {
  const asked = closed.get(`${line.part}/${line.question}`)
  return {
    ...{ n, part: line.part === 'raadmann' ? 'raadmann' : 'integrering', question: line.question, lang: 'nb' },
    ...{ unit: asked !== undefined && isOfDistrict(line, asked) ? 'bydel' : 'kommune', kind: 'answer' },
    ...{ text: line.text, expected: expectedOf(line.means) },
  }
}

const figuresOf = (lines: readonly CalledLine[], closed: ReadonlyMap<string, Closed>, called: Called): string => {
  const heard = lines.map((line, n) => ({
    isAnswer: !line.means[0]?.startsWith('.'),
    verdict: judged(lineOf(line, n, closed), called).verdict,
  }))
  const answers = heard.filter(({ isAnswer }) => isAnswer)
  const of = (verdict: string): string =>
    `${verdict} ${interval(answers.filter((one) => one.verdict === verdict).length, answers.length)}`
  const wrong = heard.filter(({ verdict }) => verdict === 'wrong').length
  return [...['answered', 'needless', 'unhelpful'].map(of), `wrong ${interval(wrong, heard.length)}`].join(', ')
}

/** The figures of one author in lines. */
export const calledLeftOut = (
  lines: readonly CalledLine[],
  closed: ReadonlyMap<string, Closed>,
  author: string,
): string => {
  const own = lines.filter((line) => line.author === author && line.elsewhere !== true)
  const others = trainCalled(
    lines.filter((line) => line.author !== author),
    closed,
  )
  return [
    `== ${author}: ${own.length} lines`,
    `rules: ${figuresOf(own, closed, knowsNothing)}`,
    `rules and model: ${figuresOf(own, closed, others)}`,
  ].join('\n')
}
