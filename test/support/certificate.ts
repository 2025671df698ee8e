/** What stands in the settings of a certificate, made for the test. */
import { generateKeyPairSync } from 'node:crypto'

export const thumbprint = '7B4E1D0A9C8F3E2D5B6A7C1F0E9D8C7B6A5F4E3D'

const made = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey

/** An RSA key in PEM. */
export const rsa = (type: 'pkcs1' | 'pkcs8' = 'pkcs8'): string => made.export({ type, format: 'pem' }).toString()

/** The same behind a password. */
export const encrypted = (): string =>
  made.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'p' }).toString()
