/** A way to a neighbour that tells a watch of every write, and cuts at the one where the process is killed. */
import { type AddressInfo, createConnection, createServer, type NetConnectOpts, type Socket } from 'node:net'
import { joinSockets } from '../joined-sockets.ts'
import type { Piece, Protocol } from './protocols.ts'
import type { Watch } from './watch.ts'

export type WatchedWay = { port: number; stop(): Promise<void> }

type Given = { to: () => NetConnectOpts; protocol: Protocol; watch: Watch; at?: string }

/** Listens on a free loopback port, or on the Unix socket `at`. */
export const watchedWay = async ({ to, protocol, watch, at }: Given): Promise<WatchedWay> => {
  const open = new Set<Socket>()
  const server = createServer((near) => {
    const far = createConnection(to())
    joinSockets(near, far, open)
    connect(near, far, { protocol, watch })
  })
  await new Promise<void>((resolve) =>
    at === undefined ? server.listen(0, '127.0.0.1', resolve) : server.listen(at, resolve),
  )
  return {
    port: at === undefined ? (server.address() as AddressInfo).port : 0,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of open) socket.destroy()
      }),
  }
}

const connect = (near: Socket, far: Socket, { protocol, watch }: Pick<Given, 'protocol' | 'watch'>): void => {
  const cut = protocol.cutter()
  /** Of the write at which the process dies: what was answered since; null: not yet. */
  let answer: Buffer | null = null
  let isCut = false
  const pass = ({ bytes, name }: Piece): void => {
    if (isCut || answer !== null) return
    const side = name === null ? null : watch.passes(name)
    if (side === 'before') {
      isCut = true
      watch.spring()
      return
    }
    if (side === 'after') answer = Buffer.alloc(0)
    far.write(side === 'after' ? Buffer.concat([bytes, protocol.marker]) : bytes)
  }
  near.on('data', (bytes: Buffer) => cut(bytes).forEach(pass))
  far.on('data', (bytes: Buffer) => {
    if (isCut) return
    if (answer === null) return void near.write(bytes)
    answer = Buffer.concat([answer, bytes])
    if (!protocol.isAnswered(answer)) return
    isCut = true
    watch.spring()
  })
}
