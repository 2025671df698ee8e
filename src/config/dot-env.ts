import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { loadEnvFile } from 'node:process'
import type { SettingFault } from './rules.ts'

/**
 * Loads `.env` of `folder` into `process.env` if there is one. What the environment holds already stays as it is. A fault
 * when it is there and cannot be read: without it the service would run on other settings than it was given.
 */
export function loadDotEnv(folder: string): SettingFault | null {
  const file = join(folder, '.env')
  if (!existsSync(file)) return null
  try {
    loadEnvFile(file)
    return null
  } catch {
    return { name: '.env', reason: 'is there and cannot be read' }
  }
}
