package org.heliograph.contact;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.heliograph.account.Permission;
import org.heliograph.account.Requires;
import org.heliograph.contact.internal.FilterFields;
import org.heliograph.contact.internal.FilterSql;
import org.heliograph.contact.internal.TargetRepository;
import org.heliograph.platform.error.ConflictException;
import org.heliograph.platform.error.InvalidException;
import org.heliograph.platform.error.NotFoundException;
import org.heliograph.platform.tenancy.Tenanted;

/** Targets: saved filters that select contacts for broadcasts. */
@Stateless
@Tenanted
@Requires({Permission.MANAGE_CONTACTS, Permission.MANAGE_BROADCASTS})
public class TargetService {

    private static final int NAME_LENGTH = 100;

    /** Targets looked through for the cells of the contacts grid; beyond, a page would take too long to draw. */
    private static final int TARGETS_PER_CELL = 100;

    @Inject
    private TargetRepository targets;

    @Inject
    private FilterFields fields;

    /** All targets by name. */
    public List<Target> list() {
        return targets.list();
    }

    public Target get(long id) {
        return targets.find(id).orElseThrow(() -> new NotFoundException("target_unknown", "targets", id));
    }

    /**
     * Who the target selects now, as SQL; bindings start with {@code t<id>_}, so several targets fit one statement.
     *
     * @throws NotFoundException if the target is gone
     */
    public ContactCondition condition(long targetId) {
        return condition(get(targetId), fields.byKey());
    }

    /** How many contacts the filters select now. */
    public long count(List<TargetFilter> filters) {
        return targets.count(new FilterSql("f_", fields.byKey()).condition(filters));
    }

    /** What targets can filter by: what every contact has, then the company's attributes. */
    public List<FilterField> fields() {
        return List.copyOf(fields.byKey().values());
    }

    /**
     * Names of the targets that select each of the contacts; contacts of no target have an empty list.
     *
     * @param contacts ids of a page's rows
     */
    public Map<Long, List<String>> targetsOf(Collection<Long> contacts) {
        Map<String, FilterField> known = fields.byKey();
        Map<String, ContactCondition> conditions = new LinkedHashMap<>();
        targets.list().stream()
                .filter(target -> target.filters().stream().allMatch(f -> known.containsKey(f.field())))
                .limit(TARGETS_PER_CELL)
                .forEach(target -> conditions.put(target.name(), condition(target, known)));
        return targets.matching(contacts, conditions);
    }

    /**
     * @return the target's id
     * @throws InvalidException if the name is missing or longer than 100 characters, there is no filter, or a filter's
     *     value does not fit
     * @throws ConflictException if the name is taken, or the target was changed meanwhile
     */
    @Requires(Permission.MANAGE_CONTACTS)
    public long save(SaveTarget command) {
        String name = checkedName(command);
        SaveTarget target = new SaveTarget(command.id(), name, command.filters(), command.version());
        if (target.id() == null) {
            return targets.insert(name, target.filters());
        }
        get(target.id());
        if (!targets.update(target)) {
            throw new ConflictException("changed_meanwhile", null);
        }
        return target.id();
    }

    /** A copy under the next free name. */
    @Requires(Permission.MANAGE_CONTACTS)
    public long duplicate(long id) {
        Target original = get(id);
        String base = original.name().replaceFirst(" \\(\\d+\\)$", "");
        base = base.substring(0, Math.min(base.length(), NAME_LENGTH - 7));
        int number = 2;
        while (targets.isTaken(base + " (" + number + ")", null)) {
            number++;
        }
        return targets.insert(base + " (" + number + ")", original.filters());
    }

    /** Deletes those that still exist. Broadcasts keep the recipients they have frozen. */
    @Requires(Permission.MANAGE_CONTACTS)
    public int delete(Collection<Long> ids) {
        return targets.delete(ids);
    }

    /** Counts a launch for each of the targets. */
    public void incrementLaunches(Collection<Long> ids) {
        if (!ids.isEmpty()) {
            targets.incrementLaunches(ids);
        }
    }

    private String checkedName(SaveTarget command) {
        String name = command.name() == null ? "" : command.name().strip();
        if (name.isEmpty() || name.length() > NAME_LENGTH) {
            throw new InvalidException("target_name", "name", NAME_LENGTH);
        }
        if (command.filters().isEmpty()) {
            throw new InvalidException("target_no_filter", "filters");
        }
        new FilterSql("f_", fields.byKey()).condition(command.filters());
        if (targets.isTaken(name, command.id())) {
            throw new ConflictException("target_name_taken", "name", name);
        }
        return name;
    }

    private static ContactCondition condition(Target target, Map<String, FilterField> fields) {
        return new FilterSql("t" + target.id() + "_", fields).condition(target.filters());
    }
}
