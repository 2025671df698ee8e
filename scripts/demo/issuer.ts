/** An OpenID Connect issuer on loopback, for the demo and for tests: whoever comes chooses who to be. Not for anything else. */

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair } from 'jose'
import Provider, { type Context } from 'oidc-provider'

/** Somebody who can sign in. Without `tenantId` and `objectId`: as an issuer that is not Entra tells of them. */
export type Account = { id: string; name: string; roles: string[]; tenantId?: string; objectId?: string }

export type Issuer = {
  url: string
  /** What makes a service's page use it. */
  settings: Record<
    'ADMIN_OIDC_ISSUER' | 'ADMIN_OIDC_AUDIENCE' | 'ADMIN_OIDC_CLIENT_ID' | 'ADMIN_OIDC_CLIENT_SECRET',
    string
  >
  /** Signs with other keys from now on, and forgets who is signed in. */
  changeKeys(): Promise<void>
  stop(): Promise<void>
}

const CLIENT = { id: 'kommunedialog-admin', secret: 'loopback-alone' }

/** `idTokenSeconds`: how long an ID token counts. `port` 0: any free one. */
type Options = { accounts: readonly Account[]; port?: number; idTokenSeconds?: number }

/** Starts it. The list of accounts is read at each sign-in. Rejects when the port is taken. */
export const startIssuer = async ({ accounts, port = 0, idTokenSeconds = 3_600 }: Options): Promise<Issuer> => {
  const server = createServer()
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  let handle = await handler(url, accounts, idTokenSeconds)
  server.on('request', (request, response) => handle(request, response))
  return {
    url,
    settings: {
      ADMIN_OIDC_ISSUER: url,
      ADMIN_OIDC_AUDIENCE: 'api://kommunedialog',
      ADMIN_OIDC_CLIENT_ID: CLIENT.id,
      ADMIN_OIDC_CLIENT_SECRET: CLIENT.secret,
    },
    changeKeys: async () => {
      handle = await handler(url, accounts, idTokenSeconds)
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void

const handler = async (url: string, accounts: readonly Account[], idTokenSeconds: number): Promise<Handler> => {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true })
  const key = { ...(await exportJWK(privateKey)), alg: 'RS256', use: 'sig' }
  const provider = new Provider(url, {
    clients: [
      {
        ...{ client_id: CLIENT.id, client_secret: CLIENT.secret },
        ...{
          redirect_uris: ['http://127.0.0.1/admin/inn/ferdig'],
          post_logout_redirect_uris: ['http://127.0.0.1/admin'],
        },
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    jwks: { keys: [key] },
    cookies: { keys: [crypto.randomUUID()] },
    adapter: inMemory(),
    claims: { openid: ['sub', 'tid', 'oid', 'roles'], profile: ['name'] },
    conformIdTokenClaims: false,
    ttl: { IdToken: idTokenSeconds, AccessToken: 600, Session: 24 * 3_600, Grant: 24 * 3_600, Interaction: 600 },
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: true, logoutSource } },
    interactions: { url: (_context: unknown, { uid }: { uid: string }) => `/velg/${uid}` },
    findAccount: (_context: unknown, id: string) => {
      const found = accounts.find((account) => account.id === id)
      if (found === undefined) return undefined
      const { name, roles, tenantId: tid, objectId: oid } = found
      return {
        accountId: id,
        claims: () => ({ sub: id, name, roles, ...(tid ? { tid } : {}), ...(oid ? { oid } : {}) }),
      }
    },
    // Nobody is asked for consent.
    loadExistingGrant: async ({ oidc }: Context) => {
      const grant = new provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId })
      grant.addOIDCScope('openid profile')
      await grant.save()
      return grant
    },
  })
  // The service's port is not known when the client is written down.
  provider.Client.prototype.redirectUriAllowed = isOurs('/admin/inn/ferdig')
  provider.Client.prototype.postLogoutRedirectUriAllowed = isOurs('/admin')
  const protocol = provider.callback()
  return (request, response) => {
    const [, uid, id] = /^\/velg\/([\w-]+)(?:\/([\w-]+))?$/.exec(request.url ?? '') ?? []
    if (uid === undefined) return protocol(request, response)
    if (id === undefined) return choice(response, uid, accounts)
    provider.interactionFinished(request, response, { login: { accountId: id } }).catch(() => response.destroy())
  }
}

/** Where the issuer keeps what it has given out: in memory, for as long as it runs. */
const inMemory = () => {
  const kept = new Map<string, Record<string, unknown>>()
  return (model: string) => ({
    upsert: async (id: string, payload: Record<string, unknown>) => void kept.set(`${model}:${id}`, payload),
    find: async (id: string) => kept.get(`${model}:${id}`),
    findByUid: async (uid: string) => [...kept.values()].find((one) => one.uid === uid),
    findByUserCode: async () => undefined,
    consume: async (id: string) => {
      const one = kept.get(`${model}:${id}`)
      if (one !== undefined) one.consumed = Math.floor(Date.now() / 1000)
    },
    destroy: async (id: string) => void kept.delete(`${model}:${id}`),
    revokeByGrantId: async (grantId: string) => {
      for (const [key, one] of kept) if (one.grantId === grantId) kept.delete(key)
    },
  })
}

const isOurs =
  (path: string) =>
  (uri: string): boolean =>
    URL.canParse(uri) && /^(127\.0\.0\.1|localhost)$/.test(new URL(uri).hostname) && new URL(uri).pathname === path

const page = (title: string, body: string): string =>
  `<!doctype html><html lang="nb"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><h1>${title}</h1>${body}</html>`

const choice = (response: ServerResponse, uid: string, accounts: readonly Account[]): void => {
  const links = accounts.map(({ id, name }) => `<li><a id="${id}" href="/velg/${uid}/${id}">${name}</a></li>`)
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
  response.end(page('Hvem er du?', `<ul>${links.join('')}</ul>`))
}

/** Ending the sign-in asks whether it is meant. */
const logoutSource = (context: { body: unknown }, form: string): void => {
  context.body = page(
    'Logg ut?',
    `${form}<button type="submit" form="op.logoutForm" name="logout" value="yes">Ja</button>`,
  )
}
