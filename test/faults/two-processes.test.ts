/** Two processes of the service whose machines' clocks differ, and a register that is changed from a third. */

import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ProgressStore } from '../../src/app/ports/progress.ts'
import type { RespondentBook } from '../../src/app/ports/register.ts'
import { importRespondents } from '../../src/app/respondents/import.ts'
import { eraseRespondent } from '../../src/app/respondents/rights.ts'
import { openQuestion } from '../support/answering.ts'
import { besideService } from '../support/beside-service.ts'
import { type PersonInTeams, personInTeams } from '../support/person-in-teams.ts'
import { objectIdOf, tenantId } from '../support/registered.ts'
import { type ServiceProcess, serviceProcess } from '../support/service-process.ts'
import { setBack } from '../support/set-back.ts'
import { units } from '../support/survey-2018.ts'
import { wave2018 } from '../support/wave-2018.ts'
import { type WholeService, wholeService } from '../support/whole-service.ts'

const wave = wave2018
/** Two colleagues in each unit; what they are called is imported by the tests. */
const respondents = Array.from({ length: 8 }, (_, n) => ({
  ...{ unit: units[n >> 1]?.id ?? '', part: 'raadmann' as const, tenantId },
  objectId: objectIdOf(n),
}))
const emailOf = (n: number) => `raadmann.${units[n >> 1]?.id}.${n}@example.no`

let whole: WholeService
let behind: ServiceProcess
let beside: ReturnType<typeof besideService>
let progress: ProgressStore
let book: RespondentBook
beforeAll(async () => {
  whole = await wholeService({}, respondents)
  behind = serviceProcess({
    ...{ REDIS_URL: whole.redis.url, DATABASE_URL: whole.postgres.url, SURVEY_WAVE: wave },
    ...{ SURVEY_OPENS_AT: '2018-01-01', SURVEY_CLOSES_AT: '2099-01-01' },
    NODE_OPTIONS: '--import ./test/support/settable-clock.ts',
  })
  await behind.start()
  await setBack(behind)
  beside = besideService(whole, wave)
  ;({ progress, book } = beside)
})
afterAll(async () => {
  await beside?.end()
  await behind?.kill()
  await whole?.stop()
})

type Process = 'right' | 'behind'
/** The n-th respondent, whose words one of the processes takes. */
const personAt = (n: number, process: Process): PersonInTeams =>
  process === 'right'
    ? whole.person(n)
    : personInTeams({ url: behind.url, connector: whole.connector }, { tenantId, objectId: objectIdOf(n) })
const named = async (n: number, name: string): Promise<void> => {
  const cells = [respondents[n]?.unit ?? '', 'raadmann', name, emailOf(n), tenantId, objectIdOf(n)]
  const report = await importRespondents(book, {
    sheet: {
      header: { line: 1, cells: ['unit', 'part', 'name', 'email', 'tenant_id', 'object_id'] },
      rows: [{ line: 2, cells }],
    },
    rules: { unitIds: new Set(units.map(({ id }) => id)), parts: ['raadmann', 'integrering'] },
    ...{ at: new Date(), actor: 'test', mode: 'write' as const, newId: randomUUID },
  })
  expect(report.type).toBe('imported')
}
const begins = async (person: PersonInTeams): Promise<void> => {
  await hears(person, 'hei')
  const start = await person.until(() => person.find(({ data }) => data.do === 'start'))
  await person.press(start.button, start.id)
  await person.until(() => openQuestion(person))
}
const hears = (person: PersonInTeams, text: string) => whole.hears(person, text)

test.each<[string, number, Process, Process]>([
  ['an hour behind the reader’s', 0, 'right', 'behind'],
  ['an hour ahead of the reader’s', 2, 'behind', 'right'],
])('what a colleague answers in a process %s is told, once', async (_, n, mine, other) => {
  await named(n + 1, 'Kari Nordmann')
  const reader = personAt(n, mine)
  const colleague = personAt(n + 1, other)
  await begins(reader)
  await begins(colleague)
  await hears(reader, 'status')
  await hears(colleague, 'hopp over')
  expect(await hears(reader, 'status')).toContain('Kari Nordmann har svart på spørsmål 1.')
  await hears(colleague, 'hopp over')
  const told = await hears(reader, 'status')
  expect(told).toContain('Kari Nordmann har svart på spørsmål 2.')
  expect(told).not.toContain('spørsmål 1.')
  expect(await hears(reader, 'status')).not.toContain('Nordmann har svart')
})

test('a name that is corrected, and one that is erased, are known at the next word in both processes', async () => {
  const n = 4
  await named(n + 1, 'Kari Nordman')
  const colleague = personAt(n + 1, 'right')
  await begins(colleague)
  await hears(colleague, 'hopp over')
  const readers = [personAt(n, 'right'), personAt(n, 'behind')]
  await begins(personAt(n, 'right'))
  for (const reader of readers) expect(await hears(reader, 'vis svar')).toContain('Kari Nordman')
  await named(n + 1, 'Kari Bakken')
  for (const reader of readers) {
    const said = await hears(reader, 'vis svar')
    expect(said).toContain('Kari Bakken')
    expect(said).not.toContain('Nordman')
  }
  const [found] = (await book.list({})).filter(({ email }) => email === emailOf(n + 1))
  const erasing = { wave, respondentId: found?.id ?? '', at: new Date(), actor: 'test' }
  await eraseRespondent({ book, progress, pause: async () => undefined }, erasing)
  for (const reader of readers) expect(await hears(reader, 'vis svar')).not.toContain('Bakken')
})
