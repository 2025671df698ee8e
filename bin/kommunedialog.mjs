#!/usr/bin/env node
// The command line's way in. Runs on Node 20 and hands over to src/cli/main.ts on the Node that npm brought.
import { handOver } from '../scripts/bootstrap.mjs'

await handOver('src/cli/main.ts', process.argv.slice(2))
