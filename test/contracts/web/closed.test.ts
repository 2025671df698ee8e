/** When the survey has closed the codes have ended, and the page says whom to ask for a copy of the answers. */

import { afterAll, beforeAll, expect, it } from 'vitest'
import { wave } from '../../support/survey-2018.ts'
import { visitor } from '../../support/web/visitor.ts'
import { webService } from '../../support/web/web-service.ts'

let service: Awaited<ReturnType<typeof webService>>
beforeAll(async () => {
  // Some days ago: the register is still there.
  const closed = new Date(Date.now() - 3 * 24 * 3_600_000).toISOString().slice(0, 10)
  service = await webService({ SURVEY_CLOSES_AT: closed })
})
afterAll(() => service.stop())

const said = {
  nb: 'Hvis dere trenger en kopi av dem til arkivet,',
  nn: 'Dersom de treng ein kopi av dei til arkivet,',
}

it.each([
  ['nb', '/svar'],
  ['nn', '/svar'],
  ['nb', '/svar/kopi.pdf'],
  ['nn', '/svar/skjema'],
  ['nb', '/svar/oversikt'],
] as const)('says so in %s at %s', async (language, path) => {
  const page = await visitor(service.service.url).get(`${path}?lang=${language}`)
  expect(page.text).toContain(said[language])
  expect(page.text).toContain(wave.contact.email)
})

it('and to whoever brings a code that was good', async () => {
  const page = await visitor(service.service.url).open(await service.codeOf(0))
  expect(page.path).toBe('/svar')
  expect(page.text).toContain(wave.contact.email)
  expect(page.text).not.toContain('Kopi av svarene (PDF)')
})
