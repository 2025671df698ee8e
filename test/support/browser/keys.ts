/** Somebody without a mouse: Tab, Space, Enter and arrows; where the focus is, and whether it can be seen. */
import type { Page } from 'playwright-core'

/** `group`: of a radio button or a tick, whether one with its name is chosen. `place`: the how-manieth list of the page it is. */
export type Focused = {
  tag: string
  id: string
  name: string
  type: string
  value: string
  variant: string
  isInMain: boolean
  isSeen: boolean
  group: boolean
  place: number
}

/** What has the focus. It is seen where it has an outline or a shadow, and stands in the window. */
export const focused = (page: Page): Promise<Focused> =>
  page.evaluate<Focused>(`(() => {
    const one = document.activeElement
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one)
    const { top, bottom } = one.getBoundingClientRect()
    const ring = (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || boxShadow !== 'none'
    return {
      tag: one.tagName.toLowerCase(), id: one.id, name: one.name ?? '', type: one.type ?? '', value: one.value ?? '',
      variant: one.dataset.variant ?? '', isInMain: one.closest('main') !== null && one.tagName !== 'MAIN',
      isSeen: ring && bottom > 0 && top < innerHeight,
      group: [...document.getElementsByName(one.name ?? '')].some((other) => other.checked),
      place: [...document.querySelectorAll('select')].indexOf(one),
    }
  })()`)

/** Longer than any page's way by Tab. */
const MOST_STOPS = 150

/** Presses `key` until what has the focus is meant. Every stop on the way must be seen. Throws where it is not reached. */
export const reach = async (
  page: Page,
  isMeant: (at: Focused) => boolean,
  key: 'Tab' | 'Shift+Tab' = 'Tab',
): Promise<Focused> => {
  for (let stops = 0; stops < MOST_STOPS; stops++) {
    await page.keyboard.press(key)
    const at = await focused(page)
    if (at.tag !== 'body' && !at.isSeen) throw new Error(`the focus is not seen at ${JSON.stringify(at)}`)
    if (isMeant(at)) return at
  }
  throw new Error('it is not reached by keys')
}

/** What is typed where a text or a figure is asked for. */
const FIGURE = '3'

/**
 * Gives an answer where the focus is and none is: the second choice of one, the first tick of several, another line in each
 * list, a figure.
 */
export const giveHere = async (page: Page, { tag, type, name, value, group, place }: Focused): Promise<void> => {
  const { keyboard } = page
  if (type === 'radio' && !group) {
    await keyboard.press('Space')
    if (!name.endsWith('sure')) await keyboard.press('ArrowDown')
  } else if (type === 'checkbox' && ((/(?:^|\.)answer$/.test(name) && !group) || name.endsWith('.sure')))
    await keyboard.press('Space')
  else if (tag === 'select' && value === '') for (let n = 0; n <= place; n++) await keyboard.press('ArrowDown')
  else if (/(?:^|\.)answer$/.test(name) && ['text', 'textarea'].includes(type) && value === '')
    await keyboard.type(FIGURE)
}
