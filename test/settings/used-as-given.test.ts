/** Settings that are there but could not be used are refused at the start, and what people write for them is taken. */

import { createPrivateKey, generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { readSettings } from '../../src/settings/settings.ts'
import { encrypted, rsa, thumbprint } from '../support/certificate.ts'

const app = {
  MicrosoftAppId: '3f1c2a90-0000-4000-8000-00000000000c',
  MicrosoftAppType: 'SingleTenant',
  MicrosoftAppTenantId: '7c9d2b10-0000-4000-8000-00000000000b',
}
const withKey = (CertificatePrivateKey: string, CertificateThumbprint = thumbprint) =>
  readSettings({ ...app, CertificatePrivateKey, CertificateThumbprint })
const sdkOf = (read: ReturnType<typeof readSettings>) => {
  if (!read.ok) throw new Error(JSON.stringify(read.faults))
  return read.settings.bot.sdk
}
const faultOf = (env: Record<string, string>) => {
  const read = readSettings(env)
  return read.ok ? [] : read.faults
}

describe('the private key of a certificate', () => {
  const pem = rsa()
  test.each([
    ['as OpenSSL writes it', pem],
    ['with \\n for its line breaks', pem.replaceAll('\n', '\\n')],
    ['with \\r\\n for them', pem.replaceAll('\n', '\\r\\n')],
    ['with blanks for them', pem.replaceAll('\n', ' ')],
    ['in one piece', pem.replaceAll('\n', '')],
    ['with lines of Windows', pem.replaceAll('\n', '\r\n')],
    ['in the older form', rsa('pkcs1')],
    ['after its certificate', `-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n${pem}`],
  ])('%s: is the key', (_, written) => {
    const read = sdkOf(withKey(written)).CertificatePrivateKey ?? ''
    expect(createPrivateKey(read).equals(createPrivateKey(pem))).toBe(true)
  })

  const of = (key: { export(options: object): string | Buffer }) => String(key.export({ type: 'pkcs8', format: 'pem' }))
  test.each([
    ['no key', 'x'],
    ['a certificate alone', '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----'],
    ['the first line alone', '-----BEGIN PRIVATE KEY-----'],
    ['a key cut off', `${pem.slice(0, 400)}\n-----END PRIVATE KEY-----`],
    ['a key behind a password', encrypted()],
    [
      'a public key',
      generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    ],
    ['an elliptic key', of(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey)],
    ['an Ed25519 key', of(generateKeyPairSync('ed25519').privateKey)],
    ['a short key', of(generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey)],
    ['the name of a file', '/run/secrets/bot.key'],
  ])('%s: refused, and nothing of it is repeated', (_, written) => {
    const read = withKey(written)
    expect(read).toMatchObject({ ok: false, faults: [{ name: 'CertificatePrivateKey' }] })
    expect(JSON.stringify(read)).not.toContain('MII')
  })
})

describe('the thumbprint of a certificate', () => {
  test.each([
    thumbprint.toLowerCase(),
    thumbprint.replace(/../g, '$&:').slice(0, -1),
    thumbprint.replace(/../g, '$& ').trim(),
    `\u200e${thumbprint}`,
  ])('«%s» is taken', (written) => {
    expect(sdkOf(withKey(rsa(), written)).CertificateThumbprint).toBe(thumbprint)
  })

  test.each(['x', thumbprint.slice(1), `${thumbprint}0`, thumbprint.repeat(2).slice(0, 64), 'SHA1'])(
    '«%s» is refused',
    (written) => {
      expect(withKey(rsa(), written)).toMatchObject({ ok: false, faults: [{ name: 'CertificateThumbprint' }] })
    },
  )
})

describe('addresses', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kd-ca-'))
  const ca = join(folder, 'ca.pem')
  writeFileSync(ca, 'x')
  afterAll(() => rmSync(folder, { recursive: true }))
  const oidc = (ADMIN_OIDC_ISSUER: string) => ({ ADMIN_OIDC_ISSUER, ADMIN_OIDC_AUDIENCE: 'api://kd' })

  test.each<Record<string, string>>([
    { DATABASE_URL: 'postgres://u:p%23@h/db?sslmode=verify-full' },
    { DATABASE_URL: 'postgres://u:p%ss@h/db' },
    { DATABASE_URL: 'postgres:///db?host=/var/run/postgresql' },
    { DATABASE_URL: `postgres://h/db?sslmode=verify-ca&sslrootcert=${ca}` },
    { REDIS_URL: 'rediss://:p%40@h:6380/2' },
    { REDIS_URL: 'redis://a:1/0,redis://b:2' },
    oidc('https://login.microsoftonline.com/7c9d2b10-0000-4000-8000-00000000000b/v2.0'),
    oidc('https://login.imdi.no/realms/common'),
    { HOST: '::1' },
    { HOST: '[::1]' },
    { HOST: '127.0.0.2' },
    { HOST: '0.0.0.0', ...app, MicrosoftAppPassword: 'p~8Q' },
  ])('%j is taken', (env) => {
    expect(faultOf(env)).toEqual([])
  })

  test.each<[Record<string, string>, string]>([
    [{ DATABASE_URL: 'postgres://u:p#ss@h/db' }, '%23'],
    [{ DATABASE_URL: 'postgres://u:p/ss@h/db' }, '%2F'],
    [{ DATABASE_URL: 'postgres://u:p%e9x@h/db' }, '%25'],
    [{ DATABASE_URL: 'postgres:///db' }, 'server'],
    [{ DATABASE_URL: 'postgres://h/db?sslmode=required' }, 'sslmode'],
    [{ DATABASE_URL: `postgres://h/db?sslmode=verify-ca&sslrootcert=${ca}.no` }, 'sslrootcert'],
    [{ DATABASE_URL: 'postgres://h/db?SSLMODE=verify-full' }, 'small letters'],
    [{ DATABASE_URL: `postgres://h/db?sslmode=require&sslRootCert=${ca}` }, 'small letters'],
    [{ DATABASE_URL: 'postgres://h/db?sslmode=verify-full&sslmode=disable' }, 'once'],
    [{ REDIS_URL: 'redis://:p#s@h' }, '%23'],
    [{ REDIS_URL: 'redis://:p%zz@h' }, '%25'],
    [{ REDIS_URL: 'redis://h:1/cache' }, 'number of the database'],
    [{ REDIS_URL: 'redis://a:1/2,redis://b:2/2' }, 'Cluster'],
    [oidc('https://login.microsoftonline.com/common/v2.0'), 'tenant'],
    [oidc('https://login.microsoftonline.com/organizations/v2.0'), 'tenant'],
    [oidc('https://login.microsoftonline.com/{tenantid}/v2.0'), 'place-holders'],
    [oidc('https://a.no/.well-known/openid-configuration'), '/.well-known/'],
    [oidc('https://a.no/?x=1'), '?'],
    [{ HOST: 'http://0.0.0.0' }, 'without https://'],
    [{ HOST: '127.0.0.1:3978' }, 'without https:// and port'],
    [{ HOST: 'localhost:80' }, 'without https:// and port'],
    [{ HOST: '127.999.0.1' }, 'host name'],
    [{ HOST: '127.1' }, 'host name'],
    [{ HOST: '[fe80::1' }, 'host name'],
    [{ ...app, MicrosoftAppPassword: '5e1b6a2c-3f64-4b8e-9d53-7b1f6a0c2e11' }, "secret's id"],
    [{ ...app, MicrosoftAppPassword: 'x', MicrosoftAppTenantId: '00000000-0000-0000-0000-000000000000' }, 'tenant'],
    [{ ALLOWED_TENANTS: '00000000-0000-0000-0000-000000000000' }, 'zeros'],
    [{ RESULTS_URL: 'https://a', RESULTS_SECRET: `whsec_${'a'.repeat(32)}` }, 'chance'],
  ])('%j is refused, and why is said', (env, why) => {
    const faults = faultOf(env)
    expect(faults).toMatchObject([{ reason: expect.stringContaining(why) }])
    expect(JSON.stringify(faults)).not.toContain('p#ss')
  })

  test.each([
    ['REDISS://:p%40Ss@Host:6380', { kind: 'server', url: 'rediss://:p%40Ss@Host:6380' }],
    ['Rediss://h', { kind: 'server', url: 'rediss://h' }],
    ['REDIS://h', { kind: 'server', url: 'redis://h' }],
    ['rediss://a,REDISS://b', { kind: 'cluster', urls: ['rediss://a', 'rediss://b'] }],
  ])('%s speaks TLS or not, however it is spelt', (REDIS_URL, redis) => {
    expect(readSettings({ REDIS_URL })).toMatchObject({ ok: true, settings: { redis } })
  })
})
