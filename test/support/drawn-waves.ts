/** What has changed between two drawn waves of questions with yes and no, of the same units, of which some have answered each of them. */

import { type Questionnaire, questionnaire } from '../../src/questionnaire/schema.ts'
import type { Unit, Wave } from '../../src/questionnaire/wave.ts'
import { groupsOf } from '../../src/report/groups.ts'
import { type Counting, idOf, type ReleasedItem } from '../../src/report/measure.ts'
import type { Answered, Since } from '../../src/report/model.ts'
import { changesSince } from '../../src/report/since.ts'

const both = (text: string) => ({ nb: text, nn: text })

const askedOf = (questions: readonly string[]): Questionnaire =>
  questionnaire.parse({
    schema: 'kommunedialog.questionnaire.v1',
    ...{ wave: 'ny', part: 'svar', version: 1, title: both('x'), intro: both('x'), minutes: 1 },
    sections: questions.map((id) => ({
      ...{ id: `s_${id}`, title: both('x') },
      questions: [
        {
          ...{ id, kind: 'single', text: both(id) },
          choices: ['ja', 'nei'].map((one) => ({ id: one, text: both(one) })),
        },
      ],
    })),
  })

/** Whether a unit says yes. */
export type Twice = { before: boolean; now: boolean }

type Drawn = {
  units: readonly Unit[]
  groups?: Wave['groups']
  /** Question → what every unit says, in their order. */
  said: ReadonlyMap<string, readonly Twice[]>
  /** The chance that a unit answers a wave. */
  answering: number
  random: () => number
}

const submissionsOf = ({ units, said, answering, random }: Drawn, when: keyof Twice): Answered[] =>
  units.flatMap(({ id }, i): Answered[] =>
    random() < answering
      ? [
          {
            ...{ submissionId: `s${id}`, revision: 1, complete: true, part: 'svar', unit: { id }, submittedAt: 'x' },
            answers: Object.fromEntries(
              [...said].map(([question, of]) => [
                question,
                { kind: 'single', value: of[i]?.[when] ? 'ja' : 'nei' } as const,
              ]),
            ),
            missing: {},
          },
        ]
      : [],
  )

/** With a limit of 1 nothing is hidden, so that everything is tested. */
export const drawnSince = (drawn: Drawn): Since => {
  const { units, said } = drawn
  const asked = askedOf([...said.keys()])
  const wave = { id: 'gammel', title: both('Gammel'), suppressionLimit: 1, groups: drawn.groups ?? [] }
  const groups = groupsOf(wave, units)
  const counting: Counting = {
    ...{ units, groups, submissions: submissionsOf(drawn, 'now'), limit: 1, sums: new Set<string>(), earlier: [] },
    ...{ decided: new Map(), told: new Map() },
  }
  const shown: ReleasedItem = { keys: [], others: [], groups: ['total', ...groups.map(idOf)], tellable: [] }
  return changesSince(
    {
      ...{ wave, year: 2022, units, questionnaires: [asked], submissions: submissionsOf(drawn, 'before') },
      ...{ earlier: [], heirs: new Map(), borders: new Map(), unanswered: [] },
    },
    {
      wave: 'ny',
      publishedAt: 'x',
      counting,
      questionnaires: [asked],
      told: Object.fromEntries([...said.keys()].map((question) => [question, shown])),
    },
  ).since
}

/** `a ja panel more`: every «flere» and «færre» of all who answered and of the panel. */
export const wordsOfWhole = ({ items }: Since): string[] =>
  items.flatMap(({ variable, row, measures }) =>
    measures.flatMap(({ measure, all, panel }) =>
      Object.entries({ all, panel }).flatMap(([whom, level]) =>
        level?.word === 'more' || level?.word === 'fewer'
          ? [[variable, ...(row === undefined ? [] : [row]), measure, whom, level.word].join(' ')]
          : [],
      ),
    ),
  )
