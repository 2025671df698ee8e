/** Questions, choices and rows that nobody can come to, and checks that never fire. */
import type { Condition } from '../condition.ts'
import type { Finding } from '../faults.ts'
import { conditionsOf, type Draft, type Placed } from './draft.ts'
import { canHold } from './reach.ts'
import { referenceFindings } from './references.ts'

const messages: Record<Placed['of'], string> = {
  section: 'nobody can come to this section: its condition can never hold',
  question: 'nobody can come to this question: its condition can never hold',
  choice: 'this choice is never shown: its condition can never hold',
  row: 'this row is never shown: its condition can never hold',
  check: 'this check never fires: its condition can never hold',
}

/** Everything that must hold for the place itself to be come to. */
const around = ({ owner }: Placed): Condition[] =>
  'question' in owner ? [owner.section.when, owner.question.when].filter((c) => c !== undefined) : []

/**
 * Conditions that can never hold where they stand. A condition with a wrong reference is not judged, and neither is what
 * stands inside something unreachable: the cause is said once.
 */
export const checkUnreachable = (draft: Draft): Finding[] =>
  conditionsOf(draft).flatMap((placed): Finding[] => {
    if (referenceFindings(draft, placed).length > 0) return []
    const outer = around(placed).filter((c) => c !== placed.condition)
    if (canHold(draft, [...outer, placed.condition]) || !canHold(draft, outer)) return []
    const code = placed.of === 'check' ? 'check_never_fires' : `unreachable_${placed.of}`
    return [{ path: placed.path, code, message: messages[placed.of] }]
  })
