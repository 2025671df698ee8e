import { describe, expect, it } from 'vitest'
import { personIdOf } from '../../src/register/ids.ts'
import { diffRespondents, type StoredRespondent } from '../../src/register/respondents-file.ts'

const tenant = 'aaaaaaaa-0000-4000-8000-000000000001'
const object = 'cccccccc-0000-4000-8000-000000000003'
const kari: StoredRespondent = {
  id: 'r1',
  unitId: '1201',
  part: 'raadmann',
  name: 'Kari',
  email: 'kari@bergen.example',
  upn: 'kari@bergen.example',
  tenantId: tenant,
  objectId: null,
  language: 'nn',
  personId: null,
}
const row = { line: 2, unitId: '1201', part: 'raadmann', name: 'Kari', email: 'kari@bergen.example' }

describe('a file compared with the register', () => {
  it('adds whom it does not know', () => {
    const { added } = diffRespondents([{ ...row, part: 'integrering' }], [kari])
    expect(added).toMatchObject([{ line: 2, respondent: { part: 'integrering', upn: null, language: null } }])
  })
  it('finds a person by unit, part and e-mail, whatever its case, and keeps what it does not name', () => {
    const { changed } = diffRespondents([{ ...row, email: 'Kari@Bergen.example', name: 'Kari Ås' }], [kari])
    expect(changed).toMatchObject([
      { line: 2, fields: ['name', 'email'], respondent: { id: 'r1', upn: kari.upn, language: 'nn' } },
    ])
  })
  it('clears what it names as empty', () => {
    const { changed } = diffRespondents([{ ...row, language: null }], [kari])
    expect(changed).toMatchObject([{ fields: ['language'], respondent: { language: null } }])
  })
  it('leaves what is the same', () => expect(diffRespondents([row], [kari]).unchanged).toEqual([{ line: 2, id: 'r1' }]))

  it('does not hand a linked place to another account', () => {
    const linked = { ...kari, personId: personIdOf(tenant, 'dddddddd-0000-4000-8000-000000000004') }
    const diff = diffRespondents([{ ...row, tenantId: tenant, objectId: object }], [linked])
    expect(diff.faults).toMatchObject([{ line: 2, code: 'linked_to_other' }])
    expect(diff.changed).toEqual([])
  })
  it.each([
    ['object id', { tenantId: tenant, objectId: object }, { objectId: object }],
    ['principal name', { upn: 'kari@bergen.example' }, {}],
    ['old e-mail as principal name', { upn: 'kari@bergen.example' }, { upn: null }],
  ])('does not store one account twice under two e-mails: the %s is known', (_, said, before) => {
    const diff = diffRespondents([{ ...row, email: 'kari.aas@bergen.example', ...said }], [{ ...kari, ...before }])
    expect(diff.faults).toMatchObject([{ line: 2, code: 'duplicate' }])
    expect(diff.added).toEqual([])
  })
  it('may store one account for another unit or part', () => {
    const stored = { ...kari, objectId: object }
    const same = { ...row, tenantId: tenant, objectId: object }
    expect(
      diffRespondents(
        [
          { ...same, part: 'integrering' },
          { ...same, unitId: '0301' },
        ],
        [stored],
      ).added,
    ).toHaveLength(2)
  })

  it('may name the account that a place is linked to', () => {
    const linked = { ...kari, personId: personIdOf(tenant, object) }
    expect(diffRespondents([{ ...row, objectId: object }], [linked]).changed).toHaveLength(1)
  })
})
