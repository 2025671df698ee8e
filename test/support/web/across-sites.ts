/** A browser without script that goes from one site to another and back: each keeps its own cookies. */

import { request } from 'undici'

/** `hops`: how often it was led elsewhere first. */
export type Landed = { status: number; url: string; html: string; title: string; hops: number }

type Wish = { fields?: Record<string, string>; headers?: Record<string, string>; hops?: number }

/** A new one, with no cookies. */
export const acrossSites = () => {
  const jars = new Map<string, Map<string, string>>()
  const ask = async (url: string, { fields, headers = {}, hops = 0 }: Wish = {}): Promise<Landed> => {
    const jar = jars.get(new URL(url).host) ?? new Map<string, string>()
    jars.set(new URL(url).host, jar)
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    // `fetch` would say of every request that a script made it.
    const form = { 'content-type': 'application/x-www-form-urlencoded' }
    const response = await request(url, {
      ...(fields === undefined ? {} : { method: 'POST', body: new URLSearchParams(fields).toString() }),
      headers: { 'sec-fetch-mode': 'navigate', cookie, ...(fields === undefined ? {} : form), ...headers },
    })
    for (const set of [response.headers['set-cookie'] ?? []].flat()) {
      const pair = set.split(';')[0] ?? ''
      const at = pair.indexOf('=')
      if (pair.length === at + 1) jar.delete(pair.slice(0, at))
      else jar.set(pair.slice(0, at), pair.slice(at + 1))
    }
    const to = response.headers.location
    if (typeof to === 'string') {
      await response.body.dump()
      return await ask(new URL(to, url).href, { headers, hops: hops + 1 })
    }
    const html = await response.body.text()
    return { status: response.statusCode, url, html, title: /<h1>([^<]*)/.exec(html)?.[1] ?? '', hops }
  }
  const get = (url: string) => ask(url)
  /** As the script that renews the figures of a page. */
  const renew = (url: string) => ask(url, { headers: { 'sec-fetch-mode': 'cors' } })
  return {
    get,
    renew,
    post: (url: string, fields: Record<string, string>) =>
      ask(url, { fields, headers: { 'sec-fetch-site': 'same-origin' } }),
    /** Through the issuer as `id`, to the page that was asked for. */
    signIn: async (address: string, id: string): Promise<Landed> => {
      const door = await get(address)
      const go = (/href="(\/admin\/inn\?[^"]*)"/.exec(door.html)?.[1] ?? '').replaceAll('&amp;', '&')
      const choice = await get(new URL(go, address).href)
      const chosen = new RegExp(`href="([^"]*/${id})"`).exec(choice.html)?.[1]
      // Known at the issuer still: it asks nobody.
      return chosen === undefined ? choice : await get(new URL(chosen, choice.url).href)
    },
  }
}

/** What a post of the page's session must carry. */
export const tokenOn = ({ html }: Landed): string => /name="token" value="([^"]*)"/.exec(html)?.[1] ?? ''
