package org.heliograph.system;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody who registers a company of one's own. */
final class Newcomer {

    static final String PASSWORD = "First-Light-7";

    private static final Pattern LINK = Pattern.compile("/confirm\\.xhtml\\?token=[A-Za-z0-9_-]+");

    private final CarrierSide carrier;
    private final String company;
    private final String login;

    Newcomer(Product product, String company) {
        this.carrier = new CarrierSide(product);
        this.company = company;
        this.login = "reg" + System.currentTimeMillis();
    }

    String login() {
        return login;
    }

    /** Opens the form from the login page and fills it in. */
    void fillIn(Portal portal, String name) {
        Page page = portal.page();
        page.click("#register");
        page.fill(Portal.id("register:company"), company);
        page.fill(Portal.id("register:fullName"), "Grace Hopper");
        page.fill(Portal.id("register:login"), name);
        page.fill(Portal.id("register:email"), login + "@harbour.example");
        page.fill(Portal.id("register:password"), PASSWORD);
        page.click(Portal.id("register:send"));
    }

    /** Follows the link of the mail; returns its path. */
    String confirm(Portal portal) {
        String path = link();
        portal.open(path);
        portal.page().click(Portal.id("confirm:send"));
        portal.awaitPage("**/login.xhtml*");
        return path;
    }

    void signIn(Portal portal) {
        portal.enter(login, PASSWORD);
        portal.awaitPage("**/dashboard.xhtml");
    }

    private String link() {
        String address = login + "@harbour.example";
        String mail = Eventually.get(
                Duration.ofMinutes(1),
                "the mail to " + address,
                () -> carrier.received("email", address).stream()
                        .map(entry -> entry.path("text").asText())
                        .findFirst()
                        .orElse(""),
                text -> !text.isEmpty());
        Matcher link = LINK.matcher(mail);
        assertTrue(link.find(), mail);
        return link.group();
    }
}
