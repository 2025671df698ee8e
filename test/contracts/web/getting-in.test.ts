/** The way in, and what must not be: guessing, posts from elsewhere, other people's pages; headers; what is typed is not lost. */
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { runInNewContext } from 'node:vm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { connectRedis } from '../../../src/edge/redis/connect.ts'
import { webSessions, wrongCodes } from '../../../src/edge/redis/web-sessions.ts'
import { visitor } from '../../support/web/visitor.ts'
import { webService } from '../../support/web/web-service.ts'
import { strangersCode } from '../sql/fixture.ts'

let service: Awaited<ReturnType<typeof webService>>
/** Everybody comes from an address of their own, through a proxy that is trusted. */
beforeAll(async () => {
  service = await webService({ TRUSTED_PROXIES: '127.0.0.1' })
})
afterAll(() => service.stop())

const from = (address: string) => visitor(service.service.url, { 'x-forwarded-for': address })
const form = '/svar/skjema'

it('opens nothing by a GET, and keeps no code in an address', async () => {
  const who = from('192.0.2.1')
  const page = await who.get('/svar')
  expect(page).toMatchObject({ status: 200, path: '/svar' })
  expect(who.cookies.size).toBe(0)
  const opened = await who.open(await service.codeOf(0))
  expect(opened).toMatchObject({ status: 200, path: form })
  expect([...who.cookies]).toEqual([
    ['__Host-kd', expect.stringMatching(/^[\w-]{43}$/)],
    ['__Host-kd-known', expect.stringMatching(/^[\w-]{22}$/)],
  ])
})

it('sends the headers that pages have, and takes its assets by their hash', async () => {
  const page = await from('192.0.2.2').get('/svar')
  expect(page.headers.get('content-security-policy')).toBe(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  )
  expect(page.headers.get('referrer-policy')).toBe('same-origin')
  expect(page.headers.get('strict-transport-security')).toBe('max-age=31536000')
  expect(page.headers.get('cache-control')).toBe('no-store')
  expect(page.headers.get('content-encoding')).toBeNull()
  const assets = [...page.html.matchAll(/\/assets\/[\w.-]+/g)].map(([path]) => path)
  expect(assets).toHaveLength(2)
  let bytes = Buffer.byteLength(page.html)
  for (const path of assets) {
    const asset = await fetch(`${service.service.url()}${path}`, { headers: { 'accept-encoding': 'br' } })
    expect(asset.headers.get('cache-control')).toContain('immutable')
    expect(asset.headers.get('content-encoding')).toBe('br')
    bytes += Number(asset.headers.get('content-length'))
  }
  expect(bytes).toBeLessThan(150 * 1024)
  expect((await fetch(`${service.service.url()}/assets/pages.css`)).status).toBe(404)
})

it('answers all wrong codes alike, counts them for each address, and never locks a right one out', async () => {
  const code = await service.codeOf(1)
  const used = await service.codeOf(2)
  await service.codeOf(2, true)
  const text = async (address: string, typed: string) => {
    const { status, text } = await from(address).open(typed)
    return { status, text }
  }
  const wrong = await text('2001:db8:1:1::1', strangersCode())
  expect(wrong.status).toBe(422)
  expect(await text('2001:db8:1:1::2', used)).toEqual(wrong)
  for (let n = 3; n <= 20; n++) expect(await text(`2001:db8:1:1::${n}`, strangersCode())).toEqual(wrong)
  // The twenty-first of one household; another one has its own count.
  expect((await text('2001:db8:1:1:ffff::1', strangersCode())).status).toBe(429)
  expect((await text('2001:0db8:0001:0001::5', strangersCode())).status).toBe(429)
  expect((await text('2001:db8:1:2::1', strangersCode())).status).toBe(422)
  expect((await text('192.0.2.3', strangersCode())).status).toBe(422)
  expect(await from('2001:db8:1:1::1').open(code)).toMatchObject({ status: 200, path: form })
})

it('does not believe an address that nobody trusted has written', async () => {
  const spoofed = (n: number) => from(`203.0.113.${n}, 192.0.2.4`).open(strangersCode())
  for (let n = 1; n <= 20; n++) expect((await spoofed(n)).status).toBe(422)
  expect((await spoofed(21)).status).toBe(429)
})

