package org.heliograph.web.portal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.heliograph.platform.Setting;
import org.heliograph.platform.persistence.DatabaseServer;

/** What runs here, for whoever asks for help. */
@Named("about")
@ApplicationScoped
public class AboutBean {

    private static final String BUILD = "/META-INF/maven/org.heliograph/web-module/pom.properties";

    @Inject
    private ServletContext servlets;

    @Inject
    private DatabaseServer database;

    private String version;
    private String databaseVersion;

    public String getVersion() {
        if (version == null) {
            version = readVersion();
        }
        return version;
    }

    private String readVersion() {
        try (InputStream build = servlets.getResourceAsStream(BUILD)) {
            Properties properties = new Properties();
            if (build != null) {
                properties.load(build);
            }
            return properties.getProperty("version", "?");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String getJava() {
        return System.getProperty("java.vm.name") + " " + System.getProperty("java.version");
    }

    public String getServer() {
        return servlets.getServerInfo().trim();
    }

    public String getDatabase() {
        if (databaseVersion == null) {
            databaseVersion = "PostgreSQL " + database.version();
        }
        return databaseVersion;
    }

    public String getNode() {
        return Setting.NODE.get();
    }
}
