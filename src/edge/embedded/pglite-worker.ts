/** The thread with the embedded database: its statements keep nobody else waiting, and it can end without its process. */

import { parentPort, workerData } from 'node:worker_threads'
import { openDurablePglite, servePglite } from './pglite-server.ts'
import type { FromPglite, PglitePlace } from './pglite-thread.ts'

const { folder, socket }: PglitePlace = workerData
const tell = (message: FromPglite): void => parentPort?.postMessage(message)

const database = await openDurablePglite(folder)
const server = await servePglite(database, socket, {
  onFault: () => tell('a_statement_failed'),
  // After a panic any further statement blocks its thread for ever.
  onPanic: () => process.exit(1),
})
parentPort?.on('message', async () => {
  await server.close()
  await database.close()
  process.exit(0)
})
tell('serving')
