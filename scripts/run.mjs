// node scripts/run.mjs <script> [arguments]: the npm scripts' way in. Runs on Node 20.
import { handOver } from './bootstrap.mjs'

const [script, ...args] = process.argv.slice(2)
if (!script) {
  console.error('usage: node scripts/run.mjs <script> [arguments]')
  process.exit(64)
}
await handOver(script, args)
