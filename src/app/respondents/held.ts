/**
 * Who is written down while there are answers to see comes in when one who gave them says yes: whoever keeps the register
 * sees no answer by it. Until then no code goes to a new address, and a new account is not linked (docs/security.md).
 */

import type { CodeSecrets } from '../../register/lasting-code.ts'
import { type Confirmed, confirmToken } from '../../register/sealed-token.ts'
import type { Holding, RespondentBook } from '../ports/register.ts'
import type { ReminderDeps } from '../service.ts'
import { untouchedParts } from './letters.ts'
import { type Telling, type To, tell, toldAt } from './tell.ts'

/** Which changes wait: of who is linked already, and in a part that has answers. */
export const holdingIn =
  (deps: Pick<Parameters<typeof untouchedParts>[0], 'survey' | 'progress'>): Holding =>
  async (places, sentIn) => {
    const isUntouched = await untouchedParts({ ...deps, campaigns: { submitted: async () => [...sentIn] } }, places)
    return ({ unitId, part, personId }) => personId !== null || !isUntouched({ unitId, part })
  }

export type AskDeps = Telling & {
  campaigns: Pick<ReminderDeps['campaigns'], 'respondents'>
  book: Pick<RespondentBook, 'waiting'>
  /** What links in messages are made from; null: there are no pages. */
  web: { secrets: CodeSecrets; publicUrl: string } | null
}

/**
 * Asks those who answer the part, and the person at the address that counted until now, whether it is right; where there is
 * nobody, an operator says so (`respondents confirm`). Throws `StoreAway`.
 */
export const askAboutHeld = async (deps: AskDeps, ids: readonly string[]): Promise<void> => {
  if (ids.length === 0 || deps.web === null) return
  const everybody = await deps.campaigns.respondents()
  for (const { id, heldAt, formerEmail } of await deps.book.waiting(ids)) {
    const held = everybody.find(({ respondentId }) => respondentId === id)
    if (held === undefined) continue
    const others = everybody.filter(
      (one) => one !== held && one.unitId === held.unitId && one.part === held.part && one.personId !== null,
    )
    const wait = new Set((await deps.book.waiting(others.map(({ respondentId }) => respondentId))).map((one) => one.id))
    const asked: To[] = [
      // The newer address is the one that is asked about.
      { ...toldAt(held), email: formerEmail ?? '', mail: 'yes' },
      ...others.filter(({ respondentId }) => !wait.has(respondentId)).map(toldAt),
    ]
    for (const to of asked) {
      const about: Confirmed = { respondentId: id, heldAt: heldAt.getTime(), by: to.respondentId }
      const url = confirmLink(deps.web, about)
      const type = formerEmail === null ? 'asked_new' : 'asked_changed'
      await tell(deps, to, { type, who: held.name, address: held.email, url })
    }
  }
}

const confirmLink = ({ secrets, publicUrl }: NonNullable<AskDeps['web']>, about: Confirmed): string =>
  `${publicUrl}${confirmPath(secrets, about)}`

/** Where the question is asked and answered, on our own pages. */
export const confirmPath = (secrets: CodeSecrets, about: Confirmed): string =>
  `${LET_IN_PATH}?t=${confirmToken(secrets[0], about)}`
export const LET_IN_PATH = '/svar/slipp-inn'
