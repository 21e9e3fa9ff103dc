package org.heliograph.channel;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Picture or video of a card, fetched by the carrier.
 *
 * @param thumbnailUrl small picture shown while it loads, null for none
 * @param height of the picture on the device; null for MEDIUM
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RcsMedia(String url, String thumbnailUrl, Height height) {

    /** 112, 168 and 264 device-independent pixels. TALL is not shown in a carousel of small cards. */
    public enum Height {
        SHORT,
        MEDIUM,
        TALL
    }

    public RcsMedia {
        height = height == null ? Height.MEDIUM : height;
    }
}
