/** One id for everything that a turn leads to in the logs: the turn, what it says, its delivery. */
import { hash } from 'node:crypto'

/** Activity ids hold conversation and time; a short hash tells them apart and says nothing. '' stays ''. */
export const turnIdOf = (activityId: string): string =>
  activityId === '' ? '' : hash('sha256', activityId, 'base64url').slice(0, 12)
