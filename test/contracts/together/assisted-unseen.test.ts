/** Whoever enters a returned form is never shown what somebody of the unit answers, whatever comes in between. */

import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sweepOutbox } from '../../../src/app/conversation/say.ts'
import type { Link } from '../../../src/app/ports/people.ts'
import { beginAssisted } from '../../../src/app/together/paper-forms.ts'
import { readWaveFolder } from '../../../src/edge/files/wave-folder.ts'
import { openResults } from '../../../src/edge/sql/results.ts'
import { buildSubmission } from '../../../src/results/submission.ts'
import { type Office, openOffice } from '../../support/reminders/desk.ts'
import { startPglite } from '../../support/start-pglite.ts'
import { questionnaires, units } from '../../support/survey.ts'
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
    await hall.deps.progress.deleteSessions(new Set([hall.sessionId]))
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
    await expect.poll(() => sweepOutbox(hall.service), { interval: 200 }).toBe(1)
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

describe('what the unit answered in the last wave is shown to its own people alone', () => {
  const BEFORE = /forrige undersøkelse|Odda|Jondal/
  beforeEach(async () => {
    const read = await readWaveFolder(join(import.meta.dirname, '../../questionnaire/last-wave'), () => [])
    if ('faults' in read) throw new Error(JSON.stringify(read.faults))
    const answers = read.previous?.get('4618')
    if (answers === undefined) throw new Error('nobody has answered')
    const [about, versions] = [read.wave.parts.raadmann, read.questionnaires.get('raadmann')]
    if (about === undefined || versions === undefined) throw new Error('no such part')
    hall.deps.survey = {
      ...hall.survey,
      wave: { ...hall.survey.wave, parts: { ...hall.survey.wave.parts, raadmann: about } },
      questionnaires: new Map([...hall.survey.questionnaires.entries(), ['raadmann', versions] as const]),
      previous: new Map([[place.unitId, answers]]),
    }
  })
  const answers = async (person: Chatting) => {
    await person.press('Start')
    await person.say('ja')
    await person.say('350')
    await person.say('vis svar')
  }

  it('not to an administrator who enters their form', async () => {
    expect(await beginAssisted(hall.deps, link, place)).toBe('begun')
    await admin.say('start')
    await answers(admin)
    expect(admin.raw()).toContain('350')
    expect(admin.raw()).not.toMatch(BEFORE)
  })

  it('not on a card of the administrator’s that is shown later than it was asked for', async () => {
    await beginAssisted(hall.deps, link, place)
    await admin.say('start')
    const { channel } = hall.deps
    hall.deps.channel = { ...channel, send: async () => ({ kind: 'later', status: 429, code: null }) }
    await admin.press('Start')
    hall.deps.channel = channel
    await expect.poll(() => sweepOutbox(hall.service), { interval: 200 }).toBe(1)
    expect(admin.raw()).toContain('plan')
    expect(admin.raw()).not.toMatch(BEFORE)
  })

  it('but to a respondent of the unit', async () => {
    const kari = await hall.person('Kari Nordmann', { part: 'raadmann' })
    await kari.join()
    await answers(kari)
    expect(kari.raw()).toMatch(BEFORE)
  })
})
