/** A way to a server that can be cut and mended, as a network or a server that is away for long. */

import type { AddressInfo } from 'node:net'
import { createConnection, createServer, type Socket } from 'node:net'
import { joinSockets } from './joined-sockets.ts'

/** `asked`: how often something was sent to the server so far. */
export type Cuttable = { port: number; asked(): number; cut(): void; mend(): void; stop(): Promise<void> }

/** Listens on a free loopback port and passes everything on to a Unix socket, unless it is cut. */
export const cuttable = async (socketPath: string): Promise<Cuttable> => {
  let whole = true
  const open = new Set<Socket>()
  let asked = 0
  const server = createServer((near) => {
    if (!whole) return near.destroy()
    const far = createConnection(socketPath)
    joinSockets(near, far, open)
    near.on('data', () => void asked++)
    near.pipe(far).pipe(near)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const cut = () => {
    whole = false
    for (const socket of open) socket.destroy()
  }
  return {
    port: (server.address() as AddressInfo).port,
    asked: () => asked,
    cut,
    mend: () => {
      whole = true
    },
    stop: () =>
      new Promise((resolve) => {
        cut()
        server.close(() => resolve())
      }),
  }
}
