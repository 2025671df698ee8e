/** Saying things to people on the web: what they did not ask for just now waits until their next page. */
import type { Reply } from '../../engine/session.ts'
import type { View } from '../../wording/view.ts'
import type { Channel, SendFailure } from '../ports/channel.ts'
import type { ConversationReference } from '../ports/people.ts'
import { type OutboxGroup, StoreAway, type StoredTurn } from '../ports/progress.ts'

/** A place on a page instead of a message: what is said there is never updated, for the next page shows it as it is. */
const ON_PAGE = 'page'

/** What waits for a person's next page, oldest first, by seat (`<session>:<person>`). Throws `StoreAway`. */
export type PageNews = {
  add(seat: string, view: View): Promise<void>
  read(seat: string): Promise<View[]>
  /** Takes the oldest `count` away: they have been shown. */
  drop(seat: string, count: number): Promise<void>
}

const NOWHERE = { serviceUrl: '', channelId: 'web', conversationId: '', tenantId: '', botId: '', userId: '' }

/** Where a turn on the web says what it has to say: on the page, and in `chat` where a card is open there. */
export const onPage = (seat: string, chat: ConversationReference | null): ConversationReference => ({
  ...(chat ?? NOWHERE),
  web: seat,
})

/** The session of the page that `reference` is of; undefined: it is of the chat. */
export const sessionOnPage = ({ web }: ConversationReference): string | undefined => web?.split(':')[0]

/** A question is read anew by the page that shows it: what would wait is what is said beside it. */
const saysNothing = (view: View): boolean =>
  (view.type === 'question' || view.type === 'closed') && view.notes.length === 0

/**
 * Whether nobody needs to be told of a turn: it says nothing, does nothing outside the session, and no card stands open in the
 * chat, or is on its way there. Where the person stands is read by the page that follows.
 */
export const isForPageAlone = (
  group: OutboxGroup,
  { cardId, asked }: Pick<StoredTurn, 'cardId' | 'asked'>,
  show: (reply: Reply) => View,
): boolean => {
  const { reference, pressedId, deliver, outside, delegate, placed } = group
  if (reference.web === undefined || (deliver ?? outside ?? delegate ?? pressedId) !== undefined) return false
  // What changes a card of the chat changes nothing where there is none.
  const said = placed.filter(({ place }) => place === 'new')
  return !isInChat(cardId) && asked.pending === null && said.every(({ reply }) => saysNothing(show(reply)))
}

/** Whether a card of the chat is the newest that the person was asked by, as far as is known. */
export const isInChat = (cardId: string | null): boolean => cardId !== null && cardId !== ON_PAGE

/** The channel of Teams and the pages. What is said on a page does not reach the chat; a card that is open there is closed. */
export const withPages = (teams: Channel, news: PageNews): Channel => ({
  async send(reference, view, notify) {
    if (reference.web === undefined) return await teams.send(reference, view, notify)
    if (saysNothing(view)) return { activityId: ON_PAGE }
    try {
      await news.add(reference.web, view)
      return { activityId: ON_PAGE }
    } catch (error) {
      if (!(error instanceof StoreAway)) throw error
      const away: SendFailure = { kind: 'later', status: null, code: error.code }
      return away
    }
  },
  async update({ web: _page, ...reference }, activityId, view) {
    if (activityId === ON_PAGE || reference.serviceUrl === '') return { activityId }
    return await teams.update(reference, activityId, view)
  },
  principalName: (reference) => (reference.web === undefined ? teams.principalName(reference) : Promise.resolve(null)),
})
