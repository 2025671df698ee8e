/** Mail over real SMTP on loopback: what the server is given, and how far a mail had come when something went wrong. */
import { createServer } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Mail } from '../../../src/app/ports/mail.ts'
import { type MailServer as Server, smtpSender } from '../../../src/edge/mail/smtp.ts'
import { localhostCertificate, localhostKey } from '../../support/mail/localhost-certificate.ts'
import { type MailServer, type Plan, startMailServer } from '../../support/mail/mail-server.ts'
import { readMail } from '../../support/mail/read-mail.ts'

const mail: Mail = {
  to: { name: 'Åse Bjørnstad', address: 'aase@kommune.no' },
  replyTo: 'undersokelsen@imdi.no',
  language: 'nn',
  subject: 'Påminning: Kommuneundersøkinga',
  title: 'Påminning <om> undersøkinga & meir',
  blocks: [
    { type: 'text', text: 'Hei Åse «Bjørnstad»! Svarfristen er 7. desember.' },
    { type: 'link', label: 'Hald fram', url: 'https://svar.imdi.no/svar#ABCD-EFGH-JKMN-1' },
    { type: 'code', code: 'ABCD-EFGH-JKMN-1' },
    { type: 'link', label: 'Meld deg av', url: 'https://svar.imdi.no/svar/epost?t=a.b', subtle: true },
  ],
  id: 'campaign.respondent',
  optOut: 'https://svar.imdi.no/svar/epost?t=a.b',
}
const from = { name: 'Integrerings- og mangfoldsdirektoratet', address: 'svar@imdi.no' }

let server: MailServer
beforeAll(async () => {
  server = await startMailServer()
})
afterAll(() => server.stop())

const at = (port: number, more: Partial<Server> = {}): Server => ({
  ...{ host: '127.0.0.1', port, tls: 'none', login: null, from, ...more },
})
const sendTo = async (to: Partial<Mail['to']> = {}, more: Partial<Mail> = {}) => {
  const before = server.caught.length
  const result = await smtpSender(at(server.port))({ ...mail, ...more, to: { ...mail.to, ...to } })
  return { result, read: server.caught.slice(before).map(({ raw, to: who }) => ({ who, raw, ...readMail(raw) })) }
}

