/** Which text a reminder has: it follows from how far the unit has come with the part. */
import type { SessionState } from '../engine/types.ts'

export type Stage = 'not_started' | 'started' | 'all_answered' | 'reopened'

/** `answered` of `of` questions that apply. Submitted sessions are not reminded and have no stage. */
export const stageOf = ({ state, answered, of }: { state: SessionState; answered: number; of: number }): Stage => {
  if (state === 'reopened') return 'reopened'
  if (answered === 0) return 'not_started'
  return answered >= of ? 'all_answered' : 'started'
}
