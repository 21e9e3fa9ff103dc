package org.heliograph.web.portal.dashboard;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;

/** The landing page. */
@Named
@RequestScoped
public class DashboardBean {}
