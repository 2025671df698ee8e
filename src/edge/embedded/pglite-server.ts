import { chmodSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import type { PGlite } from '@electric-sql/pglite'
import { type Piece, pieceCutter } from './frontend-messages.ts'
import { type Turns, turns } from './turns.ts'

/** Room for the pools of the service, its workers and several commands. */
const mostConnections = 100
/** A client that hangs in a transaction keeps everybody else waiting; 30 s is far more than any of ours needs. */
const idleInTransactionMs = 30_000

type Connection = { socket: Socket; isOpen: boolean; work: Promise<void>; idle?: NodeJS.Timeout }
type Shared = { database: PGlite; turns: Turns<Connection>; events: ServerEvents }

export type ServerEvents = {
  /** A failure of PGlite itself; a client's own mistakes are answered to the client. */
  onFault: (error: unknown) => void
  /**
   * PostgreSQL gave up, as when its log cannot be written. Called before the client hears anything: what it asked for is
   * not confirmed. PGlite must not be given anything more.
   */
  onPanic: () => void
}

/** The severity in an error's fields, untranslated; between NULs it cannot be a client's own text. */
const PANIC = Buffer.from('\0VPANIC\0')

/**
 * Serves one PGlite to many clients of PostgreSQL's protocol on the Unix socket `path`.
 *
 * PGlite is a single session, so clients take turns: a turn is one simple query or everything up to a sync, and inside a
 * transaction it lasts to the transaction's end. (`@electric-sql/pglite-socket` takes turns by message: after an error the
 * statements of two clients mix, and answers go to the wrong one or never come.) What belongs to a session and not to a
 * transaction is shared by all: named prepared statements, temporary tables, `SET` without `LOCAL`. COPY is not served.
 * Nobody is asked for a password: only the socket's owner may connect, whatever the umask and the folder's rights.
 */
export async function servePglite(
  database: PGlite,
  path: string,
  events: ServerEvents,
): Promise<{ close: () => Promise<void> }> {
  const shared: Shared = { database, turns: turns(), events }
  const connections = new Set<Connection>()
  const server = createServer((socket) => {
    const connection: Connection = { socket, isOpen: true, work: Promise.resolve() }
    connections.add(connection)
    socket.on('close', () => connections.delete(connection))
    serveConnection(connection, shared)
  })
  server.maxConnections = mostConnections
  await listen(server, path)
  return {
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      const work = [...connections].map((connection) => connection.work)
      for (const { socket } of connections) socket.destroy()
      await Promise.all([closed, ...work])
    },
  }
}

function listen(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(path, () => {
      chmodSync(path, 0o600)
      resolve()
    })
  })
}

function serveConnection(connection: Connection, shared: Shared): void {
  const { socket } = connection
  const cut = pieceCutter()
  const queue = (task: () => Promise<void>) => {
    connection.work = connection.work.then(task).catch((error: unknown) => {
      shared.events.onFault(error)
      socket.destroy()
    })
  }
  socket.on('data', (bytes) => {
    for (const piece of cut(bytes)) queue(() => handlePiece(piece, connection, shared))
  })
  // A connection that breaks is closed right after, and that is handled.
  socket.on('error', () => undefined)
  socket.on('close', () => {
    connection.isOpen = false
    clearTimeout(connection.idle)
    if (!shared.turns.isHeldBy(connection)) shared.turns.leave(connection)
    queue(() => endTurn(connection, shared))
  })
}

async function handlePiece(piece: Piece, connection: Connection, shared: Shared): Promise<void> {
  const { socket } = connection
  if (!connection.isOpen) return
  switch (piece.type) {
    case 'encryption':
      socket.write('N')
      return
    case 'startup':
    case 'unit':
      clearTimeout(connection.idle)
      return shared.turns.take(connection, () => run(piece.bytes, connection, shared))
    case 'cancel':
    case 'terminate':
      socket.end()
      return
    case 'garbage':
      socket.destroy()
  }
}

async function run(bytes: Uint8Array, connection: Connection, { database, turns, events }: Shared): Promise<void> {
  const { socket } = connection
  if (connection.isOpen) {
    const answer = (data: Uint8Array) => {
      // The bytes are PGlite's own memory, which the next message overwrites.
      const copy = Buffer.from(data)
      if (copy.includes(PANIC)) events.onPanic()
      else socket.write(copy)
    }
    await database.execProtocolRawStream(bytes, { onRawData: answer })
  }
  if (!database.isInTransaction()) return turns.release(connection)
  connection.idle = setTimeout(() => socket.destroy(), idleInTransactionMs)
}

/** What a client that went away had begun is undone. */
async function endTurn(connection: Connection, { database, turns }: Shared): Promise<void> {
  clearTimeout(connection.idle)
  if (turns.isHeldBy(connection) && database.isInTransaction()) {
    await database.execProtocolRawStream(rollback, { onRawData: () => undefined })
  }
  turns.leave(connection)
}

const rollback = new Uint8Array(Buffer.from('Q\0\0\0\x0dROLLBACK\0', 'latin1'))
