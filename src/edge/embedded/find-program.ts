import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Besides the path: where Debian puts servers, and Homebrew everything. */
const otherFolders = ['/usr/sbin', '/usr/local/bin', '/opt/homebrew/bin']

/** The full path of a program on this machine; undefined when it is not installed. */
export function findProgram(name: string, path = process.env.PATH ?? ''): string | undefined {
  const places = [...path.split(delimiter), ...otherFolders].map((folder) => join(folder, name))
  return places.find(isExecutable)
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
