/** The chat and the page are two windows of one person: begun in either, gone on with in the other, open at once. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { personInTeams } from '../../support/person-in-teams.ts'
import { tenantId } from '../../support/registered.ts'
import { units } from '../../support/survey-2018.ts'
import { type Page, visitor } from '../../support/web/visitor.ts'
import { webService } from '../../support/web/web-service.ts'

let service: Awaited<ReturnType<typeof webService>>
beforeAll(async () => {
  service = await webService()
}, 60_000)
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
  await person.until(() => person.chat().some(({ texts }) => texts.join().includes('åpnet i nettleseren')))
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
