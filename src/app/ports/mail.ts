/** Mail, as the use cases see it: what a mail says, and what became of it. */

import type { Language } from '../../questionnaire/schema.ts'
import type { CodeSecrets } from '../../register/lasting-code.ts'
import type { MailFailure } from '../../reminders/refusals.ts'
import type { SendRate } from './campaigns.ts'

/** A piece of a mail, in order. `subtle`: what is there because it must be. */
export type MailBlock =
  | { type: 'text'; text: string; strong?: true; subtle?: true }
  | { type: 'link'; label: string; url: string; subtle?: true }
  /** A code, on a line of its own. */
  | { type: 'code'; code: string }

/** One mail to one person. Names and texts may hold anything: nothing of them becomes a header of its own. */
export type Mail = {
  to: { name: string; address: string }
  /** Whom an answer goes to. */
  replyTo: string
  language: Language
  subject: string
  title: string
  blocks: MailBlock[]
  /** Left of the `@` of Message-ID; the same for the same mail, so that a server may know it again. */
  id: string
  /** Where a POST alone takes the person off (RFC 8058); null: there is nothing to be taken off. */
  optOut: string | null
}

/** `taken`: the server has answered for it. Bounded in time, tries nothing again itself, never rejects. */
export type MailSender = (mail: Mail) => Promise<'taken' | MailFailure>

/** All mail waits in one line: what its `rate` is asked with. */
export const MAIL_LINE = 'mail'

/** What reaching people by mail needs. */
export type MailWay = {
  send: MailSender
  /** Turns for sending, shared by all workers, in `MAIL_LINE`. */
  rate: SendRate
  /** What codes and opt-out tokens are made from; the first makes them, all of them count. */
  secrets: CodeSecrets
  /** Where the pages are, without a last `/`. */
  publicUrl: string
  /** Takes a place among the mails on their way from this process, and gives the way to leave it; null: all are taken. */
  enter(): (() => void) | null
}
