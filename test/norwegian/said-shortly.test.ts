/** Short bare forms, questions about the very question, and words to others, said otherwise than in the tables. */

import { describe, expect, test } from 'vitest'
import { underHeadings } from '../../scripts/training/labelled-lines.ts'
import { commandOf } from '../../src/norwegian/commands.ts'
import { hear } from '../../src/norwegian/hear.ts'
import { saidOf } from '../../src/norwegian/said.ts'
import { talkOf } from '../../src/norwegian/talk.ts'
import { understand } from '../../src/norwegian/understand.ts'
import { textOf } from '../support/repo/source-files.ts'
import { questionnaires } from '../support/survey.ts'
import { hearingOf } from './judge.ts'
import { brief } from './questions.ts'

const topicOf = (text: string): string => talkOf(saidOf(text))?.topic ?? 'none'

describe.each([
  ...Map.groupBy(underHeadings(textOf('test/norwegian/said-to-us/shortly.txt'), 'shortly'), ({ label }) => label),
])('%s', (topic, lines) => {
  test.each(lines)('«$text»', ({ text }) => expect(topicOf(text)).toBe(topic))
})

const hearing = (part: 'raadmann' | 'integrering', id: string) => {
  const asked = questionnaires[part].sections.flatMap((s) => s.questions).find((q) => q.id === id)
  if (asked === undefined || asked.kind === 'info') throw new Error(id)
  return hearingOf(asked, 'nb')
}

test.each([
  'Hopp over, den tar jeg etterpå',
  'hopp over, eg tek den seinare',
  'hopp over den, det tar vi til slutt',
  'hoppar over, eg kjem attende til han',
  'hopp over, æ tar det etterpå',
  'hopp over denne, jeg kommer tilbake til den',
])('«%s» skips', (text) =>
  expect(commandOf(text, hearing('raadmann', 'tolk_retningslinjer'))).toEqual({ name: 'skip' }),
)

test.each([
  'Må de være skriftlige?',
  'må dei vere vedtekne?',
  'må det være godkjent av noen?',
  'Treng dei vere skriftlege?',
  'Skal de være skriftlige?',
])('«%s» asks of what the question speaks of, and is told what that is', (text) => {
  const { act, asked } = hear(text, hearing('raadmann', 'tolk_retningslinjer'))
  expect(act).toBe('question')
  expect(asked?.texts[0]?.nb).toContain('Retningslinjer er skrevne regler')
})

test.each([
  ['raadmann', 'ansatte_tiltak', 'ja, mener jeg selv', 'ja'],
  ['raadmann', 'tolk_retningslinjer', 'nei, ikke nå', 'nei'],
  ['raadmann', 'tolk_retningslinjer', 'ja', 'ja'],
  ['raadmann', 'leder_rolle', 'rådmann', 'raadmann'],
  ['integrering', 'bosatt_antall', '14', '14'],
] as const)('%s %s: «%s» is an answer first', (part, id, text, value) =>
  expect(brief(understand(text, hearing(part, id)))).toContain(value),
)
