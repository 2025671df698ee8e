import { type Activity, CloudAdapter, type InvokeResponse, type TurnContext } from 'botbuilder'
import type { TeamsAuthentication } from './authentication.ts'
import type { ConnectorClient } from './own-token.ts'

/** What the SDK is told of an activity: the checked fields only, so that nothing in the rest can make it stumble. */
export type CheckedActivity = Pick<Activity, 'type' | 'id' | 'channelId' | 'serviceUrl'> & { conversationId: string }

/** The SDK's adapter, entered after our own check of the caller; and its way to the connector, without a turn. */
export class TeamsAdapter extends CloudAdapter {
  readonly #authentication: TeamsAuthentication

  constructor(authentication: TeamsAuthentication) {
    super(authentication)
    this.#authentication = authentication
  }

  /** Runs `logic` in the SDK's pipeline for a caller that `TeamsAuthentication.verify` accepted. */
  async receive(
    checked: CheckedActivity,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<InvokeResponse | undefined> {
    const { appId, audience } = this.#authentication
    const claimsIdentity = this.createClaimsIdentity(appId)
    const connectorFactory = this.#authentication.createConnectorFactory(claimsIdentity)
    const { conversationId, ...fields } = checked
    const activity: Partial<Activity> = {
      ...fields,
      conversation: { id: conversationId, isGroup: false, conversationType: 'personal', name: '' },
    }
    return this.processActivity({ audience, claimsIdentity, connectorFactory }, activity as Activity, logic)
  }

  /** The connector of a service URL on the allow-list, for messages outside a request. */
  connector(serviceUrl: string): Promise<ConnectorClient> {
    const identity = this.createClaimsIdentity(this.#authentication.appId)
    return this.#authentication.createConnectorFactory(identity).create(serviceUrl, this.#authentication.audience)
  }
}
