/** Questions and units for tests, written as an editor would, with the texts that do not matter filled in. */

import type { Entry } from '../../src/engine/session.ts'
import type { Facts, Say } from '../../src/kinds/kind.ts'
import type { Answer } from '../../src/questionnaire/answer.ts'
import {
  type Question,
  type Questionnaire,
  question,
  questionnaire,
  type Text,
} from '../../src/questionnaire/schema.ts'
import type { Unit } from '../../src/questionnaire/wave.ts'

type Raw = Record<string, unknown>

export const same = (text: string): Text => ({ nb: text, nn: text })

/** «a b annet?»: choices by id; `?` asks for a specification, `!` excludes all others. */
export const choices = (ids: string): Raw[] =>
  ids.split(' ').map((id) => {
    const bare = id.replace(/[?!]/u, '')
    return { id: bare, text: same(bare.toUpperCase()), specify: id.endsWith('?'), exclusive: id.endsWith('!') }
  })

export const rows = (ids: string): Raw[] => ids.split(' ').map((id) => ({ id, text: same(`Rad ${id}`) }))

export const ask = (raw: Raw): Question => question.parse({ id: 'q', text: same('Spørsmål?'), ...raw })

/** Everything is shown. */
export const allShown = (it: Question): Facts => ({
  choiceIds: 'choices' in it ? it.choices.map((c) => c.id) : [],
  rowIds: it.kind === 'matrix' ? it.rows.map((r) => r.id) : [],
})

export const say: Say = (text) => text.nb

/** A questionnaire of sections, each a list of questions; `when` of a section under its id. */
export const form = (sections: Raw[][], conditions: Record<number, unknown> = {}): Questionnaire =>
  questionnaire.parse({
    schema: 'kommunedialog.questionnaire.v1',
    wave: 'prove',
    part: 'raadmann',
    version: 1,
    title: same('Prøve'),
    intro: same('Prøve'),
    minutes: 1,
    sections: sections.map((questions, i) => ({
      id: `s${i + 1}`,
      title: same(`Del ${i + 1}`),
      ...(conditions[i] === undefined ? {} : { when: conditions[i] }),
      questions: questions.map((q) => ({ text: same(`${q.id}?`), ...q })),
    })),
  })

export const yesNo = (id: string, more: Raw = {}): Raw => ({ id, kind: 'single', choices: choices('ja nei'), ...more })

export const given = (answer: Answer): Entry => ({ r: 1, by: 0, at: 1, answer })
export const chose = (value: string): Entry => given({ kind: 'single', value })
export const without = (missing: 'skipped' | 'dont_know' | 'not_applicable'): Entry => ({ r: 1, by: 0, at: 1, missing })

export const halden: Unit = {
  id: '0101',
  kind: 'kommune',
  name: 'Halden',
  county: 'Østfold',
  language: 'nb',
  population: 31037,
  imdiRegion: 'Øst',
  centrality: 3,
}

export const nordstrand: Unit = {
  ...halden,
  id: '030114',
  kind: 'bydel',
  name: 'Nordstrand',
  county: 'Oslo',
  language: 'neutral',
  population: 51169,
  centrality: null,
}
