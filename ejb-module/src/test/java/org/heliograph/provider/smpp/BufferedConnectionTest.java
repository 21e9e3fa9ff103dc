package org.heliograph.provider.smpp;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class BufferedConnectionTest {

    @Test
    void givesUpOnAnSmscThatAcceptsAndSaysNothing() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Assertions.assertTimeoutPreemptively(Duration.ofSeconds(15), () -> assertThatThrownBy(
                            () -> BufferedConnection.open("localhost", silent.getLocalPort(), true, 100))
                    .isInstanceOf(SocketTimeoutException.class));
        }
    }
}
