/** Golden transcripts of the administrator's chat. */

import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { removeAdmin } from '../../../src/app/administration/admins.ts'
import { openRespondents } from '../../../src/edge/sql/respondents.ts'
import { sessionIdOf } from '../../../src/register/ids.ts'
import { inOslo } from '../../../src/reminders/calendar.ts'
import { chatOf } from '../../support/reminders/admin-chat.ts'
import { type Desk, type Office, openDesk, openOffice } from '../../support/reminders/desk.ts'
import { viewText } from '../../support/reminders/view-text.ts'
import { startPglite } from '../../support/start-pglite.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice(await startPglite())
})
afterAll(() => office.close())

const openChat = (desk: Desk, role: 'administrator' | 'analyst' | null, locale?: string) =>
  chatOf(office, desk, { role, locale })

const hordaland = async (desk: Desk) =>
  desk.people([
    { unitId: '1201', part: 'raadmann', tenant: 1 },
    { unitId: '1201', part: 'integrering', tenant: 1 },
    { unitId: '1211', part: 'raadmann', tenant: 2 },
    { unitId: '1216', part: 'raadmann', tenant: 3, linked: 'not_linked' },
    { unitId: '0301', part: 'raadmann', tenant: 4 },
  ])

const ordered = async (desk: Desk) => (await desk.deps.campaigns.list(10)).filter(({ kind }) => kind === 'reminder')

