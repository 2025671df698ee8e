/** Files of a wave's folder as they are found: whatever lies under the name is a text, a fault, or nothing. */

import { constants } from 'node:fs'
import { type FileHandle, lstat, open, readdir } from 'node:fs/promises'
import { type Fault, type SaidOfFault, said } from '../../questionnaire/fault.ts'
import { savedText } from '../../questionnaire/yaml.ts'

/** The largest of those in use has 90 kB; of what is much larger somebody has mistaken the file. */
const MOST_BYTES = 1024 * 1024
/** Answers of a whole wave, a line each. */
export const MOST_ANSWERS_BYTES = 64 * MOST_BYTES

export type Found = { text: string; bytes: Uint8Array } | { faults: Fault[] } | null

/** A fault of the file as such. */
export const ofFile = (file: string, it: SaidOfFault): Fault => ({ file, line: 1, column: 1, ...it })

/**
 * The file's text, links followed; null: there is nothing of this name. A fault: a link to nothing or in a ring, a folder or
 * another thing that is no file, more than `most` bytes (which are not read), no leave to read it.
 */
export const textIn = async (file: string, most = MOST_BYTES): Promise<Found> => {
  const wrong = (it: SaidOfFault) => ({ faults: [ofFile(file, it)] })
  let handle: FileHandle | null = null
  try {
    const there = await lstat(file)
    // What is neither a file nor a link is not opened: a pipe that nobody writes to would be waited for.
    if (there.isDirectory()) return wrong(said('file_unreadable.folder'))
    if (!there.isFile() && !there.isSymbolicLink()) return wrong(said('file_unreadable.kind'))
    handle = await open(file, NOT_WAITING)
    const about = await handle.stat()
    if (about.isDirectory()) return wrong(said('file_unreadable.folder'))
    if (!about.isFile()) return wrong(said('file_unreadable.kind'))
    if (about.size > most) return wrong(said('file_too_large', { size: kB(about.size), most: kB(most) }))
    const bytes = await handle.readFile()
    return { text: savedText(bytes), bytes }
  } catch (error) {
    const code = codeOf(error)
    if (code === 'ELOOP') return wrong(said('file_missing.link'))
    if (code === 'ENOTDIR') return null
    if (code === 'ENOENT') return (await isLink(file)) ? wrong(said('file_missing.link')) : null
    return wrong(said('file_unreadable.refused', { why: code }))
  } finally {
    await handle?.close()
  }
}

/** The names in a folder; none where there is no folder, and a fault where it may not be read. */
export const namesIn = async (folder: string): Promise<{ names: string[]; faults: Fault[] }> => {
  try {
    return { names: (await readdir(folder)).sort(), faults: [] }
  } catch (error) {
    const code = codeOf(error)
    const isThere = code !== 'ENOENT' && code !== 'ENOTDIR'
    return { names: [], faults: isThere ? [ofFile(folder, said('file_unreadable.refused', { why: code }))] : [] }
  }
}

const NOT_WAITING = constants.O_RDONLY | constants.O_NONBLOCK

const kB = (bytes: number): number => Math.ceil(bytes / 1024)

const isLink = async (file: string): Promise<boolean> =>
  (await lstat(file).catch(() => null))?.isSymbolicLink() ?? false

/** Of a fault of the system; anything else is thrown on. */
const codeOf = (error: unknown): string => {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code
  throw error
}
