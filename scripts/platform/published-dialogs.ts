import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { versionHash } from '../../src/edge/files/wave-folder.ts'
import { loadWave } from '../../src/questionnaire/wave.ts'

/** Version files of all waves under `root` but the drafts, which still change: paths from it, with the SHA-256 of each in hex. */
export function hashVersions(root: string): Record<string, string> {
  const isDraft = (file: string) => {
    const wave = join(root, dirname(file), 'wave.yaml')
    const read = loadWave(wave, readFileSync(wave, 'utf8'))
    return 'wave' in read && read.wave.draft === true
  }
  const files = globSync('dialogs/*/*.v*.yaml', { cwd: root })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => !isDraft(file))
  return Object.fromEntries(files.toSorted().map((file) => [file, versionHash(readFileSync(join(root, file), 'utf8'))]))
}
