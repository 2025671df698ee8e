import { describe, expect, it } from 'vitest'
import { type AdminApi, deskWithApi, startAdminApi } from '../../support/reminders/admin-api.ts'
import type { Desk } from '../../support/reminders/desk.ts'

let desk: Desk
let api: AdminApi
deskWithApi([{ unitId: '1201', part: 'raadmann', tenant: 1 }], (opened) => {
  ;({ desk, api } = opened)
})

/** A respondents file of one. */
const LIST = 'unit;part;name;email\n1411;raadmann;Liv;liv@gulen.example\n'
const request = { parts: ['raadmann'], statuses: ['not_started'], template: 'reminder', dryRun: false }
const ordered = async () => (await desk.deps.campaigns.list(10)).filter(({ kind }) => kind === 'reminder').length
const past = () => Math.floor(desk.clock.at / 1000) - 3600

describe('the admin API lets nobody in', () => {
  it.each<[string, () => string | null | Promise<string | null>, number]>([
    ['no token', () => null, 401],
    ['garbage', () => 'garbage', 401],
    ['a very long token', () => `${'a'.repeat(9_000)}.b.c`, 401],
    ['another audience', () => api.issuer.token({ aud: 'api://other' }), 401],
    ['another issuer', () => api.issuer.token({ iss: 'https://login.example' }), 401],
    ['another’s key under our key’s name', () => api.issuer.forged(), 401],
    ['a key nobody published', () => api.issuer.unknownKey(), 401],
    ['no signature', () => api.issuer.unsigned(), 401],
    ['the public key as a shared secret', () => api.issuer.symmetric(), 401],
    ['an algorithm that is not on the list', () => api.issuer.unlisted(), 401],
    ['expired', () => api.issuer.token({ exp: past() }), 401],
    ['no expiry', () => api.issuer.token({ exp: null }), 401],
    ['not yet valid', () => api.issuer.token({ nbf: past() + 7200 }), 401],
    ['nobody’s', () => api.issuer.token({ sub: null }), 401],
    ['no role', () => api.issuer.token({ roles: [] }), 403],
    ['another application’s role', () => api.issuer.token({ roles: ['Admin', 'survey.admin'] }), 403],
    ['an analyst', () => api.issuer.token({ roles: ['Survey.Analyst'] }), 403],
    ['roles that are no list', () => api.issuer.token({ roles: { 'Survey.Admin': true } }), 401],
  ])('%s', async (_, token, status) => {
    const answer = await api.post('reminders', await token(), request)
    expect(answer.status).toBe(status)
    expect(answer.type).toBe('application/problem+json; charset=utf-8')
    expect(answer.json).toMatchObject({ status, code: status === 401 ? 'unauthorized' : 'forbidden' })
    expect(await ordered()).toBe(0)
  })

  const both = ['Survey.Admin', 'Survey.Analyst']
  /** Every route, and who may: an administrator never sees answers, an analyst never sees persons. */
  const routes: ['get' | 'post', string, string[]][] = [
    ['get', 'openapi.json', both],
    ['get', 'status', both],
    ['get', 'respondents', ['Survey.Admin']],
    ['post', 'respondents/import', ['Survey.Admin']],
    ['post', 'respondents', ['Survey.Admin']],
    ['post', 'respondents/x', ['Survey.Admin']],
    ['post', 'respondents/x/end', ['Survey.Admin']],
    ['post', 'respondents/letters', ['Survey.Admin']],
    ['post', 'respondents/codes', ['Survey.Admin']],
    ['post', 'invitations', ['Survey.Admin']],
    ['post', 'reminders', ['Survey.Admin']],
    ['post', 'reminders/standing', ['Survey.Admin']],
    ['get', 'reminders', ['Survey.Admin']],
    ['get', 'reminders/x', ['Survey.Admin']],
    ['post', 'reminders/x/cancel', ['Survey.Admin']],
    ['get', 'deliveries', both],
    ['post', 'deliveries/x/retry', both],
    ['get', 'admins', ['Survey.Admin']],
    ['post', 'admins', ['Survey.Admin']],
    ['post', 'admins/remove', ['Survey.Admin']],
    ['get', 'audit', ['Survey.Admin']],
    ['get', 'results.csv?part=raadmann', ['Survey.Analyst']],
    ['get', 'results.xlsx', ['Survey.Analyst']],
    ['get', 'report.html', ['Survey.Analyst']],
    ['get', 'report.pdf', ['Survey.Analyst']],
    ['get', 'report.json', ['Survey.Analyst']],
    ['get', 'tables.xlsx', ['Survey.Analyst']],
    ['get', 'results.jsonl', ['Survey.Analyst']],
    ['get', 'results-long.xlsx', ['Survey.Analyst']],
    ['get', 'results-spss.zip', ['Survey.Analyst']],
    ['get', 'results-over-waves.csv', ['Survey.Analyst']],
    ['get', 'results-over-waves.xlsx', ['Survey.Analyst']],
    ['get', 'results-over-waves.jsonl', ['Survey.Analyst']],
    ['get', 'form?part=raadmann', both],
    ['get', 'form.pdf?part=raadmann', both],
  ]

  it.each(routes)('%s %s is for its roles alone', async (method, path, roles) => {
    const ask = async (token: string | null) =>
      (method === 'get' ? await api.get(path, token) : await api.post(path, token, {})).status
    expect(await ask(null)).toBe(401)
    expect(await ask(await api.issuer.token({ roles: [] }))).toBe(403)
    for (const role of both) {
      const status = await ask(await api.issuer.token({ roles: [role] }))
      if (roles.includes(role)) expect([401, 403]).not.toContain(status)
      else expect(status).toBe(403)
    }
  })

  it('has no other route', async () => {
    const { paths } = (await api.get('openapi.json', await api.issuer.token())).json
    const described = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods as object).map((method) => `${method} ${path}`),
    )
    const known = routes.map(
      ([method, path]) => `${method} /api/admin/${path.replace(/\?.*/, '').replace('/x', '/{id}')}`,
    )
    expect([...described, 'get /api/admin/openapi.json'].sort()).toEqual(known.sort())
  })

  it('answers nobody what there is', async () => {
    for (const path of ['openapi.json', 'status', 'respondents', 'reminders', 'reminders/x', 'deliveries']) {
      expect((await api.get(path, null)).status).toBe(401)
    }
  })

  it.each<[string, unknown, Record<string, string>, number, string]>([
    ['not JSON', '{"parts"', {}, 400, 'invalid_json'],
    [
      'a form',
      'parts=raadmann',
      { 'content-type': 'application/x-www-form-urlencoded' },
      415,
      'unsupported_media_type',
    ],
    ['too large', { ...request, units: ['1'.repeat(300_000)] }, {}, 413, 'too_large'],
    ['a member twice', JSON.stringify(request).replace('{', '{"dryRun":true,'), {}, 422, 'invalid_request'],
    ['a list twice', JSON.stringify(request).replace('{', '{"parts":["integrering"],'), {}, 422, 'invalid_request'],
    ['the same said twice', JSON.stringify(request).replace('{', '{"dryRun":false,'), {}, 422, 'invalid_request'],
    ['a time twice', '{"sendAt":"2018-11-14T11:00","sendAt":"2018-11-15T11:00"}', {}, 422, 'invalid_request'],
    [
      'a member twice, once in escapes',
      JSON.stringify(request).replace('{', '{"dry\\u0052un":true,'),
      {},
      422,
      'invalid_request',
    ],
    ['an unknown member', { ...request, personId: 'x' }, {}, 422, 'invalid_request'],
    ['no part', { ...request, parts: [] }, {}, 422, 'invalid_request'],
    ['a template of the service’s own', { ...request, template: 'invitation' }, {}, 422, 'invalid_request'],
    ['no time', { ...request, sendAt: 'snart' }, {}, 422, 'invalid_request'],
    ['a time that has passed', { ...request, sendAt: '2018-11-01T09:00' }, {}, 422, 'send_at_past'],
    ['a part of another survey', { ...request, parts: ['raadmann', 'ordfører'] }, {}, 422, 'invalid_request'],
    ['a county that is misspelt', { ...request, counties: ['Hordland'] }, {}, 422, 'invalid_request'],
    ['a county that SQL cannot hold', { ...request, counties: ['\u0000'] }, {}, 422, 'invalid_request'],
    ['half a character', { ...request, counties: ['\ud800'] }, {}, 422, 'invalid_request'],
    ['a unit that is not asked', { ...request, units: ['9999'] }, {}, 422, 'invalid_request'],
    ['a time after the closing', { ...request, sendAt: '2018-12-07T16:00' }, {}, 422, 'send_at_after_closing'],
    ['a key with a line break in it', request, { 'idempotency-key': 'a b' }, 422, 'invalid_request'],
  ])('sends nothing for %s', async (_, body, headers, status, code) => {
    const answer = await api.post('reminders', await api.issuer.token(), body, headers)
    expect([answer.status, answer.json?.code]).toEqual([status, code])
    expect(await ordered()).toBe(0)
  })

  it('takes the same key for the same request only', async () => {
    const token = await api.issuer.token()
    const key = { 'idempotency-key': 'k-1' }
    const first = await api.post('reminders', token, request, key)
    expect(first.status).toBe(201)
    const again = await api.post('reminders', token, request, key)
    expect([again.status, again.json.id]).toEqual([200, first.json.id])
    const other = await api.post('reminders', token, { ...request, parts: ['integrering'] }, key)
    expect([other.status, other.json.code]).toEqual([409, 'idempotency_key_reused'])
    expect(await ordered()).toBe(1)
    const dry = await api.post('reminders', token, { ...request, dryRun: true }, key)
    expect([dry.status, dry.json.code]).toEqual([409, 'idempotency_key_reused'])
    // Another person's key is another key.
    expect((await api.post('reminders', await api.issuer.token({ sub: 'ola' }), request, key)).status).toBe(201)
  })

  it('answers a request as before when its time has passed since', async () => {
    const token = await api.issuer.token({ sub: 'siri' })
    const later = { ...request, sendAt: '2018-11-14T11:00' }
    const key = { 'idempotency-key': 'k-3' }
    const first = await api.post('reminders', token, later, key)
    expect(first.status).toBe(201)
    desk.clock.at += 2 * 3_600_000
    const again = await api.post('reminders', await api.issuer.token({ sub: 'siri' }), later, key)
    desk.clock.at -= 2 * 3_600_000
    expect([again.status, again.json.id]).toEqual([200, first.json.id])
  })

  it.each([
    'status?wave=',
    'respondents?part=&status=&county=&cursor=',
    'respondents?wave=&part=raadmann&status=',
    'deliveries?state=',
    'audit?before=',
  ])('%s asks for all, as without what is empty', async (path) => {
    const token = await api.issuer.token()
    const all = await api.get(path.replace(/(?<=[?&])\w+=(?:&|$)/g, ''), token)
    expect([all.status, (await api.get(path, token)).text.replace(/"at":"[^"]*"/, '')]).toEqual([
      200,
      all.text.replace(/"at":"[^"]*"/, ''),
    ])
  })

  it.each([
    ['text/csv', 200],
    ['TEXT/CSV; charset=utf-8', 200],
    ['application/octet-stream', 200],
    ['application/vnd.ms-excel', 200],
    ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 200],
    ['', 200],
    ['application/json', 415],
    ['application/x-www-form-urlencoded', 415],
    ['multipart/form-data; boundary=x', 415],
    ['text/html', 415],
  ])('reads a respondents file by its content where «%s» is said of it: %i', async (type, status) => {
    const response = await fetch(`${api.url}/api/admin/respondents/import?dryRun=true`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await api.issuer.token()}`,
        ...(type === '' ? {} : { 'content-type': type }),
      },
      body: Buffer.from(LIST),
    })
    expect(response.status).toBe(status)
  })

  it('writes nothing where half a wish was said', async () => {
    const type = { 'content-type': 'text/csv' }
    for (const query of ['dryRun=', 'dryRun', 'dryRun=1', 'dryRun=TRUE']) {
      const answer = await api.post(`respondents/import?${query}`, await api.issuer.token(), LIST, type)
      expect([query, answer.status, answer.json.code]).toEqual([query, 422, 'invalid_request'])
    }
  })

  it('takes a respondents file of 10 MB, and none of a byte more', async () => {
    const file = LIST.padEnd(10 * 1024 * 1024, ' ')
    const send = async (body: string) => {
      const answer = await api.post('respondents/import?dryRun=true', await api.issuer.token(), body, {
        'content-type': 'text/csv',
      })
      return [answer.status, answer.json.code ?? answer.json.type]
    }
    expect(await send(file)).toEqual([200, 'would_import'])
    expect(await send(`${file} `)).toEqual([413, 'too_large'])
  })

  it('refuses a parameter given twice, and repeats nothing of what was sent', async () => {
    const twice = 'respondents/import?dryRun=true&dryRun=false'
    const answer = await api.post(twice, await api.issuer.token(), LIST, { 'content-type': 'text/csv' })
    expect([answer.status, answer.json.code, answer.json.errors]).toEqual([
      422,
      'invalid_request',
      [{ path: 'dryRun', code: 'repeated' }],
    ])
    const odd = await api.get('status?wavé=1&wavé=2', await api.issuer.token())
    expect([odd.status, odd.json.errors]).toEqual([422, [{ path: '', code: 'repeated' }]])
  })

  it('knows people by object id where there is no subject, and by no role not at all', async () => {
    const oid = '5a1b0000-0000-4000-8000-000000000001'
    expect((await api.get('reminders', await api.issuer.token({ sub: null, oid }))).status).toBe(200)
    expect((await api.get('openapi.json', await api.issuer.token({ roles: [] }))).json.code).toBe('forbidden')
  })

  it('takes the scheme in any case', async () => {
    const response = await fetch(`${api.url}/api/admin/reminders`, {
      headers: { authorization: `bearer ${await api.issuer.token()}` },
    })
    await response.body?.cancel()
    expect(response.status).toBe(200)
  })

  it.each([
    ['GET', 'nothing', 404, 'not_found'],
    ['GET', 'reminders/%E0%A4%A', 404, 'not_found'],
    ['PUT', 'reminders', 405, 'method_not_allowed'],
    ['DELETE', 'reminders/x', 405, 'method_not_allowed'],
  ])('tells of %s %s as of everything', async (method, path, status, code) => {
    const answer = await api.call(method, path, await api.issuer.token())
    expect(answer).toMatchObject({ status, type: 'application/problem+json; charset=utf-8', json: { status, code } })
  })

  it('makes one campaign of many requests at once', async () => {
    const token = await api.issuer.token({ sub: 'mona' })
    const before = await ordered()
    const all = await Promise.all(
      Array.from({ length: 8 }, () => api.post('reminders', token, request, { 'idempotency-key': 'k-2' })),
    )
    expect(new Set(all.map(({ json }) => json.id)).size).toBe(1)
    expect(await ordered()).toBe(before + 1)
  })

  it('slows down who asks too often, and not the others', async () => {
    const token = await api.issuer.token({ sub: 'busy' })
    const answers = await Promise.all(Array.from({ length: 305 }, () => api.get('reminders/none', token)))
    expect(answers.filter(({ status }) => status === 404)).toHaveLength(300)
    const slowed = answers.find(({ status }) => status === 429)
    expect(slowed?.json.code).toBe('too_many_requests')
    expect(Number(slowed?.headers.get('retry-after'))).toBeGreaterThan(0)
    const guesses = await Promise.all(Array.from({ length: 130 }, () => api.get('status', 'a.b.c')))
    expect(guesses.some(({ status }) => status === 429)).toBe(true)
    expect((await api.get('reminders/none', await api.issuer.token({ sub: 'calm' }))).status).toBe(404)
  })

  it.each([
    ['a zero character', '\u0000'],
    ['half a character', '\ud800'],
    ['a name of every object', '__proto__'],
    ['another', 'constructor'],
    ['more digits than a number has', '9'.repeat(30)],
    ['a year that no table holds', '+275760-09-13T00:00:00Z'],
    ['a day that is none', '2018-02-30T10:00:00Z'],
    ['an id of nobody', '00000000-0000-0000-0000-000000000000'],
    ['signs that change the direction', '\u202e\u2066'],
    ['a quotation mark of SQL', "'; drop table respondents; --"],
  ])('answers %s wherever it stands, and never with a fault', async (_, odd) => {
    const sub = `odd ${odd.length} ${odd.codePointAt(0)}`
    const [token, analyst] = [
      await api.issuer.token({ sub }),
      await api.issuer.token({ sub, roles: ['Survey.Analyst'] }),
    ]
    const said = encodeURIComponent(odd.toWellFormed())
    const cursors = [odd, JSON.stringify([odd, odd, odd])].map((text) => Buffer.from(text).toString('base64url'))
    const [one] = (await api.get('respondents', token)).json.respondents
    const person = { name: odd, email: odd, upn: odd, tenantId: odd, objectId: odd }
    const asked = [
      ...['part', 'status', 'county', 'cursor', 'wave'].map((name) => api.get(`respondents?${name}=${said}`, token)),
      ...cursors.map((cursor) => api.get(`respondents?cursor=${cursor}`, token)),
      ...[`status?wave=${said}`, `deliveries?state=${said}`, `audit?before=${said}`, `reminders/${said}`].map((path) =>
        api.get(path, token),
      ),
      ...[`form?part=${said}`, `form.pdf?part=${said}&kind=${said}`].map((path) => api.get(path, token)),
      ...[`results.csv?part=${said}`, `results-spss.zip?language=${said}`].map((path) => api.get(path, analyst)),
      ...['reminders/', 'deliveries/', 'respondents/'].map((path) =>
        api.post(`${path}${said}${{ 'reminders/': '/cancel', 'deliveries/': '/retry' }[path] ?? '/end'}`, token, {}),
      ),
      api.post(`respondents/${said}`, token, { name: 'Liv', email: 'liv@gulen.example' }),
      api.post(`respondents/${one?.id}`, token, person),
      ...Object.keys(person).map((name) =>
        api.post('respondents', token, {
          ...{ unit: '1411', part: 'raadmann', name: 'Liv', email: 'liv@gulen.example', [name]: odd },
        }),
      ),
      api.post('respondents', token, { unit: odd, part: odd, name: 'Liv', email: 'liv@gulen.example' }),
      api.post('respondents/letters', token, { ids: [odd] }),
      api.post('respondents/letters', token, { lacking: true, parts: [odd] }),
      api.post('respondents/codes', token, { ids: [odd] }),
      api.post('invitations', token, { parts: [odd] }),
      ...['parts', 'units', 'counties', 'statuses', 'languages'].map((name) =>
        api.post('reminders', token, { ...request, [name]: [odd] }),
      ),
      api.post('reminders', token, { ...request, sendAt: odd }),
      api.post('reminders', token, request, {
        'idempotency-key': encodeURIComponent(odd.toWellFormed()).slice(0, 200),
      }),
      api.post('reminders/standing', token, { to: odd }),
      api.post('admins', token, { tenantId: odd, objectId: odd, role: 'analyst' }),
      api.post('admins/remove', token, { tenantId: odd, objectId: odd }),
      ...['unit;part;name;email', `unit;part;name;email;${odd}`].map((head) =>
        api.post('respondents/import?dryRun=true', token, `${head}\n1411;raadmann;${odd};${odd};${odd}\n`, {
          'content-type': 'text/csv',
        }),
      ),
    ]
    const answers = await Promise.all(asked)
    expect(answers.filter(({ status }) => status >= 500).map(({ text }) => text)).toEqual([])
  })

  it('hears no fault of its own in all this', () => {
    expect(api.faults).toEqual([])
  })
})

describe('without the issuer', () => {
  it('says that it is not there, and lets nobody in', async () => {
    const alone = await startAdminApi(desk)
    const token = await alone.issuer.token()
    alone.issuer.goAway()
    const answer = await alone.get('status', token)
    expect([answer.status, answer.json.code]).toEqual([503, 'unavailable'])
    await alone.stop()
  })
})
