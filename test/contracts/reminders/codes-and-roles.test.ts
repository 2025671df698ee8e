/**
 * A code opens its person's answers, so nobody who administers comes to one where there are answers: each way is tried, by the
 * address in the register, by somebody who is added, and by every role.
 */
import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { StoreAway } from '../../../src/app/ports/progress.ts'
import { schedulerRound } from '../../../src/app/reminding/rounds.ts'
import { sendRate } from '../../../src/edge/redis/send-rate.ts'
import { sessionIdOf, webPersonIdOf } from '../../../src/register/ids.ts'
import { readPdf } from '../../support/read-pdf.ts'
import { answeredDesks, CODE, type Opened } from '../../support/reminders/answered.ts'

const OWN = 'eva@imdi.example'

const open = answeredDesks()

/** Every way in which the service writes to people by itself or at somebody's order. */
const writeToAll = async ({ desk, api }: Pick<Opened, 'desk' | 'api'>, admin: string) => {
  const request = { parts: ['raadmann'], statuses: ['not_started', 'started'], template: 'reminder', dryRun: false }
  await api.post('reminders', admin, request)
  await api.post('invitations', admin, {})
  await desk.work()
  await schedulerRound(desk.deps)
  await desk.work()
}

const person = (email: string, more: Record<string, string> = {}) => ({ name: 'Eva Claim', email, ...more })
const tenantId = '00000000-0000-4000-8000-000000000099'
const objectId = '00000000-0000-4000-8000-0000000000aa'

describe('an administrator’s own address', () => {
  it.each<[string, (opened: Opened, admin: string) => Promise<string>]>([
    [
      'put in the place of another',
      async ({ api, liv }, admin) => {
        expect((await api.post(`respondents/${liv.respondentId}`, admin, person(OWN))).status).toBe(200)
        return liv.respondentId
      },
    ],
    [
      'put in the place of one who is linked in Teams',
      async ({ api, per }, admin) => {
        expect((await api.post(`respondents/${per.respondentId}`, admin, person(OWN))).status).toBe(200)
        return per.respondentId
      },
    ],
    [
      'put there in two steps, the first of which looks right',
      async ({ api, liv }, admin) => {
        for (const email of ['liv.ny@bergen.example', OWN])
          await api.post(`respondents/${liv.respondentId}`, admin, person(email))
        return liv.respondentId
      },
    ],
    [
      'added as one more who answers',
      async ({ api, book }, admin) => {
        const added = await api.post('respondents', admin, { unit: '1201', part: 'raadmann', ...person(OWN) })
        expect(added.json).toMatchObject({ type: 'added', held: [expect.any(String)] })
        return (await book.list({})).find(({ email }) => email === OWN)?.id ?? ''
      },
    ],
    [
      'imported in a file',
      async ({ api, book }, admin) => {
        const file = `unit;part;name;email\n1201;raadmann;Eva;${OWN}\n`
        const imported = await api.post('respondents/import', admin, file, { 'content-type': 'text/csv' })
        expect(imported.json).toMatchObject({ type: 'imported', held: [expect.any(String)] })
        return (await book.list({})).find(({ email }) => email === OWN)?.id ?? ''
      },
    ],
    [
      'added after the other was ended',
      async ({ api, book, liv }, admin) => {
        await api.post(`respondents/${liv.respondentId}/end`, admin)
        await api.post('respondents', admin, { unit: '1201', part: 'raadmann', ...person(OWN) })
        return (await book.list({})).find(({ email }) => email === OWN)?.id ?? ''
      },
    ],
  ])('gets no code for answers when it is %s', async (_what, plant) => {
    const opened = await open()
    const { api, heldAt, mailsTo, linksIn } = opened
    const admin = await api.issuer.token()
    await opened.answer('1201')
    const before = mailsTo(OWN).length
    const id = await plant(opened, admin)
    expect(await heldAt(id)).toBeInstanceOf(Date)
    await writeToAll(opened, admin)
    const asked = await api.post('respondents/codes', admin, { ids: [id] })
    expect(asked.json).toEqual({ mailed: [], left: [{ id, reason: 'held' }] })
    expect((await api.post('respondents/letters', admin, { ids: [id] })).json).toMatchObject({
      ...{ status: 422, code: 'nobody_to_send_to', answered: [id] },
    })
    const found = mailsTo(OWN).slice(before)
    expect(found.filter((text) => CODE.test(text))).toEqual([])
    // Nor is it asked itself.
    expect(linksIn(found)).toEqual([])
    await api.stop()
  })

  it.each([
    // Who is linked keeps their account, whatever a list says.
    ['a code on the web', 422],
    ['nobody yet', 200],
  ] as const)('brings no account of its own to the place of another, who is linked by %s', async (how, status) => {
    const { api, desk, liv, answer, heldAt } = await open()
    const admin = await api.issuer.token()
    await answer('1201')
    if (how !== 'nobody yet') {
      const personId = webPersonIdOf(liv.respondentId)
      await desk.sql.insertInto('people').values({ person_id: personId }).execute()
      const linked = { status: 'linked' as const, person_id: personId }
      await desk.sql.updateTable('respondents').set(linked).where('id', '=', liv.respondentId).execute()
    }
    const values = { name: 'Liv', email: 'liv@bergen.example', tenantId, objectId }
    expect((await api.post(`respondents/${liv.respondentId}`, admin, values)).status).toBe(status)
    if (status === 200) expect(await heldAt(liv.respondentId)).toBeInstanceOf(Date)
    const eva = { personId: 'e'.repeat(22), tenantId, objectId }
    const at = new Date(desk.clock.at)
    expect(await desk.deps.register.linkByDirectory(eva, null, at, 'again')).toBeNull()
    const added = { unit: '1201', part: 'raadmann', ...person(OWN, { tenantId, objectId }) }
    expect((await api.post('respondents', admin, added)).status).toBe(status === 200 ? 422 : 201)
    expect(await desk.deps.register.linkByDirectory(eva, null, at, 'again')).toBeNull()
    await api.stop()
  })
})

