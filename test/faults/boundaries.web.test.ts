/**
 * The process is killed (`-9`) at each write of a page's answer, and of the place of somebody who began on the web and writes
 * in Teams: in Redis first, then in SQL. Afterwards both windows show the same place, with one answer, given once, whichever
 * is looked at first.
 */

import { expect, test } from 'vitest'
import { inviteRespondent } from '../../src/app/respondents/invite.ts'
import { openSql } from '../../src/edge/sql/database.ts'
import { openRespondents } from '../../src/edge/sql/respondents.ts'
import { personIdOf, sessionIdOf } from '../../src/register/ids.ts'
import { readSettings } from '../../src/settings/settings.ts'
import { type Scenario, watchedInFile } from '../support/boundaries/killed-at-each.ts'
import { objectIdOf, tenantId } from '../support/registered.ts'
import { sessionFrom } from '../support/stored-session.ts'
import { wave2018 } from '../support/wave-2018.ts'
import { type Page, visitor } from '../support/web/visitor.ts'

const FORM = '/svar/skjema'
const watched = watchedInFile(['*:outbox:*', '*:lease:*'])

const codeOf = async (unit: string): Promise<string> => {
  const read = readSettings({})
  if (!read.ok || read.settings.web === null) throw new Error('there is no web on loopback')
  const sql = openSql({ url: watched.service.postgres.url })
  try {
    const book = openRespondents(sql, { wave: wave2018 })
    const { id = '' } = (await book.list({})).find(({ unitId }) => unitId === unit) ?? {}
    const made = await inviteRespondent(book, id, {
      ...{ at: new Date(), closesAt: new Date('2099-01-01'), actor: 'test', renew: false },
      ...{ lasting: { wave: wave2018, secrets: read.settings.web.codeSecrets }, chance: () => new Uint8Array() },
    })
    if (made.type !== 'invited') throw new Error(made.type)
    return made.invitation.code
  } finally {
    await sql.destroy()
  }
}

const stands = ({ text }: Page): string => /Spørsmål \d+ av/.exec(text)?.[0] ?? text.slice(0, 200)

/** Somebody who has begun on the web and sees the first question. */
const begun = async () => {
  const { n, unit } = watched.newcomer()
  const who = visitor(watched.service.service.url)
  const page = await who.press(await who.open(await codeOf(unit)), 'Start')
  expect(stands(page)).toBe('Spørsmål 1 av')
  return { n, unit, who, page }
}
type Someone = Awaited<ReturnType<typeof begun>>

const answers = ({ who, page }: Someone): Promise<Page> => who.press(page, 'Svar', page.choices.slice(0, 1))

const sessionOf = async (unit: string) => sessionFrom(await watched.sessionOf(unit))

const oneAnswerStands = async ({ unit, who }: Someone): Promise<void> => {
  expect(stands(await who.get(FORM))).toBe('Spørsmål 2 av')
  expect(Object.values((await sessionOf(unit)).entries).map(({ r }) => r)).toEqual([1])
}

/** Null: nothing was told. */
type Turn = Scenario<Someone, Page | number | null>

const answered: Turn = {
  arrive: begun,
  act: (someone) => answers(someone).catch(() => null),
  holds: async (someone, told) => {
    if (told !== null && typeof told === 'object' && stands(told) === 'Spørsmål 2 av')
      expect(Object.keys((await sessionOf(someone.unit)).entries)).toHaveLength(1)
    // Not told: the browser sends the same form again, stored or not.
    else expect(stands(await answers(someone))).toBe('Spørsmål 2 av')
    await oneAnswerStands(someone)
  },
}

const linked: Turn = {
  arrive: async () => {
    const someone = await begun()
    expect(stands(await answers(someone))).toBe('Spørsmål 2 av')
    return someone
  },
  act: async ({ n }) => (await watched.service.person(n).say('hei', `hei-${n}`)).status,
  holds: async (someone, told, _again, nth) => {
    const { n, unit } = someone
    // Either window is looked at first, in turns.
    if (nth % 2 === 0 && nth > 0) await oneAnswerStands(someone)
    const person = watched.service.person(n)
    // Teams delivers again what was not taken, under the same id.
    if (told !== 200) expect((await person.say('hei', `hei-${n}`)).status).toBe(200)
    expect((await person.say('fortsett')).status).toBe(200)
    await person.until(() => person.chat().at(-1)?.texts.join('\n').includes('Spørsmål 2 av'))
    await oneAnswerStands(someone)
    expect((await sessionOf(unit)).people).toEqual([personIdOf(tenantId, objectIdOf(n))])
    // Cut off behind SQL, the mark of where the place went has nothing to bring back, and runs out.
    for (const mark of await watched.service.store.keys(`*:moved:${sessionIdOf(wave2018, unit, 'raadmann')}:*`))
      expect(await watched.service.store.ttl(mark)).toBeGreaterThan(0)
    expect(await watched.service.store.keys(`*:seat:${sessionIdOf(wave2018, unit, 'raadmann')}:*`)).toHaveLength(1)
  },
}

test.each([
  ['an answer on a page', answered],
  ['a place that goes over to Teams', linked],
] as const)('killed at each boundary of %s', { timeout: 1_800_000 }, (name, turn) =>
  watched.atEach(name, turn, 3, 'answers'),
)
