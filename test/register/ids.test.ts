import { describe, expect, it } from 'vitest'
import { comparablePrincipalName, personIdOf, sessionIdOf } from '../../src/register/ids.ts'
import { wave2018 } from '../support/wave-2018.ts'

const tenant = 'aaaaaaaa-0000-4000-8000-000000000001'
const object = 'cccccccc-0000-4000-8000-000000000003'

describe('a person id', () => {
  it('is 22 characters that may stand in a key', () => expect(personIdOf(tenant, object)).toMatch(/^[\w-]{22}$/))
  it('does not hang on the case of the GUIDs', () =>
    expect(personIdOf(tenant.toUpperCase(), object.toUpperCase())).toBe(personIdOf(tenant, object)))
  it('differs by tenant and by object', () => {
    expect(personIdOf(object, object)).not.toBe(personIdOf(tenant, object))
    expect(personIdOf(tenant, object)).not.toBe(personIdOf(object, tenant))
  })
})

describe('a session id', () => {
  it('is the same for ever: sessions in Redis are found by it', () =>
    expect(sessionIdOf(wave2018, '0301', 'raadmann')).toBe('lfMUaxwFaa84dZsv'))
  it('differs by wave, unit and part', () => {
    const ids = [
      sessionIdOf('w', '0301', 'a'),
      sessionIdOf('v', '0301', 'a'),
      sessionIdOf('w', '1201', 'a'),
      sessionIdOf('w', '0301', 'b'),
    ]
    expect(new Set(ids).size).toBe(4)
  })
})

describe('a principal name, as compared', () => {
  it('is in small letters', () =>
    expect(comparablePrincipalName('Kari@Bergen.Kommune.No')).toBe('kari@bergen.kommune.no'))
  it.each([
    ['a guest', 'kari_bergen.no#EXT#@imdi.onmicrosoft.com'],
    ['a guest in small letters', 'kari_bergen.no#ext#@imdi.onmicrosoft.com'],
    ['a Kelvin sign', '\u212Aari@bergen.no'],
    ['a Cyrillic letter', 'k\u0430ri@bergen.no'],
    ['one that is too long', `${'k'.repeat(247)}@bergen.no`],
    ['a space', 'kari hansen@bergen.no'],
    ['two @', 'kari@bergen.no@oslo.no'],
    ['no domain', 'kari'],
    ['nothing', ''],
    ['nobody', null],
  ])('is none for %s', (_, name) => expect(comparablePrincipalName(name)).toBeNull())
})