describe('those who answer', () => {
  it('are asked in the chat and at the address that counted, and let somebody in by one yes, once', async () => {
    const { api, desk, per, liv, book, emailOf, answer, heldAt, mailsTo, linksIn, inChat, confirm, opens } =
      await open()
    const admin = await api.issuer.token()
    await answer('1201')
    const former = await emailOf(liv.respondentId)
    await api.post(`respondents/${liv.respondentId}`, admin, person('liv.ny@bergen.example'))
    const [chat = ''] = linksIn(inChat())
    const [letter = ''] = linksIn(mailsTo(former))
    expect([chat, letter]).toEqual([expect.stringContaining('.'), expect.stringContaining('.')])
    expect(inChat().join()).toContain('liv.ny@bergen.example')
    expect(inChat().join()).not.toMatch(CODE)
    expect(mailsTo(former).join()).not.toMatch(CODE)
    expect(mailsTo('liv.ny@bergen.example')).toEqual([])
    for (const bent of [
      '',
      chat.slice(0, -1),
      `${chat}x`,
      chat.replace(per.respondentId, randomUUID()),
      chat.replace(/_\d+_/, '_1_'),
    ])
      expect(await confirm(bent)).toBe(false)
    desk.clock.at += 1_000
    await api.post(`respondents/${liv.respondentId}`, admin, person(OWN))
    expect(await confirm(chat)).toBe(false)
    expect(await heldAt(liv.respondentId)).toBeInstanceOf(Date)
    desk.clock.at += 1_000
    await api.post(`respondents/${liv.respondentId}`, admin, person('liv.ny@bergen.example'))
    const newest = linksIn(inChat()).at(-1) ?? ''
    expect(linksIn(mailsTo(former)).length).toBe(3)
    expect(await confirm(newest)).toBe(true)
    expect(await confirm(newest)).toBe(false)
    expect((await book.auditTrail({ limit: 20 })).find(({ action }) => action === 'respondents.confirm')).toMatchObject(
      {
        ...{ actor: per.personId, subject: liv.respondentId },
      },
    )
    expect((await api.post('respondents/codes', admin, { ids: [liv.respondentId] })).json).toEqual({
      mailed: [liv.respondentId],
      left: [],
    })
    const code = CODE.exec(mailsTo('liv.ny@bergen.example').join())?.[0] ?? ''
    expect(await opens(code)).toMatchObject({ respondentId: liv.respondentId })
    await api.stop()
  })

  it('count as long as they answer: who has left says yes for nobody', async () => {
    const { api, desk, per, answer, heldAt, book, linksIn, inChat, confirm } = await open()
    const admin = await api.issuer.token()
    await answer('1201')
    await api.post('respondents', admin, { unit: '1201', part: 'raadmann', ...person(OWN) })
    const id = (await book.list({})).find(({ email }) => email === OWN)?.id ?? ''
    const [token = ''] = linksIn(inChat())
    await desk.deps.register.unlink(
      per.personId,
      sessionIdOf(desk.survey.wave.id, '1201', 'raadmann'),
      new Date(desk.clock.at),
    )
    expect(await confirm(token)).toBe(false)
    expect(await heldAt(id)).toBeInstanceOf(Date)
    // An operator is left, on the command line.
    expect(await book.confirm(id, { at: new Date(desk.clock.at), actor: 'cli:test' })).toBe(true)
    expect(await heldAt(id)).toBeNull()
    await api.stop()
  })

  it.each([
    ['while nobody has answered', (opened: Opened) => opened.ase.respondentId, person('ase.ny@oslo.example')],
    ['when only the name is another', (opened: Opened) => opened.liv.respondentId, null],
  ] as const)('are not asked %s', async (_what, whose, values) => {
    const opened = await open()
    const { api, heldAt, emailOf } = opened
    const admin = await api.issuer.token()
    await opened.answer('1201')
    const id = whose(opened)
    const body = values ?? { name: 'Liv Nytt-Navn', email: (await emailOf(id)).toUpperCase() }
    expect((await api.post(`respondents/${id}`, admin, body)).status).toBe(200)
    expect(await heldAt(id)).toBeNull()
    await api.stop()
  })
})

