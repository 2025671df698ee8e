import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'

/** Tells a process from a later one with the same number. */
export const processMark = z.object({
  pid: z.int().min(1),
  /** When the process began, in the system's own words; empty where the system does not tell. */
  began: z.string(),
})
export type ProcessMark = z.infer<typeof processMark>

export function ownMark(): ProcessMark {
  return { pid: process.pid, began: beginningOf(process.pid) }
}

/** False when the process is gone, also when its number has been given to another one. */
export function isAlive(mark: ProcessMark): boolean {
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
