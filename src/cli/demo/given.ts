import type { Stop } from '../../engine/route.ts'
import type { Entry } from '../../engine/types.ts'
import type { Answer, GivenMissing } from '../../questionnaire/answer.ts'
import type { Unit } from '../../questionnaire/wave.ts'

/** What one unit gives to one question. */
export type Given = { answer: Answer } | { missing: GivenMissing }
/** Where a unit stands at a question. */
export type Seat = { unit: Unit; entries: Record<string, Entry>; stop: Stop }
