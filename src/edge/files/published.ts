/**
 * `published.json` beside the waves: the hash of every questionnaire version that is published. From then on it cannot change, as sessions may
 * have begun on it.
 */

import { globSync, readFileSync } from 'node:fs'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { z } from 'zod'
import { loadWave } from '../../questionnaire/wave.ts'
import { versionHash } from './wave-folder.ts'

/** By `dialogs/<wave>/<part>.v1.yaml`, the folder's own name first: SHA-256 in hex. */
export type Hashes = Readonly<Record<string, string>>

/** Version files of all waves of the folder but the drafts, which still change, as they are now. Throws where a file cannot be read. */
export const hashVersions = (dialogs: string): Hashes => {
  const isDraft = (file: string) => {
    const wave = join(dialogs, dirname(file), 'wave.yaml')
    const read = loadWave(wave, readFileSync(wave, 'utf8'))
    return 'wave' in read && read.wave.draft === true
  }
  const files = globSync('*/*.v*.yaml', { cwd: dialogs })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => !isDraft(file))
  const name = basename(resolve(dialogs))
  return Object.fromEntries(
    files.toSorted().map((file) => [`${name}/${file}`, versionHash(readFileSync(join(dialogs, file), 'utf8'))]),
  )
}

const listed = (dialogs: string): string => join(dialogs, 'published.json')
const hashes = z.record(z.string(), z.string().regex(/^[\da-f]{64}$/u))

/** What has been noted; nothing where the file is not there. Null: it is there and is no such list. */
export const readPublished = async (dialogs: string): Promise<Hashes | null> => {
  const text = await readFile(listed(dialogs), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '{}'
    throw error
  })
  try {
    return hashes.parse(JSON.parse(text))
  } catch {
    return null
  }
}

/** `changed`: published, and another text now; `gone`: published, and no file or a draft now; `added`: not noted yet. */
export const comparePublished = (noted: Hashes, found: Hashes): Record<'changed' | 'gone' | 'added', string[]> => ({
  changed: Object.keys(noted).filter((file) => found[file] !== undefined && found[file] !== noted[file]),
  gone: Object.keys(noted).filter((file) => found[file] === undefined),
  added: Object.keys(found).filter((file) => noted[file] === undefined),
})

/** Writes the whole list, or leaves the one that is there. */
export const writePublished = async (dialogs: string, list: Hashes): Promise<void> => {
  const draft = `${listed(dialogs)}.new`
  await writeFile(draft, `${JSON.stringify(list, undefined, 2)}\n`)
  await rename(draft, listed(dialogs))
}
