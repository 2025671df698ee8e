/** What a running Node process holds: heap after a collection, resident memory, file descriptors, sockets. */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { z } from 'zod'

/** Megabytes and counts; `minute`: since the load began. */
export type Sample = { minute: number; heap: number; rss: number; descriptors: number; sockets: number }

const MB = 1024 * 1024
const CALL_MS = 30_000
const targets = z.array(z.object({ webSocketDebuggerUrl: z.string() })).min(1)
const reply = z.looseObject({ id: z.number(), result: z.looseObject({ usedSize: z.number().optional() }).optional() })

/** Looks into the process through its inspector, and into /proc. Throws when it does not answer. */
export const memoryOf = async (pid: number, inspectPort: number) => {
  const [target] = targets.parse(await (await fetch(`http://127.0.0.1:${inspectPort}/json/list`)).json())
  const socket = new WebSocket(target?.webSocketDebuggerUrl ?? '')
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve, { once: true })
    socket.addEventListener('error', reject, { once: true })
  })
  let count = 0
  const call = (method: string): Promise<number> =>
    new Promise((resolve, reject) => {
      const id = ++count
      const timer = setTimeout(() => reject(new Error(`the inspector does not answer ${method}`)), CALL_MS)
      const hear = ({ data }: MessageEvent) => {
        const said = reply.safeParse(JSON.parse(String(data)))
        if (!said.success || said.data.id !== id) return
        clearTimeout(timer)
        socket.removeEventListener('message', hear)
        resolve(said.data.result?.usedSize ?? 0)
      }
      socket.addEventListener('message', hear)
      socket.send(JSON.stringify({ id, method }))
    })
  return {
    sample: async (minute: number): Promise<Sample> => {
      await call('HeapProfiler.collectGarbage')
      const heap = (await call('Runtime.getHeapUsage')) / MB
      return { minute, heap, rss: residentMb(pid), ...descriptorsOf(pid) }
    },
    close: () => socket.close(),
  }
}

const residentMb = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024

const descriptorsOf = (pid: number): { descriptors: number; sockets: number } => {
  const all = readdirSync(`/proc/${pid}/fd`)
  const isSocket = (fd: string): boolean => {
    try {
      return readlinkSync(`/proc/${pid}/fd/${fd}`).startsWith('socket:')
    } catch {
      return false
    }
  }
  return { descriptors: all.length, sockets: all.filter(isSocket).length }
}
