package org.heliograph.simulator.smpp;

import java.util.List;
import org.jsmpp.bean.OptionalParameter;

/**
 * A deliver_sm on its way to a client: a receipt or a mobile-originated message.
 *
 * @param account system id of the client
 * @param origin the bind the message came on, or null
 * @param source the handset
 * @param destination the sender of the message reported, or whom the handset writes to
 * @param accepted runs when the client has answered
 */
record Delivery(
        String account,
        CarrierSession origin,
        String source,
        String destination,
        byte esmClass,
        byte dataCoding,
        byte[] shortMessage,
        List<OptionalParameter> parameters,
        Runnable accepted) {

    static final byte RECEIPT = 0x04;
    static final byte MESSAGE = 0x00;

    boolean isReceipt() {
        return esmClass == RECEIPT;
    }
}
