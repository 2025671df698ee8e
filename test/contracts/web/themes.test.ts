/** One theme a page, without script: posted whole, stored question by question, and nothing typed is lost. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { objectIdOf, register, tenantId } from '../../support/registered.ts'
import { units } from '../../support/survey-2018.ts'
import { type Page, type Visitor, visitor } from '../../support/web/visitor.ts'
import { webService } from '../../support/web/web-service.ts'

let service: Awaited<ReturnType<typeof webService>>
beforeAll(async () => {
  service = await webService()
})
afterAll(() => service.stop())

const THEME = '/svar/tema'
const onWeb = () => visitor(service.service.url)
type Filled = [string, string][]

/** The page posted with what its hidden fields say, what stands in its fields, and what is filled in over it. */
const posts = (who: Visitor, page: Page, filled: Filled, til = 'neste'): Promise<Page> => {
  const names = new Set(filled.map(([name]) => name))
  const standing = standingIn(page).filter(([name]) => !names.has(name))
  return who.post(THEME, [...Object.entries(page.hidden(THEME)), ...standing, ...filled, ['til', til]])
}
const standingIn = ({ html }: Page): Filled => [
  ...[...html.matchAll(/<input class="ds-input"([^>]*)>/g)].flatMap(([, tag = '']): Filled => {
    const of = (name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1]
    const isChoice = /type="(radio|checkbox)"/.test(tag)
    const value = of('value')
    return (isChoice && !/\bchecked/.test(tag)) || value === undefined ? [] : [[of('name') ?? '', value]]
  }),
  ...[...html.matchAll(/<textarea[^>]*name="([^"]+)"[^>]*>([^<]*)</g)].map(
    ([, name = '', value = '']): [string, string] => [name, value],
  ),
]

/** The first choice of each question and row, the places of an order one after the other, and a figure. */
const firstsOf = ({ choices, fields }: Page): Filled => [
  ...[...Map.groupBy(choices, ([name]) => name)].flatMap(([name, all]): Filled => {
    const place = Number(/\.rank\.(\d+)$/.exec(name)?.[1] ?? 1)
    return name.endsWith('.missing') ? [] : all.slice(place - 1, place)
  }),
  ...fields.filter((name) => name.endsWith('.answer')).map((name): [string, string] => [name, '3']),
]

const starts = async (code: string): Promise<{ who: Visitor; page: Page }> => {
  const who = onWeb()
  const start = await who.open(code)
  if (start.titles.includes('Start')) await who.press(start, 'Start')
  const question = await who.get('/svar/skjema')
  expect(question.titles).toContain('Ett tema per side')
  const page = await who.post('/svar/visning', { ...question.hidden('/svar/visning'), visning: 'tema' })
  expect(page.path).toBe(THEME)
  return { who, page }
}
const position = ({ text }: Page) => /Spørsmål \d+ av \d+/.exec(text)?.[0]
const reviewOf = async (who: Visitor) => (await who.get('/svar/oversikt')).text

it('a theme is posted whole, leads to the next, and is there when it is opened again', async () => {
  const { who, page } = await starts(await service.codeOf(0))
  expect(page.text).toContain('Tema 1 av')
  expect(page.fields).toEqual(expect.arrayContaining(['leder_aar.answer']))
  const next = await posts(who, page, [
    ['leder_rolle.answer', 'raadmann'],
    ['leder_aar.answer', '7'],
  ])
  expect(next.text).toContain('Tema 2 av')
  expect(next.text).toContain('Lagret')
  const again = await who.get(`${THEME}?t=leder`)
  expect(standingIn(again)).toEqual(
    expect.arrayContaining([
      ['leder_rolle.answer', 'raadmann'],
      ['leder_aar.answer', '7'],
    ]),
  )
  // The person wants it so: «Fortsett å svare» is a theme from now on, until they say otherwise.
  expect((await who.get('/svar/skjema')).path).toBe(THEME)
  const one = await who.post('/svar/visning', { ...again.hidden('/svar/visning'), visning: 'sporsmal' })
  expect(one.path).toBe('/svar/skjema')
  expect(one.text).toContain('Spørsmål 3 av')
})

it('a question that is opened from the review is shown among the others of its theme', async () => {
  const { who, page } = await starts(await service.codeOf(15))
  await posts(who, page, [
    ['leder_rolle.answer', 'raadmann'],
    ['leder_aar.answer', '7'],
  ])
  const review = await who.get('/svar/oversikt')
  const section = await who.press(review, 'Endre her')
  const opened = await who.press(section, section.titles.find((title) => title.startsWith('Endre')) ?? '')
  expect(opened.path).toBe(THEME)
  expect(opened.html).toContain('id="svar-leder_rolle"')
})

