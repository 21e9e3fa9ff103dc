package org.heliograph.asset;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.heliograph.asset.internal.ContentTemplateRepository;
import org.heliograph.channel.Channel;
import org.heliograph.channel.ContentTemplate;
import org.heliograph.channel.ContentViolation;
import org.heliograph.channel.MessageContent;
import org.heliograph.channel.Template;
import org.heliograph.platform.error.InvalidException;
import org.heliograph.platform.tenancy.Callers;
import org.heliograph.platform.tenancy.Tenanted;
import org.jdbi.v3.core.Jdbi;

/** Content templates as programs send them: by number, to one recipient, with values of their own. */
@Stateless
@Tenanted
public class SendableTemplates {

    private static final String PHONE = "phoneNumber";

    @Inject
    private Jdbi jdbi;

    @Inject
    private ContentTemplateRepository templates;

    /**
     * The template's message with a value in each placeholder: the given one, else that of the phone number's contact,
     * else the placeholder's default.
     *
     * @param params by name, with or without {@code attribute.}; those the template does not use count for nothing
     * @param address of the recipient, as the channel has it
     * @throws InvalidException if there is no such template of the channel, a value is missing, or the values break a
     *     limit of the channel
     */
    public MessageContent render(Channel channel, long id, Map<String, String> params, String address) {
        NamedContent template =
                templates.find(id).orElseThrow(() -> new InvalidException("template_unknown", "template.id", id));
        if (template.channel() != channel) {
            throw new InvalidException("template_channel", "template.id", id, template.channel(), channel);
        }
        ContentTemplate content = ContentTemplate.of(template.content());
        Map<String, String> values = values(content.names(), channel, address);
        params.forEach((name, value) -> values.put(Template.canonical(name.strip()), value));
        Set<String> missing = new LinkedHashSet<>();
        MessageContent rendered = content.render(values::get, missing::add);
        if (!missing.isEmpty()) {
            throw new InvalidException("template_params_missing", "template.params", String.join(", ", missing));
        }
        List<ContentViolation> violations = rendered.validate();
        if (!violations.isEmpty()) {
            throw new InvalidException(
                    "template_params_limit",
                    "template.params",
                    violations.get(0).field());
        }
        return rendered;
    }

    /** What the recipient's contact has for the names; an e-mail address belongs to no contact in particular. */
    private Map<String, String> values(Set<String> names, Channel channel, String address) {
        Map<String, String> values = new HashMap<>();
        if (channel.addressKind() == Channel.AddressKind.EMAIL || names.isEmpty()) {
            return values;
        }
        jdbi.useHandle(handle -> handle.createQuery("select n, c.attributes ->> n from contact c, unnest(:names) n"
                        + " where c.company_id = :company and c.phone = :phone")
                .bind("company", Callers.get().company())
                .bind("phone", address)
                .bind("names", names.toArray(String[]::new))
                .map((row, context) -> values.put(row.getString(1), row.getString(2)))
                .list());
        values.put(PHONE, address);
        return values;
    }
}
