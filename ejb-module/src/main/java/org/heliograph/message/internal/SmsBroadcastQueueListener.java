package org.heliograph.message.internal;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import org.heliograph.channel.Channel;

/** Sends the broadcasts of the channel. */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "destinationLookup", propertyValue = "jms/sms"),
            @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Queue"),
            @ActivationConfigProperty(propertyName = "messageSelector", propertyValue = "work = 'broadcasts'")
        })
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SmsBroadcastQueueListener extends ChannelBroadcastQueueListener {

    public SmsBroadcastQueueListener() {
        super(Channel.SMS);
    }
}
