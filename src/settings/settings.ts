import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { z } from 'zod'
import { type Fields, fields, type SettingName, sdkNames, settingNames } from './fields.ts'
import type { Sender } from './kinds.ts'
import { faultsBetween, isLoopback, type SettingFault } from './rules.ts'

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
  /** As which client the administrators' page signs people in at that issuer; null: there is no page. */
  adminPage: { clientId: string; clientSecret: string } | null
  /**
   * null: no web. `publicUrl`: where people find it; null: at the public listener itself, while developing.
   * `codeSecrets`: the first makes codes, all of them count.
   */
  web: { publicUrl: string | null; codeSecrets: [string, ...string[]]; trustedProxies: string[] } | null
  /**
   * Mail for those who cannot be reached in Teams; null: none. Only where there is a web. `url`: of the server, with the
   * credentials; `perSecond`: mails.
   */
  mail: { url: string; from: Sender; perSecond: number } | null
  /** `folder`: of all waves, absolute; `wave`: the name of the one inside it that takes answers, null: dates decide. */
  survey: { folder: string; wave: string | null; opensAt: number | null; closesAt: number | null }
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
    adminPage: both(values.ADMIN_OIDC_CLIENT_ID, values.ADMIN_OIDC_CLIENT_SECRET, (clientId, clientSecret) => ({
      clientId,
      clientSecret,
    })),
    web: webOf(values),
    mail: both(values.SMTP_URL, values.MAIL_FROM, (url, from) => ({ url, from, perSecond: values.MAIL_RATE })),
    survey: {
      folder: dialogsDirOf({ DIALOGS_DIR: values.DIALOGS_DIR }),
      wave: values.SURVEY_WAVE ?? null,
      opensAt: values.SURVEY_OPENS_AT ?? null,
      closesAt: values.SURVEY_CLOSES_AT ?? null,
    },
    sendRate: { perSecond: values.SEND_RATE, perSecondPerTenant: values.SEND_RATE_PER_TENANT },
  }
}

/** The folder of the waves by DIALOGS_DIR alone, whatever the other settings are: that of this installation when it is not set. */
export function dialogsDirOf({ DIALOGS_DIR }: Readonly<Record<string, string | undefined>>): string {
  const given = DIALOGS_DIR?.trim()
  return given ? resolve(given) : fileURLToPath(new URL('../../dialogs', import.meta.url))
}

/** While developing on loopback the web is there without being asked for; its codes open nothing anywhere else. */
const CODE_SECRET_ON_LOOPBACK = 'kommunedialog on loopback, for development alone'

function webOf(values: Fields): Settings['web'] {
  const { PUBLIC_URL, CODE_SECRET, CODE_SECRET_PREVIOUS, TRUSTED_PROXIES } = values
  if (PUBLIC_URL !== undefined && CODE_SECRET !== undefined) {
    const earlier = CODE_SECRET_PREVIOUS === undefined ? [] : [CODE_SECRET_PREVIOUS]
    return { publicUrl: PUBLIC_URL, codeSecrets: [CODE_SECRET, ...earlier], trustedProxies: TRUSTED_PROXIES }
  }
  if (values.NODE_ENV === 'production' || !isLoopback(values.HOST)) return null
  return { publicUrl: null, codeSecrets: [CODE_SECRET_ON_LOOPBACK], trustedProxies: TRUSTED_PROXIES }
}

function both<One, Other, T>(
  one: One | undefined,
  other: Other | undefined,
  join: (one: One, other: Other) => T,
): T | null {
  return one === undefined || other === undefined ? null : join(one, other)
}

function toRedis(urls: string[] | undefined): Settings['redis'] {
  const [first, ...others] = urls ?? []
  if (urls === undefined || first === undefined) return { kind: 'embedded' }
  return others.length === 0 ? { kind: 'server', url: first } : { kind: 'cluster', urls }
}

/** Names that are ours alone: whatever begins so and is not a setting is a mistake. */
const oursAlone = /^(MicrosoftApp|SURVEY_)/i
/** Beginnings that other programs share: only a name close to one of ours is a mistake. */
const shared =
  /^(Mi?cro?s?o?ft|SURV|SMTP_|MAIL_|ALLOWED_|ADMIN_|RESULTS?_|REDIS_|DATA|SEND_|OPS_|LOG_L|NODE_?[EN]|ToBot|ToChannel|OAuth|BotOpen|Certificate)/i

/** So long a name of ours resembles no other program's by chance, wherever it begins to differ. */
const ownLength = 10

const mostEdits = 2

/** A fault for every name of `env` that was probably meant to be one of `known`. Names only: values are not looked at. */
function misspeltNames(env: Readonly<Record<string, unknown>>, known: readonly string[]): SettingFault[] {
  return Object.keys(env)
    .filter((name) => env[name] !== undefined && env[name] !== '' && !known.includes(name))
    .flatMap((name) => {
      const seen = visible(name)
      if (seen !== name && known.includes(seen))
        return [{ name: seen, reason: 'has a sign in its name that is not seen' }]
      const near = nearest(name, known)
      if (near !== undefined && isSameButForCase(name, near)) return [{ name, reason: `is written ${near}` }]
      const isOurs = oursAlone.test(name) || shared.test(name) || (near?.length ?? 0) >= ownLength
      const meant = isOurs ? near : undefined
      if (meant !== undefined) return [{ name, reason: `is not a setting; did you mean ${meant}?` }]
      return oursAlone.test(name) ? [{ name, reason: 'is not a setting' }] : []
    })
}

/** Spaces of web pages and byte order marks stay when a line is copied. */
const visible = (name: string): string => name.replace(/[^\x21-\x7e]/g, '')

/** Short names without an underscore, such as `host`, are other programs' own. */
const isSameButForCase = (name: string, near: string): boolean =>
  name.toLowerCase() === near.toLowerCase() && name.includes('_')

function nearest(name: string, known: readonly string[]): string | undefined {
  // Names of another length are further off than that, and are most.
  const small = name.toLowerCase()
  const { length } = [...small]
  const ranked = known
    .filter((candidate) => Math.abs(candidate.length - length) <= mostEdits)
    .map((candidate) => ({ candidate, edits: editDistance(small, candidate.toLowerCase()) }))
    .sort((one, other) => one.edits - other.edits)
  const best = ranked[0]
  return best && best.edits <= mostEdits ? best.candidate : undefined
}

/** Levenshtein: how many letters to put in, take out or change to get from one word to the other. */
function editDistance(from: string, to: string): number {
  let above = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (const [row, letter] of [...from].entries()) {
    const here = [row + 1]
    for (const [column, other] of [...to].entries()) {
      const change = (above[column] ?? 0) + (letter === other ? 0 : 1)
      here.push(Math.min(change, (above[column + 1] ?? 0) + 1, (here[column] ?? 0) + 1))
    }
    above = here
  }
  return above[to.length] ?? 0
}
