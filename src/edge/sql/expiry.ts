/** The end of retention in SQL. */
import { sql as raw } from 'kysely'
import { z } from 'zod'
import type { Expiry } from '../../app/delete-expired.ts'
import { writeAudit } from './audit.ts'
import { forgetTraces, forgetWave } from './forget-people.ts'
import type { Sql } from './tables.ts'

const withAnswers = z.looseObject({ answers: z.record(z.string(), z.looseObject({ kind: z.string() })) })

/** Rows rewritten in one transaction: seconds, not minutes, for a lock. */
const AT_A_TIME = 200

/** Any of what `withoutTexts` takes out. */
const OWN_WORDS = '$.answers.* ? (@.kind == "text" && @.value != "" || exists(@.other) && @.other != "")'

/** Implements `Expiry`. */
export function openExpiry(sql: Sql): Expiry {
  return {
    dropLinks: (wave, at) => forgetWave(sql, wave, at),
    dropTraces: (at, before) => forgetTraces(sql, at, before),

    async unitsOf(wave) {
      const rows = await sql.selectFrom('units').select('id').where('wave', '=', wave).execute()
      return rows.map(({ id }) => id)
    },

    async waves() {
      const { rows } = await raw<{ wave: string }>`select distinct wave from respondents
        union select distinct wave from submissions where jsonb_path_exists(document, ${OWN_WORDS}::jsonpath)`.execute(
        sql,
      )
      return rows.map(({ wave }) => wave)
    },

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
