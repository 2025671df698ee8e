/** Mail as the settings say: server, rate, and what its links and codes are made from. */

import type { Counter } from 'prom-client'
import type { MailSender, MailWay } from '../app/ports/mail.ts'
import type { Rounds } from '../app/upkeep/rounds.ts'
import { type MailServer, smtpSender } from '../edge/mail/smtp.ts'
import { sendRate } from '../edge/redis/send-rate.ts'
import { isLoopback } from '../settings/rules.ts'
import type { Settings } from '../settings/settings.ts'
import type { Stores } from './stores.ts'

/** On their way at once from one process: less than the reminders' workers, so that a slow server holds up none of Teams'. */
const AT_ONCE = 8

type MailSettings = Pick<Settings, 'mail' | 'web' | 'listen'>

/** Where the pages are: as the settings say, or at the listener of a service that runs here while developing; null: no web. */
export const pagesOf = ({ web, listen }: Pick<Settings, 'web' | 'listen'>): string | null =>
  web === null
    ? null
    : (web.publicUrl ?? `http://${listen.host.includes(':') ? `[${listen.host}]` : listen.host}:${listen.port}`)

/** The server that a URL names. Anywhere but on this machine it must speak TLS: mail holds codes. */
const serverOf = ({ url, from }: NonNullable<Settings['mail']>): MailServer => {
  const { protocol, hostname, port, username, password } = new URL(url)
  const isSecure = protocol === 'smtps:'
  return {
    host: hostname.replace(/^\[(.*)\]$/, '$1'),
    port: Number(port) || (isSecure ? 465 : 587),
    tls: isSecure ? 'from_the_start' : isLoopback(hostname) ? 'none' : 'demanded',
    login: username === '' ? null : { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
    from,
  }
}

/** Mail by the server of the settings, for what is sent by hand; null: there is none. */
export const mailSenderOf = ({ mail, web }: Pick<Settings, 'mail' | 'web'>): MailSender | null =>
  mail === null || web === null ? null : smtpSender(serverOf(mail))

type Watched = { mails?: Counter; rounds?: Rounds }

/** What codes in mail are made from, for the books of SQL; null: there is no mail. */
export const mailingOf = ({ mail, web }: Pick<Settings, 'mail' | 'web'>) =>
  mail === null || web === null ? null : { secrets: web.codeSecrets }

/** Null: there is no mail. `watched`: where outcomes are counted, and where a server that fails is told. */
export const mailWayOf = (settings: MailSettings, redis: Stores['redis'], watched: Watched = {}): MailWay | null => {
  const { mail, web } = settings
  const publicUrl = pagesOf(settings)
  if (mail === null || web === null || publicUrl === null) return null
  let onTheWay = 0
  return {
    send: told(smtpSender(serverOf(mail)), watched),
    rate: sendRate(redis, { perSecond: mail.perSecond, perSecondPerTenant: mail.perSecond }, 'mail'),
    secrets: web.codeSecrets,
    publicUrl,
    enter: () => {
      if (onTheWay >= AT_ONCE) return null
      onTheWay++
      return () => void onTheWay--
    },
  }
}

/** The same, counted; a server that is away or refuses us twice in a row is an alarm, and any answer of it ends that. */
const told =
  (send: MailSender, { mails, rounds }: Watched): MailSender =>
  async (mail) => {
    const sent = await send(mail)
    mails?.inc({ outcome: sent === 'taken' ? 'taken' : sent.at })
    if (sent === 'taken' || sent.at === 'recipient' || sent.at === 'message') rounds?.note('mail', null)
    else rounds?.note('mail', Object.assign(new Error('mail'), { name: 'MailServerFault', code: sent.code }))
    return sent
  }
