import { mayAdminister } from '../../register/who-may.ts'
import type { AdminDeps } from './admin-deps.ts'

/** The link's copy in Redis may be old; what sends, stops and switches asks SQL. Throws `StoreAway`. */
export const stillMayRemind = async ({ register }: Pick<AdminDeps, 'register'>, personId: string): Promise<boolean> => {
  const link = await register.linkOf(personId)
  return mayAdminister(link?.role ?? null, 'remind')
}
