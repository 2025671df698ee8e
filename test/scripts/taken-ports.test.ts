/** The demo says which port is taken before it starts anything. */
import { once } from 'node:events'
import { createServer, type Server } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { takenPorts } from '../../scripts/demo/taken-ports.ts'
import { freePorts } from '../support/free-ports.ts'
import { HANGS_MS } from '../support/patience.ts'

let other: Server

/** A server of this address; its port nobody else is given once it is let go of. */
const listens = async (host: string): Promise<number> => {
  const [port = 0] = await freePorts(1)
  other = createServer().listen({ host, port })
  await once(other, 'listening')
  return port
}

afterEach(() => other.close())

test('a port of the same address is taken, and one that anybody may have is not', async () => {
  const port = await listens('127.0.0.1')
  const bot = { name: 'PORT', host: '127.0.0.1', port }
  expect(await takenPorts([{ name: 'OPS_PORT', host: '127.0.0.1', port: 0 }, bot], 0)).toEqual([bot])
})

test('a port of all addresses is taken where one address has it', async () => {
  const playground = { name: '--playground-port', port: await listens('127.0.0.1') }
  expect(await takenPorts([playground], 0)).toEqual([playground])
})

test('a port that is let go of in a moment is not taken', async () => {
  const port = await listens('127.0.0.1')
  // How long the other takes to let go, not how long we wait.
  setTimeout(() => other.close(), 100)
  expect(await takenPorts([{ name: 'PORT', host: '127.0.0.1', port }], HANGS_MS)).toEqual([])
})

test('asking leaves the port free', async () => {
  const port = await listens('127.0.0.1')
  other.close()
  await once(other, 'close')
  const bot = { name: 'PORT', host: '127.0.0.1', port }
  expect(await takenPorts([bot])).toEqual([])
  expect(await takenPorts([bot])).toEqual([])
})

test('a port that a test chooses is free with the one above it, and none that the system gives to anybody', async () => {
  const handedOut = await Promise.all(
    Array.from({ length: 20 }, async () => {
      const server = createServer().listen(0, '127.0.0.1')
      await once(server, 'listening')
      const address = server.address()
      server.close()
      return typeof address === 'object' && address !== null ? address.port : 0
    }),
  )
  const chosen = await freePorts(50)
  const all = [...new Set(chosen.flatMap((port) => [port, port + 1]))]
  expect(all).toHaveLength(100)
  expect(Math.max(...all)).toBeLessThan(Math.min(...handedOut))
  expect(await takenPorts(all.map((port) => ({ name: 'PORT', host: '127.0.0.1', port })))).toEqual([])
  other = createServer().listen(chosen[0], '127.0.0.1')
  await once(other, 'listening')
})
