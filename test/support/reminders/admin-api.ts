import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect } from 'vitest'
import { openForms } from '../../../src/app/documents.ts'
import { respondentDesk } from '../../../src/app/respondents/desk.ts'
import { readRespondentsSheet } from '../../../src/edge/files/respondents-file.ts'
import { adminRoutes, refusedBelowAdmin } from '../../../src/edge/http/admin/admin-routes.ts'
import { createTokenVerifier } from '../../../src/edge/http/admin/verify-token.ts'
import { startServer } from '../../../src/edge/http/server.ts'
import { formPdf } from '../../../src/edge/pdf/form.ts'
import { lettersPdf } from '../../../src/edge/pdf/letters.ts'
import { openRespondents } from '../../../src/edge/sql/respondents.ts'
import { openResults } from '../../../src/edge/sql/results.ts'
import { eraser } from '../../../src/start/administration.ts'
import { exportFile } from '../../../src/start/export-file.ts'
import { startPglite } from '../start-pglite.ts'
import { type Desk, type Office, openDesk, openOffice } from './desk.ts'
import { AUDIENCE, startTokenIssuer } from './token-issuer.ts'
import { MAIL_SECRETS } from './world.ts'

type Described = { paths: Record<string, Record<string, { responses: object }>> }
const described: Described = JSON.parse(
  readFileSync(new URL('../../contracts/reminders/admin-api/openapi.golden.json', import.meta.url), 'utf8'),
)

/** The statuses that the description has for a call: a path that is written out stands before one with an id in it. */
const describedFor = (method: string, path: string): string[] => {
  const asked = `/api/admin/${path.split('?')[0]}`
  if (asked === '/api/admin/openapi.json') return ['200']
  const withId = asked.replace(/[^/]+(?=(?:\/(?:end|retry|cancel))?$)/, '{id}')
  const of = described.paths[asked]?.[method.toLowerCase()] ?? described.paths[withId]?.[method.toLowerCase()]
  return Object.keys(of?.responses ?? {})
}

/** The admin API of a desk on a free port, with an issuer of its own. */
export const startAdminApi = async (desk: Desk) => {
  const now = desk.deps.now
  const issuer = await startTokenIssuer(now)
  const faults: unknown[] = []
  const leftOut: string[] = []
  const onFault = (error: unknown) => void faults.push(error)
  const book = openRespondents(desk.sql, { wave: desk.survey.wave.id })
  const results = openResults(desk.sql)
  const api = {
    reminders: desk.deps,
    book,
    results,
    exportFile: exportFile({
      ...{ book, results, survey: desk.survey, now },
      onLeftOut: (ids) => void leftOut.push(...ids),
    }),
    verify: createTokenVerifier({ issuer: issuer.issuer, audience: AUDIENCE }, now),
    readSheet: readRespondentsSheet,
    erase: eraser(desk.deps, book),
    desk: respondentDesk({
      ...{ ...desk.deps, book, chance: randomBytes, inTeams: true, print: lettersPdf },
      web: { secrets: MAIL_SECRETS, publicUrl: 'https://svar.undersokelsen.example' },
    }),
    sessions: { endAllOf: async () => 0 },
    makeReport: async () => 'no_file' as const,
    forms: openForms(formPdf, now),
    onFault,
  }
  const mount = adminRoutes(api, (wave) => (wave === null || wave === desk.survey.wave.id ? api : null))
  const listener = await startServer(
    { host: '127.0.0.1', port: 0 },
    { messages: async () => undefined, ready: async () => true, onFault, mount, refused: refusedBelowAdmin },
  )
  const call = async (
    method: string,
    path: string,
    token: string | null,
    body?: unknown,
    headers: Record<string, string> = {},
  ) => {
    const response = await fetch(`${listener.url}/api/admin/${path}`, {
      method,
      headers: {
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined || 'content-type' in headers ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    const json = response.headers.get('content-type')?.includes('json;') ? JSON.parse(text) : null
    if (response.ok) expect(describedFor(method, path), `${method} ${path}`).toContain(String(response.status))
    return {
      status: response.status,
      type: response.headers.get('content-type'),
      headers: response.headers,
      json,
      text,
    }
  }
  return {
    issuer,
    faults,
    leftOut,
    url: listener.url,
    call,
    get: (path: string, token: string | null) => call('GET', path, token),
    post: (path: string, token: string | null, body?: unknown, headers?: Record<string, string>) =>
      call('POST', path, token, body, headers),
    stop: async () => {
      await listener.stop(100)
      await issuer.stop()
    },
  }
}
export type AdminApi = Awaited<ReturnType<typeof startAdminApi>>

type Opened = { office: Office; desk: Desk; api: AdminApi }

/** Opens a desk with these people and its admin API before the tests of the file that calls it, hands them over, and ends them after. */
export const deskWithApi = (
  people: Parameters<Desk['people']>[0],
  opened: (all: Opened) => void | Promise<void>,
): void => {
  let office: Office | undefined
  let api: AdminApi | undefined
  beforeAll(async () => {
    office = await openOffice(await startPglite())
    const desk = await openDesk(office)
    await desk.people(people)
    api = await startAdminApi(desk)
    await opened({ office, desk, api })
  })
  afterAll(async () => {
    await api?.stop()
    await office?.close()
  })
}