describe('the administrator’s chat', () => {
  it('shows status and who is missing', async () => {
    const desk = await openDesk(office)
    await hordaland(desk)
    const chat = await openChat(desk, 'administrator')
    await chat.join()
    await chat.say('status')
    await chat.say('Status Vestland')
    await chat.say('hvem mangler Hordaland rådmann?')
    await chat.press('Vis flere')
    await chat.say('status Atlantis')
    await expect(chat.transcript()).toMatchFileSnapshot('./admin-chat/status.golden.txt')
  })

  it('previews, sends once and shows the progress in the same card', async () => {
    const desk = await openDesk(office)
    const [, , blocked] = await hordaland(desk)
    desk.fails.set(blocked?.conversationId ?? '', [{ kind: 'blocked', status: 403, code: 'MessageWritesBlocked' }])
    const chat = await openChat(desk, 'administrator')
    await chat.say('påminn Vestland')
    await chat.press('Send til 3')
    await desk.work()
    chat.updates()
    const reminders = desk.sent.filter(({ notify }) => notify === 'alert')
    chat.log.push(
      ...reminders.map(
        ({ view }) => `TIL MOTTAKEREN (${view.type === 'panel' ? view.summary : ''}):\n${viewText(view)}`,
      ),
    )
    await expect(chat.transcript()).toMatchFileSnapshot('./admin-chat/remind.golden.txt')
    expect(reminders).toHaveLength(2)
  })

  it('speaks nynorsk, at a time, and is cancelled', async () => {
    const desk = await openDesk(office)
    await hordaland(desk)
    const chat = await openChat(desk, 'administrator', 'nn-NO')
    await chat.say('påminn Hordaland ikkje byrja i morgon kl. 9')
    await chat.press('Send til 3')
    await chat.press('Avbryt resten')
    await chat.say('påminningar')
    await chat.say('faste påminningar på')
    await chat.say('påminn i går kl. 25')
    await expect(chat.transcript()).toMatchFileSnapshot('./admin-chat/nynorsk.golden.txt')
    expect(desk.sent.filter(({ notify }) => notify === 'alert')).toEqual([])
  })

  it('reminds of as many places as were named, and of nobody when they cannot be read', async () => {
    const desk = await openDesk(office)
    await hordaland(desk)
    const chat = await openChat(desk, 'administrator')
    const names = [...desk.survey.units.values()].slice(0, 40).map(({ name }) => name)
    await chat.say(`påminn ${[...names, 'Bergen'].join(', ')}`)
    await chat.press('Send til 2')
    await chat.pressVerb('admin_send', { draft: randomUUID(), words: 'x'.repeat(5000) })
    expect((await ordered(desk)).map(({ selection }) => selection.units?.includes('1201'))).toEqual([true])
  })

  it('offers only what narrows further', async () => {
    const desk = await openDesk(office)
    await hordaland(desk)
    const chat = await openChat(desk, 'administrator')
    await chat.say('påminn')
    await chat.press('Bare ikke begynt')
    expect(() => chat.press('Bare begynt')).toThrow('no button')
    await chat.press('Bare nynorsk')
    expect(chat.log.at(-1)).not.toContain('Avgrens')
    await chat.say('påminn ikke begynt nynorsk')
    expect(chat.log.at(-1)).not.toContain('Avgrens')
  })

  it('makes one campaign of «Send» pressed twice', async () => {
    const desk = await openDesk(office)
    await hordaland(desk)
    const chat = await openChat(desk, 'administrator')
    await chat.say('påminn Bergen')
    const draft = randomUUID()
    await chat.pressVerb('admin_send', { draft, words: 'bergen' })
    await chat.pressVerb('admin_send', { draft, words: 'bergen' })
    expect(await ordered(desk)).toHaveLength(1)
  })

  it('leaves an analyst to look, and everybody else to the ordinary bot', async () => {
    const desk = await openDesk(office)
    const analyst = await openChat(desk, 'analyst')
    await analyst.say('påminn')
    expect(analyst.log.at(-1)).toContain('Du har ikke tilgang')
    await analyst.pressVerb('admin_send', { draft: randomUUID() })
    expect(analyst.log.at(-1)).toContain('Du har ikke tilgang')
    const nobody = await openChat(desk, null)
    expect(await nobody.say('status')).toBe(null)
    expect(await nobody.pressVerb('admin_send', { draft: randomUUID() })).toBe(null)
    expect(await ordered(desk)).toEqual([])
  })

  it('lets an administrator whose role has ended since press in vain', async () => {
    const desk = await openDesk(office)
    await hordaland(desk)
    const chat = await openChat(desk, 'administrator')
    await office.sql.deleteFrom('admins').where('person_id', '=', chat.person.personId).execute()
    await chat.pressVerb('admin_send', { draft: randomUUID(), words: '' })
    expect(chat.log.at(-1)).toContain('Du har ikke tilgang')
    await chat.say('faste påminnelser på')
    expect(chat.log.at(-1)).toContain('Du har ikke tilgang')
    expect(await desk.deps.campaigns.standing()).toBeNull()
    expect(await ordered(desk)).toEqual([])
  })

  it('shows nothing more on the card of somebody whose role was removed', async () => {
    const desk = await openDesk(office)
    await hordaland(desk)
    const chat = await openChat(desk, 'administrator')
    await chat.say('påminn Bergen')
    await chat.press('Send til 2')
    const { tenantId, objectId } = chat.person
    const book = openRespondents(office.sql, { wave: desk.survey.wave.id })
    const gone = { tenantId, objectId, at: new Date(desk.clock.at), actor: 'test' }
    const before = desk.sent.length
    expect(await removeAdmin({ wave: desk.survey.wave.id, book, progress: desk.deps.progress }, gone)).not.toBeNull()
    await desk.work()
    expect(desk.sent.slice(before).filter(({ updated }) => updated !== undefined)).toEqual([])
    expect(desk.sent.slice(before).filter(({ notify }) => notify === 'alert')).toHaveLength(2)
  })

  it('asks which day is meant where it may be two, and orders nothing', async () => {
    const desk = await openDesk(office)
    await hordaland(desk)
    const chat = await openChat(desk, 'administrator')
    const names = ['mandag', 'tirsdag', 'onsdag', 'torsdag', 'fredag', 'lørdag', 'søndag']
    const today = names[inOslo(desk.clock.at).weekday - 1]
    await chat.say(`påminn Bergen ${today} kl. 23.59`)
    expect(chat.log.at(-1)).toMatch(/Mener du \d+\. \p{L}+ \d{4} eller \d+\. \p{L}+ \d{4}\? Skriv datoen/u)
    const date = inOslo(desk.clock.at).plus({ days: 8 })
    await chat.say(`påminn Bergen ${today} ${date.day}.${date.month}. kl. 9`)
    expect(chat.log.at(-1)).toContain(`er ikke en ${today}. Skriv bare datoen`)
    await chat.say(`påminn Bergen ${names[date.weekday - 1]} ${date.day}.${date.month}. kl. 9`)
    expect(chat.log.at(-1)).toContain(`${date.day}. `)
    expect(chat.log.at(-1)).toContain('kl. 09.00')
    expect(await ordered(desk)).toEqual([])
  })

  it('does not send now what was previewed for a time that has passed', async () => {
    const desk = await openDesk(office)
    await hordaland(desk)
    const chat = await openChat(desk, 'administrator')
    await chat.say('påminn Bergen i morgen kl. 9')
    desk.clock.at += 3 * 86_400_000
    await chat.press('Send til 2')
    expect(chat.log.at(-1)).toContain('har passert')
    expect(await ordered(desk)).toEqual([])
  })

  it('shows what became of it when the button is pressed again after its time', async () => {
    const desk = await openDesk(office)
    await hordaland(desk)
    const chat = await openChat(desk, 'administrator')
    const again = { draft: randomUUID(), words: 'bergen', at: String(desk.clock.at + 3_600_000) }
    await chat.pressVerb('admin_send', again)
    desk.clock.at += 86_400_000
    await chat.pressVerb('admin_send', again)
    expect(chat.log.at(-1)).not.toContain('har passert')
    expect(await ordered(desk)).toHaveLength(1)
  })

  it('tells each administrator once who was asked by mistake, and keeps it in sight', async () => {
    const desk = await openDesk(office)
    const [bergen, , etne] = await hordaland(desk)
    for (const one of [bergen, etne]) {
      const sessionId = sessionIdOf(desk.survey.wave.id, one?.unitId ?? '', one?.part ?? '')
      await desk.deps.register.decline(one?.personId ?? '', sessionId, new Date(desk.clock.at))
    }
    const [first, second, analyst] = [
      await openChat(desk, 'administrator'),
      await openChat(desk, 'administrator', 'nn-NO'),
      await openChat(desk, 'analyst'),
    ]
    const told = 'Ola Nordmann svarer ikke for Bergen kommune'
    desk.fails.set(`admin-${first.person.tenantId}`, [{ kind: 'later', status: 502, code: null }])
    await first.say('status')
    expect(first.log.join('')).not.toContain(told)
    await first.say('status Troms')
    expect(first.log.at(-1)).toContain(`${told} (Rådmann eller bydelsdirektør).`)
    expect(first.log.at(-1)).toContain('Ola Nordmann svarer ikke for Etne kommune')
    await first.say('status')
    expect(first.log.at(-1)).not.toContain(told)
    expect(first.log.at(-1)).toContain('svarer ikke: 2.')
    await first.say('hvem mangler Hordaland rådmann')
    expect(first.log.at(-1)).toContain('Bergen – ikke begynt, den som ble spurt, svarer ikke\n')
    await second.join()
    expect(second.log.at(-1)).toContain('Ola Nordmann svarer ikkje for Bergen kommune')
    await analyst.say('status')
    expect(analyst.log.at(-1)).not.toContain('Ola Nordmann')
    expect(analyst.log.at(-1)).toContain('svarer ikke: 2.')
  })

  it('leaves what may be an answer to somebody who also answers', async () => {
    const desk = await openDesk(office)
    const chat = await openChat(desk, 'administrator')
    chat.link.memberships.push({
      respondentId: '',
      wave: desk.survey.wave.id,
      unitId: '1201',
      part: 'raadmann',
      sessionId: '',
      language: null,
    })
    expect(await chat.say('status quo')).toBe(null)
    expect(await chat.say('mangler tre personer')).toBe(null)
    for (const remind of ['purr bergnen', 'minn på bergnen', 'send påminning til bergnen']) {
      expect(await chat.say(remind), remind).not.toBe(null)
      expect(chat.log.at(-1), remind).toContain('bergnen')
    }
    expect(await chat.say('Vi har ikke begynt')).toBe(null)
    expect(await chat.say('status')).not.toBe(null)
    expect(chat.log.at(-1)).toMatch(
      /Rådmann eller bydelsdirektør for Bergen kommune: Dere har svart på 0 av \d+ spørsmål/,
    )
  })
})
