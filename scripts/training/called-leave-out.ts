/** How the lines of an author are taken in a session, without a model of what answers are called, and by one that has not seen them. */

import { aFigure } from '../../src/norwegian/called.ts'
import type { Called } from '../../src/questionnaire/called.ts'
import { choicesOf } from '../../src/questionnaire/shape.ts'
import { interval, type Judged, judgedIn } from '../../test/norwegian/conversation-judge.ts'
import { units, worldIn } from '../../test/support/survey.ts'
import type { CalledLine, Closed, Questions } from './called-lines.ts'
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

/** What comes of a line at its question in a session, as the judge of conversations reads it. */
export const judgedLine = (line: CalledLine, closed: Questions, called?: Called): Judged => {
  const at = closed.get(`${line.part}/${line.question}`)
  if (at === undefined) throw new Error(`${line.part} asks no «${line.question}»`)
  const unit = isOfDistrict(line, at) ? 'bydel' : 'kommune'
  return judgedIn(worldIn(at.wave, at.questionnaire, units[unit], called), {
    ...{ n: 0, part: line.part, question: line.question, lang: 'nb', unit, kind: 'answer' },
    ...{ text: line.text, expected: expectedOf(line.means) },
  })
}

const figuresOf = (lines: readonly CalledLine[], closed: Questions, called: Called): string => {
  const heard = lines.map((line) => ({
    isAnswer: !line.means[0]?.startsWith('.'),
    verdict: judgedLine(line, closed, called).verdict,
  }))
  const answers = heard.filter(({ isAnswer }) => isAnswer)
  const of = (verdict: string): string =>
    `${verdict} ${interval(answers.filter((one) => one.verdict === verdict).length, answers.length)}`
  const wrong = heard.filter(({ verdict }) => verdict === 'wrong').length
  return [...['answered', 'needless', 'unhelpful'].map(of), `wrong ${interval(wrong, heard.length)}`].join(', ')
}

/** The figures of one author in lines. */
export const calledLeftOut = (lines: readonly CalledLine[], closed: Questions, author: string): string => {
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
