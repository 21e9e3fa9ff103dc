package org.heliograph.demo;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import org.heliograph.account.DemoCompany;
import org.heliograph.platform.Setting;
import org.heliograph.platform.tenancy.Caller;
import org.heliograph.platform.tenancy.Callers;

/** Fills an empty installation that was started for a demonstration. */
@Singleton
@Startup
@DependsOn("SchemaMigration")
public class DemoStartup {

    @Inject
    private DemoCompany company;

    @PostConstruct
    void start() {
        if (Setting.DEMO.find().isPresent()) {
            Callers.runAs(Caller.SYSTEM, () -> company.create());
        }
    }
}
