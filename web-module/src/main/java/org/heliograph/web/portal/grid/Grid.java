package org.heliograph.web.portal.grid;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.heliograph.platform.Json;
import org.heliograph.platform.grid.GridColumn;
import org.heliograph.platform.grid.GridDefinition;
import org.heliograph.platform.grid.GridFilter;
import org.heliograph.platform.grid.GridQuery;
import org.primefaces.model.LazyDataModel;

/** The state of a grid on a page: columns, filters, order, page. Saved per user, so that it outlives the page. */
public class Grid implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String name;
    private final GridReader reader;
    private final List<GridColumn> columns;
    private final GridRows model;
    private final List<GridFilter> fixed;
    private View view;
    private List<String> chosenColumns;
    private GridFilterForm filterForm;

    /** @param fixed conditions of the page itself, which the user neither sees nor removes */
    Grid(GridDefinition definition, View saved, List<GridFilter> fixed, GridReader reader) {
        this.fixed = List.copyOf(fixed);
        this.name = definition.name();
        this.columns = definition.columns();
        this.reader = reader;
        this.view = saved == null ? View.initial(columns) : saved.knownBy(columns);
        this.chosenColumns = new ArrayList<>(view.columns());
        this.filterForm = new GridFilterForm(columns);
        this.model = new GridRows(this, reader);
    }

    /**
     * What is saved.
     *
     * @param columns keys of the visible columns, in their order
     * @param known keys of all columns there were; a later one is shown unless it is hidden at first
     */
    public record View(
            List<String> columns,
            List<String> known,
            List<GridFilter> filters,
            String sort,
            boolean descending,
            int rows)
            implements Serializable {

        private static final int ROWS = 100;

        static View initial(List<GridColumn> columns) {
            List<String> visible = columns.stream()
                    .filter(column -> !column.hidden())
                    .map(GridColumn::key)
                    .toList();
            return new View(visible, keys(columns), List.of(), null, false, ROWS);
        }

        /** Without columns that have gone since it was saved. */
        View knownBy(List<GridColumn> existing) {
            Set<String> keys = Set.copyOf(keys(existing));
            List<String> before = known == null ? keys(existing) : known;
            List<String> visible = existing.stream()
                    .filter(column -> before.contains(column.key()) ? columns.contains(column.key()) : !column.hidden())
                    .map(GridColumn::key)
                    .toList();
            return new View(
                    visible,
                    keys(existing),
                    filters.stream().filter(f -> keys.contains(f.column())).toList(),
                    keys.contains(sort) ? sort : null,
                    descending,
                    rows);
        }

        View unfiltered() {
            return new View(columns, known, List.of(), sort, descending, rows);
        }

        private static List<String> keys(List<GridColumn> columns) {
            return columns.stream().map(GridColumn::key).toList();
        }
    }

    public String getName() {
        return name;
    }

    public LazyDataModel<Map<String, Object>> getModel() {
        return model;
    }

    public GridQuery query() {
        List<GridFilter> filters = new ArrayList<>(fixed);
        filters.addAll(view.filters());
        return new GridQuery(List.copyOf(filters), view.sort(), view.descending());
    }

    public List<GridColumn> getColumns() {
        return columns;
    }

    public List<GridColumn> getVisibleColumns() {
        return columns.stream()
                .filter(column -> view.columns().contains(column.key()))
                .toList();
    }

    public boolean isSortedBy(String key) {
        return key.equals(view.sort());
    }

    public boolean isDescending() {
        return view.descending();
    }

    /** The first click sorts descending, the second ascending. */
    public void sort(String key) {
        boolean descending = !key.equals(view.sort()) || !view.descending();
        save(new View(view.columns(), view.known(), view.filters(), key, descending, view.rows()));
    }

    public int getRows() {
        return view.rows();
    }

    public void setRows(int rows) {
        if (rows != view.rows()) {
            save(new View(view.columns(), view.known(), view.filters(), view.sort(), view.descending(), rows));
        }
    }

    public List<String> getChosenColumns() {
        return chosenColumns;
    }

    public void setChosenColumns(List<String> chosenColumns) {
        this.chosenColumns = chosenColumns;
    }

    public void saveColumns() {
        save(new View(
                List.copyOf(chosenColumns), view.known(), view.filters(), view.sort(), view.descending(), view.rows()));
    }

    public void cancelColumns() {
        chosenColumns = new ArrayList<>(view.columns());
    }

    public GridFilterForm getFilterForm() {
        return filterForm;
    }

    public List<GridFilter> getFilters() {
        return view.filters();
    }

    public boolean isFiltered() {
        return !view.filters().isEmpty();
    }

    public void applyFilter() {
        GridFilter filter = filterForm.toFilter();
        List<GridFilter> filters = new ArrayList<>(view.filters());
        filters.removeIf(f -> f.column().equals(filter.column()));
        filters.add(filter);
        save(new View(view.columns(), view.known(), List.copyOf(filters), view.sort(), view.descending(), view.rows()));
        filterForm = new GridFilterForm(columns);
    }

    public void editFilter(String column) {
        view.filters().stream()
                .filter(filter -> filter.column().equals(column))
                .findFirst()
                .ifPresent(filterForm::load);
    }

    public void removeFilter(String column) {
        List<GridFilter> filters =
                view.filters().stream().filter(f -> !f.column().equals(column)).toList();
        save(new View(view.columns(), view.known(), filters, view.sort(), view.descending(), view.rows()));
    }

    public void clearFilters() {
        save(new View(view.columns(), view.known(), List.of(), view.sort(), view.descending(), view.rows()));
    }

    public GridColumn column(String key) {
        return columns.stream()
                .filter(column -> column.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    public boolean isExact() {
        return model.isExact();
    }

    /** Forgets what was counted and read; the next rendering reads anew. */
    public void refresh() {
        model.forget();
    }

    private void save(View changed) {
        view = changed;
        model.forget();
        reader.save(name, Json.write(changed));
    }
}
