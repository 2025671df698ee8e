/** What a page asks of the stores, counted by the stores: whatever else is added, it is seen here. */

import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { commandCounts, commandsBetween } from '../../support/redis-commands.ts'
import { hurried } from '../../support/web/hurried.ts'
import { type Page, type Visitor, visitor } from '../../support/web/visitor.ts'
import { webService } from '../../support/web/web-service.ts'

let service: Awaited<ReturnType<typeof webService>>
let redis: Redis
beforeAll(async () => {
  service = await webService()
  redis = new Redis(service.redis.socketPath)
})
afterAll(async () => {
  redis.disconnect()
  await service.stop()
})

/** What pages ask for: the web session, link and turn, news; and what a turn that has something to say leaves in its outbox. */
const OF_PAGES = ['hgetall', 'hmget', 'pttl', 'lrange', 'rpush']
/** All that a page reads, by one way. */
const ONE_WAY = { sql: 0, hgetall: 1, pttl: 1, hmget: 4, lrange: 1 }

const ranIn = async (deed: () => Promise<unknown>) => {
  const [before, asked] = [await commandCounts(redis), service.way.asked()]
  await deed()
  const ran = commandsBetween(before, await commandCounts(redis))
  const ofPages = OF_PAGES.flatMap((name) => (ran[name] === undefined ? [] : [[name, ran[name]]]))
  return { sql: service.way.asked() - asked, ...Object.fromEntries(ofPages) }
}

/** Somebody at the third question, which is answered by one choice. */
const inTheMiddle = async (n: number): Promise<{ who: Visitor; page: Page }> => {
  const who = visitor(service.service.url)
  let page = await who.open(await service.codeOf(n))
  while (!page.text.includes('Behovet for å bosette')) page = await hurried(who, page)
  return { who, page }
}

/** Posts the answer, and does not go where that leads. */
const postAlone = async (who: Visitor, page: Page): Promise<Response> => {
  const [choice = ''] = page.titles.filter((title) => /^(Ja|Nei|Vet ikke)/.test(title))
  return await fetch(`${service.service.url()}/svar/skjema`, {
    ...{ method: 'POST', redirect: 'manual' },
    headers: { 'sec-fetch-site': 'same-origin', cookie: cookieOf(who) },
    body: new URLSearchParams({ ...page.hidden('/svar/skjema'), press: page.button(choice) ?? '' }),
  })
}
const cookieOf = ({ cookies }: Visitor): string => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')

describe('a page', () => {
  it('is shown by one way to Redis, and asks SQL nothing', async () => {
    const { who } = await inTheMiddle(0)
    // Between two looks at the count the service may also do a round of its own: a page that costs more does so each time.
    for (const path of ['/svar/skjema', '/svar/oversikt', '/svar/hjelp', '/svar/personvern', '/svar/alle'])
      await expect
        .poll(() => ranIn(() => who.get(path)), { message: path })
        .toMatchObject({ ...ONE_WAY, ...(path.endsWith('oversikt') ? { sql: 1 } : {}) })
  })

  it('that follows an answer is made of what its post has read and stored, once', async () => {
    const { who, page } = await inTheMiddle(1)
    let next = page
    const ran = await ranIn(async () => {
      next = await hurried(who, page)
    })
    expect(next).toMatchObject({ status: 200, path: '/svar/skjema' })
    expect(next.text).not.toContain('Behovet for å bosette')
    expect(ran).toEqual(ONE_WAY)
    await expect.poll(() => ranIn(() => who.get('/svar/skjema?lagret=1'))).toEqual(ONE_WAY)
  })

  it('is nobody’s after «logg ut», though an answer had just led to it', async () => {
    const { who, page } = await inTheMiddle(2)
    const cookie = cookieOf(who)
    expect((await postAlone(who, page)).headers.get('location')).toBe('/svar/skjema?lagret=1')
    await who.post('/svar/ut', page.hidden('/svar/ut'))
    const after = await fetch(`${service.service.url()}/svar/skjema`, { headers: { cookie }, redirect: 'manual' })
    expect(after.status).toBe(401)
  })

  it('is nobody’s once the code has been replaced', async () => {
    const { who } = await inTheMiddle(3)
    expect((await who.get('/svar/skjema')).status).toBe(200)
    await service.codeOf(3, true)
    expect((await who.get('/svar/skjema')).status).toBe(401)
  })

  it('follows whoever links Teams meanwhile, and closes the card that is open there', async () => {
    const { who, page } = await inTheMiddle(4)
    const person = service.person(4)
    await person.say('hei')
    const card = await person.until(() =>
      person.chat().find(({ texts }) => texts.join().includes('Behovet for å bosette')),
    )
    const next = await hurried(who, page)
    expect(next).toMatchObject({ status: 200, path: '/svar/skjema' })
    expect(next.text).not.toContain('Behovet for å bosette')
    await person.until(() => {
      const now = person.chat().find(({ id }) => id === card.id)
      return now !== undefined && person.buttons(now).some(({ data }) => data.do === 'change')
    })
    // Nothing is open in the chat now: a page costs what it does without Teams.
    expect(await ranIn(() => who.get('/svar/skjema'))).toEqual(ONE_WAY)
  })
})
