/** A mail server for the demo: on loopback, takes everything, sends nothing on, and keeps each mail as a file. */

import { writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { SMTPServer } from 'smtp-server'
import { makeFolder } from '../../src/edge/files/private-files.ts'

/** `folder`: made when the first mail comes; files open in any mail reader. */
export const startCaughtMail = async (folder: string): Promise<{ port: number; stop(): Promise<void> }> => {
  let count = 0
  const server = new SMTPServer({
    authOptional: true,
    disableReverseLookup: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData: (stream, { envelope }, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const to = (envelope.rcptTo[0]?.address ?? 'ingen').replace(/[^\w.@-]/g, '_')
        makeFolder(folder, 0o700)
        writeFileSync(join(folder, `${Date.now()}-${++count}-${to}.eml`), Buffer.concat(chunks), { mode: 0o600 })
        done()
      })
    },
  })
  server.on('error', () => undefined)
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return {
    port: (server.server.address() as AddressInfo).port,
    stop: () => new Promise((done) => server.close(() => done())),
  }
}
