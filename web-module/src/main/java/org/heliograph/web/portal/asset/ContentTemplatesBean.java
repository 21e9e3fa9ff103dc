package org.heliograph.web.portal.asset;

import jakarta.annotation.PostConstruct;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import org.heliograph.asset.ContentTemplateService;
import org.heliograph.asset.NamedContent;
import org.heliograph.asset.SaveContentTemplate;
import org.heliograph.channel.Channel;
import org.heliograph.web.portal.Messages;
import org.heliograph.web.portal.broadcast.StepForm;
import org.heliograph.web.portal.grid.Grid;
import org.heliograph.web.portal.grid.GridReader;

/** The page of content templates: the table, and the one in the constructor. */
@Named
@ViewScoped
public class ContentTemplatesBean implements Serializable {

    private static final long serialVersionUID = 1L;

    @Inject
    private GridReader reader;

    @Inject
    private transient ContentTemplateService templates;

    @Inject
    private Messages messages;

    private Grid grid;
    private Long id;
    private int version;
    private StepForm step;

    @PostConstruct
    void open() {
        grid = reader.open("contentTemplate");
    }

    public void startNew(Channel channel) {
        id = null;
        version = 0;
        step = new StepForm(channel);
    }

    public void edit(long templateId) {
        NamedContent template = templates.get(templateId);
        id = templateId;
        version = template.version();
        step = new StepForm(template.channel());
        step.setTemplateName(template.name());
        step.load(template.content());
    }

    public void save() {
        templates.save(new SaveContentTemplate(id, version, step.getTemplateName(), step.toContent()));
        done("contentTemplate.saved", step.getTemplateName());
        step = null;
    }

    public void cancel() {
        step = null;
    }

    public void copy(long templateId) {
        done("broadcast.copied", templates.get(templates.copy(templateId)).name());
    }

    public void delete(long templateId, String name) {
        templates.delete(templateId);
        done("broadcast.deleted", name);
    }

    private void done(String key, Object... values) {
        messages.done(key, values);
        grid.refresh();
    }

    public Grid getGrid() {
        return grid;
    }

    public Long getId() {
        return id;
    }

    public StepForm getStep() {
        return step;
    }
}
