/** Tells a person that their answers were opened in a new browser: in the chat, or else by mail. */

import type { Addressee } from '../../../app/respondents/told-by-mail.ts'
import type { PageDeps } from '../../../app/web/web-page.ts'
import type { OnWeb } from '../../../app/web/web-ports.ts'
import type { Language } from '../../../questionnaire/schema.ts'
import { translate } from '../../../texts/translate.ts'

export type Telling = {
  of(wave?: string): PageDeps
  /** Null: there is no mail, or no address that takes any. */
  byMail: ((wave: string, to: Addressee) => Promise<void>) | null
  /** Where the respondent is written to; null: nowhere. */
  addresseeOf(respondentId: string): Promise<Addressee | null>
}

/**
 * Best effort, and nobody waits for it: it is in the audit trail too. Once for each browser, so that who comes back every day
 * is not told every day.
 */
export const tellOfOpening = async (
  { of, byMail, addresseeOf }: Telling,
  who: OnWeb,
  { respondentId, language }: { respondentId: string; language: Language },
): Promise<void> => {
  const deps = of(who.wave)
  try {
    if (who.chat === null) {
      const to = byMail === null ? null : await addresseeOf(respondentId)
      if (to !== null) await byMail?.(who.wave, to)
      return
    }
    const { units, wave } = deps.survey
    const vars = {
      unit: units.get(who.unitId)?.name ?? who.unitId,
      part: wave.parts[who.part]?.title[language] ?? who.part,
      contact: wave.contact.email,
    }
    await deps.channel.send(who.chat, { type: 'text', language, text: translate(language, 'web.open.used', vars) })
  } catch {
    deps.log.warn({ way: who.chat === null ? 'mail' : 'teams' }, 'web.opening_not_told')
  }
}
