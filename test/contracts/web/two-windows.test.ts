/** The chat and the page are two windows of one person: begun in either, gone on with in the other, open at once. */

import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openRegister } from '../../../src/edge/sql/register.ts'
import { personIdOf, sessionIdOf } from '../../../src/register/ids.ts'
import { personInTeams } from '../../support/person-in-teams.ts'
import { objectIdOf, tenantId } from '../../support/registered.ts'
import { units } from '../../support/survey-2018.ts'
import { wave2018 } from '../../support/wave-2018.ts'
import { type Page, visitor } from '../../support/web/visitor.ts'
import { webService } from '../../support/web/web-service.ts'

let service: Awaited<ReturnType<typeof webService>>
beforeAll(async () => {
  service = await webService()
})
afterAll(() => service.stop())

const onWeb = () => visitor(service.service.url)
const position = (page: Page): string => /Spørsmål \d+ av \d+/.exec(page.text)?.[0] ?? page.text.slice(0, 200)
const first = (page: Page): [string, string][] => page.choices.slice(0, 1)

type Chat = ReturnType<typeof service.person>
const newest = (person: Chat): string => person.chat().at(-1)?.texts.join('\n') ?? ''
const sees = (person: Chat, text: string) => person.until(() => newest(person).includes(text))

const startedInTeams = async (n: number): Promise<Chat> => {
  const person = service.person(n)
  await person.say('hei')
  const start = await person.until(() => person.find(({ data }) => data.do === 'start'))
  await person.press(start.button, start.id)
  await sees(person, 'Spørsmål 1 av')
  return person
}

it('begun in Teams, gone on with on the web: same place, and the card in the chat closes when it is answered there', async () => {
  const person = await startedInTeams(0)
  const card = person.chat().at(-1)
  const who = onWeb()
  let page = await who.open(await service.codeOf(0))
  expect(position(page)).toMatch(/^Spørsmål 1 av/)
  page = await who.press(page, 'Svar', first(page))
  expect(position(page)).toMatch(/^Spørsmål 2 av/)
  // The card of the first question, as the chat shows it now: closed, with the answer and «Endre».
  await person.until(() => {
    const now = person.chat().find(({ id }) => id === card?.id)
    return now !== undefined && person.buttons(now).some(({ data }) => data.do === 'change')
  })
  expect(person.chat().filter(({ texts }) => texts.join().includes('Spørsmål 2 av'))).toEqual([])
  await person.say('fortsett')
  await sees(person, 'Spørsmål 2 av')
  await person.say('12')
  await sees(person, 'Spørsmål 3 av')
  expect(position(await who.get('/svar/skjema'))).toMatch(/^Spørsmål 3 av/)
  // What was shown before is old: it is not taken, and not lost.
  const late = await who.press(page, 'Svar', [['answer', '7']])
  expect(late.text).toContain('Dette ble ikke lagret')
  expect(late.text).toContain('7')
  expect(position(late)).toMatch(/^Spørsmål 3 av/)
})

it('tells in the chat that the answers were opened in a browser', async () => {
  const person = await startedInTeams(1)
  await onWeb().open(await service.codeOf(1))
  await person.until(() => person.chat().some(({ texts }) => texts.join().includes('åpnet i en ny nettleser')))
  expect(
    person
      .chat()
      .flatMap(({ texts }) => texts)
      .join('\n'),
  ).toContain(units[1]?.name ?? '')
})

it('begun on the web, gone on with in Teams by the code: same place, same answers, and the page follows', async () => {
  const who = onWeb()
  const code = await service.codeOf(2)
  let page = await who.press(await who.open(code), 'Start')
  page = await who.press(page, 'Svar', first(page))
  expect(position(page)).toMatch(/^Spørsmål 2 av/)
  const objectId = randomUUID()
  const person = personInTeams({ url: service.service.url, connector: service.connector }, { tenantId, objectId })
  await person.say(code)
  await sees(person, 'Spørsmål 2 av')
  await person.say('4')
  await sees(person, 'Spørsmål 3 av')
  expect(position(await who.get('/svar/skjema'))).toMatch(/^Spørsmål 3 av/)
  expect(position(await who.press(page, 'Svar', [['answer', '9']]))).toMatch(/^Spørsmål 3 av/)
  expect((await who.get('/svar/oversikt')).text).toContain('4 år')
})

it('begun on the web, found in the directory when they write in Teams', async () => {
  const who = onWeb()
  let page = await who.press(await who.open(await service.codeOf(3)), 'Start')
  page = await who.press(page, 'Svar', first(page))
  const person = service.person(3)
  await person.say('hei')
  await sees(person, 'Spørsmål 2 av')
  expect(position(await who.get('/svar/skjema'))).toMatch(/^Spørsmål 2 av/)
})

it('another account with the same code is refused, and told so', async () => {
  const code = await service.codeOf(4)
  const account = () =>
    personInTeams({ url: service.service.url, connector: service.connector }, { tenantId, objectId: randomUUID() })
  const [one, other] = [account(), account()]
  await one.say(code)
  await one.until(() => one.find(({ data }) => data.do === 'start'))
  await other.say(code)
  await sees(other, 'en annen Teams-konto')
  expect((await onWeb().open(code)).titles).toContain('Start')
})

