/** What a respondents file changes in the register. */
import { personIdOf } from './person-id.ts'
import { accountKeys, type FileFault, type RespondentRow } from './respondents-file.ts'

/** The fields of a stored respondent that a file can change, and who it is linked to. */
export type StoredRespondent = {
  id: string
  unitId: string
  part: string
  name: string
  email: string
  upn: string | null
  tenantId: string | null
  objectId: string | null
  language: 'nb' | 'nn' | null
  /** Person id of the Teams identity; null when not linked. */
  personId: string | null
}
export type NewRespondent = Omit<StoredRespondent, 'id' | 'personId'>
export type RespondentsDiff = {
  added: { line: number; respondent: NewRespondent }[]
  changed: { line: number; respondent: StoredRespondent; fields: string[] }[]
  unchanged: { line: number; id: string }[]
  faults: FileFault[]
}

const fields = ['name', 'email', 'upn', 'tenantId', 'objectId', 'language'] as const

/** The key under which a row finds its stored respondent: a person is told apart by e-mail within unit and part. */
export function respondentKey(row: { unitId: string; part: string; email: string }): string {
  return `${row.unitId}/${row.part}/${row.email.toLowerCase()}`
}

/** Compares rows with what is stored; respondents that the file does not name stay as they are. */
export function diffRespondents(rows: readonly RespondentRow[], stored: readonly StoredRespondent[]): RespondentsDiff {
  const known = new Map(stored.map((respondent) => [respondentKey(respondent), respondent]))
  const named = new Set(rows.map(respondentKey))
  const others = new Set(stored.filter((it) => !named.has(respondentKey(it))).flatMap(accountKeys))
  const diff: RespondentsDiff = { added: [], changed: [], unchanged: [], faults: [] }
  for (const { line, ...row } of rows) {
    const before = known.get(respondentKey(row))
    if (accountKeys({ ...before, ...row }).some((key) => others.has(key))) {
      diff.faults.push({
        line,
        code: 'duplicate',
        message:
          'The same account is stored for this unit and part under another e-mail address: erase that person first.',
      })
      continue
    }
    if (before === undefined) {
      diff.added.push({ line, respondent: { upn: null, tenantId: null, objectId: null, language: null, ...row } })
      continue
    }
    const after: StoredRespondent = { ...before, ...row }
    const changedFields = fields.filter((field) => before[field] !== after[field])
    if (linkedToOther(after)) {
      diff.faults.push({
        line,
        column: 'object_id',
        code: 'linked_to_other',
        message: 'This respondent is already linked to another account: erase the person first.',
      })
    } else if (changedFields.length === 0) diff.unchanged.push({ line, id: before.id })
    else diff.changed.push({ line, respondent: after, fields: changedFields })
  }
  return diff
}

/** A file must not hand an answered place to another account unnoticed. */
function linkedToOther(respondent: StoredRespondent): boolean {
  const { personId, tenantId, objectId } = respondent
  return personId !== null && tenantId !== null && objectId !== null && personIdOf(tenantId, objectId) !== personId
}
