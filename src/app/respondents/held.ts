/**
 * Who is written down while there are answers to see comes in when one who gave them says yes: whoever keeps the register
 * sees no answer by it. Until then no code goes to a new address, and a new account is not linked (docs/security.md).
 */

import type { CodeSecrets } from '../../register/lasting-code.ts'
import { type Confirmed, confirmToken } from '../../register/sealed-token.ts'
import type { RespondentFacts } from '../ports/campaigns.ts'
import type { MailWay } from '../ports/mail.ts'
import type { Holding, RespondentBook } from '../ports/register.ts'
import type { AdminDeps } from '../service.ts'
import { untouchedParts } from './letters.ts'
import { type Addressee, type Notice, noticeMail, noticeView } from './told-by-mail.ts'

/** Which changes wait: of who is linked already, and in a part that has answers. */
export const holdingIn =
  (deps: Pick<Parameters<typeof untouchedParts>[0], 'survey' | 'progress'>): Holding =>
  async (places, sentIn) => {
    const isUntouched = await untouchedParts({ ...deps, campaigns: { submitted: async () => [...sentIn] } }, places)
    return ({ unitId, part, personId }) => personId !== null || !isUntouched({ unitId, part })
  }

export type TellDeps = Pick<AdminDeps, 'survey' | 'channel' | 'campaigns' | 'log' | 'now'> & {
  book: Pick<RespondentBook, 'waiting'>
  mail?: Pick<MailWay, 'send'>
  /** What links in messages are made from; null: there are no pages. */
  web: { secrets: CodeSecrets; publicUrl: string } | null
}

/** `mail`: whether it goes there when the chat does not reach. */
type To = Addressee & Pick<RespondentFacts, 'reference' | 'unreachable' | 'personId'> & { mail: 'yes' | 'no' }

/** Where a respondent is told of what is done with their code. */
export const toldAt = (facts: RespondentFacts): To => ({
  ...facts,
  mail: facts.mail === 'usable' || facts.mail === 'opted_out' ? 'yes' : 'no',
})

/** In the chat, or else by mail; best effort, as it is in the audit trail too. */
export const tell = async (deps: TellDeps, to: To, notice: Exclude<Notice, { type: 'opened' }>): Promise<void> => {
  const { survey, channel, log, mail, now } = deps
  try {
    if (to.personId !== null && to.reference !== null && to.unreachable === null) {
      const sent = await channel.send(to.reference, noticeView(survey, to, notice))
      if (!('kind' in sent)) return
      log.warn({ way: 'teams', code: sent.code }, 'respondents.not_told')
    }
    if (mail === undefined || to.mail === 'no' || to.email === '') return
    const sent = await mail.send(noticeMail(survey, to, notice, now()))
    if (sent !== 'taken') log.warn({ way: 'mail', code: sent.code }, 'respondents.not_told')
  } catch {
    log.warn({}, 'respondents.not_told')
  }
}

/**
 * Asks those who answer the part, and the person at the address that counted until now, whether it is right; where there is
 * nobody, an operator says so (`respondents confirm`). Throws `StoreAway`.
 */
export const askAboutHeld = async (deps: TellDeps, ids: readonly string[]): Promise<void> => {
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

const confirmLink = ({ secrets, publicUrl }: NonNullable<TellDeps['web']>, about: Confirmed): string =>
  `${publicUrl}${confirmPath(secrets, about)}`

/** Where the question is asked and answered, on our own pages. */
export const confirmPath = (secrets: CodeSecrets, about: Confirmed): string =>
  `${LET_IN_PATH}?t=${confirmToken(secrets[0], about)}`
export const LET_IN_PATH = '/svar/slipp-inn'
