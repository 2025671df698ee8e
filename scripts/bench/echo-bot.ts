/** The other side: Microsoft's echo bot sample, restify and the SDK as they come, settings from the environment. */
import {
  ActivityHandler,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  type ConfigurationBotFrameworkAuthenticationOptions,
  MessageFactory,
} from 'botbuilder'
import { pino } from 'pino'
import restify, { type ServerOptions } from 'restify'

type Received = Parameters<CloudAdapter['process']>[0]

class EchoBot extends ActivityHandler {
  constructor() {
    super()
    this.onMessage(async (context, next) => {
      const replyText = `Echo: ${context.activity.text}`
      await context.sendActivity(MessageFactory.text(replyText, replyText))
      await next()
    })
  }
}

// restify 12 logs with pino; its types still ask for bunyan.
const log = pino({ level: 'silent' }) as unknown as NonNullable<ServerOptions['log']>
const server = restify.createServer({ log })
server.use(restify.plugins.bodyParser())

const authentication = new ConfigurationBotFrameworkAuthentication(
  process.env as ConfigurationBotFrameworkAuthenticationOptions,
)
const adapter = new CloudAdapter(authentication)
adapter.onTurnError = async (_context, error) => {
  console.error(error)
}
const bot = new EchoBot()

server.post('/api/messages', async (request, response) => {
  // The SDK asks for a body that is never absent, which restify's types do not promise.
  await adapter.process(request as Received, response, (context) => bot.run(context))
})
server.listen(0, '127.0.0.1', () => console.log(JSON.stringify({ msg: 'listening', url: server.url })))
