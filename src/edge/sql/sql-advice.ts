import { networkAdvice } from '../../app/neighbour-advice.ts'

/** By SQLSTATE (PostgreSQL, appendix A), as far as it is for the operator to mend. */
const advice: Record<string, string> = {
  '28P01': 'the password in DATABASE_URL is not that of its role',
  '28000':
    'the server does not let this role in from here; look at the role and at pg_hba.conf, and whether it asks for TLS (sslmode)',
  '3D000': 'there is no database of that name; create it, or correct the end of DATABASE_URL',
  '42501': 'the role may not do this; let it create tables (grant create on schema public) and own them',
  '25006': 'the server only lets read; is it a replica?',
  '53300': 'the server has no connection left; raise max_connections, or run fewer processes',
  '53100': 'the disk of the server is full',
  '57P03': 'the server is starting or stopping',
}

/** What the driver says itself has no code, only these words. */
const words: [RegExp, string, string][] = [
  [
    /does not support SSL/i,
    'no_tls',
    'DATABASE_URL asks for TLS and the server has none; turn it on there, or sslmode=disable',
  ],
  [/client password must be a/i, 'no_password', 'the server asks for a password and DATABASE_URL has none'],
  [/timeout/i, 'timeout', 'no answer in time; look at host, port and firewall'],
]

/** The code of a failed call: SQLSTATE, the system's, or one of `no_tls`, `no_password`, `timeout`, `no_answer`. */
export function sqlCodeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'no_answer'
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null
  const message = error instanceof Error ? error.message : ''
  return code ?? words.find(([pattern]) => pattern.test(message))?.[1] ?? 'no_answer'
}

/** `code: what to do`, or the code alone. */
export function withAdvice(code: string): string {
  const said = advice[code] ?? words.find(([, name]) => name === code)?.[2] ?? networkAdvice(code)
  return said === null ? code : `${code}: ${said}`
}
