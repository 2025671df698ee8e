import { networkAdvice } from '../../app/neighbour-advice.ts'

/** By the first word of Redis' refusal, and where the system's code means more of Redis than of others. */
const advice: Record<string, string> = {
  WRONGPASS: 'the user name or password in REDIS_URL is wrong',
  NOAUTH: 'it asks for a password and REDIS_URL has none',
  NOPERM: 'the user in REDIS_URL may not do this; give it all commands and keys',
  DENIED: 'it is in protected mode and lets in its own machine only; give it a password, or bind it',
  MISCONF: 'it cannot write to its disk and takes nothing; look at its log and its disk',
  READONLY: 'it is a replica; REDIS_URL must name the master',
  OOM: 'its memory is full',
  LOADING: 'it is reading its files from the disk',
  CLUSTERDOWN: 'the cluster does not serve all its slots',
  MASTERDOWN: 'it is a replica that has lost its master',
  NOREPLICAS: 'too few replicas follow it',
  ETIMEDOUT:
    'no answer; look at host, port and firewall, and whether it speaks TLS as REDIS_URL says (rediss:// or redis://)',
}
/** These pass by themselves. */
const passing = ['ETIMEDOUT', 'LOADING', 'CLUSTERDOWN', 'MASTERDOWN', 'NOREPLICAS']

/** The first word of what Redis said, or the system's code; null: nothing that is known. Never the rest of the text. */
export function redisCodeOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null
  if ('lastNodeError' in error && error.lastNodeError instanceof Error) return redisCodeOf(error.lastNodeError)
  const word = /^-?([A-Z]{3,20})\b/.exec(error.message)?.[1]
  if (word !== undefined && (error.name === 'ReplyError' || word in advice)) return word
  return 'code' in error && typeof error.code === 'string' ? error.code : null
}

/** Whether waiting does not help: Redis is there, and refuses. */
export const isRefusal = (code: string): boolean => code in advice && !passing.includes(code)

/** `code: what to do`, or the code alone. */
export function withAdvice(code: string): string {
  const said = advice[code] ?? networkAdvice(code)
  return said === null ? code : `${code}: ${said}`
}
