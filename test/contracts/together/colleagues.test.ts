/** Colleagues of one unit answer the same part: nothing overwritten unseen, told once, one receipt for all. */

import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { tellColleagues } from '../../../src/app/conversation/handed-over.ts'
import type { Questionnaire } from '../../../src/questionnaire/schema.ts'
import { type Office, openOffice } from '../../support/reminders/desk.ts'
import { startPglite } from '../../support/start-pglite.ts'
import { questionnaires } from '../../support/survey.ts'
import { type Chatting, openTownHall, type TownHall } from '../../support/together/town-hall.ts'

let office: Office
let hall: TownHall
let kari: Chatting
let ola: Chatting
const log: string[] = []
beforeAll(async () => {
  office = await openOffice(await startPglite())
})
afterAll(() => office.close())
beforeEach(async () => {
  log.length = 0
  hall = await openTownHall(office)
  kari = await hall.person('Kari Nordmann', { part: 'raadmann', log })
  ola = await hall.person('Ola Hansen', { part: 'raadmann', log })
  for (const person of [kari, ola]) {
    await person.join()
    await person.press('Start')
  }
})

/** The transcript as it is kept; codes are made by chance. */
const golden = (name: string): void => {
  const text = log.join('\n').replace(/[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]/g, 'XXXX-XXXX-XXXX-X')
  const path = new URL(`${name}.golden.txt`, import.meta.url)
  if (process.env.UPDATE_GOLDENS === '1') writeFileSync(path, text)
  expect(existsSync(path), `${name}: run with UPDATE_GOLDENS=1`).toBe(true)
  expect(text).toBe(readFileSync(path, 'utf8'))
}
const later = (minutes: number) => {
  hall.clock.at += minutes * 60_000
}

it('the later of two who answer the same is shown the earlier answer and its author before anything is stored', async () => {
  await kari.press('Svar', { answer: 'raadmann' })
  await ola.press('Svar', { answer: 'assisterende' })
  expect(ola.texts()).toContain('Kari Nordmann svarte «Rådmann» 5.11. kl. 09.02, mens dette kortet var åpent.')
  expect((await hall.session()).entries.leder_rolle).toMatchObject({ r: 1, answer: { value: 'raadmann' } })
  await ola.press('Ja, bruk mitt svar')
  expect((await hall.session()).entries.leder_rolle).toMatchObject({ r: 2, by: 1, over: 0 })
  await kari.say('5')
  expect(kari.last()).toContain('Ola Hansen har endret svaret ditt på spørsmål 1.')
})

it('keeps the earlier answer on a no, and goes on', async () => {
  await kari.press('Svar', { answer: 'raadmann' })
  await ola.press('Svar', { answer: 'assisterende' })
  await ola.press('Nei, behold det andre')
  expect((await hall.session()).entries.leder_rolle).toMatchObject({ r: 1, by: 0 })
  expect(ola.last()).toContain('Spørsmål 2 av')
})

it('says who answered when a typed answer came too late', async () => {
  await kari.press('Svar', { answer: 'raadmann' })
  await ola.say('assisterende rådmann')
  expect(ola.last()).toContain('Svaret er nå: Rådmann (svart av Kari Nordmann, 5.11. kl. 09.02).')
})

it('tells of a colleague’s answers once, gathered', async () => {
  await kari.say('1')
  await kari.say('5')
  await kari.say('ja')
  later(30)
  await ola.say('fortsett')
  expect(ola.last()).toContain('Kari Nordmann har svart på spørsmål 1–3.')
  later(30)
  await ola.say('fortsett')
  expect(ola.last()).not.toContain('Nordmann har svart på')
})

it('does not name a person who has been removed', async () => {
  await kari.say('1')
  await kari.say('slett svarene mine')
  await kari.say('ja')
  await ola.say('vis svar')
  expect(ola.raw()).not.toContain('Kari Nordmann')
})