describe('a mail that is taken', () => {
  it('says the same in text and HTML, and that it is automatic', async () => {
    const { result, read } = await sendTo()
    expect(result).toBe('taken')
    const [one] = read
    expect(Object.fromEntries(one?.headers ?? [])).toMatchObject({
      from: '"Integrerings- og mangfoldsdirektoratet" <svar@imdi.no>',
      to: 'Åse Bjørnstad <aase@kommune.no>',
      'reply-to': 'undersokelsen@imdi.no',
      subject: 'Påminning: Kommuneundersøkinga',
      'message-id': '<campaign.respondent@imdi.no>',
      'auto-submitted': 'auto-generated',
      'x-auto-response-suppress': 'All',
      'content-language': 'nn',
      'list-unsubscribe': '<https://svar.imdi.no/svar/epost?t=a.b>',
      'list-unsubscribe-post': 'List-Unsubscribe=One-Click',
    })
    expect(one?.text).toBe(
      'Påminning <om> undersøkinga & meir\n\nHei Åse «Bjørnstad»! Svarfristen er 7. desember.\n\n' +
        'Hald fram: https://svar.imdi.no/svar#ABCD-EFGH-JKMN-1\n\nABCD-EFGH-JKMN-1\n\n' +
        'Meld deg av: https://svar.imdi.no/svar/epost?t=a.b\n',
    )
    expect(one?.html).toContain('<html lang="nn">')
    expect(one?.html).toContain('Påminning &lt;om> undersøkinga &amp; meir')
    expect(one?.html).toContain('href="https://svar.imdi.no/svar#ABCD-EFGH-JKMN-1"')
    expect(one?.html).not.toMatch(/src=|<img|<script|<link/)
  })

  it.each([
    ['without what it says, so that whoever reads what could not be delivered reads no code', 'HDRS', false],
    ['as the server likes where it knows nothing of that', null, true],
  ] as const)('comes back %s', async (_how, returned, hideDSN) => {
    const other = await startMailServer({ hideDSN })
    expect(await smtpSender(at(other.port))(mail)).toBe('taken')
    expect(other.caught.map((one) => one.returned)).toEqual([returned])
    await other.stop()
  })

  it('names nothing to be taken off where there is nothing', async () => {
    const { read } = await sendTo({}, { optOut: null })
    expect([...(read[0]?.headers.keys() ?? [])].filter((name) => name.startsWith('list-'))).toEqual([])
  })

  it.each([
    ['a line break and a header', 'Kari\r\nBcc: alle@kommune.no\r\n\r\nHei', 'Kari Bcc: alle@kommune.no Hei'],
    ['a lone line feed', 'Kari\nX-Spam: nei', 'Kari X-Spam: nei'],
    ['a lone carriage return', 'Kari\rTo: andre@kommune.no', 'Kari To: andre@kommune.no'],
    ['another address', 'Kari <andre@kommune.no>, Ola', 'Kari <andre@kommune.no>, Ola'],
    ['quotes and a backslash', 'Kari "K\\" Nordmann', 'Kari "K\\" Nordmann'],
    ['a mark that turns the writing', 'Kari \u202egro.nnamdron', 'Kari gro.nnamdron'],
    ['an encoded word', '=?utf-8?q?Kari=0ABcc:_alle?=', null],
    ['a separator of lines', 'Kari\u2028Bcc: x@y.no\u0085Cc: z@y.no', 'Kari Bcc: x@y.no Cc: z@y.no'],
    ['a template', '{{controller}} $t(mail.reminder.stop)', '{{controller}} $t(mail.reminder.stop)'],
  ])('lets no name become a header: %s', async (_what, name, shown) => {
    const { result, read } = await sendTo({ name }, { subject: `Påminning til ${name}` })
    expect(result).toBe('taken')
    expect(read).toHaveLength(1)
    const headers = read[0]?.headers ?? new Map()
    expect(read[0]?.who).toBe('aase@kommune.no')
    expect([...headers.keys()].sort()).toEqual([
      ...['auto-submitted', 'content-language', 'content-type', 'date', 'from', 'list-unsubscribe'],
      ...[
        'list-unsubscribe-post',
        'message-id',
        'mime-version',
        'reply-to',
        'subject',
        'to',
        'x-auto-response-suppress',
      ],
    ])
    expect(headers.get('to')).toMatch(/<aase@kommune\.no>$/)
    if (shown !== null) expect(headers.get('to').replace(/\\(.)/g, '$1')).toContain(shown)
  })

  it.each(['ole@kommune.no, kari@kommune.no', 'ole@kommune.no\r\nRCPT TO:<alle@kommune.no>', 'ole@kommune.no> SIZE=1'])(
    'reaches nobody by an address that is not one: %j',
    async (address) => {
      const { result, read } = await sendTo({ address })
      expect(result).toMatchObject({ at: 'recipient' })
      expect(read).toEqual([])
    },
  )
})

