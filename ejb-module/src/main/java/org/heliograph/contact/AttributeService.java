package org.heliograph.contact;

import jakarta.ejb.Stateless;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.heliograph.account.Permission;
import org.heliograph.account.Requires;
import org.heliograph.contact.internal.AttributeRepository;
import org.heliograph.platform.error.ConflictException;
import org.heliograph.platform.error.InvalidException;
import org.heliograph.platform.error.NotFoundException;
import org.heliograph.platform.tenancy.Callers;
import org.heliograph.platform.tenancy.Tenanted;

/** The attributes of a company's contacts. */
@Stateless
@Tenanted
@Requires({
    Permission.MANAGE_CONTACTS,
    Permission.IMPORT_CONTACTS,
    Permission.MANAGE_BROADCASTS,
    Permission.MANAGE_CONTENT_TEMPLATES
})
public class AttributeService {

    /** Attributes a company may have; each is a column of grids and exports. */
    public static final int LIMIT = 200;

    private static final int NAME_LENGTH = 60;
    private static final int CHOICES = 500;

    /** What a placeholder can name; see the channel domain's Template. */
    private static final Pattern NAME =
            Pattern.compile("[\\p{L}\\p{M}\\p{N}_.\\-]++(?: [\\p{L}\\p{M}\\p{N}_.\\-]++)*+");

    /** The number itself, and what has a meaning of its own in placeholders. */
    private static final Set<String> RESERVED = Set.of("phone", "phonenumber", "phone number", "code", "link");

    @PersistenceContext
    private EntityManager entities;

    @Inject
    private AttributeRepository attributes;

    @Inject
    @Any
    private Instance<PlaceholderUse> uses;

    /** All attributes in the order of the columns. */
    public List<Attribute> list() {
        return entities.createQuery(
                        "select a from Attribute a where a.companyId = :company order by a.position, a.id",
                        Attribute.class)
                .setParameter("company", Callers.get().company())
                .getResultList();
    }

    /** Names placeholders may use besides {@code phone}. */
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        list().forEach(attribute -> names.add(attribute.getName()));
        return names;
    }

    public Attribute get(long id) {
        Attribute attribute = entities.find(Attribute.class, id);
        if (attribute == null || attribute.getCompanyId() != Callers.get().company()) {
            throw new NotFoundException("attribute_unknown", "id", id);
        }
        return attribute;
    }

    /**
     * Renaming takes the values of all contacts, the filters of all targets, and the placeholders of content templates and of
     * broadcasts that are still to be launched along.
     *
     * @return the attribute's id
     * @throws InvalidException if the name is no placeholder's, reserved or longer than 60 characters, or a list has no
     *     choices
     * @throws ConflictException if the name is taken (case does not distinguish), a new list lacks a value in use, the
     *     company has 200 attributes, an import is running, a broadcast that uses it is being sent, or somebody changed the
     *     attribute meanwhile
     */
    @Requires(Permission.MANAGE_CONTACTS)
    public long save(SaveAttribute command) {
        String name = checkedName(command);
        Attribute attribute;
        if (command.id() == null) {
            if (attributes.count() >= LIMIT) {
                throw new ConflictException("attribute_limit", null, LIMIT);
            }
            if (command.type() == null) {
                throw new InvalidException("attribute_type", "type");
            }
            attribute = new Attribute(Callers.get().company(), name, command.type(), attributes.nextPosition());
            entities.persist(attribute);
        } else {
            attribute = get(command.id());
            if (attribute.getVersion() != command.version()) {
                throw new ConflictException("changed_meanwhile", null);
            }
            rename(attribute, name);
        }
        attribute.setChoices(checkedChoices(attribute, command.choices()));
        attribute.setShowInProfile(command.showInProfile());
        entities.flush();
        return attribute.getId();
    }

    /**
     * Deletes the attribute and its values.
     *
     * @throws ConflictException if a target filters by it, since without the filter the target would reach more people;
     *     a message that is still to be sent uses it; or an import is running
     */
    @Requires(Permission.MANAGE_CONTACTS)
    public void delete(long id) {
        Attribute attribute = get(id);
        refuseDuringImport();
        List<String> targets = attributes.targetsUsing(attribute.getName());
        if (!targets.isEmpty()) {
            throw new ConflictException("attribute_in_target", null, attribute.getName(), String.join(", ", targets));
        }
        uses.forEach(use -> use.checkUnused(attribute.getName()));
        attributes.deleteValues(attribute.getName());
        entities.remove(attribute);
        entities.flush();
    }

    private void rename(Attribute attribute, String name) {
        String before = attribute.getName();
        if (before.equals(name)) {
            return;
        }
        refuseDuringImport();
        // A million values first, since launches wait for what follows; before targets, since a launch locks its
        // broadcast
        // before it counts the launches of targets.
        attributes.renameValues(before, name);
        uses.forEach(use -> use.rename(before, name));
        attributes.renameInTargets(TargetFilter.ofAttribute(before), TargetFilter.ofAttribute(name));
        attribute.setName(name);
    }

    /** The rows an import has checked carry attributes by name. */
    private void refuseDuringImport() {
        if (attributes.isImporting()) {
            throw new ConflictException("attribute_during_import", null);
        }
    }

    private String checkedName(SaveAttribute command) {
        String name = command.name() == null ? "" : command.name().strip();
        if (name.isEmpty() || name.length() > NAME_LENGTH || !NAME.matcher(name).matches()) {
            throw new InvalidException("attribute_name", "name", NAME_LENGTH);
        }
        if (RESERVED.contains(name.toLowerCase(Locale.ROOT)) || name.chars().allMatch(Character::isDigit)) {
            throw new InvalidException("attribute_reserved", "name", name);
        }
        if (attributes.isTaken(name, command.id())) {
            throw new ConflictException("attribute_name_taken", "name", name);
        }
        return name;
    }

    private List<String> checkedChoices(Attribute attribute, List<String> given) {
        if (attribute.getType() != AttributeType.LIST) {
            return List.of();
        }
        List<String> choices = given == null
                ? List.of()
                : given.stream()
                        .map(String::strip)
                        .filter(c -> !c.isEmpty())
                        .distinct()
                        .toList();
        if (choices.isEmpty() || choices.size() > CHOICES) {
            throw new InvalidException("attribute_choices", "choices", CHOICES);
        }
        List<String> missing = attributes.valuesBeside(attribute.getName(), choices);
        if (!missing.isEmpty()) {
            throw new ConflictException("attribute_choice_in_use", "choices", String.join(", ", missing));
        }
        return choices;
    }
}
