/** So many requests a minute for a key, in this process. */

export type Throttle = (key: string) => { type: 'go' } | { type: 'wait'; seconds: number }

/** More callers than that at once are not people; the oldest are forgotten. */
const REMEMBERED = 10_000
const WINDOW_MS = 60_000

/** `now`: ms. Windows are fixed, so that at most twice as many pass within any minute. */
export const createThrottle = (perMinute: number, now: () => number): Throttle => {
  const windows = new Map<string, { from: number; count: number }>()
  return (key) => {
    const at = now()
    const last = windows.get(key)
    const window = last !== undefined && at - last.from < WINDOW_MS ? last : { from: at, count: 0 }
    window.count++
    windows.delete(key)
    if (windows.size >= REMEMBERED) windows.delete(windows.keys().next().value ?? key)
    windows.set(key, window)
    if (window.count <= perMinute) return { type: 'go' }
    return { type: 'wait', seconds: Math.max(1, Math.ceil((window.from + WINDOW_MS - at) / 1000)) }
  }
}
