/** Work that goes on without anybody asking for it, and whose failure nobody would see: counted, and told to the operator. */
import type { Log } from '../service.ts'

/** Failures in a row after which somebody must look. */
const ALARM_AT = 2
/** What has not failed again for so long was done elsewhere, as a job by another process; rounds come at least hourly. */
const REMEMBERED_MS = 3 * 3_600_000

export type Rounds = {
  /** Does one step and takes down how it went. Never rejects; false: it failed. */
  run(name: string, work: () => Promise<unknown>): Promise<boolean>
  /** Takes down one try of work done elsewhere; `item` tells its pieces apart. `fault` null: it went well. */
  note(name: string, fault: unknown, item?: string): void
  /** Failures in a row by step, 0 when the last try went well. */
  inARow(): Record<string, number>
  /** Steps that failed at least twice in a row, by name. */
  failing(): string[]
}

type Failure = { count: number; at: number }

/** A book of one process. Names and items are codes and ids; nothing of a person is in them. */
export const roundBook = ({ log, now }: { log: Log; now(): number }): Rounds => {
  const names = new Map<string, Map<string, Failure>>()

  const note = (name: string, fault: unknown, item = '') => {
    const items = names.get(name) ?? new Map<string, Failure>()
    names.set(name, items)
    if (fault === null) return void items.delete(item)
    const count = (items.get(item)?.count ?? 0) + 1
    items.set(item, { count, at: now() })
    const told = {
      round: name,
      inARow: count,
      fault: fault instanceof Error ? fault.name : 'unknown',
      ...codeOf(fault),
    }
    if (count === ALARM_AT) log.error(told, 'round.failing')
    else log.warn(told, 'round.failed')
  }

  const inARow = () => {
    const counts = [...names].map(([name, items]): [string, number] => {
      for (const [item, { at }] of items) if (now() - at > REMEMBERED_MS) items.delete(item)
      return [name, Math.max(0, ...[...items.values()].map(({ count }) => count))]
    })
    return Object.fromEntries(counts)
  }

  return {
    run: async (name, work) => {
      try {
        await work()
        note(name, null)
        return true
      } catch (fault) {
        note(name, fault ?? new Error('unknown'))
        return false
      }
    },
    note,
    inARow,
    failing: () =>
      Object.entries(inARow())
        .filter(([, count]) => count >= ALARM_AT)
        .map(([name]) => name)
        .sort(),
  }
}

/** SQLSTATE or the like; messages may hold what people wrote. */
const codeOf = (fault: unknown): { code?: string } =>
  fault instanceof Error && 'code' in fault && typeof fault.code === 'string' ? { code: fault.code } : {}

/** One step of a round. */
export type Step = { name: string; work: () => Promise<unknown> }

/** Does every step, whatever became of those before it; throws the first fault when all are done. */
export const allOf = async (steps: readonly Step[], rounds?: Rounds): Promise<void> => {
  const faults: unknown[] = []
  for (const { name, work } of steps) {
    const tried = async () => {
      try {
        await work()
      } catch (fault) {
        faults.push(fault)
        throw fault
      }
    }
    if (rounds === undefined) await tried().catch(() => undefined)
    else await rounds.run(name, tried)
  }
  if (faults.length > 0) throw faults[0]
}