it('takes no post from elsewhere, without its token, or from somebody else’s page', async () => {
  const [one, other] = [from('192.0.2.5'), from('192.0.2.6')]
  const page = await one.open(await service.codeOf(3))
  const theirs = await other.open(await service.codeOf(4))
  const press = page.button('Start') ?? ''
  const hidden = page.hidden(form)
  for (const headers of [
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'none' },
  ])
    expect((await one.post(form, { ...hidden, press }, headers)).status, JSON.stringify(headers)).toBe(403)
  const lone = (headers: Record<string, string>) =>
    fetch(`${service.service.url()}${form}`, {
      ...{ method: 'POST', redirect: 'manual', body: new URLSearchParams({ ...hidden, press }) },
      headers: { ...headers, cookie: [...one.cookies].map((pair) => pair.join('=')).join('; ') },
    })
  expect((await lone({})).status).toBe(403)
  expect((await lone({ origin: 'https://evil.example' })).status).toBe(403)
  expect((await lone({ origin: 'null' })).status).toBe(403)
  expect((await one.post(form, { press, answer: 'Dette skrev jeg' })).status).toBe(409)
  const mixed = await one.post(form, { ...theirs.hidden(form), press, answer: 'Dette skrev jeg' })
  expect(mixed.status).toBe(409)
  expect(mixed.text).toContain('Dette skrev jeg')
  const foreign = await one.post(form, { ...hidden, press: theirs.button('Start') ?? '' })
  expect(foreign.status).toBe(409)
  expect((await one.get(form)).titles).toContain('Start')
  expect((await other.get(form)).titles).toContain('Start')
  expect((await lone({ origin: service.service.url() })).status).toBe(303)
})

it('begins a session of its own for each who signs in: not one that was planted, nor that of who was there before', async () => {
  const mine = () => who.cookies.get('__Host-kd') ?? ''
  const planted = 'p'.repeat(43)
  const who = from('192.0.2.12')
  who.cookies.set('__Host-kd', planted)
  const page = await who.press(await who.open(await service.codeOf(10)), 'Start')
  const before = mine()
  expect(before).not.toBe(planted)
  await who.open(await service.codeOf(11))
  expect([before, planted]).not.toContain(mine())
  for (const old of [planted, before]) {
    const other = from('192.0.2.13')
    other.cookies.set('__Host-kd', old)
    expect((await other.get(form)).status).toBe(401)
  }
  // The page of who was there before still stands in another tab: what it posts is the next one's in nothing.
  const typed = { press: page.button('Svar') ?? '', other: 'Skrevet av den første' }
  const late = await who.post(form, { ...page.hidden(form), ...typed })
  expect(late.status).toBe(409)
  expect(late.text).toContain('Skrevet av den første')
  expect((await who.get(form)).titles).toContain('Start')
})

it('shows what was typed when the session is lost, when the code has ended, and after «logg ut»', async () => {
  const who = from('192.0.2.7')
  let page = await who.open(await service.codeOf(5))
  page = await who.press(page, 'Start')
  const token = new Map(who.cookies)
  await who.post('/svar/ut', page.hidden('/svar/ut'))
  expect(who.cookies.has('__Host-kd')).toBe(false)
  for (const [name, value] of token) who.cookies.set(name, value)
  expect((await who.get(form)).path).toBe(form)
  expect((await who.get(form)).status).toBe(401)
  const lost = await who.post(form, {
    ...page.hidden(form),
    press: page.button('Svar') ?? '',
    other: 'Min egen tittel',
  })
  expect(lost.status).toBe(401)
  expect(lost.text).toContain('Min egen tittel')
  page = await who.open(await service.codeOf(5))
  await service.codeOf(5, true)
  const ended = await who.post(form, {
    ...page.hidden(form),
    press: page.button('Svar') ?? '',
    other: 'Enda en tittel',
  })
  expect(ended.status).toBe(401)
  expect(ended.text).toContain('Enda en tittel')
})

it('takes a form once, however often it is posted, and tells in words what is too large, odd or nowhere', async () => {
  const who = from('192.0.2.8')
  const first = await who.open(await service.codeOf(6))
  const page = await who.press(first, 'Start')
  const choice = page.choices[0] ?? ['', '']
  const [once, twice] = await Promise.all([who.press(page, 'Svar', [choice]), who.press(page, 'Svar', [choice])])
  expect([once.status, twice.status]).toEqual([200, 200])
  const now = await who.get(form)
  expect(now.text).toContain('Spørsmål 2 av')
  expect((await who.press(page, 'Svar', [page.choices[1] ?? choice])).text).toContain('Dette ble ikke lagret')
  const large = await who.post(form, {
    ...now.hidden(form),
    press: now.button('Svar') ?? '',
    answer: 'å'.repeat(1_000_000),
  })
  expect(large).toMatchObject({ status: 413 })
  expect(large.text).toContain('for lang')
  for (const press of [
    '',
    '{}',
    '[]',
    'null',
    '{"do":"answer"',
    `{"do":"answer","s":"${randomUUID()}"}`,
    '{"do":"admin_send","s":"x"}',
  ])
    expect((await who.post(form, { ...now.hidden(form), press })).status, press).toBeLessThan(500)
  // What is only posted to stands in the address line of what answered it.
  for (const path of ['/svar/visning', '/svar/sjekk', '/svar/ut'])
    expect(await who.get(path), path).toMatchObject({ status: 200, path: form })
  const nowhere = await who.get('/svar/finnes-ikke')
  expect(nowhere.status).toBe(404)
  expect(nowhere.text).toContain('Siden finnes ikke')
  expect((await who.get(form)).text).toContain('Spørsmål 2 av')
})