it('three people answer, one sends in, and all of them get the receipt, once', async () => {
  const per = await hall.person('Per Berg', { log })
  await kari.say('rådmann')
  await kari.say('om lag 5')
  await kari.say('send videre til Per Berg')
  await kari.say('4')
  await per.say(kari.code())
  await per.press('Start')
  await per.say('1')
  later(45)
  await ola.say('fortsett')
  await ola.say('ja')
  await kari.say('vis svar')
  await kari.press('Neste side')
  await kari.press('Send inn')
  await kari.press('Ja, send inn')
  for (const person of [kari, ola, per]) expect(person.texts()).toContain('Takk! Svarene er sendt inn.')
  for (const person of [ola, per]) expect(person.last()).toContain('Kari Nordmann har sendt inn svarene for dere.')
  expect(per.last()).not.toContain('[Endre svar]')
  expect(ola.last()).toContain('[Endre svar]')
  const [olas, pers] = [ola, per].map((person) => person.chat().length)
  await kari.say('send inn')
  expect([ola, per].map((person) => person.chat().length)).toEqual([olas, pers])
  golden('tre-personer')
  // The process may die after sending; the sweep does it all again.
  const { submission } = await hall.session()
  const key = `${submission?.id}_${submission?.revision}`
  const sender = { sessionId: hall.sessionId, personId: kari.who.personId }
  for await (const { group } of tellColleagues(hall.deps, sender, key)) expect(group).toBeUndefined()
})

it('two people are told of a new version, each once, and asked only what is new', async () => {
  await kari.say('rådmann')
  hall.release(withOneMore())
  await kari.say('fortsett')
  await ola.say('fortsett')
  const told = 'Skjemaet er oppdatert siden sist: svarene deres er beholdt, og det er kommet ett nytt spørsmål.'
  for (const person of [kari, ola]) expect(person.texts().split(told)).toHaveLength(2)
  expect(await hall.session()).toMatchObject({ version: 2, moved: { from: 1, fresh: 1, again: 0 } })
  await kari.say('status')
  await ola.say('status')
  for (const person of [kari, ola]) expect(person.texts().split(told)).toHaveLength(2)
})

it('somebody who stands at a question that a new version no longer has goes on, and its card says so', async () => {
  await kari.say('rådmann')
  const without = structuredClone({ ...questionnaires.raadmann, version: 2 })
  without.sections[0]?.questions.splice(1, 1)
  hall.release(without)
  await kari.press('Svar', { answer: '5' })
  expect(kari.last()).toContain('Behovet for å bosette flyktninger har svingt')
  expect(kari.texts()).toContain('Dette spørsmålet er ikke med lenger.')
  expect(kari.texts()).not.toContain('Hvor mange år')
  await ola.say('fortsett')
  expect(ola.last()).toContain('Behovet for å bosette flyktninger har svingt')
  expect(Object.keys((await hall.session()).entries)).toEqual(['leder_rolle'])
})

it.each(['typed', 'pressed'] as const)(
  'a «ja» to sending in that was asked before a release is no «ja» to it, %s',
  async (way) => {
    await kari.say('rådmann')
    await kari.say('send inn')
    hall.release(withOneMore())
    await (way === 'typed' ? kari.say('ja') : kari.press('Ja, send inn'))
    expect(await hall.session()).toMatchObject({ version: 2, state: 'started', submission: null })
    expect(kari.last()).toContain('Skjemaet er endret siden jeg spurte om du ville sende inn.')
    expect(kari.last()).toContain('det er kommet ett nytt spørsmål')
    await kari.press('Send inn')
    await kari.press('Ja, send inn')
    expect(await hall.session()).toMatchObject({ version: 2, state: 'submitted' })
  },
)

/** Version 2 of the rådmann's part: the first question, and then one like it. */
const withOneMore = (): Questionnaire => {
  const second = structuredClone({ ...questionnaires.raadmann, version: 2 })
  const [first, ...rest] = second.sections[0]?.questions ?? []
  if (first === undefined) throw new Error('no question')
  second.sections[0]?.questions.splice(0, rest.length + 1, first, { ...first, id: 'leder_ny' }, ...rest)
  return second
}
