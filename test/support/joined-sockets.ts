/** The two ends of a way between a client and a server. */
import type { Socket } from 'node:net'

/** When one end fails or closes, so does the other; `open` holds both as long as they are open. */
export const joinSockets = (near: Socket, far: Socket, open: Set<Socket>): void => {
  for (const [one, other] of [
    [near, far],
    [far, near],
  ] as const) {
    open.add(one)
    one.on('error', () => other.destroy())
    one.on('close', () => {
      open.delete(one)
      other.destroy()
    })
  }
}
