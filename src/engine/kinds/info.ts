/** Information between questions: it is read, not answered, so nothing given is an answer to it. */
import type { Kind } from './base.ts'
import { notUnderstood } from './base.ts'

export const info: Kind<'info'> = {
  fromCard: () => notUnderstood,
  accept: () => notUnderstood,
  complete: () => true,
  values: () => ({}),
  display: () => [],
}
