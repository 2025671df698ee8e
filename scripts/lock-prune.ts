// npm run lock:prune, after npm install: takes names of optional packages off the lockfile that the registry in use did not
// have when it was made (binaries for other platforms). With them, and without their integrity, npm ci refuses to begin.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { absentOptional, type Lock } from './platform/absent-optional.ts'

const file = join(import.meta.dirname, '..', 'package-lock.json')
const lock = JSON.parse(readFileSync(file, 'utf8')) as Lock
for (const [path, name] of absentOptional(lock)) {
  const named = lock.packages[path]?.optionalDependencies
  if (named) delete named[name]
  console.log(`${name} is not in the lockfile: no longer named by ${path}`)
}
writeFileSync(file, `${JSON.stringify(lock, undefined, 2)}\n`)