it('an answer that leads to new questions shows them before the next theme', async () => {
  const { who } = await starts(await service.codeOf(1))
  const page = await who.get(`${THEME}?t=svingninger_i_behovet`)
  expect(page.html).not.toContain('data-question="svingninger_hvilke"')
  const same = await posts(who, page, [['svingninger.answer', 'ja']])
  expect(same.text).toContain('De førte til nye spørsmål')
  expect(same.html).toContain('data-question="svingninger_hvilke"')
  const back = await posts(who, same, [['svingninger.answer', 'nei']], 'her')
  expect(back.html).not.toContain('data-question="svingninger_hvilke"')
})

it('what is wrong is listed and kept, and what is right is stored', async () => {
  const { who, page } = await starts(await service.codeOf(2))
  const wrong = await posts(who, page, [
    ['leder_rolle.answer', 'raadmann'],
    ['leder_aar.answer', 'lenge, <b>veldig</b> lenge'],
  ])
  expect(wrong.status).toBe(422)
  expect(wrong.text).toContain('Ett svar må ses over')
  expect(wrong.html).toContain('href="#svar-leder_aar"')
  expect(wrong.html).toContain('value="lenge, &lt;b>veldig&lt;/b> lenge"')
  expect(await reviewOf(who)).toContain('Rådmann')
  const fine = await posts(who, wrong, [['leder_aar.answer', '4']])
  expect(fine.text).toContain('Tema 2 av')
})

it.each([
  ['75', 'fra 0 til 50'],
  ['-3', ''],
  ['1,5', ''],
  ['mange', ''],
  ['1e9', ''],
])('«%s» is kept in its field, with why', async (typed, why) => {
  const { who, page } = await starts(await service.codeOf(3, true))
  const wrong = await posts(who, page, [['leder_aar.answer', typed]])
  expect(wrong.status).toBe(422)
  expect(standingIn(wrong)).toContainEqual(['leder_aar.answer', typed])
  expect(wrong.text.toLowerCase()).toContain(why)
})

it('what seems unlikely is asked about on the page, and stored when the person says that it is right', async () => {
  const { who, page } = await starts(await service.codeOf(4))
  const asked = await posts(who, page, [
    ['leder_aar.answer', '45'],
    ['leder_rolle.answer', 'raadmann'],
  ])
  expect(asked.status).toBe(422)
  expect(asked.text).toContain('Ja, svaret stemmer')
  expect(standingIn(asked)).toContainEqual(['leder_aar.answer', '45'])
  // Nobody is left with a question that waits: the other page shows the question as it was.
  expect((await who.get('/svar/skjema?ett=1')).text).not.toContain('Stemmer det?')
  const other = await posts(who, asked, [['leder_aar.answer', '44']])
  expect(other.status).toBe(422)
  const sure = await posts(who, other, [['leder_aar.sure', 'mine']])
  expect(sure.text).toContain('Tema 2 av')
  expect(await reviewOf(who)).toContain('44')
})

it('«vet ikke» is a tick, and an answer takes its place', async () => {
  const { who } = await starts(await service.codeOf(5))
  const page = await who.get(`${THEME}?t=ansatte`)
  const ticked = page.choices.find(([name, value]) => name.endsWith('.missing') && value === 'dont_know')
  expect(ticked).toBeDefined()
  const [name = ''] = ticked ?? []
  const question = name.split('.')[0] ?? ''
  const after = await posts(who, page, [[name, 'dont_know']], 'her')
  expect(standingIn(after)).toContainEqual([name, 'dont_know'])
  const choice = after.choices.find(([field]) => field === `${question}.answer`)
  const answered = await posts(who, after, [[name, 'dont_know'], choice ?? ['', '']], 'her')
  expect(standingIn(answered)).toContainEqual(choice)
  expect(standingIn(answered)).not.toContainEqual([name, 'dont_know'])
})

it('a page posted twice counts once, and an untouched page changes nothing', async () => {
  const { who, page } = await starts(await service.codeOf(6))
  const filled: Filled = [
    ['leder_rolle.answer', 'assisterende'],
    ['leder_aar.answer', '3'],
  ]
  await Promise.all([posts(who, page, filled), posts(who, page, filled)])
  const stored = await who.get(`${THEME}?t=leder`)
  const revisions = [...stored.html.matchAll(/name="leder_\w+\.r" value="(\d+)"/g)].map(([, r]) => r)
  expect(revisions).toEqual(['1', '1'])
  expect((await posts(who, stored, [])).text).toContain('Tema 2 av')
  expect((await who.get(`${THEME}?t=leder`)).html).toContain('name="leder_aar.r" value="1"')
})

