/** PUBLIC_URL, CODE_SECRET, CODE_SECRET_PREVIOUS and TRUSTED_PROXIES: what they give, and what is refused at the start. */
import { expect, it } from 'vitest'
import { readSettings } from '../../src/settings/settings.ts'

const guid = '11111111-2222-3333-4444-555555555555'
const production = {
  ...{ NODE_ENV: 'production', HOST: '0.0.0.0', REDIS_URL: 'redis://redis:6379', DATABASE_URL: 'postgres://db/kd' },
  ...{ MicrosoftAppId: guid, MicrosoftAppType: 'UserAssignedMSI', MicrosoftAppTenantId: guid },
}
const secret = '9f2c7e41b0d85a36e1f7c2904bd6a83f'
const older = 'b7e0412fd9863ca5174e9c02fa6d8b31'

const webOf = (env: Record<string, string>) => {
  const read = readSettings(env)
  if (!read.ok) throw new Error(JSON.stringify(read.faults))
  return read.settings.web
}
const faulty = (env: Record<string, string>) => {
  const read = readSettings(env)
  return read.ok ? [] : read.faults.map(({ name }) => name)
}

it('is there on loopback without being asked for, and nowhere else', () => {
  expect(webOf({})).toMatchObject({ publicUrl: null, trustedProxies: [] })
  expect(webOf(production)).toBeNull()
  const { NODE_ENV: _, ...open } = production
  expect(webOf(open)).toBeNull()
})

it('takes an address without a path, and both secrets, the newer first', () => {
  const web = webOf({
    ...production,
    ...{ PUBLIC_URL: 'https://svar.imdi.no/', CODE_SECRET: secret, CODE_SECRET_PREVIOUS: older },
    TRUSTED_PROXIES: '10.0.0.5, 10.1.0.0/16, fd00::/8',
  })
  expect(web).toEqual({
    publicUrl: 'https://svar.imdi.no',
    codeSecrets: [secret, older],
    trustedProxies: ['10.0.0.5', '10.1.0.0/16', 'fd00::/8'],
  })
})

it.each([
  ['short', 'http://127.0.0.1:3978', 'kort'],
  ['of one sign', 'http://localhost:3978', 'a'.repeat(40)],
  ['short, at IPv6', 'http://[::1]:3978', '1'],
])('may be easy to remember where all is on one machine: %s', (_what, PUBLIC_URL, CODE_SECRET) => {
  const own = { PUBLIC_URL, CODE_SECRET }
  expect(webOf(own)?.codeSecrets).toEqual([CODE_SECRET])
  expect(faulty({ ...production, ...own })).toContain('CODE_SECRET')
  expect(faulty({ ...own, PUBLIC_URL: 'https://svar.imdi.no' })).toContain('CODE_SECRET')
})

it.each([
  ['an address alone', { PUBLIC_URL: 'https://svar.imdi.no' }, 'CODE_SECRET'],
  ['a secret alone', { CODE_SECRET: secret }, 'PUBLIC_URL'],
  ['an older secret alone', { CODE_SECRET_PREVIOUS: older }, 'CODE_SECRET'],
  [
    'the same twice',
    { PUBLIC_URL: 'https://a.no', CODE_SECRET: secret, CODE_SECRET_PREVIOUS: secret },
    'CODE_SECRET_PREVIOUS',
  ],
  ['a secret that is short', { PUBLIC_URL: 'https://a.no', CODE_SECRET: secret.slice(1) }, 'CODE_SECRET'],
  ['a secret of one sign', { PUBLIC_URL: 'https://a.no', CODE_SECRET: 'a'.repeat(40) }, 'CODE_SECRET'],
  ['an address in clear text', { PUBLIC_URL: 'http://svar.imdi.no', CODE_SECRET: secret }, 'PUBLIC_URL'],
  ['an address with a path', { PUBLIC_URL: 'https://imdi.no/svar', CODE_SECRET: secret }, 'PUBLIC_URL'],
  ['an address with a query', { PUBLIC_URL: 'https://imdi.no/?a', CODE_SECRET: secret }, 'PUBLIC_URL'],
  ['an address with a name in it', { PUBLIC_URL: 'https://me@imdi.no', CODE_SECRET: secret }, 'PUBLIC_URL'],
  ['a proxy by name', { TRUSTED_PROXIES: 'proxy.local' }, 'TRUSTED_PROXIES'],
  ['everybody', { TRUSTED_PROXIES: '0.0.0.0/0' }, 'TRUSTED_PROXIES'],
  ['everybody by IPv6, beside a proxy', { TRUSTED_PROXIES: '10.0.0.5, ::/0' }, 'TRUSTED_PROXIES'],
  ['a network that is too narrow', { TRUSTED_PROXIES: '10.0.0.0/33' }, 'TRUSTED_PROXIES'],
])('is refused: %s', (_what, env, name) => {
  expect(faulty({ ...production, ...env })).toContain(name)
})
