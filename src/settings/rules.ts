import { exampleAddressIn } from '../questionnaire/checks/addresses.ts'
import type { Fields, SettingName } from './fields.ts'

/** A setting that is wrong, and why. The reason never holds a value. */
export type SettingFault = { name: string; reason: string }

/** What was given: `values` holds the fields that are right by themselves, `isSet` is true of faulty ones too. */
type Given = { values: Partial<Fields>; isSet: (name: SettingName) => boolean }

/** Everything that must hold between settings. */
export function faultsBetween(given: Given): SettingFault[] {
  return [
    ...productionFaults(given),
    ...registrationFaults(given),
    ...credentialFaults(given),
    ...channelFaults(given),
    ...pairFaults(given),
    ...webFaults(given),
    ...chanceFaults(given),
    ...mailFaults(given),
    ...surveyFaults(given),
  ]
}

/** True for 127.0.0.0/8, ::1 and localhost. */
export function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/i.test(host)
}

const fault = (name: SettingName, reason: string): SettingFault => ({ name, reason })

function productionFaults({ values, isSet }: Given): SettingFault[] {
  if (values.NODE_ENV !== 'production') return []
  const stores = (['REDIS_URL', 'DATABASE_URL'] as const).filter((name) => !isSet(name))
  const open = signerNames.filter((name) => isClearText(values[name]))
  const told = receiverNames.filter((name) => isClearText(values[name]))
  return [
    ...stores.map((name) => fault(name, 'must be set in production: the embedded stores are for development')),
    ...open.map((name) =>
      fault(name, 'must begin with https:// in production: who changes the answer becomes the signer'),
    ),
    ...told.map((name) => fault(name, `must begin with https:// in production: ${goesThere[name]} in clear text`)),
  ]
}

/** Where the keys are asked for that callers are believed by. */
const signerNames = ['ADMIN_OIDC_ISSUER', 'ToBotFromChannelOpenIdMetadataUrl', 'BotOpenIdMetadata'] as const

const goesThere = {
  RESULTS_URL: 'what units have answered would go',
  OAuthUrl: 'tokens of the bot would go',
  OAuthApiEndpoint: 'tokens of the bot would go',
} as const
/** Where something is sent that others must not read. */
const receiverNames = Object.keys(goesThere) as (keyof typeof goesThere)[]

/** Whether what is sent there can be read on the way; between programs of one machine nobody can. */
function isClearText(address: string | undefined): boolean {
  if (address === undefined) return false
  const { protocol, hostname } = new URL(address)
  return protocol === 'http:' && !isLoopback(hostname)
}

const registrationNames = [
  'MicrosoftAppType',
  'MicrosoftAppTenantId',
  'MicrosoftAppPassword',
  'CertificateThumbprint',
  'CertificatePrivateKey',
] as const

function registrationFaults({ values, isSet }: Given): SettingFault[] {
  if (isSet('MicrosoftAppId')) return []
  if (registrationNames.some((name) => isSet(name))) {
    return [fault('MicrosoftAppId', 'must be set when other settings of the bot registration are')]
  }
  if (values.NODE_ENV === 'production') return [fault('MicrosoftAppId', 'must be set in production')]
  if (values.HOST !== undefined && !isLoopback(values.HOST)) {
    return [
      fault('MicrosoftAppId', 'must be set unless HOST is loopback: without it everybody who reaches the bot gets in'),
    ]
  }
  return []
}

function credentialFaults({ values, isSet }: Given): SettingFault[] {
  if (!isSet('MicrosoftAppId')) return []
  const type = values.MicrosoftAppType
  const faults: SettingFault[] = []
  if (!isSet('MicrosoftAppType')) faults.push(fault('MicrosoftAppType', 'must be set: SingleTenant or UserAssignedMSI'))
  if (!isSet('MicrosoftAppTenantId')) faults.push(fault('MicrosoftAppTenantId', 'must be set with MicrosoftAppId'))
  if (type === 'SingleTenant') faults.push(...secretFaults(isSet))
  if (type === 'UserAssignedMSI') {
    const secrets = (['MicrosoftAppPassword', ...certificate] as const).filter((name) => isSet(name))
    faults.push(
      ...secrets.map((name) => fault(name, 'must be empty for UserAssignedMSI: a managed identity has no secret')),
    )
  }
  return faults
}

