import { z } from 'zod'
import { type ReportKind, reportFileNames, reportMediaTypes } from '../../../results/media-types.ts'
import { type AdminApiDeps, type Route, route } from './route.ts'

const NAMES = { html: 'Html', pdf: 'Pdf', json: 'Json', xlsx: 'Tables' } as const

/** The internal report as files, for analysts; the edition for publication is made on the page and by the command. */
export const reportRoutes = ({ makeReport }: AdminApiDeps): Route[] =>
  (Object.keys(reportFileNames) as ReportKind[]).map((kind) =>
    route({
      method: 'get',
      path: `/api/admin/${reportFileNames[kind]}`,
      operationId: `getReport${NAMES[kind]}`,
      summary: 'The report as it is now, marked as internal; one is made at a time, which takes seconds',
      roles: ['Survey.Analyst'],
      query: z.strictObject({ language: z.enum(['nb', 'nn']).default('nb') }),
      body: { type: 'none' },
      response: z.string(),
      mediaType: reportMediaTypes[kind],
      problems: ['not_found'],
      handle: async ({ query, caller }) => {
        const made = await makeReport({ kind, language: query.language, use: 'internal' }, caller.actor)
        if (made === 'busy') return { problem: 'too_many_requests', retryAfter: 10 }
        return made === 'no_file' ? { problem: 'not_found' } : { file: { ...made, type: reportMediaTypes[kind] } }
      },
    }),
  )
