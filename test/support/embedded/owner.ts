// A process of its own that owns the stores of a folder, for tests that kill it. Prints one line of JSON when it is ready.
import { openEmbeddedStores } from '../../../src/edge/embedded/open-embedded-stores.ts'

const [dataDir = ''] = process.argv.slice(2)
const opened = await openEmbeddedStores({ dataDir, whenOwned: 'refuse', log: () => undefined })
console.log(JSON.stringify(opened))
if (opened.ok) {
  process.on('SIGTERM', async () => {
    await opened.stores.close()
    process.exit(0)
  })
  // Ends with the test that started it, whatever becomes of that.
  process.stdin.resume().on('end', () => process.exit(0))
}
