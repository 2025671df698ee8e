/** What administrators are served with, on the page and by the API; and what the page needs of stores and issuer. */

import type { Language } from '../../questionnaire/schema.ts'
import { personIdOf } from '../../register/ids.ts'
import type { FileFault, Sheet } from '../../register/respondents-file.ts'
import type { ExportKind, ReportKind } from '../../results/media-types.ts'
import type { Forms } from '../documents.ts'
import type { AdminRole } from '../ports/people.ts'
import type { RespondentBook, ResultsReader } from '../ports/register.ts'
import type { RespondentDesk } from '../respondents/desk.ts'
import type { PlanDeps } from '../service.ts'

/** What was handed in as a respondents file, as a table. */
type ReadSheet = { type: 'read'; sheet: Sheet } | { type: 'refused'; faults: FileFault[] }
/** A file made for one answer. `remove`: when it was sent. */
export type MadeFile = { name: string; content: AsyncIterable<Buffer>; remove(): Promise<void> }

/** One wave, as administrators are served with it. What is made and ended is audited. Every method throws `StoreAway`. */
export type Administered = {
  reminders: PlanDeps
  book: RespondentBook
  /** What is done with those who are asked, codes too. */
  desk: RespondentDesk
  results: Pick<ResultsReader, 'deliveries' | 'retry'>
  readSheet(bytes: Buffer): Promise<ReadSheet>
  /**
   * `part`: of CSV, whose columns are then that part's; null: all parts, in CSV a row for each thing asked. Null: there is
   * no such part. `language`: of the labels for SPSS.
   */
  exportFile(
    wanted: { kind: ExportKind; part: string | null; freeText: 'with' | 'without'; language: Language },
    actor: string,
  ): Promise<MadeFile | null>
  /**
   * `release` keeps in the results store what is told, and is for publication; `internal` is not and keeps nothing. `busy`:
   * another is being made. `no_file`: no Chromium for the PDF, or the wave's report cannot be made.
   */
  makeReport(
    wish: { kind: ReportKind; language: Language; use: 'internal' | 'release' },
    actor: string,
  ): Promise<MadeFile | 'busy' | 'no_file'>
  /** The form of a part as PDF. */
  forms: Forms
  /** Ends a respondent: name, address and tie go, and what they may do; the unit's answers stay. False: there is none. */
  erase(respondentId: string, actor: string): Promise<boolean>
}

/** Who the issuer says somebody is. Tenant and object id are null where the issuer is not Entra; `name` null: not told. */
export type AdminIdentity = { subject: string; tenantId: string | null; objectId: string | null; name: string | null }

/**
 * Somebody signed in. `claimed`: the roles that the sign-in said, as of `claimedAt`, ms. `token`: what their posts must
 * carry. `since`: ms.
 */
export type AdminSession = {
  who: AdminIdentity
  claimed: AdminRole[]
  claimedAt: number
  token: string
  locale: Language
  since: number
}

/** The id under which the table of roles and the chat know the same person; null: the issuer does not tell. */
export const personOf = ({ tenantId, objectId }: AdminIdentity): string | null =>
  tenantId === null || objectId === null ? null : personIdOf(tenantId, objectId)

/** Every method throws `StoreAway`. */
export type AdminSessions = {
  /** Returns what the cookie is to hold. */
  begin(opened: Pick<AdminSession, 'who' | 'claimed' | 'locale'>): Promise<string>
  /** By the cookie; keeps the session awake unless told `as_it_is`. Null: there is none, or it has ended. */
  find(secret: string, then?: 'awake' | 'as_it_is'): Promise<AdminSession | null>
  /** What a new sign-in said of the same person, or another language; a session that has ended does not come to be again. */
  change(secret: string, changed: Partial<Pick<AdminSession, 'claimed' | 'claimedAt' | 'locale'>>): Promise<void>
  end(secret: string): Promise<void>
  /** Ends all of one person; returns how many there were. */
  endAllOf(personId: string): Promise<number>
  /** Keeps a respondents file between its dry run and the import, for a quarter of an hour; a later one takes its place. */
  keepFile(secret: string, bytes: Buffer): Promise<void>
  /** Null: there is none any more. */
  keptFile(secret: string): Promise<Buffer | null>
  dropFile(secret: string): Promise<void>
}

/** A sign-in on its way to the issuer and back. `to`: the page that was asked for. `silent`: without a prompt. */
export type PendingSignIn = { state: string; nonce: string; verifier: string; to: string; silent: boolean }

/** Every method throws `StoreAway`. */
export type PendingSignIns = {
  /** Returns what the browser's cookie is to hold until it comes back. */
  begin(pending: PendingSignIn): Promise<string>
  /** Once only. Null: there is none, or it took longer than ten minutes. */
  take(secret: string): Promise<PendingSignIn | null>
}

/** What came of a sign-in. `clock`: the issuer's clock or ours is wrong. `prompt`: it does not go without asking the person. */
export type SignInResult =
  | { type: 'signed_in'; who: AdminIdentity; claimed: AdminRole[] }
  | { type: 'refused'; why: 'away' | 'clock' | 'denied' | 'prompt' | 'invalid' }

/** The issuer. Never rejects. */
export type SignIn = {
  /** Where the browser is to go, and what must be remembered meanwhile; null: the issuer cannot be reached. */
  begin(asked: {
    to: string
    redirectUri: string
    silent: boolean
    language: Language
  }): Promise<{ url: string; pending: PendingSignIn } | null>
  /** `url`: where the browser came back to, whole. */
  finish(url: URL, pending: PendingSignIn): Promise<SignInResult>
  /** Where the sign-in at the issuer itself is ended; null: it has no such page, or cannot be reached. */
  endUrl(back: string): Promise<string | null>
}
