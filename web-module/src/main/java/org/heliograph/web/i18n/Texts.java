package org.heliograph.web.i18n;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Properties;
import java.util.ResourceBundle;

/** All texts of the portal in English, merged from the domains' files; a missing key shows itself. */
public class Texts extends ResourceBundle {

    /** One file each, {@code i18n/<domain>_<language>.properties}. */
    public static final List<String> DOMAINS = List.of(
            "frame",
            "account",
            "grid",
            "contact",
            "target",
            "imports",
            "channel",
            "broadcast",
            "broadcastTemplate",
            "report",
            "asset",
            "message",
            "apiaccess",
            "errors");

    private final Properties texts = new Properties();

    public Texts() {
        this("en");
    }

    protected Texts(String language) {
        for (String domain : DOMAINS) {
            load("/i18n/" + domain + "_" + language + ".properties");
        }
    }

    private void load(String file) {
        try (InputStream stream = Texts.class.getResourceAsStream(file)) {
            if (stream == null) {
                throw new IllegalStateException("The text file " + file + " is missing.");
            }
            try (Reader reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
                texts.load(reader);
            }
        } catch (IOException e) {
            throw new IllegalStateException("The text file " + file + " cannot be read.", e);
        }
    }

    @Override
    protected Object handleGetObject(String key) {
        return texts.getProperty(key);
    }

    @Override
    public Enumeration<String> getKeys() {
        return Collections.enumeration(texts.stringPropertyNames());
    }
}
