import { chmodSync, existsSync, fsyncSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { join } from 'node:path'
import type { PGlite } from '@electric-sql/pglite'

/** Room for the pools of the service, its workers and several commands. */
const mostConnections = 100
/** A client that hangs in a transaction keeps everybody else waiting; 30 s is far more than any of ours needs. */
const idleInTransactionMs = 30_000

type Connection = { socket: Socket; isOpen: boolean; work: Promise<void>; idle?: NodeJS.Timeout }
type Shared = { database: PGlite; turns: Turns<Connection>; events: ServerEvents }

type ServerEvents = {
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

/**
 * Opens the database in `folder`/pg, and makes it first if there is none. What it confirms is on the disk.
 * Throws when the development packages are not installed, or the files are not a database.
 */
export async function openDurablePglite(folder: string): Promise<PGlite> {
  const data = join(folder, 'pg')
  if (!existsSync(data)) await createDatabase(folder, data)
  return openFolder(data)
}

/** Made beside its place and moved there when whole, so that a kill in the middle leaves nothing half made. */
async function createDatabase(folder: string, data: string): Promise<void> {
  const unfinished = join(folder, 'pg.unfinished')
  rmSync(unfinished, { recursive: true, force: true })
  mkdirSync(unfinished, { recursive: true, mode: 0o700 })
  const database = await openFolder(unfinished)
  await database.close()
  renameSync(unfinished, data)
}

async function openFolder(folder: string): Promise<PGlite> {
  const { PGlite } = await import('@electric-sql/pglite')
  // PGlite starts with -F (no fsync). fdatasync, PostgreSQL's default for the log, does nothing in it; fsync can be given.
  const durable = ['-c', 'wal_sync_method=fsync']
  const startParams = PGlite.defaultStartParams.filter((parameter) => parameter !== '-F').concat(durable)
  return PGlite.create({ fs: await syncingFiles(folder), startParams })
}

/** The parts of Emscripten that a file system is mounted with. */
type Mounted = { FS: { filesystems: { NODEFS: { stream_ops: { fsync?: (stream: { nfd?: number }) => number } } } } }

/** PGlite's files on disk, and an fsync that reaches the disk, which the runtime under PGlite does not have. */
async function syncingFiles(folder: string) {
  const { NodeFS } = await import('@electric-sql/pglite/nodefs')
  class SyncingFiles extends NodeFS {
    override async init(...[database, given]: Parameters<InstanceType<typeof NodeFS>['init']>) {
      const { emscriptenOpts } = await super.init(database, given)
      const addFsync = (module: unknown) => {
        // Emscripten's own shape, which PGlite does not type.
        const { stream_ops: operations } = (module as Mounted).FS.filesystems.NODEFS
        operations.fsync = ({ nfd }) => {
          if (nfd !== undefined) fsyncSync(nfd)
          return 0
        }
      }
      const preRun = [emscriptenOpts.preRun ?? []].flat()
      return { emscriptenOpts: { ...emscriptenOpts, preRun: [...preRun, addFsync] } }
    }
  }
  return new SyncingFiles(folder)
}

/** What a PostgreSQL client sends, cut into pieces that can be run without anybody else in between. */
type Piece =
  /** Refuse encryption with one byte; the real start follows. */
  | { type: 'encryption' }
  | { type: 'cancel' }
  | { type: 'startup'; bytes: Uint8Array }
  /** Whole messages up to one that makes the server answer and say that it is ready. */
  | { type: 'unit'; bytes: Uint8Array }
  | { type: 'terminate' }
  /** Not this protocol, or a request that is too long. */
  | { type: 'garbage' }

/** Codes of the packets without a type byte, from "Message Formats" of PostgreSQL's manual. */
const startup = 196608
const encryption = [80877103, 80877104]
const cancel = 80877102

/** Simple query, sync and function call end a unit; parse, bind, describe, execute, close and flush belong to what follows. */
const ending = new Set(['Q', 'S', 'F'].map(code))
const leading = new Set(['P', 'B', 'D', 'E', 'C', 'H'].map(code))
const terminating = code('X')

/** Far above any statement here; a length beyond it is rubbish that would be waited for in vain. */
const longestUnitBytes = 64 * 1024 * 1024
const longestStartupBytes = 10_000

function code(letter: string): number {
  return letter.charCodeAt(0)
}

/** A cutter for one connection: takes bytes as they come, gives the pieces that are whole. */
export function pieceCutter(): (bytes: Uint8Array) => Piece[] {
  let rest = Buffer.alloc(0)
  let isStarted = false
  return (bytes) => {
    rest = Buffer.concat([rest, bytes])
    const pieces: Piece[] = []
    for (;;) {
      const cut = isStarted ? cutUnit(rest) : cutStart(rest)
      if (!cut) return pieces
      pieces.push(cut.piece)
      if (cut.piece.type === 'garbage') return pieces
      if (cut.piece.type === 'startup') isStarted = true
      rest = rest.subarray(cut.length)
    }
  }
}

type Cut = { piece: Piece; length: number } | undefined

const garbage: Cut = { piece: { type: 'garbage' }, length: 0 }

function cutStart(rest: Buffer): Cut {
  if (rest.length < 8) return undefined
  const length = rest.readInt32BE(0)
  const kind = rest.readInt32BE(4)
  if (length < 8 || length > longestStartupBytes) return garbage
  if (encryption.includes(kind)) return { piece: { type: 'encryption' }, length: 8 }
  if (kind === cancel) return { piece: { type: 'cancel' }, length }
  if (kind !== startup) return garbage
  return rest.length < length ? undefined : { piece: { type: 'startup', bytes: rest.subarray(0, length) }, length }
}

function cutUnit(rest: Buffer): Cut {
  let end = 0
  while (rest.length >= end + 5) {
    const type = rest[end] ?? 0
    const length = rest.readInt32BE(end + 1)
    if (type === terminating) return { piece: { type: 'terminate' }, length: end + 5 }
    if (!(ending.has(type) || leading.has(type)) || length < 4 || end + length > longestUnitBytes) return garbage
    end += 1 + length
    if (rest.length < end) return undefined
    if (ending.has(type)) return { piece: { type: 'unit', bytes: rest.subarray(0, end) }, length: end }
  }
  return undefined
}

/** Hands one thing to many users in turn. Who has it keeps it over several uses, until `release` or `leave`. */
type Turns<User> = {
  /** Runs `use` as soon as it is the user's turn, in the order of asking; the turn stays with the user afterwards. */
  take(user: User, use: () => Promise<void>): Promise<void>
  release(user: User): void
  /** Forgets what the user waits for, and releases. */
  leave(user: User): void
  isHeldBy(user: User): boolean
}

type Waiting<User> = { user: User; start: () => void; giveUp: () => void }

function turns<User>(): Turns<User> {
  let holder: User | undefined
  let waiting: Waiting<User>[] = []

  const isHeldBy = (user: User) => holder === user
  const release = (user: User) => {
    if (!isHeldBy(user)) return
    holder = undefined
    const next = waiting.shift()
    if (!next) return
    holder = next.user
    next.start()
  }
  return {
    isHeldBy,
    release,
    async take(user, use) {
      if (holder === undefined) holder = user
      else if (!isHeldBy(user)) {
        const mayStart = await new Promise<boolean>((resolve) => {
          waiting.push({ user, start: () => resolve(true), giveUp: () => resolve(false) })
        })
        if (!mayStart) return
      }
      await use()
    },
    leave(user) {
      const given = waiting.filter((one) => one.user === user)
      waiting = waiting.filter((one) => one.user !== user)
      for (const one of given) one.giveUp()
      release(user)
    },
  }
}
