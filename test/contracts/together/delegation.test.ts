/** A section is passed on: by a code, to one colleague, who sees nothing else and never sends in. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { type Office, openOffice } from '../../support/reminders/desk.ts'
import { startPglite } from '../../support/start-pglite.ts'
import { questionnaires } from '../../support/survey.ts'
import { type Chatting, openWithTwo, type TownHall } from '../../support/together/town-hall.ts'

let office: Office
let hall: TownHall
let kari: Chatting
let per: Chatting
beforeAll(async () => {
  office = await openOffice(await startPglite())
})
afterAll(() => office.close())
beforeEach(async () => {
  ;({ hall, kari, per } = await openWithTwo(office))
})

/** Kari passes on section 4 (tolk), and Per comes in by its code. */
const passOn = async () => {
  await kari.say('send videre til Per Hansen')
  await kari.say('4')
  const code = kari.code()
  await per.say(code)
  return code
}

it('by name and number, with a text to forward and a code that works once', async () => {
  const code = await passOn()
  expect(code).toMatch(/^[0-9A-Z]{4}-/)
  expect(kari.last()).toContain('Hei Per Hansen!')
  expect(kari.last()).toContain('Kan du svare på temaet «')
  expect(per.last()).toContain('Du er bedt om å svare på dette temaet: «Bruk av tolk»')
  const stranger = await hall.person('En fremmed')
  await stranger.say(code)
  expect(stranger.last()).toContain('Jeg fikk ikke brukt koden')
})

it.each([
  ['nb', 'Har du ikke appen i Teams, svarer du like godt i nettleseren: '],
  ['nn', 'Har du ikkje appen i Teams, svarer du like godt i nettlesaren: '],
] as const)('has the link to the page for who has no Teams, where there are pages: %s', async (language, words) => {
  if (language === 'nn') await kari.say('nynorsk')
  for (const what of ['4', '0']) {
    hall.deps.pages = 'https://svar.example'
    await kari.say('send videre til Per Hansen')
    await kari.say(what)
    expect(kari.last()).toContain(`${words}https://svar.example/svar#${kari.code()}\n\n`)
    delete hall.deps.pages
    await kari.say('send videre til Per Hansen')
    await kari.say(what)
    expect(kari.last()).not.toContain('/svar')
  }
})

it('tells who lost the last characters of a code, and lets nothing in', async () => {
  await kari.say('send videre til Per Hansen')
  await kari.say('4')
  const code = kari.code()
  const stranger = await hall.person('En fremmed')
  for (let i = 0; i < 6; i++) await stranger.say(code.slice(0, -2))
  expect(stranger.last()).toContain('Sjekk at du har fått med alle tegnene')
  await stranger.say(code)
  expect(stranger.last()).toContain('Du er bedt om å svare på dette temaet')
})

it('asks for the name when none was typed, and takes no code for one', async () => {
  await kari.say('send videre')
  expect(kari.last()).toContain('0. Hele skjemaet\n  1. '.replaceAll('  ', ''))
  await kari.say('4')
  await kari.say('1234-ABCD-5678-E')
  expect(kari.last()).toContain('Jeg fikk ikke brukt koden')
  await kari.say('Per Hansen')
  expect(kari.last()).toContain('Hei Per Hansen!')
})

const foreign = questionnaires.raadmann.sections.filter(({ id }) => id !== 'tolk').flatMap((s) => s.questions)
const others = foreign.filter(({ kind }) => kind !== 'info')

it('shows the colleague no question and no answer of another section, whatever they try', async () => {
  await kari.say('rådmann')
  await passOn()
  await per.press('Start')
  for (const text of [
    'vis svar',
    'se alle spørsmål',
    'status',
    'hjelp',
    'endre 1',
    'endre 9',
    'tilbake',
    'send inn',
    'ja',
  ])
    await per.say(text)
  for (const { id } of others) {
    for (const verb of ['change', 'answer', 'skip', 'dont_know', 'back', 'confirm_yes', 'continue'] as const)
      await per.send({ s: hall.sessionId, q: id, r: 0, do: verb, values: { answer: 'raadmann', section: 'leder' } })
  }
  for (const verb of ['review', 'all_questions', 'submit', 'submit_yes', 'reopen', 'continue', 'pass_on'] as const)
    await per.send({ s: hall.sessionId, do: verb, values: { section: 'leder', page: '0' } })
  const seen = per.raw()
  for (const question of others) {
    // A text that is cut on a card would still begin so.
    expect(seen, question.id).not.toContain(question.text.nb.slice(0, 30))
  }
  expect(seen).not.toContain('Rådmann')
  const { entries, state } = await hall.session()
  expect(Object.keys(entries).filter((id) => others.some((q) => q.id === id))).toEqual(['leder_rolle'])
  expect(state).toBe('started')
})

it('refuses every press of theirs on another section in the response itself', async () => {
  await passOn()
  await per.press('Start')
  for (const { id } of others) {
    const { pressed } = await per.send({ s: hall.sessionId, q: id, r: 0, do: 'change', values: {} })
    expect(pressed).toMatchObject({ type: 'text' })
    expect(JSON.stringify(pressed)).toContain('Det kortet kjenner jeg ikke')
  }
})

