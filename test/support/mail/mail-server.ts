/** A mail server on loopback, real SMTP, that answers each address as planned and keeps what it took. */

import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

/** What the server does with the next mail to an address. `dies`: closes the connection there, without a word. */
export type Plan =
  | { at: 'mail_from' | 'rcpt' | 'data'; status: number; text?: string }
  | { at: 'rcpt' | 'data' | 'before_dot' | 'after_dot'; dies: true }
  /** Takes the mail, says nothing until it is told to. */
  | { at: 'after_dot'; waitsFor: Promise<unknown> }

/** One mail that the server has taken, or has had whole when it died. */
export type Caught = {
  to: string
  from: string
  raw: string
  taken: boolean
  /** What is asked to come back of it where it cannot be delivered; null: that is left to the server. */
  returned: string | null
}

export type MailServer = {
  port: number
  caught: Caught[]
  /** Plans by address, in lower case; each counts for one mail, in order. */
  plans: Map<string, Plan[]>
  logins: { user: string; pass: string }[]
  stop(): Promise<void>
}

/** `port` 0 or absent: any free one. */
export const startMailServer = async (options: SMTPServerOptions = {}, port = 0): Promise<MailServer> => {
  const caught: Caught[] = []
  const plans = new Map<string, Plan[]>()
  const logins: MailServer['logins'] = []
  const next = (address: string, at: Plan['at'][]): Plan | undefined => {
    const planned = plans.get(address.toLowerCase())
    return planned?.[0] !== undefined && at.includes(planned[0].at) ? planned.shift() : undefined
  }
  const refusal = (status: number, text = 'as planned') => Object.assign(new Error(text), { responseCode: status })
  const die = (id: string) => {
    for (const connection of server.connections) if (connection.id === id) connection._socket.destroy()
  }
  const server = new SMTPServer({
    authOptional: true,
    disableReverseLookup: true,
    disabledCommands: ['STARTTLS'],
    ...options,
    onAuth: ({ username = '', password }, _session, done) => {
      logins.push({ user: username, pass: password ?? '' })
      return password === 'riktig' ? done(null, { user: username }) : done(refusal(535))
    },
    onMailFrom: (_address, _session, done) => {
      const plan = next('mail_from', ['mail_from'])
      done(plan !== undefined && 'status' in plan ? refusal(plan.status, plan.text) : null)
    },
    onRcptTo: ({ address }, { id }, done) => {
      const plan = next(address, ['rcpt'])
      if (plan === undefined) return done()
      if ('status' in plan) return done(refusal(plan.status, plan.text))
      die(id)
    },
    onData: (stream, session, done) => {
      const { envelope, id } = session
      const to = envelope.rcptTo[0]?.address ?? ''
      const plan = next(to, ['data', 'before_dot', 'after_dot'])
      if (plan?.at === 'data' && 'dies' in plan) return die(id)
      if (plan?.at === 'before_dot') return void stream.once('data', () => die(id))
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const one = {
          to,
          from: envelope.mailFrom ? envelope.mailFrom.address : '',
          raw: Buffer.concat(chunks).toString(),
          returned: envelope.dsn?.ret ?? null,
        }
        const isRefused = plan !== undefined && 'status' in plan
        const isDying = plan !== undefined && 'dies' in plan
        if (!isRefused) caught.push({ ...one, taken: !isDying })
        if (isRefused) return done(refusal(plan.status, plan.text))
        if (isDying) return die(id)
        if (plan !== undefined && 'waitsFor' in plan) return void plan.waitsFor.then(() => done())
        done()
      })
    },
  })
  server.on('error', () => undefined)
  await new Promise<void>((ready) => server.listen(port, '127.0.0.1', ready))
  return {
    port: (server.server.address() as AddressInfo).port,
    ...{ caught, plans, logins },
    stop: () => {
      for (const connection of server.connections) connection._socket.destroy()
      return new Promise((done) => server.close(() => done()))
    },
  }
}
