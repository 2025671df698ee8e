/** A unit without Teams sends its answers on paper, and an administrator enters them. */

import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { addAdmin, removeAdmin } from '../../../src/app/administration/admins.ts'
import type { Link } from '../../../src/app/ports/people.ts'
import { submissionKey } from '../../../src/app/submissions/waiting.ts'
import { beginAssisted, endAssisted } from '../../../src/app/together/paper-forms.ts'
import { readAdminCommand } from '../../../src/norwegian/administrator.ts'
import { submissionDocument } from '../../../src/results/submission.ts'
import { type Office, openOffice } from '../../support/reminders/desk.ts'
import { startPglite } from '../../support/start-pglite.ts'
import { units } from '../../support/survey.ts'
import { openForPaperForms } from '../../support/together/paper-forms.ts'
import type { Chatting, TownHall } from '../../support/together/town-hall.ts'

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
  ;({ hall, admin, link } = await openForPaperForms(office))
})

const actions = async () => (await hall.book.auditTrail({ limit: 5 })).map(({ action }) => action)

/** What waits to be delivered, of the newest submission. */
const sentIn = async () => {
  const { id, submission } = await hall.session()
  const key = submissionKey(submission?.id ?? '', submission?.revision ?? 0)
  const waiting = await hall.deps.progress.readDocument(id, key)
  return submissionDocument.parse(JSON.parse(waiting ?? '{}').document)
}

it('marked in the submission, and audited', async () => {
  expect(await beginAssisted(hall.deps, link, place)).toBe('begun')
  await admin.say('start')
  await admin.press('Start')
  await admin.say('rådmann')
  await admin.say('send inn')
  await admin.say('ja')
  expect(await sentIn()).toMatchObject({ mode: 'assisted', complete: true, paradata: { channel: 'paper' } })
  expect(await actions()).toContain('assisted.begin')
  expect(await endAssisted(hall.deps, link)).toBe(1)
  expect(await actions()).toContain('assisted.end')
  await admin.say('vis svar')
  expect(admin.last()).not.toContain('Rådmann')
})

it('and where the unit sends in itself afterwards, the submission came by the chat', async () => {
  await beginAssisted(hall.deps, link, place)
  await admin.say('start')
  await admin.press('Start')
  for (const text of ['rådmann', 'send inn', 'ja']) await admin.say(text)
  expect(await sentIn()).toMatchObject({ revision: 1, paradata: { channel: 'paper' } })
  await endAssisted(hall.deps, link)
  const kari = await hall.person('Kari Nordmann', { part: 'raadmann' })
  await kari.join()
  for (const text of ['endre 1', 'assisterende rådmann', 'send inn', 'ja']) await kari.say(text)
  expect(await sentIn()).toMatchObject({ revision: 2, mode: 'assisted', paradata: { channel: 'teams' } })
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
  await addAdmin(
    { wave: hall.survey.wave.id, book: hall.book, progress: hall.deps.progress },
    { ...admin.who, role: 'analyst', ...by },
  )
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
  const stores = { wave: hall.survey.wave.id, book: hall.book, progress: hall.deps.progress }
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
