package org.heliograph.provider.smpp;

import org.heliograph.channel.Failure;

/** The command_status values of SMPP 3.4 section 5.1.3 and what they mean to us. */
final class SmppStatus {

    static final int OK = 0x00;
    static final int INVALID_LENGTH = 0x01;
    static final int SYSTEM_ERROR = 0x08;
    static final int QUEUE_FULL = 0x14;
    static final int THROTTLED = 0x58;
    static final int TEMPORARY_APPLICATION_ERROR = 0x64;

    private SmppStatus() {}

    /** Whether the SMSC asks to slow down; the same message may go later. */
    static boolean asksToSlowDown(int status) {
        return status == THROTTLED || status == QUEUE_FULL;
    }

    static Failure failure(int status) {
        return switch (status) {
            case QUEUE_FULL, THROTTLED -> Failure.THROTTLED;
            case 0x04, SYSTEM_ERROR, TEMPORARY_APPLICATION_ERROR -> Failure.CARRIER_ERROR;
            case 0x0A, 0x48, 0x49 -> Failure.INVALID_SENDER;
            case 0x0B, 0x50, 0x51 -> Failure.INVALID_RECIPIENT;
            case INVALID_LENGTH, 0x43, 0x61, 0x62, 0xC0, 0xC1, 0xC2, 0xC3, 0xC4 -> Failure.INVALID_CONTENT;
            case 0x0D, 0x0E, 0x0F, 0x53 -> Failure.ACCOUNT_REFUSED;
            default -> Failure.REJECTED;
        };
    }

    /** For the EDR, for example {@code 0x00000058}. */
    static String code(int status) {
        return String.format("0x%08X", status);
    }

    /** Why a bind was refused, for the operator. */
    static String bindRefusal(int status) {
        return switch (status) {
            case 0x0E -> "the SMSC refuses the password";
            case 0x0F -> "the SMSC does not know the system ID";
            case 0x05 -> "the SMSC says that the account is already bound";
            case 0x0D -> "the SMSC refuses the bind";
            case THROTTLED -> "the SMSC asks to bind less often";
            default -> "the SMSC refuses the bind with " + code(status);
        };
    }
}
