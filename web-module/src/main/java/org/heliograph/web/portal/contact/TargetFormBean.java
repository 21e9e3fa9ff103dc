package org.heliograph.web.portal.contact;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.heliograph.contact.FilterField;
import org.heliograph.contact.SaveTarget;
import org.heliograph.contact.Target;
import org.heliograph.contact.TargetFilter;
import org.heliograph.contact.TargetService;
import org.heliograph.platform.grid.GridFilter.Operator;
import org.heliograph.web.portal.Messages;

/** The side panel of a target: its name, its filters one by one, and whom they select. */
@Named
@ViewScoped
public class TargetFormBean implements Serializable {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient TargetService targets;

    @Inject
    private Messages messages;

    private Long id;
    private int version;
    private int launches;
    private String name;
    private List<TargetFilter> filters = new ArrayList<>();
    private Long count;

    private FilterField field;
    private Integer place;
    private Operator operator = Operator.VALUE;
    private String value;
    private String from;
    private String to;

    public void startNew() {
        id = null;
        version = 0;
        launches = 0;
        name = null;
        filters = new ArrayList<>();
        closeFilter();
        recount();
    }

    public void edit(Long target) {
        Target found = targets.get(target);
        id = found.id();
        version = found.version();
        launches = found.launches();
        name = found.name();
        filters = new ArrayList<>(found.filters());
        closeFilter();
        recount();
    }

    public void save() {
        if (field != null) {
            applyFilter();
        }
        targets.save(new SaveTarget(id, name, filters, version));
        messages.done("target.saved", name);
    }

    public List<FilterField> getFields() {
        return targets.fields();
    }

    /** Opens the criteria of a field; a field may be asked more than once. */
    public void choose(String key) {
        field = find(key);
        place = null;
        operator = field.rangeable() ? Operator.RANGE : Operator.VALUE;
        value = null;
        from = null;
        to = null;
    }

    public void editFilter(int index) {
        TargetFilter filter = filters.get(index);
        field = find(filter.field());
        place = index;
        operator = filter.operator();
        value = filter.value();
        from = filter.from();
        to = filter.to();
    }

    private FilterField find(String key) {
        return targets.fields().stream()
                .filter(known -> known.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    /** Takes the criteria over; refuses a value that does not fit before it replaces anything. */
    public void applyFilter() {
        boolean range = operator == Operator.RANGE;
        TargetFilter filter = new TargetFilter(
                field.key(),
                operator,
                operator == Operator.VALUE ? value : null,
                range ? from : null,
                range ? to : null);
        targets.count(List.of(filter));
        if (place == null) {
            filters.add(filter);
        } else {
            filters.set(place, filter);
        }
        closeFilter();
        recount();
    }

    public void removeFilter(int index) {
        filters.remove(index);
        closeFilter();
        recount();
    }

    public void closeFilter() {
        field = null;
        place = null;
    }

    private void recount() {
        count = filters.isEmpty() ? null : targets.count(filters);
    }

    public Long getId() {
        return id;
    }

    public int getLaunches() {
        return launches;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public List<TargetFilter> getFilters() {
        return filters;
    }

    /** Contacts selected now; null without a filter. */
    public Long getCount() {
        return count;
    }

    public FilterField getField() {
        return field;
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
