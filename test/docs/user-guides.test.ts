/** What the guides for respondents say can be typed is understood, and means what they say. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { commandOf } from '../../src/norwegian/commands.ts'
import type { Content } from '../../src/norwegian/meaning.ts'
import { understand } from '../../src/norwegian/understand.ts'
import type { Asked, Language, QuestionKind } from '../../src/questionnaire/schema.ts'
import { hearingOf } from '../norwegian/judge.ts'
import { questionnaires, units, worldOf } from '../support/survey.ts'
import { joins, questionOf, sharedSession, tester, types } from '../support/tester.ts'

const guides = [
  ['nb', 'docs/brukerveiledning.md', 'Dette kan du alltid skrive', 'Slik svarer du'],
  ['nn', 'docs/brukarrettleiing.md', 'Dette kan du alltid skrive', 'Slik svarer du'],
] as const

/** The words in «» of each row of a section's table: those of its column, counted from 0. */
const quotedIn = (file: string, heading: string, column: number): string[][] => {
  const text = readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8')
  const section = text.split(/^## /mu).find((part) => part.startsWith(heading)) ?? ''
  const rows = section.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| ---'))
  const cells = rows.slice(1).map((row) => row.split('|')[column + 1] ?? '')
  return cells.map((cell) => [...cell.matchAll(/«([^»]+)»/gu)].map(([, quoted = '']) => quoted))
}

/** In the order of the guides' tables. */
const commands = [
  ['help'],
  ['commands'],
  ['back'],
  ['skip'],
  ['pause'],
  ['continue'],
  ['status'],
  ['review'],
  ['page', 'page', 'page'],
  ['change'],
  ['keep'],
  ['language', 'language'],
  ['all_questions'],
  ['form'],
  ['others'],
  ['submit'],
  ['leave'],
  ['pass_on'],
  ['switch_part'],
  ['opt_out', 'opt_in'],
  ['snooze', 'snooze', 'snooze'],
  ['privacy'],
  ['delete'],
]

/** A question of the survey, or of the technical questionnaire, for each row of the table of answers. */
const askedOf = (kind: QuestionKind, choice?: string): Asked => {
  const all = [questionnaires.integrering, questionnaires.teknisk].flatMap((one) => one.sections)
  const found = all
    .flatMap((section) => section.questions)
    .find(
      (q) => q.kind === kind && (choice === undefined || ('choices' in q && q.choices.some((c) => c.id === choice))),
    )
  if (found === undefined || found.kind === 'info') throw new Error(`no ${kind}`)
  return found
}

const kinds: [row: number, asked: Asked, stored: Content['type'][]][] = [
  [0, askedOf('single', 'ja'), ['answer', 'answer']],
  // So much at once is read back first: «Mente du …?»
  [1, askedOf('multiple', 'ingen'), ['answer', 'confirm', 'answer']],
  [3, askedOf('number'), ['answer', 'answer', 'answer']],
  [4, askedOf('percent'), ['answer', 'answer', 'answer']],
  [5, askedOf('date'), ['answer', 'answer']],
  [6, askedOf('ranking'), ['answer']],
]

describe.each(guides)('%s: %s', (language: Language, file, commandsHeading, answersHeading) => {
  const around = { choiceIds: [], rowIds: [], language, year: 2018 }

  test('every command is understood as what its row is about', () => {
    const rows = quotedIn(file, commandsHeading, 0)
    expect(rows.map((row) => row.map((quoted) => commandOf(quoted, around)?.name))).toEqual(commands)
  })

  test.each(kinds)('row %i of the answers is understood', (row, asked, stored) => {
    const quoted = quotedIn(file, answersHeading, 1)[row] ?? []
    expect(quoted.map((text) => understand(text, hearingOf(asked, language)).type)).toEqual(stored)
  })

  test('the rows of a matrix are answered as it says', () => {
    const asked = askedOf('matrix', 'god')
    const [same = '', except = ''] = quotedIn(file, answersHeading, 1)[2] ?? []
    const first = asked.kind === 'matrix' ? (asked.rows[0]?.id ?? '') : ''
    const hearing = { ...hearingOf(asked, language), answeredRows: { [first]: 'god' }, lastRow: first }
    expect(understand(same, hearing).type).toBe('rows')
    expect(understand(except, hearing).type).toBe('rows')
  })

  test('«start» begins', () => {
    const person = tester(sharedSession(worldOf(questionnaires.raadmann, units.kommune)), language)
    joins(person)
    types(person, 'start')
    expect(questionOf(person)).toBe('leder_rolle')
  })
})
