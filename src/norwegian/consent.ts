/** A yes that sends in or deletes: nothing less than a yes will do, and nothing may be asked, hedged or taken back with it. */
import type { Said } from './said.ts'
import { tagged, type WordClass } from './words.ts'

const doing: Record<'submit' | 'delete', WordClass> = { submit: 'sending', delete: 'deleting' }

/** Whether the whole text is a clear yes: «ja takk», «jepp, send», «ja, slett alt». «Ok», «ja?» and «ja, men …» are none. */
export const isConsent = (said: Said, to: 'submit' | 'delete'): boolean => {
  if (said.asks || said.text.includes('?')) return false
  const tags = tagged(said.tokens, ['yes', 'store', doing[to], 'agree', 'okay', 'answers', 'filler'])
  const [head] = tags.filter(({ of }) => of !== 'filler')
  if (head === undefined || tags.some(({ of }) => of === undefined)) return false
  if (head.of === 'yes') return true
  // «Gjør det», «bare send dem»; a lone «slett alt» may be the order itself, come twice.
  if (head.of === 'store') return /^(?:gjor|gjer|kjor|koyr)/.test(head.words)
  return to === 'submit' && tags.some(({ of }) => of === 'sending') && tags.every(({ of }) => of !== 'agree')
}
