/** One route of the admin API: what it takes, who may, what it answers. The description is made from the same value. */

import { Readable } from 'node:stream'
import { z } from 'zod'
import type { Administered, AdminSessions, MadeFile } from '../../../app/web/admin-ports.ts'
import type { Problem, ProblemCode } from './problem.ts'
import type { Caller, TokenRole, TokenVerifier } from './verify-token.ts'

export type Requested<Q, B> = {
  caller: Caller
  query: Q
  body: B
  /** Path parameter `:id`; '' where the path has none. */
  id: string
  /** `Idempotency-Key`; null when not sent. */
  key: string | null
}
export type Reply<R> = { status: 200 | 201; body: R } | { file: MadeFile & { type: string } } | Problem

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
  /** What is meant by each status that it answers with; absent: 200 alone. */
  answers?: Readonly<Partial<Record<200 | 201, string>>>
  /** It heeds an `Idempotency-Key`. */
  takesKey?: true
  problems: readonly ProblemCode[]
  /** `deps`: of the wave that the request names. */
  handle(deps: AdminApiDeps, given: Requested<unknown, unknown>): Promise<Reply<unknown>>
}

type Typed<Q extends z.ZodObject, B, R extends z.ZodType> = Omit<Route, 'query' | 'handle' | 'response'> & {
  query: Q
  response: R
  handle(deps: AdminApiDeps, given: Requested<z.output<Q>, B>): Promise<Reply<z.input<R>>>
}

/** A route without body. */
export const route = <Q extends z.ZodObject, R extends z.ZodType>(typed: Omit<Typed<Q, undefined, R>, 'body'>): Route =>
  ({ ...typed, body: { type: 'none' } }) as unknown as Route

/** A route that takes the bytes of a file of one of these types. */
export const fileRoute = <Q extends z.ZodObject, R extends z.ZodType>(
  mediaTypes: string[],
  typed: Omit<Typed<Q, Buffer, R>, 'body'>,
): Route => ({ ...typed, body: { type: 'bytes', mediaTypes } }) as unknown as Route

/** A route with a JSON body of `schema`. */
export const jsonRoute = <Q extends z.ZodObject, B extends z.ZodType, R extends z.ZodType>(
  schema: B,
  typed: Omit<Typed<Q, z.output<B>, R>, 'body'>,
): Route => ({ ...typed, body: { type: 'json', schema } }) as unknown as Route

export const noQuery = z.strictObject({})

/** A PDF under this name. */
export const pdfReply = (name: string, bytes: Uint8Array): Extract<Reply<never>, { file: unknown }> => ({
  file: { name, type: 'application/pdf', content: Readable.from([bytes]), remove: async () => undefined },
})

/** What the admin API is given. */
export type AdminApiDeps = Administered & {
  verify: TokenVerifier
  /** Of the administrators' page. */
  sessions: Pick<AdminSessions, 'endAllOf'>
  /** A fault in our own code; told without the request. */
  onFault(error: unknown): void
}
