/** «Slik svarte andre» in the chat: the deadline before closing; after it, a word at once and the numbers behind it. */

import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { otherAnswers, SETTLED_AFTER_MS } from '../../../src/app/together/comparison.ts'
import { openReleases, openResults } from '../../../src/edge/sql/results.ts'
import { buildSubmission } from '../../../src/results/submission.ts'
import { type Office, openOffice } from '../../support/reminders/desk.ts'
import { startPglite } from '../../support/start-pglite.ts'
import { questionnaires, units } from '../../support/survey.ts'
import { type Chatting, openTownHall, type TownHall } from '../../support/together/town-hall.ts'

let office: Office
let hall: TownHall
let kari: Chatting
beforeAll(async () => {
  office = await openOffice(await startPglite())
})
afterAll(() => office.close())
beforeEach(async () => {
  hall = await openTownHall(office)
  const results = openResults(office.sql)
  const { survey, progress, now } = hall.deps
  hall.deps.others = otherAnswers({ survey, results, progress, releases: openReleases(office.sql), now })
  kari = await hall.person('Kari Nordmann', { part: 'raadmann' })
  await kari.join()
  await kari.press('Start')
  await kari.say('rådmann')
  await kari.say('send inn')
  await kari.say('ja')
})

/** What the queue does: takes what was sent in to SQL. */
const deliver = async () => {
  const session = await hall.session()
  const document = buildSubmission({
    ...{ questionnaire: questionnaires.raadmann, unit: units.kommune, session },
    ...{ language: 'nb', completeness: 'complete' },
  })
  await openResults(office.sql).storeSubmission(document, { by: kari.who.personId, at: new Date(hall.clock.at) })
  for (const { sessionId, key } of await hall.deps.progress.undelivered()) {
    if (sessionId === hall.sessionId) await hall.deps.progress.markDelivered(sessionId, key)
  }
}

it('tells the deadline while the survey is open', async () => {
  await kari.say('slik svarte andre')
  expect(kari.last()).toContain('Svarfristen er')
  expect(kari.last()).not.toContain('Rådmann')
})

it('waits until everything has reached the results store', async () => {
  hall.clock.at = hall.survey.closesAt + SETTLED_AFTER_MS
  await kari.say('slik svarte andre')
  expect(kari.texts()).toContain('Jeg henter tallene')
  expect(kari.last()).toContain('Tallene er ikke klare ennå')
})

it('does not wait for what another wave has not delivered', async () => {
  const elsewhere = await openTownHall(office)
  const per = await elsewhere.person('Per Berg', { part: 'raadmann' })
  await per.join()
  await per.press('Start')
  for (const text of ['rådmann', 'send inn', 'ja']) await per.say(text)
  const waiting = () => hall.deps.progress.undelivered()
  expect((await waiting()).some(({ sessionId }) => sessionId === elsewhere.sessionId)).toBe(true)
  for (const { sessionId, key } of await waiting())
    if (sessionId === hall.sessionId) await hall.deps.progress.markDelivered(sessionId, key)
  hall.clock.at = hall.survey.closesAt + SETTLED_AFTER_MS
  await kari.say('slik svarte andre')
  expect(kari.last()).toContain('== Slik svarte andre ==')
  expect((await waiting()).some(({ sessionId }) => sessionId === elsewhere.sessionId)).toBe(true)
})

it('shows the own answers, page by page, and hides what one unit alone would tell', async () => {
  await deliver()
  hall.clock.at = hall.survey.closesAt + SETTLED_AFTER_MS
  await kari.say('se hva andre svarte')
  expect(kari.last()).toContain('== Slik svarte andre ==')
  expect(kari.last()).toContain('Deres svar: Rådmann')
  expect(kari.last()).toMatch(/Hele landet skjult, .+ skjult, samme størrelse \(.+\) skjult/u)
  await kari.press('Neste tema')
  expect(kari.last()).toContain('· 2 av ')
})

it('says at once that it is fetching, before any number is made', async () => {
  hall.clock.at = hall.survey.closesAt + SETTLED_AFTER_MS
  let asked = 0
  hall.deps.others = {
    areAtHand: () => false,
    numbers: async () => {
      asked = kari.texts().split('Jeg henter tallene').length - 1
      return null
    },
  }
  await kari.say('slik svarte andre')
  expect(asked).toBe(1)
})
