/** The end of retention in SQL. */
import { z } from 'zod'
import type { Expiry } from '../../app/delete-expired.ts'
import { writeAudit } from './audit.ts'
import { dropIfUntied } from './person-record.ts'
import type { Sql } from './tables.ts'

const withAnswers = z.looseObject({ answers: z.record(z.string(), z.looseObject({ kind: z.string() })) })

/** Rows rewritten in one transaction: seconds, not minutes, for a lock. */
const AT_A_TIME = 200

/** Implements `Expiry`. */
export function openExpiry(sql: Sql): Expiry {
  return {
    dropLinks: (wave, at) =>
      sql.transaction().execute(async (tx) => {
        await tx
          .updateTable('respondents')
          .set({ former_person_id: null })
          .where('wave', '=', wave)
          .where('former_person_id', 'is not', null)
          .execute()
        const tied = await tx
          .updateTable('respondents')
          .set({ person_id: null, linked_at: null, updated_at: at })
          .where('wave', '=', wave)
          .where('person_id', 'is not', null)
          .returning('id')
          .execute()
        if (tied.length === 0) return
        const people = await tx.selectFrom('people').select('person_id').execute()
        for (const { person_id: personId } of people) await dropIfUntied(tx, personId)
        await writeAudit(tx, { at, actor: 'service', action: 'retention.links', subject: wave, count: tied.length })
      }),

    async dropTexts(wave, at) {
      let count = 0
      for (let after = ''; ; ) {
        const rows = await sql
          .selectFrom('submissions')
          .select(['submission_id', 'revision', 'document'])
          .where('wave', '=', wave)
          .where('submission_id', '>', after === '' ? '00000000-0000-0000-0000-000000000000' : after)
          .orderBy('submission_id')
          .limit(AT_A_TIME)
          .execute()
        const last = rows.at(-1)
        if (last === undefined) break
        after = last.submission_id
        // A page may end inside the revisions of one submission; its others come with it.
        const all = await sql
          .selectFrom('submissions')
          .select(['submission_id', 'revision', 'document'])
          .where('submission_id', '=', after)
          .execute()
        for (const row of [...rows.filter((r) => r.submission_id !== after), ...all]) {
          const emptied = withoutTexts(row.document)
          if (emptied === null) continue
          count += 1
          await sql
            .updateTable('submissions')
            .set({ document: JSON.stringify(emptied) })
            .where('submission_id', '=', row.submission_id)
            .where('revision', '=', row.revision)
            .execute()
        }
      }
      if (count > 0) await writeAudit(sql, { at, actor: 'service', action: 'retention.texts', subject: wave, count })
    },
  }
}

/** The document without anybody's own words; null when there are none in it. */
export function withoutTexts(document: unknown): Record<string, unknown> | null {
  const parsed = withAnswers.safeParse(document)
  if (!parsed.success) return null
  let changed = false
  const answers = Object.fromEntries(
    Object.entries(parsed.data.answers).map(([id, answer]) => {
      if (answer.kind === 'text' && answer.value !== '') {
        changed = true
        return [id, { ...answer, value: '' }]
      }
      if (typeof answer.other === 'string' && answer.other !== '') {
        changed = true
        return [id, { ...answer, other: '' }]
      }
      return [id, answer]
    }),
  )
  return changed ? { ...parsed.data, answers } : null
}
