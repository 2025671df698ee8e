/** Tells a respondent what is done with their code and their answers, in the chat, or else by mail. */

import type { RespondentFacts } from '../ports/campaigns.ts'
import type { MailWay } from '../ports/mail.ts'
import type { ReminderDeps } from '../service.ts'
import type { OnWeb } from '../web/web-ports.ts'
import { type Addressee, type Notice, noticeMail, noticeView } from './told-by-mail.ts'

/** `mail` absent: nobody is told anything by mail. */
export type Telling = Pick<ReminderDeps, 'survey' | 'channel' | 'log' | 'now'> & { mail?: Pick<MailWay, 'send'> }

/** `mail`: whether it goes there when the chat does not reach. */
export type To = Addressee & Pick<RespondentFacts, 'reference' | 'unreachable' | 'personId'> & { mail: 'yes' | 'no' }

/** Where a respondent is told of what is done with their code. */
export const toldAt = (facts: RespondentFacts): To => ({
  ...facts,
  mail: facts.mail === 'usable' || facts.mail === 'opted_out' ? 'yes' : 'no',
})

/**
 * Best effort, as it is in the audit trail too: where there is a way and none of them reached, the log says why. Never
 * rejects.
 */
export const tell = async ({ survey, channel, log, mail, now }: Telling, to: To, notice: Notice): Promise<void> => {
  const refused: { teams?: string; mail?: string; fault?: string } = {}
  try {
    if (to.personId !== null && to.reference !== null && to.unreachable === null) {
      const sent = await channel.send(to.reference, noticeView(survey, to, notice))
      if (!('kind' in sent)) return
      refused.teams = sent.code ?? sent.kind
    }
    if (mail !== undefined && to.mail === 'yes' && to.email !== '') {
      const sent = await mail.send(noticeMail(survey, to, notice, now()))
      if (sent === 'taken') return
      refused.mail = sent.code
    }
  } catch (error) {
    refused.fault = faultOf(error)
  }
  if (Object.keys(refused).length > 0) log.warn({ notice: notice.type, ...refused }, 'respondents.not_told')
}

/**
 * That a code opened the answers in a new browser. `addresseeOf`: where the respondent is written to; null: nowhere; without
 * it the chat alone is told. Never rejects.
 */
export const tellOfOpening = async (
  telling: Telling & { addresseeOf(respondentId: string): Promise<Addressee | null> },
  { person, chat, unitId, part }: OnWeb,
  respondentId: string,
): Promise<void> => {
  const notice: Notice = { type: 'opened' }
  const found = await telling.addresseeOf(respondentId).catch((error: unknown) => {
    telling.log.warn({ notice: notice.type, fault: faultOf(error) }, 'respondents.not_told')
    return null
  })
  const addressee = found ?? { respondentId, name: '', email: '', unitId, part, language: null }
  const reached = { reference: chat, unreachable: null, personId: person.personId }
  await tell(telling, { ...addressee, ...reached, mail: found === null ? 'no' : 'yes' }, notice)
}

const faultOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown')
