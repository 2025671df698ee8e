import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'

/**
 * A watcher beside the program holds the other end of our pipe: when this process is gone, however it went, the pipe ends
 * and the watcher sends the program the signal. `exec` puts the program in the shell's place, so that `$$` is its number.
 */
const script = `signal=$1; shift
( while read -r line; do :; done; kill -s "$signal" $$ 2>/dev/null ) <&3 >/dev/null 2>&1 &
exec "$@" 3<&-`

export type Guarded = {
  program: string
  args: readonly string[]
  /** What asks this program to end in order, without `SIG`. */
  signal: 'TERM' | 'INT' | 'KILL'
  options: Pick<SpawnOptions, 'cwd' | 'uid' | 'gid' | 'env'>
  /** Where its output goes: a file descriptor or nowhere. */
  output: number | 'ignore'
}

/**
 * Starts a program that ends with this process, also when this one is killed. It has a process group of its own, so that
 * Ctrl+C in a terminal does not reach it before we are done with it.
 */
export function spawnGuarded({ program, args, signal, options, output }: Guarded): ChildProcess {
  const child = spawn('/bin/sh', ['-c', script, 'sh', signal, program, ...args], {
    ...options,
    detached: true,
    stdio: ['ignore', output, output, 'pipe'],
  })
  child.once('exit', () => letGo(child))
  return child
}

/** Asks the program to end, as its guard would. */
export function letGo(child: ChildProcess): void {
  child.stdio[3]?.destroy()
}
