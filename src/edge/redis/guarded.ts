/** Faults of Redis as the use cases know them. */
import { StoreAway } from '../../app/ports.ts'
import { redisCodeOf, withAdvice } from './redis-advice.ts'

/** The store's faults become `StoreAway`, whatever the server or the connection said. */
export const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work()
  } catch (cause) {
    const code = redisCodeOf(cause)
    throw new StoreAway(`Redis did not do it${code === null ? '' : `: ${withAdvice(code)}`}`, { cause })
  }
}
