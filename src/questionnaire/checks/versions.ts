/** Versions of one part together: each once, in a file that says so, and `was` naming a question of an earlier one. */
import type { Fault, Finding } from '../faults.ts'
import type { Questionnaire } from '../schema.ts'
import type { Located } from '../yaml.ts'

type Parsed = { file: string; questionnaire: Questionnaire; located: Located }

const baseName = (file: string): string => file.split(/[\\/]/u).at(-1) ?? file

const ofName = ({ file, questionnaire: { part, version } }: Parsed): Finding[] => {
  const expected = `${part}.v${version}.yaml`
  if (baseName(file) === expected) return []
  return [{ path: ['version'], code: 'file_name', message: `the file of this part and version is named ${expected}` }]
}

const same = (a: Questionnaire, b: Questionnaire): boolean => a.wave === b.wave && a.part === b.part

const ofWas = ({ questionnaire: it }: Parsed, all: readonly Parsed[]): Finding[] => {
  const earlier = all.map((p) => p.questionnaire).filter((q) => same(q, it) && q.version < it.version)
  // The earlier version may be kept elsewhere; without it nothing can be said.
  if (earlier.length === 0) return []
  const known = new Set(earlier.flatMap((q) => q.sections.flatMap((s) => s.questions.map((x) => x.id))))
  return it.sections.flatMap((section, s) =>
    section.questions.flatMap((question, q): Finding[] => {
      if (question.was === undefined || known.has(question.was)) return []
      const message = `no earlier version has a question «${question.was}»`
      return [{ path: ['sections', s, 'questions', q, 'was'], code: 'unknown_was', message }]
    }),
  )
}

/** Faults that show only beside the other files. */
export const checkVersions = (all: readonly Parsed[]): Fault[] =>
  all.flatMap((it, i) => {
    const twin = all
      .slice(0, i)
      .find((o) => same(o.questionnaire, it.questionnaire) && o.questionnaire.version === it.questionnaire.version)
    const findings = [...ofName(it), ...ofWas(it, all)]
    if (twin !== undefined) {
      findings.push({
        path: ['version'],
        code: 'duplicate_version',
        message: `${twin.file} is the same part and version`,
      })
    }
    return findings.map(it.located.locate)
  })
