/** A whole part on the web without script: begun in Teams, ended on the web, with the service killed in between. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { connectRedis } from '../../../src/edge/redis/connect.ts'
import { hurried } from '../../support/web/hurried.ts'
import { visitor } from '../../support/web/visitor.ts'
import { webService } from '../../support/web/web-service.ts'

let service: Awaited<ReturnType<typeof webService>>
beforeAll(async () => {
  service = await webService()
})
afterAll(() => service.stop())

/** Nothing waits for the next page that the page reads itself: each write costs a page more than all that it reads. */
const waiting = async (): Promise<string[]> => {
  const redis = await connectRedis({ socketPath: service.redis.socketPath })
  try {
    return (await redis.keys('*')).filter((key) => key.includes('news'))
  } finally {
    redis.disconnect()
  }
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
    page = await hurried(who, page)
    if (!page.titles.includes('Send inn')) expect(await waiting()).toEqual([])
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
