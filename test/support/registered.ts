/** A register in SQL with the given people, filled by the import that administrators use. */

import { randomUUID } from 'node:crypto'
import { importRespondents } from '../../src/app/respondents/import.ts'
import { migrate, openSql } from '../../src/edge/sql/database.ts'
import { openRespondents, syncUnits } from '../../src/edge/sql/respondents.ts'
import { units } from './survey-2018.ts'
import { wave2018 } from './wave-2018.ts'

export type Registered = { unit: string; part: 'raadmann' | 'integrering'; tenantId: string; objectId: string }

export const tenantId = '11111111-1111-4111-8111-111111111111'

/** Object ids that are easy to tell apart: 1 → 00000000-0000-4000-8000-000000000001. */
export const objectIdOf = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`

/** Makes the tables if they are missing. Rejects when the import refuses a row. */
export const register = async (databaseUrl: string, people: readonly Registered[]): Promise<void> => {
  const sql = openSql({ url: databaseUrl })
  try {
    await migrate(sql)
    await syncUnits(sql, wave2018, units)
    const rows = people.map(({ unit, part, tenantId: tenant, objectId }, i) => ({
      line: i + 2,
      cells: [unit, part, 'Ola Nordmann', `${part}.${unit}.${i}@example.no`, tenant, objectId],
    }))
    const report = await importRespondents(openRespondents(sql, { wave: wave2018 }), {
      sheet: { header: { line: 1, cells: ['unit', 'part', 'name', 'email', 'tenant_id', 'object_id'] }, rows },
      rules: { unitIds: new Set(units.map(({ id }) => id)), parts: ['raadmann', 'integrering'] },
      ...{ mode: 'write', at: new Date(), actor: 'test', newId: randomUUID },
    })
    if (report.type === 'refused') throw new Error(JSON.stringify(report.faults))
  } finally {
    await sql.destroy()
  }
}
