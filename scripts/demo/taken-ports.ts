/** Ports that somebody else listens on: asked before the demo starts anything, as a page of another demo would puzzle. */
import { once } from 'node:events'
import { createServer } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

/** A demo that was just ended needs a moment to let go. */
const LETS_GO_WITHIN_MS = 3_000
const LOOK_AGAIN_MS = 200

/** `host` absent: every address of the machine. */
export type Wanted = { name: string; host?: string; port: number }

/** Those that cannot be had within `patienceMs`, in the order given. Port 0 can always be had. */
export const takenPorts = async (
  wanted: readonly Wanted[],
  patienceMs: number = LETS_GO_WITHIN_MS,
): Promise<Wanted[]> => {
  for (const end = Date.now() + patienceMs; ; await wait(LOOK_AGAIN_MS)) {
    const free = await Promise.all(wanted.map(isFree))
    const taken = wanted.filter((_, index) => !free[index])
    if (taken.length === 0 || Date.now() >= end) return taken
  }
}

const isFree = async ({ host, port }: Wanted): Promise<boolean> => {
  const server = createServer()
  try {
    server.listen(host === undefined ? { port } : { host, port })
    await once(server, 'listening')
    server.close()
    await once(server, 'close')
    return true
  } catch {
    return false
  }
}
