import { connect } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

const betweenTriesMs = 20

/** True when somebody listens on the Unix socket. */
export function accepts(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path)
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}

/** Waits until somebody listens; false when nobody does within the time. */
export async function waitUntilAccepting(path: string, withinMs: number): Promise<boolean> {
  const deadline = Date.now() + withinMs
  while (!(await accepts(path))) {
    if (Date.now() > deadline) return false
    await wait(betweenTriesMs)
  }
  return true
}
