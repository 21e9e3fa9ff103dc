package org.heliograph.web.portal.broadcast;

import jakarta.annotation.PostConstruct;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import org.heliograph.broadcast.DeliveryRules;
import org.heliograph.message.FrequencyPolicy;
import org.heliograph.message.FrequencyService;
import org.heliograph.message.SendHours;
import org.heliograph.message.SendWindow;
import org.heliograph.message.SendWindowService;
import org.heliograph.platform.Setting;
import org.heliograph.web.portal.HoursForm;

/** How far the broadcast on the page keeps from people. */
@Named
@ViewScoped
public class BroadcastLimits implements Serializable {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient SendWindowService windows;

    @Inject
    private transient FrequencyService frequency;

    @Inject
    private transient CapText capText;

    private final HoursForm hours = new HoursForm(LocalTime.of(9, 0), LocalTime.of(20, 0));
    private SendHours companyHours;
    private boolean ignoresCap;
    private Integer speedLimit;
    private Integer pauseAfter;
    private boolean capIgnorable;
    private ArrayList<String> caps;

    @PostConstruct
    void open() {
        companyHours = windows.find().map(SendWindow::hours).orElse(null);
        FrequencyPolicy policy = frequency.get();
        capIgnorable = policy.mayBeIgnored();
        caps = new ArrayList<>(policy.caps().stream().map(capText::of).toList());
    }

    void load(DeliveryRules rules) {
        hours.load(rules.hours());
        ignoresCap = rules.ignoresCap();
        speedLimit = rules.speedLimit();
    }

    DeliveryRules toRules() {
        return new DeliveryRules(hours.toHours(), ignoresCap, speedLimit);
    }

    public HoursForm getHours() {
        return hours;
    }

    /** Null if broadcasts of the company are sent at any time. */
    public SendHours getCompanyHours() {
        return companyHours;
    }

    /** The company's frequency caps in words; those that hold for no channel of the broadcast, too. */
    public List<String> getCaps() {
        return caps;
    }

    /** Whether there is a cap that the company lets broadcasts ignore. */
    public boolean isCapIgnorable() {
        return capIgnorable && !caps.isEmpty();
    }

    /** Messages a second, null for as many as the carrier takes. */
    public Integer getSpeedLimit() {
        return speedLimit;
    }

    public void setSpeedLimit(Integer speedLimit) {
        this.speedLimit = speedLimit;
    }

    /** Errors of the carrier in a row, 0 for never, null for what the installation says. */
    public Integer getPauseAfter() {
        return pauseAfter;
    }

    public void setPauseAfter(Integer pauseAfter) {
        this.pauseAfter = pauseAfter;
    }

    /** What holds while nothing is given. */
    public int getPauseAfterDefault() {
        return Setting.PAUSE_AFTER.getInt();
    }

    public boolean isIgnoresCap() {
        return ignoresCap;
    }

    public void setIgnoresCap(boolean ignoresCap) {
        this.ignoresCap = ignoresCap;
    }
}
