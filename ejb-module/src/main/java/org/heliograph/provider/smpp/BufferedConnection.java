package org.heliograph.provider.smpp;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jsmpp.session.connection.socket.SocketConnection;

/** A connection whose output is buffered, so that many PDUs leave in one write; jsmpp flushes after its own. */
final class BufferedConnection extends SocketConnection {

    private static final int BUFFER = 32 * 1024;

    private final Socket tcp;
    private final OutputStream out;

    private BufferedConnection(Socket tcp, Socket socket) throws IOException {
        super(socket);
        this.tcp = tcp;
        out = new BufferedOutputStream(socket.getOutputStream(), BUFFER);
    }

    @Override
    public OutputStream getOutputStream() {
        return out;
    }

    /** Ends it at once, even while another thread writes what the SMSC does not read; with TLS, a close would wait for it. */
    void cut() {
        try {
            tcp.close();
        } catch (IOException ignored) {
            // Nothing is left to be closed.
        }
    }

    /**
     * Connects; with TLS, the SMSC's certificate must be valid for its host name.
     *
     * @param millis how long the SMSC may take to accept, and to answer each step of the TLS handshake
     */
    static BufferedConnection open(String host, int port, boolean tls, int millis) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(host, port), millis);
            // For the handshake; jsmpp sets its own for what follows.
            socket.setSoTimeout(millis);
            return new BufferedConnection(socket, tls ? secure(socket, host, port) : socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static Socket secure(Socket socket, String host, int port) throws IOException {
        SSLSocket secure =
                (SSLSocket) ((SSLSocketFactory) SSLSocketFactory.getDefault()).createSocket(socket, host, port, true);
        SSLParameters parameters = secure.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secure.setSSLParameters(parameters);
        secure.startHandshake();
        return secure;
    }
}
