import type { Server } from 'node:http'

/** All in ms. Teams gives up at 15 s; load balancers keep idle connections for a minute. */
const HEADERS_TIMEOUT_MS = 5_000
const REQUEST_TIMEOUT_MS = 10_000
const KEEP_ALIVE_MS = 65_000
const CHECK_EVERY_MS = 1_000
const MOST_HEADERS = 100
/** Node closes whatever comes beyond it, so it is far more than come at once; turns wait in line inside (`teams/rates.ts`). */
const MOST_CONNECTIONS = 10_000
/** Connections that came while the process had its hands full. Node's own 511 are too few when a whole survey is invited at once. */
export const BACKLOG = 4_096

/** Sets the limits that keep slow and numerous callers from holding the server. Before `listen`. */
export function limit(server: Server): void {
  server.headersTimeout = HEADERS_TIMEOUT_MS
  server.requestTimeout = REQUEST_TIMEOUT_MS
  server.keepAliveTimeout = KEEP_ALIVE_MS
  server.maxHeadersCount = MOST_HEADERS
  server.maxConnections = MOST_CONNECTIONS
  // Node looks for late requests every 30 s; restify offers no way to hand this to the constructor.
  Object.assign(server, { connectionsCheckingInterval: CHECK_EVERY_MS })
}