it('two at once in the two windows: both are stored, or the later one is told', async () => {
  const person = await startedInTeams(5)
  const who = onWeb()
  const page = await who.open(await service.codeOf(5))
  const [typed, pressed] = await Promise.all([person.say('1'), who.press(page, 'Svar', first(page))])
  expect(typed.status).toBe(200)
  expect(pressed.status).toBeLessThan(500)
  expect(position(await who.get('/svar/skjema'))).toMatch(/^Spørsmål 2 av/)
})

it('what can be written in the chat can be written on the help page, and the answer waits on the next page', async () => {
  const who = onWeb()
  await who.press(await who.open(await service.codeOf(6)), 'Start')
  const write = async (text: string) => {
    const help = await who.get('/svar/hjelp')
    return await who.post('/svar/skjema', { ...help.hidden('/svar/skjema'), text })
  }
  expect((await write('status')).text).toContain('Dere har svart på 0 av')
  expect((await write('send videre')).text).toContain('Svaret ditt')
  const whole = await who.get('/svar/skjema')
  const named = await who.post('/svar/skjema', { ...whole.hidden('/svar/skjema'), text: 'alt' })
  const sent = await who.post('/svar/skjema', { ...named.hidden('/svar/skjema'), text: 'Marit Dahl' })
  const code = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]/.exec(sent.text)?.[0] ?? ''
  expect(code, sent.text).not.toBe('')
  const marit = onWeb()
  expect((await marit.open(code)).titles).toContain('Start')
  expect(await marit.open(code)).toMatchObject({ status: 200, path: '/svar/skjema' })
})

it('a page is about its own part, administers nothing and takes no code, whatever the person may do in Teams', async () => {
  const wave = wave2018
  const [own, entered] = [units[7]?.id ?? '', units[11]?.id ?? '']
  const objectId = objectIdOf(7)
  const personId = personIdOf(tenantId, objectId)
  const by = { at: new Date(), actor: 'test' }
  const respondent = {
    ...{ unitId: own, part: 'integrering', name: 'Ola Nordmann', email: 'ola@syv.example', upn: null, language: null },
    ...{ tenantId, objectId },
  }
  const added = [{ line: 2, respondent }]
  await service.book.change(() => ({ added, changed: [], unchanged: [], faults: [] }), { ...by, newId: randomUUID })
  await service.book.addAdmin({ tenantId, objectId, personId, role: 'administrator' }, by)
  const assisting = {
    id: randomUUID(),
    unitId: entered,
    part: 'integrering',
    name: 'Ola Nordmann',
    at: by.at,
    personId,
  }
  expect(await openRegister(service.sql, { wave }).assist(assisting)).toMatchObject({ role: 'administrator' })

  const person = service.person(7)
  await person.say('hei')
  await sees(person, '1. ')
  // The chat talks about the first of the three; the page is opened for the other one.
  await person.say('integrering')
  await sees(person, '1. ')
  const list = newest(person).split('\n')
  const chats = list.find((line) => line.includes(units[7]?.name ?? '') && /integrering/i.test(line))
  await person.say(/\d+/.exec(chats ?? '')?.[0] ?? '')
  const start = await person.until(() => person.find(({ data }) => data.do === 'start'))
  await person.press(start.button, start.id)
  await sees(person, 'Spørsmål 1 av')

  const who = onWeb()
  const row = (await service.book.list({})).find(({ unitId, part }) => unitId === own && part === 'raadmann')
  let page = await who.open(await service.codeFor(row?.id ?? ''))
  page = await who.press(page, 'Start')
  await sees(person, 'åpnet i en ny nettleser')
  const inChat = () =>
    person
      .chat()
      .flatMap(({ texts }) => texts)
      .join('\n')
  const before = inChat()
  const write = async (text: string) => {
    const help = await who.get('/svar/hjelp')
    return await who.post('/svar/skjema', { ...help.hidden('/svar/skjema'), text })
  }
  const first1 = position(page)
  expect(first1).toMatch(/^Spørsmål 1 av/)
  expect(before).not.toContain(first1)
  await write('1')
  expect(position(await who.get('/svar/skjema'))).toMatch(/^Spørsmål 2 av/)
  expect(inChat()).toBe(before)

  const tried = () => service.sql.selectFrom('audit').select('action').where('actor', '=', personId).execute()
  const trail = await tried()
  for (const text of [
    'admin',
    'påminnelser',
    'hvem mangler',
    'faste påminnelser av',
    `legg inn for ${units[12]?.name} integrering`,
  ]) {
    const said = await write(text)
    expect(said.text, text).not.toMatch(/administrator|Påminnelser|påminnelser er|Legg inn/)
  }
  const strangers = await service.codeOf(8)
  for (const typed of [strangers, ` ${strangers} `, strangers.toLowerCase()])
    expect((await write(typed)).text, typed).toMatch(/Logg ut, og skriv koden der du logger inn/)
  expect(await tried()).toEqual(trail)
  expect((await write('bytt del')).text).toContain('«Bytt del» øverst på siden')

  const parts = await who.get('/svar/deler')
  const assisted = sessionIdOf(wave, entered, 'integrering')
  expect(parts.html).not.toContain(assisted)
  const there = await who.get('/svar/skjema')
  const press = JSON.stringify({ s: assisted, do: 'start' })
  const refused = await who.post('/svar/skjema', { ...there.hidden('/svar/skjema'), press })
  expect(refused.status).toBe(409)
  await who.post('/svar/deler', { ...parts.hidden('/svar/deler'), part: assisted })
  expect(position(await who.get('/svar/skjema'))).toMatch(/^Spørsmål 2 av/)
})
