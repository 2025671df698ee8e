/** What takes seconds to make and is the same for every test: made by the first that needs it, and copied by the others. */
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'

const cache = join(import.meta.dirname, '../../node_modules/.cache/kommunedialog')

/**
 * The folder `name` of the cache; where it is not there, `make` makes it in the empty folder it is given, and returns its
 * path in it. Whoever comes at the same moment makes one too, and the first stands.
 */
export const keptInCache = async (name: string, make: (own: string) => string | Promise<string>): Promise<string> => {
  const kept = join(cache, name)
  if (existsSync(kept)) return kept
  mkdirSync(cache, { recursive: true })
  const own = mkdtempSync(join(cache, 'making-'))
  const made = await make(own)
  try {
    renameSync(made, kept)
  } catch {
    // Another worker was first.
  }
  rmSync(own, { recursive: true, force: true })
  return kept
}
