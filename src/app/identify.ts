/** Who is writing, and which of their sessions they mean. Somebody not linked gets the linking conversation and nothing else. */

import type { Input } from '../engine/types.ts'
import { chosenMembership } from './choose-part.ts'
import { type Deps, isAsked } from './deps.ts'
import { keepContact } from './keep-contact.ts'
import { knownLink } from './known-link.ts'
import { byCode } from './link-by-code.ts'
import type { Link, Membership } from './people.ts'
import { plainly } from './plain.ts'
import type { Envelope, LinkCopy } from './ports.ts'
import { silent, type TurnResult } from './turn-result.ts'

export type Identified =
  | { type: 'membership'; membership: Membership; input: Input; ahead?: LinkCopy['ahead'] }
  | { type: 'answer'; result: TurnResult }

/** What nobody is greeted or corrected for when the bot does not know them. */
const QUIET: ReadonlySet<Input['type']> = new Set(['reaction', 'edited', 'other'])

/** Finds the person's link, or makes it on the spot when register or code allow. Throws `StoreAway`. */
export const identify = async (deps: Deps, envelope: Envelope): Promise<Identified> => {
  const { person, input } = envelope
  if (input.type === 'left') {
    const at = new Date(deps.now())
    await deps.progress.lookAgain(person.personId)
    await deps.register.markUnreachable(person.personId, 'uninstalled', at)
    return answer(silent)
  }
  // Not greeted is not unheard: who installs again at once is within reach again.
  if (input.type === 'joined') keepContact(deps, envelope, 'sql')
  // Two install events reach a bot within seconds of each other; the second is not greeted.
  if (input.type === 'joined' && !(await deps.progress.greetOnce(person.personId))) return answer(silent)
  const known = await knownLink(deps, envelope)
  const code = await byCode(deps, envelope, known?.link ?? null)
  if (code?.type === 'told') return answer(code.result)
  if (code?.type === 'linked') return { type: 'membership', membership: code.membership, input: { type: 'joined' } }
  if (known === null) return answer(QUIET.has(input.type) ? silent : plainly(deps, envelope, 'link.unknown'))
  keepContact(deps, envelope, known.source)
  const administered = known.link.role === null ? null : await deps.adminTurn?.(envelope, known.link)
  if (administered) return answer(administered)
  const chosen = await choose(deps, envelope, known)
  return chosen.type === 'membership' ? { ...chosen, ahead: known.ahead } : chosen
}

type Known = { link: Link; current: string | null; fresh: boolean }

const choose = async (deps: Deps, envelope: Envelope, { link, current, fresh }: Known): Promise<Identified> => {
  // Whatever a person says first only tells us who they are: «hei» is not an answer to anything yet.
  const input: Input = fresh && envelope.input.type === 'text' ? { type: 'joined' } : envelope.input
  const memberships = link.memberships.filter((m) => isAsked(deps.survey, m))
  const first = memberships[0]
  if (first === undefined) return answer(plainly(deps, envelope, 'link.no_part'))
  if (input.type === 'card') {
    const meant = memberships.find((m) => m.sessionId === input.card.s)
    if (meant === undefined) return answer(plainly(deps, envelope, 'link.foreign_card'))
    const isPressed = input.trigger === 'manual'
    if (isPressed && meant.sessionId !== current && memberships.length > 1) {
      await deps.progress.writeCurrent(link, meant.sessionId)
    }
    return { type: 'membership', membership: meant, input }
  }
  if (memberships.length === 1) return { type: 'membership', membership: first, input }
  const chosen = chosenMembership(deps, { memberships, current, input, locale: envelope.locale })
  if (chosen.type === 'ask') {
    if (current !== null) await deps.progress.writeCurrent(link, null)
    return answer(plainly(deps, envelope, chosen.key, chosen.vars))
  }
  if (chosen.membership.sessionId !== current) await deps.progress.writeCurrent(link, chosen.membership.sessionId)
  return { type: 'membership', membership: chosen.membership, input: chosen.input }
}

const answer = (result: TurnResult): Identified => ({ type: 'answer', result })
