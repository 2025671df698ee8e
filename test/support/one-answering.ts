/** One person alone in a session, at the beginning of a part. */

import type { Language } from '../../src/questionnaire/schema.ts'
import { questionnaires, units, worldOf } from './survey.ts'
import { joins, type Shared, sharedSession, type Tester, tester, types, waits } from './tester.ts'

/** Kari of a kommune has opened the chat and typed `texts`, «start» the first. */
export const begins = (
  texts: readonly string[] = ['start'],
  part: keyof typeof questionnaires = 'integrering',
  language: Language = 'nb',
): { shared: Shared; kari: Tester } => {
  const shared = sharedSession(worldOf(questionnaires[part], units.kommune))
  const kari = tester(shared, language, 'kari')
  joins(kari)
  for (const text of texts) types(kari, text)
  return { shared, kari }
}

/** The survey's deadline passes. */
export const closesNow = (shared: Shared): void => waits(shared, (shared.world.closesAt - shared.world.now) / 60_000)

/** The card that stands open in the chat. Throws where there is none. */
export const openCardOf = (person: Tester) => {
  const view = person.open === null ? undefined : person.chat[person.open]?.view
  if (view === undefined) throw new Error('no card is open')
  return view
}
