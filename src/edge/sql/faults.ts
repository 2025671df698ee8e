import { StoreAway } from '../../app/ports.ts'
import { sqlCodeOf, withAdvice } from './sql-advice.ts'

/**
 * SQLSTATE classes after which the same call may succeed later: connection (08), invalid transaction state after a lost
 * begin (25: read-only standby is 25006), not let in (28, 3D: whoever runs the server changes that), rolled back by the server (40), insufficient resources (53), lock not available
 * (55), operator intervention and statement timeout (57), system error (58).
 */
const awayClasses = new Set(['08', '25', '28', '3D', '40', '53', '55', '57', '58'])

/**
 * What a failed call to the database means: `StoreAway` when the database cannot be reached, is too slow or refuses for
 * now, else a fault with SQLSTATE and constraint. The driver's own message and detail hold values of rows, names among
 * them, so neither is passed on.
 */
export function asFault(error: unknown): Error {
  if (error instanceof StoreAway) return error
  const { code, constraint, severity } = fieldsOf(error)
  const fromServer = severity !== null && code !== null && /^[0-9A-Z]{5}$/.test(code)
  if (!fromServer) {
    // Neither the database's nor the driver's: ours, such as a mistake in a use case inside a transaction.
    if (error instanceof Error && isOurs(error)) return error
    return new StoreAway(`SQL is away: ${withAdvice(sqlCodeOf(error))}`)
  }
  if (awayClasses.has(code.slice(0, 2))) return new StoreAway(`SQL is away: SQLSTATE ${withAdvice(code)}`)
  return Object.assign(
    new Error(`SQL fault: SQLSTATE ${withAdvice(code)}${constraint === null ? '' : ` on ${constraint}`}`),
    {
      code,
      constraint,
    },
  )
}

/** True for a broken connection, which must not go back into the pool. */
export function isAway(error: unknown): error is StoreAway {
  return error instanceof StoreAway
}

function isOurs(error: Error): boolean {
  return error instanceof TypeError || error instanceof RangeError || error instanceof ReferenceError
}

function fieldsOf(error: unknown): { code: string | null; constraint: string | null; severity: string | null } {
  const field = (name: string) => {
    const value = typeof error === 'object' && error !== null && name in error ? Reflect.get(error, name) : null
    return typeof value === 'string' ? value : null
  }
  return { code: field('code'), constraint: field('constraint'), severity: field('severity') }
}
