import type { InputView } from '../../../../wording/view.ts'
import type { Element } from '../elements.ts'

/** Dates go as `YYYY-MM-DD`; what else was typed is not shown again, as the field could not hold it. Input `answer`. */
export function dateInput({ label, value, min, max }: Extract<InputView, { kind: 'date' }>): Element[] {
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(value)
  return [
    {
      type: 'Input.Date',
      id: 'answer',
      label,
      ...(isDate ? { value } : {}),
      ...(min ? { min } : {}),
      ...(max ? { max } : {}),
    },
  ]
}
