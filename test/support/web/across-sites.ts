/** A browser without script that goes from one site to another and back: each keeps its own cookies. */

export type Landed = { status: number; url: string; html: string; title: string }

/** A new one, with no cookies. */
export const acrossSites = () => {
  const jars = new Map<string, Map<string, string>>()
  const ask = async (url: string, init: RequestInit = {}): Promise<Landed> => {
    const jar = jars.get(new URL(url).host) ?? new Map<string, string>()
    jars.set(new URL(url).host, jar)
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(url, { ...init, redirect: 'manual', headers: { cookie, ...(init.headers as object) } })
    for (const set of response.headers.getSetCookie()) {
      const pair = set.split(';')[0] ?? ''
      const at = pair.indexOf('=')
      if (pair.length === at + 1) jar.delete(pair.slice(0, at))
      else jar.set(pair.slice(0, at), pair.slice(at + 1))
    }
    const to = response.headers.get('location')
    if (to !== null) return await ask(new URL(to, url).href)
    const html = await response.text()
    return { status: response.status, url, html, title: /<h1>([^<]*)/.exec(html)?.[1] ?? '' }
  }
  const get = (url: string) => ask(url)
  return {
    get,
    post: (url: string, fields: Record<string, string>) =>
      ask(url, { method: 'POST', body: new URLSearchParams(fields), headers: { 'sec-fetch-site': 'same-origin' } }),
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
