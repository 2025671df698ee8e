/** What is said around the questions, by authors who had the questionnaires alone: `said-to-us/at/`, each line in its place. */

import { expect, test } from 'vitest'
import { interval } from './conversation-judge.ts'
import { judgedLine } from './placed-judge.ts'
import { placedLines } from './placed-lines.ts'

/** Least of the lines around the questions that get what they ask for; the model has read these authors. */
const floors: Readonly<Record<string, number>> = { u1: 220, u2: 220, u3: 205, u4: 205, u5: 205, own: 135 }

const around = new Set(['start', 'confirm', 'review', 'receipt', 'paused'])

test.each(Object.entries(floors))('%s: what is said around the questions gets what it asks for', (author, least) => {
  const rows = placedLines(`test/norwegian/said-to-us/at/${author}.txt`)
    .filter(({ place }) => around.has(place))
    .map(judgedLine)
  const of = (verdict: string) => rows.filter((row) => row.verdict === verdict)
  const missed = rows.filter(({ verdict }) => verdict !== 'answered')
  console.info(
    [
      `${author}: ${interval(of('answered').length, rows.length)}, asked ${of('asked').length}`,
      ...missed.map(({ line, verdict, came }) => `${verdict} [${line.place} ${line.label}] ${line.text}\n    ${came}`),
    ].join('\n'),
  )
  expect(of('wrong')).toEqual([])
  expect(of('answered').length).toBeGreaterThanOrEqual(least)
})
