package org.heliograph.broadcast.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.heliograph.broadcast.Broadcast;
import org.heliograph.broadcast.BroadcastTemplate;
import org.heliograph.channel.EmailContent;
import org.heliograph.channel.HtmlText;
import org.heliograph.message.UserMail;
import org.heliograph.platform.Setting;
import org.heliograph.platform.tenancy.Callers;
import org.jdbi.v3.core.Jdbi;

/** Tells the author of a broadcast or template what its moderator decided. */
@ApplicationScoped
public class ModerationMail {

    private static final String BROADCAST = "broadcast";
    private static final String TEMPLATE = "broadcast_template";

    @Inject
    private Jdbi jdbi;

    @Inject
    private UserMail mail;

    private record Author(String email, String fullName, boolean spanish) {}

    public void broadcastApproved(Broadcast broadcast) {
        tell(BROADCAST, broadcast.id(), broadcast.name(), null);
    }

    public void broadcastRejected(Broadcast broadcast, String reason) {
        tell(BROADCAST, broadcast.id(), broadcast.name(), reason);
    }

    public void templateApproved(BroadcastTemplate template) {
        tell(TEMPLATE, template.id(), template.name(), null);
    }

    public void templateRejected(BroadcastTemplate template, String reason) {
        tell(TEMPLATE, template.id(), template.name(), reason);
    }

    /** @param reason null if approved */
    private void tell(String table, long id, String name, String reason) {
        long company = Callers.get().company();
        jdbi.withHandle(handle -> handle.createQuery("select u.email, u.first_name || ' ' || u.last_name, u.language"
                                + " from " + table + " b join app_user u on u.id = b.created_by"
                                + " where b.id = :id and b.company_id = :company and u.enabled")
                        .bind("id", id)
                        .bind("company", company)
                        .map((row, context) ->
                                new Author(row.getString(1), row.getString(2), "es".equals(row.getString(3))))
                        .findOne())
                .ifPresent(author -> mail.send(company, author.email(), content(author, table, id, name, reason)));
    }

    private static EmailContent content(Author author, String table, long id, String name, String reason) {
        String link = Setting.ADDRESS.get() + "/broadcast/" + (table.equals(TEMPLATE) ? "template" : "edit")
                + ".xhtml?id=" + id;
        String quoted = author.spanish() ? "«" + name + "»" : "“" + name + "”";
        String decision;
        String next;
        if (reason == null) {
            decision = author.spanish() ? quoted + ": aprobada" : quoted + " is approved";
            next = author.spanish()
                    ? "Sigue su curso; no tiene que hacer nada."
                    : "It goes ahead; there is nothing you have to do.";
        } else {
            decision = author.spanish() ? quoted + ": rechazada" : quoted + " is rejected";
            next = author.spanish()
                    ? "Cámbiela y envíela de nuevo a moderación."
                    : "Change it and send it to moderation again.";
        }
        String html = "<p>" + HtmlText.escape(author.fullName()) + ",</p><p>" + HtmlText.escape(decision) + ".</p>"
                + (reason == null ? "" : "<blockquote>" + HtmlText.escape(reason) + "</blockquote>") + "<p>" + next
                + "</p><p><a href=\"" + link + "\">" + link + "</a></p>";
        return new EmailContent(noPlaceholders(decision), null, noPlaceholders(html), null);
    }

    /** Braces in a name or reason are no placeholders of this mail. */
    private static String noPlaceholders(String text) {
        return text.replace("{{", "{ {");
    }
}
