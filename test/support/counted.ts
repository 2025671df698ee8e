/** What a run tried and found; `npm run faults` adds them up. Absent: nothing of that kind. */
export type Counts = {
  /** Kills, pauses, cuts and the like that were lived through. */
  faults?: number
  /** Answers that the bot confirmed, each of which was found afterwards. */
  answers?: number
  /** Submissions that were sent in, each of which was found once. */
  submissions?: number
  /** Inputs that nobody meant. */
  inputs?: number
  /** States of the turn protocol. */
  states?: number
}

/** Before the counts, at the end of the line. */
export const COUNTS_MARK = '#counts '

/** Prints one line with its counts. */
export const counted = (text: string, counts: Counts): void =>
  console.log(`${text} ${COUNTS_MARK}${JSON.stringify(counts)}`)
