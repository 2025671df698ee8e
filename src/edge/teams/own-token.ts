import type { ConfigurationBotFrameworkAuthentication } from 'botbuilder'

export type ConnectorFactory = ReturnType<ConfigurationBotFrameworkAuthentication['createConnectorFactory']>
export type ConnectorClient = Awaited<ReturnType<ConnectorFactory['create']>>

/** Azure's own client tries for minutes when its endpoint is gone. */
const TIMEOUT_MS = 10_000
/** The SDK gives a token with at least five minutes left; asking it every time costs more than the rest of a send. */
const KEPT_MS = 60_000

export type OwnToken = (connector: ConnectorClient) => Promise<string>

/**
 * The bot's own token from the SDK's credentials: taken once for all who wait, and in bounded time, where the SDK does
 * neither. Rejects when there is none to be had; nothing was sent then.
 */
export function createOwnToken(now: () => number): OwnToken {
  let kept = { token: '', until: Number.NEGATIVE_INFINITY }
  let taking: Promise<string> | null = null

  async function take(connector: ConnectorClient): Promise<string> {
    const token = await inTime(connector)
    kept = { token, until: now() + KEPT_MS }
    return token
  }

  return (connector) => {
    if (now() < kept.until) return Promise.resolve(kept.token)
    taking ??= take(connector).finally(() => {
      taking = null
    })
    return taking
  }
}

function inTime({ credentials }: ConnectorClient): Promise<string> {
  if (!('getToken' in credentials) || typeof credentials.getToken !== 'function') {
    return Promise.reject(new Error('the SDK’s credentials give no token'))
  }
  const taken: Promise<string> = credentials.getToken()
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('no own token in time')), TIMEOUT_MS)
    taken.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
