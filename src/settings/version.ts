import { readFileSync } from 'node:fs'

/** Of this installation, as package.json has it. */
export const version = String(JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')).version)
