package org.heliograph.asset;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.Map;
import org.heliograph.account.Permission;
import org.heliograph.account.Requires;
import org.heliograph.asset.internal.ContentTemplateRepository;
import org.heliograph.channel.Channel;
import org.heliograph.channel.MessageContent;
import org.heliograph.contact.ContentChecks;
import org.heliograph.platform.error.ConflictException;
import org.heliograph.platform.error.InvalidException;
import org.heliograph.platform.error.NotFoundException;
import org.heliograph.platform.tenancy.Tenanted;

/** What users do with content templates. Who writes broadcasts may use them and add to them. */
@Stateless
@Tenanted
@Requires(Permission.MANAGE_CONTENT_TEMPLATES)
public class ContentTemplateService {

    private static final int MAX_NAME = 200;

    @Inject
    private ContentTemplateRepository templates;

    @Inject
    private ContentChecks checks;

    /** Names by id of the channel's templates, in the order of names. */
    @Requires({Permission.MANAGE_CONTENT_TEMPLATES, Permission.MANAGE_BROADCASTS})
    public Map<Long, String> names(Channel channel) {
        return templates.names(channel);
    }

    @Requires({Permission.MANAGE_CONTENT_TEMPLATES, Permission.MANAGE_BROADCASTS})
    public NamedContent get(long id) {
        return templates.find(id).orElseThrow(() -> new NotFoundException("content_template_unknown", "id", id));
    }

    /** Keeps a message under a new name; returns the template's id. */
    @Requires({Permission.MANAGE_CONTENT_TEMPLATES, Permission.MANAGE_BROADCASTS})
    public long create(String name, MessageContent content) {
        return insert(new SaveContentTemplate(null, 0, name, content));
    }

    /**
     * @return its id
     * @throws InvalidException naming the input at fault
     * @throws ConflictException if somebody changed it meanwhile
     */
    public long save(SaveContentTemplate command) {
        if (command.id() == null) {
            return insert(command);
        }
        check(command);
        templates.update(command);
        return command.id();
    }

    private long insert(SaveContentTemplate command) {
        check(command);
        return templates.insert(command);
    }

    private void check(SaveContentTemplate command) {
        if (command.name() == null || command.name().isBlank()) {
            throw new InvalidException("template_name_missing", "templateName");
        }
        if (command.name().length() > MAX_NAME) {
            throw new InvalidException("too_long", "templateName", MAX_NAME);
        }
        checks.check(command.content());
        if (templates.isTaken(command)) {
            throw new InvalidException(
                    "template_name_taken", "templateName", command.name().strip());
        }
    }

    /** Copies it under the first free name; returns the copy's id. */
    public long copy(long id) {
        NamedContent template = get(id);
        String base = template.name().replaceFirst(" \\(\\d+\\)$", "");
        String room = base.substring(0, Math.min(base.length(), MAX_NAME - 8));
        int number = 1;
        Map<Long, String> names = templates.names(template.channel());
        while (isAmong(names, room + " (" + number + ")")) {
            number++;
        }
        return insert(new SaveContentTemplate(null, 0, room + " (" + number + ")", template.content()));
    }

    private static boolean isAmong(Map<Long, String> names, String name) {
        return names.values().stream().anyMatch(name::equalsIgnoreCase);
    }

    /** Removes it; what was sent or put into broadcasts stays. */
    public void delete(long id) {
        templates.delete(get(id).id());
    }
}
