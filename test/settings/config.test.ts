import { describe, expect, test } from 'vitest'
import { readSettings } from '../../src/settings/settings.ts'
import { rsa, thumbprint } from '../support/certificate.ts'

const guid = '11111111-2222-3333-4444-555555555555'
const singleTenant = {
  MicrosoftAppId: guid,
  MicrosoftAppType: 'SingleTenant',
  MicrosoftAppTenantId: guid,
  MicrosoftAppPassword: 'a-password',
}
const managedIdentity = { MicrosoftAppId: guid, MicrosoftAppType: 'UserAssignedMSI', MicrosoftAppTenantId: guid }
const production = {
  NODE_ENV: 'production',
  HOST: '0.0.0.0',
  REDIS_URL: 'redis://redis:6379',
  DATABASE_URL: 'postgres://db/kd',
  ...singleTenant,
}

function settingsOf(env: Record<string, string>) {
  const read = readSettings(env)
  if (!read.ok) throw new Error(JSON.stringify(read.faults))
  return read.settings
}

function faultyNames(env: Record<string, string>): string[] {
  const read = readSettings(env)
  return read.ok ? [] : read.faults.map((fault) => fault.name).sort()
}

const issuer = { ADMIN_OIDC_ISSUER: 'https://login.example', ADMIN_OIDC_AUDIENCE: 'api://kd' }

