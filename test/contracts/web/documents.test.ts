/**
 * PDFs of `/svar`: the copy is for who may see the answers and is taken down; the form is for anybody and holds nothing of anyone. And
 * addresses as they are typed and looked at.
 */

import { afterAll, beforeAll, expect, it } from 'vitest'
import { readPdf } from '../../support/read-pdf.ts'
import { units } from '../../support/survey-2018.ts'
import { wave2018 } from '../../support/wave-2018.ts'
import { type Page, visitor } from '../../support/web/visitor.ts'
import { webService } from '../../support/web/web-service.ts'

let service: Awaited<ReturnType<typeof webService>>
beforeAll(async () => {
  service = await webService()
})
afterAll(() => service.stop())

const onWeb = () => visitor(service.service.url)
type Visitor = ReturnType<typeof onWeb>

const fetched = async (path: string, who?: Visitor) => {
  const cookie = [...(who?.cookies ?? [])].map(([name, value]) => `${name}=${value}`).join('; ')
  const response = await fetch(`${service.service.url()}${path}`, { headers: { cookie }, redirect: 'manual' })
  return { status: response.status, headers: response.headers, bytes: new Uint8Array(await response.arrayBuffer()) }
}
const copyOf = (who?: Visitor) => fetched('/svar/kopi.pdf', who)
const textIn = async (bytes: Uint8Array) => (await readPdf(bytes)).elements.map(({ text }) => text).join('\n')
const copies = () =>
  service.sql.selectFrom('audit').select(['actor', 'action', 'subject']).where('action', '=', 'web.copy').execute()
const first = (page: Page): [string, string][] => page.choices.slice(0, 1)

it('the copy is of the own answers, at any time, and never kept on the way', async () => {
  const who = onWeb()
  let page = await who.open(await service.codeOf(0))
  expect(page.text).not.toContain('Kopi av svarene')
  page = await who.press(page, 'Start')
  page = await who.press(page, 'Svar', first(page))
  const review = await who.get('/svar/oversikt')
  expect(review.html).toContain('href="/svar/kopi.pdf"')
  const copy = await copyOf(who)
  expect(copy.status).toBe(200)
  expect(Object.fromEntries(copy.headers)).toMatchObject({
    'content-type': 'application/pdf',
    'cache-control': 'no-store',
    'content-disposition': `attachment; filename="svar-raadmann-${units[0]?.id}.pdf"`,
    'x-content-type-options': 'nosniff',
  })
  const text = await textIn(copy.bytes)
  expect(text).toContain(`${units[0]?.name} (${units[0]?.id})`)
  expect(text).toContain('Ikke sendt inn')
  expect(await copies()).toEqual([
    { actor: expect.stringMatching(/^[\w-]{22}$/), action: 'web.copy', subject: `${units[0]?.id}/raadmann` },
  ])
})

it('nobody who is not signed in gets one, whatever they send, and nothing is taken down', async () => {
  const before = await copies()
  for (const cookie of [undefined, 'a'.repeat(43), '../kopi']) {
    const who = onWeb()
    if (cookie !== undefined) who.cookies.set('__Host-kd', cookie)
    const refused = await copyOf(who)
    expect([refused.status, refused.headers.get('content-type')]).toEqual([401, 'text/html; charset=utf-8'])
  }
  const left = onWeb()
  const page = await left.open(await service.codeOf(1))
  const kept = new Map(left.cookies)
  await left.post('/svar/ut', page.hidden('/svar/ut'))
  for (const [name, value] of kept) left.cookies.set(name, value)
  expect((await copyOf(left)).status).toBe(401)
  expect(await copies()).toEqual(before)
})

it('each gets their own unit, and a code that was replaced gets nothing', async () => {
  const [one, other] = [onWeb(), onWeb()]
  await one.open(await service.codeOf(2))
  await other.open(await service.codeOf(3))
  const texts = await Promise.all([copyOf(one), copyOf(other)].map(async (copy) => textIn((await copy).bytes)))
  expect(texts[0]).toContain(`(${units[2]?.id})`)
  expect(texts[1]).toContain(`(${units[3]?.id})`)
  expect(texts[0]).not.toContain(`(${units[3]?.id})`)
  await service.codeOf(2, true)
  expect((await copyOf(one)).status).toBe(401)
})

it('what cannot be taken down is not handed out', async () => {
  const who = onWeb()
  await who.open(await service.codeOf(4))
  expect((await copyOf(who)).status).toBe(200)
  service.way.cut()
  try {
    const away = await copyOf(who)
    expect([away.status, away.headers.get('content-type')]).toEqual([503, 'text/html; charset=utf-8'])
  } finally {
    service.way.mend()
  }
  await expect.poll(async () => (await copyOf(who)).status).toBe(200)
})

it('in the language form of the page', async () => {
  const who = onWeb()
  const page = await who.open(await service.codeOf(5))
  const language = /<html lang="(n[bn])"/.exec(page.html)?.[1]
  const { bytes } = await copyOf(who)
  expect((await readPdf(bytes)).language).toBe(`${language}-NO`)
})

const names = (['raadmann', 'integrering'] as const).flatMap((part) =>
  (['kommune', 'bydel'] as const).flatMap((kind) =>
    (['nb', 'nn'] as const).flatMap((language) => ['', '-papir'].map((use) => `${part}-${kind}-${language}${use}.pdf`)),
  ),
)

