package org.heliograph.web.portal.grid;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.Serializable;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.heliograph.account.UserSettingService;
import org.heliograph.platform.Json;
import org.heliograph.platform.grid.GridCount;
import org.heliograph.platform.grid.GridFilter;
import org.heliograph.platform.grid.GridQuery;
import org.heliograph.platform.grid.GridService;
import org.heliograph.web.portal.SessionBean;

/** Opens grids for beans and reads their rows. */
@ApplicationScoped
public class GridReader implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final String SETTING = "grid.";

    @Inject
    private transient GridService grids;

    @Inject
    private transient UserSettingService settings;

    @Inject
    private SessionBean session;

    /** The grid as the user left it. */
    public Grid open(String name) {
        return open(name, List.of());
    }

    /** The same for a page that shows only the rows of these conditions; it starts without the filters of last time. */
    public Grid open(String name, List<GridFilter> fixed) {
        Grid.View saved = settings.find(SETTING + name)
                .map(json -> Json.read(json, Grid.View.class))
                .orElse(null);
        return new Grid(
                grids.definition(name), saved == null || fixed.isEmpty() ? saved : saved.unfiltered(), fixed, this);
    }

    List<Map<String, Object>> page(String name, GridQuery query, int first, int size) {
        return grids.page(name, query, zone(), first, size);
    }

    GridCount count(String name, GridQuery query) {
        return grids.count(name, query, zone());
    }

    void save(String name, String view) {
        settings.save(SETTING + name, view);
    }

    public ZoneId zone() {
        return session.getTimeZone();
    }
}
