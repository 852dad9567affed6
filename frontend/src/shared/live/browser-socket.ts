import type { Access, SocketListener, SocketPort } from './live-call';

/** The browser's WebSocket behind the port that the call knows. */
export function browserSocket(access: Access, listener: SocketListener): SocketPort {
  const socket = new WebSocket(access.url, access.protocol);
  socket.binaryType = 'arraybuffer';
  socket.onopen = () => {
    listener.onOpen();
  };
  socket.onmessage = (event: MessageEvent<string | ArrayBuffer>) => {
    if (typeof event.data === 'string') listener.onText(event.data);
    else listener.onBytes(event.data);
  };
  socket.onclose = () => {
    listener.onClose();
  };
  return {
    get bufferedAmount() {
      return socket.bufferedAmount;
    },
    send: (content) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(content);
    },
    close: () => {
      socket.close(1000);
    },
  };
}
