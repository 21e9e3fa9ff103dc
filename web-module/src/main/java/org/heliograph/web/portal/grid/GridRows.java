package org.heliograph.web.portal.grid;

import java.util.List;
import java.util.Map;
import org.heliograph.platform.grid.GridCount;
import org.primefaces.model.FilterMeta;
import org.primefaces.model.LazyDataModel;
import org.primefaces.model.SortMeta;

/** The rows of a grid, page by page; counted once per query. */
class GridRows extends LazyDataModel<Map<String, Object>> {

    private static final long serialVersionUID = 1L;

    private final Grid grid;
    private final GridReader reader;
    private Long counted;
    private boolean exact = true;

    GridRows(Grid grid, GridReader reader) {
        this.grid = grid;
        this.reader = reader;
    }

    void forget() {
        counted = null;
    }

    boolean isExact() {
        return exact;
    }

    @Override
    public int count(Map<String, FilterMeta> filters) {
        if (counted == null) {
            GridCount count = reader.count(grid.getName(), grid.query());
            counted = count.rows();
            exact = count.exact();
        }
        return (int) Math.min(counted, Integer.MAX_VALUE);
    }

    @Override
    public List<Map<String, Object>> load(
            int first, int size, Map<String, SortMeta> sorts, Map<String, FilterMeta> filters) {
        return reader.page(grid.getName(), grid.query(), recalculateFirst(first, size, count(filters)), size);
    }

    @Override
    public String getRowKey(Map<String, Object> row) {
        return String.valueOf(row.get("id"));
    }

    @Override
    public Map<String, Object> getRowData(String key) {
        return getWrappedData().stream()
                .filter(row -> getRowKey(row).equals(key))
                .findFirst()
                .orElse(null);
    }
}
