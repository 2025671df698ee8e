/** Which topic is meant when something is passed on, and what the colleague who has it is told. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { type Office, openOffice } from '../../support/reminders/desk.ts'
import { startPglite } from '../../support/start-pglite.ts'
import { questionnaires } from '../../support/survey.ts'
import { type Chatting, openWithTwo, type TownHall } from '../../support/together/town-hall.ts'

let office: Office
let hall: TownHall
let kari: Chatting
let per: Chatting
beforeAll(async () => {
  office = await openOffice(await startPglite())
})
afterAll(() => office.close())
beforeEach(async () => {
  ;({ hall, kari, per } = await openWithTwo(office))
})

/** Kari passes on section 4 (tolk), and Per begins on it. */
const passOn = async () => {
  await kari.say('send videre til Per Hansen')
  await kari.say('4')
  await per.say(kari.code())
  await per.press('Start')
}

it.each(['Bruk av tolk', 'bruk av tolk.', 'tolk', '4', 'nummer 4'])(
  'by the topic’s name as well: «%s»',
  async (topic) => {
    await kari.say('send videre til Per Hansen')
    await kari.say(topic)
    expect(kari.last()).toContain('Kan du svare på temaet «Bruk av tolk»?')
  },
)

it.each(['av', 'svar', 'samarbeid og tolk', '9'])('asks again which topic «%s» is', async (topic) => {
  await kari.say('send videre til Per Hansen')
  await kari.say(topic)
  expect(kari.last()).toContain('Skriv et nummer fra 0 til 6')
})

it('says so when somebody who is linked pastes a code that is used, and takes it for no answer', async () => {
  await kari.say('send videre til Per Hansen')
  await kari.say('4')
  const code = kari.code()
  await per.say(code)
  const ola = await hall.person('Ola Hansen', { part: 'raadmann' })
  await ola.join()
  await ola.press('Start')
  await ola.say('endre 10')
  expect(ola.last()).toContain('Er det noe mer du vil si til IMDi?')
  await ola.say(code)
  expect(ola.last()).toContain('Jeg fikk ikke brukt koden.')
  await ola.say(`Se sak ${code} i arkivet.`)
  expect(ola.raw()).toContain(`Se sak ${code} i arkivet.`)
  expect(Object.keys((await hall.session()).entries)).toHaveLength(1)
})

it('tells the colleague only of what they may do', async () => {
  await passOn()
  await per.say('kommandoer')
  expect(per.last()).not.toMatch(/send inn|send videre/)
  await per.say('vis svar')
  await per.say('tja')
  expect(per.last()).toContain('Du er i oppsummeringen.')
  expect(per.last()).not.toContain('send inn')
  await kari.say('kommandoer')
  expect(kari.last()).toMatch(/send inn[\s\S]*send videre/)
})

it('says that a topic is gone when a new version no longer has it', async () => {
  await passOn()
  await per.say('1')
  const without = structuredClone({ ...questionnaires.raadmann, version: 2 })
  without.sections = without.sections.filter(({ id }) => id !== 'tolk')
  hall.release(without)
  await per.say('fortsett')
  expect(per.last()).toContain('Det du er bedt om å svare på, gjelder ikke lenger')
  expect(per.last()).not.toMatch(/Nå har du svart på alt|alle (?:dei )?0/i)
  await kari.say('sendt videre')
  expect(kari.last()).toContain('Per Hansen: et tema som ikke er med lenger')
})
