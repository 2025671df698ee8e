/** Administrators who ask in a sentence get their page, or the fact that was asked for. */
import { afterAll, beforeAll, expect, it } from 'vitest'
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