describe('what is accepted', () => {
  test('nothing at all: development on loopback with embedded stores', () => {
    expect(settingsOf({})).toMatchObject({
      environment: 'development',
      listen: { host: '127.0.0.1', port: 3978 },
      ops: { host: '127.0.0.1', port: 3979 },
      redis: { kind: 'embedded' },
      database: { kind: 'embedded' },
      results: null,
      admin: null,
      bot: { appId: null, sdk: {}, allowedServiceHosts: ['127.0.0.1', 'localhost', '[::1]'], allowedTenants: [] },
      survey: { wave: null, opensAt: null, closesAt: null },
      sendRate: { perSecond: 10, perSecondPerTenant: 5 },
    })
  })

  test.each(['https://results.example/in', 'http://127.0.0.1:8080/in', 'http://localhost:8080', 'http://[::1]:8080'])(
    'production that posts submissions to %s',
    (RESULTS_URL) => {
      const settings = settingsOf({
        ...production,
        RESULTS_URL,
        RESULTS_SECRET: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
      })
      expect(settings.results?.url).toBe(RESULTS_URL)
    },
  )

  test('a receiver in clear text while developing', () => {
    const RESULTS_URL = 'http://results.example'
    const plain = {
      RESULTS_URL: 'http://localhost:9/in',
      RESULTS_SECRET: `whsec_${Buffer.alloc(24, 1).toString('base64')}`,
    }
    expect(settingsOf(plain).results?.secret).toBe(plain.RESULTS_SECRET)
    expect(settingsOf({ RESULTS_URL, RESULTS_SECRET: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' }).results?.url).toBe(
      RESULTS_URL,
    )
  })

  test('production with its stores and a single-tenant bot; loopback connectors are not let in there', () => {
    const settings = settingsOf(production)
    expect(settings.redis).toEqual({ kind: 'server', url: 'redis://redis:6379' })
    expect(settings.bot).toMatchObject({ appId: guid, sdk: singleTenant, allowedServiceHosts: [] })
  })

  test('one port on two addresses', () => {
    const settings = settingsOf({ PORT: '4000', OPS_PORT: '4000', OPS_HOST: '127.0.0.2' })
    expect(settings.ops).toEqual({ host: '127.0.0.2', port: 4000 })
  })

  test('a comma list is Redis Cluster', () => {
    const settings = settingsOf({ REDIS_URL: 'redis://a:1, redis://b:2' })
    expect(settings.redis).toEqual({ kind: 'cluster', urls: ['redis://a:1', 'redis://b:2'] })
  })

  test('a managed identity on another channel, without a login address', () => {
    const channel = {
      ToBotFromChannelOpenIdMetadataUrl: 'http://127.0.0.1:1/openid',
      ToBotFromChannelTokenIssuer: 'https://issuer.test',
      ToChannelFromBotOAuthScope: 'https://scope.test',
    }
    expect(settingsOf({ ...managedIdentity, ...channel }).bot.sdk).toEqual({ ...managedIdentity, ...channel })
  })

  test('the app type in any case comes out as the convention writes it', () => {
    expect(settingsOf({ ...managedIdentity, MicrosoftAppType: 'userAssignedMsi' }).bot.sdk.MicrosoftAppType).toBe(
      'UserAssignedMSI',
    )
  })

  test('empty text counts as not set', () => {
    expect(settingsOf({ REDIS_URL: '', PORT: ' ' })).toMatchObject({
      redis: { kind: 'embedded' },
      listen: { port: 3978 },
    })
  })

  test.each([
    ['2026-11-01T08:00', '2026-11-01T07:00:00Z'],
    ['2026-07-01T08:00', '2026-07-01T06:00:00Z'],
    ['2026-11-01T08:00Z', '2026-11-01T08:00:00Z'],
    ['2026-11-01', '2026-10-31T23:00:00Z'],
  ])('%s opens the survey at %s', (text, instant) => {
    expect(settingsOf({ SURVEY_WAVE: 'prove', SURVEY_OPENS_AT: text }).survey.opensAt).toBe(Date.parse(instant))
  })

  test('a closing date alone counts to its end', () => {
    const { survey } = settingsOf({
      SURVEY_WAVE: 'prove',
      SURVEY_OPENS_AT: '2026-11-01',
      SURVEY_CLOSES_AT: '2026-11-01',
    })
    expect((survey.closesAt ?? 0) - (survey.opensAt ?? 0)).toBe(24 * 60 * 60 * 1000)
  })
})

describe('what is refused', () => {
  const elsewhere = {
    ...production,
    ...{ ToBotFromChannelOpenIdMetadataUrl: 'https://keys.example', ToBotFromChannelTokenIssuer: 'a' },
    ...{ ToChannelFromBotOAuthScope: 'a', ToChannelFromBotLoginUrl: 'https://a' },
  }
  const noCredentials = { NODE_ENV: 'production', REDIS_URL: 'redis://a', DATABASE_URL: 'postgres://a/b' }
  const { MicrosoftAppPassword: _, ...noPassword } = singleTenant
  const { MicrosoftAppTenantId: __, ...noTenant } = managedIdentity

  test.each<[string, Record<string, string>, string[]]>([
    [
      'production with embedded stores',
      { ...production, REDIS_URL: '', DATABASE_URL: '' },
      ['DATABASE_URL', 'REDIS_URL'],
    ],
    ['production without credentials', noCredentials, ['MicrosoftAppId']],
    ['no credentials while others can reach the bot', { HOST: '0.0.0.0' }, ['MicrosoftAppId']],
    ['a password without an app', { MicrosoftAppPassword: 'x' }, ['MicrosoftAppId']],
    ['an app without a type', { ...singleTenant, MicrosoftAppType: '' }, ['MicrosoftAppType']],
    ['a multi-tenant bot', { ...singleTenant, MicrosoftAppType: 'MultiTenant' }, ['MicrosoftAppType']],
    [
      'a misspelt type, which the SDK would take for MultiTenant',
      { ...singleTenant, MicrosoftAppType: 'SingleTennant' },
      ['MicrosoftAppType'],
    ],
    ['a single tenant without password', noPassword, ['MicrosoftAppPassword']],
    ['half a certificate', { ...noPassword, CertificateThumbprint: thumbprint }, ['CertificatePrivateKey']],
    ['a managed identity with a password', { ...managedIdentity, MicrosoftAppPassword: 'x' }, ['MicrosoftAppPassword']],
    [
      'a password beside a certificate: nobody could say which counts',
      { ...singleTenant, CertificateThumbprint: thumbprint, CertificatePrivateKey: rsa() },
      ['MicrosoftAppPassword'],
    ],
    [
      'a managed identity with a certificate',
      { ...managedIdentity, CertificateThumbprint: thumbprint, CertificatePrivateKey: rsa() },
      ['CertificatePrivateKey', 'CertificateThumbprint'],
    ],
    ...(['http://results.example/in', 'http://10.0.0.4:8080', 'http://localhost.example', 'HTTP://a'] as const).map(
      (RESULTS_URL): [string, Record<string, string>, string[]] => [
        `production that would send answers to ${RESULTS_URL}`,
        { ...production, RESULTS_URL, RESULTS_SECRET: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' },
        ['RESULTS_URL'],
      ],
    ),
    [
      'production that would send tokens in clear text',
      { ...elsewhere, OAuthUrl: 'http://tokens.example' },
      ['OAuthUrl'],
    ],
    ['the same by its older name', { ...elsewhere, OAuthApiEndpoint: 'http://tokens.example' }, ['OAuthApiEndpoint']],
    [
      'production that would believe keys fetched in clear text from elsewhere',
      { ...production, ADMIN_OIDC_ISSUER: 'http://login.example', ADMIN_OIDC_AUDIENCE: 'a' },
      ['ADMIN_OIDC_ISSUER'],
    ],
    [
      'the same of the channel',
      {
        ...{
          ...production,
          ToBotFromChannelOpenIdMetadataUrl: 'http://keys.example',
          ToBotFromChannelTokenIssuer: 'a',
        },
        ...{ ToChannelFromBotOAuthScope: 'a', ToChannelFromBotLoginUrl: 'https://a' },
      },
      ['ToBotFromChannelOpenIdMetadataUrl'],
    ],
    ['a managed identity without tenant', noTenant, ['MicrosoftAppTenantId']],
    [
      'one address of another channel alone',
      { ...managedIdentity, BotOpenIdMetadata: 'http://a' },
      ['ToBotFromChannelTokenIssuer', 'ToChannelFromBotOAuthScope'],
    ],
    [
      'another channel without login address',
      {
        ...singleTenant,
        BotOpenIdMetadata: 'http://a',
        ToBotFromChannelTokenIssuer: 'a',
        ToChannelFromBotOAuthScope: 'a',
      },
      ['ToChannelFromBotLoginUrl'],
    ],
    ['results without a secret', { RESULTS_URL: 'https://a' }, ['RESULTS_SECRET']],
    [
      'a secret of one sign in production',
      { ...production, RESULTS_URL: 'http://127.0.0.1:1', RESULTS_SECRET: `whsec_${'a'.repeat(32)}` },
      ['RESULTS_SECRET'],
    ],
    ['a secret of one sign alone', { RESULTS_SECRET: `whsec_${'a'.repeat(32)}` }, ['RESULTS_SECRET']],
    ['a secret that is too short', { RESULTS_URL: 'https://a', RESULTS_SECRET: 'whsec_abc' }, ['RESULTS_SECRET']],
    [
      'a secret of 23 bytes',
      { RESULTS_URL: 'https://a', RESULTS_SECRET: `whsec_${Buffer.alloc(23, 'a').toString('base64')}` },
      ['RESULTS_SECRET'],
    ],
    [
      'a password in an address that is fetched: every try would fail',
      { RESULTS_URL: 'https://a:b@c', RESULTS_SECRET: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' },
      ['RESULTS_URL'],
    ],
    ['half of the administrators', { ADMIN_OIDC_ISSUER: 'https://a' }, ['ADMIN_OIDC_AUDIENCE']],
    [
      'a page that signs people in nowhere',
      { ADMIN_OIDC_CLIENT_ID: 'kd', ADMIN_OIDC_CLIENT_SECRET: 's' },
      ['ADMIN_OIDC_ISSUER'],
    ],
    ['half of the page', { ...issuer, ADMIN_OIDC_CLIENT_ID: 'kd' }, ['ADMIN_OIDC_CLIENT_SECRET']],
    ['the other half of the page', { ...issuer, ADMIN_OIDC_CLIENT_SECRET: 's' }, ['ADMIN_OIDC_CLIENT_ID']],
    [
      'a page that nobody can come back to',
      { ...production, ...issuer, ADMIN_OIDC_CLIENT_ID: 'kd', ADMIN_OIDC_CLIENT_SECRET: 's' },
      ['PUBLIC_URL'],
    ],
    [
      'closing before opening',
      { SURVEY_WAVE: 'prove', SURVEY_OPENS_AT: '2026-11-02', SURVEY_CLOSES_AT: '2026-11-01' },
      ['SURVEY_CLOSES_AT'],
    ],
    ['a day that is not', { SURVEY_WAVE: 'prove', SURVEY_OPENS_AT: '2026-02-30' }, ['SURVEY_OPENS_AT']],
    ['a time without a date', { SURVEY_WAVE: 'prove', SURVEY_OPENS_AT: '10:00' }, ['SURVEY_OPENS_AT']],
    ['an opening of nobody knows which wave', { SURVEY_OPENS_AT: '2026-11-01' }, ['SURVEY_OPENS_AT']],
    ['a closing of nobody knows which wave', { SURVEY_CLOSES_AT: '2026-11-01' }, ['SURVEY_CLOSES_AT']],
    ['two listeners in one place', { PORT: '4000', OPS_PORT: '4000' }, ['OPS_PORT']],
    ['a port too high', { PORT: '65536' }, ['PORT']],
    ['a way out of dialogs/', { SURVEY_WAVE: '../secrets' }, ['SURVEY_WAVE']],
    ['a service host with protocol', { ALLOWED_SERVICE_HOSTS: 'https://a' }, ['ALLOWED_SERVICE_HOSTS']],
    ['a tenant that is no id', { ALLOWED_TENANTS: `${guid},x` }, ['ALLOWED_TENANTS']],
    ['mixed cluster addresses', { REDIS_URL: 'redis://a,rediss://b' }, ['REDIS_URL']],
    ['sending at no rate', { SEND_RATE: '0' }, ['SEND_RATE']],
    ['a role that is none', { ROLE: 'boss' }, ['ROLE']],
  ])('%s', (_name, env, names) => {
    expect(faultyNames(env)).toEqual(names)
  })

  test('everything at once, faults of fields and between fields alike', () => {
    const env = {
      PORT: 'x',
      RESULTS_URL: 'ftp://a',
      MicrosoftAppId: 'x',
      MicrosoftAppType: 'MultiTenant',
      SURVEY_WAVES: 'x',
    }
    expect(faultyNames(env)).toEqual([
      'MicrosoftAppId',
      'MicrosoftAppTenantId',
      'MicrosoftAppType',
      'PORT',
      'RESULTS_SECRET',
      'RESULTS_URL',
      'SURVEY_WAVES',
    ])
  })

  test('no reason repeats a value', () => {
    const secret = 'hunter2'
    const names = [
      'PORT',
      'REDIS_URL',
      'DATABASE_URL',
      'RESULTS_URL',
      'RESULTS_SECRET',
      'MicrosoftAppId',
      'MicrosoftAppType',
    ]
    const read = readSettings(
      Object.fromEntries([...names, 'MicrosoftAppPasword', 'SURVEY_OPENS_AT'].map((name) => [name, secret])),
    )
    expect(JSON.stringify(read)).not.toContain(secret)
  })
})
