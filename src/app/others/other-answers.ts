/** What «slik svarte andre» is told from. */
import type { Answered, Report } from '../../report/model.ts'

export type Comparing = { report: Report; submissions: readonly Answered[] }

export type OtherAnswers = {
  /** The numbers; null while answers may still be on their way. Throws `StoreAway`. */
  numbers(): Promise<Comparing | null>
  /** They are at hand: asking takes no time worth speaking of. */
  areAtHand(): boolean
}
