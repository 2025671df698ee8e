import { execFileSync } from 'node:child_process'
import { existsSync, linkSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

/** Tells a process from a later one with the same number. */
const processMark = z.object({
  pid: z.int().min(1),
  /** When the process began, in the system's own words; empty where the system does not tell. */
  began: z.string(),
})
type ProcessMark = z.infer<typeof processMark>

function ownMark(): ProcessMark {
  return { pid: process.pid, began: beginningOf(process.pid) }
}

/** False when the process is gone, also when its number has been given to another one. */
function isAlive(mark: ProcessMark): boolean {
  try {
    process.kill(mark.pid, 0)
  } catch (error) {
    // EPERM: it is there and belongs to somebody else.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false
  }
  return beginningOf(mark.pid) === mark.began
}

function beginningOf(pid: number): string {
  if (existsSync('/proc/sys/kernel/random/boot_id')) return beginningOnLinux(pid)
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim()
  } catch {
    return ''
  }
}

/** Clock ticks since boot (field 22 of proc(5) stat; the name in field 2 may hold blanks), with the boot they count from. */
function beginningOnLinux(pid: number): string {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
    return `${boot} ${ticks}`
  } catch {
    return ''
  }
}

/** Who has the embedded stores of a folder, and where their sockets are. */
const claim = z.object({ owner: processMark, sockets: z.string(), isReleased: z.boolean() })
type Claim = z.infer<typeof claim>

type Ownership =
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