it('a colleague’s answer since the page was shown stands beside one’s own, and is only taken the place of on purpose', async () => {
  const unit = units[7]?.id ?? ''
  await register(service.postgres.url, [{ unit, part: 'raadmann', tenantId, objectId: objectIdOf(907) }])
  const [first, second] = (await service.book.list({})).filter(({ unitId }) => unitId === unit)
  const kari = await starts(await service.codeFor(first?.id ?? ''))
  const ola = await starts(await service.codeFor(second?.id ?? ''))
  const asOla = await posts(ola.who, ola.page, [
    ['leder_rolle.answer', 'kommunalsjef'],
    ['leder_aar.answer', '11'],
  ])
  expect(asOla.text).toContain('Tema 2 av')
  const met = await posts(kari.who, kari.page, [['leder_aar.answer', '5']])
  expect(met.status).toBe(422)
  expect(met.text).toContain('Hvilket svar skal stå?')
  expect(met.text).toContain('Svaret fra Ola Nordmann')
  expect(met.text).toMatch(/11\sår[\s\S]*5\sår/)
  // What she did not touch is his, and is no reason for words.
  expect(met.html.match(/kd-versions/g)).toHaveLength(1)
  expect(await reviewOf(ola.who)).toMatch(/11\sår/)
  const kept = await posts(kari.who, met, [['leder_aar.sure', 'theirs']])
  expect(kept.text).toContain('Tema 2 av')
  expect(await reviewOf(ola.who)).toMatch(/11\sår/)
  const late = await posts(kari.who, kari.page, [['leder_aar.answer', '6']])
  const mine = await posts(kari.who, late, [['leder_aar.sure', 'mine']])
  expect(mine.text).toContain('Tema 2 av')
  expect(await reviewOf(ola.who)).toMatch(/\b6\sår/)
})

it('on the page of one question too, both stand side by side', async () => {
  const unit = units[8]?.id ?? ''
  await register(service.postgres.url, [{ unit, part: 'raadmann', tenantId, objectId: objectIdOf(908) }])
  const [first, second] = (await service.book.list({})).filter(({ unitId }) => unitId === unit)
  const begun = async (id: string) => {
    const who = onWeb()
    return { who, page: await who.press(await who.open(await service.codeFor(id)), 'Start') }
  }
  const [kari, ola] = [await begun(first?.id ?? ''), await begun(second?.id ?? '')]
  await ola.who.press(ola.page, 'Svar', [['answer', 'kommunalsjef']])
  const met = await kari.who.press(kari.page, 'Svar', [['answer', 'raadmann']])
  expect(met.html.match(/class="ds-card kd-version"/g)).toHaveLength(2)
  expect(met.text).toContain('Svaret fra Ola Nordmann')
  expect(met.text).toContain('Svaret ditt, ikke lagret')
  expect(met.text).not.toContain('Lagret. Alt du svarer')
  const kept = await kari.who.press(met, met.titles.find((title) => /behold/i.test(title)) ?? '')
  expect(kept.status).toBe(200)
  expect(await reviewOf(kari.who)).toContain('Kommunalsjef')
})

it.each([
  ['31', 'Stemmer det?'],
  ['45', 'Stemmer det?'],
])('on the page of one question «%s» is not called stored before it is', async (typed, said) => {
  const who = onWeb()
  const start = await who.open(await service.codeOf(12, true))
  let page = start.titles.includes('Start') ? await who.press(start, 'Start') : start
  page = await who.get('/svar/skjema')
  if (page.fields.includes('other')) page = await who.press(page, 'Svar', page.choices.slice(0, 1))
  const asked = await who.press(page, 'Svar', [['answer', typed]])
  expect(asked.text).toContain(said)
  expect(asked.text).not.toContain('Lagret. Alt du svarer')
  await who.press(asked, asked.titles.find((title) => /^(Nei|Endre)/.test(title)) ?? '')
})

it.each([
  ['75', /høyere enn 50/],
  ['45', /Mer enn 30 år/i],
  ['mange', /tall/i],
  ['7', null],
  ['om lag 12', null],
])('«%s» is checked before it is sent, and nothing is stored by it', async (typed, why) => {
  const who = onWeb()
  const start = await who.open(await service.codeOf(13, true))
  if (start.titles.includes('Start')) await who.press(start, 'Start')
  let page = await who.get('/svar/skjema')
  if (page.fields.includes('other')) page = await who.press(page, 'Svar', page.choices.slice(0, 1))
  const fields: Filled = [
    ...Object.entries(page.hidden('/svar/skjema')),
    ['press', page.button('Svar') ?? ''],
    ['answer', typed],
  ]
  const checked = await who.post('/svar/sjekk', fields)
  expect(checked.headers.get('cache-control')).toBe('no-store')
  const { problem } = JSON.parse(checked.html)
  if (why === null) expect(problem).toBeNull()
  else expect(problem).toMatch(why)
  expect(position(await who.get('/svar/skjema'))).toBe(position(page))
  const withoutToken = fields.filter(([name]) => name !== 'token')
  expect((await who.post('/svar/sjekk', withoutToken)).status).toBe(409)
})

