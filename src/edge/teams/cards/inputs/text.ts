import type { InputView } from '../../../../wording/view.ts'
import type { Element } from '../elements.ts'

/** Short or long text. Input `answer`. */
export function textInput({ label, lines, maxLength, value }: Extract<InputView, { kind: 'text' }>): Element[] {
  return [
    {
      type: 'Input.Text',
      id: 'answer',
      label,
      maxLength,
      ...(lines === 'many' ? { isMultiline: true } : {}),
      ...(value ? { value } : {}),
    },
  ]
}
