/** Words, numbers and buttons of administrators' cards. */

import type { AdminVerb } from '../../engine/session.ts'
import type { Rate } from '../../outcome/rates.ts'
import type { Language } from '../../questionnaire/schema.ts'
import { formatNumber } from '../../report/words.ts'
import { translate } from '../../texts/translate.ts'
import type { Action } from '../../wording/view.ts'

/** A text of `locales/admin.json`. */
export const t = (language: Language, key: string, vars: Record<string, unknown> = {}): string =>
  translate(language, `admin.${key}`, vars)

/** «123 av 437 (28,1 %)». */
export const rateText = (language: Language, { count, base, share }: Rate): string =>
  t(language, 'rate', { count, base, percent: share === null ? '–' : `${formatNumber(language, share * 100)}\u00a0%` })

/** These cards belong to no session; nothing in them is an authority. */
const ADMIN_REFERENCE = { s: 'admin' }

/** A button of such a card. `values`: what comes back with the press. */
export const button = (verb: AdminVerb, title: string, values: Record<string, string> = {}): Action => ({
  verb,
  title,
  ref: ADMIN_REFERENCE,
  values,
})
