import type { InputView } from '../../../../wording/view.ts'
import type { Element } from '../elements.ts'
import { chooseInput } from './choose.ts'
import { dateInput } from './date.ts'
import { matrixInput } from './matrix.ts'
import { numberInput } from './number.ts'
import { rankingInput } from './ranking.ts'
import { textInput } from './text.ts'

/**
 * The fields of a question. Every one has a label. None is `isRequired`: the server says what is missing, in words beside
 * the field, and skipping stays possible.
 */
export function inputElements(view: InputView): Element[] {
  switch (view.kind) {
    case 'none':
    case 'buttons':
      return []
    case 'choose':
      return chooseInput(view)
    case 'matrix':
      return matrixInput(view)
    case 'number':
      return numberInput(view)
    case 'date':
      return dateInput(view)
    case 'ranking':
      return rankingInput(view)
    case 'text':
      return textInput(view)
  }
}
