import {
  type Activity,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  type InvokeResponse,
  type TurnContext,
} from 'botbuilder'
import { remember } from '../../memory.ts'
import { createChannelKeys, createTokenCheck, isAllowedService, type TokenCheck } from './caller.ts'
import { type ConnectorCalls, createConnectorCalls, createHttpClient } from './connector.ts'
import {
  type ConnectorClient,
  type ConnectorFactory,
  createOwnToken,
  type OnToken,
  type OwnToken,
} from './own-token.ts'

/** What the SDK is told of an activity: the checked fields only, so that nothing in the rest can make it stumble. */
type CheckedActivity = Pick<Activity, 'type' | 'id' | 'channelId' | 'serviceUrl'> & { conversationId: string }

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

/** What the channel publishes (Bot Connector authentication, Microsoft Learn). */
const ISSUER = 'https://api.botframework.com'
const METADATA_URL = 'https://login.botframework.com/v1/.well-known/openidconfiguration'
/** Connector clients kept: one per service URL, and Teams has a handful of regions. */
const KEPT_CONNECTORS = 50
/** Microsoft has one address per region; the path may name a tenant. */
const MOST_ALLOWED = 1_000

/** The settings that say who may call and who is called. */
export type BotSettings = {
  /** null: nobody is asked for credentials; development on loopback only. */
  appId: string | null
  /** What `ConfigurationBotFrameworkAuthentication` takes. */
  sdk: Record<string, string>
  /** Lower case, with a port where one was given, besides Microsoft's. */
  allowedServiceHosts: readonly string[]
}

/**
 * `now`: ms since 1970 UTC; the machine's clock when absent. `callTimeoutMs`: of one call to the connector; 10 s when absent.
 * `onToken`: hears when the bot's own token ceases to be had, and when it is again.
 */
type AuthenticationOptions = {
  now?: () => number
  callTimeoutMs?: number | undefined
  onToken?: OnToken | undefined
}

type ClaimsIdentity = Parameters<ConfigurationBotFrameworkAuthentication['createConnectorFactory']>[0]
type UserTokenClient = ReturnType<ConfigurationBotFrameworkAuthentication['createUserTokenClient']>

/** `refused`: 401 with one fixed text. `away`: the channel's keys cannot be fetched, 503. */
type Verdict = 'accepted' | 'refused' | 'away'

/**
 * The SDK's authentication with our own check of inbound calls in place of the SDK's, whose holes are listed in
 * docs/security.md, and with its outbound clients kept instead of made anew for every turn.
 */
export class TeamsAuthentication extends ConfigurationBotFrameworkAuthentication {
  readonly appId: string
  readonly audience: string
  readonly calls: ConnectorCalls
  readonly #settings: BotSettings
  readonly #check: TokenCheck | null
  /** Addresses found allowed before: asked three times in a turn. */
  readonly #allowed = new Set<string>()
  readonly #connectors = new Map<string, Promise<ConnectorClient>>()
  #userTokenClient: UserTokenClient | null = null
  readonly #close: () => Promise<void>
  readonly #ownToken: OwnToken

  constructor(settings: BotSettings, { now = Date.now, callTimeoutMs, onToken }: AuthenticationOptions = {}) {
    const calls = createConnectorCalls(callTimeoutMs)
    super(settings.sdk, undefined, undefined, undefined, { httpClient: createHttpClient(calls) })
    const { sdk } = settings
    const keys = createChannelKeys(sdk.ToBotFromChannelOpenIdMetadataUrl ?? sdk.BotOpenIdMetadata ?? METADATA_URL, now)
    const issuer = sdk.ToBotFromChannelTokenIssuer ?? ISSUER
    this.#settings = settings
    this.calls = calls
    this.#ownToken = createOwnToken(now, onToken ?? (() => undefined))
    this.appId = settings.appId ?? ''
    this.audience = sdk.ToChannelFromBotOAuthScope ?? ISSUER
    this.#check = settings.appId ? createTokenCheck(keys, { issuer, audience: settings.appId, now }) : null
    this.#close = async () => {
      await Promise.all([calls.close(), keys.close()])
    }
  }

  /** Whether this activity comes from Teams. Without an app id (development) only channel and address are checked. */
  async verify(activity: unknown, authorization: string): Promise<Verdict> {
    const { channelId, serviceUrl } = addressOf(activity)
    if (typeof channelId !== 'string' || !this.allowsService(serviceUrl)) return 'refused'
    if (this.#check === null) return channelId === 'msteams' || channelId === 'emulator' ? 'accepted' : 'refused'
    return channelId === 'msteams' ? this.#check(authorization, { serviceUrl, channelId }) : 'refused'
  }

  /** Asked before any outbound call too: what is stored is not trusted. */
  allowsService(serviceUrl: unknown): serviceUrl is string {
    if (typeof serviceUrl === 'string' && this.#allowed.has(serviceUrl)) return true
    const allowed = isAllowedService(serviceUrl, this.#settings.allowedServiceHosts)
    if (allowed && this.#allowed.size < MOST_ALLOWED) this.#allowed.add(serviceUrl)
    return allowed
  }

  override createConnectorFactory(identity: ClaimsIdentity): ConnectorFactory {
    const factory = super.createConnectorFactory(identity)
    return { create: (serviceUrl, audience) => this.#connector(factory, serviceUrl, audience) }
  }

  override createUserTokenClient(identity: ClaimsIdentity): UserTokenClient {
    this.#userTokenClient ??= super.createUserTokenClient(identity)
    return this.#userTokenClient
  }

  /** What a call to this connector carries as `authorization`; null without an app id, in development. */
  async authorization(connector: ConnectorClient): Promise<string | null> {
    return this.appId === '' ? null : `Bearer ${await this.#ownToken.take(connector)}`
  }

  /** Whether the bot's credentials are of use, asked of Entra at times. True without an app id, in development. */
  async hasToken(connector: () => Promise<ConnectorClient>): Promise<boolean> {
    return this.appId === '' || (await this.#ownToken.isToBeHad(connector))
  }

  /** The SDK's own checks are out of reach, so that no path goes round `verify`. */
  override authenticateRequest(): never {
    throw new Error('inbound calls are checked by verify')
  }
  override authenticateStreamingRequest(): never {
    throw new Error('streaming is not served')
  }
  override authenticateChannelRequest(): never {
    throw new Error('skills are not served')
  }

  close(): Promise<void> {
    return this.#close()
  }

  #connector(factory: ConnectorFactory, serviceUrl: string, audience = this.audience): Promise<ConnectorClient> {
    const kept = this.#connectors.get(serviceUrl)
    if (kept) return kept
    if (!this.allowsService(serviceUrl)) return Promise.reject(new Error('service URL is not on the allow-list'))
    const made = factory.create(serviceUrl, audience)
    remember(this.#connectors, serviceUrl, made, KEPT_CONNECTORS)
    made.catch(() => this.#connectors.delete(serviceUrl))
    return made
  }
}

function addressOf(activity: unknown): { channelId: unknown; serviceUrl: unknown } {
  if (typeof activity !== 'object' || activity === null) return { channelId: null, serviceUrl: null }
  return {
    channelId: 'channelId' in activity ? activity.channelId : null,
    serviceUrl: 'serviceUrl' in activity ? activity.serviceUrl : null,
  }
}
