/** Ports for servers that must be told theirs: those of the tests that can choose listen on 0. */
import { once } from 'node:events'
import { createServer } from 'node:net'

/**
 * Below those that a system hands out itself (from 32768 on Linux, 49152 elsewhere), to whoever listens on any port and to each connection that
 * is made: nobody is given one between the look and the use, nor while its server is down for a test.
 */
const [FROM, TO] = [20_000, 32_000]

/** Ports that nobody listens on, all different, each with a free one above it, as a node of a Redis Cluster needs. */
export const freePorts = async (count: number): Promise<number[]> => {
  const ports = new Set<number>()
  while (ports.size < count) {
    // Any of them: tests that look at the same moment rarely see the same.
    const port = FROM + 2 * Math.floor((Math.random() * (TO - FROM)) / 2)
    if ((await isFree(port)) && (await isFree(port + 1))) ports.add(port)
  }
  return [...ports]
}

const isFree = async (port: number): Promise<boolean> => {
  const server = createServer().listen(port, '127.0.0.1')
  const listens = await once(server, 'listening').then(
    () => true,
    () => false,
  )
  if (listens) await new Promise((closed) => server.close(closed))
  return listens
}
