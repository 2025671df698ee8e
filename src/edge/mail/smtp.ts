/** Mail over SMTP, one connection for each: it tells how far a mail had come when something went wrong. */

import { Readable } from 'node:stream'
import type { Mail, MailSender } from '../../app/ports/mail.ts'
import type { MailFailure } from '../../reminders/refusals.ts'
import { type From, mailBytes } from './message.ts'

/** `ca`: in PEM, besides those that Node trusts. */
export type MailServer = {
  host: string
  port: number
  /** `from_the_start`; `demanded`: by STARTTLS, or nothing is sent; `none`: on this machine alone. */
  tls: 'from_the_start' | 'demanded' | 'none'
  login: { user: string; pass: string } | null
  from: From
  ca?: string
  /** ms; absent: as below. */
  waits?: Partial<typeof WAITS>
}

/**
 * RFC 5321 section 4.5.3.2 allows minutes for each step; whoever takes so long for a letter of a few kilobytes is asked again
 * later. All of it ends well before the row that says «about to send» is given up.
 */
const WAITS = { connect: 10_000, greeting: 30_000, silence: 60_000, all: 120_000 }

/** Sends mail by this server. Certificates are looked at; a server that cannot be trusted gets nothing. */
export const smtpSender = (server: MailServer): MailSender => {
  const waits = { ...WAITS, ...server.waits }
  return async (mail) => {
    const bytes = await mailBytes(mail, server.from)
    // Loaded by the first mail: no start needs it.
    const { default: Connection } = await import('nodemailer/lib/smtp-connection')
    return await deliver(Connection, { server, waits, bytes, mail })
  }
}

type Given = { server: MailServer; waits: typeof WAITS; bytes: Buffer; mail: Mail }

const deliver = (
  Connection: typeof import('nodemailer/lib/smtp-connection').default,
  { server, waits, bytes, mail }: Given,
): Promise<'taken' | MailFailure> =>
  new Promise((resolve) => {
    const connection = new Connection({
      host: server.host,
      port: server.port,
      secure: server.tls === 'from_the_start',
      requireTLS: server.tls === 'demanded',
      ignoreTLS: server.tls === 'none',
      connectionTimeout: waits.connect,
      greetingTimeout: waits.greeting,
      dnsTimeout: waits.connect,
      socketTimeout: waits.silence,
      tls: { minVersion: 'TLSv1.2', ...(server.ca === undefined ? {} : { ca: server.ca }) },
    })
    // From the first byte of the message on, the server may have had all of it.
    let handedOver = false
    const ended = (result: 'taken' | MailFailure) => {
      clearTimeout(timer)
      connection.close()
      resolve(result)
    }
    const failed = (error: unknown) => ended(failureOf(error, handedOver))
    const timer = setTimeout(() => failed({ code: 'ETIMEDOUT' }), waits.all)
    const body = new Readable({
      read() {
        handedOver = true
        this.push(bytes)
        this.push(null)
      },
    })
    const send = () =>
      connection.send(
        {
          // One address, as it is: a list of them in one field is refused by the server, not read as many.
          from: server.from.address,
          to: [mail.to.address],
          size: bytes.length,
          // What comes back is read by whoever looks after addresses, and has no code (RFC 3461, section 4.3).
          dsn: { ret: 'HDRS' },
        },
        body,
        (error) => (error ? failed(error) : ended('taken')),
      )
    connection.on('error', failed)
    connection.connect((error) => {
      if (error) return failed(error)
      const { login } = server
      if (login === null) return send()
      if (!connection.allowsAuth) return failed({ code: 'EAUTH' })
      connection.login({ credentials: login }, (refused) => (refused ? failed(refused) : send()))
    })
  })

/** Ours, for lists and logs; replies of servers may hold addresses and are not kept. */
const CODES: Record<string, string> = {
  EAUTH: 'login',
  ETLS: 'starttls',
  ETIMEDOUT: 'timeout',
  EDNS: 'no_connection',
  ECONNECTION: 'no_connection',
  ESOCKET: 'no_connection',
}

type SmtpError = { code?: string; command?: string; responseCode?: number; response?: string }

/** What an error of the connection means for the mail. */
const failureOf = (error: unknown, handedOver: boolean): MailFailure => {
  const { code = '', command = '', responseCode, response = '' } = error as SmtpError
  const status = responseCode ?? null
  const enhanced = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})(?!\S)/.exec(response)?.[1] ?? null
  const failure = { status, enhanced }
  // The address itself cannot be said to the server: 553 is what the server would have answered.
  if (code === 'EENVELOPE' && command === 'API')
    return { at: 'recipient', status: 553, enhanced: '5.1.3', code: 'bad_address' }
  if (status === null) {
    return handedOver
      ? { ...failure, at: 'handed_over', code: 'no_answer' }
      : { ...failure, at: 'server', code: CODES[code] ?? 'no_connection' }
  }
  const isAnswered = handedOver || (status !== 421 && (command === 'RCPT TO' || command === 'DATA'))
  const at = command === 'RCPT TO' ? 'recipient' : 'message'
  if (isAnswered) return { ...failure, at, code: `smtp_${status}` }
  return {
    ...failure,
    at: 'server',
    code: code === 'EAUTH' || code === 'ETLS' ? (CODES[code] ?? '') : `smtp_${status}`,
  }
}
