/** A unit without Teams sends its answers on paper, and an administrator enters them. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addAdmin } from '../../../src/app/add-admin.ts'
import { readAdminCommand } from '../../../src/app/admin-chat/read-command.ts'
import { beginAssisted, endAssisted } from '../../../src/app/assisted/assisted-entry.ts'
import { sweepOutbox } from '../../../src/app/outbox.ts'
import type { Link } from '../../../src/app/people.ts'
import { removeAdmin } from '../../../src/app/remove-admin.ts'
import { openResults } from '../../../src/edge/sql/results-store.ts'
import { buildSubmission } from '../../../src/results/submission.ts'
import { submissionDocument } from '../../../src/results/submission-schema.ts'
import { type Office, openOffice } from '../../support/reminders/desk.ts'
import { startPglite } from '../../support/start-pglite.ts'
import { questionnaires, units } from '../../support/survey.ts'
import { type Chatting, openTownHall, type TownHall } from '../../support/together/town-hall.ts'

let office: Office
let hall: TownHall
let admin: Chatting
let link: Link
const place = { unitId: units.kommune.id, part: 'raadmann' }
beforeAll(async () => {
  office = await openOffice(await startPglite())
})
afterAll(() => office.close())
beforeEach(async () => {
  hall = await openTownHall(office)
  let ids = 0
  hall.deps.newId = () => `${hall.survey.wave.id.slice(5, 13)}-0000-4000-8000-${String(++ids).padStart(12, '0')}`
  admin = await hall.person('Anne Admin')
  link = { personId: admin.who.personId, memberships: [], role: 'administrator' }
  const by = { at: new Date(hall.clock.at), actor: 'test' }
  await hall.book.addAdmin({ ...admin.who, role: 'administrator' }, by)
})

const actions = async () => (await hall.book.auditTrail({ limit: 5 })).map(({ action }) => action)

it('marked in the submission, and audited', async () => {
  expect(await beginAssisted(hall.deps, link, place)).toBe('begun')
  await admin.say('start')
  await admin.press('Start')
  await admin.say('rådmann')
  await admin.say('send inn')
  await admin.say('ja')
  const session = await hall.session()
  const document = buildSubmission({
    ...{ questionnaire: questionnaires.raadmann, unit: units.kommune, session },
    ...{ language: 'nb', completeness: 'complete' },
  })
  expect(submissionDocument.parse(document)).toMatchObject({ mode: 'assisted', complete: true })
  expect(await actions()).toContain('assisted.begin')
  expect(await endAssisted(hall.deps, link)).toBe(1)
  expect(await actions()).toContain('assisted.end')
  await admin.say('vis svar')
  expect(admin.last()).not.toContain('Rådmann')
})

it('not where somebody of the unit is linked, and not where they have answered', async () => {
  const kari = await hall.person('Kari Nordmann', { part: 'raadmann' })
  await kari.join()
  await kari.press('Start')
  expect(await beginAssisted(hall.deps, link, place)).toBe('taken')
  await kari.say('rådmann')
  await hall.deps.register.unlink(kari.who.personId, hall.sessionId, new Date(hall.clock.at))
  expect(await beginAssisted(hall.deps, link, place)).toBe('taken')
  await admin.say('vis svar')
  expect(admin.raw()).not.toContain('Rådmann')
})

it('until somebody of the unit answers: then the answers are not the administrator’s to see', async () => {
  await beginAssisted(hall.deps, link, place)
  await admin.say('start')
  await admin.press('Start')
  await admin.say('rådmann')
  const kari = await hall.person('Kari Nordmann', { part: 'raadmann' })
  await kari.join()
  await admin.say('status')
  expect(admin.last()).toContain('== Status ==')
  await kari.say('endre 2')
  await kari.say('27')
  const before = admin.raw()
  const { pressed, text } = await admin.press('Svar', { answer: '30' })
  expect(JSON.stringify({ pressed, text })).toContain('svarer nå selv, så innleggingen er avsluttet')
  await admin.say('vis svar')
  expect(admin.raw().slice(before.length)).not.toContain('27')
  expect((await hall.session()).entries).toMatchObject({ leder_rolle: { by: 0 }, leder_aar: { by: 1, r: 1 } })
  expect(await actions()).toContain('assisted.end')
  await kari.say('vis svar')
  expect(kari.last()).toContain('svart av IMDi')
})

describe('what somebody of the unit answers is never shown to the administrator', () => {
  const results = () => openResults(office.sql)
  beforeEach(() => {
    hall.deps.newestSubmission = (unitId, part) => results().newestOf(hall.survey.wave.id, unitId, part)
  })
  const entering = async () => {
    await beginAssisted(hall.deps, link, place)
    await admin.say('start')
    await admin.press('Start')
    await admin.say('rådmann')
  }
  const answersForTheUnit = async () => {
    const kari = await hall.person('Kari Nordmann', { part: 'raadmann' })
    await kari.join()
    await kari.press('Start')
    await kari.say('endre 2')
    return kari
  }
  /** Sent in and in SQL; then Redis loses the session. */
  const sendsInAndIsLost = async () => {
    const kari = await answersForTheUnit()
    await kari.say('27')
    await kari.say('send inn')
    await kari.say('ja')
    const session = await hall.session()
    expect(session.state).toBe('submitted')
    const document = buildSubmission({
      ...{ questionnaire: questionnaires.raadmann, unit: units.kommune, session },
      ...{ language: 'nb', completeness: 'complete' },
    })
    const from = { by: kari.who.personId, at: new Date(hall.clock.at) }
    await results().storeSubmission({ ...document }, from)
    await hall.deps.register.unlink(kari.who.personId, hall.sessionId, from.at)
    await hall.deps.progress.deleteSession(hall.sessionId)
  }

  it('when it is sent in and Redis knows nothing of it', async () => {
    await sendsInAndIsLost()
    expect(await beginAssisted(hall.deps, link, place)).toBe('taken')
    await admin.say('vis svar')
    expect(admin.raw()).not.toContain('27')
  })

  it('when Redis loses it in the middle', async () => {
    await entering()
    await sendsInAndIsLost()
    await admin.say('vis svar')
    expect(admin.raw()).not.toContain('27')
    expect(await actions()).toContain('assisted.end')
  })

  it('when it has been put together again from what was sent in, without a name', async () => {
    await sendsInAndIsLost()
    const other = await hall.person('Ola Nordmann', { part: 'raadmann' })
    await other.join()
    await hall.deps.register.unlink(other.who.personId, hall.sessionId, new Date(hall.clock.at))
    expect(await beginAssisted(hall.deps, link, place)).toBe('taken')
  })

  it('when a card of the administrator’s is shown later than it was asked for', async () => {
    const kari = await answersForTheUnit()
    await hall.deps.register.unlink(kari.who.personId, hall.sessionId, new Date(hall.clock.at))
    await entering()
    const { channel } = hall.deps
    hall.deps.channel = { ...channel, send: async () => ({ kind: 'later', status: 429, code: null }) }
    await admin.say('vis svar')
    hall.deps.channel = channel
    const ola = await hall.person('Ola Nordmann', { part: 'raadmann' })
    await ola.join()
    await ola.say('endre 2')
    await ola.say('27')
    await expect.poll(() => sweepOutbox(hall.deps), { timeout: 10_000, interval: 200 }).toBe(1)
    expect(admin.raw()).not.toContain('27')
  })

  it('when it comes in the middle of the administrator’s turn', async () => {
    await entering()
    const kari = await hall.person('Kari Nordmann', { part: 'raadmann' })
    await kari.join()
    await kari.say('endre 2')
    const { progress } = hall.deps
    let first = true
    hall.deps.progress = {
      ...progress,
      commit: async (change) => {
        if (change.personId === admin.who.personId && first) {
          first = false
          await kari.say('27')
        }
        return await progress.commit(change)
      },
    }
    await admin.say('vis svar')
    expect(admin.raw()).not.toContain('27')
    expect(admin.last()).toContain('svarer nå selv')
  })

  it('and no receipt of theirs comes to the administrator', async () => {
    await entering()
    const before = admin.chat().length
    await sendsInAndIsLost()
    expect(admin.chat().length).toBe(before)
  })
})

