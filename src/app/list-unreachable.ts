import type { ListedRespondent, RespondentBook } from './register-ports.ts'

/** Respondents whom the bot cannot write to, so that they can be reached otherwise; not those who declined, and not colleagues without an address. Throws `StoreAway`. */
export async function listUnreachable(book: RespondentBook): Promise<ListedRespondent[]> {
  const everybody = await book.list({ statuses: ['imported', 'invited', 'linked'] })
  return everybody.filter(({ unreachable, email }) => unreachable !== null && email !== '')
}
