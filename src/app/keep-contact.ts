/** The newest conversation reference of a person, kept without a write per turn. */
import { type Deps, remember } from './deps.ts'
import type { Envelope } from './ports.ts'

/**
 * A changed reference is written at once. Another process may have found the person out of reach in between: whoever goes on
 * writing is within reach again after this.
 */
const WRITE_EVERY_MS = 300_000

/** Writes behind the turn's back: losing one is mended by the next activity. Never throws. */
export const keepContact = (deps: Deps, { person, reference }: Envelope): void => {
  const { contacts } = deps.seen
  const written = JSON.stringify(reference)
  const last = contacts.get(person.personId)
  const at = deps.now()
  if (last !== undefined && last.reference === written && at - last.at < WRITE_EVERY_MS) return
  remember(contacts, person.personId, { reference: written, at })
  deps.register.keepReference(person, reference, new Date(at)).catch(() => {
    contacts.delete(person.personId)
    deps.log.warn({ personId: person.personId }, 'contact.not_kept')
  })
}
