/** One route of the admin API: what it takes, who may, what it answers. The description is made from the same value. */

import type { Readable } from 'node:stream'
import { z } from 'zod'
import type { Forms } from '../../../app/documents.ts'
import type { RespondentBook, ResultsReader } from '../../../app/ports/register.ts'
import type { PlanDeps } from '../../../app/service.ts'
import type { AdminSessions } from '../../../app/web/admin-ports.ts'
import type { Language } from '../../../questionnaire/schema.ts'
import type { FileFault, Sheet } from '../../../register/respondents-file.ts'
import type { ReportKind } from '../../../results/media-types.ts'
import type { Problem, ProblemCode } from './problem.ts'
import type { Caller, TokenRole, TokenVerifier } from './verify-token.ts'

export type Given<Q, B> = {
  caller: Caller
  query: Q
  body: B
  /** Path parameter `:id`; '' where the path has none. */
  id: string
  /** `Idempotency-Key`; null when not sent. */
  key: string | null
}
/** A file that is made for this answer and removed after it. */
type FileReply = { name: string; type: string; content: Readable; remove(): Promise<void> }
export type Reply<R> = { status: 200 | 201; body: R } | { file: FileReply } | Problem

export type Route = {
  method: 'get' | 'post'
  path: string
  operationId: string
  summary: string
  roles: readonly TokenRole[]
  query: z.ZodObject
  /** `none`, JSON of a schema, or the bytes of a respondents file. */
  body: { type: 'none' } | { type: 'json'; schema: z.ZodType } | { type: 'bytes'; mediaTypes: string[] }
  response: z.ZodType
  /** Instead of JSON, a file of this type. */
  mediaType?: string
  problems: readonly ProblemCode[]
  handle(given: Given<unknown, unknown>): Promise<Reply<unknown>>
}

type Typed<Q extends z.ZodObject, B, R extends z.ZodType> = Omit<Route, 'query' | 'handle' | 'response'> & {
  query: Q
  response: R
  handle(given: Given<z.output<Q>, B>): Promise<Reply<z.input<R>>>
}

/** A route without body, or with a file. */
export const route = <Q extends z.ZodObject, R extends z.ZodType>(typed: Typed<Q, Buffer, R>): Route =>
  typed as unknown as Route

/** A route with a JSON body of `schema`. */
export const jsonRoute = <Q extends z.ZodObject, B extends z.ZodType, R extends z.ZodType>(
  schema: B,
  typed: Omit<Typed<Q, z.output<B>, R>, 'body'>,
): Route => ({ ...typed, body: { type: 'json', schema } }) as unknown as Route

export const noQuery = z.strictObject({})

/** `part`: of CSV, whose columns are then that part's; null: all parts, in CSV a row for each thing asked. */
type ExportWish = { format: 'csv' | 'xlsx' | 'jsonl'; part: string | null; freeText: 'with' | 'without' }

/** What the admin API is given. */
export type AdminApiDeps = {
  reminders: PlanDeps
  book: RespondentBook
  results: Pick<ResultsReader, 'deliveries' | 'retry'>
  verify: TokenVerifier
  /** The bytes of a respondents file as a table; `edge/files` reads it. */
  readSheet(bytes: Buffer): Promise<{ type: 'read'; sheet: Sheet } | { type: 'refused'; faults: FileFault[] }>
  /** Makes the report, audited; `busy`: another is being made. */
  makeReport(
    wish: { kind: ReportKind; language: Language; use: 'internal' | 'release' },
    actor: string,
  ): Promise<Omit<FileReply, 'type'> | 'busy' | 'no_file'>
  /** The form of a part as PDF. */
  forms: Forms
  /** Of the administrators' page. */
  sessions: Pick<AdminSessions, 'endAllOf'>
  /** Ends a respondent, audited; false: there is none. */
  erase(respondentId: string, actor: string): Promise<boolean>
  /** Makes an export, audited; null: the format has no such part. */
  exportFile(wanted: ExportWish, actor: string): Promise<FileReply | null>
  /** A fault in our own code; told without the request. */
  onFault(error: unknown): void
}

/** Instants of the use cases, ms or dates, as the API writes them. */
export const iso = (at: number | Date): string => new Date(at).toISOString()
export const maybeIso = (at: number | Date | null): string | null => (at === null ? null : iso(at))
