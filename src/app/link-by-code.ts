/** A personal code, pasted by somebody unknown or by somebody who gets one more part. */

import { findCode, isBrokenCode, isCodeAlone, isGroupedCode } from '../register/code.ts'
import type { Deps } from './deps.ts'
import { keepContact } from './keep-contact.ts'
import { mayLink } from './known-link.ts'
import type { Link, Membership } from './people.ts'
import { plainly } from './plain.ts'
import type { Envelope } from './ports.ts'
import type { TurnResult } from './turn-result.ts'

export type ByCode = { type: 'linked'; membership: Membership } | { type: 'told'; result: TurnResult } | null

/**
 * Null: no code was typed, or a linked person typed something that only has one in it (it may be an answer).
 * Throws `StoreAway`.
 */
export const byCode = async (deps: Deps, envelope: Envelope, known: Link | null): Promise<ByCode> => {
  const { person, input } = envelope
  if (input.type !== 'text') return null
  const isAnswer = known !== null && !isCodeAlone(input.text)
  const told = (key: string): ByCode => (isAnswer ? null : { type: 'told', result: plainly(deps, envelope, key) })
  if (findCode(input.text) === null)
    return known === null && isBrokenCode(input.text) ? told('link.code_refused') : null
  // Thirteen characters can be an answer; a try that was none must not use up the tenant's tries.
  if (known !== null && !isGroupedCode(input.text)) return null
  const right = mayLink(deps, person.tenantId) ? 'may_link' : 'may_not_link'
  const result = await deps.register.redeemCode(person, input.text, new Date(deps.now()), right)
  if (result.type !== 'linked') {
    return told(result.type === 'refused' ? 'link.code_refused' : 'link.too_many_tries')
  }
  const { link, sessionId } = result
  await deps.progress.writeLink(link, deps.now())
  await deps.progress.writeCurrent(link, sessionId)
  keepContact(deps, envelope, 'sql')
  deps.log.info({ personId: person.personId, sessionId }, 'person.linked')
  const membership = link.memberships.find((m) => m.sessionId === sessionId)
  return membership === undefined ? null : { type: 'linked', membership }
}
