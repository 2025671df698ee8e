import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, type JWTHeaderParameters, SignJWT, UnsecuredJWT } from 'jose'

export const AUDIENCE = 'api://kommunedialog'

type Claims = {
  roles?: unknown
  sub?: string | null
  oid?: string
  iss?: string
  aud?: string
  exp?: number | null
  nbf?: number
}

/** An OpenID issuer on loopback. `now`: ms; tokens are good for ten minutes from then. */
export const startTokenIssuer = async (now: () => number) => {
  const rsa = await generateKeyPair('RS256')
  const ec = await generateKeyPair('ES256')
  const pss = await generateKeyPair('PS256')
  const strange = await generateKeyPair('RS256')
  const keys = [
    { ...(await exportJWK(rsa.publicKey)), kid: 'rsa', use: 'sig' },
    { ...(await exportJWK(ec.publicKey)), kid: 'ec', use: 'sig' },
    { ...(await exportJWK(pss.publicKey)), kid: 'pss', use: 'sig' },
  ]
  let issuer = ''
  let isAway = false
  const server = createServer((request, response) => {
    if (isAway) return void request.socket.destroy()
    response.setHeader('content-type', 'application/json')
    const isKeys = request.url === '/keys'
    response.end(JSON.stringify(isKeys ? { keys } : { issuer, jwks_uri: `${issuer}/keys` }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  const payload = ({
    roles = ['Survey.Admin'],
    sub = 'kari',
    oid,
    iss = issuer,
    aud = AUDIENCE,
    exp,
    nbf,
  }: Claims) => ({
    roles,
    iss,
    aud,
    ...(sub === null ? {} : { sub }),
    ...(oid === undefined ? {} : { oid }),
    ...(nbf === undefined ? {} : { nbf }),
    ...(exp === null ? {} : { exp: exp ?? Math.floor(now() / 1000) + 600 }),
  })
  const signed = (claims: Claims, header: JWTHeaderParameters, key: Parameters<SignJWT['sign']>[0]) =>
    new SignJWT(payload(claims)).setProtectedHeader(header).sign(key)
  return {
    issuer,
    token: (claims: Claims = {}) => signed(claims, { alg: 'RS256', kid: 'rsa' }, rsa.privateKey),
    elliptic: () => signed({}, { alg: 'ES256', kid: 'ec' }, ec.privateKey),
    /** A good signature of an algorithm that is not on the list. */
    unlisted: () => signed({}, { alg: 'PS256', kid: 'pss' }, pss.privateKey),
    /** Another's key under our key's name. */
    forged: () => signed({}, { alg: 'RS256', kid: 'rsa' }, strange.privateKey),
    unknownKey: () => signed({}, { alg: 'RS256', kid: 'other' }, strange.privateKey),
    unsigned: () => new UnsecuredJWT(payload({})).encode(),
    /** The public key used as a shared secret. */
    symmetric: () => signed({}, { alg: 'HS256', kid: 'rsa' }, new TextEncoder().encode(JSON.stringify(keys[0]))),
    goAway: () => {
      isAway = true
    },
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
