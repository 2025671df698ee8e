/** Waves held against each other, and the parts and units of one: what only shows where several files are seen; and what of one's days is hardly meant. */

import { unitTestsIn } from '../condition.ts'
import { type Fault, type Finding, type SaidOfFault, said } from '../fault.ts'
import type { Question, Questionnaire } from '../schema.ts'
import { isSameKind } from '../shape.ts'
import { daysBetween, daysOf, type Unit, type Wave } from '../wave.ts'
import { parseYaml } from '../yaml.ts'
import { draftOf, referringOf } from './draft.ts'

/** `text`: of the file that the questionnaire is read from. */
export type Written = { file: string; text: string; questionnaire: Questionnaire }

type Asked = { question: Question; part: string }

/** Question id → the question, in the newest version of each part that asks it. */
const askedBefore = (earlier: readonly Questionnaire[]): ReadonlyMap<string, Asked> =>
  new Map(
    [...earlier]
      .sort((a, b) => a.version - b.version)
      .flatMap(({ part, sections }) =>
        sections.flatMap(({ questions }) =>
          questions.map((question): [string, Asked] => [question.id, { question, part }]),
        ),
      ),
  )

/** Where the same id is of another kind: the answers of then could neither be shown nor compared, and nobody would see why. */
export const continuedFaults = (
  written: readonly Written[],
  { wave, questionnaires }: { wave: string; questionnaires: readonly Questionnaire[] },
): Fault[] => {
  const before = askedBefore(questionnaires)
  return atQuestions(written, (question) => {
    const then = before.get(question.id)
    if (then === undefined || isSameKind(then.question, question)) return null
    const { id, kind } = question
    return { at: 'kind', it: said('other_kind', { id, kind, before: then.question.kind, wave, part: then.part }) }
  })
}

/** What is found at the kind or the id of some questions, placed. */
const atQuestions = (
  written: readonly Written[],
  findingOf: (question: Question, part: string) => { at: 'id' | 'kind'; it: SaidOfFault } | null,
): Fault[] =>
  written.flatMap(({ file, text, questionnaire }): Fault[] => {
    const found = questionnaire.sections.flatMap(({ questions }, s) =>
      questions.flatMap((question, q): Finding[] => {
        const finding = findingOf(question, questionnaire.part)
        return finding === null ? [] : [{ path: ['sections', s, 'questions', q, finding.at], ...finding.it }]
      }),
    )
    if (found.length === 0) return []
    const located = parseYaml(file, text)
    return 'faults' in located ? [] : found.map(located.locate)
  })

/** The same id in two parts of one wave: report and trend tell a question by its id alone. Told of the part that comes later in `wave.yaml`. */
export const twiceAsked = (written: readonly Written[], { parts }: Pick<Wave, 'parts'>): Fault[] => {
  const order = Object.keys(parts)
  const newest = written.filter(({ questionnaire: { part, version } }) => parts[part]?.version === version)
  const inOrder = newest.toSorted((a, b) => order.indexOf(a.questionnaire.part) - order.indexOf(b.questionnaire.part))
  const first = new Map<string, string>()
  for (const { questionnaire: it } of inOrder.toReversed())
    for (const { id } of it.sections.flatMap(({ questions }) => questions)) first.set(id, it.part)
  return atQuestions(newest, ({ id }, part) => {
    const other = first.get(id)
    return other === undefined || other === part
      ? null
      : { at: 'id', it: said('duplicate_id.parts', { id, part: other }) }
  })
}

/** Counties in conditions that no unit of the wave lies in: misspelt, or of a wave that is tried with few units. */
export const countyAdvice = (written: readonly Written[], units: readonly Unit[]): Fault[] => {
  const counties = [...new Set(units.map(({ county }) => county))].sort((a, b) => a.localeCompare(b, 'nb'))
  return written.flatMap(({ file, text, questionnaire }): Fault[] => {
    // Most name none; whoever does is read once more.
    if (!JSON.stringify(questionnaire).includes('"unit":"county"')) return []
    const located = parseYaml(file, text)
    if ('faults' in located) return []
    return referringOf(draftOf(located.data)).flatMap(({ condition, path }) =>
      unitTestsIn(condition)
        .filter(({ unit }) => unit === 'county')
        .flatMap(({ is, isNot, in: among }) => [is, isNot, ...(among ?? [])])
        .filter((value) => typeof value === 'string' && !counties.includes(value))
        .map((value) => located.locate({ path, ...said('unknown_county', { value: String(value), counties }) })),
    )
  })
}

/** A wave that is continued comes before, and does not continue this one itself. */
export const orderFindings = (wave: Wave, before: Wave): SaidOfFault[] => {
  if (before.id === wave.id) return []
  const ring = before.continues?.wave === wave.id ? [said('continues_ring', { wave: before.id })] : []
  const [{ from }, { from: date }] = [daysOf(wave), daysOf(before)]
  return date > from ? [...ring, said('wrong_order.continues', { wave: before.id, date, from })] : ring
}

/** A wave with its `wave.yaml`, and when it is open, ms. */
export type PlacedWave = {
  file: string
  wave: Wave
  locate: (finding: Finding) => Fault
  opensAt: number
  closesAt: number
}

/**
 * Two waves with one id, and, unless something says which takes answers, two that are open at once: told of the later one.
 * A draft asks nobody.
 */
export const waveFaults = (waves: readonly PlacedWave[], { isTold }: { isTold: boolean }): Fault[] => {
  const sorted = [...waves].sort((a, b) => a.opensAt - b.opensAt || a.file.localeCompare(b.file))
  const pairs = sorted.flatMap((later, i) => sorted.slice(0, i).map((earlier) => ({ earlier, later })))
  return pairs.flatMap(({ earlier, later }): Fault[] => {
    const { id } = later.wave
    if (earlier.wave.id === id)
      return [later.locate({ path: ['id'], ...said('duplicate_wave', { file: earlier.file, id }) })]
    const isApart = later.opensAt >= earlier.closesAt || earlier.opensAt >= later.closesAt
    if (isApart || isTold || earlier.wave.draft === true || later.wave.draft === true) return []
    const overlap = said('waves_overlap', { other: earlier.wave.id, ...daysOf(earlier.wave) })
    return [later.locate({ path: ['opensAt'], ...overlap })]
  })
}

/** What of the days hinders nothing and is hardly meant: a reminder that never leaves, and what is gone before any report. */
export const waveAdvice = ({ wave, locate }: Pick<PlacedWave, 'wave' | 'locate'>): Fault[] => {
  const { from, to } = daysOf(wave)
  const open = daysBetween(from, to)
  const late = wave.reminders.daysBeforeClosing.flatMap((days, i) =>
    days <= open
      ? []
      : [{ path: ['reminders', 'daysBeforeClosing', i], ...said('wrong_order.reminder', { days, open }) }],
  )
  const gone = (['linkDays', 'textAnswerDays'] as const).flatMap((key) =>
    wave.retention[key] > 0 ? [] : [{ path: ['retention', key], ...said('retention_short.closing', { key }) }],
  )
  return [...late, ...(wave.reportAt === undefined ? gone : [])].map(locate)
}
