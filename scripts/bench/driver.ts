/** The driver's process: the people and the connector, so that neither costs the bot anything. Told by its parent. */
import { startConnector } from './connector.ts'
import type { Heard, Told } from './messages.ts'
import { crowd } from './people.ts'
import type { WalkTurn } from './walks.ts'

const people = crowd()
const connector = await startConnector(people.take)
let walks: Record<string, WalkTurn[]> = {}

const tell = (heard: Heard): void => void process.send?.(heard)

process.on('message', async (told: Told) => {
  if (told.type === 'walks') walks = told.walks
  else if (told.type === 'end') process.exit(0)
  else {
    try {
      tell(await people.run(told, walks, connector.serviceUrl))
    } catch (error) {
      tell({ type: 'failed', reason: error instanceof Error ? error.message : String(error) })
    }
  }
})
process.on('disconnect', () => process.exit(0))
tell({ type: 'ready', serviceUrl: connector.serviceUrl })
