/**
 * A wave is data: a wave of three parts and one of one part stand beside that of 2018 in one service, and are answered without a
 * line of the service for them; which wave a turn, a code or a job is about. On a real Redis and a real SQL database.
 * `waves.running.test.ts` has them reminded, sent in, reported and exported too.
 */

import { randomBytes, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { doHandedOver } from '../../src/app/conversation/handed-over.ts'
import { sweepOutbox } from '../../src/app/conversation/say.ts'
import type { Channel } from '../../src/app/ports/channel.ts'
import type { Person } from '../../src/app/ports/people.ts'
import { type Envelope, StoreAway } from '../../src/app/ports/progress.ts'
import { inviteRespondent } from '../../src/app/respondents/invite.ts'
import { type Deps, nothingSeen, type Survey } from '../../src/app/service.ts'
import { steadyNow } from '../../src/app/steady.ts'
import { turn } from '../../src/app/turn.ts'
import { waveOfSession, wavesOf } from '../../src/app/waves.ts'
import { turnKeys } from '../../src/edge/redis/keys.ts'
import { progressStore } from '../../src/edge/redis/progress-store.ts'
import { openRegister } from '../../src/edge/sql/register.ts'
import { openRespondents, syncUnits } from '../../src/edge/sql/respondents.ts'
import { openResults } from '../../src/edge/sql/results.ts'
import { type Input, newSession } from '../../src/engine/session.ts'
import { sessionText } from '../../src/engine/stored.ts'
import { personIdOf, sessionIdOf } from '../../src/register/ids.ts'
import { openSurvey } from '../../src/start/survey.ts'
import { plainOf, type View } from '../../src/wording/view.ts'
import { type Office, openOffice } from '../support/reminders/desk.ts'
import { startPglite } from '../support/start-pglite.ts'
import { buttonsOf, cardOf } from '../support/tester.ts'
import { wave2018 } from '../support/wave-2018.ts'

const tenantId = '33333333-3333-4333-8333-333333333333'
const at = (iso: string) => Date.parse(iso)
const IN_2018 = at('2018-11-14T10:00:00+01:00')
const IN_2031 = at('2031-03-12T10:00:00+01:00')
const IN_2032 = at('2032-03-10T10:00:00+01:00')
const BERGEN: Record<string, string> = { [wave2018]: '1201', 'tre-deler': '4601', 'en-del': '4601' }

const read = async (folder: string, wave: string): Promise<Survey> => {
  const found = await openSurvey({ wave, opensAt: null, closesAt: null, folder })
  if (!found.ok) throw new Error(JSON.stringify(found.faults))
  return found.survey
}

let office: Office
let surveys: Survey[]
const clock = { at: IN_2031 }

beforeAll(async () => {
  office = await openOffice(await startPglite())
  const own = join(import.meta.dirname, '../waves')
  const root = join(import.meta.dirname, '../../dialogs')
  surveys = [await read(root, wave2018), await read(own, 'tre-deler'), await read(own, 'en-del')]
  for (const { wave, units } of surveys) await syncUnits(office.sql, wave.id, units.values())
})
afterAll(async () => await office?.close())
beforeEach(() => {
  clock.at = IN_2031
})

type Said = { id: string; view: View }
/** What Teams says when it is asked who somebody is, and how often it was asked. */
type NameInTeams = Awaited<ReturnType<Channel['principalName']>>
let nameInTeams: NameInTeams = null
let askedForNames = 0
const chats = new Map<string, Said[]>()

const serviceOf = (taking: string | null = null) => {
  let ids = 0
  const keep = (conversationId: string, view: View, updated?: string) => {
    const chat = chats.get(conversationId) ?? []
    chats.set(conversationId, chat)
    const old = chat.find(({ id }) => id === updated)
    if (old) old.view = view
    else chat.push({ id: `m${++ids}-${chat.length}`, view })
    return { activityId: old?.id ?? chat.at(-1)?.id ?? null }
  }
  const channel: Channel = {
    send: async ({ conversationId }, view) => keep(conversationId, view),
    update: async ({ conversationId }, id, view) => keep(conversationId, view, id),
    principalName: async () => {
      askedForNames += 1
      return nameInTeams
    },
  }
  const seen = nothingSeen()
  const progress = progressStore(office.redis, async () => {})
  const results = openResults(office.sql)
  const service = wavesOf(
    surveys.map(
      (survey): Deps => ({
        ...{ survey, progress, register: openRegister(office.sql, { wave: survey.wave.id }), channel, seen },
        ...{ enqueue: async () => {}, enqueueOutside: (work) => doHandedOver(service, work), now: () => clock.at },
        ...{ newId: randomUUID, startedAt: 0, allowedTenants: new Set<string>(), pause: async () => {} },
        log: { info: () => {}, warn: () => {}, error: () => {} },
        newestSubmission: (unitId, part) => results.newestOf(survey.wave.id, unitId, part),
      }),
    ),
    taking,
  )
  return service
}

const someone = () => {
  const objectId = randomUUID()
  const who: Person = { personId: personIdOf(tenantId, objectId), tenantId, objectId }
  const conversationId = `a:${objectId}`
  const chat = () => chats.get(conversationId) ?? []
  const act = async (service: ReturnType<typeof serviceOf>, input: Input, more: Partial<Envelope> = {}) => {
    const reference = {
      ...{ serviceUrl: 'http://127.0.0.1/', channelId: 'msteams', conversationId, tenantId },
      ...{ botId: '28:bot', userId: `29:${objectId}` },
    }
    const result = await turn(service, {
      ...{ activityId: randomUUID(), person: who, reference, input, via: 'message', receivedAt: steadyNow() },
      ...{ locale: 'nb-NO', ...more },
    })
    await result.after()
    clock.at += 30_000
    return result.pressed === null
      ? plainOf(chat().at(-1)?.view ?? { type: 'text', language: 'nb', text: '' })
      : plainOf(result.pressed)
  }
  const ask = async (wave: string, part: string, unitId = BERGEN[wave] ?? '') => {
    const book = openRespondents(office.sql, { wave })
    const respondent = {
      ...{ unitId, part, name: 'Kari Nordmann', email: `${randomUUID()}@example.no` },
      ...{ upn: null, tenantId, objectId, language: 'nb' as const },
    }
    const diff = { added: [{ line: 2, respondent }], changed: [], unchanged: [], faults: [] }
    await book.change(() => diff, { at: new Date(clock.at), actor: 'test', newId: randomUUID })
  }
  return {
    ...{ who, chat, ask },
    say: (service: ReturnType<typeof serviceOf>, text: string) => act(service, { type: 'text', text }),
    join: (service: ReturnType<typeof serviceOf>) => act(service, { type: 'joined' }),
    press: (service: ReturnType<typeof serviceOf>, title: string, from = chat()) => {
      const message = from.findLast((m) => buttonsOf(m.view).some((a) => a.title === title))
      const action = message && buttonsOf(message.view).findLast((a) => a.title === title)
      if (!message || !action) throw new Error(`no button «${title}»`)
      return act(
        service,
        { type: 'card', card: cardOf(action, {}), trigger: 'manual' },
        { via: 'invoke', replyToId: message.id },
      )
    },
  }
}

/** Each wave's own address stands on its start card. */
const contactOf = (wave: string) => surveys.find((one) => one.wave.id === wave)?.wave.contact.email ?? 'none'

it.each([
  ['before all', '2018-01-01', 'none', wave2018],
  ['while the first is open', '2018-11-14', wave2018, wave2018],
  ['just after it has closed', '2018-12-20', 'none', wave2018],
  ['long after', '2025-01-01', 'none', 'tre-deler'],
  ['while the second is open', '2031-03-12', 'tre-deler', 'tre-deler'],
  ['while the third is open', '2032-03-10', 'en-del', 'en-del'],
  ['after all', '2040-01-01', 'none', 'en-del'],
])('%s, dates decide which wave takes answers and which is talked about', (_, day, open, current) => {
  clock.at = at(`${day}T12:00:00+01:00`)
  const service = serviceOf()
  expect(service.openWave(clock.at)?.survey.wave.id ?? 'none').toBe(open)
  expect(service.current().survey.wave.id).toBe(current)
})

it.each<[string, NameInTeams, string]>([
  ['it does not answer', { kind: 'later', status: null, code: 'timeout' }, 'får jeg ikke sjekket'],
  ['it knows no such member', null, 'Jeg vet ikke hvem'],
  ['it refuses', { kind: 'refused', status: 403, code: 'Forbidden' }, 'Jeg vet ikke hvem'],
  ['it names somebody whom no wave asks', 'ingen@bergen.no', 'Jeg vet ikke hvem'],
])('three waves, and Teams is asked once in a turn who somebody is: %s', async (_, name, said) => {
  const service = serviceOf()
  expect([service.current(), ...service.besides()].length).toBeGreaterThan(1)
  const stranger = someone()
  nameInTeams = name
  askedForNames = 0
  const first = await stranger.say(service, 'hei')
  nameInTeams = null
  expect(first).toContain(said)
  // The one more try after a quick failure is of the same question.
  const tries = typeof name === 'object' && name?.kind === 'later' ? 2 : 1
  expect(askedForNames).toBe(tries)
})

it('a setting says which takes answers, whatever the dates of the others say', async () => {
  const service = serviceOf('en-del')
  expect(service.openWave(IN_2031)).toBeNull()
  expect(service.current().survey.wave.id).toBe('en-del')
  // The one that is open by its dates is shut: whoever is asked there alone is not let in.
  const kari = someone()
  await kari.ask('tre-deler', 'skole')
  expect(await kari.say(service, 'hei')).not.toContain('Skolesjefen')
})

it.each([
  ['tre-deler', 'ledelse', IN_2031],
  ['tre-deler', 'program', IN_2031],
  ['tre-deler', 'skole', IN_2031],
  ['en-del', 'tolk', IN_2032],
  [wave2018, 'raadmann', IN_2018],
])('%s is answered in its part %s', async (wave, part, when) => {
  clock.at = when
  const service = serviceOf()
  const kari = someone()
  await kari.ask(wave, part)
  expect(await kari.say(service, 'hei')).toContain(contactOf(wave))
  await kari.press(service, 'Start')
  if (wave === wave2018) return
  await kari.say(service, 'ja')
  await kari.say(service, '12')
  const stored = await service.current().progress.readSession(sessionIdOf(wave, BERGEN[wave] ?? '', part))
  expect(JSON.parse(stored?.json ?? '{}').entries).toMatchObject({
    [`${part}_plan`]: { single: 'ja' },
    [`${part}_antall`]: { number: 12 },
  })
})

it('a card of a closed wave is of that wave while another is open, and what is typed is of the open one', async () => {
  const kari = someone()
  await kari.ask('tre-deler', 'program', '4632')
  await kari.ask('en-del', 'tolk', '4632')
  const service = serviceOf()
  expect(await kari.say(service, 'hei')).toContain(contactOf('tre-deler'))
  const before = [...kari.chat()]
  // Between the waves the one that closed is talked about, and takes no answers.
  clock.at = at('2031-04-20T12:00:00+02:00')
  expect(await kari.say(service, 'hei')).toMatch(/stengt/)
  clock.at = IN_2032
  expect(await kari.say(service, 'hei')).toContain(contactOf('en-del'))
  clock.at = at('2031-05-20T12:00:00+02:00')
  expect(await kari.press(serviceOf('en-del'), 'Start', before)).toMatch(/stengt/)
})

it('whoever is asked in another wave than the current one is known there', async () => {
  clock.at = IN_2018
  const kari = someone()
  await kari.ask('en-del', 'tolk')
  // 2018 is open and knows nobody of that name; the wave to come says when it opens.
  const said = await kari.say(serviceOf(), 'hei')
  expect(said).toContain(contactOf('en-del'))
  expect(said).toMatch(/åpner|ikke åpen/i)
  const nobody = someone()
  expect(await nobody.say(serviceOf(), 'hei')).toContain('vet ikke hvem du svarer for')
})

it('a code names its wave by its respondent, and uses up no try', async () => {
  clock.at = IN_2018
  const asked = someone()
  await asked.ask('en-del', 'tolk')
  const book = openRespondents(office.sql, { wave: 'en-del' })
  const [mine] = (await book.list({ statuses: ['imported'] })).slice(-1)
  const closesAt = new Date(surveys[2]?.closesAt ?? 0)
  const request = { at: new Date(clock.at), closesAt, actor: 'test', chance: randomBytes, lasting: null }
  const made = await inviteRespondent(book, mine?.id ?? '', request)
  if (made.type !== 'invited') throw new Error(made.type)
  const per = someone()
  const service = serviceOf()
  expect(await per.say(service, made.invitation.code)).toContain(contactOf('en-del'))
  const tries = await office.sql.selectFrom('code_tries').select('person_id').execute()
  expect(tries.filter(({ person_id }) => person_id === per.who.personId)).toEqual([])
  // A wave that is shut by a setting is opened by no code.
  const eva = someone()
  const shut = serviceOf(wave2018)
  expect(await eva.say(shut, made.invitation.code)).toMatch(/koden/i)
})

it('a job names its wave by its session, also of a unit that the wave no longer asks', async () => {
  const service = serviceOf()
  const { progress } = service.current()
  const kept = async (wave: string, unitId: string, part: string) => {
    const id = sessionIdOf(wave, unitId, part)
    const json = sessionText({ ...newSession({ id, wave, unitId, part, version: 1 }), rev: 1 })
    const change = { sessionId: id, personId: 'p', activityId: 'a', now: clock.at, group: null, seat: null }
    await progress.commit({ ...change, session: { rev: 1, json }, expectSessionRev: null, expectSeatRev: null })
    return (await waveOfSession(service, id)).survey.wave.id
  }
  expect((await waveOfSession(service, sessionIdOf('en-del', '4601', 'tolk'))).survey.wave.id).toBe('en-del')
  expect(await kept('en-del', '0000', 'tolk')).toBe('en-del')
  expect(await kept(wave2018, '9999', 'raadmann')).toBe(wave2018)
  // Of a wave without a folder, and of nothing at all: whoever speaks for the service now.
  expect(await kept('glemt', '4601', 'tolk')).toBe('tre-deler')
  expect((await waveOfSession(service, 'ukjent')).survey.wave.id).toBe('tre-deler')
  expect(await sweepOutbox(service)).toBe(0)
})

it('what waits to be said is left for a later sweep while nobody can tell its wave, and is never said in another', async () => {
  const service = serviceOf()
  const { progress, log } = service.current()
  const unitId = '9998'
  const sessionId = sessionIdOf('en-del', unitId, 'tolk')
  const json = sessionText({
    ...newSession({ id: sessionId, wave: 'en-del', unitId, part: 'tolk', version: 1 }),
    rev: 1,
  })
  const reference = {
    ...{ serviceUrl: 'http://127.0.0.1/', channelId: 'msteams', conversationId: 'a:left', tenantId },
    ...{ botId: '28:bot', userId: '29:left' },
  }
  const group = { id: 'left', sessionId, personId: 'left', at: clock.at, attempts: 0, reference, placed: [] }
  const change = { sessionId, personId: 'left', activityId: 'left', now: clock.at - 60_000, group, seat: null }
  const died = progressStore(office.redis, async () => {})
  await died.commit({ ...change, session: { rev: 1, json }, expectSessionRev: null, expectSeatRev: null })
  // Whoever sends for the seat has died, and the lease runs out.
  const leaseRunsOut = () => office.redis.del(turnKeys(sessionId, 'left').lease)
  await leaseRunsOut()
  const heard: unknown[] = []
  const left: string[] = []
  const failing = (fault: Error) => ({
    ...service,
    current: () => ({
      ...service.current(),
      log: { ...log, warn: (fields: object, event: string) => void heard.push({ ...fields, event }) },
      progress: {
        ...progress,
        readSession: () => Promise.reject(fault),
        leave: (one: { id: string }) => {
          left.push(one.id)
          progress.leave(one as typeof group)
        },
      },
    }),
  })
  await sweepOutbox(failing(new StoreAway('away')))
  expect([left, heard]).toEqual([
    ['left'],
    [{ event: 'outbox.left', turn: expect.any(String), sessionId, fault: 'StoreAway' }],
  ])
  clock.at += 60_000
  await leaseRunsOut()
  // A fault of ours is one of the sweep, which counts it.
  await expect(sweepOutbox(failing(new TypeError('ours')))).rejects.toThrow(TypeError)
  expect(left).toEqual(['left', 'left'])
  clock.at += 60_000
  await leaseRunsOut()
  expect(await sweepOutbox(service)).toBe(1)
  expect(await sweepOutbox(service)).toBe(0)
})

it('the copy of a link is of one wave, and goes with it', async () => {
  const kari = someone()
  await kari.ask('tre-deler', 'skole')
  await kari.ask('en-del', 'tolk')
  await kari.say(serviceOf(), 'hei')
  clock.at = IN_2032
  await kari.say(serviceOf(), 'hei')
  const { progress } = serviceOf().current()
  const of = async (wave: string) =>
    (await progress.readLink(wave, kari.who.personId))?.link.memberships.map(({ part }) => part)
  expect([await of('tre-deler'), await of('en-del')]).toEqual([['skole'], ['tolk']])
  await progress.dropLinksOf('tre-deler')
  expect([await of('tre-deler'), await of('en-del')]).toEqual([undefined, ['tolk']])
})
