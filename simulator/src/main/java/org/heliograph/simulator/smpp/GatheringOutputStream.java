package org.heliograph.simulator.smpp;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * Gathers PDUs while a write is under way and sends them with the next one, so that a busy connection costs a system
 * call per batch and not per PDU. Each array is written whole: jsmpp does not keep submit_sm_resp and deliver_sm apart.
 */
final class GatheringOutputStream extends OutputStream {

    private static final int MAX_GATHERED = 4 << 20;
    private static final long FLUSH_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final OutputStream out;
    private byte[] buffer = new byte[16 << 10];
    private byte[] spare = new byte[16 << 10];
    private int length;
    private IOException failure;
    private boolean closed;
    private boolean finished;

    GatheringOutputStream(OutputStream out, String name) {
        this.out = out;
        Thread writer = new Thread(this::writeAll, "smpp-writer-" + name);
        writer.setDaemon(true);
        writer.start();
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int count) throws IOException {
        if (failure != null) {
            throw failure;
        }
        if (closed || length + count > MAX_GATHERED) {
            throw new IOException(closed ? "The connection is closed" : "The client does not read");
        }
        if (length + count > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + count));
        }
        System.arraycopy(bytes, offset, buffer, length, count);
        if (length == 0) {
            notifyAll();
        }
        length += count;
    }

    private void writeAll() {
        try {
            while (true) {
                byte[] batch;
                int count;
                synchronized (this) {
                    while (length == 0 && !closed) {
                        wait();
                    }
                    if (length == 0) {
                        return;
                    }
                    batch = buffer;
                    count = length;
                    buffer = spare;
                    length = 0;
                }
                out.write(batch, 0, count);
                synchronized (this) {
                    spare = batch;
                }
            }
        } catch (IOException e) {
            synchronized (this) {
                failure = e;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            synchronized (this) {
                finished = true;
                notifyAll();
            }
        }
    }

    /** Gives what is gathered half a second to leave, or an unbind_resp would be lost with the socket. */
    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
        long deadline = System.nanoTime() + FLUSH_NANOS;
        try {
            for (long left = FLUSH_NANOS; !finished && left > 0; left = deadline - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
