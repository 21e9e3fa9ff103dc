package org.heliograph.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.UUID;
import org.heliograph.system.Http.Answer;
import org.junit.jupiter.api.Test;

/** A key is made in the browser, and opens to a program what it says, for as long as it is wanted. */
class ApiKeysIT {

    private static final String SMS =
            """
            {"contact": "+12125560971", "channel": 1, "senderId": "Heliograph", "payload": {"text": "Hello"}}
            """;

    private final Product product = Product.shared();

    @Test
    void aKeyOpensItsScopesUntilItIsRevoked() {
        try (Portal portal = Portal.signIn(product, "admin")) {
            portal.open("/apiaccess/keys.xhtml");
            String key = make(portal, "Contacts only");

            Answer refused = send(key);
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.json().path("code").asText()).isEqualTo("scope_missing");
            assertThat(Http.get(product.address() + "/api/v1/messages/" + UUID.randomUUID(), "X-API-Key", key)
                            .status())
                    .isEqualTo(403);

            edit(portal, "Contacts only");
            scope(portal.page(), "omni-api").click();
            portal.page().click(Portal.id("keyPanelForm:save"));
            portal.settle();
            assertThat(send(key).status()).isEqualTo(202);

            edit(portal, "Contacts only");
            portal.page().click(Portal.id("keyPanelForm:revoke"));
            portal.confirm();
            portal.settle();
            assertThat(send(key).status()).isEqualTo(401);
        }
    }

    /** One that reads contacts, instead of the messages that are proposed. */
    private static String make(Portal portal, String name) {
        Page page = portal.page();
        page.click(Portal.id("create:new"));
        portal.settle();
        page.fill(Portal.id("keyPanelForm:name"), name);
        scope(page, "omni-api").click();
        scope(page, "recipients").click();
        page.click(Portal.id("keyPanelForm:save"));
        portal.settle();
        String key = page.inputValue(Portal.id("newKeyForm:value"));
        page.click(Portal.id("newKeyForm:done"));
        portal.settle();
        return key;
    }

    private static void edit(Portal portal, String name) {
        portal.act(portal.row(name), "edit-key");
        portal.settle();
    }

    private static Locator scope(Page page, String key) {
        return page.locator(
                Portal.id("keyPanelForm:scopes") + " .ui-chkbox",
                new Page.LocatorOptions().setHas(page.locator("input[value='" + key + "']")));
    }

    private Answer send(String key) {
        return Http.post(product.address() + "/api/v1/messages", SMS, "X-API-Key", key);
    }
}
