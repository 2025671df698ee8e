/** Who waits for a yes is asked about nobody else, whether there is mail or not. */

import { expect, it } from 'vitest'
import { askAboutHeld } from '../../../src/app/respondents/held.ts'
import { openCampaigns } from '../../../src/edge/sql/campaigns.ts'
import { answeredDesks } from '../../support/reminders/answered.ts'
import { MAIL_SECRETS } from '../../support/reminders/world.ts'

const open = answeredDesks()

it.each([
  ['with mail', true],
  ['without mail', false],
] as const)('asks those who answer the part in the chat, and none who waits: %s', async (_, hasMail) => {
  const opened = await open()
  const { desk, api, book, per } = opened
  await opened.answer('1201')
  const admin = await api.issuer.token()
  // Somebody in Teams whose address was changed: they wait as well.
  const [nina] = await desk.people([{ unitId: '1201', part: 'raadmann', tenant: 1 }])
  const changed = { name: 'Nina', email: 'en.annen@x.example' }
  expect((await api.post(`respondents/${nina?.respondentId}`, admin, changed)).status).toBe(200)
  expect(await opened.heldAt(nina?.respondentId ?? '')).not.toBeNull()
  const added = { unit: '1201', part: 'raadmann', name: 'Kari', email: 'kari@x.example' }
  await api.post('respondents', admin, added)
  const kari = (await book.list({})).find(({ email }) => email === added.email)?.id ?? ''
  desk.sent.length = 0
  const { mail, campaigns, ...deps } = desk.deps
  const without = openCampaigns(desk.sql, { wave: desk.survey.wave.id })
  const web = { secrets: MAIL_SECRETS, publicUrl: 'https://svar.example' }
  await askAboutHeld(
    { ...deps, book, web, ...(hasMail && mail !== undefined ? { mail, campaigns } : { campaigns: without }) },
    [kari],
  )
  const asked = desk.sent.map(({ conversationId }) => conversationId)
  const conversationOf = async (personId: string) =>
    (await desk.deps.campaigns.respondents()).find((one) => one.personId === personId)?.reference?.conversationId
  expect(asked).toEqual([await conversationOf(per.personId)])
})
