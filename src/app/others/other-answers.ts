/** What «slik svarte andre» is told from. */
import type { Report } from '../../report/model.ts'
import type { Countable } from '../../report/over-versions.ts'

/** The questionnaires and submissions are those that the numbers are made of. */
export type Comparing = Omit<Countable, 'asNow'> & { report: Report }

export type OtherAnswers = {
  /** The numbers; null while answers may still be on their way. Throws `StoreAway`. */
  numbers(): Promise<Comparing | null>
  /** They are at hand: asking takes no time worth speaking of. */
  areAtHand(): boolean
}
