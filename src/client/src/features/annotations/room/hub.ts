import { HttpTransportType, HubConnectionBuilder, LogLevel } from '@microsoft/signalr';
import { type Hub, silence } from './connection';

/** The live hub. It does not reconnect by itself; the connection above it knows better when to. */
export function openLiveHub(): Hub {
  const hub = new HubConnectionBuilder()
    .withUrl('/hubs/live', { transport: HttpTransportType.WebSockets, skipNegotiation: true })
    .withServerTimeout(silence)
    .withKeepAliveInterval(3_000)
    .configureLogging(LogLevel.None)
    .build();
  return {
    start: () => hub.start(),
    stop: () => hub.stop(),
    invoke: (method, ...values) => hub.invoke<unknown>(method, ...values),
    on: (method, handler) => hub.on(method, handler),
    onclose: (handler) => hub.onclose(handler),
  };
}
