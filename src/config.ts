import type { z } from 'zod'
import { type Fields, fields, type SettingName, sdkNames, settingNames } from './config/fields.ts'
import { misspeltNames } from './config/misspelt.ts'
import { faultsBetween, type SettingFault } from './config/rules.ts'

export type { SettingFault }

/** The settings as the service uses them. Instants are ms since 1970 UTC; rates are per second. */
export type Settings = {
  environment: Fields['NODE_ENV']
  role: Fields['ROLE']
  logLevel: Fields['LOG_LEVEL']
  /** Port 0 takes any free one. */
  listen: { host: string; port: number }
  ops: { host: string; port: number }
  dataDir: string
  redis: { kind: 'embedded' } | { kind: 'server'; url: string } | { kind: 'cluster'; urls: string[] }
  database: { kind: 'embedded' } | { kind: 'server'; url: string }
  /** Where submissions are also posted; null: SQL only. */
  results: { url: string; secret: string } | null
  bot: {
    /** null: nobody is asked for credentials; development on loopback only. */
    appId: string | null
    /** What `ConfigurationBotFrameworkAuthentication` takes: only the keys that are set. */
    sdk: Record<string, string>
    /** Lower-case host names, with a port where one was given, besides Microsoft's. */
    allowedServiceHosts: string[]
    /** Lower case. Empty: any tenant may present a code. */
    allowedTenants: string[]
  }
  /** null: the admin API is off. */
  admin: { issuer: string; audience: string } | null
  survey: { wave: string; opensAt: number | null; closesAt: number | null }
  sendRate: { perSecond: number; perSecondPerTenant: number }
}

/**
 * Reads every setting from `env` (`process.env`, with `.env` loaded into it before). Empty text counts as not set.
 * All faults come at once, by name; no reason holds a value.
 */
export function readSettings(
  env: Readonly<Record<string, string | undefined>>,
): { ok: true; settings: Settings } | { ok: false; faults: SettingFault[] } {
  const texts = Object.fromEntries(settingNames.map((name) => [name, env[name]?.trim() || undefined]))
  const parsed = fields.safeParse(texts)
  const own = parsed.success ? [] : parsed.error.issues.map(toFault)
  const isSet = (name: SettingName) => texts[name] !== undefined
  const between = faultsBetween({ values: parsed.data ?? rightOnes(texts), isSet })
  const faults = oneForEach([...own, ...between, ...misspeltNames(env, settingNames)])
  if (!parsed.success || faults.length > 0) return { ok: false, faults }
  return { ok: true, settings: toSettings(parsed.data, sdkSettings(parsed.data)) }
}

function toFault(issue: z.core.$ZodIssue): SettingFault {
  return { name: String(issue.path[0]), reason: issue.message }
}

/** The first fault of each setting: what is wrong with it by itself comes before what is wrong with it beside others. */
function oneForEach(faults: SettingFault[]): SettingFault[] {
  return [...new Map(faults.toReversed().map((fault) => [fault.name, fault])).values()].toReversed()
}

/** The fields that are right by themselves, so that the rest can be judged in the same run. */
function rightOnes(texts: Record<string, string | undefined>): Partial<Fields> {
  const right = settingNames.flatMap((name) => {
    const parsed = fields.shape[name].safeParse(texts[name])
    return parsed.success ? [[name, parsed.data]] : []
  })
  return Object.fromEntries(right)
}

function sdkSettings(values: Fields): Record<string, string> {
  return Object.fromEntries(sdkNames.flatMap((name) => (values[name] === undefined ? [] : [[name, values[name]]])))
}

function toSettings(values: Fields, sdk: Record<string, string>): Settings {
  const ownHosts = values.NODE_ENV === 'production' ? [] : ['127.0.0.1', 'localhost', '[::1]']
  return {
    environment: values.NODE_ENV,
    role: values.ROLE,
    logLevel: values.LOG_LEVEL,
    listen: { host: values.HOST, port: values.PORT },
    ops: { host: values.OPS_HOST, port: values.OPS_PORT },
    dataDir: values.DATA_DIR,
    redis: toRedis(values.REDIS_URL),
    database: values.DATABASE_URL === undefined ? { kind: 'embedded' } : { kind: 'server', url: values.DATABASE_URL },
    results: both(values.RESULTS_URL, values.RESULTS_SECRET, (url, secret) => ({ url, secret })),
    bot: {
      appId: values.MicrosoftAppId ?? null,
      sdk,
      allowedServiceHosts: (values.ALLOWED_SERVICE_HOSTS ?? ownHosts).map((host) => host.toLowerCase()),
      allowedTenants: values.ALLOWED_TENANTS.map((tenant) => tenant.toLowerCase()),
    },
    admin: both(values.ADMIN_OIDC_ISSUER, values.ADMIN_OIDC_AUDIENCE, (issuer, audience) => ({ issuer, audience })),
    survey: {
      wave: values.SURVEY_WAVE,
      opensAt: values.SURVEY_OPENS_AT ?? null,
      closesAt: values.SURVEY_CLOSES_AT ?? null,
    },
    sendRate: { perSecond: values.SEND_RATE, perSecondPerTenant: values.SEND_RATE_PER_TENANT },
  }
}

function both<T>(
  one: string | undefined,
  other: string | undefined,
  join: (one: string, other: string) => T,
): T | null {
  return one === undefined || other === undefined ? null : join(one, other)
}

function toRedis(urls: string[] | undefined): Settings['redis'] {
  const [first, ...others] = urls ?? []
  if (urls === undefined || first === undefined) return { kind: 'embedded' }
  return others.length === 0 ? { kind: 'server', url: first } : { kind: 'cluster', urls }
}
