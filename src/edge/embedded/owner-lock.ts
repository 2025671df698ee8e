import { linkSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { isAlive, ownMark, processMark } from './process-mark.ts'

/** Who has the embedded stores of a folder, and where their sockets are. */
const claim = z.object({ owner: processMark, sockets: z.string(), isReleased: z.boolean() })
type Claim = z.infer<typeof claim>

export type Ownership =
  | { type: 'taken'; sockets: string; release: () => void }
  | { type: 'owned'; pid: number; sockets: string }

/**
 * Claims `folder` for this process, or tells whose it is. A claim whose process is gone does not count.
 *
 * Each claim is a new file `owner.<n>.json`, made whole and at once by a link, which only one process can do for one `n`.
 * The highest one counts. Numbers only rise, so that nobody can remove a claim that is not the one they looked at.
 * `socketsFor` gets the socket folder of the last claim, if any, and says which to use now.
 */
export function claimFolder(folder: string, socketsFor: (before: string | undefined) => string): Ownership {
  for (;;) {
    const number = newest(folder)
    const before = number === 0 ? undefined : readClaim(folder, number)
    if (before && !before.isReleased && isAlive(before.owner)) {
      return { type: 'owned', pid: before.owner.pid, sockets: before.sockets }
    }
    const mine: Claim = { owner: ownMark(), sockets: socketsFor(before?.sockets), isReleased: false }
    if (!publish(folder, number + 1, mine)) continue
    removeOlder(folder, number + 1)
    return {
      type: 'taken',
      sockets: mine.sockets,
      release: () => replace(folder, number + 1, { ...mine, isReleased: true }),
    }
  }
}

const fileOf = (folder: string, number: number) => join(folder, `owner.${number}.json`)

function numbers(folder: string): number[] {
  return readdirSync(folder).flatMap((name) => /^owner\.(\d+)\.json$/.exec(name)?.slice(1).map(Number) ?? [])
}

function newest(folder: string): number {
  return Math.max(0, ...numbers(folder))
}

/** undefined when there is none, or when it cannot be read: nobody can be shown to hold it. */
function readClaim(folder: string, number: number): Claim | undefined {
  try {
    return claim.parse(JSON.parse(readFileSync(fileOf(folder, number), 'utf8')))
  } catch {
    return undefined
  }
}

/** False when somebody else was first. */
function publish(folder: string, number: number, mine: Claim): boolean {
  const draft = draftOf(folder, mine)
  try {
    linkSync(draft, fileOf(folder, number))
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  } finally {
    rmSync(draft, { force: true })
  }
}

function replace(folder: string, number: number, mine: Claim): void {
  renameSync(draftOf(folder, mine), fileOf(folder, number))
}

function draftOf(folder: string, mine: Claim): string {
  const draft = join(folder, `owner.${process.pid}.draft`)
  writeFileSync(draft, JSON.stringify(mine), { mode: 0o600 })
  return draft
}

function removeOlder(folder: string, number: number): void {
  for (const old of numbers(folder)) if (old < number) rmSync(fileOf(folder, old), { force: true })
}
