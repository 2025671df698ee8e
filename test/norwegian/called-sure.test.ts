/** How sure it is that just what the model hears was meant: learnt with its weights on authors that it has not seen, so that a threshold holds for the next weights too. */

import { expect, test } from 'vitest'
import { calibration, hearingOf, leftOutLines, unearned } from '../../scripts/training/called-calibration.ts'
import { calledLines, closedQuestions } from '../../scripts/training/called-lines.ts'
import { type Guess, guessAt } from '../../src/norwegian/called.ts'
import { heardAs } from '../../src/norwegian/called-answers.ts'
import { type Heard, surenessOf } from '../../src/norwegian/called-certain.ts'
import { hear } from '../../src/norwegian/hear.ts'
import { saidOf } from '../../src/norwegian/said.ts'
import { unpacked } from '../../src/norwegian/topic-model.ts'
import { inflated } from '../../src/questionnaire/called.ts'
import { asks } from '../../src/questionnaire/shape.ts'
import { calledInWave } from '../support/survey.ts'

const closed = closedQuestions('kommuneundersokelsen-2018')
if (calledInWave?.sure === undefined || calledInWave.sharp === undefined)
  throw new Error('the wave has no calibrated model')
const model = calledInWave
const { sure, sharp } = calledInWave
const at = (key: string) => {
  const found = closed.get(key)
  if (found === undefined) throw new Error(key)
  return found
}

test.each([
  ['integrering/nav_avtale', 'den ligger i permen', ['ja']],
  ['integrering/imdi_kontakt', 'de ringer oss støtt', ['maanedlig']],
  ['raadmann/tolk_kjent', 'dei færraste', ['liten']],
  ['integrering/evaluering', 'Deloitte var innom', ['ekstern']],
  ['raadmann/svingninger_hvilke', 'hus og hender', ['bolig', 'bemanning']],
] as const)('%s, «%s»: a higher chance is never less sure', (key, text, ids) => {
  const { asked } = at(key)
  if (!asks(asked, 'choice', 'choices')) throw new Error(key)
  for (const heard of ['alike', 'alone'] satisfies Heard[]) {
    const chances = [0.3, 0.5, 0.7, 0.85, 0.93, 0.98, 0.995, 0.999]
    const told = chances.map((chance) => {
      const guess: Guess = { ids, chance, chanceOf: (label) => (ids.some((id) => id === label) ? chance : 0), off: 0 }
      return surenessOf(saidOf(text), guess, asked, heard, sure)
    })
    expect(told).toEqual(told.toSorted((a, b) => a - b))
    expect(told.at(-1)).toBeGreaterThan(told[0] ?? 1)
  }
})

test('a model is calibrated on authors that it has not seen: what is nine tenths sure is right nine times of ten', () => {
  const few = new Map(['raadmann/tolk_kjent'].map((key) => [key, at(key)]))
  const lines = calledLines(closed).filter(({ part, question }) => few.has(`${part}/${question}`))
  const unmet = leftOutLines(lines, few)
  expect(unmet.length).toBeGreaterThan(400)
  const seen = unmet.filter(
    ({ line, weights }) => weights === unmet.find(({ line: one }) => one.author === line.author)?.weights,
  )
  expect(seen).toHaveLength(unmet.length)
  const told = calibration(unmet)
  const surely = unmet.flatMap(({ line, closed: of, weights }) => {
    const said = saidOf(line.text)
    const guess = guessAt(said, hearingOf(of, { ...weights, ...told }), of.asked)
    if (guess === undefined || !asks(of.asked, 'choice', 'choices')) return []
    const heard = heardAs(said, hear(line.text, hearingOf(of)).content, guess, of.asked)
    const isSure = heard !== undefined && surenessOf(said, guess, of.asked, heard, told.sure) >= 0.9
    return isSure ? [[...guess.ids].sort().join() === [...line.means].sort().join()] : []
  })
  expect(surely.length).toBeGreaterThan(40)
  expect(surely.filter((isRight) => isRight).length / surely.length).toBeGreaterThan(0.9)
}, 120_000)

