/** The survey closes between a page and its post: that is said, and what was typed is shown. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { open, postedBy, type SvarDeps } from '../../../src/edge/web/svar/signed.ts'
import { closesAt, wave } from '../../support/survey-2018.ts'

let at = closesAt
const svar = {
  of: () => ({
    ...{ survey: { wave, closesAt }, now: () => at },
    progress: { registerState: async () => '1', registerSeen: () => '1' },
  }),
  // The code ends with the wave, so nobody stands behind it.
  register: { standing: async () => null },
  sessions: { find: async () => ({ respondentId: 'r', hash: 'h', token: 't', locale: 'nb' }), end: async () => {} },
  ...{ known: new Map(), assets: { style: '', script: '' }, publicUrl: null },
} as unknown as SvarDeps

const server = createServer((request, response) => {
  const asked = { request, response }
  if (request.method === 'POST') postedBy(svar, asked).catch((error) => response.destroy(error))
  else open(svar, asked, 200, {})
})
beforeAll(() => once(server.listen(0, '127.0.0.1'), 'listening'))
afterAll(() => server.close())

const url = (language: string) => `http://127.0.0.1:${(server.address() as AddressInfo).port}/svar?lang=${language}`
const post = (language: string) =>
  fetch(url(language), {
    ...{ method: 'POST', body: new URLSearchParams({ token: 't', answer: 'Det siste jeg skrev' }) },
    headers: { 'sec-fetch-site': 'same-origin', cookie: `__Host-kd=${'a'.repeat(43)}` },
  })

it.each([
  ['nb', 'Undersøkelsen er stengt', 'en stund siden sist'],
  ['nn', 'Undersøkinga er stengd', 'ei stund sidan sist'],
])('in %s', async (language, closed, away) => {
  at = closesAt
  const late = await post(language)
  const text = await late.text()
  expect(late.status).toBe(401)
  expect(text).toContain(closed)
  expect(text).toContain('Det siste jeg skrev')
  expect(text).not.toContain(away)
  expect(await (await fetch(url(language))).text()).toContain(closed)
  at = closesAt - 1
  const before = await (await post(language)).text()
  expect(before).toContain(away)
  expect(before).not.toContain(closed)
  expect(await (await fetch(url(language))).text()).not.toContain(closed)
})