it('what a page has said is stored is there after a kill', async () => {
  const { who, page } = await starts(await service.codeOf(14))
  const next = await posts(who, page, [['leder_aar.answer', '17']])
  expect(next.text).toContain('Lagret')
  await service.service.kill()
  await service.service.start()
  expect(standingIn(await who.get(`${THEME}?t=leder`))).toContainEqual(['leder_aar.answer', '17'])
})

it('without a token, from elsewhere or by nobody nothing is stored', async () => {
  const { who, page } = await starts(await service.codeOf(9))
  const filled: Filled = [['leder_aar.answer', '8']]
  const hidden = Object.entries(page.hidden(THEME))
  expect((await who.post(THEME, [...hidden.filter(([name]) => name !== 'token'), ...filled])).status).toBe(409)
  expect((await who.post(THEME, [...hidden, ...filled], { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
  const nobody = await onWeb().post(THEME, [...hidden, ...filled])
  expect(nobody.status).toBe(401)
  expect(nobody.text).toContain('8')
  expect(await reviewOf(who)).not.toMatch(/8\sår/)
})

it.each([['?t=finnes_ikke'], ['?t=__proto__'], ['?t=%3Cscript%3E'], ['?t=']])(
  'a theme that is not there (%s) is the one to go on with',
  async (query) => {
    const { who } = await starts(await service.codeOf(10, true))
    const page = await who.get(`${THEME}${query}`)
    expect([page.status, page.path]).toEqual([200, THEME])
    expect(page.text).toContain('Tema ')
  },
)

it.each(['finnes_ikke', '__proto__', '<script>', '', 'leder2'])(
  'a post of a theme that is not there («%s») leads to the one to go on with',
  async (tema) => {
    const { who, page } = await starts(await service.codeOf(10, true))
    const next = await who.post(THEME, { ...page.hidden(THEME), tema, til: 'neste' })
    expect([next.path, /Tema \d+ av/.exec(next.text)?.[0]]).toEqual([THEME, 'Tema 1 av'])
  },
)

it('what is given to a question that a colleague’s answer has taken away is shown back, and not called stored', async () => {
  const unit = units[16]?.id ?? ''
  await register(service.postgres.url, [{ unit, part: 'raadmann', tenantId, objectId: objectIdOf(916) }])
  const [first, second] = (await service.book.list({})).filter(({ unitId }) => unitId === unit)
  const kari = await starts(await service.codeFor(first?.id ?? ''))
  const ola = await starts(await service.codeFor(second?.id ?? ''))
  const theme = `${THEME}?t=svingninger_i_behovet`
  const page = await posts(kari.who, await kari.who.get(theme), [['svingninger.answer', 'ja']], 'her')
  await posts(ola.who, await ola.who.get(theme), [['svingninger.answer', 'nei']], 'her')
  const choices = page.choices.filter(([name]) => name === 'svingninger_hvilke.answer')
  expect(choices.length).toBeGreaterThan(3)
  for (const [i, til] of ['neste', 'forrige', 'her', ''].entries()) {
    const chosen = choices[i] ?? ['', '']
    const said = new RegExp(`value="${chosen[1]}"[^>]*><label[^>]*>([^<]+)<`).exec(page.html)?.[1] ?? '?'
    const late = await posts(kari.who, page, [chosen], til)
    expect([late.status, late.path]).toEqual([409, THEME])
    expect(late.text).toContain('Dette ble ikke lagret')
    expect(late.text).toContain(said)
    expect(late.text).not.toContain('Lagret. Alt du svarer')
  }
  expect((await posts(kari.who, page, [])).text).not.toContain('Dette ble ikke lagret')
})

it('what is given after the answers were sent in is shown back', async () => {
  const { who, page } = await starts(await service.codeOf(17))
  let at = page
  for (let n = 0; n < 30 && at.path === THEME; n++) at = await posts(who, at, firstsOf(at))
  expect(at.path).toBe('/svar/oversikt')
  const asked = await who.press(at, 'Send inn')
  const sent = await who.press(asked, asked.titles.find((title) => title.startsWith('Ja')) ?? '')
  expect(sent.text).toContain('Takk! Svarene er sendt inn.')
  for (const years of ['9', '19', 'lenge']) {
    const late = await posts(who, page, [['leder_aar.answer', years]])
    expect([late.status, late.text.includes('Dette ble ikke lagret')]).toEqual([409, true])
    expect(late.html).toMatch(new RegExp(`kd-kept">${years}<`))
  }
  expect((await posts(who, page, [])).text).not.toContain('Dette ble ikke lagret')
})

it('before the start, and after sending in, a theme leads to where the person stands', async () => {
  const who = onWeb()
  await who.open(await service.codeOf(11))
  expect((await who.get('/svar/skjema')).titles).toContain('Start')
})
