/** A Playground of their own for another person, at the same bot: a colleague's Teams client beside the demo's. */

import { mkdirSync } from 'node:fs'
import type { Seated } from '../../../scripts/demo/people.ts'
import { startPlayground } from '../../../scripts/demo/playground.ts'
import { letGo } from '../../../src/edge/embedded/redis-child.ts'
import { freePorts } from '../free-ports.ts'
import { answers, type DemoProcess } from './demo-process.ts'

/** Starts it; `folder` holds its settings and log. `stop` ends it. */
export const secondPlayground = async (demo: DemoProcess, who: Seated, folder: string) => {
  mkdirSync(folder, { recursive: true })
  const [port = 0] = await freePorts(1)
  const child = startPlayground({ dataDir: folder, botUrl: demo.botUrl(), port, who })
  const url = `http://localhost:${port}`
  await answers(url)
  return { url, stop: () => letGo(child) }
}
