/** The linking conversation: by the directory if the register knows the person, else by a personal code, never by e-mail. */
import { type Deps, remember } from './deps.ts'
import { keepContact } from './keep-contact.ts'
import type { Envelope, Link, Membership } from './ports.ts'
import { plainly, silent, type TurnResult } from './turn-result.ts'

/** What a pasted code looks like; longer texts are not tried. The register's own normalisation decides. */
const CODE_LIKE = /^[\s"'«»]*[0-9A-Za-z](?:[\s–-]?[0-9A-Za-z]){9,23}[\s"'«».]*$/

export type Linking = { membership: Membership } | { result: TurnResult }

/**
 * Tries to link. A tenant that is not allowed gets the words that everybody unknown gets.
 * Throws `StoreAway`.
 */
export const linkPerson = async (deps: Deps, envelope: Envelope): Promise<Linking> => {
  const { person, input } = envelope
  if (input.type === 'reaction' || input.type === 'edited' || input.type === 'other') return { result: silent }
  const allowed = deps.allowedTenants.size === 0 || deps.allowedTenants.has(person.tenantId)
  if (allowed) {
    const link = await byDirectory(deps, envelope)
    if (link !== null) return await linked(deps, envelope, link)
  }
  if (input.type !== 'text' || !CODE_LIKE.test(input.text)) return { result: plainly(deps, envelope, 'link.unknown') }
  if (!allowed) return { result: plainly(deps, envelope, 'link.code_refused') }
  const result = await deps.register.redeemCode(person, input.text, new Date(deps.now()))
  if (result.type === 'too_many_tries') return { result: plainly(deps, envelope, 'link.too_many_tries') }
  if (result.type === 'refused') return { result: plainly(deps, envelope, 'link.code_refused') }
  return await linked(deps, envelope, result.link)
}

/** An unknown person who writes again and again does not make a call to the connector each time. */
const ASK_EVERY_MS = 10 * 60_000

const askedLately = (deps: Deps, personId: string): boolean => {
  const now = deps.now()
  const last = deps.seen.principals.get(personId)
  if (last !== undefined && now - last < ASK_EVERY_MS) return true
  remember(deps.seen.principals, personId, now)
  return false
}

/** Object id first; the connector is asked for the principal name only when that finds nobody. */
const byDirectory = async (deps: Deps, { person, reference }: Envelope): Promise<Link | null> => {
  const at = new Date(deps.now())
  const byObject = await deps.register.linkByDirectory(person, null, at)
  if (byObject !== null || askedLately(deps, person.personId)) return byObject
  const name = await deps.channel.principalName(reference)
  if (name === null || typeof name !== 'string') return null
  return await deps.register.linkByDirectory(person, name, at)
}

const linked = async (deps: Deps, envelope: Envelope, link: Link): Promise<Linking> => {
  const mine = link.memberships.filter((m) => m.wave === deps.survey.wave.id)
  const only = mine.length === 1 ? mine[0] : undefined
  await deps.progress.writeLink(link, only?.sessionId ?? null)
  keepContact(deps, envelope)
  deps.log.info({ personId: envelope.person.personId, memberships: mine.length }, 'person.linked')
  if (only !== undefined) return { membership: only }
  return { result: plainly(deps, envelope, mine.length === 0 ? 'link.no_part' : 'link.several_parts') }
}
