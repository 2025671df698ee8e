/** Embedded stores in a data folder, for a test that only wants them. */
import { type EmbeddedStores, openEmbeddedStores } from '../../../src/edge/embedded/open-embedded-stores.ts'
import { putEmptyDatabase } from '../start-pglite.ts'

const opened = async (dataDir: string, whenOwned: 'refuse' | 'join'): Promise<EmbeddedStores> => {
  const stores = await openEmbeddedStores({ dataDir, whenOwned, log: () => undefined })
  if (!stores.ok) throw new Error(stores.fault.reason)
  return stores.stores
}

/** The folder's own, with the tables there: commands and processes that come later join them. Throws where the folder has an owner. */
export const openOwned = async (dataDir: string): Promise<EmbeddedStores> => {
  await putEmptyDatabase(dataDir)
  return opened(dataDir, 'refuse')
}

/** Those of the process that owns the folder. */
export const openJoined = (dataDir: string): Promise<EmbeddedStores> => opened(dataDir, 'join')
