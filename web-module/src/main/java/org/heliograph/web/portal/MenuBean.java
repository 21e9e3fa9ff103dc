package org.heliograph.web.portal;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The menu: the pages there are, in the manual's order, as far as the user may open them; of those under one label the
 * first.
 */
@Named("menu")
@RequestScoped
public class MenuBean {

    private static final List<Item> ITEMS = List.of(
            new Item("/dashboard", "menu.dashboard", "pi-th-large", "VIEW_DASHBOARD"),
            new Item("/broadcast/broadcasts", "menu.broadcasts", "pi-send", "MANAGE_BROADCASTS"),
            new Item("/contact/contacts", "menu.contacts", "pi-users", "MANAGE_CONTACTS"),
            new Item("/message/edrs", "menu.edrs", "pi-chart-bar", "VIEW_EDRS"),
            new Item("/asset/media", "menu.assets", "pi-id-card", "MANAGE_MEDIA"),
            new Item("/asset/senders", "menu.assets", "pi-id-card", "MANAGE_SENDER_IDS"),
            new Item("/asset/content-templates", "menu.assets", "pi-id-card", "MANAGE_CONTENT_TEMPLATES"),
            new Item("/apiaccess/keys", "menu.apiKeys", "pi-key", "MANAGE_API_KEYS"));

    @Inject
    private SessionBean session;

    public List<Item> getItems() {
        Set<String> labels = new HashSet<>();
        return ITEMS.stream()
                .filter(item -> session.may(item.permission()) && labels.add(item.label()))
                .toList();
    }

    public boolean isCurrent(Item item) {
        String view = FacesContext.getCurrentInstance().getViewRoot().getViewId();
        int slash = item.page().lastIndexOf('/');
        return slash == 0
                ? view.startsWith(item.page())
                : view.startsWith(item.page().substring(0, slash + 1));
    }

    /** A page of the menu and the permission that shows it. */
    public record Item(String page, String label, String icon, String permission) {
        public String getPage() {
            return page;
        }

        public String getLabel() {
            return label;
        }

        public String getIcon() {
            return icon;
        }
    }
}