describe('codes on the desk of an administrator', () => {
  it('are in letters alone, and there only while nobody has answered', async () => {
    const { api, desk, liv, ase, book, answer, opens } = await open()
    const admin = await api.issuer.token()
    await answer('1201', 'raadmann', 'submitted')
    const asked = { ids: [liv.respondentId, ase.respondentId] }
    const response = await fetch(`${api.url}/api/admin/respondents/letters`, {
      ...{ method: 'POST', body: JSON.stringify(asked) },
      headers: { authorization: `Bearer ${admin}`, 'content-type': 'application/json' },
    })
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/pdf'])
    const pdf = await readPdf(Buffer.from(await response.arrayBuffer()))
    expect(pdf.pages).toBe(1)
    const code = pdf.elements.map(({ text }) => text).find((text) => CODE.test(text)) ?? ''
    expect(await opens(code)).toMatchObject({ respondentId: ase.respondentId })
    expect(await book.auditTrail({ limit: 4 })).toContainEqual(
      expect.objectContaining({
        action: 'respondents.letter',
        subject: ase.respondentId,
        actor: expect.stringMatching(/^api:/),
      }),
    )
    await answer('0301')
    expect((await api.post('respondents/letters', admin, { ids: [ase.respondentId] })).status).toBe(422)
    expect((await api.post('respondents/letters', admin, { lacking: true })).status).toBe(422)
    expect(desk.sent).toEqual([])
    await api.stop()
  })

  it('are new and unseen when mailed, told of in the chat, and made once for two posts', async () => {
    const { api, desk, mail, per, book, emailOf, answer, mailsTo, inChat, opens } = await open()
    const admin = await api.issuer.token()
    await answer('1201')
    const both = await Promise.all([1, 2].map(() => api.post('respondents/codes', admin, { ids: [per.respondentId] })))
    expect(both.map(({ json }) => json.mailed.length).sort()).toEqual([0, 1])
    expect(both.flatMap(({ json }) => json.left)).toEqual([{ id: per.respondentId, reason: 'just_made' }])
    for (const { text } of both) expect(text).not.toMatch(CODE)
    const [first = ''] = mailsTo(await emailOf(per.respondentId))
    expect(inChat().join()).toContain('ny personlig kode')
    expect(inChat().join()).not.toMatch(CODE)
    desk.clock.at += 2 * 60_000
    await api.post('respondents/codes', admin, { ids: [per.respondentId] })
    expect(mailsTo(await emailOf(per.respondentId))).toHaveLength(2)
    expect(await opens(CODE.exec(first)?.[0] ?? '')).toBeNull()
    expect(
      (await book.personRecord(per.respondentId))?.audit.filter(({ action }) => action === 'respondents.new_code'),
    ).toHaveLength(2)
    mail.plans.set((await emailOf(per.respondentId)).toLowerCase(), [{ at: 'rcpt', status: 550 }])
    desk.clock.at += 2 * 60_000
    const refused = await api.post('respondents/codes', admin, { ids: [per.respondentId, randomUUID()] })
    expect(refused.json.left.map(({ reason }: { reason: string }) => reason)).toEqual(['not_taken', 'unknown'])
    // The old code is dead: why the new one did not arrive is not lost.
    expect(desk.heard).toContainEqual({
      ...{ event: 'respondents.code_not_mailed', respondentId: per.respondentId },
      ...{ at: 'recipient', status: 550, code: expect.any(String) },
    })
    await api.stop()
  })

  it('are mailed in the turns of all mail, and made when the turn is there', async () => {
    const { api, desk, redis, per, liv, ase } = await open()
    const way = desk.deps.mail
    if (way === undefined) throw new Error('there is no mail')
    // Slower than they are made and sent.
    const rate = sendRate(redis, { perSecond: 2, perSecondPerTenant: 2 }, 'mail')
    const asked: string[] = []
    way.rate = {
      ...rate,
      turn: async (line) => {
        const turn = await rate.turn(line)
        asked.push(turn.type)
        return turn
      },
    }
    const ids = [per, liv, ase].map(({ respondentId }) => respondentId)
    const { json } = await api.post('respondents/codes', await api.issuer.token(), { ids })
    expect(json).toEqual({ mailed: ids, left: [] })
    expect(asked.filter((type) => type === 'now')).toHaveLength(3)
    way.rate = { ...rate, turn: async () => Promise.reject(new StoreAway('away')) }
    desk.clock.at += 2 * 60_000
    const away = await api.post('respondents/codes', await api.issuer.token(), { ids })
    expect(away.status).toBe(503)
    const kept = await desk.sql.selectFrom('respondents').select('code_generation').where('id', 'in', ids).execute()
    expect(kept.map(({ code_generation }) => code_generation)).toEqual([2, 2, 2])
    await api.stop()
  })

  it('are made, and people corrected, without a look at how far other parts are', async () => {
    const { api, desk, per, ase } = await open()
    const admin = await api.issuer.token()
    const { progress, survey } = desk.deps
    const { readSession } = progress
    const read: string[] = []
    progress.readSession = (sessionId) => {
      read.push(sessionId)
      return readSession(sessionId)
    }
    const readBy = async (path: string, body: unknown) => {
      expect((await api.post(path, admin, body)).status, path).toBeLessThan(300)
      return read.splice(0)
    }
    const inOslo = sessionIdOf(survey.wave.id, '0301', 'raadmann')
    expect(await readBy('respondents/letters', { ids: [ase.respondentId] })).toEqual([inOslo])
    expect(await readBy(`respondents/${ase.respondentId}`, person('ase.ny@oslo.example'))).toEqual([inOslo])
    expect(await readBy('respondents', { unit: '301', part: 'raadmann', ...person(OWN) })).toEqual([inOslo])
    expect(await readBy('respondents/codes', { ids: [per.respondentId] })).toEqual([])
    await api.stop()
  })

  it('go to everybody who lacks one by the queue, once, and to nobody who is linked', async () => {
    const { api, desk, per, ase, liv, emailOf, mailsTo, opens } = await open()
    const admin = await api.issuer.token()
    const [first, second] = [await api.post('invitations', admin, {}), await api.post('invitations', admin, {})]
    expect(first).toMatchObject({ status: 201, json: { count: 2 } })
    expect(first.text + second.text).not.toMatch(CODE)
    await desk.work()
    await desk.work()
    for (const { respondentId } of [ase, liv]) {
      const texts = mailsTo(await emailOf(respondentId))
      expect(texts).toHaveLength(1)
      expect(await opens(CODE.exec(texts.join())?.[0] ?? '')).toMatchObject({ respondentId })
    }
    expect(mailsTo(await emailOf(per.respondentId))).toEqual([])
    expect((await api.post('invitations', admin, { parts: ['kantine'] })).json.errors).toEqual([
      { path: 'parts.0', code: 'unknown' },
    ])
    await api.stop()
  })

  it.each([
    ['nobody', null, 401],
    ['an analyst', ['Survey.Analyst'], 403],
    ['a role that is none', ['Survey.Owner'], 403],
    ['no role', [], 403],
  ] as const)('are made for no other role: %s', async (_who, roles, status) => {
    const { api, desk, mail, ase } = await open()
    const token = roles === null ? null : await api.issuer.token({ roles: [...roles] })
    const before = mail.caught.length
    for (const [path, body] of [
      ['respondents/letters', { ids: [ase.respondentId] }],
      ['respondents/letters', { lacking: true }],
      ['respondents/codes', { ids: [ase.respondentId] }],
      ['invitations', {}],
      [`respondents/${ase.respondentId}`, person(OWN)],
      ['respondents', { unit: '1201', part: 'raadmann', ...person(OWN) }],
    ] as const)
      expect((await api.post(path, token, body)).status, path).toBe(status)
    expect(mail.caught).toHaveLength(before)
    expect(
      await desk.sql.selectFrom('codes').select('hash').where('respondent_id', '=', ase.respondentId).execute(),
    ).toEqual([])
    await api.stop()
  })

  it.each([['Survey.Admin'], ['Survey.Analyst']])('stand in nothing that %s reads', async (role) => {
    const { api, answer, per } = await open()
    const token = await api.issuer.token({ roles: [role] })
    const admin = await api.issuer.token()
    await answer('1201')
    await api.post('respondents/codes', admin, { ids: [per.respondentId] })
    const { json } = await api.get('openapi.json', token)
    const reads = Object.entries(json.paths).flatMap(([path, methods]) => ('get' in (methods as object) ? [path] : []))
    expect(reads.length).toBeGreaterThan(8)
    for (const path of reads) {
      const { text } = await api.get(path.replace('/api/admin/', '').replace('{id}', per.respondentId), token)
      expect(text, path).not.toMatch(CODE)
    }
    await api.stop()
  })
})
