package org.heliograph.provider.smpp;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** An SMSC that answers a submit_sm with the octets of a file, to say what no library would. */
final class RawSmsc implements AutoCloseable {

    private static final int RESPONSE = 0x80000000;
    private static final int SUBMIT = 0x04;
    private static final int TRANSCEIVER = 0x09;
    private static final int HEADER = 16;

    /** The client's responses, header and body. */
    final List<ByteBuffer> answers = new CopyOnWriteArrayList<>();

    final AtomicInteger binds = new AtomicInteger();
    /** Answers nothing any more. */
    volatile boolean silent;
    /** Reads nothing any more. */
    volatile boolean deaf;

    private final String answer;
    private final ServerSocket server = new ServerSocket(0);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** @param fixture of {@code resources/smpp}; SSSSSSSS is the submit_sm's sequence number */
    RawSmsc(String fixture) throws IOException {
        answer = read(fixture);
        threads.execute(this::listen);
    }

    private static String read(String fixture) {
        try (InputStream in = RawSmsc.class.getResourceAsStream("/smpp/" + fixture + ".hex")) {
            String text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
            return text.replaceAll("(?m)^#.*$", "").replaceAll("\\s", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.getLocalPort();
    }

    static boolean isRefusal(ByteBuffer pdu) {
        return pdu.getInt(8) != 0;
    }

    private void listen() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                threads.execute(() -> serve(client));
            } catch (IOException ignored) {
                // Closed.
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            DataInputStream in = new DataInputStream(client.getInputStream());
            DataOutputStream out = new DataOutputStream(client.getOutputStream());
            while (true) {
                int length = in.readInt();
                ByteBuffer pdu = ByteBuffer.allocate(length).putInt(length).put(in.readNBytes(length - 4));
                int command = pdu.getInt(4);
                if (deaf) {
                    new CountDownLatch(1).await();
                }
                if (silent) {
                    continue;
                }
                if ((command & RESPONSE) != 0) {
                    answers.add(pdu);
                } else if (command == SUBMIT) {
                    String sequence = HexFormat.of().toHexDigits(pdu.getInt(12));
                    out.write(HexFormat.of().parseHex(answer.replace("SSSSSSSS", sequence)));
                } else {
                    out.write(response(command, pdu.getInt(12)));
                    binds.addAndGet(command == TRANSCEIVER ? 1 : 0);
                }
            }
        } catch (IOException ignored) {
            // The client has gone.
        } catch (InterruptedException ignored) {
            // The test is over.
        }
    }

    /** To a bind, enquire_link or unbind; the name of the SMSC is part of the first only. */
    private static byte[] response(int command, int sequence) {
        byte[] name = command == 0x15 || command == 0x06 ? new byte[0] : "raw\0".getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(HEADER + name.length)
                .putInt(HEADER + name.length)
                .putInt(command | RESPONSE)
                .putInt(0)
                .putInt(sequence)
                .put(name)
                .array();
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }
}
