package org.heliograph.system;

import java.nio.file.Path;
import java.util.Map;

/**
 * Contacts under a tag, with a template that sends them RCS and then SMS.
 *
 * @param prefix the beginning of their numbers, as the carrier has them
 * @param template its name in the table
 */
record ChaosAudience(String prefix, int recipients, String template) {

    /** Imports the contacts and makes the template. @param prefix of national numbers, in digits */
    static ChaosAudience create(Chaos chaos, String prefix, int recipients) {
        String name = "chaos-" + recipients;
        Path file = ContactFile.write(prefix, recipients);
        try (Portal portal = Portal.signIn(chaos.product(), "admin")) {
            portal.importContacts(file, name, Map.of("phone1", "Phone number"), "Not import");
            portal.open("/broadcast/template.xhtml");
            portal.fillInTag(name, name);
            portal.addRcsCard("Lakeside Bank", "Hello", "A card for {{attribute.phoneNumber}}", 1);
            portal.addSms("Heliograph", "A text for {{attribute.phoneNumber}}", 1);
            portal.page().click("#save");
            portal.page().waitForURL("**/templates.xhtml*");
        }
        long id = chaos.rows().number("select max(id) from broadcast_template where name = ?", name);
        return new ChaosAudience("+1" + prefix, recipients, name + "." + id);
    }
}
