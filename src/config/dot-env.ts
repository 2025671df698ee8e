import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { isUtf16, notUtf8At, savedText } from '../questionnaire/saved-text.ts'
import type { SettingFault } from './rules.ts'

const fault = (reason: string): SettingFault => ({ name: '.env', reason })

/**
 * Loads `.env` of `folder` into `process.env` if there is one. What the environment holds already stays as it is. A fault
 * when it is there and cannot be read as text: without it, or with half of it, the service would run on other settings
 * than it was given. Nothing is loaded then.
 */
export function loadDotEnv(folder: string): SettingFault | null {
  const file = join(folder, '.env')
  if (!existsSync(file)) return null
  const read = readDotEnv(file)
  if ('name' in read) return read
  for (const [name, value] of Object.entries(read.values)) process.env[name] ??= value
  return null
}

function readDotEnv(file: string): { values: Record<string, string | undefined> } | SettingFault {
  try {
    const bytes = readFileSync(file)
    if (isUtf16(bytes)) return fault('is UTF-16: save it as UTF-8')
    if (bytes.includes(0)) return fault('holds a NUL byte: save it as UTF-8 text')
    // Old programs end lines with a carriage return alone, which would make one line of the whole file.
    const values = parseEnv(savedText(bytes).replace(/\r\n?/g, '\n'))
    // A comment may hold what it likes.
    const isBroken = Object.entries(values).some((pair) => notUtf8At(pair.join('=')) >= 0)
    return isBroken ? fault('has settings that are not UTF-8: save it as UTF-8') : { values }
  } catch {
    return fault('is there and cannot be read')
  }
}
