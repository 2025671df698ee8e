import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { StoreAway } from '../../../src/app/ports/progress.ts'
import { allProgress } from '../../../src/app/progress.ts'
import { openRespondents } from '../../../src/edge/sql/respondents.ts'
import { openResults } from '../../../src/edge/sql/results.ts'
import { type Entry, newSession } from '../../../src/engine/session.ts'
import { sessionText } from '../../../src/engine/stored.ts'
import { sessionIdOf } from '../../../src/register/ids.ts'
import { type AdminApi, deskWithApi, startAdminApi } from '../../support/reminders/admin-api.ts'
import { type Desk, type Office, openDesk } from '../../support/reminders/desk.ts'

let office: Office
let desk: Desk
let api: AdminApi
let admin: string
const asked = [
  { unitId: '1201', part: 'raadmann', tenant: 1 },
  { unitId: '1201', part: 'integrering', tenant: 1 },
  { unitId: '0301', part: 'raadmann', tenant: 2, linked: 'not_linked' as const },
]
deskWithApi(asked, async (opened) => {
  ;({ office, desk, api } = opened)
  admin = await api.issuer.token()
})

const request = { parts: ['raadmann', 'integrering'], statuses: ['not_started'], template: 'reminder' }

describe('the admin API', () => {
  it('describes itself in OpenAPI 3.1', async () => {
    const { status, json } = await api.get('openapi.json', await api.issuer.elliptic())
    expect(status).toBe(200)
    expect(json.openapi).toBe('3.1.0')
    expect(JSON.stringify(json)).not.toContain('$defs')
    await expect(`${JSON.stringify(json, null, 2)}\n`).toMatchFileSnapshot('./admin-api/openapi.golden.json')
  })

  it('tells what a part asks, with the routing in words, and hands it out as PDF', async () => {
    const token = await api.issuer.token({ roles: ['Survey.Analyst'] })
    const { status, json } = await api.get('form?part=integrering&kind=bydel&language=nn', token)
    expect(status).toBe(200)
    expect(json.themes.length).toBeGreaterThan(3)
    const asked = json.themes.flatMap((theme: { questions: { only?: string }[] }) => theme.questions)
    expect(asked.filter(({ only }: { only?: string }) => only?.startsWith('Berre dersom')).length).toBeGreaterThan(3)
    const file = await api.get('form.pdf?part=integrering&kind=bydel&language=nn&use=paper', token)
    expect([file.status, file.type]).toEqual([200, 'application/pdf'])
    expect(file.headers.get('content-disposition')).toContain('integrering-bydel-nn-papir.pdf')
    for (const path of ['form', 'form.pdf']) {
      expect((await api.get(`${path}?part=finnes_ikke`, token)).json.code).toBe('not_found')
      expect((await api.get(`${path}?part=__proto__`, token)).json.code).toBe('not_found')
      expect((await api.get(`${path}?part=raadmann&kind=fylke`, token)).status).toBe(422)
      expect((await api.get(path, token)).status).toBe(422)
    }
  })

  it('counts', async () => {
    const { status, json } = await api.get(
      `status?wave=${desk.survey.wave.id}`,
      await api.issuer.token({ roles: ['Survey.Analyst'] }),
    )
    expect(status).toBe(200)
    expect(json).toMatchObject({
      rateBase: 'with_oslo',
      imdi: { count: 0, base: 437, share: 0 },
      parts: [
        {
          part: 'raadmann',
          tally: { not_started: 437, total: 437 },
          people: { asked: 2, linked: 1, unreachable: 1, unreachableReasons: { not_linked: 1 } },
        },
        {},
      ],
    })
    expect((await api.get('status?wave=other', admin)).json.code).toBe('unknown_wave')
    expect((await api.get('status?wav=other', admin)).json.code).toBe('invalid_request')
  })

  it('lists respondents without answers', async () => {
    const { json } = await api.get('respondents?part=raadmann&county=hordaland', admin)
    expect(json).toMatchObject({
      respondents: [
        {
          unit: { id: '1201', name: 'Bergen' },
          status: 'linked',
          unreachable: null,
          session: { state: 'not_started' },
        },
      ],
      next: null,
    })
    expect((await api.get('respondents?status=imported', admin)).json.respondents).toHaveLength(1)
  })

  it('does not answer a slip of the pen with «nobody»', async () => {
    for (const [query, path] of [
      ['county=Hordland', 'county'],
      ['part=radmann', 'part'],
    ])
      expect((await api.get(`respondents?${query}`, admin)).json).toMatchObject({
        code: 'invalid_request',
        errors: [{ path, code: 'unknown' }],
      })
  })

  it('finds those with a flag', async () => {
    const [, , somebody] = (await api.get('respondents', admin)).json.respondents
    const personOf = office.sql.selectFrom('respondents').select('person_id').where('id', '=', somebody.id)
    const { person_id } = await personOf.executeTakeFirstOrThrow()
    await desk.deps.register.setReminders(person_id ?? '', 'opt_out', new Date(desk.clock.at))
    const ids = async (status: string) =>
      (await api.get(`respondents?status=${status}`, admin)).json.respondents.map(({ id }: { id: string }) => id)
    expect(await ids('opted_out')).toEqual([somebody.id])
    expect(await ids('unreachable')).toHaveLength(1)
    expect(await ids('snoozed')).toEqual([])
    await desk.deps.register.setReminders(person_id ?? '', 'opt_in', new Date(desk.clock.at))
  })

  it('goes through everybody once, whoever changes or goes in between, and takes no cursor of its own making', async () => {
    const many = await openDesk(office)
    await many.people(
      [...many.survey.units.keys()].slice(0, 410).map((unitId) => ({ unitId, part: 'raadmann', tenant: 1 })),
    )
    const there = await startAdminApi(many)
    const token = await there.issuer.token()
    const seen: string[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const { json } = await there.get(`respondents?status=linked${cursor && `&cursor=${cursor}`}`, token)
      seen.push(...json.respondents.map(({ id }: { id: string }) => id))
      cursor = json.next
      await office.sql
        .updateTable('respondents')
        .set({ status: 'declined', person_id: null })
        .where('id', '=', seen.at(-1) ?? '')
        .execute()
    }
    expect([seen.length, new Set(seen).size]).toEqual([410, 410])
    for (const cursor of ['garbage', 'bnVsbA', 'W10', '%00']) {
      const answer = await there.get(`respondents?cursor=${cursor}`, token)
      expect([answer.status, answer.json.code]).toEqual([422, 'invalid_request'])
    }
    await there.stop()
  })

  it('previews, sends, tells the outcome and cancels', async () => {
    const dry = await api.post('reminders', admin, { ...request, dryRun: true })
    expect(dry).toMatchObject({
      status: 200,
      json: {
        id: null,
        preview: { selected: 3, receiving: 2, skipped: { not_linked: 1 }, firstLeavesAt: '2018-11-14T09:00:00.000Z' },
      },
    })
    expect(dry.json.preview.previews[0].texts.nn.title).toBe('Påminning om Kommuneundersøkinga 2018')
    const sent = await api.post('reminders', admin, { ...request, dryRun: false })
    await desk.work()
    const { json } = await api.get(`reminders/${sent.json.id}`, admin)
    expect(json.campaign).toMatchObject({ state: 'finished', createdBy: 'api:kari', counts: { sent: 2, skipped: 1 } })
    expect(json.recipients).toHaveLength(3)

    const later = await api.post('reminders', admin, {
      ...request,
      parts: ['raadmann'],
      sendAt: '2018-11-19T09:00',
      dryRun: false,
    })
    const { campaigns } = (await api.get('reminders', admin)).json
    expect(campaigns.find(({ id }: { id: string }) => id === later.json.id)).toMatchObject({
      state: 'scheduled',
      sendAt: '2018-11-19T08:00:00.000Z',
    })
    expect((await api.post(`reminders/${later.json.id}/cancel`, admin)).json).toEqual({ cancelled: 1 })
    expect((await api.post('reminders/none/cancel', admin)).json.code).toBe('not_found')
  })

  it('tells administrators no figure that follows from what was answered', async () => {
    const { respondents } = (await api.get('respondents', admin)).json
    expect(respondents.length).toBeGreaterThan(0)
    for (const { session } of respondents)
      expect(Object.keys(session).sort()).toEqual(['delivered', 'startedAt', 'state', 'submittedAt'])
    const at = new Date(desk.clock.at)
    const of = { at, actor: 'service', subject: desk.survey.wave.id }
    const book = openRespondents(office.sql, { wave: desk.survey.wave.id })
    await book.audit({ ...of, action: 'retention.links', count: 2 })
    await book.audit({ ...of, action: 'retention.texts', count: 3 })
    const { entries } = (await api.get('audit', admin)).json
    expect(entries[0]).toMatchObject({ action: 'retention.links', count: 2 })
    expect(JSON.stringify(entries)).not.toContain('retention.texts')
    expect((await book.auditTrail({ limit: 1 }))[0]).toMatchObject({ action: 'retention.texts' })
  })

  it('previews the same text whatever a unit has answered, as how much is left follows from it', async () => {
    // Somebody who was not reminded by an earlier test.
    const unitId = '1103'
    await desk.people([{ unitId, part: 'raadmann', tenant: 1 }])
    const sessionId = sessionIdOf(desk.survey.wave.id, unitId, 'raadmann')
    const about = { id: sessionId, wave: desk.survey.wave.id, unitId, part: 'raadmann', version: 1 }
    const previewAfter = async (answers: Record<string, Entry['answer']>, rev: number) => {
      const given = Object.entries(answers).map(([id, answer]) => [id, { r: rev, by: 0, at: desk.clock.at, answer }])
      const session = { ...newSession(about), rev, state: 'started' as const, people: ['p'], startedAt: desk.clock.at }
      const json = sessionText({ ...session, entries: Object.fromEntries(given) })
      const stored = await desk.deps.progress.commit({
        ...{ sessionId, personId: 'p', activityId: randomUUID(), now: desk.clock.at, group: null },
        ...{ expectSessionRev: rev === 1 ? null : rev - 1, expectSeatRev: null, session: { rev, json } },
      })
      expect(stored.type).toBe('committed')
      const chosen = { parts: ['raadmann'], statuses: ['started'], units: [unitId], template: 'reminder' }
      const { json: told } = await api.post('reminders', admin, { ...chosen, dryRun: true })
      const place = (await allProgress(desk.deps)).get(`${unitId}/raadmann`)
      return { previews: told.preview.previews, left: (place?.of ?? 0) - (place?.answered ?? 0) }
    }
    const single = (value: string) => ({ kind: 'single', value }) as const
    const seen = []
    const given: Record<string, Entry['answer']>[] = [
      { svingninger: single('nei') },
      { svingninger: single('ja') },
      { ansatte_tiltak: single('ja') },
      { svingninger: single('ja'), ansatte_tiltak: single('ja') },
      { svingninger: single('nei'), ansatte_tiltak: single('nei'), leder_aar: { kind: 'number', value: 3 } },
    ]
    for (const [i, answers] of given.entries()) seen.push(await previewAfter(answers, i + 1))
    expect(new Set(seen.map(({ left }) => left)).size).toBeGreaterThan(2)
    expect(seen[0]?.previews[0]).toMatchObject({ stage: 'started', unitId })
    expect(seen[0]?.previews[0].texts.nb.lines.join()).toContain('spørsmål gjenstår')
    for (const { previews } of seen) expect(previews).toEqual(seen[0]?.previews)
    await desk.deps.progress.deleteSessions(new Set([sessionId]))
  })

  it('imports a file, or says what would happen', async () => {
    const csv = 'unit;part;name;email\n1411;raadmann;Liv;liv@gulen.example\n'
    const type = { 'content-type': 'text/csv' }
    expect((await api.post('respondents/import?dryRun=true', admin, csv, type)).json).toMatchObject({
      type: 'would_import',
      added: [2],
    })
    expect((await api.post('respondents/import', admin, csv, type)).json).toMatchObject({ type: 'imported' })
    const wrong = await api.post('respondents/import', admin, csv.replace('1411', '9999'), type)
    expect([wrong.status, wrong.json.code, wrong.json.faults[0].line]).toEqual([422, 'import_refused', 2])
  })

  it('gives and ends access, and tells who has it', async () => {
    const who = { tenantId: randomUUID(), objectId: randomUUID() }
    const { personId } = (await api.post('admins', admin, { ...who, role: 'analyst' })).json
    const listed = async () => (await api.get('admins', admin)).json.admins
    expect(await listed()).toContainEqual({
      ...who,
      personId,
      role: 'analyst',
      addedAt: expect.stringContaining('2018'),
    })
    await api.post('admins', admin, { ...who, role: 'administrator' })
    expect((await listed()).filter((one: { personId: string }) => one.personId === personId)).toMatchObject([
      { role: 'administrator' },
    ])
    expect((await api.post('admins', admin, { ...who, objectId: 'x', role: 'analyst' })).json.code).toBe(
      'invalid_request',
    )
    expect((await api.post('admins', admin, { ...who, role: 'owner' })).json.code).toBe('invalid_request')
    const own = await api.issuer.token({ oid: who.objectId, roles: ['Survey.Admin'] })
    expect((await api.post('admins', own, { ...who, role: 'analyst' })).json.code).toBe('forbidden')
    expect((await api.post('admins/remove', admin, who)).json).toEqual({ personId })
    expect((await api.post('admins/remove', admin, who)).json.code).toBe('not_found')
    const { entries } = (await api.get('audit', admin)).json
    expect(entries[0]).toMatchObject({ action: 'admins.remove', subject: personId, count: null })
    const older = (await api.get(`audit?before=${entries[0].id}`, admin)).json.entries
    expect(older[0]).toEqual(entries[1])
    expect((await api.get('audit?before=x', admin)).json.code).toBe('invalid_request')
  })

  it('turns the standing reminders on and off', async () => {
    expect((await api.post('reminders/standing', admin, { to: 'on' })).json).toMatchObject({ on: true })
    expect((await api.get('reminders', admin)).json.standing).toMatchObject({ on: true })
    expect((await api.post('reminders/standing', admin, { to: 'off' })).json).toEqual({ on: false, nextAt: null })
    expect((await api.post('reminders/standing', admin, { to: 'maybe' })).json.code).toBe('invalid_request')
  })

  it('adds, corrects and ends one respondent by the rules of the file', async () => {
    const liv = { unit: '1411', part: 'integrering', name: 'Liv', email: 'Liv@gulen.example', language: 'nn' }
    expect(await api.post('respondents', admin, liv)).toMatchObject({ status: 201, json: { type: 'added' } })
    expect(await api.post('respondents', admin, liv)).toMatchObject({ status: 200, json: { type: 'there' } })
    expect((await api.post('respondents', admin, { ...liv, name: 'Liv Ås' })).json).toEqual({ type: 'changed' })
    const wrong = await api.post('respondents', admin, { ...liv, unit: '9999', email: 'liv' })
    expect([wrong.status, wrong.json.faults.map(({ column }: { column: string }) => column)]).toEqual([
      422,
      ['unit', 'email'],
    ])
    const idOf = async (name: string): Promise<string> =>
      (await api.get('respondents?part=integrering', admin)).json.respondents.find(
        (one: { name: string }) => one.name === name,
      )?.id
    const id = await idOf('Liv Ås')
    const { unit: _unit, part: _part, ...stays } = liv
    const corrected = { ...stays, name: 'Liv Å', email: 'liv.aa@gulen.example' }
    expect((await api.post(`respondents/${id}`, admin, corrected)).json).toEqual({ changed: ['email', 'name'] })
    expect((await api.post(`respondents/${id}`, admin, corrected)).json).toEqual({ changed: [] })
    // Upper and lower case are one address, which somebody else of the same place may not have.
    await api.post('respondents', admin, { ...liv, email: 'per@gulen.example', name: 'Per' })
    for (const email of ['per@gulen.example', 'PER@gulen.example', 'x', '', '=1'])
      expect((await api.post(`respondents/${id}`, admin, { ...corrected, email })).json.code, email).toBe(
        'import_refused',
      )
    const taken = { ...corrected, tenantId: randomUUID(), objectId: randomUUID() }
    expect(
      (await api.post(`respondents/${await idOf('Per')}`, admin, { ...taken, name: 'Per', email: 'per@gulen.example' }))
        .status,
    ).toBe(200)
    expect((await api.post(`respondents/${id}`, admin, taken)).json.faults).toMatchObject([{ code: 'duplicate' }])
    expect((await api.post('respondents/none', admin, corrected)).json.code).toBe('not_found')
    expect((await api.post(`respondents/${id}/end`, admin)).json).toEqual({ ended: true })
    expect((await api.post(`respondents/${id}/end`, admin)).json.code).toBe('not_found')
    expect(await idOf('Liv Å')).toBeUndefined()
  })

  it('shows deliveries', async () => {
    expect((await api.get('deliveries?state=parked', admin)).json).toEqual({ deliveries: [] })
    expect((await api.post('deliveries/none/retry', admin)).json.code).toBe('not_parked')
  })

  it('gives analysts the answers, and nobody else', async () => {
    const analyst = await api.issuer.token({ roles: ['Survey.Analyst'], sub: 'ola' })
    const csv = await api.get('results.csv?part=raadmann', analyst)
    expect([csv.status, csv.type]).toEqual([200, 'text/csv; charset=utf-8'])
    expect(csv.text).toContain('svingninger')
    expect((await api.get('results.xlsx', analyst)).status).toBe(200)
    expect(await api.get('results.jsonl', analyst)).toMatchObject({ status: 200, text: '' })
    const all = await api.get('results.csv', analyst)
    expect([all.status, all.type, all.headers.get('content-disposition')]).toEqual([
      200,
      'text/csv; charset=utf-8',
      'attachment; filename="results.csv"',
    ])
    // The head stands once, though there are two parts.
    expect(all.text).toBe('submission_id;wave;part;unit;question;column;value;missing\r\n')
    expect((await api.get('results.csv?part=none', analyst)).json.code).toBe('not_found')
    expect((await api.get('results.csv?part=raadmann', admin)).json.code).toBe('forbidden')
    const trail = await office.sql.selectFrom('audit').select('action').where('actor', '=', 'api:ola').execute()
    expect(trail.map(({ action }) => action)).toContain('results.export.csv')
  })

  it.each([
    ['results-long.xlsx', 'spreadsheetml', 'results.export.xlsx'],
    ['results-spss.zip', 'application/zip', 'results.export.spss'],
    ['results-over-waves.csv', 'text/csv', 'results.export.over_waves.csv'],
    ['results-over-waves.xlsx', 'spreadsheetml', 'results.export.over_waves.xlsx'],
    ['results-over-waves.jsonl', 'application/jsonl', 'results.export.over_waves.jsonl'],
  ])('gives analysts what the command line gives as %s, and takes it down', async (file, type, action) => {
    const sub = `per ${file}`
    const analyst = await api.issuer.token({ roles: ['Survey.Analyst'], sub })
    const answer = await api.get(`${file}?withText=true`, analyst)
    expect([answer.status, answer.type, answer.headers.get('content-disposition')]).toEqual([
      200,
      expect.stringContaining(type),
      `attachment; filename="${file}"`,
    ])
    if (file.endsWith('.csv')) expect(answer.text).toMatch(/^unit_key;became;submission_id;wave;part;unit;/)
    // An archive names what it holds in clear text.
    if (file.endsWith('.zip'))
      for (const [part] of Object.entries(desk.survey.wave.parts))
        for (const name of [`results-${part}.csv`, `results-${part}.sps`]) expect(answer.text).toContain(name)
    const trail = await office.sql.selectFrom('audit').select('action').where('actor', '=', `api:${sub}`).execute()
    expect(trail).toEqual([{ action }])
    expect((await api.get(file, admin)).json.code).toBe('forbidden')
    expect((await api.get(`${file}?part=raadmann`, analyst)).json.code).toBe('invalid_request')
  })

  it('tells the operator of a submission that does not parse and is not in the file', async () => {
    const submissionId = randomUUID()
    const document = {
      ...{ submissionId, revision: 1, wave: desk.survey.wave.id, part: 'raadmann', unit: { id: '1201' } },
      ...{ complete: true, submittedAt: new Date(desk.clock.at).toISOString() },
    }
    await openResults(office.sql).storeSubmission(document, { by: '', at: new Date(desk.clock.at) })
    const answer = await api.get('results.jsonl', await api.issuer.token({ roles: ['Survey.Analyst'] }))
    expect([answer.status, answer.text, api.leftOut]).toEqual([200, '', [submissionId]])
  })

  it('says that a store is away, and no more', async () => {
    const { campaigns } = desk.deps
    desk.deps.campaigns = { ...campaigns, list: () => Promise.reject(new StoreAway('secret')) }
    const answer = await api.get('reminders', admin)
    desk.deps.campaigns = campaigns
    expect([answer.status, answer.json.code, answer.text.includes('secret')]).toEqual([503, 'unavailable', false])
  })
})
