import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { loadEnvFile } from 'node:process'

/** Loads `.env` of `folder` into `process.env` if there is one. What the environment holds already stays as it is. */
export function loadDotEnv(folder: string): void {
  const file = join(folder, '.env')
  if (existsSync(file)) loadEnvFile(file)
}
