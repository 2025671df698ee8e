/** Who is writing, and which of their sessions they mean. Somebody not linked gets the linking conversation and nothing else. */
import type { Input } from '../engine/types.ts'
import { chosenMembership } from './choose-part.ts'
import type { Deps } from './deps.ts'
import { keepContact } from './keep-contact.ts'
import { linkPerson } from './link-person.ts'
import type { Envelope, Link, Membership } from './ports.ts'
import { plainly, silent, type TurnResult } from './turn-result.ts'

export type Identified =
  | { type: 'membership'; membership: Membership; input: Input }
  | { type: 'answer'; result: TurnResult }

/** Reads the person's link (Redis copy, else SQL), and links on the spot when register or code allow. Throws `StoreAway`. */
export const identify = async (deps: Deps, envelope: Envelope): Promise<Identified> => {
  const { person, input } = envelope
  if (input.type === 'left') {
    await deps.register.markUnreachable(person.personId, 'uninstalled', new Date(deps.now()))
    return answer(silent)
  }
  // Two install events reach a bot within seconds of each other; the second is not greeted.
  if (input.type === 'joined' && !(await deps.progress.greetOnce(person.personId))) return answer(silent)
  const known = await knownLink(deps, person.personId)
  if (known === null) {
    const linked = await linkPerson(deps, envelope)
    return 'result' in linked
      ? answer(linked.result)
      : { type: 'membership', membership: linked.membership, input: { type: 'joined' } }
  }
  keepContact(deps, envelope)
  return await choose(deps, envelope, known)
}

const knownLink = async (deps: Deps, personId: string): Promise<{ link: Link; current: string | null } | null> => {
  const copy = await deps.progress.readLink(personId)
  if (copy !== null) return copy
  const link = await deps.register.linkOf(personId)
  if (link === null) return null
  await deps.progress.writeLink(link, null)
  return { link, current: null }
}

const choose = async (
  deps: Deps,
  envelope: Envelope,
  { link, current }: { link: Link; current: string | null },
): Promise<Identified> => {
  const { input } = envelope
  const memberships = link.memberships.filter((m) => m.wave === deps.survey.wave.id)
  const first = memberships[0]
  if (first === undefined) return answer(plainly(deps, envelope, link.role === null ? 'link.unknown' : 'link.no_part'))
  if (input.type === 'card') {
    const meant = memberships.find((m) => m.sessionId === input.card.s)
    if (meant === undefined) return answer(plainly(deps, envelope, 'turn.foreign_card'))
    if (meant.sessionId !== current && memberships.length > 1) await deps.progress.writeLink(link, meant.sessionId)
    return { type: 'membership', membership: meant, input }
  }
  if (memberships.length === 1) return { type: 'membership', membership: first, input }
  const chosen = chosenMembership(deps, { memberships, current, input, locale: envelope.locale })
  if (chosen.type === 'ask') return answer(plainly(deps, envelope, chosen.key, chosen.vars))
  if (chosen.membership.sessionId !== current) await deps.progress.writeLink(link, chosen.membership.sessionId)
  return { type: 'membership', membership: chosen.membership, input: chosen.input }
}

const answer = (result: TurnResult): Identified => ({ type: 'answer', result })
