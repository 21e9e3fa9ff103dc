package org.heliograph.simulator.smpp;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import org.jsmpp.session.connection.socket.SocketConnection;

/** A client's TCP connection whose writes are gathered. */
final class CarrierConnection extends SocketConnection {

    private static final int LINGER_MS = 500;

    private final Socket socket;
    private final OutputStream out;
    private volatile boolean unbound;

    CarrierConnection(Socket socket) throws IOException {
        super(socket);
        this.socket = socket;
        socket.setTcpNoDelay(true);
        out = new GatheringOutputStream(socket.getOutputStream(), Integer.toString(socket.getPort()));
    }

    @Override
    public OutputStream getOutputStream() {
        return out;
    }

    /** The client has unbound; closing now lets its last answers come in first. */
    void unbound() {
        unbound = true;
    }

    @Override
    public void close() {
        try {
            out.close();
            if (unbound) {
                drain();
            }
        } catch (IOException ignored) {
            // The client has gone already, or stays silent; the socket is closed next anyway.
        }
        super.close();
    }

    /** A socket closed with bytes unread resets the connection, and the client never sees its unbind_resp. */
    private void drain() throws IOException {
        socket.shutdownOutput();
        socket.setSoTimeout(LINGER_MS);
        byte[] rest = new byte[4096];
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LINGER_MS);
        while (System.nanoTime() < deadline && socket.getInputStream().read(rest) >= 0) {
            // What comes after an unbind has no meaning.
        }
    }
}
