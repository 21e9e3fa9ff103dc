package org.heliograph.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The portal in a browser, by what a user does there. */
final class Portal implements AutoCloseable {

    private static final Duration LONG = Duration.ofMinutes(10);

    private final Installation product;
    private final Page page;

    private Portal(Installation product, String language) {
        this.product = product;
        this.page = Chromium.open(language);
        page.setDefaultTimeout(30_000);
    }

    static Portal signIn(Installation product, String login) {
        Portal portal = new Portal(product, "en-US");
        portal.enterAs(login);
        return portal;
    }

    /** As a user of the demo's company. */
    void enterAs(String login) {
        enter(login, "Heliograph-1");
        awaitPage("**/dashboard.xhtml");
    }

    /** The login page, with nothing typed yet. */
    static Portal atLogin(Installation product, String language) {
        Portal portal = new Portal(product, language);
        portal.open("/login.xhtml");
        return portal;
    }

    void enter(String login, String password) {
        open("/login.xhtml");
        page.fill(id("login:name"), login);
        page.fill(id("login:password"), password);
        page.click(id("login:signIn"));
    }

    Page page() {
        return page;
    }

    void open(String path) {
        page.navigate(product.address() + path);
    }

    static String id(String id) {
        return "[id=\"" + id + "\"]";
    }

    /** Waits until the page is loaded and none of its requests is under way; it says "busy" itself only after a blink. */
    void settle() {
        page.waitForFunction("() => document.readyState === 'complete'"
                + " && (!window.PrimeFaces?.ajax || PrimeFaces.ajax.Queue.isEmpty())");
        page.waitForSelector(
                "body:not(.busy)", new Page.WaitForSelectorOptions().setState(WaitForSelectorState.ATTACHED));
    }

    /** Waits for a page; if it does not come, tells what stands on this one and keeps its picture. */
    void awaitPage(String pattern) {
        try {
            page.waitForURL(pattern);
        } catch (TimeoutError e) {
            Path picture = Product.newDirectory("stuck").resolve("page.png");
            page.screenshot(new Page.ScreenshotOptions().setPath(picture).setFullPage(true));
            throw new AssertionError(
                    "Still at " + page.url() + "; " + picture + "; messages: "
                            + page.locator(".ui-message, .ui-messages, .ui-growl")
                                    .allInnerTexts(),
                    e);
        }
    }

    /** Chooses from a list; a click on what is chosen already may leave it open over the next input. */
    void choose(String id, String label) {
        if (page.locator(id(id) + " .ui-selectonemenu-label")
                .textContent()
                .trim()
                .equals(label)) {
            return;
        }
        page.click(id(id));
        page.locator(".ui-selectonemenu-panel:visible li", new Page.LocatorOptions().setHasText(label))
                .first()
                .click();
        settle();
        assertThat(page.locator(id(id) + " .ui-selectonemenu-label")).containsText(label);
    }

    /** Types a date or time into its picker, and goes on to the next input. */
    void typeDate(String id, String text) {
        page.fill(id(id + "_input"), text);
        page.keyboard().press("Tab");
        settle();
    }

    /** What is said under an input that was refused. */
    Locator refusal(String id) {
        return page.locator(".field", new Page.LocatorOptions().setHas(page.locator(id(id))))
                .locator(".ui-message-error");
    }

    // The import wizard

    /** Uploads a file and leaves the wizard at its first step. */
    void upload(Path file) {
        open("/contact/import.xhtml");
        page.setInputFiles(id("import:upload_input"), file);
    }

    /**
     * Goes through the wizard.
     *
     * @param mapping column title → attribute name, created where it does not exist; {@code phone} for the number
     * @param existing SKIP, OVERRIDE or ENRICH
     * @return the result's figures by their element's id
     */
    Map<String, Long> importContacts(Path file, String tag, Map<String, String> mapping, String existing) {
        upload(file);
        page.waitForSelector(".import-step-0");
        page.fill(id("import:tag_input"), tag);
        page.keyboard().press("Escape");
        next(".import-step-1");
        next(".import-step-2");
        mapping.forEach(this::map);
        next(".import-step-3");
        page.waitForSelector(id("import:existing"), new Page.WaitForSelectorOptions().setTimeout(LONG.toMillis()));
        page.locator(".import-existing label", new Page.LocatorOptions().setHasText(existing))
                .first()
                .click();
        next(".import-step-4");
        page.waitForSelector(".import-CHECKED");
        page.click(id("import:next"));
        page.waitForSelector(".import-done", new Page.WaitForSelectorOptions().setTimeout(LONG.toMillis()));
        return figures("created", "updated", "skipped", "rejected");
    }

    private void next(String step) {
        settle();
        page.click(id("import:next"));
        page.waitForSelector(step);
        settle();
    }

    private void map(String column, String attribute) {
        Locator row = page.locator("tr[data-column=\"" + column + "\"]");
        row.locator(".ui-selectonemenu").click();
        page.locator(
                        ".ui-selectonemenu-panel:visible li",
                        new Page.LocatorOptions().setHasText(Pattern.compile("^\\s*" + attribute + "\\s*$")))
                .first()
                .click();
        settle();
    }

    Map<String, Long> figures(String... ids) {
        Map<String, Long> figures = new HashMap<>();
        for (String id : ids) {
            figures.put(id, number(page.locator("#" + id).textContent()));
        }
        return figures;
    }

