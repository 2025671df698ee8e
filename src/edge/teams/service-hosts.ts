/** Microsoft's connector hosts for Teams: worldwide, GCC, GCC High and DoD. */
const MICROSOFT_HOSTS = new Set([
  'smba.trafficmanager.net',
  'smba.infra.gcc.teams.microsoft.com',
  'smba.infra.gov.teams.microsoft.us',
  'smba.infra.dod.teams.microsoft.us',
])

/** Where conversations of GCC tenants are, for whoever is refused with `InvalidBotApiHost` (Teams, conversation messages). */
export const GCC_SERVICE_URL = 'https://smba.infra.gcc.teams.microsoft.com/teams'

const LOOPBACK_HOSTS = new Set(['127.0.0.1', 'localhost', '[::1]'])

/** Longest service URL taken; Microsoft's are under 80 characters. */
const LONGEST_URL = 500

/**
 * Whether the bot may call this connector. Microsoft's hosts by https on the usual port; `extra` hosts (lower case, with
 * or without a port) by https, and by http where they are loopback. Anything that is not a plain URL is refused.
 */
export function isAllowedService(serviceUrl: unknown, extra: readonly string[]): serviceUrl is string {
  if (typeof serviceUrl !== 'string' || serviceUrl.length > LONGEST_URL || !URL.canParse(serviceUrl)) return false
  const url = new URL(serviceUrl)
  if (url.username || url.password || url.search || url.hash) return false
  if (url.protocol === 'https:' && url.port === '' && MICROSOFT_HOSTS.has(url.hostname)) return true
  const secure = url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK_HOSTS.has(url.hostname))
  return secure && (extra.includes(url.hostname) || extra.includes(url.host))
}
