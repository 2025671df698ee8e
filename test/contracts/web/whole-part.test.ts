/** A whole part on the web without script: begun in Teams, ended on the web, with the service killed in between. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Page, type Visitor, visitor } from '../../support/web/visitor.ts'
import { webService } from '../../support/web/web-service.ts'

let service: Awaited<ReturnType<typeof webService>>
beforeAll(async () => {
  service = await webService()
})
afterAll(() => service.stop())

/** Fills in a page as somebody would who has little time, and presses what leads on. */
const answer = async (who: Visitor, page: Page): Promise<Page> => {
  const main = ['Svar', 'Lest', 'Start'].find((title) => page.titles.includes(title))
  const first = new Map(page.choices.map(([name, value]) => [name, value]))
  const filled: [string, string][] = [...first]
  for (const name of page.fields) if (name === 'answer') filled.push([name, '3'])
  if (main !== undefined) {
    const next = await who.press(page, main, filled)
    return next.status === 200
      ? next
      : await who.press(next, next.titles.includes('Hopp over') ? 'Hopp over' : 'Vet ikke')
  }
  const choice =
    page.titles.find((title) => /^(Ja|Nei|Ja, .*)$/.test(title)) ??
    page.titles.find((title) => title !== 'Nynorsk' && title !== 'Logg ut')
  return await who.press(page, choice ?? '')
}

it('a whole part, one question a page, to the receipt', async () => {
  const who = visitor(service.service.url)
  let page = await who.open(await service.codeOf(0))
  expect(page).toMatchObject({ status: 200, path: '/svar/skjema' })
  const seen: string[] = []
  for (let n = 0; n < 60 && !page.titles.includes('Send inn'); n++) {
    seen.push(/<h1[^>]*>([^<]*)/.exec(page.html)?.[1] ?? '')
    if (n === 5) {
      await service.service.kill()
      await service.service.start()
    }
    page = await answer(who, page)
  }
  expect(page.titles, seen.join('\n')).toContain('Send inn')
  page = await who.press(page, 'Send inn')
  expect(page.text).toContain('Vil du sende inn?')
  page = await who.press(page, page.titles.find((title) => title.startsWith('Ja')) ?? 'Send inn')
  expect(page.text).toContain('Takk! Svarene er sendt inn.')
  expect((await who.get('/svar/skjema')).text).toContain('Takk! Svarene er sendt inn.')
  const stored = () => service.sql.selectFrom('submissions').select('document').execute()
  await expect
    .poll(async () => (await stored()).map(({ document }) => document))
    .toMatchObject([{ complete: true, paradata: { channel: 'web' } }])
})
