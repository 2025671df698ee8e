import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Version files of all waves under `root`, as paths from it, with the SHA-256 of each in hex. */
export function hashVersions(root: string): Record<string, string> {
  const files = globSync('dialogs/*/*.v*.yaml', { cwd: root }).map((file) => file.replaceAll('\\', '/'))
  return Object.fromEntries(files.toSorted().map((file) => [file, hash(readFileSync(join(root, file), 'utf8'))]))
}

/** Line ends do not count: Git changes them on Windows. */
function hash(text: string): string {
  return createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex')
}
