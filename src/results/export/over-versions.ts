/** One table of a part's submissions though its questionnaire has had several versions. */
import { nameIn, namesFor } from '../../questionnaire/names-over-versions.ts'
import type { Asked, Questionnaire } from '../../questionnaire/schema.ts'
import type { SubmissionDocument } from '../submission-schema.ts'

const numbered = (versions: readonly Questionnaire[]) => new Map(versions.map((it) => [it.version, it]))

/** The questions of each version (newest first), under the ids they have in the newest. */
export const questionsOver = (versions: readonly Questionnaire[]): Asked[][] => {
  const to = versions[0]?.version ?? 0
  const all = numbered(versions)
  return versions.map(({ version, sections }) =>
    sections
      .flatMap((section) => section.questions)
      .filter((question) => question.kind !== 'info')
      .map((question): Asked => ({ ...question, id: nameIn(all, question.id, { from: version, to }) })),
  )
}

/** Submissions under the ids of the newest version (first). Of versions that are not there they stay as they are. */
export const underNewestNames = (
  versions: readonly Questionnaire[],
): ((document: SubmissionDocument) => SubmissionDocument) => {
  const to = versions[0]?.version ?? 0
  const all = numbered(versions)
  return (document) => {
    const from = document.questionnaireVersion
    if (from === to || !all.has(from)) return document
    const asked = [...Object.keys(document.answers), ...Object.keys(document.missing)]
    const names = namesFor(all, asked, { from, to })
    const named = <T>(record: Record<string, T>): Record<string, T> =>
      Object.fromEntries(
        Object.entries(record).flatMap(([id, value]): [string, T][] => {
          const name = names.get(id)
          return name === undefined ? [] : [[name, value]]
        }),
      )
    return { ...document, answers: named(document.answers), missing: named(document.missing) }
  }
}
