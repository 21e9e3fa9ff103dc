package org.heliograph.message.internal;

import org.heliograph.channel.EmailContent;
import org.heliograph.channel.HtmlText;
import org.heliograph.platform.Setting;

/** A mail that asks somebody to follow a link to the portal. */
final class LinkMail {

    private LinkMail() {}

    /** @param page of the portal, with its parameters */
    static EmailContent of(String subject, String fullName, String text, String page) {
        String link = Setting.ADDRESS.get() + page;
        String html = "<p>" + HtmlText.escape(fullName) + ",</p><p>" + text + "</p><p><a href=\"" + link + "\">" + link
                + "</a></p>";
        return new EmailContent(subject, null, html, null);
    }
}
