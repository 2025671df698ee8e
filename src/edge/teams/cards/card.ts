import type { View } from '../../../wording/view.ts'

export function cardOf(view: Exclude<View, { type: 'text' }>): object {
  return { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text: view.title, wrap: true }] }
}
