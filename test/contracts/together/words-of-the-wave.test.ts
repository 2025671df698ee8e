/** Who asks, why and about what is told in the words of the wave: in the chat, to strangers, and in what is sent on. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Office, openOffice } from '../../support/reminders/desk.ts'
import { startPglite } from '../../support/start-pglite.ts'
import { type Chatting, openTownHall, type TownHall } from '../../support/together/town-hall.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice(await startPglite())
})
afterAll(() => office?.close())

const ours = {
  contact: { name: 'Prøvedirektoratet', email: 'prove@prove.example' },
  title: { nb: 'Prøveundersøkelsen', nn: 'Prøveundersøkinga' },
}
const told = {
  why: {
    nb: 'Vi spør {{kommunen}} om tolking, for å planlegge.',
    nn: 'Vi spør {{kommunen}} om tolking, for å planleggje.',
  },
  about: { nb: 'hvordan {{kommunen}} bruker tolk', nn: 'korleis {{kommunen}} bruker tolk' },
}

const begin = async (change: Parameters<typeof openTownHall>[1]): Promise<{ hall: TownHall; kari: Chatting }> => {
  const hall = await openTownHall(office, change)
  const kari = await hall.person('Kari Nordmann', { part: 'raadmann' })
  await kari.join()
  return { hall, kari }
}

describe('a wave that says why and about what', () => {
  test.each([
    ['hvorfor gjør dere dette?', 'Vi spør kommunen om tolking, for å planlegge. Tallene kommer i en rapport.'],
    ['hva er dette?', 'Dette er en undersøkelse fra Prøvedirektoratet om hvordan kommunen bruker tolk'],
    ['må jeg svare?', 'Prøvedirektoratet håper at alle svarer'],
    ['hvem ser svarene?', 'Prøvedirektoratet får svarene'],
    ['kan sjefen se hva jeg svarer?', 'Hos dere er det bare de som svarer på denne delen'],
  ])('«%s»', async (text, expected) => {
    const { kari } = await begin({ ...ours, ...told })
    expect(kari.texts()).toContain('Vi spør kommunen om tolking, for å planlegge.')
    await kari.press('Start')
    await kari.say(text)
    expect(kari.last()).toContain(expected)
    expect(kari.last()).not.toContain('IMDi')
  })
})

test('a wave that does not is told by who asks and its title', async () => {
  const hall = await openTownHall(office, ours)
  const { why: _, about: __, ...silent } = hall.survey.wave
  hall.survey.wave = silent
  const kari = await hall.person('Kari Nordmann', { part: 'raadmann' })
  await kari.join()
  expect(kari.texts()).toContain('Det er Prøvedirektoratet som spør.')
  await kari.press('Start')
  await kari.say('hva er dette?')
  expect(kari.last()).toContain('Dette er Prøveundersøkelsen fra Prøvedirektoratet, og dette er delen')
})

test('a stranger reads which survey it is', async () => {
  const { hall } = await begin({ ...ours, ...told })
  const ola = await hall.person('Ola Fremmed')
  await ola.say('hei')
  expect(ola.texts()).toContain('Her svarer kommuner og bydeler på Prøveundersøkelsen fra Prøvedirektoratet.')
})
