/** The marks by which a browser is known again that has opened a respondent's answers: nobody else can make or read them. */
import { createHmac } from 'node:crypto'
import type { CodeSecrets } from './lasting-code.ts'

/** So many respondents one browser is known for; the newest stay. */
const MOST = 8

const markOf = (secret: string, respondentId: string): string =>
  createHmac('sha256', secret).update(`kommunedialog known browser\n${respondentId}`).digest('base64url').slice(0, 22)

/** Whether one of the marks is of this respondent; marks of an older secret count. */
export const isKnownTo = (secrets: CodeSecrets, respondentId: string, marks: readonly string[]): boolean =>
  secrets.some((secret) => marks.includes(markOf(secret, respondentId)))

/** The marks with that of this respondent. */
export const markedFor = (secrets: CodeSecrets, respondentId: string, marks: readonly string[]): string[] =>
  [...new Set([markOf(secrets[0], respondentId), ...marks])].slice(0, MOST)
