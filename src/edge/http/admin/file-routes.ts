/** Routes that hand out a file: the form of a part, the report as it is now, and what has been sent in. */

import { z } from 'zod'
import { formIn } from '../../../app/documents.ts'
import { languages } from '../../../questionnaire/schema.ts'
import {
  type ExportKind,
  exportFiles,
  exportKinds,
  exportMediaType,
  type ReportKind,
  reportFileNames,
  reportMediaTypes,
} from '../../../results/media-types.ts'
import { formFile } from '../../../wording/form-address.ts'
import { pdfReply, type Route, route } from './route.ts'

const query = z.strictObject({
  part: z.string().max(60),
  kind: z.enum(['kommune', 'bydel']).default('kommune'),
  language: z.enum(languages).default('nb'),
  use: z.enum(['screen', 'paper']).default('screen'),
})

const choice = z.object({ text: z.string(), note: z.string().optional() })
const asked = z.object({
  title: z.string(),
  help: z.string().optional(),
  only: z.string().optional(),
  explain: z.array(z.string()),
  how: z.array(z.string()),
  choices: z.array(choice),
  rows: z.array(choice),
})
const theme = z.object({
  title: z.string(),
  knows: z.string().optional(),
  only: z.string().optional(),
  questions: z.array(asked),
})

/** What a part asks: the form as texts, with the routing in words, and as PDF. Nothing in it is of a unit or a person. */
export const formRoutes: Route[] = [
  route({
    method: 'get',
    path: '/api/admin/form',
    operationId: 'getForm',
    summary: 'What a part asks municipalities or districts, in order, with the routing in words',
    roles: ['Survey.Admin', 'Survey.Analyst'],
    query: query.omit({ use: true }),
    response: z.object({ title: z.string(), intro: z.array(z.string()), themes: z.array(theme) }),
    problems: ['not_found'],
    handle: async ({ reminders: { survey } }, { query: named }) => {
      const form = formIn(survey, { ...named, use: 'screen' })
      if (form === null) return { problem: 'not_found' }
      const themes = form.sections.map(({ items, ...about }) => ({
        ...about,
        questions: items.map(({ field, ...item }) => ({
          ...item,
          choices: field !== undefined && 'choices' in field ? field.choices.map(noted) : [],
          rows: field !== undefined && 'rows' in field ? field.rows.map(noted) : [],
        })),
      }))
      return { status: 200, body: { title: form.title, intro: form.intro, themes } }
    },
  }),
  route({
    method: 'get',
    path: '/api/admin/form.pdf',
    operationId: 'getFormPdf',
    summary: 'The same as a PDF, to read or (`use=paper`) to fill in by hand',
    roles: ['Survey.Admin', 'Survey.Analyst'],
    query,
    response: z.string(),
    mediaType: 'application/pdf',
    problems: ['not_found'],
    handle: async ({ reminders: { survey }, forms }, { query: named }) => {
      const bytes = await forms(survey, named)
      return bytes === null ? { problem: 'not_found' } : pdfReply(formFile(named), bytes)
    },
  }),
]

const noted = ({ text, note }: { text: string; note?: string }) => ({ text, ...(note === undefined ? {} : { note }) })

const NAMES = { html: 'Html', pdf: 'Pdf', json: 'Json', xlsx: 'Tables' } as const

/** The internal report as files, for analysts; the edition for publication is made on the page and by the command. */
export const reportRoutes: Route[] = (Object.keys(reportFileNames) as ReportKind[]).map((kind) =>
  route({
    method: 'get',
    path: `/api/admin/${reportFileNames[kind]}`,
    operationId: `getReport${NAMES[kind]}`,
    summary: 'The report as it is now, marked as internal; one is made at a time, which takes seconds',
    roles: ['Survey.Analyst'],
    query: z.strictObject({ language: z.enum(languages).default('nb') }),
    response: z.string(),
    mediaType: reportMediaTypes[kind],
    problems: ['not_found'],
    handle: async ({ makeReport }, { query, caller }) => {
      const made = await makeReport({ kind, language: query.language, use: 'internal' }, caller.actor)
      if (made === 'busy') return { problem: 'too_many_requests', retryAfter: 10 }
      return made === 'no_file' ? { problem: 'not_found' } : { file: { ...made, type: reportMediaTypes[kind] } }
    },
  }),
)

const withText = z.enum(['true', 'false']).default('false')

/** What each file of answers is. */
const SUMMARIES: Record<ExportKind, string> = {
  csv: 'The newest submission of each unit: of one part, or without `part` of all, a row for each thing asked',
  xlsx: 'The newest submission of each unit and part',
  xlsx_long: 'The newest submission of each unit and part, a row for each thing asked',
  spss: 'The newest submission of each unit and part for SPSS: an archive with a table and a syntax file for each part',
  jsonl: 'The newest submission of each unit and part',
  over_waves_csv: 'The same of this wave and those it goes on from, a row for each thing asked, one key a unit',
  over_waves_xlsx: 'The same of this wave and those it goes on from, a row for each thing asked, one key a unit',
  over_waves_jsonl: 'The same of this wave and those it goes on from, a document a line, one key a unit',
}

/** `getResultsOverWavesCsv` for `over_waves_csv`. */
const operationOf = (kind: ExportKind): string =>
  `getResults${kind.replace(/(?:^|_)(.)/gu, (_, first: string) => first.toUpperCase())}`

/** The newest submission of each unit and part, for analysts. */
export const resultsRoutes: Route[] = exportKinds.map((kind) =>
  route({
    method: 'get',
    path: `/api/admin/${exportFiles[kind].name}`,
    operationId: operationOf(kind),
    summary: SUMMARIES[kind],
    roles: ['Survey.Analyst'],
    query: z.strictObject({
      withText,
      ...(kind === 'csv' ? { part: z.string().max(60).optional() } : {}),
      ...(kind === 'spss' ? { language: z.enum(languages).default('nb') } : {}),
    }),
    response: z.string(),
    mediaType: exportMediaType(kind),
    problems: ['not_found'],
    handle: async ({ exportFile }, { query, caller }) => {
      const part = 'part' in query && query.part !== undefined ? String(query.part) : null
      const freeText = query.withText === 'true' ? 'with' : 'without'
      const language = 'language' in query && query.language === 'nn' ? 'nn' : 'nb'
      const file = await exportFile({ kind, part, freeText, language }, caller.actor)
      return file === null ? { problem: 'not_found' } : { file: { ...file, type: exportMediaType(kind) } }
    },
  }),
)
