import { z } from 'zod'
import * as kind from './kinds.ts'
import * as url from './urls.ts'

/** What `.env.example` says of a setting besides its name. `fallback` is the value, as text, that counts when it is not set. */
type SettingHelp = { help: string; fallback?: string }

function required<T>(type: z.ZodType<T, string>, fallback: string, help: string) {
  return z.string().default(fallback).pipe(type).meta({ help, fallback })
}

function optional<T>(type: z.ZodType<T, string>, help: string) {
  return type.optional().meta({ help })
}

const service = {
  HOST: required(
    kind.host,
    '127.0.0.1',
    'Public listener: /api/*, /svar, /admin, and 200 or 503 on /healthz and /readyz.',
  ),
  PORT: required(kind.port, '3978', 'Port of the public listener.'),
  OPS_HOST: required(kind.host, '127.0.0.1', 'Listener for /metrics and health in detail; in every role.'),
  OPS_PORT: required(kind.port, '3979', 'Port of that listener.'),
  NODE_ENV: required(
    kind.oneOf('development', 'production', 'test'),
    'development',
    'production refuses embedded stores and missing credentials.',
  ),
  ROLE: required(kind.oneOf('all', 'web', 'worker'), 'all', 'What this process does: all, web or worker.'),
  LOG_LEVEL: required(
    kind.oneOf('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'),
    'info',
    'fatal, error, warn, info, debug, trace or silent.',
  ),
}

const stores = {
  DATA_DIR: required(kind.plainText, '.data', 'Folder of the embedded stores.'),
  REDIS_URL: optional(
    url.redisUrls,
    'redis://… or rediss://…, or a comma list for Cluster. Not set: embedded in DATA_DIR.',
  ),
  DATABASE_URL: optional(url.databaseUrl, 'postgres://… Not set: embedded in DATA_DIR.'),
}

const results = {
  RESULTS_URL: optional(url.fetchedUrl, 'Where submissions are also posted. Not set: SQL only.'),
  RESULTS_SECRET: optional(kind.webhookSecret, 'What they are signed with, whsec_…; needed with RESULTS_URL.'),
}

const bot = {
  MicrosoftAppId: optional(kind.guid, 'The registered app.'),
  MicrosoftAppType: optional(kind.appType, 'SingleTenant or UserAssignedMSI.'),
  MicrosoftAppTenantId: optional(kind.tenant, 'The tenant the app is registered in.'),
  MicrosoftAppPassword: optional(kind.appPassword, 'For SingleTenant; must be empty for UserAssignedMSI.'),
  CertificateThumbprint: optional(
    kind.thumbprint,
    'For SingleTenant, instead of a password: SHA-1, 40 hexadecimal digits.',
  ),
  CertificatePrivateKey: optional(kind.privateKey, 'Its key: PEM, RSA; line breaks may be written as \\n.'),
  ALLOWED_SERVICE_HOSTS: optional(
    kind.hostList,
    "Connector hosts besides Microsoft's. Not set: loopback in development.",
  ),
  ALLOWED_TENANTS: required(
    kind.guidList,
    '',
    'Comma list of tenants; empty: any tenant may present a code and sees nothing else.',
  ),
}

const sdk = {
  ChannelService: optional(kind.plainText, 'Address of the channel service.'),
  ValidateAuthority: optional(kind.oneOf('true', 'false'), 'true or false.'),
  ToChannelFromBotLoginUrl: optional(url.url('https:'), 'Where the bot gets its tokens; not used by UserAssignedMSI.'),
  ToChannelFromBotOAuthScope: optional(kind.plainText, 'The scope of those tokens.'),
  ToBotFromChannelTokenIssuer: optional(kind.plainText, 'Who signs what the channel sends.'),
  ToBotFromChannelOpenIdMetadataUrl: optional(url.fetchedUrl, 'Where the keys of that signer are described.'),
  BotOpenIdMetadata: optional(url.fetchedUrl, 'Older name of the same.'),
  ToBotFromEmulatorOpenIdMetadataUrl: optional(url.url('http:', 'https:'), 'The same for the emulator.'),
  OAuthUrl: optional(url.url('http:', 'https:'), 'Address of the user token service.'),
  OAuthApiEndpoint: optional(url.url('http:', 'https:'), 'Older name of the same.'),
  CallerId: optional(kind.plainText, 'Set on activities that were let in.'),
}