it('refuses five megabytes in a field before they are sent, in clear words, with what was saved before still there', async () => {
  const who = from('192.0.2.11')
  const page = await who.press(await who.open(await service.codeOf(9)), 'Start')
  const now = await who.press(page, 'Svar', [page.choices[0] ?? ['', '']])
  const fields = { ...now.hidden(form), press: now.button('Svar') ?? '' }
  const large = await who.post(form, { ...fields, answer: 'a'.repeat(5_000_000) })
  expect(large).toMatchObject({ status: 413 })
  expect(large.text).toContain('for stort til å lagres')
  expect((await who.get(form)).text).toContain('Spørsmål 2 av')
  // Only the first of it is sent, and the answer comes.
  const { hostname, port } = new URL(service.service.url())
  const socket = connect(Number(port), hostname)
  socket.write(
    `POST ${form} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 50000000\r\n\r\n`,
  )
  socket.write(`answer=${'a'.repeat(300 * 1024)}`)
  const [answer] = await once(socket, 'data')
  expect(String(answer)).toContain(' 413 ')
  // Nor is what still comes taken in to its end.
  const closed = new Promise<void>((resolve) => {
    socket.once('error', () => resolve()).once('close', () => resolve())
  })
  for (let sent = 0; sent < 50_000_000 && !socket.destroyed; sent += 1_000_000) {
    if (!socket.write('a'.repeat(1_000_000))) await Promise.race([once(socket, 'drain').catch(() => undefined), closed])
  }
  await closed
})

it('writes no code, name or answer into its log', async () => {
  const code = await service.codeOf(0)
  const log = service.service.output.join('\n')
  for (const secret of [code, code.replaceAll('-', ''), 'Ola Nordmann', 'Dette skrev jeg', 'Min egen tittel'])
    expect(log).not.toContain(secret)
})

it('goes on while SQL is away, and shows what was typed while Redis is', async () => {
  const who = from('192.0.2.10')
  const page = await who.press(await who.open(await service.codeOf(8)), 'Start')
  service.way.cut()
  try {
    const next = await who.press(page, 'Svar', [page.choices[0] ?? ['', '']])
    expect(next).toMatchObject({ status: 200, path: form })
    expect(next.text).toContain('Spørsmål 2 av')
    await service.redis.kill()
    const lost = await who.press(next, 'Svar', [['answer', 'elleve år og litt til']])
    expect(lost.status).toBe(503)
    expect(lost.text).toContain('elleve år og litt til')
  } finally {
    await service.redis.start()
    service.way.mend()
  }
  await expect.poll(async () => (await who.get(form)).status).toBe(200)
})

it('counts, signs in and chooses in Redis with an end, and brings nothing back that has ended', async () => {
  const redis = await connectRedis({ socketPath: service.redis.socketPath })
  try {
    const wrong = wrongCodes(redis)
    await redis.set('web:wrong', '5')
    for (const address of ['198.51.100.1', '198.51.100.2', '2001:db8:9::1', '::ffff:198.51.100.3', 'fe80::1%eth0'])
      expect(await wrong.count(address)).toBe(false)
    expect(await redis.get('web:wrong')).toBe('10')
    const sessions = webSessions(redis, () => Date.now())
    const secret = await sessions.begin({ respondentId: 'r', hash: 'h', locale: 'nn' })
    await sessions.choose(secret, { current: 's-1' })
    expect(await sessions.find(secret)).toMatchObject({ respondentId: 'r', hash: 'h', locale: 'nn', current: 's-1' })
    const found = await redis.keys('web:*')
    expect(found.length).toBeGreaterThan(7)
    for (const key of found) expect(await redis.ttl(key), key).toBeGreaterThan(0)
    await sessions.end(secret)
    const before = (await redis.keys('web:session:*')).length
    await sessions.choose(secret, { current: 's-1' })
    expect(await redis.keys('web:session:*')).toHaveLength(before)
    // A salt that nobody can read is none.
    await redis.del('web:salt')
    await redis.lpush('web:salt', 'x')
    await expect(wrong.count('198.51.100.1')).rejects.toThrow()
    await redis.del('web:salt')
  } finally {
    redis.disconnect()
  }
})

