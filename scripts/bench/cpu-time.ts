/** Processor time of a process. */
import { readFileSync } from 'node:fs'

/** Linux counts in hundredths of a second, on every machine one meets. */
const TICK_MS = 10

/** User and system time so far, ms, all threads; null where there is no /proc. */
export const cpuTime = (pid: number): number | null => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The second field is a name in brackets and may hold anything.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return (Number(fields[11]) + Number(fields[12])) * TICK_MS
  } catch {
    return null
  }
}
