/** The answer to a question for a figure: a figure alone as it reads, of a sentence the one that is likeliest meant. */

import { figureOf, gives, isShare, unitOf } from '../questionnaire/shape.ts'
import { understandNumber, understandPercent } from './amounts.ts'
import type { Core } from './around.ts'
import { givesFigure } from './called.ts'
import { amountsIn } from './figure-amounts.ts'
import { type Decision, decided, isDoubtedIn, mostOfFew } from './figure-choice.ts'
import type { Scene } from './figure-signs.ts'
import { counts } from './figures.ts'
import { ask, type Content, type Hearing, toConfirm } from './meaning.ts'
import type { FigureQuestion } from './numbers-in.ts'
import { saidOf, tidy, words } from './said.ts'
import { withoutUncounted } from './uncounted.ts'
import { aboutAtStart } from './words.ts'

/** Words; a text of no more, «om lag» left out, is a figure with its unit. */
const bare = 2

/** The meaning of a text at a question for a figure. `text`: as it was typed, `core`: without what only stands around it. */
export function understandFigure(text: string, core: Core, question: FigureQuestion, hearing: Hearing): Content {
  const direct = inWholeYears(
    isShare(question) ? understandPercent(core, question) : understandNumber(core, question, hearing),
    question,
  )
  if (direct.type === 'confirm' || (direct.type === 'ask' && settled.has(direct.problem.code))) return direct
  if (direct.type === 'answer' && words(tidy(text).replace(aboutAtStart, '')).length <= bare && !/^ing/i.test(text))
    return direct
  // «118 pr 1/10» names a day.
  if (direct.type !== 'answer' && signs.test(withoutUncounted(tidy(core.core)).text)) return direct
  const scene: Scene = { question, amounts: amountsIn(text, question), year: hearing.year, hedged: core.hedged }
  if (direct.type === 'answer') {
    // «Ingen tilsette» may be none who were asked about, or none at all.
    if (isShare(question) && direct.answer.value === 0 && /^(?:ingen|inga) \p{L}/iu.test(core.core))
      return toConfirm(direct)
    if (isShare(question) && Number(ofMany.exec(text)?.[1]) > mostOfFew) return toConfirm(direct)
    const { value } = direct.answer
    return typeof value === 'number' && isDoubtedIn(scene, value) ? toConfirm(direct) : direct
  }
  // A range that is told in two clauses is none: «18 i år, 22 i fjor».
  const isRange = direct.type === 'ask' && direct.problem.code === 'number_range'
  if (isRange && (scene.amounts.all.length < 2 || scene.amounts.all.some(({ range }) => range !== undefined)))
    return direct
  const isSaid = () => givesFigure(saidOf(text), hearing, question)
  return contentOf(decided(scene, undefined, isSaid), question, hearing) ?? direct
}

/** «47 av 713»: what that comes to is told, and asked about. */
const ofMany = /\d (?:av|tå) (?:\p{L}+ ){0,2}(\d{2,})/u

/** «Halvannet», «3,4»: years are rounded, as the question asks, and what they are rounded to is asked about. */
const inWholeYears = (content: Content, question: FigureQuestion): Content => {
  if (content.type !== 'answer' && content.type !== 'confirm') return content
  const { answer } = content
  if (!gives(answer, 'figure') || isShare(question) || question.decimals > 0 || !counts(question, 'year'))
    return content
  const value = Math.round(answer.value)
  return value === answer.value || value < 0 ? content : { type: 'confirm', answer: { ...answer, value } }
}

/** «12,000», «3/4», «1:2»: what the figures mean by themselves is open. */
const signs = /\d[.,]\d{3}(?!\d)|\d ?[/:] ?\d(?!\d*\.)|\d[k'](?!\p{L})/u

/** What a whole text was read as, though no one figure. */
const settled: ReadonlySet<string> = new Set(['number_bound', 'ambiguous_number', 'share_as_fraction'])

const contentOf = (decision: Decision, question: FigureQuestion, { language }: Hearing): Content | undefined => {
  switch (decision.type) {
    case 'store':
    case 'confirm': {
      const answer = figureOf(question, Math.round(decision.value * 1e6) / 1e6)
      return {
        type: decision.type === 'store' ? 'answer' : 'confirm',
        answer: decision.approximate ? { ...answer, approximate: true } : answer,
      }
    }
    case 'which':
      return ask({ code: 'ambiguous_number', candidates: [...decision.values] })
    case 'range':
      return ask({ code: 'number_range', low: decision.low, high: decision.high })
    case 'bound':
      return ask({ code: 'number_bound' })
    case 'unit': {
      const unit = unitOf(question)
      return ask(unit === undefined ? { code: 'not_a_number' } : { code: 'other_unit', unit: unit[language] })
    }
    case 'none':
      return undefined
  }
}