it('lets the colleague answer the section and never send in or pass on', async () => {
  await passOn()
  await per.press('Start')
  for (let i = 0; i < 12; i++) await per.say(i % 2 ? 'ja' : '1')
  const { entries, people } = await hall.session()
  expect(Object.keys(entries)).toContain('tolk_retningslinjer')
  expect(people).toEqual([per.who.personId])
  await per.say('send inn')
  expect(per.last()).toContain('Det er de som er bedt om å svare på hele skjemaet, som sender inn.')
  await per.say('send videre til Ola')
  expect(per.last()).toContain('kan ikke sende dem videre herfra')
  expect((await hall.session()).submission).toBeNull()
})

it('is seen by the owner, and taken back with the answers kept', async () => {
  await passOn()
  await per.press('Start')
  await per.say('1')
  const answered = Object.keys((await hall.session()).entries)
  await kari.say('vis svar')
  expect(kari.last()).toContain('Per Hansen har svart på spørsmål 8.')
  await kari.press('Neste side')
  expect(kari.texts()).toContain('(svart av Per Hansen, 5.11. kl. 09.')
  await kari.say('sendt videre')
  expect(kari.last()).toMatch(/Per Hansen: Bruk av tolk\nEr med. Dere har svart på 1 av \d/)
  await kari.press('Ta tilbake')
  expect(kari.last()).toContain('Svarene er beholdt.')
  await per.say('vis svar')
  expect(per.last()).toContain('Jeg vet ikke hvem du svarer for ennå')
  expect(per.last()).toContain('Skriv til kommuneundersokelsen@imdi.example')
  expect(Object.keys((await hall.session()).entries)).toEqual(answered)
  await kari.say('vis svar')
  await kari.press('Neste side')
  expect(kari.last()).toContain('(svart av Per Hansen')
})

it('stops a code that was taken back before it was used', async () => {
  await kari.say('send videre til Per Hansen')
  await kari.say('4')
  const code = kari.code()
  await kari.say('sendt videre')
  expect(kari.last()).toContain('Koden er ikke brukt ennå.')
  await kari.press('Ta tilbake')
  await per.say(code)
  expect(per.last()).toContain('Jeg fikk ikke brukt koden')
})

it('of the whole part makes a respondent like the first', async () => {
  await kari.say('send videre')
  await kari.say('0')
  await kari.say('Per Hansen')
  await per.say(kari.code())
  await per.press('Start')
  await per.say('rådmann')
  await per.say('vis svar')
  await per.press('Send inn')
  expect(per.last()).toContain('Vil du sende inn?')
})

it('of two sections to the same colleague shows both', async () => {
  await passOn()
  await kari.say('send videre til Per Hansen')
  await kari.say('5')
  await per.say(kari.code())
  await per.say('status')
  expect(per.last()).toMatch(/Bruk av tolk: 0 av/)
  expect(per.last()).toMatch(/æringsliv.*: 0 av/)
})

it('begins with «ikke jeg som svarer» as well', async () => {
  await kari.say('ikke jeg som svarer')
  await kari.say('Per Hansen')
  await per.say(kari.code())
  expect(per.last()).toContain('[Start]')
})

it('or «ikke jeg som svarer» ends in a note to the administrator', async () => {
  await kari.say('feil person')
  await kari.say('vet ikke')
  expect(kari.last()).toContain('IMDi får beskjed')
  expect(await hall.book.list({})).toMatchObject([{ name: 'Kari Nordmann', status: 'declined' }])
  const trail = await hall.book.auditTrail({ limit: 3 })
  expect(trail.map(({ action }) => action)).toContain('respondents.not_me')
  await kari.say('hei')
  expect(kari.last()).toContain('Jeg vet ikke hvem du svarer for ennå')
})

it('leaves a colleague’s no to whoever asked them, and IMDi out of it', async () => {
  await passOn()
  await per.say('ikke jeg som svarer')
  await per.say('ja')
  expect(per.last()).toContain('Kollegaen som spurte deg, ser det')
  expect(per.last()).not.toContain('IMDi')
  await kari.say('sendt videre')
  expect(kari.last()).toContain('Har svart at det er sendt til feil person.')
  expect(await hall.deps.register.declinedSince('administrator')).toEqual([])
  await kari.say('feil person')
  await kari.say('vet ikke')
  expect(await hall.deps.register.declinedSince('administrator')).toMatchObject([{ name: 'Kari Nordmann' }])
})

it('tells nobody else what was passed on, and lets nobody else take it back', async () => {
  await passOn()
  const [one] = await hall.deps.register.delegations({ unitId: '1244', part: 'raadmann' })
  const stranger = await hall.person('En fremmed')
  for (const person of [per, stranger]) {
    await person.say('sendt videre')
    await person.send({ s: hall.sessionId, do: 'take_back', values: { delegation: one?.id ?? '' } })
  }
  expect(stranger.raw()).not.toMatch(/Per Hansen|Kari Nordmann|Tolk|Austevoll/)
  expect(per.raw()).not.toContain('Ta tilbake')
  expect(await hall.deps.register.delegations({ unitId: '1244', part: 'raadmann' })).toHaveLength(1)
})

it('keeps the code out of everything that is stored', async () => {
  const code = await passOn()
  const stored = await hall.deps.progress.readTurn(hall.sessionId, kari.who.personId)
  expect(JSON.stringify(stored)).not.toContain(code)
  expect(JSON.stringify(await hall.book.auditTrail({ limit: 50 }))).not.toMatch(/Per Hansen|Kari/)
})
