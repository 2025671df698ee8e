/** A questionnaire from YAML text, with positions. */
import type { Fault } from './faults.ts'
import { sortFaults } from './faults.ts'
import type { Questionnaire } from './schema.ts'
import { questionnaire } from './schema.ts'
import { findingsOf } from './shape.ts'
import { parseYaml } from './yaml.ts'

/**
 * Reads one questionnaire. `faults` are those of YAML and of shape only; `checkQuestionnaire` finds the rest.
 * @param file name used in faults
 */
export const loadQuestionnaire = (
  file: string,
  text: string,
): { questionnaire: Questionnaire } | { faults: Fault[] } => {
  const located = parseYaml(file, text)
  if ('faults' in located) return located
  const parsed = questionnaire.safeParse(located.data)
  if (parsed.success) return { questionnaire: parsed.data }
  const findings = parsed.error.issues.flatMap((issue) => findingsOf(issue, located.data))
  return { faults: sortFaults(findings.map(located.locate)) }
}
