import { createPrivateKey } from 'node:crypto'

/** Entra takes tokens signed with RSA (RS256, PS256); shorter keys are refused there. */
const LEAST_BITS = 2048

/**
 * The private key in a setting, as PEM that Node takes. Line breaks may stand as `\\n`, or as blanks, as they do in many
 * files and portals; a certificate beside the key is left out. The reason, when there is none to use, holds nothing of it.
 */
export function readPrivateKey(text: string): { pem: string } | { reason: string } {
  const [, label, body] = /-----BEGIN ([A-Z ]*PRIVATE KEY)-----(.*?)-----END \1-----/s.exec(text) ?? []
  if (label === undefined || body === undefined)
    return { reason: 'must be a private key in PEM, from -----BEGIN PRIVATE KEY----- to -----END PRIVATE KEY-----' }
  if (label.startsWith('ENCRYPTED') || body.includes('Proc-Type'))
    return { reason: 'must be a private key without a password: openssl pkcs8 takes it off' }
  const base64 = body.replace(/\\[nrt]|\s/g, '')
  const pem = `-----BEGIN ${label}-----\n${base64.replace(/.{1,64}/g, '$&\n')}-----END ${label}-----\n`
  return usable(pem) ? { pem } : { reason: `must be a whole RSA key of ${LEAST_BITS} bits or more` }
}

function usable(pem: string): boolean {
  try {
    const key = createPrivateKey(pem)
    return key.asymmetricKeyType === 'rsa' && (key.asymmetricKeyDetails?.modulusLength ?? 0) >= LEAST_BITS
  } catch {
    return false
  }
}
