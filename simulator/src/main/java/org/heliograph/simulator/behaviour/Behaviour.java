package org.heliograph.simulator.behaviour;

/**
 * All that can be asked of the carrier.
 *
 * @param seed another seed picks other recipients for the same percentages
 */
public record Behaviour(
        long seed,
        ChannelBehaviour sms,
        SmscBehaviour smsc,
        ChannelBehaviour rcs,
        RbmBehaviour rbm,
        ChannelBehaviour email) {

    /** What a demo wants: all delivered soon, RCS for 70 % of numbers, 60 % of it read. */
    public static Behaviour demo() {
        return new Behaviour(
                1,
                ChannelBehaviour.obliging(100, 0),
                SmscBehaviour.plain(),
                ChannelBehaviour.obliging(70, 60),
                RbmBehaviour.plain(),
                ChannelBehaviour.obliging(100, 0));
    }

    public ChannelBehaviour of(Channel channel) {
        return switch (channel) {
            case SMS -> sms;
            case RCS -> rcs;
            case EMAIL -> email;
        };
    }

    /** The fate of this recipient on this channel, always the same until the behaviour changes. */
    public Verdict verdict(Channel channel, String recipient) {
        return Verdict.of(this, channel, Recipient.normalised(recipient));
    }
}