const certificate = ['CertificateThumbprint', 'CertificatePrivateKey'] as const

function secretFaults(isSet: Given['isSet']): SettingFault[] {
  const given = certificate.filter((name) => isSet(name))
  if (given.length === 0 && !isSet('MicrosoftAppPassword')) {
    return [fault('MicrosoftAppPassword', 'must be set for SingleTenant, or a certificate instead')]
  }
  if (given.length > 0 && isSet('MicrosoftAppPassword')) {
    return [fault('MicrosoftAppPassword', 'must be empty beside a certificate: only one of them can count')]
  }
  if (given.length !== 1) return []
  return certificate
    .filter((name) => !isSet(name))
    .map((name) => fault(name, 'must be set with the other half of the certificate'))
}

/** Any of these makes the SDK forget its defaults for all of them, and it refuses every caller until the rest is given. */
// biome-ignore format: words of a kind share a line
const channelNames = [
  'ToChannelFromBotLoginUrl', 'ToChannelFromBotOAuthScope', 'ToBotFromChannelTokenIssuer',
  'ToBotFromChannelOpenIdMetadataUrl', 'BotOpenIdMetadata', 'ToBotFromEmulatorOpenIdMetadataUrl', 'OAuthUrl',
  'OAuthApiEndpoint', 'CallerId',
] as const

function channelFaults({ values, isSet }: Given): SettingFault[] {
  if (!channelNames.some((name) => isSet(name))) return []
  const needed: SettingName[] = ['ToChannelFromBotOAuthScope', 'ToBotFromChannelTokenIssuer']
  if (!isSet('BotOpenIdMetadata')) needed.push('ToBotFromChannelOpenIdMetadataUrl')
  // A managed identity gets its tokens from the machine it runs on.
  if (values.MicrosoftAppType === 'SingleTenant') needed.push('ToChannelFromBotLoginUrl')
  return needed
    .filter((name) => !isSet(name))
    .map((name) =>
      fault(name, 'must be set too: when one address of another channel is given, the SDK has no default for the rest'),
    )
}

function pairFaults({ values, isSet }: Given): SettingFault[] {
  const faults: SettingFault[] = []
  if (isSet('RESULTS_URL') && !isSet('RESULTS_SECRET')) {
    faults.push(fault('RESULTS_SECRET', 'must be set with RESULTS_URL: submissions are signed'))
  }
  const admin = ['ADMIN_OIDC_ISSUER', 'ADMIN_OIDC_AUDIENCE'] as const
  const absent = admin.filter((name) => !isSet(name))
  if (absent.length === 1)
    faults.push(...absent.map((name) => fault(name, 'must be set with the other ADMIN_OIDC setting')))
  faults.push(...pageFaults({ values, isSet }))
  const isClash = values.PORT !== undefined && values.PORT !== 0 && values.PORT === values.OPS_PORT
  if (isClash && values.HOST === values.OPS_HOST)
    faults.push(fault('OPS_PORT', 'must differ from PORT on the same host'))
  return faults
}

/** The page signs people in at the issuer of the API, and comes back to where people find the web. */
function pageFaults({ values, isSet }: Given): SettingFault[] {
  const pair = ['ADMIN_OIDC_CLIENT_ID', 'ADMIN_OIDC_CLIENT_SECRET'] as const
  const absent = pair.filter((name) => !isSet(name))
  if (absent.length === 2) return []
  const faults = absent.map((name) => fault(name, `must be set with ${pair.find((other) => other !== name)}`))
  if (!isSet('ADMIN_OIDC_ISSUER'))
    faults.push(fault('ADMIN_OIDC_ISSUER', "must be set for the administrators' page: it signs people in there"))
  const isLocal = values.NODE_ENV !== 'production' && values.HOST !== undefined && isLoopback(values.HOST)
  if (!isSet('PUBLIC_URL') && !isLocal)
    faults.push(fault('PUBLIC_URL', "must be set for the administrators' page: people come back there when signed in"))
  return faults
}

