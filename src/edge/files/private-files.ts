/** Folders, made without Node's own search for what is missing: below /proc it never ends. */

import { accessSync, constants, createWriteStream, existsSync, mkdirSync, rmSync, type WriteStream } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'

/**
 * Makes a folder and those above it that are missing. `mode` is theirs; what exists keeps its own.
 * @throws a fault of the file system, with its code, when one of them cannot be made or is a file
 */
export const makeFolder = (path: string, mode = 0o777): void => {
  const missing: string[] = []
  for (let at = resolve(path); !existsSync(at); at = dirname(at)) missing.push(at)
  for (const folder of missing.reverse()) mkdirNow(folder, mode)
  // Of what exists this says only whether it is a folder.
  mkdirSync(path, { recursive: true })
}

/**
 * The same, and sees that files can be made in it: before something is done that a file was to tell of.
 * @throws a fault of the file system, with its code
 */
export const makeWritableFolder = (path: string): void => {
  makeFolder(path)
  accessSync(path, constants.W_OK | constants.X_OK)
}

const mkdirNow = (folder: string, mode: number): void => {
  try {
    mkdirSync(folder, { mode })
  } catch (error) {
    const madeMeanwhile = error instanceof Error && 'code' in error && error.code === 'EEXIST'
    if (!madeMeanwhile) throw error
  }
}

/**
 * A new file that only its owner can read, in place of what is there: a file that is written over keeps its rights, and a
 * link leads elsewhere. Throws, and the stream fails, with what the file system says.
 */
export function newPrivateStream(path: string): WriteStream {
  rmSync(path, { force: true })
  return createWriteStream(path, { flags: 'wx', mode: 0o600 })
}

/**
 * Makes a file that only its owner can read, for names and codes. Null when it is there already or cannot be made: nothing
 * is written over.
 */
export async function openPrivateFile(path: string): Promise<FileHandle | null> {
  return open(path, 'wx', 0o600).catch(() => null)
}
