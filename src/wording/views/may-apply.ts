/** Whether something can be asked of a unit, before any answer is known. */
import { holds } from '../../engine/holds.ts'
import type { Condition } from '../../questionnaire/condition.ts'
import type { Unit } from '../../questionnaire/wave.ts'

/** `always`, `sometimes` (it depends on answers), or false: never for this unit. */
export const mayApply = (condition: Condition | undefined, unit: Unit): 'always' | 'sometimes' | false => {
  if (condition === undefined) return 'always'
  if ('all' in condition) {
    const parts = condition.all.map((c) => mayApply(c, unit))
    return parts.includes(false) ? false : parts.includes('sometimes') ? 'sometimes' : 'always'
  }
  if ('any' in condition) {
    const parts = condition.any.map((c) => mayApply(c, unit))
    return parts.includes('always') ? 'always' : parts.includes('sometimes') ? 'sometimes' : false
  }
  if ('not' in condition) {
    const inner = mayApply(condition.not, unit)
    return inner === 'always' ? false : inner === false ? 'always' : 'sometimes'
  }
  if ('question' in condition) return 'sometimes'
  return holds(condition, {}, unit) ? 'always' : false
}
