package org.heliograph.web.portal.contact;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.primefaces.model.FilterMeta;
import org.primefaces.model.LazyDataModel;
import org.primefaces.model.SortMeta;

/** Rows of a check, read page by page. */
class ImportRowsModel<T> extends LazyDataModel<T> {

    private static final long serialVersionUID = 1L;

    private final int rows;
    private final Page<T> page;

    /** Reads {@code size} rows from the {@code first} on. */
    interface Page<T> extends Serializable {
        List<T> read(int first, int size);
    }

    ImportRowsModel(long rows, Page<T> page) {
        this.rows = (int) rows;
        this.page = page;
    }

    @Override
    public int count(Map<String, FilterMeta> filters) {
        return rows;
    }

    @Override
    public List<T> load(int first, int size, Map<String, SortMeta> sorts, Map<String, FilterMeta> filters) {
        return page.read(recalculateFirst(first, size, rows), size);
    }
}
