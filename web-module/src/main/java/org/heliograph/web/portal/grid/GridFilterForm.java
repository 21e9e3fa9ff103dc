package org.heliograph.web.portal.grid;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import org.heliograph.platform.grid.GridColumn;
import org.heliograph.platform.grid.GridFilter;
import org.heliograph.platform.grid.GridFilter.Operator;

/** The filter panel: a column, and what is asked of it. */
public class GridFilterForm implements Serializable {

    private static final long serialVersionUID = 1L;

    private final List<GridColumn> columns;
    private String search;
    private GridColumn column;
    private Operator operator = Operator.VALUE;
    private String value;
    private String from;
    private String to;

    GridFilterForm(List<GridColumn> columns) {
        this.columns = columns;
    }

    public List<GridColumn> getColumns() {
        return columns.stream()
                .filter(c -> c.type() != GridColumn.Type.CUSTOM)
                .filter(c -> search == null || label(c).contains(search.toLowerCase(Locale.ROOT)))
                .toList();
    }

    private static String label(GridColumn column) {
        return (column.label() == null ? column.key() : column.label()).toLowerCase(Locale.ROOT);
    }

    public void choose(String key) {
        column = columns.stream().filter(c -> c.key().equals(key)).findFirst().orElseThrow();
        operator = column.isRangeable() ? Operator.RANGE : Operator.VALUE;
    }

    void load(GridFilter filter) {
        choose(filter.column());
        operator = filter.operator();
        value = filter.value();
        from = filter.from();
        to = filter.to();
    }

    public void back() {
        column = null;
        value = null;
        from = null;
        to = null;
    }

    GridFilter toFilter() {
        return new GridFilter(
                column.key(),
                operator,
                operator == Operator.VALUE ? value : null,
                operator == Operator.RANGE ? from : null,
                operator == Operator.RANGE ? to : null);
    }

    public GridColumn getColumn() {
        return column;
    }

    public String getSearch() {
        return search;
    }

    public void setSearch(String search) {
        this.search = search;
    }

    public Operator getOperator() {
        return operator;
    }

    public void setOperator(Operator operator) {
        this.operator = operator;
    }

    public String getValue() {
        return value;
    }

    public void setValue(String value) {
        this.value = value;
    }

    public String getFrom() {
        return from;
    }

    public void setFrom(String from) {
        this.from = from;
    }

    public String getTo() {
        return to;
    }

    public void setTo(String to) {
        this.to = to;
    }
}