it('not by somebody who is no administrator', async () => {
  const stranger = await hall.person('En fremmed')
  const role = { ...link, personId: stranger.who.personId }
  expect(await beginAssisted(hall.deps, role, place)).toBe('taken')
})

it('ends with the role, which another administrator may take up', async () => {
  await beginAssisted(hall.deps, link, place)
  await admin.say('start')
  await admin.press('Start')
  await admin.say('rådmann')
  const by = { at: new Date(hall.clock.at), actor: 'cli:test' }
  await addAdmin({ book: hall.book, progress: hall.deps.progress }, { ...admin.who, role: 'analyst', ...by })
  expect(await actions()).toContain('assisted.end')
  const before = admin.raw()
  await admin.say('vis svar')
  expect(admin.raw().slice(before.length)).not.toContain('Rådmann')
  const other = await hall.person('Berit Admin')
  await hall.book.addAdmin({ ...other.who, role: 'administrator' }, by)
  // What the first one entered is not the second one's to see, so the form cannot be gone on with; the right is free.
  const right = { id: hall.deps.newId(), ...place, personId: other.who.personId, name: 'IMDi', at: by.at }
  expect(await hall.deps.register.assist(right)).toMatchObject({ memberships: [{ mode: 'assisted' }] })
})

it('ends when the role is removed, which is done once', async () => {
  await beginAssisted(hall.deps, link, place)
  await admin.say('start')
  const gone = { ...admin.who, at: new Date(hall.clock.at), actor: 'cli:test' }
  const stores = { book: hall.book, progress: hall.deps.progress }
  expect(await removeAdmin(stores, gone)).toEqual({ personId: admin.who.personId })
  expect(await actions()).toEqual(expect.arrayContaining(['assisted.end', 'admins.remove']))
  expect(await hall.deps.register.linkOf(admin.who.personId)).toBeNull()
  await admin.say('status')
  expect(admin.last()).not.toContain('Status')
  expect(await removeAdmin(stores, gone)).toBeNull()
})

it('gives no right where the role was taken away in the database', async () => {
  await beginAssisted(hall.deps, link, place)
  await office.sql.deleteFrom('admins').where('person_id', '=', admin.who.personId).execute()
  expect(await hall.deps.register.linkOf(admin.who.personId)).toBeNull()
})

it('begun twice is one right, and never a reason to be reminded', async () => {
  await beginAssisted(hall.deps, link, place)
  expect(await beginAssisted(hall.deps, link, place)).toBe('begun')
  expect(await hall.book.list({})).toHaveLength(1)
})

it.each([
  ['legg inn svar for Austevoll rådmann', { name: 'assist', ...place }],
  ['Før inn for 1244, raadmann', { name: 'assist', ...place }],
  ['legg inn svar for Austevoll', { name: 'not_understood' }],
  ['avslutt innlegging', { name: 'end_assist' }],
])('«%s» is heard', (text, command) => {
  expect(readAdminCommand(text, hall.survey, hall.clock.at)).toMatchObject(command)
})
