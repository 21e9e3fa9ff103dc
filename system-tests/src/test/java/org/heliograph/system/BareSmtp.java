package org.heliograph.system;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** E-mail by bare SMTP, a connection for each of some threads, one message after the other; nothing stored. */
final class BareSmtp {

    private static final int CONNECTIONS = 8;

    private BareSmtp() {}

    /** Messages a second. */
    static double run(int port, int messages) throws InterruptedException {
        int each = messages / CONNECTIONS;
        long start = System.nanoTime();
        Parallel.run(CONNECTIONS, CONNECTIONS, n -> send(port, n * each, each));
        return each * CONNECTIONS / ((System.nanoTime() - start) / 1e9);
    }

    private static void send(int port, int first, int count) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            socket.setTcpNoDelay(true);
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            OutputStream out = socket.getOutputStream();
            expect(in, "220");
            say(out, in, "EHLO localhost", "250");
            for (int i = first; i < first + count; i++) {
                String recipient = "bare" + i + "@example.com";
                say(out, in, "MAIL FROM:<bench@heliograph.example>", "250");
                say(out, in, "RCPT TO:<" + recipient + ">", "250");
                say(out, in, "DATA", "354");
                say(
                        out,
                        in,
                        "From: bench@heliograph.example\r\nTo: " + recipient + "\r\nSubject: News\r\nMessage-ID: <" + i
                                + "@bench>\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
                                + "<p>News for " + recipient + "</p>\r\n.",
                        "250");
            }
            say(out, in, "QUIT", "221");
        }
    }

    private static void say(OutputStream out, BufferedReader in, String line, String expected) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
        expect(in, expected);
    }

    /** Reads an answer to its last line. */
    private static void expect(BufferedReader in, String code) throws IOException {
        String line = in.readLine();
        while (line != null && line.length() > 3 && line.charAt(3) == '-') {
            line = in.readLine();
        }
        if (line == null || !line.startsWith(code)) {
            throw new IOException("Expected " + code + ", got: " + line);
        }
    }
}
