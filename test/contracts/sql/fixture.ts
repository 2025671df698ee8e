/** A register with five respondents in three units, empty of links. */
import { randomBytes, randomUUID } from 'node:crypto'
import type { Person } from '../../../src/app/ports/people.ts'
import { openRegister } from '../../../src/edge/sql/register.ts'
import { openRespondents, syncUnits } from '../../../src/edge/sql/respondents.ts'
import type { Sql } from '../../../src/edge/sql/tables.ts'
import type { Unit } from '../../../src/questionnaire/wave.ts'
import { findCode, hashCode, makeCode } from '../../../src/register/code.ts'
import { personIdOf } from '../../../src/register/ids.ts'
import type { NewRespondent } from '../../../src/register/respondents-file.ts'

export const bergenTenant = 'aaaaaaaa-0000-4000-8000-000000000001'
export const osloTenant = 'bbbbbbbb-0000-4000-8000-000000000002'
export const kariObject = '11111111-1111-4111-8111-111111111111'
export const at = new Date('2018-11-01T09:00:00Z')
export const by = { at, actor: 'test' }
export const later = (minutes: number) => new Date(at.getTime() + minutes * 60_000)

export const person = (tenantId: string, objectId: string = randomUUID()): Person => ({
  personId: personIdOf(tenantId, objectId),
  tenantId,
  objectId,
})

const unit = (id: string, name: string, language: Unit['language'], kind: Unit['kind'] = 'kommune'): Unit => ({
  id,
  kind,
  name,
  county: 'Fylke',
  language,
  population: 1000,
  imdiRegion: 'Vest',
  centrality: kind === 'bydel' ? null : 3,
})
export const units = [
  unit('1201', 'Bergen', 'neutral'),
  unit('1411', 'Gulen', 'nn'),
  unit('030101', 'Gamle Oslo', 'nb', 'bydel'),
]

const respondent = (unitId: string, part: string, email: string, more: Partial<NewRespondent> = {}): NewRespondent => ({
  unitId,
  part,
  email,
  name: email.split('@')[0] ?? '',
  upn: null,
  tenantId: null,
  objectId: null,
  language: null,
  ...more,
})
const respondents = [
  respondent('1201', 'raadmann', 'kari@bergen.example', {
    tenantId: bergenTenant,
    objectId: kariObject,
    upn: 'kari@bergen.example',
  }),
  respondent('1201', 'integrering', 'ola@bergen.example', { tenantId: bergenTenant, upn: 'ola@bergen.example' }),
  respondent('1201', 'integrering', 'per@bergen.example'),
  respondent('1411', 'raadmann', 'liv@gulen.example', { language: 'nb' }),
  respondent('030101', 'raadmann', 'mona@oslo.example', { upn: 'mona@oslo.example' }),
]

/** Each fixture has a wave of its own, so that the tests of one database do not meet. */
export async function fixture(sql: Sql) {
  const wave = `wave-${randomUUID()}`
  await syncUnits(sql, wave, units)
  const book = openRespondents(sql, { wave })
  const diff = {
    added: respondents.map((each, line) => ({ line, respondent: each })),
    changed: [],
    unchanged: [],
    faults: [],
  }
  await book.change(() => diff, { ...by, newId: randomUUID })
  const idOf = async (email: string) => (await book.list({})).find((row) => row.email === email)?.id ?? ''
  const invite = async (email: string, expiresAt = later(60 * 24)) => {
    const code = makeCode(randomBytes(64)) ?? ''
    await book.invite(
      [{ hash: hashCode(findCode(code) ?? ''), respondentId: await idOf(email), madeAt: at, expiresAt }],
      by,
    )
    return code
  }
  const statusOf = async (email: string) => (await book.list({})).find((row) => row.email === email)?.status
  return { sql, wave, book, register: openRegister(sql, { wave }), idOf, invite, statusOf }
}
export type Fixture = Awaited<ReturnType<typeof fixture>>
/** A code that was never given to anybody. */
export const strangersCode = () => makeCode(randomBytes(64)) ?? ''