it.each(names)('the form %s is there for anybody', async (name) => {
  const form = await fetched(`/svar/pdf/${wave2018}/${name}`)
  expect([form.status, form.headers.get('content-type')]).toEqual([200, 'application/pdf'])
  expect(form.headers.get('content-disposition')).toBe(`attachment; filename="${name}"`)
  expect(form.headers.get('set-cookie')).toBeNull()
  const { language, isTagged } = await readPdf(form.bytes)
  expect([language, isTagged]).toEqual([/-(n[bn])(-|\.)/.exec(name)?.[1] === 'nn' ? 'nn-NO' : 'nb-NO', true])
})

it('every form is linked from the page that lists them, and the way in leads there', async () => {
  for (const language of ['nb', 'nn']) {
    expect((await onWeb().get(`/svar?lang=${language}`)).html).toContain(`/svar/pdf?lang=${language}`)
    const page = await onWeb().get(`/svar/pdf?lang=${language}`)
    const links = [...page.html.matchAll(/href="\/svar\/pdf\/[^/]+\/([^"]+)"/g)].map(([, name]) => name)
    expect(links.toSorted()).toEqual(names.filter((name) => name.includes(`-${language}`)).toSorted())
  }
})

it.each([
  `/svar/pdf/${wave2018}/raadmann.pdf`,
  `/svar/pdf/${wave2018}/finnes-ikke-kommune-nb.pdf`,
  `/svar/pdf/${wave2018}/raadmann-kommune-en.pdf`,
  `/svar/pdf/${wave2018}/raadmann-fylke-nb.pdf`,
  `/svar/pdf/${wave2018}/__proto__-kommune-nb.pdf`,
  `/svar/pdf/${wave2018}/constructor-kommune-nb.pdf`,
  `/svar/pdf/${wave2018}/..%2f..%2fwave.yaml`,
  '/svar/pdf/en-annen/raadmann-kommune-nb.pdf',
  `/svar/pdf/${wave2018}/raadmann-kommune-nb.pdf%00`,
])('%s is a page that says it is not there', async (path) => {
  const page = await fetched(path)
  expect([page.status, page.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8'])
})

it('a form is made once, however often it is asked for', async () => {
  const path = `/svar/pdf/${wave2018}/raadmann-kommune-nb.pdf`
  const all = await Promise.all(Array.from({ length: 20 }, () => fetched(path)))
  // Each file has an id of its own.
  expect(new Set(all.map(({ bytes }) => Buffer.from(bytes).toString('base64'))).size).toBe(1)
})

it('a respondent gets twenty copies an hour, one at a time, and others theirs meanwhile; the pages go on', async () => {
  const [eager, calm] = [onWeb(), onWeb()]
  await eager.open(await service.codeOf(7))
  await calm.open(await service.codeOf(8))
  const before = (await copies()).length
  const all = await Promise.all(Array.from({ length: 24 }, () => copyOf(eager)))
  expect(all.map(({ status }) => status).sort()).toEqual([...Array(20).fill(200), ...Array(4).fill(429)])
  const refused = all.find(({ status }) => status === 429)
  expect(Buffer.from(refused?.bytes ?? []).toString()).toContain('Du kan hente en ny om en time')
  // What was refused left no trace of a copy.
  expect((await copies()).length).toBe(before + 20)
  expect((await copyOf(calm)).status).toBe(200)
  expect((await eager.get('/svar/oversikt')).status).toBe(200)
  // Who signs in again, in another browser or with a new code, is the same respondent.
  for (const renew of [false, true]) {
    const again = onWeb()
    await again.open(await service.codeOf(7, renew))
    expect((await copyOf(again)).status).toBe(429)
    expect((await again.get('/svar/oversikt')).status).toBe(200)
  }
  expect((await copies()).length).toBe(before + 21)
})

it('answers whoever asks for the head alone, and leads from an address as it was typed to the page', async () => {
  const ask = (path: string, method = 'GET') =>
    fetch(`${service.service.url()}${path}`, {
      method,
      redirect: 'manual',
      headers: { 'x-forwarded-for': '192.0.2.7' },
    })
  for (const path of ['/svar', '/svar/pdf', '/tilgjengelighet']) {
    const [whole, head] = [await ask(path), await ask(path, 'HEAD')]
    expect([head.status, await head.text()], path).toEqual([200, ''])
    for (const name of ['content-type', 'content-length', 'content-security-policy', 'cache-control'])
      expect(head.headers.get(name), `${path}: ${name}`).toBe(whole.headers.get(name))
  }
  expect((await ask('/svar/skjema', 'HEAD')).status).toBe(401)
  for (const [typed, to] of [
    ['/', '/svar'],
    ['/Svar/', '/svar'],
    ['/svar.', '/svar'],
    ['/svar%237K2M-0QXA-94TR-C', '/svar#7K2M-0QXA-94TR-C'],
    ['/TILGJENGELIGHET?lang=nn', '/tilgjengelighet?lang=nn'],
  ] as const) {
    const led = await ask(typed)
    expect([led.status, led.headers.get('location')], typed).toEqual([303, to])
    expect((await ask(to)).status, to).toBe(200)
  }
  expect((await ask('/Svar/', 'POST')).status).toBe(404)
  expect((await ask('/evil.example/svar/')).status).toBe(404)
})
