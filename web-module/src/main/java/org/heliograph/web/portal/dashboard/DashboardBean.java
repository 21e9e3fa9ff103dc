package org.heliograph.web.portal.dashboard;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Map;
import org.heliograph.platform.grid.GridQuery;
import org.heliograph.platform.grid.GridService;
import org.heliograph.web.portal.SessionBean;

/** The landing page: the latest broadcasts. */
@Named
@RequestScoped
public class DashboardBean {

    private static final int RECENT = 5;

    @Inject
    private GridService grids;

    @Inject
    private SessionBean session;

    private List<Map<String, Object>> recent;

    /** Rows of the broadcasts table, latest first; none for those who may not see it. */
    public List<Map<String, Object>> getRecent() {
        if (recent == null) {
            recent = session.may("MANAGE_BROADCASTS")
                    ? grids.page("broadcast", GridQuery.ALL, session.getTimeZone(), 0, RECENT)
                    : List.of();
        }
        return recent;
    }
}
