package org.heliograph.provider.smtp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A mail server that misbehaves at one moment: it answers what it is told, closes the connection, or falls silent. */
final class RawMailServer implements AutoCloseable {

    static final String CLOSE = "close";
    static final String SILENCE = "silence";

    private static final Map<String, String> ANSWERS = Map.of(
            "GREETING", "220 raw",
            "EHLO", "250 raw",
            "MAIL", "250 2.1.0 OK",
            "RCPT", "250 2.1.5 OK",
            "DATA", "354 Go on",
            "END", "250 2.0.0 Queued",
            "QUIT", "221 Bye");

    private final String moment;
    private final String answer;
    private final ServerSocket server = new ServerSocket(0);
    private final List<Socket> clients = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** @param moment GREETING, a verb, or END of the mail; @param answer instead of the usual one */
    RawMailServer(String moment, String answer) throws IOException {
        this.moment = moment;
        this.answer = answer;
        threads.execute(this::listen);
    }

    int port() {
        return server.getLocalPort();
    }

    int connections() {
        return clients.size();
    }

    private void listen() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                clients.add(client);
                threads.execute(() -> serve(client));
            } catch (IOException ignored) {
                // Closed.
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
            boolean open = say(client, "GREETING");
            boolean data = false;
            for (String line = in.readLine(); open && line != null; line = in.readLine()) {
                if (!data) {
                    String verb = line.split(" ")[0];
                    open = say(client, verb);
                    data = verb.equals("DATA") && !moment.equals("DATA");
                } else if (line.equals(".")) {
                    data = false;
                    open = say(client, "END");
                }
            }
        } catch (IOException ignored) {
            // The client has gone.
        }
    }

    /** False to close the connection. */
    private boolean say(Socket client, String now) throws IOException {
        String reply = now.equals(moment) ? answer : ANSWERS.getOrDefault(now, "500 Unknown");
        if (reply.equals(CLOSE)) {
            return false;
        }
        if (!reply.equals(SILENCE)) {
            OutputStream out = client.getOutputStream();
            out.write((reply + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket client : clients) {
            client.close();
        }
        threads.shutdownNow();
    }
}
