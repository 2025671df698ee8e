import { existsSync, fsyncSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { PGlite } from '@electric-sql/pglite'

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
