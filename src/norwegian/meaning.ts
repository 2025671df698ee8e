/** What a message is, and what is in it: the one shape in which `norwegian/` hands a typed text to those who act on it. */
import type { Content } from './types.ts'

/** What somebody does by a message. */
export type Act =
  /** Answers the open question. */
  | 'answer'
  /** Says another value than the one the bot asked about: «nei, 5». */
  | 'correction'
  /** Says yes, or no, to what the bot asked about. Never the answer to the survey's own question. */
  | 'confirmation'
  | 'denial'
  /** Neither yes nor no: «kanskje», «ja, men …». */
  | 'hedge'
  /** Asks the bot, or those behind it, something. */
  | 'question'
  /** Tells why there is no answer now: «må sjekke først». */
  | 'situation'
  /** «Hei», «takk». */
  | 'social'
  | 'command'
  | 'none'

/**
 * `content`: what was read (a value, a command, or why there is none). `sure`: it can be acted on at once; else it is asked
 * about by name first.
 */
export type Meaning = { act: Act; content: Content; sure: boolean }

/** A meaning whose content is its act alone. */
export const meaningOf = (act: Act, content: Content = nothing, sure = true): Meaning => ({ act, content, sure })

const nothing: Content = { type: 'ask', problem: { code: 'not_understood' } }
