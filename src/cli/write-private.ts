import { type FileHandle, open } from 'node:fs/promises'

/**
 * Makes a file that only its owner can read, for names and codes. Null when it is there already or cannot be made: nothing
 * is written over.
 */
export async function openPrivateFile(path: string): Promise<FileHandle | null> {
  return open(path, 'wx', 0o600).catch(() => null)
}
