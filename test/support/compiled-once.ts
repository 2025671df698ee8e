/** Before the first test that starts the service: what a start compiles is kept, as one that is killed keeps nothing. */
import { spawnSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Starts the service once with settings that it refuses, where that has not been done. */
export const setup = (): void => {
  const { NODE_COMPILE_CACHE: kept = '', PATH } = process.env
  const done = join(kept, 'started')
  if (existsSync(done)) return
  const env = { PATH, NODE_COMPILE_CACHE: kept, SURVEY_WAVE: 'none' }
  spawnSync(process.execPath, ['src/main.ts'], { cwd: join(import.meta.dirname, '../..'), env, stdio: 'ignore' })
  writeFileSync(done, '')
}
