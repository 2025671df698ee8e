/** The token in a mail that can only take its reader off mail. */
import type { CodeSecrets } from './lasting-code.ts'
import { sealed, unsealed } from './sealed-token.ts'

const PURPOSE = 'mail opt-out'

/** `<respondent id>.<seal>`: letters, digits, `-`, `_` and one point. */
export const optOutToken = (secret: string, respondentId: string): string => sealed(secret, PURPOSE, respondentId)

/** The respondent whom a token takes off mail; null: it is none of ours. A token of an older secret counts too. */
export const optedOutBy = (secrets: CodeSecrets, token: string): string | null => unsealed(secrets, PURPOSE, token)
