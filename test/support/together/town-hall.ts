/**
 * People of one unit who answer together: the whole app on a real Redis and a real SQL database, with a clock that is set
 * by hand and a channel that keeps every chat as Teams would show it.
 */

import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { doHandedOver } from '../../../src/app/conversation/handed-over.ts'
import type { Channel } from '../../../src/app/ports/channel.ts'
import type { Person } from '../../../src/app/ports/people.ts'
import type { Envelope } from '../../../src/app/ports/progress.ts'
import { type Deps, nothingSeen, type Survey } from '../../../src/app/service.ts'
import { steadyNow } from '../../../src/app/steady.ts'
import { turn } from '../../../src/app/turn.ts'
import { wavesOf } from '../../../src/app/waves.ts'
import { progressStore } from '../../../src/edge/redis/progress-store.ts'
import { openRegister } from '../../../src/edge/sql/register.ts'
import { openRespondents, syncUnits } from '../../../src/edge/sql/respondents.ts'
import type { CardData, Input, Session } from '../../../src/engine/session.ts'
import type { Questionnaire } from '../../../src/questionnaire/schema.ts'
import { personIdOf, sessionIdOf } from '../../../src/register/ids.ts'
import { plainOf, type View } from '../../../src/wording/view.ts'
import { viewFaultsOf } from '../card-check.ts'
import type { Office } from '../reminders/desk.ts'
import { sessionFrom } from '../stored-session.ts'
import { morning, questionnaires, units, worldOf } from '../survey.ts'
import { folder } from '../survey-2018.ts'
import { buttonsOf, cardOf } from '../tester.ts'

export type TownHall = Awaited<ReturnType<typeof openTownHall>>
export type Chatting = Awaited<ReturnType<TownHall['person']>>
type Message = { id: string; view: View }

const tenantId = '33333333-3333-4333-8333-333333333333'