it('begins the idle time of a session anew a minute after the last time, not with each page, and ends it after twelve hours', async () => {
  const redis = await connectRedis({ socketPath: service.redis.socketPath })
  try {
    const begun = Date.now()
    let now = begun
    const sessions = webSessions(redis, () => now)
    const secret = await sessions.begin({ respondentId: 'r', hash: 'own', locale: 'nb' })
    const named = (await redis.keys('web:session:*')).map(async (key) => ({ key, hash: await redis.hget(key, 'hash') }))
    const key = (await Promise.all(named)).find(({ hash }) => hash === 'own')?.key ?? ''
    /** As if `ms` had passed for Redis too, and a page was asked for. */
    const pageWith = async (left: number) => {
      await redis.pexpire(key, left)
      const found = await sessions.find(secret)
      return { isFound: found !== null, left: await redis.pttl(key) }
    }
    const hours = 3_600_000
    const soon = await pageWith(2 * hours - 59_000)
    expect([soon.isFound, soon.left <= 2 * hours - 59_000]).toEqual([true, true])
    const later = await pageWith(2 * hours - 120_000)
    expect(later.left).toBeGreaterThan(2 * hours - 59_000)
    now = begun + 11.5 * hours
    expect((await pageWith(2 * hours)).left).toBeLessThanOrEqual(0.5 * hours)
    now = begun + 12 * hours
    expect((await pageWith(1_000_000)).isFound).toBe(false)
    await sessions.end(secret)
  } finally {
    redis.disconnect()
  }
})

it('counts the copies of a respondent from the first in an hour, whatever browsers they have, and forgets them then', async () => {
  const redis = await connectRedis({ socketPath: service.redis.socketPath })
  try {
    const sessions = webSessions(redis, Date.now)
    const count = async (n: number, respondentId: string) => {
      const taken = []
      for (let i = 0; i < n; i++) taken.push(await sessions.countCopy(respondentId))
      return taken.filter(Boolean).length
    }
    expect(await count(19, 'r')).toBe(19)
    expect(await count(3, 'r')).toBe(1)
    expect(await count(1, 'another')).toBe(1)
    const left = await redis.pttl('web:copies:r')
    expect(left).toBeGreaterThan(0)
    expect(left).toBeLessThanOrEqual(3_600_000)
    // As when the hour has gone.
    await redis.pexpire('web:copies:r', 0)
    expect(await count(21, 'r')).toBe(20)
    await redis.del('web:copies:r', 'web:copies:another')
  } finally {
    redis.disconnect()
  }
})

it('takes the code out of the address before anything else, whatever stands there, and again when it changes', () => {
  const text = readFileSync(new URL('../../../src/edge/web/assets/pages.js', import.meta.url), 'utf8')
  class HTMLInputElement {
    value = ''
  }
  const field = new HTMLInputElement()
  const location = { hash: '', pathname: '/svar', search: '?lang=nn' }
  const listeners = new Map<string, () => void>()
  const replaced: string[] = []
  runInNewContext(text, {
    ...{ HTMLInputElement, location },
    document: {
      querySelector: (what: string) => (what.startsWith('input') ? field : null),
      querySelectorAll: () => [],
      getElementById: (id: string) => (id === 'kode' ? field : null),
    },
    history: { replaceState: (...[, , to]: string[]) => replaced.push(to ?? '') },
    addEventListener: (kind: string, listener: () => void) => listeners.set(kind, listener),
  })
  const given = (hash: string): string => {
    location.hash = hash
    listeners.get('hashchange')?.()
    return field.value
  }
  expect(given('#7K3M-9QXA-2WPT-5')).toBe('7K3M-9QXA-2WPT-5')
  expect(given('#7K3M%2D9QXA')).toBe('7K3M-9QXA')
  expect(given('#7K3M%')).toBe('7K3M%')
  expect(given('#%E0%A4%A')).toBe('%E0%A4%A')
  expect(replaced).toEqual(Array.from({ length: 4 }, () => '/svar?lang=nn'))
  // The summary of what is wrong leads to the field, which is no code.
  expect(given('#kode')).toBe('%E0%A4%A')
  expect(given('')).toBe('%E0%A4%A')
  expect(replaced).toHaveLength(4)
})
