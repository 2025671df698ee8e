/** What the codes mean under which the register has somebody as out of reach: the channel's own, HTTP's, and ours. */

/** Why somebody is not reached, each with its own next step. */
export type OutOfReach =
  | 'not_linked'
  | 'on_web'
  | 'no_app'
  | 'blocked'
  | 'turned_off'
  | 'mail_refused'
  | 'mail_held'
  | 'other'

/** Codes of 403. `refuses`: the person has shut the bot out, or their administrator has for them. */
const FORBIDDEN: ReadonlyMap<string, { as: OutOfReach; refuses: boolean }> = new Map([
  ['BotDisabledByAdmin', { as: 'turned_off', refuses: true }],
  ['ConversationBlockedByUser', { as: 'blocked', refuses: true }],
  ['MessageWritesBlocked', { as: 'blocked', refuses: true }],
  ['BotNotInConversationRoster', { as: 'no_app', refuses: false }],
])
/** The code of an address that takes no mail. */
export const MAIL_REFUSED = 'mail_refused'
/** The code of an address that none of those who answer has said yes to yet. */
export const MAIL_HELD = 'mail_held'

/** What else the register has as the code: a status without one, and ours. */
const OTHER_CODES: ReadonlyMap<string, OutOfReach> = new Map([
  ['403', 'blocked'],
  ['404', 'no_app'],
  ['410', 'no_app'],
  ['uninstalled', 'no_app'],
  ['not_linked', 'not_linked'],
  ['no_conversation', 'on_web'],
  [MAIL_REFUSED, 'mail_refused'],
  [MAIL_HELD, 'mail_held'],
])

/** Whether the channel says by this code that the person takes nothing of the bot. */
export const isForbidding = (code: string): boolean => FORBIDDEN.has(code)

/** What the code says under which the register has somebody as out of reach. */
export const outOfReachBy = (code: string): OutOfReach => FORBIDDEN.get(code)?.as ?? OTHER_CODES.get(code) ?? 'other'

/** Whether a code says that the bot was shut out; a 403 without a code does not say by whom. */
export const isShutOut = (code: string): boolean => FORBIDDEN.get(code)?.refuses ?? false
