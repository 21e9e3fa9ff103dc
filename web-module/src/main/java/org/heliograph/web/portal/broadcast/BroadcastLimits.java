package org.heliograph.web.portal.broadcast;

import jakarta.annotation.PostConstruct;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.LocalTime;
import org.heliograph.broadcast.DeliveryRules;
import org.heliograph.message.SendHours;
import org.heliograph.message.SendWindow;
import org.heliograph.message.SendWindowService;
import org.heliograph.web.portal.HoursForm;

/** How far the broadcast on the page keeps from people. */
@Named
@ViewScoped
public class BroadcastLimits implements Serializable {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient SendWindowService windows;

    private final HoursForm hours = new HoursForm(LocalTime.of(9, 0), LocalTime.of(20, 0));
    private SendHours companyHours;

    @PostConstruct
    void open() {
        companyHours = windows.find().map(SendWindow::hours).orElse(null);
    }

    void load(DeliveryRules rules) {
        hours.load(rules.hours());
    }

    DeliveryRules toRules() {
        return new DeliveryRules(hours.toHours());
    }

    public HoursForm getHours() {
        return hours;
    }

    /** Null if broadcasts of the company are sent at any time. */
    public SendHours getCompanyHours() {
        return companyHours;
    }
}