test('what a model hears no better than the rules is left to these, and what it stores that was not said outweighs more than it hears', () => {
  const heard = (
    question: string,
    byRules: 'asked' | 'other',
    byModel: 'stored' | 'asked' | 'wrong' | 'other',
    times = 1,
  ) =>
    Array.from({ length: times }, () => ({
      line: { author: 'c1', part: 'del', question, means: ['ja'], text: 'jo' },
      ...{ byRules, byModel },
    }))
  const without = unearned([
    ...heard('bedre', 'other', 'asked', 2),
    ...heard('like', 'asked', 'stored', 9),
    ...heard('verre', 'asked', 'other'),
    ...heard('feil', 'other', 'asked', 5),
    ...heard('feil', 'other', 'wrong'),
    ...heard('mest_rett', 'other', 'asked', 6),
    ...heard('mest_rett', 'other', 'wrong'),
  ])
  expect([...without]).toEqual(['del/like', 'del/verre', 'del/feil'])
})

test.each([
  ['nav_avtale', 'ja for flyktninger, nei for resten'],
  ['nav_avtale', 'Nei, eller jo, den fins'],
  ['nav_avtale', 'jada neida så neida jada'],
  ['resultatmaal', 'ja altså nei nja neida'],
  ['resultatmaal', 'jau i programmet, men nei i planen'],
  ['resultatmaal', 'nei, altså jo, 70 prosent'],
  ['samarbeid_kommuner', 'Ja med Voss om skulen og nei om resten'],
  ['samarbeid_kommuner', 'jepp. tja. nei, ikke egentlig'],
])('%s: «%s», a yes and a no in one, is asked about', (question, text) => {
  expect(hear(text, hearingOf(at(`integrering/${question}`), model)).content.type).not.toBe('answer')
})

test.each([
  ['nav_avtale', 'vi har fått lovet en avtale'],
  ['nav_avtale', 'avtalen ligger til signering hos NAV'],
  ['ordinaer_utdanning', 'grunnskuleplass er me lova frå neste år'],
  ['samarbeid_om', 'norskkurs, men vi venter på svar fra naboen'],
  ['evaluering', 'Deloitte, vi avventer rapporten'],
  ['resultatmaal', 'de er i påvente av bystyret'],
])('%s: «%s», promised or waited for, is not stored unasked', (question, text) => {
  expect(hear(text, hearingOf(at(`integrering/${question}`), model)).content.type).not.toBe('answer')
})

test.each([
  ['nav_avtale', 'ja, frå 2014 og framleis', 'ja'],
  ['nav_avtale', 'ja, signert av begge partar', 'ja'],
  ['resultatmaal', 'ja, sytti prosent ut i jobb', 'ja'],
  ['samarbeid_kommuner', 'nei, her greier vi oss sjøl', 'nei'],
  ['samarbeid_kommuner', 'Jau, med nabokommunane.', 'ja'],
])('%s: «%s», a yes or a no and why, is stored', (question, text, value) => {
  const { content } = hear(text, hearingOf(at(`integrering/${question}`), model))
  expect(content).toMatchObject({ type: 'answer', answer: { value } })
})

test('weights that have learnt nothing of how sure they are store nothing by themselves, and ask', () => {
  const { sure: _, ...unsure } = model
  const texts = calledLines(closed).filter(
    ({ author, means }, i) => author === 'c3' && !means[0]?.startsWith('.') && i % 3 === 0,
  )
  const byModel = texts.filter(({ part, question, text }) => {
    const of = at(`${part}/${question}`)
    return (
      hear(text, hearingOf(of, model)).content.type === 'answer' && hear(text, hearingOf(of)).content.type !== 'answer'
    )
  })
  expect(byModel.length).toBeGreaterThan(20)
  const stored = byModel.filter(
    ({ part, question, text }) => hear(text, hearingOf(at(`${part}/${question}`), unsure)).content.type === 'answer',
  )
  expect(stored).toEqual([])
})

test('what the scores are multiplied by is near 1: a model of many hands is hardly too sure of itself', () => {
  for (const by of Object.values(sharp)) {
    expect(by).toBeGreaterThan(0.5)
    expect(by).toBeLessThan(1.5)
  }
})

test('weights are the same packed close and packed plainly', () => {
  const plain = (field: 'numbers' | 'counts' | 'labelled' | 'weights') =>
    inflated(model[field])?.toString('base64') ?? ''
  const { deflated: _, ...rest } = model
  const same = unpacked({
    ...rest,
    numbers: plain('numbers'),
    counts: plain('counts'),
    labelled: plain('labelled'),
    weights: plain('weights'),
  })
  const close = unpacked(model)
  expect(close.numbers.length).toBeGreaterThan(10_000)
  expect(close).toEqual(same)
})

test.each(['', 'bm8gd2VpZ2h0cw==', '!'])('what cannot be inflated (%j) is told, and throws nothing', (text) =>
  expect(inflated(text)).toBeUndefined(),
)
