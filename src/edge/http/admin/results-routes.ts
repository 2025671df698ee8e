import { z } from 'zod'
import type { AdminApiDeps } from './admin-deps.ts'
import { type Route, route } from './route.ts'

const TYPES = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  jsonl: 'application/jsonl',
} as const

const withText = z.enum(['true', 'false']).default('false')

/** The newest submission of each unit and part, for analysts. */
export const resultsRoutes = (deps: AdminApiDeps): Route[] =>
  (['csv', 'xlsx', 'jsonl'] as const).map((format) =>
    route({
      method: 'get',
      path: `/api/admin/results.${format}`,
      operationId: `getResults${format.charAt(0).toUpperCase()}${format.slice(1)}`,
      summary:
        format === 'csv'
          ? 'The newest submission of each unit: of one part, or without `part` of all, a row for each thing asked'
          : 'The newest submission of each unit and part',
      roles: ['Survey.Analyst'],
      query: z.strictObject({ withText, ...(format === 'csv' ? { part: z.string().max(60).optional() } : {}) }),
      body: { type: 'none' },
      response: z.string(),
      mediaType: TYPES[format],
      problems: ['not_found'],
      handle: async ({ query, caller }) => {
        const part = 'part' in query && query.part !== undefined ? String(query.part) : null
        const freeText = query.withText === 'true' ? 'with' : 'without'
        const file = await deps.exportFile({ format, part, freeText }, caller.actor)
        return file === null ? { problem: 'not_found' } : { file: { ...file, type: TYPES[format] } }
      },
    }),
  )
