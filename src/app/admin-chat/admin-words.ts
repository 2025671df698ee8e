/** Words and numbers of administrators' cards. */

import type { AdminVerb } from '../../engine/types.ts'
import type { Rate } from '../../outcome/rates.ts'
import type { Language } from '../../questionnaire/schema.ts'
import { formatNumber } from '../../report/number-format.ts'
import { translate } from '../../wording/translate.ts'
import type { Action, View } from '../../wording/view.ts'

export type Panel = Extract<View, { type: 'panel' }>

/** A text of `locales/admin.json`. */
export const t = (language: Language, key: string, vars: Record<string, unknown> = {}): string =>
  translate(language, `admin.${key}`, vars)

/** «123 av 437 (28,1 %)». */
export const rateText = (language: Language, { count, base, share }: Rate): string =>
  t(language, 'rate', { count, base, percent: share === null ? '–' : `${formatNumber(language, share * 100)}\u00a0%` })

/** These cards belong to no session; nothing in them is an authority. */
export const ADMIN_REFERENCE = { s: 'admin' }

export const button = (verb: AdminVerb, title: string, values: Record<string, string> = {}): Action => ({
  verb,
  title,
  ref: ADMIN_REFERENCE,
  values,
})
