import { describe, expect, it } from 'vitest'
import { mayAdminister, nextStatus, standsAs, statusesBefore } from '../../src/register/states.ts'

describe('the states of a respondent', () => {
  it.each([
    ['imported', 'invite', 'invited'],
    ['imported', 'link', 'linked'],
    ['imported', 'unlink', null],
    ['invited', 'invite', 'invited'],
    ['invited', 'link', 'linked'],
    ['linked', 'invite', null],
    ['linked', 'link', null],
    ['linked', 'unlink', 'imported'],
    ['linked', 'decline', 'declined'],
    ['declined', 'invite', 'invited'],
    ['declined', 'link', 'linked'],
    ['declined', 'unlink', null],
  ] as const)('%s, %s: %s', (status, event, next) => expect(nextStatus(status, event)).toBe(next))

  it('can be linked from any state but linked', () =>
    expect(statusesBefore('link')).toEqual(['imported', 'invited', 'declined']))
})

describe('who may', () => {
  it.each([
    ['administrator', 'see_status', true],
    ['administrator', 'remind', true],
    ['administrator', 'export_data', false],
    ['administrator', 'enter_answers', true],
    ['administrator', 'see_persons', true],
    ['administrator', 'manage_access', true],
    ['analyst', 'see_status', true],
    ['analyst', 'remind', false],
    ['analyst', 'export_data', true],
    ['analyst', 'enter_answers', false],
    ['analyst', 'see_persons', false],
    ['analyst', 'manage_access', false],
    [null, 'see_status', false],
    [null, 'remind', false],
    [null, 'export_data', false],
    [null, 'enter_answers', false],
    [null, 'see_persons', false],
    [null, 'manage_access', false],
  ] as const)('%s, %s: %s', (role, task, may) => expect(mayAdminister(role, task)).toBe(may))
})

describe('what is true of a respondent', () => {
  const linked = { status: 'linked', unreachable: null, optedOut: false, snoozedUntil: null } as const
  it.each([
    ['linked', linked, true],
    ['imported', linked, false],
    ['unreachable', linked, false],
    ['unreachable', { ...linked, unreachable: 'uninstalled' }, true],
    ['opted_out', linked, false],
    ['opted_out', { ...linked, optedOut: true }, true],
    ['snoozed', linked, false],
    ['snoozed', { ...linked, snoozedUntil: new Date(0) }, true],
  ] as const)('%s', (wanted, one, expected) => expect(standsAs(one, wanted)).toBe(expected))
})
