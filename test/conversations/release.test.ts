/**
 * A new version of the questionnaire is released while somebody is away in the middle of it: answers are kept by id, what is
 * new or no longer fits is asked, and a sentence says so. Both parts, both language forms, for a kommune and a bydel, by
 * buttons and by typing; readable transcripts as in `whole-parts.test.ts`.
 */

import { describe, expect, test } from 'vitest'
import { seatText, sessionText } from '../../src/engine/stored.ts'
import { moveSeat, moveSession } from '../../src/engine/versions.ts'
import type { Language } from '../../src/questionnaire/schema.ts'
import { buildSubmission } from '../../src/results/submission.ts'
import { golden } from '../support/golden.ts'
import { begins } from '../support/one-answering.ts'
import { changes, secondVersion } from '../support/second-version.ts'
import { questionnaires, units, worldOf } from '../support/survey.ts'
import {
  joins,
  presses,
  questionOf,
  seatOf,
  sessionOf,
  sharedSession,
  type Tester,
  tester,
  types,
  waits,
} from '../support/tester.ts'
import { typesAnswer } from '../support/typist.ts'
import { walks } from '../support/walker.ts'

type Part = keyof typeof changes

/** What the service does with a stored session and seat when the next version is out. */
const releases = (person: Tester, part: Part, to = secondVersion(questionnaires[part], changes[part])): void => {
  const { shared } = person
  const versions = new Map([questionnaires[part], to].map((each) => [each.version, each]))
  shared.session = sessionText(moveSession(sessionOf(shared), { versions, to: 2, unit: shared.world.unit }))
  person.seat = seatText(moveSeat(seatOf(person), { versions, from: 1, to: 2 }))
  shared.world = { ...shared.world, questionnaire: to }
  person.log.push('-- ny versjon av skjemaet\n')
}

const inWords: Record<Part, Record<Language, string>> = {
  raadmann: { nb: 'assisterende', nn: 'assisterande' },
  integrering: { nb: 'programrådgiver', nn: 'programrådgivar' },
}
const goOn: Record<Language, string> = { nb: 'fortsett', nn: 'hald fram' }

const ways = {
  knapper: {
    before: (person: Tester, part: Part) => {
      presses(person, 'Start')
      presses(person, 'Svar', { answer: changes[part].fewer.choice })
      presses(person, 'Svar', { answer: '5' })
      walks(person, 3)
    },
    correct: (person: Tester, years: string) => {
      types(person, 'endre 2')
      presses(person, 'Svar', { answer: years })
    },
    goOn: (person: Tester, language: Language) => presses(person, language === 'nn' ? 'Hald fram' : 'Fortsett'),
    answer: (person: Tester) => walks(person, 1),
    theRest: (person: Tester) => presses(person, 'Svar på resten'),
    again: (person: Tester) => presses(person, 'Svar', { answer: 'annet', other: 'prosjektleder' }),
    submit: (person: Tester) => {
      presses(person, 'Send inn')
      presses(person, 'Ja, send inn')
    },
  },
  skrevet: {
    before: (person: Tester, part: Part, language: Language) => {
      types(person, 'start')
      types(person, inWords[part][language])
      types(person, 'om lag 5')
      for (const i of [3, 5, 4]) typesAnswer(person, i)
    },
    correct: (person: Tester, years: string) => {
      types(person, 'endre 2')
      types(person, `om lag ${years}`)
    },
    goOn: (person: Tester, language: Language) => types(person, goOn[language]),
    answer: (person: Tester) => typesAnswer(person, 1),
    theRest: (person: Tester, language: Language) => types(person, goOn[language]),
    again: (person: Tester) => typesAnswer(person, 1),
    submit: (person: Tester) => {
      types(person, 'send inn')
      types(person, 'ja')
    },
  },
}

describe.each(['raadmann', 'integrering'] as const)('%s', (part) => {
  describe.each(['kommune', 'bydel'] as const)('for a %s', (unit) => {
    test.each([
      ['nb', 'knapper'],
      ['nb', 'skrevet'],
      ['nn', 'knapper'],
      ['nn', 'skrevet'],
    ] as const)('in %s, %s', (language, way) => {
      const { renamed, fewer, gone, fresh } = changes[part]
      const by = ways[way]
      const person = tester(sharedSession(worldOf(questionnaires[part], units[unit])), language)
      joins(person)
      by.before(person, part, language)
      by.correct(person, '6')
      expect(Object.keys(sessionOf(person.shared).entries)).toContain(gone)
      types(person, 'pause')
      waits(person.shared, 24 * 60)
      releases(person, part)
      by.goOn(person, language)
      expect(person.log.join('\n')).toContain(
        language === 'nn' ? 'Skjemaet er oppdatert sidan sist' : 'Skjemaet er oppdatert siden sist',
      )
      by.answer(person)
      types(person, language === 'nn' ? 'vis svara' : 'vis svar')
      by.theRest(person, language)
      expect(questionOf(person)).toBe(fewer.question)
      by.again(person)
      expect(questionOf(person)).toBe(fresh)
      for (let i = 0; i < 4; i++) by.answer(person)
      by.correct(person, '7')
      by.submit(person)

      const { entries } = sessionOf(person.shared)
      expect(entries[renamed.id]?.answer).toMatchObject({ kind: 'number', value: 7 })
      expect(entries[`${fewer.question}@v1`]?.answer).toMatchObject({ value: fewer.choice })
      const { answers, missing } = buildSubmission({
        ...{ questionnaire: person.shared.world.questionnaire, unit: units[unit] },
        ...{ session: sessionOf(person.shared), language, completeness: 'complete' },
      })
      expect(Object.keys({ ...answers, ...missing })).not.toEqual(expect.arrayContaining([gone]))
      expect(answers).toHaveProperty(fresh)
      golden(`${part}/ny-versjon-${way}-${language}-${unit}`, person)
    })
  })
})

test.each([
  ['nb', 'det vi ikke spør om lenger, blir ikke sendt inn'],
  ['nn', 'det vi ikkje spør om lenger, blir ikkje sendt inn'],
] as const)('a version that only leaves out an answered question says so, %s', (language, told) => {
  const { gone } = changes.raadmann
  const { kari: person } = begins([], 'raadmann', language)
  ways.knapper.before(person, 'raadmann')
  expect(sessionOf(person.shared).entries[gone]?.answer).toBeDefined()
  const to = questionnaires.raadmann
  const sections = to.sections.map((it) => ({ ...it, questions: it.questions.filter(({ id }) => id !== gone) }))
  releases(person, 'raadmann', { ...to, version: 2, sections })
  types(person, 'status')
  expect(person.log.join('\n')).toContain(told)
})