    Path download(String id) {
        Download download = page.waitForDownload(() -> page.click(id(id)));
        return download.path();
    }

    // Assets

    /** Makes a content template; returns its ID. */
    String addSmsTemplate(String name, String text) {
        open("/media/content-templates");
        page.click(id("actions:new"));
        page.click(id("actions:newSMS"));
        page.waitForSelector(id("step:smsText"));
        settle();
        page.fill(id("step:templateName"), name);
        page.fill(id("step:smsText"), text);
        page.click(id("step:saveStep"));
        page.waitForSelector(
                id("step:saveStep"), new Page.WaitForSelectorOptions().setState(WaitForSelectorState.HIDDEN));
        settle();
        return row(name).locator(".cell-key-number").textContent().trim();
    }

    // Broadcasts

    /** Opens the form of a new broadcast and fills in name and tag. */
    void newBroadcast(String name, String tag) {
        open("/broadcast/edit.xhtml");
        fillInTag(name, tag);
    }

    void fillInTag(String name, String tag) {
        page.fill(id("broadcast:name"), name);
        page.click(id("broadcast:tags"));
        page.locator(".ui-selectcheckboxmenu-panel:visible li", new Page.LocatorOptions().setHasText(tag))
                .first()
                .click();
        settle();
        page.keyboard().press("Escape");
    }

    void addSms(String sender, String text, int waitMinutes) {
        openConstructor("SMS", sender);
        page.fill(id("step:smsText"), text);
        saveStep(waitMinutes);
    }

    /** Gives the broadcast hours of its own, on every day. */
    void limitHours(String from, String till) {
        page.click(id("broadcast:limited"));
        settle();
        page.fill(id("broadcast:from_input"), from);
        page.fill(id("broadcast:till_input"), till);
        page.keyboard().press("Escape");
    }

    void addEmail(String sender, String subject, String html) {
        openConstructor("EMAIL", sender);
        page.fill(id("step:subject"), subject);
        page.fill(id("step:html"), html);
        saveStep(1);
    }

    void addRcsCard(String sender, String title, String text, int waitMinutes) {
        openConstructor("RCS", sender);
        page.fill(id("step:cardTitle"), title);
        page.fill(id("step:cardText"), text);
        saveStep(waitMinutes);
    }

    void openConstructor(String channel, String sender) {
        settle();
        page.click(".add-" + channel);
        page.waitForSelector(id("step:sender"));
        settle();
        choose("step:sender", sender);
    }

    private void saveStep(int waitMinutes) {
        page.locator(id("step:waitMinutes_input")).selectText();
        page.keyboard().type(Integer.toString(waitMinutes));
        page.keyboard().press("Tab");
        settle();
        page.click(id("step:saveStep"));
        page.waitForSelector(
                id("step:saveStep"), new Page.WaitForSelectorOptions().setState(WaitForSelectorState.HIDDEN));
        settle();
    }

    /** Launches, having seen what it does, and waits for the table. */
    void launch() {
        askToLaunch();
        confirmLaunch();
    }

    /** Presses the button and waits for what the launch would do. */
    void askToLaunch() {
        page.click("#launch");
        page.waitForSelector(id("launching:confirm"));
    }

    /** The same in the table of templates. */
    void askToLaunch(Locator template) {
        act(template, "row-launch");
        page.waitForSelector(id("launching:confirm"));
    }

    void confirmLaunch() {
        page.click(id("launching:confirm"));
        awaitPage("**/broadcasts.xhtml*");
    }

    /** Chooses tomorrow for the launch. Tells the time it typed. */
    String scheduleTomorrow() {
        String time = DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm")
                .format(LocalDateTime.now().plusDays(1));
        page.click(id("broadcast:instantly"));
        settle();
        typeDate("broadcast:scheduledFor", time);
        return time;
    }

    /** Presses the button and stays; what is refused is shown. */
    void tryToLaunch() {
        page.click("#launch");
        settle();
    }

    /** Fills in name and a phone number in the form of a broadcast or template. */
    void fillIn(String name, String phone) {
        page.fill(id("broadcast:name"), name);
        page.fill(id("broadcast:typed"), phone);
        page.click(id("broadcast:addNumbers"));
        settle();
    }

    /** Presses a button of a row. */
    void act(Locator row, String button) {
        settle();
        row.hover();
        row.locator("." + button).click();
    }

    /** Answers the dialog that asks back. */
    void confirm() {
        page.click(".ui-confirmdialog-yes:visible");
    }

    Locator row(String name) {
        return page.locator(
                        "tr",
                        new Page.LocatorOptions()
                                .setHas(page.getByText(name, new Page.GetByTextOptions().setExact(true))))
                .first();
    }

    String broadcastStatus(String name) {
        return row(name).locator(".cell-key-status").textContent().trim();
    }

    static long number(String text) {
        Matcher matcher = Pattern.compile("\\d{1,3}(?:[,.\\u00a0]\\d{3})+|\\d+").matcher(text);
        if (!matcher.find()) {
            throw new AssertionError("No number in \"" + text + "\"");
        }
        return Long.parseLong(matcher.group().replaceAll("\\D", ""));
    }

    @Override
    public void close() {
        page.context().close();
    }
}