const admin = {
  ADMIN_OIDC_ISSUER: optional(url.issuer, "Who signs administrators' tokens (OpenID discovery)."),
  ADMIN_OIDC_AUDIENCE: optional(kind.plainText, 'Whom those tokens are for.'),
  ADMIN_OIDC_CLIENT_ID: optional(
    kind.plainText,
    "The administrators' page as that issuer knows it; it needs PUBLIC_URL too. Not set: no page.",
  ),
  ADMIN_OIDC_CLIENT_SECRET: optional(kind.plainText, 'What the page proves with that it is the one.'),
}

const web = {
  PUBLIC_URL: optional(
    url.publicUrl,
    'Where people find the pages, as in https://svar.example.no; links in letters begin with it.',
  ),
  CODE_SECRET: optional(
    kind.plainText,
    'What personal codes are made from. Changed, all codes that are out stop working.',
  ),
  CODE_SECRET_PREVIOUS: optional(kind.plainText, 'The one before it: codes made from it go on working.'),
  TRUSTED_PROXIES: required(
    kind.proxyList,
    '',
    'Comma list of addresses or networks whose X-Forwarded-For counts; empty: nobody.',
  ),
}

const mail = {
  SMTP_URL: optional(
    url.smtpUrl,
    'Server that mail goes out by: smtps://user:password@host:465, or smtp://…:587, which must offer STARTTLS unless on loopback.',
  ),
  MAIL_FROM: optional(kind.sender, 'Whom mail comes from, as in Etaten <svar@example.no>; needed with SMTP_URL.'),
  MAIL_RATE: required(kind.perSecond, '5', 'Mails per second.'),
}

const survey = {
  DIALOGS_DIR: kind.plainText
    .optional()
    .meta({ help: 'Folder of the waves. Not set: that of this installation.', fallback: 'dialogs' }),
  SURVEY_WAVE: optional(
    kind.folderName,
    'Folder in DIALOGS_DIR that takes answers, whatever the dates of the others. Not set: dates decide.',
  ),
  SURVEY_OPENS_AT: optional(
    kind.opening,
    'ISO 8601, Europe/Oslo without a zone; a date alone: from its beginning. Only with SURVEY_WAVE. Not set: wave.yaml.',
  ),
  SURVEY_CLOSES_AT: optional(
    kind.closing,
    'ISO 8601, Europe/Oslo without a zone; a date alone: to its end. Only with SURVEY_WAVE. Not set: wave.yaml.',
  ),
  SEND_RATE: required(kind.perSecond, '10', 'Reminders per second.'),
  SEND_RATE_PER_TENANT: required(kind.perSecond, '5', 'Reminders per second to one tenant.'),
}

/** The sections of `.env.example`. */
const sections = {
  'The service': service,
  Stores: stores,
  Results: results,
  'Bot registration (all empty: development on loopback only)': bot,
  "Passed on to the Bot Framework SDK; other clouds and tests only. Not set: the SDK's own": sdk,
  'Administrators (all empty: the admin API and the page are off)': admin,
  'The web (PUBLIC_URL and CODE_SECRET empty: no web in production, values of its own on loopback)': web,
  'Mail to those who cannot be reached in Teams (SMTP_URL empty: none; needs the web)': mail,
  'The survey': survey,
} as const

/** Every setting there is, by its name in the environment, each field described by a `SettingHelp`. */
export const fields = z.object({
  ...service,
  ...stores,
  ...results,
  ...bot,
  ...sdk,
  ...admin,
  ...web,
  ...mail,
  ...survey,
})
export type Fields = z.infer<typeof fields>
export type SettingName = keyof Fields
export const settingNames = fields.keyof().options

/** The keys that are handed to the SDK as they stand, under the names it reads. */
export const sdkNames = [
  'MicrosoftAppId',
  'MicrosoftAppType',
  'MicrosoftAppTenantId',
  'MicrosoftAppPassword',
  'CertificateThumbprint',
  'CertificatePrivateKey',
  ...(Object.keys(sdk) as (keyof typeof sdk)[]),
] as const

/** The text of `.env.example`: every setting with its help, in sections; those with a default show it. All are commented out. */
export function envExample(): string {
  const lines = ['# Copy to .env and fill in what differs. Made by npm run env:example from src/settings/fields.ts.']
  for (const [section, shape] of Object.entries(sections)) {
    lines.push('', `## ${section}`)
    for (const [name, schema] of Object.entries<z.ZodType>(shape)) {
      const { help, fallback } = schema.meta() as SettingHelp
      lines.push(`# ${help}`, `#${name}=${fallback ?? ''}`)
    }
  }
  return `${lines.join('\n')}\n`
}
