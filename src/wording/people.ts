/** Who gave an answer, in words: a name where the register has one. Names are a person's own words: never read as Markdown. */
import type { Entry } from '../engine/types.ts'
import type { Words } from './context.ts'
import { shortMomentText } from './moment.ts'

/** The name of the person at `index` of `Session.people`; «en kollega» where the register knows none (any more). */
export const nameOf = ({ t, session, people }: Words, index: number): string => {
  const person = session.people[index]
  return (person === undefined ? undefined : people?.[person]) ?? t('card.a_colleague')
}

/** The same at the beginning of a sentence. */
export const nameFirst = (words: Words, index: number): string => {
  const name = nameOf(words, index)
  return name.charAt(0).toUpperCase() + name.slice(1)
}

/** True when somebody else than the reader has a part in the answers. */
const hasOthers = ({ session, seat }: Words): boolean => session.people.some((person) => person !== seat.personId)

/** «Kari Nordmann, 5.11. kl. 09.12», «deg, …»; '' while only the reader has answered, or there is no answer. */
export const authorText = (words: Words, entry: Entry | undefined): string => {
  if (entry === undefined || !hasOthers(words) || (entry.answer === undefined && entry.missing === undefined)) return ''
  const isMine = words.session.people[entry.by] === words.seat.personId
  const name = isMine ? words.t('card.you') : nameOf(words, entry.by)
  return words.t('card.author', { name, at: shortMomentText(entry.at) })
}
