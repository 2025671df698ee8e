/** How long who asks us waits. */

/**
 * Teams gives up at 15 s (teams-facts: bot basics) and delivers again; the rest is for the ways there and back. A turn
 * that waits behind others is answered within this; one that finds a store away is answered within 5 s.
 */
export const ANSWER_WITHIN_MS = 13_500
/** The longest wait for a turn to begin: what is begun after it would not be answered in time. */
export const BEGIN_WITHIN_MS = 12_000
