import { createWriteStream, rmSync, type WriteStream } from 'node:fs'

/**
 * A new file that only its owner can read, in place of what is there: a file that is written over keeps its rights, and a
 * link leads elsewhere. Throws, and the stream fails, with what the file system says.
 */
export function newPrivateStream(path: string): WriteStream {
  rmSync(path, { force: true })
  return createWriteStream(path, { flags: 'wx', mode: 0o600 })
}