/** A wave of its own on the stores of the office. */
export const openTownHall = async ({ redis, sql }: Office, change: Partial<Survey['wave']> = {}) => {
  const world = worldOf(questionnaires.raadmann, units.kommune)
  const wave = { ...world.wave, parts: { ...world.wave.parts }, id: `wave-${randomUUID()}`, ...change }
  const questionnairesOf = new Map(
    [questionnaires.raadmann, questionnaires.integrering].map((each) => [each.part, new Map([[1, each]])]),
  )
  const survey: Survey = {
    ...{ folder, wave, opensAt: world.opensAt, closesAt: world.closesAt },
    units: new Map([[units.kommune.id, { ...units.kommune, language: 'neutral' as const }]]),
    questionnaires: questionnairesOf,
  }
  await syncUnits(sql, wave.id, survey.units.values())
  const book = openRespondents(sql, { wave: wave.id })
  const clock = { at: morning }
  const chats = new Map<string, Message[]>()
  let ids = 0
  const last = new Map<string, string>()
  const logs = new Map<string, string[]>()
  const keep = (conversationId: string, view: View, updated?: string) => {
    expect(viewFaultsOf(view)).toEqual([])
    expect(plainOf(view)).not.toBe('')
    const chat = chats.get(conversationId) ?? []
    chats.set(conversationId, chat)
    const old = chat.find(({ id }) => id === updated)
    if (old) old.view = view
    else chat.push({ id: `m${++ids}`, view })
    const shown = plainOf(view)
    // The response to a press and the update of its message say the same.
    if (old && shown === last.get(old.id)) return { activityId: old.id }
    last.set(old?.id ?? `m${ids}`, shown)
    const how = updated === undefined ? 'BOT' : 'BOT (kortet blir)'
    logs.get(conversationId)?.push(said(how, shown))
    return { activityId: old?.id ?? `m${ids}` }
  }
  const channel: Channel = {
    send: async ({ conversationId }, view) => keep(conversationId, view),
    update: async ({ conversationId }, id, view) => keep(conversationId, view, id),
    principalName: async () => null,
  }
  const deps: Deps = {
    ...{ survey, progress: progressStore(redis, async () => {}), register: openRegister(sql, { wave: wave.id }) },
    ...{ channel, enqueue: async () => {}, enqueueOutside: (work) => doHandedOver(service, work), now: () => clock.at },
    ...{ newId: () => '7e0f2f9a-8f0a-4a51-9a3f-0c5d3e1b2a77', startedAt: 0, allowedTenants: new Set<string>() },
    log: { info: () => {}, warn: () => {}, error: () => {} },
    ...{ seen: nothingSeen(), newestSubmission: async () => null, pause: async () => {} },
  }
  const service = wavesOf([deps])
  const sessionId = sessionIdOf(wave.id, units.kommune.id, 'raadmann')

  /** Somebody at a keyboard; with `part`, a respondent in the register under this name. */
  const person = async (
    name: string,
    { part, log = [], locale = 'nb-NO' }: { part?: string; log?: string[]; locale?: string } = {},
  ) => {
    const objectId = randomUUID()
    const who: Person = { personId: personIdOf(tenantId, objectId), tenantId, objectId }
    if (part !== undefined) {
      const respondent = {
        ...{ unitId: units.kommune.id, part, name, email: `${randomUUID()}@example.no` },
        ...{ upn: null, tenantId, objectId, language: 'nb' as const },
      }
      const diff = { added: [{ line: 2, respondent }], changed: [], unchanged: [], faults: [] }
      await book.change(() => diff, { at: new Date(clock.at), actor: 'test', newId: randomUUID })
    }
    const conversationId = `a:${objectId}`
    chats.set(conversationId, [])
    logs.set(conversationId, log)
    const chat = (): Message[] => chats.get(conversationId) ?? []
    const act = async (input: Input, more: Partial<Envelope> = {}) => {
      const reference = {
        ...{ serviceUrl: 'http://127.0.0.1/', channelId: 'msteams', conversationId, tenantId },
        ...{ botId: '28:bot', userId: `29:${objectId}` },
      }
      const envelope: Envelope = {
        ...{ activityId: randomUUID(), person: who, reference, input, via: 'message', receivedAt: steadyNow() },
        ...{ locale, ...more },
      }
      const result = await turn(service, envelope)
      if (result.pressed && envelope.replyToId) keep(conversationId, result.pressed, envelope.replyToId)
      await result.after()
      clock.at += 30_000
      return result
    }
    return {
      ...{ name, who, chat, log },
      join: () => act({ type: 'joined' }),
      say: (text: string) => {
        log.push(said(name.toUpperCase(), text))
        return act({ type: 'text', text })
      },
      send: (card: CardData, replyToId?: string) =>
        act({ type: 'card', card, trigger: 'manual' }, { via: 'invoke', ...(replyToId ? { replyToId } : {}) }),
      /** Presses a button by its title, on the newest message that has it. */
      press: (title: string, filled: Record<string, string> = {}) => {
        const message = chat().findLast((m) => buttonsOf(m.view).some((a) => a.title === title))
        const action = message && buttonsOf(message.view).findLast((a) => a.title === title)
        if (!message || !action) throw new Error(`no button «${title}» for ${name}:\n${texts()}`)
        log.push(said(name.toUpperCase(), [`[${title}]`, ...Object.values(filled)].join('\n')))
        return act(
          { type: 'card', card: cardOf(action, filled), trigger: 'manual' },
          { via: 'invoke', replyToId: message.id },
        )
      },
      /** All that stands in the chat, and its newest message. */
      texts: () => texts(),
      last: () => plainOf(chat().at(-1)?.view ?? { type: 'text', language: 'nb', text: '' }),
      /** Everything a client gets, buttons' data included. */
      raw: () => JSON.stringify(chat()),
      /** The code in the newest text that was made to be forwarded. */
      code: () => /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]/.exec(texts().split('Hei ').at(-1) ?? '')?.[0] ?? '',
    }
    function texts(): string {
      return chat()
        .map(({ view }) => plainOf(view))
        .join('\n\n')
    }
  }
  const session = async (): Promise<Session> => {
    const stored = await deps.progress.readSession(sessionId)
    return sessionFrom(stored?.json)
  }
  /** The next version of the part is out, and sessions move to it. */
  const release = (second: Questionnaire): void => {
    const versions = new Map(survey.questionnaires.get(second.part)).set(second.version, second)
    questionnairesOf.set(second.part, versions)
    survey.wave.moveSessions = 'move'
    survey.wave.parts[second.part] = { title: second.title, version: second.version }
  }
  return { deps, service, clock, book, survey, sessionId, person, session, release }
}

const said = (who: string, text: string): string => `${who}:\n${text.replace(/^/gmu, '  ')}\n`

/** The same with Kari, who answers as rådmann and has begun, and Per, whom nobody has asked yet. */
export const openWithTwo = async (office: Office): Promise<{ hall: TownHall; kari: Chatting; per: Chatting }> => {
  const hall = await openTownHall(office)
  const kari = await hall.person('Kari Nordmann', { part: 'raadmann' })
  const per = await hall.person('Per Hansen')
  await kari.join()
  await kari.press('Start')
  return { hall, kari, per }
}
