package org.heliograph.account;

/** What a role may allow, in the areas of the role's form. */
public enum Permission {
    EXPORT_ENTITIES(Area.EXPORT),
    VIEW_DASHBOARD(Area.DASHBOARD),
    MANAGE_BROADCASTS(Area.BROADCAST),
    /** Approving and rejecting what companies under moderation want to send; no role of a company has it by itself. */
    MODERATE_BROADCASTS(Area.BROADCAST),
    /** At which hours and how often the company's broadcasts may reach people. */
    MANAGE_SENDING_HOURS(Area.BROADCAST),
    MANAGE_CONTACTS(Area.CONTACTS),
    IMPORT_CONTACTS(Area.CONTACTS),
    MANAGE_OPT_OUT_WORDS(Area.CONTACTS),
    MANAGE_CONVERSATIONS(Area.CONVERSATIONS),
    VIEW_CHATBOTS(Area.CONVERSATIONS),
    MANAGE_CHATBOTS(Area.CONVERSATIONS),
    MAKE_VOICE_CALLS(Area.CONVERSATIONS),
    MANAGE_PAYMENTS(Area.FINANCE),
    VIEW_SERVICES(Area.FINANCE),
    VIEW_INVOICES(Area.FINANCE),
    VIEW_REPORTS(Area.STATISTICS),
    VIEW_EDRS(Area.STATISTICS),
    VIEW_STATISTICS(Area.STATISTICS),
    MANAGE_MEDIA(Area.ASSETS),
    MANAGE_SENDER_IDS(Area.ASSETS),
    MANAGE_CONTENT_TEMPLATES(Area.ASSETS),
    MANAGE_WHATSAPP_TEMPLATES(Area.ASSETS),
    MANAGE_CONVERSATION_TEMPLATES(Area.ASSETS),
    MANAGE_USERS(Area.ADMINISTRATION),
    MANAGE_ROLES(Area.ADMINISTRATION),
    MANAGE_DEPARTMENTS(Area.ADMINISTRATION),
    VIEW_AUDIT(Area.ADMINISTRATION),
    MANAGE_API_KEYS(Area.ADMINISTRATION),
    MANAGE_TWO_FACTOR(Area.ADMINISTRATION);

    private final Area area;

    Permission(Area area) {
        this.area = area;
    }

    public Area area() {
        return area;
    }

    /** The unfoldable groups of the role's form. */
    public enum Area {
        EXPORT,
        DASHBOARD,
        BROADCAST,
        CONTACTS,
        CONVERSATIONS,
        FINANCE,
        STATISTICS,
        ASSETS,
        ADMINISTRATION
    }
}
