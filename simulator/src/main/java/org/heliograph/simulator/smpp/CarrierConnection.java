package org.heliograph.simulator.smpp;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import org.jsmpp.session.connection.socket.SocketConnection;

/** A client's TCP connection whose writes are gathered. */
final class CarrierConnection extends SocketConnection {

    private final OutputStream out;

    CarrierConnection(Socket socket) throws IOException {
        super(socket);
        socket.setTcpNoDelay(true);
        out = new GatheringOutputStream(socket.getOutputStream(), Integer.toString(socket.getPort()));
    }

    @Override
    public OutputStream getOutputStream() {
        return out;
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException ignored) {
            // A gathering stream does not fail to close, and the socket is closed next anyway.
        }
        super.close();
    }
}
