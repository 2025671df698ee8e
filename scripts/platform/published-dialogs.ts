import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { versionHash } from '../../src/edge/files/wave-folder.ts'

/** Version files of all waves under `root`, as paths from it, with the SHA-256 of each in hex. */
export function hashVersions(root: string): Record<string, string> {
  const files = globSync('dialogs/*/*.v*.yaml', { cwd: root }).map((file) => file.replaceAll('\\', '/'))
  return Object.fromEntries(files.toSorted().map((file) => [file, versionHash(readFileSync(join(root, file), 'utf8'))]))
}
