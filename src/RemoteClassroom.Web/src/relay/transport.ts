import { isScreen } from '@/api/room'
import { HttpTransportType, HubConnectionBuilder, LogLevel } from '@microsoft/signalr'

/** One connection to the hub, from start to its end; it is not started twice. */
export interface HubTransport {
  start(): Promise<void>
  stop(): Promise<void>
  invoke<T>(method: string, argument: unknown): Promise<T>
  on(message: string, listener: (data: unknown) => void): void
  onClose(listener: () => void): void
}

/** WebSockets alone, without negotiation; the library's own reconnect stays off, since it gives up and knows no cursors. */
export function signalrTransport(url = isScreen() ? '/hubs/classroom?as=screen' : '/hubs/classroom'): HubTransport {
  const connection = new HubConnectionBuilder()
    .withUrl(url, { transport: HttpTransportType.WebSockets, skipNegotiation: true })
    .configureLogging(LogLevel.None)
    .build()
  connection.keepAliveIntervalInMilliseconds = 10_000
  connection.serverTimeoutInMilliseconds = 40_000
  return {
    start: () => connection.start(),
    stop: () => connection.stop(),
    invoke: (method, argument) => connection.invoke(method, argument),
    on: (message, listener) => connection.on(message, listener),
    onClose: (listener) => connection.onclose(listener),
  }
}
