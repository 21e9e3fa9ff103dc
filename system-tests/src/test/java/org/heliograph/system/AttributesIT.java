package org.heliograph.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;

/** Who changes an attribute learns what uses it, and messages that are still to be sent follow its name. */
class AttributesIT {

    private final Product product = Product.shared();
    private final Rows rows = Rows.of(product);

    @Test
    void aDraftFollowsAnAttributesNameAndKeepsItFromBeingDeleted() {
        rows.update("insert into attribute (company_id, name, type) select company_id, 'Berth', 'TEXT' from app_user"
                + " where login = 'marketer'");
        try (Portal portal = Portal.signIn(product, "marketer")) {
            Page page = portal.page();
            portal.open("/broadcast/edit.xhtml");
            portal.fillIn("Harbour news", "+12125580801");
            portal.addSms("Heliograph", "To berth {{attribute.Berth|1}}", 1);
            page.click("#saveDraft");
            portal.settle();
            long draft = rows.number("select id from broadcast where name = 'Harbour news'");

            attribute(portal, "Berth").locator("[id$=edit]").click();
            portal.settle();
            page.fill(Portal.id("attributeForm:name"), "Quay");
            page.click(Portal.id("attributeForm:save"));
            portal.settle();
            assertThat(rows.text("select content ->> 'text' from broadcast_step where broadcast_id = ?", draft))
                    .isEqualTo("To berth {{attribute.Quay|1}}");

            attribute(portal, "Quay").locator("[id$=delete]").click();
            portal.confirm();
            portal.settle();
            assertThat(page.locator("body")).containsText("Harbour news");
            assertThat(rows.number("select count(*) from attribute where name = 'Quay'"))
                    .isOne();

            rows.update("delete from broadcast where id = ?", draft);
            attribute(portal, "Quay").locator("[id$=delete]").click();
            portal.confirm();
            portal.settle();
            assertThat(rows.number("select count(*) from attribute where name = 'Quay'"))
                    .isZero();
        }
    }

    /** Its row in the attribute manager. */
    private static Locator attribute(Portal portal, String name) {
        portal.open("/contact/contacts.xhtml");
        portal.page().evaluate("PF('attributes').show()");
        portal.settle();
        return portal.page().locator(".attribute-row[data-entry='" + name + "']");
    }
}
