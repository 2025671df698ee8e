import { rmSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'

/** `folder`: holds the database. `socket`: the path of the Unix socket to serve it on. */
export type PglitePlace = { folder: string; socket: string }
export type FromPglite = 'serving' | 'a_statement_failed'

/** One that ended by itself is started again after this long; on a disk that is still full it ends again. */
const restartAfterMs = 1_000
/** A database that is made for the first time takes three seconds, on a machine with much else to do half a minute. */
const startWithinMs = 120_000
/** Recovery takes a second or two; where the disk is full it may also block its thread. */
const recoverWithinMs = 30_000
const stopWithinMs = 10_000

/**
 * Serves the database in `folder` on `socket` from a thread of its own until `close`, and again when the thread ended by
 * itself: PGlite has no way on after a failed write to its log, but a new one recovers all that was confirmed. `log` hears
 * of that. Throws when it does not come up the first time.
 */
export async function startPgliteThread(
  place: PglitePlace,
  log: (event: string) => void,
): Promise<{ close: () => Promise<void> }> {
  let isClosing = false
  let running = launch(place, log)
  const again = async (): Promise<void> => {
    if (isClosing) return
    log('embedded database ended by itself and is started again')
    await wait(restartAfterMs, undefined, { ref: false })
    if (isClosing) return
    running = launch(place, log)
    void running.ended.then(again)
    if ((await inTime(running, recoverWithinMs)) === 'late') await running.thread.terminate()
  }
  if ((await inTime(running, startWithinMs)) !== 'serving') {
    isClosing = true
    await running.thread.terminate()
    throw new Error(`the embedded database did not start${running.fault()}`)
  }
  void running.ended.then(again)
  return {
    close: async () => {
      isClosing = true
      running.thread.postMessage('close')
      await Promise.race([running.ended, wait(stopWithinMs, undefined, { ref: false })])
      await running.thread.terminate()
    },
  }
}

/** `serving` resolves when it takes connections, `ended` when the thread is gone. */
type Running = { thread: Worker; serving: Promise<void>; ended: Promise<void>; fault: () => string }

function launch({ folder, socket }: PglitePlace, log: (event: string) => void): Running {
  // Only the folder's owner gets here, so a socket that is still there is one nobody listens on.
  rmSync(socket, { force: true })
  const thread = new Worker(new URL('./pglite-worker.ts', import.meta.url), { workerData: { folder, socket } })
  let fault = ''
  // The exit follows; without a listener it would end the process.
  thread.on('error', (error) => {
    fault = error instanceof Error ? `: ${error.message}` : ''
  })
  const ended = new Promise<void>((resolve) => thread.once('exit', () => resolve()))
  const serving = new Promise<void>((resolve) => {
    thread.on('message', (message: FromPglite) => {
      if (message === 'serving') resolve()
      else log('embedded database: a statement failed')
    })
  })
  return { thread, serving, ended, fault: () => fault }
}

function inTime({ serving, ended }: Running, ms: number): Promise<'serving' | 'ended' | 'late'> {
  return Promise.race([
    serving.then(() => 'serving' as const),
    ended.then(() => 'ended' as const),
    wait(ms, 'late' as const, { ref: false }),
  ])
}
