package org.heliograph.web.portal.asset;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Map;
import org.heliograph.asset.ContentTemplateService;
import org.heliograph.channel.Channel;
import org.heliograph.web.portal.Messages;
import org.heliograph.web.portal.broadcast.StepForm;

/** Content templates in the constructor: one fills in the message, and the message becomes one. */
@Named
@RequestScoped
public class TemplateChoice {

    @Inject
    private ContentTemplateService templates;

    @Inject
    private Messages messages;

    private Map<Long, String> names;

    public Map<Long, String> names(Channel channel) {
        if (names == null) {
            names = templates.names(channel);
        }
        return names;
    }

    /** Puts the chosen template's message into the form. */
    public void apply(StepForm step) {
        if (step.getTemplateId() != null) {
            step.load(templates.get(step.getTemplateId()).content());
        }
    }

    /** Keeps the form's message under the name that was typed. */
    public void save(StepForm step) {
        step.setTemplateId(templates.create(step.getTemplateName(), step.toContent()));
        messages.done("contentTemplate.saved", step.getTemplateName());
        step.setTemplateName(null);
        names = null;
    }
}
