/** Teams first, never both; and what an answer of a mail server means. */
import { describe, expect, it } from 'vitest'
import { MAIL_MAX_TRIES, type MailFailure, mailVerdictOf } from '../../src/reminders/refusals.ts'
import type { Channel } from '../../src/reminders/states.ts'
import { outOfReach, type Reach, wayTo } from '../../src/reminders/whom.ts'

const inTeams: Reach = { linked: true, unreachable: null, optedOut: false, mail: 'usable' }
const nowhere: Reach = { linked: false, unreachable: 'no_conversation', optedOut: false, mail: null }

describe('the way to a person', () => {
  it.each<[string, Partial<Reach>, string]>([
    ['in Teams, and with an address', {}, 'teams'],
    ['in Teams, and off mail', { mail: 'opted_out' }, 'teams'],
    ['in Teams, and an address that takes nothing', { mail: 'refused' }, 'teams'],
    ['linked, and the bot taken out', { unreachable: 'uninstalled' }, 'mail'],
    ['linked on the web alone', { unreachable: 'no_conversation' }, 'mail'],
    ['not linked', { linked: false, unreachable: 'no_conversation' }, 'mail'],
    ['wants no reminders', { optedOut: true }, 'opted_out'],
    ['wants none, and the bot taken out', { optedOut: true, unreachable: 'uninstalled' }, 'opted_out'],
    ['the bot taken out, and off mail', { unreachable: 'uninstalled', mail: 'opted_out' }, 'opted_out'],
    ['not linked, and off mail', { linked: false, mail: 'opted_out' }, 'opted_out'],
    ['not linked, and an address that takes nothing', { linked: false, mail: 'refused' }, 'unreachable'],
    ['the bot taken out, and no mail here', { unreachable: 'uninstalled', mail: null }, 'unreachable'],
    ['not linked, and no mail here', { linked: false, unreachable: 'no_conversation', mail: null }, 'not_linked'],
  ])('%s', (_, facts, expected) => {
    const way = wayTo({ ...inTeams, ...facts })
    expect('skip' in way ? way.skip : way.channel).toBe(expected)
  })

  it.each<[string, Channel, Partial<Reach>, string]>([
    ['mail, and came to Teams since', 'mail', {}, 'mail'],
    ['mail, and the address took nothing since', 'mail', { mail: 'refused' }, 'unreachable'],
    ['mail, and off mail since', 'mail', { mail: 'opted_out' }, 'opted_out'],
    ['mail, and mail switched off since', 'mail', { mail: null }, 'unreachable'],
    ['Teams, and the bot taken out since', 'teams', { unreachable: 'uninstalled' }, 'unreachable'],
    ['Teams, and off mail since', 'teams', { unreachable: 'uninstalled', mail: 'opted_out' }, 'unreachable'],
    ['Teams, and unlinked since', 'teams', { linked: false }, 'not_linked'],
  ])('is not left once it was decided: %s', (_, decided, facts, expected) => {
    const way = wayTo({ ...inTeams, ...facts }, decided)
    expect('skip' in way ? way.skip : way.channel).toBe(expected)
  })

  it.each<[string, Partial<Reach>, string | null]>([
    ['nobody', {}, 'not_linked'],
    ['nobody, and mail', { mail: 'usable' }, null],
    ['off mail, which is a wish', { mail: 'opted_out' }, null],
    ['refused', { mail: 'refused' }, 'mail_refused'],
    [
      'linked, refused, and the bot taken out',
      { linked: true, unreachable: 'uninstalled', mail: 'refused' },
      'mail_refused',
    ],
    ['linked, and the bot taken out', { linked: true, unreachable: 'uninstalled' }, 'uninstalled'],
    ['in Teams, and refused', { linked: true, unreachable: null, mail: 'refused' }, null],
  ])('leads nowhere, and why: %s', (_, facts, expected) => {
    expect(outOfReach({ ...nowhere, ...facts })).toBe(expected)
  })
})