describe('a mail that is not taken', () => {
  const cases: [string, Plan, object][] = [
    ['an address that is not known', { at: 'rcpt', status: 550 }, { at: 'recipient', status: 550, enhanced: null }],
    [
      'a policy',
      { at: 'rcpt', status: 550, text: '5.7.26 unauthenticated' },
      { at: 'recipient', status: 550, enhanced: '5.7.26' },
    ],
    ['a text that looks like one', { at: 'rcpt', status: 550, text: '5.1.1.1' }, { at: 'recipient', enhanced: null }],
    ['an address that has moved', { at: 'rcpt', status: 551 }, { at: 'recipient', status: 551 }],
    ['greylisting', { at: 'rcpt', status: 451 }, { at: 'recipient', status: 451, code: 'smtp_451' }],
    ['a full mailbox', { at: 'rcpt', status: 452 }, { at: 'recipient', status: 452 }],
    ['a message that is refused', { at: 'data', status: 554 }, { at: 'message', status: 554, enhanced: null }],
    ['a message that is put off', { at: 'data', status: 450 }, { at: 'message', status: 450 }],
    ['a login that is demanded', { at: 'rcpt', status: 530 }, { at: 'recipient', status: 530 }],
    ['a server that closes', { at: 'rcpt', status: 421 }, { at: 'server', status: 421 }],
    ['a server that dies at the address', { at: 'rcpt', dies: true }, { at: 'server', code: 'no_connection' }],
    ['a server that dies at DATA', { at: 'data', dies: true }, { at: 'server', code: 'no_connection' }],
    ['a server that dies in the message', { at: 'before_dot', dies: true }, { at: 'handed_over', code: 'no_answer' }],
    ['a server that dies after the final dot', { at: 'after_dot', dies: true }, { at: 'handed_over', status: null }],
  ]
  it.each(cases)('says how far it came: %s', async (_what, plan, expected) => {
    server.plans.set(mail.to.address, [plan])
    expect((await sendTo()).result).toMatchObject(expected)
    expect((await sendTo()).result).toBe('taken')
  })

  it('says of a sender that is refused that it is the server, not the address', async () => {
    server.plans.set('mail_from', [{ at: 'mail_from', status: 550 }])
    expect((await sendTo()).result).toMatchObject({ at: 'server', status: 550 })
  })

  it('is given up when the server says nothing after the final dot: it may have come', async () => {
    const goOn = Promise.withResolvers<null>()
    server.plans.set(mail.to.address, [{ at: 'after_dot', waitsFor: goOn.promise }])
    expect(await smtpSender(at(server.port, { waits: { silence: 200 } }))(mail)).toMatchObject({ at: 'handed_over' })
    goOn.resolve(null)
  })

  it('is given up when the server says nothing at all, and nothing was handed over', async () => {
    const mute = createServer(() => {})
    await new Promise<void>((ready) => mute.listen(0, '127.0.0.1', ready))
    const { port } = mute.address() as { port: number }
    const result = await smtpSender(at(port, { waits: { greeting: 200 } }))(mail)
    expect(result).toMatchObject({ at: 'server', code: 'timeout' })
    await new Promise((done) => mute.close(done))
  })

  it('is given up as a whole by a server that says a little now and then', async () => {
    const slow = createServer((socket) => {
      const timer = setInterval(() => socket.write('220-vent litt\r\n'), 50)
      socket.on('close', () => clearInterval(timer)).on('error', () => undefined)
    })
    await new Promise<void>((ready) => slow.listen(0, '127.0.0.1', ready))
    const { port } = slow.address() as { port: number }
    const result = await smtpSender(at(port, { waits: { all: 300, greeting: 10_000 } }))(mail)
    expect(result).toMatchObject({ at: 'server', code: 'timeout' })
    await new Promise((done) => slow.close(done))
  })

  it('is kept where there is no server', async () => {
    const gone = await startMailServer()
    await gone.stop()
    expect(await smtpSender(at(gone.port))(mail)).toMatchObject({ at: 'server', code: 'no_connection' })
  })
})

describe('a server that must be trusted', () => {
  const certificate = { key: localhostKey, cert: localhostCertificate }
  it('gets nothing where STARTTLS is demanded and missing', async () => {
    const before = server.caught.length
    expect(await smtpSender(at(server.port, { tls: 'demanded' }))(mail)).toMatchObject({
      at: 'server',
      code: 'starttls',
    })
    expect(server.caught).toHaveLength(before)
  })

  it('gets nothing, and no password, by a certificate that nobody vouches for; all of it by one that somebody does', async () => {
    const open = await startMailServer({ ...certificate, disabledCommands: [] })
    const secure = await startMailServer({ ...certificate, secure: true })
    const login = { user: 'svar@imdi.no', pass: 'riktig' }
    const ca = localhostCertificate
    for (const [one, tls] of [
      [open, 'demanded'],
      [secure, 'from_the_start'],
    ] as const) {
      const given = at(one.port, { tls, login, host: 'localhost' })
      expect(await smtpSender(given)(mail)).toMatchObject({ at: 'server' })
      expect([one.caught, one.logins]).toEqual([[], []])
      expect(await smtpSender({ ...given, ca })(mail)).toBe('taken')
      expect(one.logins).toEqual([login])
      const wrong = { ...login, pass: 'feil' }
      expect(await smtpSender({ ...given, ca, login: wrong })(mail)).toMatchObject({ at: 'server', code: 'login' })
      expect(one.caught).toHaveLength(1)
      await one.stop()
    }
  })

  it('gets nothing where a login is set and none is offered', async () => {
    const none = await startMailServer({ disabledCommands: ['AUTH', 'STARTTLS'] })
    const login = { user: 'svar@imdi.no', pass: 'riktig' }
    expect(await smtpSender(at(none.port, { login }))(mail)).toMatchObject({ at: 'server', code: 'login' })
    expect(none.caught).toEqual([])
    await none.stop()
  })
})
