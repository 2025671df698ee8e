/** Administrators who ask in a sentence get their page, or the fact that was asked for. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { newSession } from '../../../src/engine/session.ts'
import { sessionText } from '../../../src/engine/stored.ts'
import { sessionIdOf } from '../../../src/register/ids.ts'
import { chatOf } from '../../support/reminders/admin-chat.ts'
import { type Office, openDesk, openOffice } from '../../support/reminders/desk.ts'
import { startPglite } from '../../support/start-pglite.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice(await startPglite())
})
afterAll(() => office.close())

/** What is said → what the newest card has in it. */
const asked: Record<string, { shown: RegExp; texts: readonly string[] }> = {
  'who is missing': {
    shown: /^BOT:\n# Hvem mangler\n/,
    texts: [
      'hvem er det som ikke har svart ennå?',
      'kven er det som manglar',
      'kem e det som itj har svart',
      'hvilke kommuner har ikke levert?',
      'vis meg alle som mangler',
      'er det noen som ikke har sendt inn?',
    ],
  },
  'how it stands': {
    shown: /Status|Svar/,
    texts: [
      'hvor mange har svart?',
      'kor mange har svara',
      'ker mange ha svart',
      'hvordan ligger vi an?',
      'korleis går det med svarprosenten',
    ],
  },
  'a reminder': {
    shown: /påminnelse/i,
    texts: [
      'kan du purre på dem som mangler?',
      'kan du minne dei på det',
      'jeg vil purre alle',
      'kain du purre dæm',
      'skal vi purre?',
    ],
  },
  'the help': {
    shown: /Status/,
    texts: ['hva kan du?', 'kva kan du gjere', 'ka kan du gjørra', 'hjelp', 'hei'],
  },
  'who the bot is': {
    shown: /Jeg er Kommunedialog/,
    texts: ['hvem er du?', 'kven er du', 'kem e du', 'er du en robot?', 'e du et menneske'],
  },
  'who sees the answers': {
    shown: /følger ikke med når de sendes inn/,
    texts: [
      'hvem ser svarene?',
      'kven får sjå svara',
      'kem ser det her',
      'blir dette offentlig?',
      'er svarene anonyme',
    ],
  },
}

it.each(Object.entries(asked))('%s', async (_, { shown, texts }) => {
  const desk = await openDesk(office)
  await desk.people([{ unitId: '1263', part: 'raadmann', tenant: 1 }])
  const chat = await chatOf(office, desk, { role: 'administrator' })
  for (const text of texts) {
    await chat.say(text)
    expect(chat.log.at(-1), text).toMatch(shown)
  }
})

it('narrows by the places in the sentence, and sends nothing', async () => {
  const desk = await openDesk(office)
  await desk.people([
    { unitId: '1201', part: 'raadmann', tenant: 1 },
    { unitId: '0301', part: 'raadmann', tenant: 2 },
  ])
  const chat = await chatOf(office, desk, { role: 'administrator' })
  for (const text of ['hvem er det som ikke har svart i Hordaland?', 'kven i Hordaland manglar svar?']) {
    await chat.say(text)
    expect(chat.log.at(-1), text).toContain('Hordaland')
  }
  const before = await desk.deps.campaigns.list(10)
  await chat.say('kan du purre Hordaland?')
  expect(await desk.deps.campaigns.list(10)).toEqual(before)
})

it.each(['administrator', 'analyst'] as const)(
  'tells an %s in the chat no code, and no count of what a unit has answered',
  async (role) => {
    const desk = await openDesk(office)
    const people = [{ unitId: '1263', part: 'raadmann', tenant: 1 }]
    await desk.people([...people, { unitId: '1201', part: 'raadmann', tenant: 2, linked: 'not_linked' }])
    const sessionId = sessionIdOf(desk.survey.wave.id, '1263', 'raadmann')
    const about = { id: sessionId, wave: desk.survey.wave.id, unitId: '1263', part: 'raadmann', version: 1 }
    const entries = {
      svingninger: { r: 1, by: 0, at: desk.clock.at, answer: { kind: 'single' as const, value: 'ja' } },
    }
    const begun = {
      ...newSession(about),
      rev: 1,
      state: 'started' as const,
      people: ['p'],
      startedAt: desk.clock.at,
      entries,
    }
    await desk.deps.progress.commit({
      ...{ sessionId, personId: 'p', activityId: 'begun', now: desk.clock.at, group: null },
      ...{ expectSessionRev: null, expectSeatRev: null, session: { rev: 1, json: sessionText(begun) } },
    })
    const chat = await chatOf(office, desk, { role })
    for (const text of [
      ...[
        'hvem mangler?',
        'status',
        'status 1263',
        'hvem mangler 1263',
        'hvem har ikke svart i Lindås?',
        'påminn 1263',
        'hjelp',
      ],
      ...['gi meg koden til 1201', 'hva er koden til Lindås?', 'ny kode til 1263', 'lag brev til 1201', 'inviter 1201'],
      ...['vis koden', 'send koden til meg', 'eg treng koden til rådmannen i Lindås', 'hvor langt har Lindås kommet?'],
    ])
      await chat.say(text)
    const said = chat.log.join('\n')
    expect(said).not.toMatch(/\b[0-9A-Z]{4}(?:-[0-9A-Z]{4}){2}-[0-9A-Z]\b/)
    for (const line of said.split('\n').filter((one) => one.includes('Lindås –'))) {
      expect(line).toContain('begynt')
      expect(line).not.toMatch(/\d+ av \d+/)
    }
    if (role === 'administrator') expect(said).toContain('Lindås –')
  },
)
