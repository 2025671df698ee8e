/** The newest conversation reference of a person, kept without a write per turn. */
import { type Deps, remember } from './deps.ts'
import type { KnownLink } from './known-link.ts'
import type { Envelope } from './ports.ts'

/** How long a reference that has not changed is not written again. */
const WRITE_EVERY_MS = 300_000

/** After that long what is written is old, and the next activity writes it again. */
const WAIT_MS = WRITE_EVERY_MS

/**
 * Writes behind the turn's back: losing one is mended by the next activity. What SQL was just asked about (`sql`) is always
 * written: whoever found the person out of reach has put their link in doubt, and now they are there again. Never throws.
 */
export const keepContact = (deps: Deps, { person, reference }: Envelope, source: KnownLink['source']): void => {
  const { contacts } = deps.seen
  const written = JSON.stringify(reference)
  const last = contacts.get(person.personId)
  const at = deps.now()
  if (source === 'copy' && last?.reference === written && at - last.at < WRITE_EVERY_MS) return
  remember(contacts, person.personId, { reference: written, at })
  write(deps, () => deps.register.keepReference(person, reference, new Date(at))).catch(() => {
    contacts.delete(person.personId)
    deps.log.warn({ personId: person.personId }, 'contact.not_kept')
  })
}

/** When the first word of many comes at once, each of them writes this too. */
const write = async ({ seen }: Deps, work: () => Promise<void>): Promise<void> => {
  const leave = await seen.behind.enter(WAIT_MS)
  try {
    if (leave !== null) await work()
  } finally {
    leave?.()
  }
}
