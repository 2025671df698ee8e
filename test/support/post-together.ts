/** Requests that arrive as one: pipelined in one write of one connection, so that no scheduler spreads them in time. */
import { once } from 'node:events'
import { connect } from 'node:net'
import type { Json } from './card-json.ts'

/** Posts `bodies` to `url`; returns the status of each answer, in their order. Rejects when the connection breaks before all have come. */
export const postTogether = async (url: string, bodies: readonly Json[]): Promise<number[]> => {
  const { hostname, port, pathname } = new URL(url)
  const socket = connect(Number(port), hostname)
  await once(socket, 'connect')
  const requests = bodies.map((body, i) => {
    const text = JSON.stringify(body)
    const isLast = i === bodies.length - 1
    return [
      `POST ${pathname} HTTP/1.1`,
      `host: ${hostname}:${port}`,
      'content-type: application/json',
      `content-length: ${Buffer.byteLength(text)}`,
      `connection: ${isLast ? 'close' : 'keep-alive'}`,
      '',
      text,
    ].join('\r\n')
  })
  socket.write(requests.join(''))
  let answers = ''
  for await (const chunk of socket) answers += String(chunk)
  const statuses = [...answers.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => Number(status))
  if (statuses.length !== bodies.length) throw new Error(`${statuses.length} of ${bodies.length} answers`)
  return statuses
}
