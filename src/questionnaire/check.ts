/** Every fault of every questionnaire, with file, line and column. */

import type { z } from 'zod'
import { remember } from '../memory.ts'
import { type Draft, draftOf } from './checks/draft.ts'
import { checkPlaceholders, checkReferences, checkUnreachable } from './checks/references.ts'
import { checkIds, checkLimits, checkVersions } from './checks/rules.ts'
import { adviseOnTerms, checkTerms } from './checks/terms.ts'
import { type Fault, type Finding, type SaidOfFault, sortFaults } from './fault.ts'
import { type Question, type Questionnaire, question, questionnaire } from './schema.ts'
import { findingsOf, parseYaml } from './yaml.ts'

/**
 * Faults of a question's cards, which only the rim can make: over 28 KB, for instance. Given the questionnaire because
 * the card shows the section and the number of questions. `ofRelease`: what it finds goes by what it is given and by the code
 * and texts of this release alone.
 */
export type CardFaults = {
  (question: Question, questionnaire: Questionnaire): SaidOfFault[]
  ofRelease?: true
}

export type SourceFile = { file: string; text: string }
/** `advice`: what could be better, of files that parse; it hinders nothing. */
type Checked = {
  faults: Fault[]
  advice: Fault[]
  questionnaires: { file: string; questionnaire: Questionnaire }[]
}

const checks: readonly ((draft: Draft) => Finding[])[] = [
  checkIds,
  checkReferences,
  checkUnreachable,
  checkPlaceholders,
  checkLimits,
  checkTerms,
]

const cardFindings = (it: Questionnaire, cardFaults: CardFaults): Finding[] =>
  it.sections.flatMap((section, s) =>
    section.questions.flatMap((question, q) =>
      cardFaults(question, it).map((fault) => ({ path: ['sections', s, 'questions', q, 'id'], ...fault })),
    ),
  )

/** zod does not look into a list that is too long: then its questions are asked one by one. */
const inLongLists = (issues: readonly z.core.$ZodIssue[], draft: Draft): Finding[] =>
  issues
    .filter((issue) => issue.code === 'too_big' && issue.path[0] === 'sections' && issue.path.at(-1) === 'questions')
    .flatMap((issue) => draft.broken.filter(({ section }) => section.index === issue.path[1]))
    .flatMap(({ raw, path }) => {
      const parsed = question.safeParse(raw)
      return parsed.success ? [] : parsed.error.issues.flatMap((inner) => findingsOf(inner, draft.data, path))
    })

const checkFile = ({ file, text }: SourceFile, cardFaults: CardFaults) => {
  const known = lastRead.get(text)
  if (known?.heldAgainst === cardFaults) {
    const { questionnaire: it } = known
    return { faults: [], advice: [], locate: locatedLater(file, text), questionnaire: it }
  }
  const located = parseYaml(file, text)
  if ('faults' in located) return { faults: located.faults }
  const parsed = questionnaire.safeParse(located.data)
  const draft = draftOf(located.data)
  const issues = parsed.success ? [] : parsed.error.issues
  const shape = [...issues.flatMap((issue) => findingsOf(issue, located.data)), ...inLongLists(issues, draft)]
  const findings = [...shape, ...checks.flatMap((check) => check(draft))]
  const cards = parsed.success && findings.length === 0 ? cardFindings(parsed.data, cardFaults) : []
  const faults = [...findings, ...cards].map(located.locate)
  const advice = adviseOnTerms(draft).map(located.locate)
  if (!parsed.success) return { faults }
  const heldAgainst = faults.length === 0 && advice.length === 0 ? cardFaults : null
  remember(lastRead, text, { questionnaire: parsed.data, heldAgainst }, LAST_READ)
  return { faults, advice, locate: located.locate, questionnaire: parsed.data }
}

/** Where findings of a text stand that was read before: it is read once more for them, which only the faulty need. */
const locatedLater =
  (file: string, text: string) =>
  (finding: Finding): Fault => {
    const located = parseYaml(file, text)
    return 'faults' in located ? { file, line: 1, column: 1, ...finding } : located.locate(finding)
  }

/** Of all waves of a folder: one is read at a start, for the wave that continues it, and by each command that runs beside others. */
const LAST_READ = 24
/** Text → what it says; `heldAgainst`: the cards with which all of it was checked, and neither fault nor advice found. */
const lastRead = new Map<string, { questionnaire: Questionnaire; heldAgainst: CardFaults | null }>()

/** The questionnaire of a text in which neither fault nor advice was found with these cards; undefined: it was not checked, or some was. */
export const foundFaultless = (text: string, cardFaults: CardFaults): Questionnaire | undefined => {
  const known = lastRead.get(text)
  return known?.heldAgainst === cardFaults ? known.questionnaire : undefined
}

/** Takes in what `foundFaultless` gave of the same text, code and cards where it ran before. */
export const recallFaultless = (text: string, it: Questionnaire, cardFaults: CardFaults): void =>
  remember(lastRead, text, { questionnaire: it, heldAgainst: cardFaults }, LAST_READ)

/**
 * Checks questionnaires, each by itself and the versions of a part together. One fault does not hide another: questions
 * that parse are checked though their neighbours do not. `questionnaires` are those that parse, faults or not. Cards are
 * tried last, of questionnaires without other faults.
 */
export const readQuestionnaires = (files: readonly SourceFile[], cardFaults: CardFaults): Checked => {
  const results = files.map((file) => ({ file: file.file, ...checkFile(file, cardFaults) }))
  const parsed = results.flatMap(({ file, questionnaire: it, locate }) =>
    it === undefined || locate === undefined ? [] : [{ file, questionnaire: it, locate }],
  )
  const faults = [...results.flatMap((result) => result.faults), ...checkVersions(parsed)]
  return {
    faults: sortFaults(faults),
    advice: sortFaults(results.flatMap((result) => result.advice ?? [])),
    questionnaires: parsed.map(({ file, questionnaire: q }) => ({ file, questionnaire: q })),
  }
}

/** The faults alone; none means that the files can be used. */
export const checkQuestionnaire = (files: readonly SourceFile[], cardFaults: CardFaults): Fault[] =>
  readQuestionnaires(files, cardFaults).faults

// A questionnaire from YAML text, with positions.

/**
 * Reads one questionnaire. `faults` are those of YAML and of shape only; `checkQuestionnaire` finds the rest.
 * @param file name used in faults
 */
export const loadQuestionnaire = (
  file: string,
  text: string,
): { questionnaire: Questionnaire } | { faults: Fault[] } => {
  const known = lastRead.get(text)
  if (known !== undefined) return { questionnaire: known.questionnaire }
  const located = parseYaml(file, text)
  if ('faults' in located) return located
  const parsed = questionnaire.safeParse(located.data)
  if (parsed.success) return { questionnaire: parsed.data }
  const findings = parsed.error.issues.flatMap((issue) => findingsOf(issue, located.data))
  return { faults: sortFaults(findings.map(located.locate)) }
}
