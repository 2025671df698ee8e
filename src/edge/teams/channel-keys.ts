import { Agent, request } from 'undici'
import { z } from 'zod'

/** Microsoft asks for a refresh once a day; keys older than two days are no longer believed. */
const FRESH_MS = 24 * 60 * 60 * 1000
const BELIEVED_MS = 2 * FRESH_MS
/** An unknown key id leads to at most one fetch a minute, so that false tokens cannot make us a flood. */
const UNKNOWN_KEY_MS = 60_000
/** After a failed fetch nobody asks again for this long. */
const PAUSE_AFTER_FAILURE_MS = 2_000
/** A turn has 5 s in all. */
const FETCH_TIMEOUT_MS = 3_000
const LARGEST_BYTES = 1024 * 1024

const metadata = z.object({ jwks_uri: z.url() })
const keySet = z.object({ keys: z.array(z.unknown()) })
const rsaKey = z.looseObject({
  kid: z.string().min(1),
  kty: z.literal('RSA'),
  n: z.string().min(1),
  e: z.string().min(1),
  endorsements: z.array(z.string()).default([]),
})

/** A published RSA key and the channels it may sign for. */
export type ChannelKey = { kid: string; n: string; e: string; endorsements: string[] }
/** `unknown`: no such key is published. `away`: the keys cannot be fetched, which is not the caller's fault. */
export type KeyLookup = { type: 'found'; key: ChannelKey } | { type: 'unknown' } | { type: 'away' }
export type ChannelKeys = { find(kid: string): Promise<KeyLookup>; close(): Promise<void> }

/**
 * The channel's signing keys, from an OpenID metadata document. One fetch at a time whoever asks; bounded in time; old
 * keys serve for two days while the publisher is away. `now` gives ms since 1970 UTC.
 */
export function createChannelKeys(metadataUrl: string, now: () => number): ChannelKeys {
  const agent = new Agent({ connections: 2, maxResponseSize: LARGEST_BYTES })
  let keys = new Map<string, ChannelKey>()
  let fetchedAt = Number.NEGATIVE_INFINITY
  let failedAt = Number.NEGATIVE_INFINITY
  let running: Promise<void> | null = null

  async function refresh(): Promise<void> {
    try {
      keys = await fetchKeys(agent, metadataUrl)
      fetchedAt = now()
    } catch {
      failedAt = now()
    }
  }

  function refreshOnce(): Promise<void> {
    if (now() - failedAt < PAUSE_AFTER_FAILURE_MS) return Promise.resolve()
    running ??= refresh().finally(() => {
      running = null
    })
    return running
  }

  async function find(kid: string): Promise<KeyLookup> {
    const age = now() - fetchedAt
    if (age > FRESH_MS || (!keys.has(kid) && age > UNKNOWN_KEY_MS)) await refreshOnce()
    if (now() - fetchedAt > BELIEVED_MS) return { type: 'away' }
    const key = keys.get(kid)
    if (key) return { type: 'found', key }
    // The key may be new and the publisher away: then nobody can say that it is unknown.
    return failedAt > fetchedAt && now() - fetchedAt > UNKNOWN_KEY_MS ? { type: 'away' } : { type: 'unknown' }
  }

  return { find, close: () => agent.destroy() }
}

async function fetchKeys(agent: Agent, metadataUrl: string): Promise<Map<string, ChannelKey>> {
  const signal = AbortSignal.timeout(FETCH_TIMEOUT_MS)
  const { jwks_uri } = metadata.parse(await fetchJson(agent, metadataUrl, signal))
  if (metadataUrl.startsWith('https:') && !jwks_uri.startsWith('https:')) throw new Error('keys offered without TLS')
  const { keys } = keySet.parse(await fetchJson(agent, jwks_uri, signal))
  const usable = new Map<string, ChannelKey>()
  for (const published of keys) {
    // A key of another kind says nothing about those beside it.
    const { success, data } = rsaKey.safeParse(published)
    if (success) usable.set(data.kid, { kid: data.kid, n: data.n, e: data.e, endorsements: data.endorsements })
  }
  if (usable.size === 0) throw new Error('no key that can be used')
  return usable
}

async function fetchJson(agent: Agent, url: string, signal: AbortSignal): Promise<unknown> {
  const response = await request(url, { dispatcher: agent, signal })
  if (response.statusCode !== 200) {
    await response.body.dump()
    throw new Error(`keys answered ${response.statusCode}`)
  }
  return response.body.json()
}