describe('what became of a mail', () => {
  const failure = (more: Partial<MailFailure>): MailFailure => ({
    ...{ at: 'recipient', status: null, enhanced: null, code: 'x', ...more },
  })
  it.each<[string, Partial<MailFailure>, object]>([
    ['no such address', { status: 550 }, { type: 'refused' }],
    ['no such address, said in full', { status: 550, enhanced: '5.1.1' }, { type: 'refused' }],
    ['moved', { status: 551 }, { type: 'refused' }],
    ['a mailbox that is full for good', { status: 552, enhanced: '5.2.2' }, { type: 'refused' }],
    ['a host that takes no mail (RFC 7504)', { status: 556, enhanced: '5.1.10' }, { type: 'refused' }],
    ['no mailbox of that name, as Exchange Online says it', { status: 550, enhanced: '5.4.1' }, { type: 'refused' }],
    ['an address said only after the message', { at: 'message', status: 550, enhanced: '5.1.1' }, { type: 'refused' }],
    ['a mailbox closed, after the message', { at: 'message', status: 554, enhanced: '5.2.1' }, { type: 'refused' }],
    ['a bare 554 after the message', { at: 'message', status: 554 }, { type: 'rejected' }],
    ['a bare 550 after the message', { at: 'message', status: 550 }, { type: 'rejected' }],
    ['too large, after the message', { at: 'message', status: 552 }, { type: 'rejected' }],
    ['a bare 554 to the address: a list of senders', { status: 554 }, { type: 'rejected' }],
    ['the length a mailbox allows', { at: 'message', status: 552, enhanced: '5.2.3' }, { type: 'rejected' }],
    ['the sender’s address', { status: 550, enhanced: '5.1.8' }, { type: 'rejected' }],
    ['a loop', { at: 'message', status: 554, enhanced: '5.4.6' }, { type: 'rejected' }],
    ['a server that is not to take mail', { status: 550, enhanced: '5.3.2' }, { type: 'rejected' }],
    ['an order of commands', { status: 503, enhanced: '5.5.1' }, { type: 'rejected' }],
    ['what is said', { at: 'message', status: 554, enhanced: '5.6.0' }, { type: 'rejected' }],
    ['a message put off', { at: 'message', status: 451 }, { type: 'retry', afterMs: 60_000 }],
    ['our domain is not authenticated', { status: 550, enhanced: '5.7.26' }, { type: 'rejected' }],
    ['spam', { status: 554, enhanced: '5.7.1' }, { type: 'rejected' }],
    ['a login wanted', { status: 530 }, { type: 'rejected' }],
    ['greylisting', { status: 451 }, { type: 'retry', afterMs: 60_000 }],
    ['a mailbox that is full', { status: 452 }, { type: 'retry', afterMs: 60_000 }],
    ['busy', { status: 450 }, { type: 'retry', afterMs: 60_000 }],
    ['lost after the dot', { at: 'handed_over' }, { type: 'unknown' }],
    ['nobody answers', { at: 'server' }, { type: 'retry', afterMs: 60_000 }],
    ['our login refused', { at: 'server', status: 535 }, { type: 'retry', afterMs: 60_000 }],
    ['our sender refused for good', { at: 'server', status: 550 }, { type: 'retry', afterMs: 60_000 }],
  ])('%s', (_, more, expected) => {
    expect(mailVerdictOf(failure(more), 0, 1)).toEqual(expected)
  })

  it('waits longer each time, a quarter of an hour at most, and is not tried by all at once', () => {
    const waits = [0, 1, 2, 3, 4, 5, 50].map((tries) => mailVerdictOf(failure({ status: 451 }), tries, 1))
    expect(waits.map((one) => 'afterMs' in one && one.afterMs / 60_000)).toEqual([1, 2, 4, 8, 15, 15, 15])
    expect(mailVerdictOf(failure({ status: 451 }), 0, 0)).toEqual({ type: 'retry', afterMs: 30_000 })
  })

  it('gives up a recipient after so many tries, and a server that is away never', () => {
    expect(mailVerdictOf(failure({ status: 451 }), MAIL_MAX_TRIES - 1, 1)).toEqual({ type: 'rejected' })
    expect(mailVerdictOf(failure({ at: 'message', status: 452 }), MAIL_MAX_TRIES - 1, 1)).toEqual({ type: 'rejected' })
    expect(mailVerdictOf(failure({ at: 'server' }), 10_000, 1)).toMatchObject({ type: 'retry' })
  })
})