function webFaults({ values, isSet }: Given): SettingFault[] {
  const faults: SettingFault[] = []
  const pair = ['PUBLIC_URL', 'CODE_SECRET'] as const
  const absent = pair.filter((name) => !isSet(name))
  if (absent.length === 1)
    faults.push(...absent.map((name) => fault(name, `must be set with ${pair.find((other) => other !== name)}`)))
  if (isSet('CODE_SECRET_PREVIOUS') && !isSet('CODE_SECRET'))
    faults.push(fault('CODE_SECRET', 'must be set with CODE_SECRET_PREVIOUS: that one only lets older codes work on'))
  const isSame = values.CODE_SECRET !== undefined && values.CODE_SECRET === values.CODE_SECRET_PREVIOUS
  if (isSame) faults.push(fault('CODE_SECRET_PREVIOUS', 'must differ from CODE_SECRET'))
  if (isClearText(values.PUBLIC_URL))
    faults.push(fault('PUBLIC_URL', 'must begin with https://: what people answer would go in clear text'))
  return faults
}

/** Fewer different bytes than these are an example or somebody's hand, not chance. */
const LEAST_BYTES = 8
/** So many signs of chance are more than a code itself holds. */
const LEAST_SIGNS = 32

/** A secret counts as far as its address does: between programs of one machine, while developing, it may be easy to remember. */
function chanceFaults({ values }: Given): SettingFault[] {
  const isOwn = (address: string | undefined): boolean =>
    values.NODE_ENV !== 'production' && address !== undefined && isLoopback(new URL(address).hostname)
  const isVaried = (bytes: Iterable<unknown>): boolean => new Set(bytes).size >= LEAST_BYTES
  const faults: SettingFault[] = []
  const { RESULTS_SECRET, RESULTS_URL, PUBLIC_URL } = values
  const isWebhookSafe =
    RESULTS_SECRET === undefined || isOwn(RESULTS_URL) || isVaried(Buffer.from(RESULTS_SECRET.slice(6), 'base64'))
  if (!isWebhookSafe) faults.push(fault('RESULTS_SECRET', 'must be made by chance, as with openssl rand -base64 32'))
  for (const name of ['CODE_SECRET', 'CODE_SECRET_PREVIOUS'] as const) {
    const secret = values[name]
    if (secret === undefined || isOwn(PUBLIC_URL) || (secret.length >= LEAST_SIGNS && isVaried(secret))) continue
    const long = `must be made by chance and have at least ${LEAST_SIGNS} signs, as with openssl rand -base64 32`
    faults.push(fault(name, long))
  }
  return faults
}

function mailFaults({ values, isSet }: Given): SettingFault[] {
  const faults: SettingFault[] = []
  const absent = (['SMTP_URL', 'MAIL_FROM'] as const).filter((name) => !isSet(name))
  if (absent.length === 1)
    faults.push(
      ...absent.map((name) => fault(name, `must be set with ${name === 'SMTP_URL' ? 'MAIL_FROM' : 'SMTP_URL'}`)),
    )
  if (!isSet('SMTP_URL')) return faults
  const isReal = values.NODE_ENV === 'production' || (values.HOST !== undefined && !isLoopback(values.HOST))
  if (isReal && !isSet('PUBLIC_URL'))
    faults.push(fault('PUBLIC_URL', 'must be set with SMTP_URL: mail holds a link to the pages'))
  if (values.NODE_ENV === 'production' && exampleAddressIn(values.MAIL_FROM?.address ?? '') !== null)
    faults.push(fault('MAIL_FROM', 'is an example address, which nobody can answer'))
  return faults
}

function surveyFaults({ values, isSet }: Given): SettingFault[] {
  const { SURVEY_OPENS_AT: opensAt, SURVEY_CLOSES_AT: closesAt } = values
  if (!isSet('SURVEY_WAVE')) {
    return (['SURVEY_OPENS_AT', 'SURVEY_CLOSES_AT'] as const)
      .filter((name) => isSet(name))
      .map((name) => fault(name, 'must be empty unless SURVEY_WAVE says of which wave'))
  }
  if (opensAt === undefined || closesAt === undefined || closesAt > opensAt) return []
  return [fault('SURVEY_CLOSES_AT', 'must be after SURVEY_OPENS_AT')]
}
