package org.heliograph.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A changed password ends the user's other sessions, and not the one that changed it. */
class PasswordChangeIT {

    private static final String OLD = "Heliograph-1";
    private static final String NEW = "Second-Light-8";

    private final Product product = Product.shared();
    private final Rows rows = Rows.of(product);
    private String hash;

    @BeforeEach
    void remember() {
        hash = rows.text("select password_hash from app_user where login = 'finance'");
    }

    @AfterEach
    void restore() {
        rows.update("update app_user set password_hash = '" + hash + "' where login = 'finance'");
        rows.update("delete from earlier_password e using app_user u where u.id = e.user_id and u.login = 'finance'");
    }

    @Test
    void theChangingSessionStaysAndTheOtherEnds() {
        try (Portal here = Portal.signIn(product, "finance");
                Portal there = Portal.signIn(product, "finance")) {
            Page page = here.page();
            here.open("/account/privacy.xhtml");
            page.click(Portal.id("privacy:generate"));
            assertThat(page.locator(Portal.id("privacy:repeated"))).hasValue(java.util.regex.Pattern.compile(".{16}"));
            change(page, "Wrong-Light-1");
            assertThat(page.locator("body")).containsText("The current password is not right");
            change(page, OLD);
            assertThat(page.locator("body")).containsText("You stay signed in here");
            change(page, NEW, "Third-Light-9");
            assertThat(page.locator("body")).containsText("You changed your password within the last 24 hours");

            here.open("/dashboard.xhtml");
            assertThat(page.locator(".account-name")).isVisible();
            Eventually.isTrue(java.time.Duration.ofSeconds(30), "the other session has ended", () -> {
                there.open("/dashboard.xhtml");
                return there.page().url().contains("/login.xhtml");
            });
            there.enter("finance", NEW);
            there.awaitPage("**/dashboard.xhtml");
        }
    }

    private static void change(Page page, String current) {
        change(page, current, NEW);
    }

    private static void change(Page page, String current, String password) {
        page.fill(Portal.id("privacy:current"), current);
        page.fill(Portal.id("privacy:password"), password);
        page.fill(Portal.id("privacy:repeated"), password);
        page.click(Portal.id("privacy:save"));
    }
}
